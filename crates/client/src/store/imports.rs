//! Imports of sheets: which records each added, and which fields it changed from what to what.

use super::{decoded, path, unreadable};
use crate::error::BookError;
use crate::imports::views::{ImportKind, ImportRow};
use adinda_domain::{FieldPath, RecordId, Value};
use adinda_wire::encode;
use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Row, Transaction, named_params};

/// A field that an import changed.
pub(crate) struct ChangedField {
    pub(crate) record: RecordId,
    pub(crate) path: FieldPath,
    pub(crate) before: Value,
    pub(crate) after: Value,
}

fn word(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Member => "member",
        ImportKind::Aspiration => "aspiration",
    }
}

fn kind(row: &Row<'_>, column: usize) -> rusqlite::Result<ImportKind> {
    match row.get_ref(column)?.as_str()? {
        "member" => Ok(ImportKind::Member),
        "aspiration" => Ok(ImportKind::Aspiration),
        _ => Err(unreadable(column, BookError::NotFound("kind of import"))),
    }
}

/// Notes a new import.
pub(crate) fn insert(
    tx: &Transaction<'_>,
    import: RecordId,
    kind: ImportKind,
    file: &str,
    made_at: DateTime<Utc>,
) -> Result<(), BookError> {
    tx.execute(
        "INSERT INTO import (import, kind, file, made_at) VALUES (:import, :kind, :file, :made_at)",
        named_params! {
            ":import": import.as_bytes(), ":kind": word(kind), ":file": file, ":made_at": made_at.timestamp(),
        },
    )?;
    Ok(())
}

/// Notes a record that an import added.
pub(crate) fn insert_added(
    tx: &Transaction<'_>,
    import: RecordId,
    record: RecordId,
) -> Result<(), BookError> {
    tx.prepare_cached("INSERT INTO import_added (import, record) VALUES (:import, :record)")?
        .execute(named_params! { ":import": import.as_bytes(), ":record": record.as_bytes() })?;
    Ok(())
}

/// Notes a field that an import changed.
pub(crate) fn insert_changed(
    tx: &Transaction<'_>,
    import: RecordId,
    changed: &ChangedField,
) -> Result<(), BookError> {
    tx.prepare_cached(
        "INSERT INTO import_changed (import, record, path, before, after)
         VALUES (:import, :record, :path, :before, :after)",
    )?
    .execute(named_params! {
        ":import": import.as_bytes(), ":record": changed.record.as_bytes(), ":path": changed.path.as_str(),
        ":before": encode(&changed.before)?, ":after": encode(&changed.after)?,
    })?;
    Ok(())
}

/// Marks an import as taken back, once, and says what had been imported.
pub(crate) fn take(
    tx: &Transaction<'_>,
    import: RecordId,
) -> Result<Option<ImportKind>, BookError> {
    let mut statement = tx.prepare(
        "UPDATE import SET undone = 1 WHERE import = :import AND undone = 0 RETURNING kind",
    )?;
    let taken = statement.query_row(named_params! { ":import": import.as_bytes() }, |row| {
        kind(row, 0)
    });
    Ok(taken.optional()?)
}

/// The records that an import added.
pub(crate) fn added(tx: &Transaction<'_>, import: RecordId) -> Result<Vec<RecordId>, BookError> {
    let mut statement =
        tx.prepare("SELECT record FROM import_added WHERE import = :import ORDER BY record")?;
    let rows = statement.query_map(named_params! { ":import": import.as_bytes() }, |row| {
        Ok(RecordId::from_bytes(row.get(0)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The fields that an import changed, in the order in which it did.
pub(crate) fn changed(
    tx: &Transaction<'_>,
    import: RecordId,
) -> Result<Vec<ChangedField>, BookError> {
    let mut statement = tx.prepare(
        "SELECT record, path, before, after FROM import_changed WHERE import = :import ORDER BY number",
    )?;
    let rows = statement.query_map(named_params! { ":import": import.as_bytes() }, |row| {
        Ok(ChangedField {
            record: RecordId::from_bytes(row.get(0)?),
            path: path(row, 1)?,
            before: decoded(row, 2)?,
            after: decoded(row, 3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Every import, the newest first.
pub(crate) fn all(tx: &Transaction<'_>) -> Result<Vec<ImportRow>, BookError> {
    let mut statement = tx.prepare(
        "SELECT import, kind, file, made_at, undone FROM import ORDER BY made_at DESC, import DESC",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(ImportRow {
            import: RecordId::from_bytes(row.get(0)?),
            kind: kind(row, 1)?,
            file: row.get(2)?,
            made_at: DateTime::from_timestamp(row.get(3)?, 0).unwrap_or_default(),
            undone: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Forgets what imports did to a record that was erased.
pub(crate) fn forget_record(tx: &Transaction<'_>, record: RecordId) -> Result<(), BookError> {
    for sql in [
        "DELETE FROM import_changed WHERE record = :record",
        "DELETE FROM import_added WHERE record = :record",
    ] {
        tx.execute(sql, named_params! { ":record": record.as_bytes() })?;
    }
    Ok(())
}
