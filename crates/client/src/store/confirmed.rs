//! Confirmed values, and those that never leave the laptop.

use super::{decoded, from_sql, path, to_sql};
use crate::error::BookError;
use adinda_domain::merge::Confirmed;
use adinda_domain::{FieldPath, Fields, Kind, RecordId, Value, Version};
use adinda_wire::encode;
use rusqlite::{OptionalExtension, Transaction, named_params};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The confirmed values of a record.
pub(crate) fn of_record(
    tx: &Transaction<'_>,
    kind: &Kind,
    record: RecordId,
) -> Result<BTreeMap<FieldPath, Confirmed>, BookError> {
    let mut statement = tx.prepare_cached(
        "SELECT path, value, version FROM confirmed WHERE kind = :kind AND record = :record",
    )?;
    let rows = statement.query_map(
        named_params! { ":kind": kind.as_str(), ":record": record.as_bytes() },
        |row| {
            let confirmed = Confirmed {
                value: decoded(row, 1)?,
                version: Version(from_sql(row.get(2)?)),
            };
            Ok((path(row, 0)?, confirmed))
        },
    )?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whose edit a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Author {
    /// The laptop's letter; none for the office.
    pub(crate) letter: Option<String>,
    /// The author's clock at the save, in seconds since 1970.
    pub(crate) saved_at: i64,
}

/// A version of a record, and whose edit made it.
pub(crate) struct Edition<'a> {
    pub(crate) kind: &'a Kind,
    pub(crate) record: RecordId,
    pub(crate) version: Version,
    pub(crate) author: &'a Author,
}

/// Sets a confirmed value, if it is newer than what stands there.
pub(crate) fn put(
    tx: &Transaction<'_>,
    edition: &Edition<'_>,
    path: &FieldPath,
    value: &Value,
) -> Result<(), BookError> {
    let mut statement = tx.prepare_cached(
        "INSERT INTO confirmed (kind, record, path, value, version, letter, saved_at)
         VALUES (:kind, :record, :path, :value, :version, :letter, :saved_at)
         ON CONFLICT (kind, record, path) DO UPDATE SET value = excluded.value, version = excluded.version,
             letter = excluded.letter, saved_at = excluded.saved_at
         WHERE excluded.version > confirmed.version",
    )?;
    statement.execute(named_params! {
        ":kind": edition.kind.as_str(), ":record": edition.record.as_bytes(), ":path": path.as_str(),
        ":value": encode(value)?, ":version": to_sql(edition.version.0), ":letter": edition.author.letter,
        ":saved_at": edition.author.saved_at,
    })?;
    Ok(())
}

/// Whose edit a confirmed value is.
pub(crate) fn author_of(
    tx: &Transaction<'_>,
    kind: &Kind,
    record: RecordId,
    path: &FieldPath,
) -> Result<Option<Author>, BookError> {
    let mut statement = tx.prepare_cached(
        "SELECT letter, saved_at FROM confirmed WHERE kind = :kind AND record = :record AND path = :path",
    )?;
    let parameters = named_params! {
        ":kind": kind.as_str(), ":record": record.as_bytes(), ":path": path.as_str(),
    };
    let author = statement.query_row(parameters, |row| {
        Ok(Author {
            letter: row.get(0)?,
            saved_at: row.get(1)?,
        })
    });
    Ok(author.optional()?)
}

/// A confirmed value of a rolled-back version, with where it stood.
pub(crate) struct Lost {
    pub(crate) kind: Kind,
    pub(crate) record: RecordId,
    pub(crate) path: FieldPath,
    pub(crate) value: Value,
    pub(crate) version: Version,
    pub(crate) saved_at: i64,
}

/// Takes out every value above a version, in the order in which they were confirmed.
pub(crate) fn take_above(tx: &Transaction<'_>, version: Version) -> Result<Vec<Lost>, BookError> {
    let mut statement = tx.prepare(
        "DELETE FROM confirmed WHERE version > :version RETURNING kind, record, path, value, version, saved_at",
    )?;
    let rows = statement.query_map(named_params! { ":version": to_sql(version.0) }, |row| {
        Ok(Lost {
            kind: Kind::new(&row.get::<_, String>(0)?),
            record: RecordId::from_bytes(row.get(1)?),
            path: path(row, 2)?,
            value: decoded(row, 3)?,
            version: Version(from_sql(row.get(4)?)),
            saved_at: row.get(5)?,
        })
    })?;
    let mut lost: Vec<Lost> = rows.collect::<Result<_, _>>()?;
    lost.sort_by(|a, b| {
        (a.version, &a.kind, a.record, &a.path).cmp(&(b.version, &b.kind, b.record, &b.path))
    });
    Ok(lost)
}

/// Takes out every entry of a list under an id, and says in which records there were any.
pub(crate) fn take_entries_under(
    tx: &Transaction<'_>,
    id: Uuid,
) -> Result<Vec<(Kind, RecordId)>, BookError> {
    let mut statement =
        tx.prepare("DELETE FROM confirmed WHERE path GLOB :everywhere RETURNING kind, record")?;
    let rows = statement.query_map(
        named_params! { ":everywhere": format!("*/{id}/*") },
        |row| {
            Ok((
                Kind::new(&row.get::<_, String>(0)?),
                RecordId::from_bytes(row.get(1)?),
            ))
        },
    )?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The values of a record that never leave this laptop.
pub(crate) fn private_of_record(
    tx: &Transaction<'_>,
    kind: &Kind,
    record: RecordId,
) -> Result<Fields, BookError> {
    let mut statement = tx.prepare_cached(
        "SELECT path, value FROM private_value WHERE kind = :kind AND record = :record",
    )?;
    let rows = statement.query_map(
        named_params! { ":kind": kind.as_str(), ":record": record.as_bytes() },
        |row| Ok((path(row, 0)?, decoded(row, 1)?)),
    )?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Sets a value that never leaves this laptop.
pub(crate) fn put_private(
    tx: &Transaction<'_>,
    kind: &Kind,
    record: RecordId,
    path: &FieldPath,
    value: &Value,
) -> Result<(), BookError> {
    tx.execute(
        "INSERT INTO private_value (kind, record, path, value) VALUES (:kind, :record, :path, :value)
         ON CONFLICT (kind, record, path) DO UPDATE SET value = excluded.value",
        named_params! {
            ":kind": kind.as_str(), ":record": record.as_bytes(), ":path": path.as_str(), ":value": encode(value)?,
        },
    )?;
    Ok(())
}
