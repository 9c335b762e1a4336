//! Running numbers: given once, within the transaction of the save that uses them.

use crate::error::BookError;
use adinda_domain::Kind;
use adinda_domain::numbering::{DeviceLetter, RegisterNumber};
use rusqlite::{OptionalExtension, Transaction, named_params};

/// Gives the next number of a kind for a year.
pub(crate) fn next(
    tx: &Transaction<'_>,
    kind: &Kind,
    year: i32,
    letter: &DeviceLetter,
) -> Result<RegisterNumber, BookError> {
    let number = last(tx, kind.as_str(), year, letter)? + 1;
    note_given(tx, kind.as_str(), year, letter, number)?;
    Ok(RegisterNumber {
        number,
        letter: letter.clone(),
        year,
    })
}

/// The last number given in a series; 0 if none was.
pub(crate) fn last(
    tx: &Transaction<'_>,
    series: &str,
    year: i32,
    letter: &DeviceLetter,
) -> Result<u32, BookError> {
    let last = tx
        .query_row(
            "SELECT last FROM number_given WHERE kind = :series AND year = :year AND letter = :letter",
            named_params! { ":series": series, ":year": year, ":letter": shown_letter(letter) },
            |row| row.get(0),
        )
        .optional()?;
    Ok(last.unwrap_or_default())
}

/// Notes that a number was given: it never is again.
pub(crate) fn note_given(
    tx: &Transaction<'_>,
    series: &str,
    year: i32,
    letter: &DeviceLetter,
    number: u32,
) -> Result<(), BookError> {
    tx.execute(
        "INSERT INTO number_given (kind, year, letter, last) VALUES (:series, :year, :letter, :number)
         ON CONFLICT (kind, year, letter) DO UPDATE SET last = max(last, excluded.last)",
        named_params! {
            ":series": series, ":year": year, ":letter": shown_letter(letter), ":number": number,
        },
    )?;
    Ok(())
}

/// Before pairing and as the first laptop of a KIM the numbers are one series.
fn shown_letter(letter: &DeviceLetter) -> &str {
    if letter.is_first() {
        ""
    } else {
        letter.0.as_str()
    }
}
