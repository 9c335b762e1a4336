//! Imports: what a sheet says is shown before anything is written; then all of it is written, or nothing; and it can be
//! taken back as a whole.

mod apply;
mod duplicates;
mod reading;
mod undo;
pub mod views;

use crate::book::Book;
use crate::error::BookError;
use crate::store::record_view;
use adinda_domain::aspiration::Aspiration;
use adinda_domain::member::Member;
use adinda_domain::{RecordId, RecordKind};
use chrono::NaiveDate;
use duplicates::Known;
use reading::{ReadSheet, Rows};
use rusqlite::Transaction;
use views::{ImportKind, ImportOptions, ImportPlan};

/// What an import of a sheet would do in an empty book.
///
/// # Errors
/// [`BookError::Sheet`] if the file isn't read.
pub fn plan_without_book(
    kind: ImportKind,
    bytes: &[u8],
    options: &ImportOptions,
    today: NaiveDate,
) -> Result<ImportPlan, BookError> {
    let read = ReadSheet::read(kind, bytes, options, today)?;
    let found = duplicates::of(&read.rows, &Known::default());
    Ok(read.into_plan(found))
}

impl Book {
    /// What an import of a sheet would do. Nothing is written.
    ///
    /// # Errors
    /// [`BookError::Sheet`] if the file isn't read.
    pub fn plan_import(
        &self,
        kind: ImportKind,
        bytes: &[u8],
        options: &ImportOptions,
    ) -> Result<ImportPlan, BookError> {
        let read = ReadSheet::read(kind, bytes, options, self.moment.clock.today())?;
        let known = self.read(|tx| known(tx, &read.rows))?;
        let found = duplicates::of(&read.rows, &known);
        Ok(read.into_plan(found))
    }
}

/// What is in the book of the kind that is imported, without what is archived.
fn known(tx: &Transaction<'_>, rows: &Rows) -> Result<Known, BookError> {
    Ok(match rows {
        Rows::Members(_) => Known {
            members: in_view::<Member>(tx)?,
            aspirations: Vec::new(),
        },
        Rows::Aspirations(_) => Known {
            members: Vec::new(),
            aspirations: in_view::<Aspiration>(tx)?,
        },
    })
}

fn in_view<T: RecordKind>(tx: &Transaction<'_>) -> Result<Vec<(RecordId, T)>, BookError> {
    let listed = record_view::list::<T>(tx)?.into_iter();
    Ok(listed
        .filter(|listed| !listed.archived)
        .map(|listed| (listed.id, listed.record))
        .collect())
}
