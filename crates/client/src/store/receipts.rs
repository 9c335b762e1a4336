//! Receipts of this laptop's own edits.

use super::{decoded, to_sql};
use crate::error::BookError;
use adinda_domain::{Kind, OpId, RecordId, Version};
use adinda_wire::{Edit, KeptReceipt, encode};
use rusqlite::{OptionalExtension, Transaction, named_params};

/// Keeps the receipt of an edit.
pub(crate) fn put(tx: &Transaction<'_>, edit: &Edit, kept: &KeptReceipt) -> Result<(), BookError> {
    tx.execute(
        "INSERT INTO own_receipt (op, kind, record, version, body) VALUES (:op, :kind, :record, :version, :body)
         ON CONFLICT (op) DO UPDATE SET version = excluded.version, body = excluded.body",
        named_params! {
            ":op": edit.op.as_bytes(), ":kind": edit.kind.as_str(), ":record": edit.record.as_bytes(),
            ":version": to_sql(kept.receipt.version.0), ":body": encode(kept)?,
        },
    )?;
    Ok(())
}

/// The receipt of an own edit.
pub(crate) fn get(tx: &Transaction<'_>, op: OpId) -> Result<Option<KeptReceipt>, BookError> {
    let mut statement = tx.prepare_cached("SELECT body FROM own_receipt WHERE op = :op")?;
    Ok(statement
        .query_row(named_params! { ":op": op.as_bytes() }, |row| {
            decoded(row, 0)
        })
        .optional()?)
}

/// Own edits of a record whose receipts are above a version.
pub(crate) fn above(
    tx: &Transaction<'_>,
    kind: &Kind,
    record: RecordId,
    version: Version,
) -> Result<Vec<OpId>, BookError> {
    let mut statement = tx.prepare_cached(
        "SELECT op FROM own_receipt WHERE kind = :kind AND record = :record AND version > :version ORDER BY version",
    )?;
    let rows = statement.query_map(
        named_params! { ":kind": kind.as_str(), ":record": record.as_bytes(), ":version": to_sql(version.0) },
        |row| Ok(OpId::from_bytes(row.get(0)?)),
    )?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Forgets receipts of versions that the office lost.
pub(crate) fn forget_above(tx: &Transaction<'_>, version: Version) -> Result<(), BookError> {
    tx.execute(
        "DELETE FROM own_receipt WHERE version > :version",
        named_params! { ":version": to_sql(version.0) },
    )?;
    Ok(())
}
