//! Photos and scans in the book: whole files, those of which parts have come, and who refers to them. What is to be
//! sent and fetched is asked of these tables each time; nothing says of itself that it waits.

use super::record_view::Shown;
use super::{confirmed, from_sql, outbox, to_sql};
use crate::error::BookError;
use adinda_domain::attachment::{ATTACHMENTS, FileHash, file_of};
use adinda_domain::{DraftId, FieldPath, Kind, RecordId, Value};
use adinda_wire::encode;
use rusqlite::{OptionalExtension, Transaction, named_params};
use std::collections::BTreeMap;

/// Whether the office has said that it has a file (`hash`).
const AT_OFFICE: &str =
    "EXISTS (SELECT 1 FROM confirmed WHERE kind = 'attachment' AND record = substr(hash, 1, 16)
     AND path = 'office/stored' AND value = :yes)";

/// Keeps a whole file.
pub(crate) fn put(tx: &Transaction<'_>, hash: FileHash, bytes: &[u8]) -> Result<(), BookError> {
    tx.execute(
        "INSERT INTO attachment_file (hash, size, bytes) VALUES (:hash, :size, :bytes) ON CONFLICT (hash) DO NOTHING",
        named_params! { ":hash": hash.0, ":size": to_sql(bytes.len() as u64), ":bytes": bytes },
    )?;
    tx.execute(
        "DELETE FROM attachment_part WHERE hash = :hash",
        named_params! { ":hash": hash.0 },
    )?;
    Ok(())
}

/// Keeps a file with an open form, for as long as the form is.
pub(crate) fn keep_for_draft(
    tx: &Transaction<'_>,
    draft: DraftId,
    hash: FileHash,
) -> Result<(), BookError> {
    tx.execute(
        "INSERT INTO attachment_of_draft (draft, hash) VALUES (:draft, :hash) ON CONFLICT DO NOTHING",
        named_params! { ":draft": draft.as_bytes(), ":hash": hash.0 },
    )?;
    Ok(())
}

/// How large a file is that is here whole.
pub(crate) fn size(tx: &Transaction<'_>, hash: FileHash) -> Result<Option<u64>, BookError> {
    let size = tx
        .prepare_cached("SELECT size FROM attachment_file WHERE hash = :hash")?
        .query_row(named_params! { ":hash": hash.0 }, |row| row.get(0))
        .optional()?;
    Ok(size.map(from_sql))
}

/// How many files are here whole.
pub(crate) fn count(tx: &Transaction<'_>) -> Result<usize, BookError> {
    super::count(tx, "SELECT count(*) FROM attachment_file")
}

/// The bytes of a file that is here whole.
pub(crate) fn bytes(tx: &Transaction<'_>, hash: FileHash) -> Result<Option<Vec<u8>>, BookError> {
    Ok(tx
        .prepare_cached("SELECT bytes FROM attachment_file WHERE hash = :hash")?
        .query_row(named_params! { ":hash": hash.0 }, |row| row.get(0))
        .optional()?)
}

/// A piece of a file that is here whole.
pub(crate) fn piece(
    tx: &Transaction<'_>,
    hash: FileHash,
    offset: u64,
    most: u64,
) -> Result<Option<Vec<u8>>, BookError> {
    Ok(tx
        .prepare_cached(
            "SELECT substr(bytes, :offset + 1, :most) FROM attachment_file WHERE hash = :hash",
        )?
        .query_row(
            named_params! { ":hash": hash.0, ":offset": to_sql(offset), ":most": to_sql(most) },
            |row| row.get(0),
        )
        .optional()?)
}

/// Whether any record names the file: an erasure may have come while it was on its way.
pub(crate) fn is_named(tx: &Transaction<'_>, hash: FileHash) -> Result<bool, BookError> {
    Ok(tx
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM attachment_reference WHERE hash = :hash)")?
        .query_row(named_params! { ":hash": hash.0 }, |row| row.get(0))?)
}

/// How much has come of a file that isn't whole.
pub(crate) fn received(tx: &Transaction<'_>, hash: FileHash) -> Result<u64, BookError> {
    let received: i64 = tx
        .prepare_cached(
            "SELECT coalesce(sum(length(bytes)), 0) FROM attachment_part WHERE hash = :hash",
        )?
        .query_row(named_params! { ":hash": hash.0 }, |row| row.get(0))?;
    Ok(from_sql(received))
}

/// Keeps the part that follows those that are here.
pub(crate) fn add_part(
    tx: &Transaction<'_>,
    hash: FileHash,
    start: u64,
    bytes: &[u8],
) -> Result<(), BookError> {
    tx.execute(
        "INSERT INTO attachment_part (hash, start, bytes) VALUES (:hash, :start, :bytes)",
        named_params! { ":hash": hash.0, ":start": to_sql(start), ":bytes": bytes },
    )?;
    Ok(())
}

/// Takes out all parts of a file, put together.
pub(crate) fn take_parts(tx: &Transaction<'_>, hash: FileHash) -> Result<Vec<u8>, BookError> {
    let mut statement =
        tx.prepare("SELECT bytes FROM attachment_part WHERE hash = :hash ORDER BY start")?;
    let mut rows = statement.query(named_params! { ":hash": hash.0 })?;
    let mut whole = Vec::new();
    while let Some(row) = rows.next()? {
        whole.extend_from_slice(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
    }
    tx.execute(
        "DELETE FROM attachment_part WHERE hash = :hash",
        named_params! { ":hash": hash.0 },
    )?;
    Ok(whole)
}

/// A file on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Queued {
    pub(crate) hash: FileHash,
    /// Its size; 0 if that isn't known yet.
    pub(crate) size: u64,
}

/// Files that records in view refer to, that are here, and that the office hasn't confirmed; the smallest first, so
/// that a large scan doesn't hold up ten photos.
pub(crate) fn to_send(tx: &Transaction<'_>) -> Result<Vec<Queued>, BookError> {
    queue(
        tx,
        &format!(
            "SELECT hash, size FROM attachment_file
             WHERE hash IN (SELECT hash FROM attachment_reference WHERE live = 1) AND NOT {AT_OFFICE}
             ORDER BY size, hash"
        ),
    )
}

/// Files that records in view refer to, that aren't here, and that the office has.
pub(crate) fn to_fetch(tx: &Transaction<'_>) -> Result<Vec<Queued>, BookError> {
    let mut queued = queue(
        tx,
        &format!(
            "SELECT DISTINCT hash, 0 FROM attachment_reference
             WHERE live = 1 AND hash NOT IN (SELECT hash FROM attachment_file) AND {AT_OFFICE}"
        ),
    )?;
    for file in &mut queued {
        let word = confirmed::of_record(tx, &Kind::ATTACHMENT, file.hash.record())?;
        if let Some(Value::Integer(size)) = word.get(&FileHash::size_path()).map(|word| &word.value)
        {
            file.size = u64::try_from(*size).unwrap_or_default();
        }
    }
    queued.sort_by_key(|file| (file.size, file.hash));
    Ok(queued)
}

fn queue(tx: &Transaction<'_>, sql: &str) -> Result<Vec<Queued>, BookError> {
    let yes = encode(&Value::Boolean(true))?;
    let mut statement = tx.prepare_cached(sql)?;
    let rows = statement.query_map(named_params! { ":yes": yes }, |row| {
        Ok(Queued {
            hash: FileHash(row.get(0)?),
            size: from_sql(row.get(1)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether the office has said that it has a file.
pub(crate) fn is_at_office(tx: &Transaction<'_>, hash: FileHash) -> Result<bool, BookError> {
    let word = confirmed::of_record(tx, &Kind::ATTACHMENT, hash.record())?;
    Ok(word.get(&FileHash::stored_path()).map(|word| &word.value) == Some(&Value::Boolean(true)))
}

/// Notes which files a record refers to: those in view are sent and fetched, those in what waits, is archived or stands
/// beside the confirmed values are at least kept.
pub(crate) fn set_references(
    tx: &Transaction<'_>,
    kind: &Kind,
    record: RecordId,
    shown: &Shown,
) -> Result<(), BookError> {
    let in_view = !shown.is_archived();
    let mut references = BTreeMap::<FileHash, bool>::new();
    let mut refer = |hash, live: bool| *references.entry(hash).or_default() |= live;
    let unsettled = shown.waiting || !shown.alternatives.is_empty();
    for (path, (value, _)) in &shown.fields {
        if let Some(hash) = file_of(path, value) {
            let is_removed = is_removed(shown, path);
            if !is_removed || unsettled {
                refer(hash, in_view && !is_removed);
            }
        }
    }
    for alternative in &shown.alternatives {
        if let Some(hash) = file_of(&alternative.path, &alternative.value) {
            refer(hash, in_view);
        }
    }
    if shown.waiting {
        for edit in outbox::of_record(tx, kind, record)? {
            for change in &edit.changes {
                if let Some(hash) = file_of(&change.path, &change.value) {
                    refer(hash, false);
                }
            }
        }
    }
    tx.prepare_cached("DELETE FROM attachment_reference WHERE kind = :kind AND record = :record")?
        .execute(named_params! { ":kind": kind.as_str(), ":record": record.as_bytes() })?;
    let mut statement = tx.prepare_cached(
        "INSERT INTO attachment_reference (kind, record, hash, live) VALUES (:kind, :record, :hash, :live)",
    )?;
    for (hash, live) in references {
        statement.execute(named_params! {
            ":kind": kind.as_str(), ":record": record.as_bytes(), ":hash": hash.0, ":live": live,
        })?;
    }
    Ok(())
}

/// Forgets what an erased record referred to, and at once the files that nobody else needs.
pub(crate) fn forget_references(
    tx: &Transaction<'_>,
    kind: &Kind,
    record: RecordId,
) -> Result<(), BookError> {
    tx.execute(
        "DELETE FROM attachment_reference WHERE kind = :kind AND record = :record",
        named_params! { ":kind": kind.as_str(), ":record": record.as_bytes() },
    )?;
    sweep(tx)
}

/// Whether the entry of a list that a path belongs to was taken out.
fn is_removed(shown: &Shown, path: &FieldPath) -> bool {
    path.as_item().is_some_and(|(_, id, _)| {
        let removed = FieldPath::item(ATTACHMENTS.name, id, FieldPath::REMOVED);
        matches!(shown.fields.get(&removed), Some((Value::Boolean(true), _)))
    })
}

/// Forgets files, and parts of files, that neither a record nor an open form refers to any more.
pub(crate) fn sweep(tx: &Transaction<'_>) -> Result<(), BookError> {
    for table in ["attachment_file", "attachment_part"] {
        tx.execute(
            &format!(
                "DELETE FROM {table} WHERE hash NOT IN (SELECT hash FROM attachment_reference)
                 AND hash NOT IN (SELECT hash FROM attachment_of_draft)"
            ),
            [],
        )?;
    }
    Ok(())
}

/// What is kept about the lane itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LaneSettings {
    /// How large a piece the line carries.
    pub(crate) piece_bytes: u64,
    /// "Kirim foto lewat Wi-Fi saja": photos move only when the user says so.
    pub(crate) by_hand: bool,
}

/// Reads it.
pub(crate) fn lane(tx: &Transaction<'_>) -> Result<LaneSettings, BookError> {
    Ok(tx.query_row(
        "SELECT piece_bytes, by_hand FROM attachment_lane",
        [],
        |row| {
            Ok(LaneSettings {
                piece_bytes: from_sql(row.get(0)?),
                by_hand: row.get(1)?,
            })
        },
    )?)
}

/// Sets how large the next piece is.
pub(crate) fn set_piece_bytes(tx: &Transaction<'_>, bytes: u64) -> Result<(), BookError> {
    tx.execute(
        "UPDATE attachment_lane SET piece_bytes = :bytes",
        named_params! { ":bytes": to_sql(bytes) },
    )?;
    Ok(())
}

/// Sets whether photos move only when the user says so.
pub(crate) fn set_by_hand(tx: &Transaction<'_>, by_hand: bool) -> Result<(), BookError> {
    tx.execute(
        "UPDATE attachment_lane SET by_hand = :by_hand",
        named_params! { ":by_hand": by_hand },
    )?;
    Ok(())
}
