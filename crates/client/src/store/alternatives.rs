//! Conflicts and held values.

use super::{Writing, decoded, to_sql};
use crate::error::BookError;
use adinda_domain::{Kind, RecordId, Version};
use adinda_wire::encode;
use adinda_wire::exchange::Alternative;
use rusqlite::{Transaction, named_params};
use uuid::Uuid;

/// Writes an alternative of a version, if it is newer than what is known of it. Once closed it never opens again, and
/// a closing counts whatever its version: what a laptop offers again after a rollback may have been closed before.
pub(crate) fn put(
    writing: &mut Writing<'_>,
    kind: &Kind,
    record: RecordId,
    alternative: &Alternative,
    version: Version,
) -> Result<(), BookError> {
    writing.tx.execute(
        "INSERT INTO alternative (op, path, kind, record, body, open, version)
         VALUES (:op, :path, :kind, :record, :body, :open, :version)
         ON CONFLICT (op, path) DO UPDATE SET body = excluded.body, open = excluded.open, version = excluded.version
         WHERE alternative.open = 1 AND (excluded.version > alternative.version OR excluded.open = 0)",
        named_params! {
            ":op": alternative.op.as_bytes(), ":path": alternative.path.as_str(), ":kind": kind.as_str(),
            ":record": record.as_bytes(), ":body": encode(alternative)?, ":open": alternative.open,
            ":version": to_sql(version.0),
        },
    )?;
    writing.touch(kind, record);
    Ok(())
}

/// The open alternatives of a record.
pub(crate) fn open_of_record(
    tx: &Transaction<'_>,
    kind: &Kind,
    record: RecordId,
) -> Result<Vec<Alternative>, BookError> {
    let mut statement = tx.prepare_cached(
        "SELECT body FROM alternative WHERE kind = :kind AND record = :record AND open = 1 ORDER BY version, op, path",
    )?;
    let rows = statement.query_map(
        named_params! { ":kind": kind.as_str(), ":record": record.as_bytes() },
        |row| decoded(row, 0),
    )?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The records with something open, the longest open first.
pub(crate) fn records_with_open(tx: &Transaction<'_>) -> Result<Vec<(Kind, RecordId)>, BookError> {
    let mut statement = tx.prepare_cached(
        "SELECT kind, record FROM alternative WHERE open = 1 GROUP BY kind, record ORDER BY min(version)",
    )?;
    let rows = statement.query_map([], |row| {
        Ok((
            Kind::new(&row.get::<_, String>(0)?),
            RecordId::from_bytes(row.get(1)?),
        ))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many values wait for a person of this KIM.
pub(crate) fn count_open(tx: &Transaction<'_>) -> Result<usize, BookError> {
    let mut count = 0;
    for (kind, record) in records_with_open(tx)? {
        count += super::record_view::shown(tx, &kind, record)?
            .for_people()
            .len();
    }
    Ok(count)
}

/// Takes out every alternative about an entry of a list under an id, and says in which records there were any.
pub(crate) fn take_entries_under(
    tx: &Transaction<'_>,
    id: Uuid,
) -> Result<Vec<(Kind, RecordId)>, BookError> {
    let mut statement =
        tx.prepare("DELETE FROM alternative WHERE path GLOB :everywhere RETURNING kind, record")?;
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

/// Takes out every alternative that was opened or closed above a version.
pub(crate) fn take_above(
    tx: &Transaction<'_>,
    version: Version,
) -> Result<Vec<(Kind, RecordId, Alternative)>, BookError> {
    let mut statement = tx.prepare(
        "DELETE FROM alternative WHERE version > :version RETURNING version, kind, record, body, open",
    )?;
    let rows = statement.query_map(named_params! { ":version": to_sql(version.0) }, |row| {
        let alternative = Alternative {
            open: row.get(4)?,
            ..decoded(row, 3)?
        };
        Ok((
            row.get(0)?,
            Kind::new(&row.get::<_, String>(1)?),
            RecordId::from_bytes(row.get(2)?),
            alternative,
        ))
    })?;
    let mut lost: Vec<(i64, Kind, RecordId, Alternative)> = rows.collect::<Result<_, _>>()?;
    lost.sort_by(|a, b| (a.0, a.3.op, &a.3.path).cmp(&(b.0, b.3.op, &b.3.path)));
    Ok(lost
        .into_iter()
        .map(|(_, kind, record, alternative)| (kind, record, alternative))
        .collect())
}
