//! What leaves the book as files and text: lists for spreadsheets, the whole register as open files, messages.

mod messages;
mod register;
mod tables;
pub mod views;

use crate::book::Book;
use crate::error::BookError;
use crate::views::{Disclosure, DisclosureWay};
use adinda_sheet::writing::{to_csv, to_xlsx};
use views::{ExportFormat, ExportList, ExportOptions};

/// A list that is ready to be written somewhere.
pub struct ExportedList {
    /// What it is called, without an ending.
    pub name: String,
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// How many rows it has.
    pub rows: usize,
}

impl Book {
    /// A list as a file for spreadsheets. What is otherwise kept back stands in it only if it was asked for, and that is
    /// written down.
    ///
    /// # Errors
    /// [`BookError::NotFound`] for a column that there isn't, and those of the database.
    pub fn export_list(&self, options: &ExportOptions) -> Result<ExportedList, BookError> {
        let exported = self.table(options)?;
        let bytes = match options.format {
            ExportFormat::Xlsx => to_xlsx(std::slice::from_ref(&exported.table))?,
            ExportFormat::Csv => to_csv(&exported.table)?,
        };
        self.record_disclosure(&Disclosure {
            document: exported.table.name.clone(),
            way: DisclosureWay::Exported,
            shown: exported.shown,
            people: exported.people,
        })?;
        Ok(ExportedList {
            name: format!(
                "{} {}",
                exported.table.name,
                self.today().format("%Y-%m-%d")
            ),
            rows: exported.table.rows.len(),
            bytes,
        })
    }
}

/// The columns that a list can have, with their heads.
pub fn columns_of(list: ExportList) -> Vec<views::ExportColumn> {
    tables::columns_of(list)
}
