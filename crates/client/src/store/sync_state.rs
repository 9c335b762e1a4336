//! Where the sync stands.

use super::{from_sql, to_sql};
use crate::error::BookError;
use crate::views::IpcError;
use adinda_domain::merge::Checkpoint;
use adinda_domain::{Mark, Version};
use adinda_wire::exchange::Turn;
use chrono::{DateTime, Utc};
use rusqlite::{Transaction, named_params};

/// How many older checkpoints are kept.
const OLDER_CHECKPOINTS: i64 = 64;

/// Where the sync stands.
#[derive(Clone, Debug)]
pub(crate) struct SyncState {
    /// Up to where pages were applied.
    pub(crate) cursor: Version,
    /// Up to where everything is known: the cursor, but for the time after a rollback when pages are read again.
    pub(crate) known_up_to: Version,
    /// How many exchanges over the network were answered.
    exchanges: u64,
    /// The nonce of the last of them.
    nonce: u64,
    /// The nonce of the exchange that hasn't been answered yet.
    next_nonce: Option<u64>,
    /// How many bytes of edits a batch may have.
    pub(crate) batch_bytes: u64,
    /// Whether the office said that it doesn't know this laptop.
    pub(crate) needs_code: bool,
    pub(crate) last_contact: Option<DateTime<Utc>>,
    pub(crate) last_try: Option<DateTime<Utc>>,
    pub(crate) last_problem: Option<IpcError>,
    /// How many seconds this laptop's clock is ahead of the office's.
    pub(crate) clock_ahead: i64,
}

/// Reads it.
pub(crate) fn get(tx: &Transaction<'_>) -> Result<SyncState, BookError> {
    let (state, problem) = tx.query_row(
        "SELECT cursor, known_up_to, nonce, batch_bytes, needs_code, last_contact, last_try, clock_ahead, last_problem, next_nonce, exchanges
         FROM sync_state",
        [],
        |row| {
            let time = |seconds: Option<i64>| seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
            let state = SyncState {
                cursor: Version(from_sql(row.get(0)?)),
                known_up_to: Version(from_sql(row.get(1)?)),
                exchanges: from_sql(row.get(10)?),
                nonce: from_sql(row.get(2)?),
                next_nonce: row.get::<_, Option<i64>>(9)?.map(from_sql),
                batch_bytes: from_sql(row.get(3)?),
                needs_code: row.get(4)?,
                last_contact: time(row.get(5)?),
                last_try: time(row.get(6)?),
                clock_ahead: row.get(7)?,
                last_problem: None,
            };
            Ok((state, row.get::<_, Option<String>>(8)?))
        },
    )?;
    let last_problem = problem
        .map(|json| serde_json::from_str(&json))
        .transpose()
        .map_err(|error| BookError::Unreadable("the last problem of the sync", Box::new(error)))?;
    Ok(SyncState {
        last_problem,
        ..state
    })
}

/// Sets how far pages were applied. What was known stays known.
pub(crate) fn set_cursor(tx: &Transaction<'_>, cursor: Version) -> Result<(), BookError> {
    tx.execute(
        "UPDATE sync_state SET cursor = :cursor, known_up_to = max(known_up_to, :cursor)",
        named_params! { ":cursor": to_sql(cursor.0) },
    )?;
    Ok(())
}

/// After a rollback to `common`: pages are read again from the start, and nothing above is known any more.
pub(crate) fn set_back(tx: &Transaction<'_>, common: Version) -> Result<(), BookError> {
    tx.execute(
        "UPDATE sync_state SET cursor = 0, known_up_to = min(known_up_to, :common)",
        named_params! { ":common": to_sql(common.0) },
    )?;
    tx.execute(
        "DELETE FROM checkpoint WHERE version > :common",
        named_params! { ":common": to_sql(common.0) },
    )?;
    tx.execute("UPDATE set_backs SET count = count + 1", [])?;
    Ok(())
}

/// How often the office was found to be set back.
pub(crate) fn set_backs(tx: &Transaction<'_>) -> Result<i64, BookError> {
    Ok(tx.query_row("SELECT count FROM set_backs", [], |row| row.get(0))?)
}

/// Notes an answer that came as a file: it was given when the office's clock said so, and says nothing of the network.
pub(crate) fn note_answer_by_file(tx: &Transaction<'_>, server_time: i64) -> Result<(), BookError> {
    tx.execute(
        "UPDATE sync_state SET last_contact = max(coalesce(last_contact, :time), :time)",
        named_params! { ":time": server_time },
    )?;
    Ok(())
}

impl SyncState {
    /// The exchange that is asked for next or wasn't answered yet.
    pub(crate) fn turn(&self) -> Option<Turn> {
        self.next_nonce.map(|nonce| Turn {
            number: self.exchanges + 1,
            previous: self.nonce,
            nonce,
        })
    }
}

/// The next exchange, with a fresh nonce unless the last one wasn't answered yet: the office may have taken a request
/// whose answer never came.
pub(crate) fn next_turn(tx: &Transaction<'_>, fresh: u64) -> Result<Turn, BookError> {
    tx.execute(
        "UPDATE sync_state SET next_nonce = :nonce WHERE next_nonce IS NULL",
        named_params! { ":nonce": to_sql(fresh) },
    )?;
    get(tx)?.turn().ok_or(BookError::NotFound("turn"))
}

/// The exchange of a turn was answered. One that was answered long ago changes nothing: turns never go back.
pub(crate) fn answered(tx: &Transaction<'_>, turn: Turn) -> Result<(), BookError> {
    tx.execute(
        "UPDATE sync_state SET exchanges = :number, nonce = :nonce, next_nonce = NULL WHERE next_nonce = :nonce",
        named_params! { ":number": to_sql(turn.number), ":nonce": to_sql(turn.nonce) },
    )?;
    Ok(())
}

/// A laptop that the office has just come to know has had no exchange yet.
pub(crate) fn forget_turns(tx: &Transaction<'_>) -> Result<(), BookError> {
    tx.execute(
        "UPDATE sync_state SET exchanges = 0, nonce = 0, next_nonce = NULL",
        [],
    )?;
    Ok(())
}

/// Notes an answer of the office.
pub(crate) fn note_contact(
    tx: &Transaction<'_>,
    now: DateTime<Utc>,
    server_time: i64,
) -> Result<(), BookError> {
    tx.execute(
        "UPDATE sync_state SET last_contact = :now, last_try = :now, last_problem = NULL, needs_code = 0,
         clock_ahead = :ahead",
        named_params! {
            ":now": now.timestamp(), ":ahead": now.timestamp().saturating_sub(server_time),
        },
    )?;
    Ok(())
}

/// Notes a try that didn't get through.
pub(crate) fn note_problem(
    tx: &Transaction<'_>,
    problem: &IpcError,
    needs_code: bool,
    now: DateTime<Utc>,
) -> Result<(), BookError> {
    let json = serde_json::to_string(problem)
        .map_err(|error| BookError::Unreadable("a problem of the sync", Box::new(error)))?;
    tx.execute(
        "UPDATE sync_state SET last_try = :now, last_problem = :problem, needs_code = needs_code OR :needs_code",
        named_params! { ":now": now.timestamp(), ":problem": json, ":needs_code": needs_code },
    )?;
    Ok(())
}

/// A new code was accepted: the office knows this laptop again.
pub(crate) fn known_again(tx: &Transaction<'_>) -> Result<(), BookError> {
    tx.execute(
        "UPDATE sync_state SET needs_code = 0, last_problem = NULL",
        [],
    )?;
    Ok(())
}

/// Sets the budget of the next batch.
pub(crate) fn set_batch_bytes(tx: &Transaction<'_>, bytes: u64) -> Result<(), BookError> {
    tx.execute(
        "UPDATE sync_state SET batch_bytes = :bytes",
        named_params! { ":bytes": to_sql(bytes) },
    )?;
    Ok(())
}

/// The checkpoints, newest first; the origin when there are none.
pub(crate) fn checkpoints(tx: &Transaction<'_>) -> Result<Vec<Checkpoint>, BookError> {
    let mut statement =
        tx.prepare_cached("SELECT version, mark FROM checkpoint ORDER BY version DESC")?;
    let rows = statement.query_map([], |row| {
        Ok(Checkpoint {
            version: Version(from_sql(row.get(0)?)),
            mark: Mark(from_sql(row.get(1)?)),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Adds the checkpoint that a page was read from.
pub(crate) fn add_checkpoint(
    tx: &Transaction<'_>,
    checkpoint: Checkpoint,
) -> Result<(), BookError> {
    if checkpoint == Checkpoint::ORIGIN {
        return Ok(());
    }
    tx.execute(
        "INSERT INTO checkpoint (version, mark) VALUES (:version, :mark) ON CONFLICT (version) DO NOTHING",
        named_params! { ":version": to_sql(checkpoint.version.0), ":mark": to_sql(checkpoint.mark.0) },
    )?;
    tx.execute(
        "DELETE FROM checkpoint WHERE version NOT IN (SELECT version FROM checkpoint ORDER BY version DESC LIMIT :kept)",
        named_params! { ":kept": OLDER_CHECKPOINTS + 1 },
    )?;
    Ok(())
}
