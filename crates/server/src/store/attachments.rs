//! Files of a KIM: whole ones, and those of which pieces have come. Every statement names the KIM.

use super::fields::{path, value};
use super::{OfficeError, from_sql, to_sql};
use adinda_domain::attachment::{FileHash, file_of};
use adinda_domain::{KimId, Kind, RecordId, Value};
use adinda_wire::encode;
use rusqlite::{OptionalExtension, Transaction, named_params};
use sha2::{Digest, Sha256};

/// What is here of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StoredFile {
    /// How large the whole file is, as its first piece said.
    pub(crate) size: u64,
    /// How much of it has come.
    pub(crate) received: u64,
    /// Whether it is whole and its hash was right.
    pub(crate) complete: bool,
}

/// What is here of a file.
pub(crate) fn get(
    tx: &Transaction<'_>,
    kim: KimId,
    hash: FileHash,
) -> Result<Option<StoredFile>, OfficeError> {
    let row = tx
        .prepare_cached(
            "SELECT size, received, complete FROM attachment WHERE kim = :kim AND hash = :hash",
        )?
        .query_row(
            named_params! { ":kim": kim.as_bytes(), ":hash": hash.0 },
            |row| {
                Ok(StoredFile {
                    size: from_sql(row.get(0)?)?,
                    received: from_sql(row.get(1)?)?,
                    complete: row.get(2)?,
                })
            },
        );
    Ok(row.optional()?)
}

/// Writes down the piece that follows what is here.
pub(crate) fn append(
    tx: &Transaction<'_>,
    kim: KimId,
    hash: FileHash,
    before: StoredFile,
    bytes: &[u8],
    now: i64,
) -> Result<StoredFile, OfficeError> {
    let after = StoredFile {
        received: before.received + bytes.len() as u64,
        ..before
    };
    tx.prepare_cached(
        "INSERT INTO attachment (kim, hash, size, received, touched_at) VALUES (:kim, :hash, :size, :received, :now)
         ON CONFLICT (kim, hash) DO UPDATE SET received = excluded.received, touched_at = excluded.touched_at",
    )?
    .execute(named_params! {
        ":kim": kim.as_bytes(), ":hash": hash.0, ":size": to_sql(after.size)?, ":received": to_sql(after.received)?,
        ":now": now,
    })?;
    tx.prepare_cached(
        "INSERT INTO attachment_piece (kim, hash, start, bytes) VALUES (:kim, :hash, :start, :bytes)",
    )?
    .execute(named_params! {
        ":kim": kim.as_bytes(), ":hash": hash.0, ":start": to_sql(before.received)?, ":bytes": bytes,
    })?;
    Ok(after)
}

/// The SHA-256 of what has come, piece after piece.
pub(crate) fn hash_of_pieces(
    tx: &Transaction<'_>,
    kim: KimId,
    hash: FileHash,
) -> Result<FileHash, OfficeError> {
    let mut statement = tx.prepare_cached(
        "SELECT bytes FROM attachment_piece WHERE kim = :kim AND hash = :hash ORDER BY start",
    )?;
    let mut rows = statement.query(named_params! { ":kim": kim.as_bytes(), ":hash": hash.0 })?;
    let mut digest = Sha256::new();
    while let Some(row) = rows.next()? {
        digest.update(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
    }
    Ok(FileHash(digest.finalize().into()))
}

/// Notes that a file is whole.
pub(crate) fn complete(
    tx: &Transaction<'_>,
    kim: KimId,
    hash: FileHash,
) -> Result<(), OfficeError> {
    tx.execute(
        "UPDATE attachment SET complete = 1 WHERE kim = :kim AND hash = :hash",
        named_params! { ":kim": kim.as_bytes(), ":hash": hash.0 },
    )?;
    Ok(())
}

/// Drops a file whole or in pieces.
pub(crate) fn discard(tx: &Transaction<'_>, kim: KimId, hash: FileHash) -> Result<(), OfficeError> {
    for table in ["attachment_piece", "attachment"] {
        tx.execute(
            &format!("DELETE FROM {table} WHERE kim = :kim AND hash = :hash"),
            named_params! { ":kim": kim.as_bytes(), ":hash": hash.0 },
        )?;
    }
    Ok(())
}

/// Drops pieces of files that nobody went on with since a time.
pub(crate) fn discard_unfinished(
    tx: &Transaction<'_>,
    kim: KimId,
    before: i64,
) -> Result<(), OfficeError> {
    let mut statement = tx.prepare(
        "SELECT hash FROM attachment WHERE kim = :kim AND complete = 0 AND touched_at < :before",
    )?;
    let rows = statement.query_map(
        named_params! { ":kim": kim.as_bytes(), ":before": before },
        |row| Ok(FileHash(row.get(0)?)),
    )?;
    let stale: Vec<FileHash> = rows.collect::<Result<_, _>>()?;
    stale
        .into_iter()
        .try_for_each(|hash| discard(tx, kim, hash))
}

/// How many bytes the KIM's files take, counting those under way as whole, and how many they may.
pub(crate) fn room(tx: &Transaction<'_>, kim: KimId) -> Result<(u64, u64), OfficeError> {
    Ok(tx.query_row(
        "SELECT (SELECT coalesce(sum(size), 0) FROM attachment WHERE kim = :kim), attachment_room
         FROM kim WHERE kim = :kim",
        named_params! { ":kim": kim.as_bytes() },
        |row| Ok((from_sql(row.get(0)?)?, from_sql(row.get(1)?)?)),
    )?)
}

/// Sets how many bytes the KIM's files may take.
pub(crate) fn set_room(tx: &Transaction<'_>, kim: KimId, bytes: u64) -> Result<(), OfficeError> {
    tx.execute(
        "UPDATE kim SET attachment_room = :bytes WHERE kim = :kim",
        named_params! { ":kim": kim.as_bytes(), ":bytes": to_sql(bytes)? },
    )?;
    Ok(())
}

/// A part of a file, whatever pieces it came in.
pub(crate) fn read(
    tx: &Transaction<'_>,
    kim: KimId,
    hash: FileHash,
    offset: u64,
    most: u64,
) -> Result<Vec<u8>, OfficeError> {
    let mut statement = tx.prepare_cached(
        "SELECT start, bytes FROM attachment_piece
         WHERE kim = :kim AND hash = :hash AND start < :end AND start + length(bytes) > :offset ORDER BY start",
    )?;
    let end = offset.saturating_add(most);
    let mut rows = statement.query(named_params! {
        ":kim": kim.as_bytes(), ":hash": hash.0, ":offset": to_sql(offset)?, ":end": to_sql(end)?,
    })?;
    let mut part = Vec::new();
    while let Some(row) = rows.next()? {
        let start = from_sql(row.get(0)?)?;
        let bytes = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        let within = |at: u64| {
            usize::try_from(at.saturating_sub(start)).map_or(bytes.len(), |at| at.min(bytes.len()))
        };
        part.extend_from_slice(&bytes[within(offset)..within(end)]);
    }
    Ok(part)
}

/// The files that a record names, in its values and in those that stand beside them.
pub(crate) fn named_by(
    tx: &Transaction<'_>,
    kim: KimId,
    kind: &Kind,
    record: RecordId,
) -> Result<Vec<FileHash>, OfficeError> {
    let mut statement = tx.prepare(
        "SELECT path, value FROM field WHERE kim = :kim AND kind = :kind AND record = :record
         UNION SELECT path, value FROM alternative WHERE kim = :kim AND kind = :kind AND record = :record",
    )?;
    let rows = statement.query_map(
        named_params! { ":kim": kim.as_bytes(), ":kind": kind.as_str(), ":record": record.as_bytes() },
        // What can't be read names nothing, and must not keep anybody from being erased.
        |row| match (path(row, 0), value(row, 1)) {
            (Ok(path), Ok(value)) => Ok(file_of(&path, &value)),
            _ => Ok(None),
        },
    )?;
    let named: Vec<Option<FileHash>> = rows.collect::<Result<_, _>>()?;
    Ok(named.into_iter().flatten().collect())
}

/// Whether any record of the KIM names a file.
pub(crate) fn names(tx: &Transaction<'_>, kim: KimId, hash: FileHash) -> Result<bool, OfficeError> {
    let named = encode(&Value::Text(hash.to_string()))?;
    Ok(tx.query_row(
        "SELECT EXISTS (SELECT 1 FROM field WHERE kim = :kim AND value = :named AND path GLOB 'attachments/*/file')
             OR EXISTS (SELECT 1 FROM alternative WHERE kim = :kim AND value = :named AND path GLOB 'attachments/*/file')",
        named_params! { ":kim": kim.as_bytes(), ":named": named },
        |row| row.get(0),
    )?)
}
