//! Files at the office: the same exchange and the same pairing as over the network, one file at a time.

use crate::attachment;
use crate::exchange::{Road, exchange};
use crate::pairing;
use crate::store::{
    self, Device, Kim, NewWaiting, OfficeError, WaitingBundle, WaitingReason, office_secret_key,
};
use adinda_wire::attachment::{AttachmentRequest, Piece, PieceAnswer};
use adinda_wire::bundle::{
    AnswerBundle, ForOffice, MOST_FILE_BYTES, RequestBundle, asking_on, open_at_office,
    pieces_of_file, seal_answer, seal_pairing_reply,
};
use adinda_wire::exchange::{Answer, ExchangeReply, ExchangeRequest, Taken};
use adinda_wire::pairing::{PairingReply, Proven, read_request};
use adinda_wire::whole_file::plain_name;
use chrono::DateTime;
use rusqlite::Transaction;
use sha2::{Digest, Sha256};

/// Pages that an answer brings beyond the first, so that one trip is enough.
const MOST_FURTHER_PAGES: usize = 16;
/// Checkpoints that an answer names. A laptop whose newest isn't among them asks again.
const MOST_HISTORY: usize = 4096;
/// How much of what a laptop says about itself is kept.
const MOST_SENDER_LETTERS: usize = 200;

/// What became of a file that was brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Imported {
    /// A laptop's edits were taken, or it was told why not; here is the answer for it.
    Answered(Answered),
    /// The laptop is revoked or unknown: an officer decides. Nothing was taken, everything is kept.
    Waiting(WaitingBundle),
    /// A laptop asked to belong to a KIM; here is the reply for it.
    Pairing {
        /// Whether it belongs now.
        granted: bool,
        /// The laptop, if it does.
        device: Option<Device>,
        /// What the reply's file is to be called, without number and ending.
        file_name: String,
        /// The reply.
        reply: Vec<u8>,
    },
}

/// A bundle that was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The laptop that it came from.
    pub device: Device,
    /// How many edits are in it.
    pub edits: usize,
    /// How many photos and scans came whole with it.
    pub photos: usize,
    /// Whether they were taken: not if this office was set back, or couldn't read them.
    pub taken: bool,
    /// What the answer's file is to be called, without number and ending.
    pub file_name: String,
    /// The answer, sealed to the laptop.
    pub answer: Vec<u8>,
}

/// Takes a file that was brought to the office, within one transaction.
///
/// # Errors
/// [`OfficeError::Bundle`] for a file that is refused, others if it couldn't be written down. Nothing was taken then.
pub fn import(
    tx: &Transaction<'_>,
    file: &[u8],
    file_name: &str,
    now: i64,
) -> Result<Imported, OfficeError> {
    match open_at_office(file, &office_secret_key(tx)?)? {
        ForOffice::PairingRequest(proven) => pair(tx, &proven, now),
        ForOffice::Request(bundle) => {
            let token_hash: [u8; 32] = Sha256::digest(bundle.token.as_bytes()).into();
            let requests = bundle.requests()?;
            let reason = match Device::by_token(tx, &token_hash)? {
                Some(device) if !device.revoked => {
                    return Ok(Imported::Answered(answer(
                        tx, &device, &bundle, &requests, now,
                    )?));
                }
                Some(_) => WaitingReason::Revoked,
                None => WaitingReason::UnknownDevice,
            };
            let sender: String = bundle.sender.chars().take(MOST_SENDER_LETTERS).collect();
            let new = NewWaiting {
                token_hash,
                nonce: bundle.nonce,
                reason,
                sender: &sender,
                edits: count_edits(&requests) as u64,
                file_name,
                file,
            };
            Ok(Imported::Waiting(WaitingBundle::keep(tx, &new, now)?))
        }
    }
}

/// An officer lets a waiting bundle in. One of an unknown laptop needs to be told whose it is.
///
/// # Errors
/// [`OfficeError::Refused`] if it can't be: no such bundle, rejected before, or no laptop named.
pub fn accept(
    tx: &Transaction<'_>,
    number: i64,
    named: Option<Device>,
    now: i64,
) -> Result<Answered, OfficeError> {
    let (waiting, file) = WaitingBundle::get(tx, number)?;
    if waiting.decision.as_deref() == Some("accepted") {
        return Err(OfficeError::Refused(format!(
            "bundle {number} was let in before: `bundle export` writes its answer again"
        )));
    }
    let own = Device::by_token(tx, &waiting.token_hash)?;
    if let (Some(own), Some(named)) = (&own, &named)
        && own.kim != named.kim
    {
        return Err(OfficeError::Refused(format!(
            "bundle {number} is of a laptop of another KIM"
        )));
    }
    let device = own.or(named).ok_or_else(|| {
        OfficeError::Refused(format!(
            "bundle {number} is of a laptop that isn't known here: say whose it is (--kim, --device)"
        ))
    })?;
    let ForOffice::Request(bundle) = open_at_office(&file, &office_secret_key(tx)?)? else {
        return Err(OfficeError::Unreadable(format!("waiting bundle {number}")));
    };
    let let_in = Device {
        revoked: false,
        ..device
    };
    let answered = answer(tx, &let_in, &bundle, &bundle.requests()?, now)?;
    WaitingBundle::decide(tx, number, "accepted", now)?;
    Ok(answered)
}

/// An officer doesn't let a waiting bundle in. It is kept nonetheless.
///
/// # Errors
/// [`OfficeError::Refused`] if there is none, or it was let in before.
pub fn reject(tx: &Transaction<'_>, number: i64, now: i64) -> Result<(), OfficeError> {
    let (waiting, _) = WaitingBundle::get(tx, number)?;
    if waiting.decision.as_deref() == Some("accepted") {
        return Err(OfficeError::Refused(format!(
            "bundle {number} was let in before"
        )));
    }
    WaitingBundle::decide(tx, number, "rejected", now)
}

fn answer(
    tx: &Transaction<'_>,
    device: &Device,
    bundle: &RequestBundle,
    requests: &[ExchangeRequest],
    now: i64,
) -> Result<Answered, OfficeError> {
    let mut replies = replies(tx, device, requests, now)?;
    let all_taken = replies.iter().all(|reply| taken(reply).is_some());
    // Text first: a photo counts only when a record names it.
    let photos = match all_taken {
        true => photos(tx, device, bundle.pieces()?, now)?,
        false => Photos::default(),
    };
    if let (true, Some(last)) = (photos.taken > 0, requests.last()) {
        // That they have arrived is said behind the pages that were read before.
        further_page(tx, device, last, &mut replies, now)?;
    }
    let newest = replies
        .iter()
        .filter_map(taken)
        .map(|taken| taken.asof)
        .next_back();
    let seen = requests.iter().map(|request| request.seen.version).min();
    let history = match (newest, seen) {
        (Some(asof), Some(seen)) => Kim::history(tx, device.kim, seen, asof.version, MOST_HISTORY)?,
        _ => Vec::new(),
    };
    let mut message = AnswerBundle::new(bundle.nonce, &replies, history)?;
    message.add_pieces(&photos.given)?;
    let file = seal_answer(&message, &device.public_key(tx)?)?;
    let file_name = name_of("jawaban", tx, device, now)?;
    store::keep_answer(tx, device, bundle.nonce, &file_name, &file, now)?;
    Ok(Answered {
        device: device.clone(),
        edits: count_edits(requests),
        photos: photos.taken,
        taken: all_taken,
        file_name,
        answer: file,
    })
}

/// What became of the photos of a bundle.
#[derive(Default)]
struct Photos {
    /// How many came whole.
    taken: usize,
    /// The pieces of those that the laptop asked for.
    given: Vec<AttachmentRequest>,
}

/// Takes the photos that were brought, piece by piece as over the network, and reads those that were asked for, as many
/// as fit.
fn photos(
    tx: &Transaction<'_>,
    device: &Device,
    pieces: Vec<AttachmentRequest>,
    now: i64,
) -> Result<Photos, OfficeError> {
    let mut photos = Photos::default();
    let mut room = MOST_FILE_BYTES;
    for request in pieces {
        let answered = attachment::answer(tx, device, &request, now)?;
        match (request.piece, answered) {
            (Piece::Put { .. }, PieceAnswer::Received { complete: true, .. }) => {
                photos.taken += 1;
            }
            (Piece::Get { hash, .. }, PieceAnswer::Bytes { size, .. }) if size <= room => {
                let read =
                    |offset, most| store::read_attachment(tx, device.kim, hash, offset, most);
                photos.given.extend(pieces_of_file(hash, size, read)?);
                room -= size;
            }
            _ => {}
        }
    }
    Ok(photos)
}

/// One reply for each exchange, then pages until the laptop has all.
fn replies(
    tx: &Transaction<'_>,
    device: &Device,
    requests: &[ExchangeRequest],
    now: i64,
) -> Result<Vec<ExchangeReply>, OfficeError> {
    let replies = requests
        .iter()
        .map(|request| reply(tx, device, request, now));
    let mut replies = replies.collect::<Result<Vec<_>, _>>()?;
    if let Some(last) = requests.last() {
        for _ in 0..MOST_FURTHER_PAGES {
            if !replies
                .last()
                .and_then(taken)
                .is_some_and(|taken| taken.more)
            {
                break;
            }
            further_page(tx, device, last, &mut replies, now)?;
        }
    }
    Ok(replies)
}

/// The page behind the last one, unasked.
fn further_page(
    tx: &Transaction<'_>,
    device: &Device,
    request: &ExchangeRequest,
    replies: &mut Vec<ExchangeReply>,
    now: i64,
) -> Result<(), OfficeError> {
    if let Some(cursor) = replies.last().and_then(taken).map(|taken| taken.cursor) {
        replies.push(reply(tx, device, &asking_on(request, cursor), now)?);
    }
    Ok(())
}

fn reply(
    tx: &Transaction<'_>,
    device: &Device,
    request: &ExchangeRequest,
    now: i64,
) -> Result<ExchangeReply, OfficeError> {
    Ok(ExchangeReply {
        request: request.request,
        server_time: now,
        answer: exchange(tx, device, request, Road::File, now)?,
    })
}

fn taken(reply: &ExchangeReply) -> Option<&Taken> {
    match &reply.answer {
        Answer::Taken(taken) => Some(taken),
        _ => None,
    }
}

fn count_edits(requests: &[ExchangeRequest]) -> usize {
    requests.iter().map(|request| request.edits.len()).sum()
}

fn pair(tx: &Transaction<'_>, proven: &Proven, now: i64) -> Result<Imported, OfficeError> {
    let request = read_request(proven)?;
    let answered = pairing::pair(tx, proven, store::pin(tx)?, now)?;
    let granted = matches!(answered, PairingReply::Granted(_));
    let device = match granted {
        true => Device::by_token(tx, &request.token_hash)?,
        false => None,
    };
    let file_name = match &device {
        Some(device) => name_of("jawaban-hubung", tx, device, now)?,
        None => format!("jawaban-hubung-{}", day(now)),
    };
    Ok(Imported::Pairing {
        granted,
        device,
        file_name,
        reply: seal_pairing_reply(&answered, &request.device_public_key)?,
    })
}

/// `jawaban-pringgondani-2026-08-05`.
fn name_of(
    what: &str,
    tx: &Transaction<'_>,
    device: &Device,
    now: i64,
) -> Result<String, OfficeError> {
    let details = Kim::get(tx, device.kim)?.map(|kim| kim.details);
    let village = details.map(|details| match details.village.is_empty() {
        true => plain_name(&details.name),
        false => plain_name(&details.village),
    });
    Ok(match village.filter(|village| !village.is_empty()) {
        Some(village) => format!("{what}-{village}-{}", day(now)),
        None => format!("{what}-{}", day(now)),
    })
}

fn day(now: i64) -> String {
    DateTime::from_timestamp(now, 0)
        .unwrap_or_default()
        .format("%Y-%m-%d")
        .to_string()
}
