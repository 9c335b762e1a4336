//! How each document was last wanted on this laptop.

use crate::error::BookError;
use rusqlite::{OptionalExtension, Transaction, named_params};

/// The last choice for a document.
pub(crate) fn get(tx: &Transaction<'_>, document: &str) -> Result<Option<String>, BookError> {
    let found = tx
        .prepare_cached("SELECT choice FROM document_choice WHERE document = :document")?
        .query_row(named_params! { ":document": document }, |row| row.get(0))
        .optional()?;
    Ok(found)
}

/// Takes note of a choice.
pub(crate) fn put(tx: &Transaction<'_>, document: &str, choice: &str) -> Result<(), BookError> {
    tx.execute(
        "INSERT INTO document_choice (document, choice) VALUES (:document, :choice)
         ON CONFLICT (document) DO UPDATE SET choice = excluded.choice",
        named_params! { ":document": document, ":choice": choice },
    )?;
    Ok(())
}
