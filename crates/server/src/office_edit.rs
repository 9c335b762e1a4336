//! What the office itself writes into a KIM's records: an edit like any other, so that it comes home by the same road.

use crate::chance;
use crate::store::{self, OfficeError};
use crate::taking::{Hand, take_edit};
use adinda_domain::merge::{Change, RecordSeen};
use adinda_domain::{Base, FieldPath, KimId, Kind, OpId, RecordId, Value};
use adinda_wire::{Edit, Receipt};
use rusqlite::Transaction;

/// Writes fields of one record as the office, over what stands there now: whoever calls has seen it in this transaction,
/// and the laptops' copies of what a set-back office had lost of these fields, which are settled thereby.
///
/// # Errors
/// [`OfficeError`].
pub fn write(
    tx: &Transaction<'_>,
    kim: KimId,
    kind: &Kind,
    record: RecordId,
    values: impl IntoIterator<Item = (FieldPath, Value)>,
    now: i64,
) -> Result<Receipt, OfficeError> {
    let standing = store::record_fields(tx, kim, kind, record)?;
    let newest = standing.values().map(|field| field.version).max();
    let change = |(path, value): (FieldPath, Value)| Change {
        base: standing
            .get(&path)
            .map_or(Base::Nothing, |field| Base::At(field.version)),
        path,
        value,
    };
    let changes: Vec<Change> = values.into_iter().map(change).collect();
    let held = store::open_alternatives_of_record(tx, kim, kind, record)?;
    let settled = held.into_iter().filter(|held| {
        let is_written = changes.iter().any(|change| change.path == held.path);
        held.path.is_office() && is_written
    });
    let (milliseconds, random) = chance::id_parts()?;
    let edit = Edit {
        op: OpId::from_parts(milliseconds, random),
        kind: kind.clone(),
        record,
        seen: RecordSeen {
            version: newest.unwrap_or_default(),
            own: Vec::new(),
        },
        closes: settled.map(|held| (held.op, held.path)).collect(),
        changes,
        alternative_of: None,
        saved_at: now,
    };
    Ok(take_edit(tx, Hand { kim, device: None }, &edit, now)?.receipt)
}
