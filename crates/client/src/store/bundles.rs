//! Bundles that were saved as files: what their answers will be known by, and applied to.

use super::{decoded, outbox};
use crate::error::BookError;
use adinda_domain::merge::{Checkpoint, RecordSeen};
use adinda_domain::{Kind, OpId, RecordId, Version};
use adinda_wire::exchange::{ExchangeRequest, Turn};
use adinda_wire::{Edit, PROTOCOL, encode};
use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Transaction, named_params};

/// How many bundles are kept in mind. A village brings one a month.
const KEPT: i64 = 64;

/// What is kept of one exchange: its number, what had been seen, the older checkpoints, the cursor, its edits' ids.
type Offer = (u64, (Checkpoint, (Vec<Checkpoint>, (Version, Vec<OpId>))));

/// A bundle that was saved as a file.
pub(crate) struct OfferedBundle {
    /// How often the office had been found set back when it was made.
    pub(crate) set_backs: i64,
    /// Whether an answer to it was applied before.
    pub(crate) answered: bool,
    offers: Vec<Offer>,
}

/// Keeps a bundle in mind, and forgets the oldest.
pub(crate) fn put(
    tx: &Transaction<'_>,
    nonce: [u8; 16],
    requests: &[ExchangeRequest],
    set_backs: i64,
    now: DateTime<Utc>,
) -> Result<(), BookError> {
    let offers: Vec<Offer> = requests
        .iter()
        .map(|request| {
            let ops = request.edits.iter().map(|edit| edit.op).collect();
            let older = (request.older.clone(), (request.cursor, ops));
            (request.request, (request.seen, older))
        })
        .collect();
    tx.execute(
        "INSERT INTO offered_bundle (nonce, made_at, set_backs, offer) VALUES (:nonce, :now, :set_backs, :offer)",
        named_params! {
            ":nonce": nonce, ":now": now.timestamp(), ":set_backs": set_backs, ":offer": encode(&offers)?,
        },
    )?;
    tx.execute(
        "DELETE FROM offered_bundle WHERE number NOT IN
         (SELECT number FROM offered_bundle ORDER BY number DESC LIMIT :kept)",
        named_params! { ":kept": KEPT },
    )?;
    Ok(())
}

/// The bundle with this nonce.
pub(crate) fn get(
    tx: &Transaction<'_>,
    nonce: [u8; 16],
) -> Result<Option<OfferedBundle>, BookError> {
    let found = tx.query_row(
        "SELECT set_backs, answered, offer FROM offered_bundle WHERE nonce = :nonce",
        named_params! { ":nonce": nonce },
        |row| {
            Ok(OfferedBundle {
                set_backs: row.get(0)?,
                answered: row.get(1)?,
                offers: decoded(row, 2)?,
            })
        },
    );
    Ok(found.optional()?)
}

/// Notes that an answer to it was applied.
pub(crate) fn note_answered(tx: &Transaction<'_>, nonce: [u8; 16]) -> Result<(), BookError> {
    tx.execute(
        "UPDATE offered_bundle SET answered = 1 WHERE nonce = :nonce",
        named_params! { ":nonce": nonce },
    )?;
    Ok(())
}

/// When the newest bundle was saved, if no answer to it was applied yet.
pub(crate) fn unanswered_since(tx: &Transaction<'_>) -> Result<Option<DateTime<Utc>>, BookError> {
    let newest: Option<(i64, bool)> = tx
        .query_row(
            "SELECT made_at, answered FROM offered_bundle ORDER BY number DESC LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    Ok(newest
        .filter(|(_, answered)| !answered)
        .and_then(|(made_at, _)| DateTime::from_timestamp(made_at, 0)))
}

impl OfferedBundle {
    /// The exchanges as they were asked, with their edits as they wait now. In the place of one that waits no more
    /// stands an empty one: its receipt has nothing to be applied to.
    pub(crate) fn requests(&self, tx: &Transaction<'_>) -> Result<Vec<ExchangeRequest>, BookError> {
        let request = |(request, (seen, (older, (cursor, ops)))): &Offer| {
            let edits = ops.iter().map(|op| {
                let waiting = outbox::get(tx, *op)?;
                Ok(waiting.unwrap_or_else(|| gone(*op)))
            });
            Ok(ExchangeRequest {
                protocol: PROTOCOL,
                request: *request,
                turn: Turn::BY_FILE,
                seen: *seen,
                older: older.clone(),
                cursor: *cursor,
                edits: edits.collect::<Result<_, BookError>>()?,
                page_bytes: 0,
            })
        };
        self.offers.iter().map(request).collect()
    }
}

fn gone(op: OpId) -> Edit {
    Edit {
        op,
        kind: Kind::MEMBER,
        record: RecordId::from_bytes([0; 16]),
        seen: RecordSeen::default(),
        changes: Vec::new(),
        closes: Vec::new(),
        alternative_of: None,
        saved_at: 0,
    }
}
