//! Where one record stands with the office: computed from the data, never from a flag.

use crate::error::BookError;
use crate::store::pairing;
use crate::store::record_view::Listed;
use crate::views::RecordSync;
use adinda_domain::{Kind, RecordId};
use chrono::DateTime;
use rusqlite::{OptionalExtension, Transaction, named_params};

/// Whether this book was ever paired and the user said that the KIM is right.
pub(crate) fn is_paired(tx: &Transaction<'_>) -> Result<bool, BookError> {
    Ok(pairing::get(tx)?.is_some_and(|pairing| pairing.confirmed))
}

/// Where a listed record stands.
pub(crate) fn of_listed<T>(listed: &Listed<T>, paired: bool) -> RecordSync {
    standing(listed.waiting, listed.review, listed.sent_at, paired)
}

/// Where one record stands.
pub(crate) fn record_sync(
    tx: &Transaction<'_>,
    kind: &Kind,
    record: RecordId,
) -> Result<RecordSync, BookError> {
    let row: Option<(bool, bool, Option<i64>)> = tx
        .query_row(
            "SELECT waiting, review, sent_at FROM record WHERE kind = :kind AND record = :record",
            named_params! { ":kind": kind.as_str(), ":record": record.as_bytes() },
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .optional()?;
    let (waiting, review, sent_at) = row.unwrap_or((true, false, None));
    Ok(standing(waiting, review, sent_at, is_paired(tx)?))
}

fn standing(waiting: bool, review: bool, sent_at: Option<i64>, paired: bool) -> RecordSync {
    match sent_at.and_then(|seconds| DateTime::from_timestamp(seconds, 0)) {
        _ if review => RecordSync::Review,
        Some(since) if !waiting => RecordSync::Sent { since },
        _ if paired => RecordSync::Waiting,
        _ => RecordSync::OnlyHere,
    }
}
