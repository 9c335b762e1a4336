//! Values kept beside the confirmed ones: conflicts and what was taken into custody.

use super::fields::{path as path_column, value as value_column};
use super::{OfficeError, from_sql, to_sql, unreadable};
use adinda_domain::merge::HeldReason;
use adinda_domain::{FieldPath, KimId, Kind, OpId, RecordId, Value, Version};
use adinda_wire::exchange::Alternative;
use adinda_wire::{decode, encode};
use rusqlite::{OptionalExtension, Row, Transaction, named_params};

pub(super) const COLUMNS: &str = "op, path, value, base, held, open, letter, saved_at";

/// Reads an alternative from the columns [`COLUMNS`], beginning with column `first`.
pub(super) fn row_to_alternative(row: &Row<'_>, first: usize) -> rusqlite::Result<Alternative> {
    let held: Option<i64> = row.get(first + 4)?;
    Ok(Alternative {
        op: OpId::from_bytes(row.get(first)?),
        path: path_column(row, first + 1)?,
        value: value_column(row, first + 2)?,
        base: decode(row.get_ref(first + 3)?.as_blob()?)
            .map_err(|error| unreadable(first + 3, error))?,
        held: held.map(from_sql).transpose()?.map(HeldReason::from_code),
        open: row.get(first + 5)?,
        device_letter: row.get(first + 6)?,
        saved_at: row.get(first + 7)?,
    })
}

/// The alternative that an edit left for a field.
pub(crate) fn get(
    tx: &Transaction<'_>,
    kim: KimId,
    op: OpId,
    path: &FieldPath,
) -> Result<Option<Alternative>, OfficeError> {
    let sql =
        format!("SELECT {COLUMNS} FROM alternative WHERE kim = :kim AND op = :op AND path = :path");
    let mut statement = tx.prepare_cached(&sql)?;
    let found = statement.query_row(
        named_params! { ":kim": kim.as_bytes(), ":op": op.as_bytes(), ":path": path.as_str() },
        |row| row_to_alternative(row, 0),
    );
    Ok(found.optional()?)
}

/// The open alternatives of a KIM with their records.
pub(crate) fn open_of_kim(
    tx: &Transaction<'_>,
    kim: KimId,
) -> Result<Vec<(Kind, RecordId, Alternative)>, OfficeError> {
    let mut statement = tx.prepare(&format!(
        "SELECT kind, record, {COLUMNS} FROM alternative WHERE kim = :kim AND open = 1 ORDER BY version, op, path"
    ))?;
    let rows = statement.query_map(named_params! { ":kim": kim.as_bytes() }, |row| {
        Ok((
            Kind::new(&row.get::<_, String>(0)?),
            RecordId::from_bytes(row.get(1)?),
            row_to_alternative(row, 2)?,
        ))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The open alternatives of one record.
pub(crate) fn open_of_record(
    tx: &Transaction<'_>,
    kim: KimId,
    kind: &Kind,
    record: RecordId,
) -> Result<Vec<Alternative>, OfficeError> {
    let mut statement = tx.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM alternative
         WHERE kim = :kim AND kind = :kind AND record = :record AND open = 1 ORDER BY version, op, path"
    ))?;
    let rows = statement.query_map(
        named_params! { ":kim": kim.as_bytes(), ":kind": kind.as_str(), ":record": record.as_bytes() },
        |row| row_to_alternative(row, 0),
    )?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Writes a new alternative. One that is there already (closed ahead of its arrival, or offered again) stays as it is.
pub(crate) fn add(
    tx: &Transaction<'_>,
    kim: KimId,
    kind: &Kind,
    record: RecordId,
    alternative: &Alternative,
    version: Version,
) -> Result<(), OfficeError> {
    let held = alternative
        .held
        .map(|reason| to_sql(reason.code()))
        .transpose()?;
    tx.execute(
        "INSERT INTO alternative (kim, op, path, kind, record, value, base, held, open, version, letter, saved_at)
         VALUES (:kim, :op, :path, :kind, :record, :value, :base, :held, :open, :version, :letter, :saved_at)
         ON CONFLICT (kim, op, path) DO NOTHING",
        named_params! {
            ":kim": kim.as_bytes(), ":op": alternative.op.as_bytes(), ":path": alternative.path.as_str(),
            ":kind": kind.as_str(), ":record": record.as_bytes(), ":value": encode(&alternative.value)?,
            ":base": encode(&alternative.base)?, ":held": held, ":open": alternative.open,
            ":version": to_sql(version.0)?, ":letter": alternative.device_letter, ":saved_at": alternative.saved_at,
        },
    )?;
    Ok(())
}

/// Closes an open alternative; says whether there was one.
pub(crate) fn close(
    tx: &Transaction<'_>,
    kim: KimId,
    op: OpId,
    path: &FieldPath,
    version: Version,
) -> Result<bool, OfficeError> {
    let closed = tx.execute(
        "UPDATE alternative SET open = 0, value = :nothing, version = :version
         WHERE kim = :kim AND op = :op AND path = :path AND open = 1",
        named_params! {
            ":kim": kim.as_bytes(), ":op": op.as_bytes(), ":path": path.as_str(),
            ":nothing": encode(&Value::Null)?, ":version": to_sql(version.0)?,
        },
    )?;
    Ok(closed == 1)
}
