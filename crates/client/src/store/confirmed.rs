//! Confirmed values, and those that never leave the laptop.

use super::{decoded, from_sql, path, to_sql};
use crate::error::BookError;
use adinda_domain::merge::Confirmed;
use adinda_domain::{FieldPath, Fields, Kind, RecordId, Value, Version};
use adinda_wire::encode;
use rusqlite::{Transaction, named_params};
use std::collections::BTreeMap;

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

/// Sets a confirmed value, if it is newer than what stands there.
pub(crate) fn put(
    tx: &Transaction<'_>,
    kind: &Kind,
    record: RecordId,
    path: &FieldPath,
    value: &Value,
    version: Version,
) -> Result<(), BookError> {
    let mut statement = tx.prepare_cached(
        "INSERT INTO confirmed (kind, record, path, value, version) VALUES (:kind, :record, :path, :value, :version)
         ON CONFLICT (kind, record, path) DO UPDATE SET value = excluded.value, version = excluded.version
         WHERE excluded.version > confirmed.version",
    )?;
    statement.execute(named_params! {
        ":kind": kind.as_str(), ":record": record.as_bytes(), ":path": path.as_str(),
        ":value": encode(value)?, ":version": to_sql(version.0),
    })?;
    Ok(())
}

/// A confirmed value of a rolled-back version, with where it stood.
pub(crate) struct Lost {
    pub(crate) kind: Kind,
    pub(crate) record: RecordId,
    pub(crate) path: FieldPath,
    pub(crate) value: Value,
    pub(crate) version: Version,
}

/// Takes out every value above a version, in the order in which they were confirmed.
pub(crate) fn take_above(tx: &Transaction<'_>, version: Version) -> Result<Vec<Lost>, BookError> {
    let mut statement = tx.prepare(
        "DELETE FROM confirmed WHERE version > :version RETURNING kind, record, path, value, version",
    )?;
    let rows = statement.query_map(named_params! { ":version": to_sql(version.0) }, |row| {
        Ok(Lost {
            kind: Kind::new(&row.get::<_, String>(0)?),
            record: RecordId::from_bytes(row.get(1)?),
            path: path(row, 2)?,
            value: decoded(row, 3)?,
            version: Version(from_sql(row.get(4)?)),
        })
    })?;
    let mut lost: Vec<Lost> = rows.collect::<Result<_, _>>()?;
    lost.sort_by(|a, b| {
        (a.version, &a.kind, a.record, &a.path).cmp(&(b.version, &b.kind, b.record, &b.path))
    });
    Ok(lost)
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
