//! Running numbers: given once, within the transaction of the save that uses them.

use crate::error::BookError;
use adinda_domain::Kind;
use adinda_domain::numbering::{DeviceLetter, RegisterNumber};
use rusqlite::{Transaction, named_params};

/// The next number of a kind for a year.
pub(crate) fn next(
    tx: &Transaction<'_>,
    kind: &Kind,
    year: i32,
    letter: &DeviceLetter,
) -> Result<RegisterNumber, BookError> {
    // Before pairing and as the first laptop of a KIM the numbers are one series.
    let series = if letter.is_first() {
        ""
    } else {
        letter.0.as_str()
    };
    let number = tx.query_row(
        "INSERT INTO number_given (kind, year, letter, last) VALUES (:kind, :year, :letter, 1)
         ON CONFLICT (kind, year, letter) DO UPDATE SET last = last + 1
         RETURNING last",
        named_params! { ":kind": kind.as_str(), ":year": year, ":letter": series },
        |row| row.get(0),
    )?;
    Ok(RegisterNumber {
        number,
        letter: letter.clone(),
        year,
    })
}
