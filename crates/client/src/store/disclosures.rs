//! Which documents showed what is otherwise kept back, and when.

use super::unreadable;
use crate::error::BookError;
use crate::views::{Disclosure, DisclosureRow};
use chrono::{DateTime, Utc};
use rusqlite::{Row, Transaction, named_params};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Writes one down.
pub(crate) fn put(
    tx: &Transaction<'_>,
    disclosure: &Disclosure,
    now: DateTime<Utc>,
) -> Result<(), BookError> {
    tx.execute(
        "INSERT INTO disclosure (at, document, way, shown, people) VALUES (:at, :document, :way, :shown, :people)",
        named_params! {
            ":at": now.timestamp(), ":document": disclosure.document, ":way": to_json(&disclosure.way)?,
            ":shown": to_json(&disclosure.shown)?, ":people": disclosure.people,
        },
    )?;
    Ok(())
}

/// All of them, the newest first.
pub(crate) fn all(tx: &Transaction<'_>) -> Result<Vec<DisclosureRow>, BookError> {
    let mut statement = tx.prepare(
        "SELECT number, at, document, way, shown, people FROM disclosure ORDER BY number DESC",
    )?;
    let rows = statement.query_map([], row_to_disclosure)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn row_to_disclosure(row: &Row<'_>) -> rusqlite::Result<DisclosureRow> {
    Ok(DisclosureRow {
        number: row.get(0)?,
        at: DateTime::from_timestamp(row.get(1)?, 0).unwrap_or_default(),
        disclosure: Disclosure {
            document: row.get(2)?,
            way: from_json(row, 3)?,
            shown: from_json(row, 4)?,
            people: row.get(5)?,
        },
    })
}

fn to_json<T: Serialize>(value: &T) -> Result<String, BookError> {
    serde_json::to_string(value)
        .map_err(|error| BookError::Unreadable("a disclosure", Box::new(error)))
}

fn from_json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    serde_json::from_str(row.get_ref(column)?.as_str()?).map_err(|error| unreadable(column, error))
}
