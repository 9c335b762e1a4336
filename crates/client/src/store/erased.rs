//! Erased records: the mark stays for ever, the content goes, wherever the id was.

use super::{Writing, alternatives, confirmed, drafts, imports, outbox};
use crate::error::BookError;
use adinda_domain::merge::is_erasure;
use adinda_domain::{FieldPath, Kind, RecordId};
use rusqlite::{Transaction, named_params};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The ids of everything that was erased.
#[derive(Clone, Debug, Default)]
pub(crate) struct Erased(BTreeSet<Uuid>);

impl Erased {
    /// Whether what comes for this field of this record is dropped.
    pub(crate) fn covers(&self, record: RecordId, path: &FieldPath) -> bool {
        !self.0.is_empty()
            && path.as_str() != FieldPath::ERASED
            && (self.0.contains(&record.0) || self.covers_entry(path))
    }

    /// Whether the field belongs to an entry under an erased id.
    pub(crate) fn covers_entry(&self, path: &FieldPath) -> bool {
        !self.0.is_empty() && path.template().1.iter().any(|id| self.0.contains(id))
    }
}

/// Everything that was erased.
pub(crate) fn all(tx: &Transaction<'_>) -> Result<Erased, BookError> {
    let mut statement = tx.prepare_cached("SELECT record FROM erased")?;
    let ids = statement.query_map([], |row| Ok(Uuid::from_bytes(row.get(0)?)))?;
    Ok(Erased(ids.collect::<Result<_, _>>()?))
}

/// Whether a record was erased.
pub(crate) fn contains(tx: &Transaction<'_>, record: RecordId) -> Result<bool, BookError> {
    let mut statement =
        tx.prepare_cached("SELECT EXISTS (SELECT 1 FROM erased WHERE record = :record)")?;
    Ok(
        statement.query_row(named_params! { ":record": record.as_bytes() }, |row| {
            row.get(0)
        })?,
    )
}

/// Marks a record as erased and takes away all that is known of it, here and in entries of other records. What was
/// offered already and speaks of it among other things goes with its receipt; until then nothing shows it.
pub(crate) fn erase(
    writing: &mut Writing<'_>,
    kind: &Kind,
    record: RecordId,
) -> Result<(), BookError> {
    writing.tx.execute(
        "INSERT INTO erased (record, kind) VALUES (:record, :kind) ON CONFLICT DO NOTHING",
        named_params! { ":record": record.as_bytes(), ":kind": kind.as_str() },
    )?;
    for sql in [
        "DELETE FROM confirmed WHERE kind = :kind AND record = :record AND path <> 'erased'",
        "DELETE FROM private_value WHERE kind = :kind AND record = :record",
        "DELETE FROM alternative WHERE kind = :kind AND record = :record",
    ] {
        writing.tx.execute(
            sql,
            named_params! { ":kind": kind.as_str(), ":record": record.as_bytes() },
        )?;
    }
    for (kind, other) in confirmed::take_entries_under(writing.tx, record.0)? {
        writing.touch(&kind, other);
    }
    for (kind, other) in alternatives::take_entries_under(writing.tx, record.0)? {
        writing.touch(&kind, other);
    }
    outbox::strip(writing, |edit| {
        if edit.kind == *kind && edit.record == record {
            edit.closes.clear();
            edit.changes
                .retain(|change| is_erasure(&change.path, &change.value));
        }
        edit.changes
            .retain(|change| !change.path.template().1.contains(&record.0));
    })?;
    drafts::forget_record(writing.tx, kind, record)?;
    imports::forget_record(writing.tx, record)?;
    writing.touch(kind, record);
    Ok(())
}
