//! Tables as files for spreadsheets: real dates, text that stays text, heads that stay in sight.

mod csv_file;
mod xlsx_file;

pub use csv_file::to_csv;
pub use xlsx_file::to_xlsx;

use chrono::NaiveDate;

/// A table to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The sheet's name.
    pub name: String,
    /// The heads, from the left.
    pub columns: Vec<String>,
    /// The rows; each has as many values as there are columns.
    pub rows: Vec<Vec<Value>>,
}

/// One value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Text, whatever it looks like.
    Text(String),
    /// A number to reckon with.
    Number(i64),
    /// A day.
    Date(NaiveDate),
}

impl Value {
    /// Text, or nothing if it is empty.
    pub fn text(text: impl Into<String>) -> Value {
        let text = text.into();
        match text.is_empty() {
            true => Value::Empty,
            false => Value::Text(text),
        }
    }

    /// A day, if there is one.
    pub fn day(day: Option<NaiveDate>) -> Value {
        day.map_or(Value::Empty, Value::Date)
    }

    /// A count.
    pub fn count(count: usize) -> Value {
        i64::try_from(count).map_or(Value::Empty, Value::Number)
    }
}

/// The table can't be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// As `.xlsx`.
    #[error("the workbook can't be made")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// As `.csv`.
    #[error("the text can't be made")]
    Csv(#[from] csv::Error),
}
