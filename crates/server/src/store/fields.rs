//! Confirmed values.

use super::{OfficeError, from_sql, to_sql, unreadable};
use adinda_domain::merge::Confirmed;
use adinda_domain::{FieldPath, KimId, Kind, RecordId, Value, Version};
use adinda_wire::{decode, encode};
use rusqlite::{Row, Transaction, named_params};
use std::collections::BTreeMap;

/// The confirmed values of many records.
pub(crate) type Records = BTreeMap<(Kind, RecordId), BTreeMap<FieldPath, Confirmed>>;

/// The confirmed values of one record.
pub(crate) fn of_record(
    tx: &Transaction<'_>,
    kim: KimId,
    kind: &Kind,
    record: RecordId,
) -> Result<BTreeMap<FieldPath, Confirmed>, OfficeError> {
    let mut statement = tx.prepare_cached(
        "SELECT path, value, version FROM field WHERE kim = :kim AND kind = :kind AND record = :record",
    )?;
    let rows = statement.query_map(
        named_params! { ":kim": kim.as_bytes(), ":kind": kind.as_str(), ":record": record.as_bytes() },
        |row| Ok((path(row, 0)?, Confirmed { value: value(row, 1)?, version: Version(from_sql(row.get(2)?)?) })),
    )?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Every confirmed value of a KIM, record by record.
pub(crate) fn of_kim(tx: &Transaction<'_>, kim: KimId) -> Result<Records, OfficeError> {
    let mut statement =
        tx.prepare("SELECT kind, record, path, value, version FROM field WHERE kim = :kim ORDER BY kind, record, path")?;
    let rows = statement.query_map(named_params! { ":kim": kim.as_bytes() }, |row| {
        let record = (
            Kind::new(&row.get::<_, String>(0)?),
            RecordId::from_bytes(row.get(1)?),
        );
        Ok((
            record,
            path(row, 2)?,
            Confirmed {
                value: value(row, 3)?,
                version: Version(from_sql(row.get(4)?)?),
            },
        ))
    })?;
    let mut records: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    for row in rows {
        let (record, path, confirmed) = row?;
        records.entry(record).or_default().insert(path, confirmed);
    }
    Ok(records)
}

/// Writes a confirmed value.
pub(crate) fn put(
    tx: &Transaction<'_>,
    kim: KimId,
    kind: &Kind,
    record: RecordId,
    path: &FieldPath,
    value: &Value,
    version: Version,
) -> Result<(), OfficeError> {
    let mut statement = tx.prepare_cached(
        "INSERT INTO field (kim, kind, record, path, value, version)
         VALUES (:kim, :kind, :record, :path, :value, :version)
         ON CONFLICT (kim, kind, record, path) DO UPDATE SET value = excluded.value, version = excluded.version",
    )?;
    statement.execute(named_params! {
        ":kim": kim.as_bytes(), ":kind": kind.as_str(), ":record": record.as_bytes(), ":path": path.as_str(),
        ":value": encode(value)?, ":version": to_sql(version.0)?,
    })?;
    Ok(())
}

pub(super) fn path(row: &Row<'_>, column: usize) -> rusqlite::Result<FieldPath> {
    row.get::<_, String>(column)?
        .parse()
        .map_err(|error| unreadable(column, error))
}

pub(super) fn value(row: &Row<'_>, column: usize) -> rusqlite::Result<Value> {
    decode(row.get_ref(column)?.as_blob()?).map_err(|error| unreadable(column, error))
}
