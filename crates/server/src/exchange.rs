//! The exchange at the office, as a list of steps: is this laptop one, is this history ours, take the edits, read the page.

use crate::batch::{Way, take_batch};
use crate::store::{self, Device, Kim, OfficeError};
use crate::taking::{Hand, take_edit, take_into_custody};
use adinda_domain::Version;
use adinda_wire::PROTOCOL;
use adinda_wire::exchange::{Answer, ExchangeRequest, Refusal, Taken, Turn};
use rusqlite::Transaction;

/// A page in bytes, when a laptop asks for none in particular.
const USUAL_PAGE_BYTES: u64 = 64 * 1024;
/// Largest page in bytes, whatever a laptop asks for.
const MOST_PAGE_BYTES: u64 = 512 * 1024;
const LEAST_PAGE_BYTES: u64 = 1024;
/// Largest page in a file: a trip costs more than bytes. Far below the largest message.
const MOST_PAGE_BYTES_BY_FILE: u64 = 5 * 1024 * 1024;

/// By which road a request came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Road {
    /// The network: requests follow each other, so that their turns give away two laptops with one token.
    Network,
    /// A file, which may come late and more than once.
    File,
}

/// Answers one request of one laptop, within one transaction.
///
/// # Errors
/// [`OfficeError`]: then nothing of the request was taken.
pub fn exchange(
    tx: &Transaction<'_>,
    device: &Device,
    request: &ExchangeRequest,
    road: Road,
    now: i64,
) -> Result<Answer, OfficeError> {
    if device.revoked {
        return Ok(Answer::Refused(Refusal::Revoked));
    }
    if request.protocol != PROTOCOL {
        return Ok(Answer::Refused(Refusal::Protocol));
    }
    if !Kim::knows(tx, device.kim, request.seen)? {
        return find_common_history(tx, device, request, road, now);
    }
    if road == Road::Network && !is_next(device, request.turn) {
        tracing::warn!(kim = %device.kim, letter = device.letter, "two laptops speak with one token");
        device.tell_to_separate(tx, true)?;
        return Ok(Answer::Separate);
    }
    note_contact(tx, device, request, road, now)?;

    let hand = Hand {
        kim: device.kim,
        device: Some(device),
    };
    let mut receipts = Vec::with_capacity(request.edits.len());
    let mut echo = Vec::new();
    for taken in take_batch(tx, &request.edits, |edit, way| match way {
        Way::Merge => take_edit(tx, hand, edit, now),
        Way::Custody => take_into_custody(tx, hand, edit, now),
    })? {
        if taken.fresh {
            echo.push(taken.receipt.version);
        }
        receipts.push(taken.receipt);
    }

    let asof = Kim::checkpoint(tx, device.kim)?;
    let most = match road {
        Road::Network => MOST_PAGE_BYTES,
        Road::File => MOST_PAGE_BYTES_BY_FILE,
    };
    let budget = match request.page_bytes {
        0 => USUAL_PAGE_BYTES,
        asked => asked.clamp(LEAST_PAGE_BYTES, most),
    };
    let page = store::read_page(tx, device.kim, request.cursor, asof.version, budget, &echo)?;
    Ok(Answer::Taken(Taken {
        receipts,
        changes: page.changes,
        asof,
        cursor: page.cursor,
        more: page.more,
    }))
}

/// The laptop has seen what this history doesn't have: the office was set back.
fn find_common_history(
    tx: &Transaction<'_>,
    device: &Device,
    request: &ExchangeRequest,
    road: Road,
    now: i64,
) -> Result<Answer, OfficeError> {
    if request.older.is_empty() {
        return Ok(Answer::SendCheckpoints);
    }
    let mut highest = Version(0);
    for checkpoint in &request.older {
        if Kim::knows(tx, device.kim, *checkpoint)? {
            highest = highest.max(checkpoint.version);
        }
    }
    note_contact(tx, device, request, road, now)?;
    tracing::warn!(kim = %device.kim, version = highest.0, "a laptop has seen more than this office: it was set back");
    Ok(Answer::RolledBack(highest))
}

/// Whether the request follows the last one that came with this token, or is that one again. A laptop that is further
/// than the office remembers meets an office that was set back; one that is behind was copied or set back itself.
fn is_next(device: &Device, turn: Turn) -> bool {
    let remembered = device.turn;
    turn.number > remembered.number + 1
        || turn.previous == remembered.nonce
        || turn.nonce == remembered.nonce
}

fn note_contact(
    tx: &Transaction<'_>,
    device: &Device,
    request: &ExchangeRequest,
    road: Road,
    now: i64,
) -> Result<(), OfficeError> {
    let turn = match road {
        Road::Network => request.turn,
        Road::File => device.turn,
    };
    device.note_contact(tx, turn, now)
}
