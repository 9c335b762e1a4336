//! One exchange on the laptop: prepare a request from the book, apply the reply to it. No network here.

use super::{SyncError, rollback};
use crate::book::Book;
use crate::error::BookError;
use crate::store::confirmed::{self, Author, Edition};
use crate::store::{
    Writing, alternatives, erased, outbox, pairing, receipts, record_view, sync_state,
};
use adinda_domain::merge::{Checkpoint, Outcome, is_erasure};
use adinda_domain::{FieldPath, Value, Version};
use adinda_wire::exchange::{Alternative, Answer, ExchangeReply, ExchangeRequest, Taken};
use adinda_wire::{Edit, KeptReceipt, PROTOCOL, Receipt};

/// A batch shrinks to this after failures, and grows to the largest after successes.
const LEAST_BATCH_BYTES: u64 = 2 * 1024;
const LARGEST_BATCH_BYTES: u64 = 20 * 1024;

/// What a round of the exchange came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    /// Receipts and changes were applied; `more` says whether edits or pages are left.
    Taken {
        /// Whether to go on.
        more: bool,
    },
    /// The office asked for the older checkpoints: go on.
    CheckpointsWanted,
    /// The office was set back; what it lost is in the outbox again: go on.
    SetBack,
    /// Another laptop speaks with the same token: become one of its own, and go on.
    SeparationWanted,
    /// Another reply came first. Nothing of this one was applied, and nothing of it is needed: what it says is said
    /// again when it is asked for again.
    Overtaken,
}

/// By which road a reply came.
#[derive(Clone, Copy, Debug)]
pub(super) enum Road<'a> {
    /// The network: a reply that was overtaken costs nothing, it is asked for again.
    Network,
    /// A file, which may come late: a second trip costs a day.
    File {
        /// Checkpoints of the history that it speaks of, above what the request had seen.
        history: &'a [Checkpoint],
        /// How often the office had been found set back when the request was made.
        set_backs: i64,
    },
}

impl Book {
    /// Makes the next request and notes, durably, that its edits were offered.
    ///
    /// # Errors
    /// Those of the database.
    pub fn prepare_exchange(&self, with_checkpoints: bool) -> Result<ExchangeRequest, BookError> {
        let (request, fresh) = (self.moment.chance.number()?, self.moment.chance.number()?);
        self.write(|writing| {
            let state = sync_state::get(writing.tx)?;
            let mut older = sync_state::checkpoints(writing.tx)?;
            older.push(Checkpoint::ORIGIN);
            let seen = older.first().copied().unwrap_or(Checkpoint::ORIGIN);
            Ok(ExchangeRequest {
                protocol: PROTOCOL,
                request,
                turn: sync_state::next_turn(writing.tx, fresh)?,
                seen,
                older: if with_checkpoints { older } else { Vec::new() },
                cursor: state.cursor,
                edits: outbox::offer(writing.tx, state.batch_bytes)?,
                page_bytes: 0,
            })
        })
    }

    /// Applies the reply to a request: receipts, changes and the cursor that covers them in one transaction.
    ///
    /// # Errors
    /// [`SyncError`] if the reply isn't one to this request; nothing was applied then.
    pub fn apply_reply(
        &self,
        request: &ExchangeRequest,
        reply: &ExchangeReply,
    ) -> Result<Round, BookError> {
        self.apply_reply_by(Road::Network, request, reply)
    }

    /// The same for a reply that may have come by another road.
    pub(super) fn apply_reply_by(
        &self,
        road: Road<'_>,
        request: &ExchangeRequest,
        reply: &ExchangeReply,
    ) -> Result<Round, BookError> {
        if reply.request != request.request {
            return Err(SyncError::BadReply("it answers another request").into());
        }
        match &reply.answer {
            Answer::Refused(refusal) => Err(SyncError::Refused(*refusal).into()),
            Answer::SendCheckpoints if request.older.is_empty() => Ok(Round::CheckpointsWanted),
            Answer::SendCheckpoints => {
                Err(SyncError::BadReply("it asks for checkpoints twice").into())
            }
            Answer::RolledBack(common) => {
                let named = request
                    .older
                    .iter()
                    .any(|checkpoint| checkpoint.version == *common);
                if !named || *common >= request.seen.version {
                    return Err(
                        SyncError::BadReply("it names a checkpoint that wasn't sent").into(),
                    );
                }
                self.write(|writing| {
                    if is_overtaken(writing, request)? {
                        return Ok(Round::Overtaken);
                    }
                    rollback::offer_again(self, writing, *common)?;
                    if let Road::Network = road {
                        sync_state::answered(writing.tx, request.turn)?;
                    }
                    Ok(Round::SetBack)
                })
            }
            Answer::Separate => self.read(|tx| {
                let is_current = sync_state::get(tx)?.turn() == Some(request.turn);
                Ok(match is_current {
                    true => Round::SeparationWanted,
                    false => Round::Overtaken,
                })
            }),
            Answer::Taken(taken) => {
                check(request, taken)?;
                self.write(|writing| {
                    if !may_be_applied(writing, road, request)? {
                        return Ok(Round::Overtaken);
                    }
                    for (edit, receipt) in request.edits.iter().zip(&taken.receipts) {
                        apply_receipt(writing, edit, receipt, reply.server_time)?;
                    }
                    apply_page(writing, taken, reply.server_time)?;
                    let more = taken.more || outbox::count(writing.tx)? > 0;
                    if let Road::File { .. } = road {
                        sync_state::note_answer_by_file(writing.tx, reply.server_time)?;
                        return Ok(Round::Taken { more });
                    }
                    sync_state::answered(writing.tx, request.turn)?;
                    sync_state::note_contact(
                        writing.tx,
                        self.moment.clock.now(),
                        reply.server_time,
                    )?;
                    let batch = sync_state::get(writing.tx)?.batch_bytes;
                    sync_state::set_batch_bytes(writing.tx, (batch * 2).min(LARGEST_BATCH_BYTES))?;
                    Ok(Round::Taken { more })
                })
            }
        }
    }

    /// Notes that a try didn't get through; the next batch is smaller.
    ///
    /// # Errors
    /// Those of the database.
    pub(crate) fn note_failed_try(&self, error: &BookError) -> Result<(), BookError> {
        let needs_code = matches!(error, BookError::Sync(error) if error.needs_code());
        self.write(|writing| {
            let batch = sync_state::get(writing.tx)?.batch_bytes;
            sync_state::set_batch_bytes(writing.tx, (batch / 2).max(LEAST_BATCH_BYTES))?;
            sync_state::note_problem(
                writing.tx,
                &error.to_ipc(),
                needs_code,
                self.moment.clock.now(),
            )
        })?;
        self.status_changed();
        Ok(())
    }
}

/// Whether the book moved on since the request was made. The office may have been set back meanwhile: the reply would
/// then speak of a history that is no more, and its receipts would take out of the outbox what nobody has.
fn is_overtaken(writing: &Writing<'_>, request: &ExchangeRequest) -> Result<bool, BookError> {
    let newest = sync_state::checkpoints(writing.tx)?.first().copied();
    let cursor = sync_state::get(writing.tx)?.cursor;
    Ok(newest.unwrap_or(Checkpoint::ORIGIN) != request.seen || cursor != request.cursor)
}

/// Whether a reply's receipts and page may be applied to the book as it is now.
///
/// By file also if the book has moved on since, as long as it is certain that the reply speaks of the very history that
/// the book is in: no rollback was found since the request, and what the book has seen last is part of the reply's
/// history. A receipt is then as true as ever. The page begins at or before the book's cursor, since a cursor only goes
/// back in a rollback; so it skips nothing, and what of it is known already is left aside.
fn may_be_applied(
    writing: &Writing<'_>,
    road: Road<'_>,
    request: &ExchangeRequest,
) -> Result<bool, BookError> {
    let Road::File { history, set_backs } = road else {
        return Ok(!is_overtaken(writing, request)?);
    };
    let newest = sync_state::checkpoints(writing.tx)?.first().copied();
    let newest = newest.unwrap_or(Checkpoint::ORIGIN);
    Ok(sync_state::set_backs(writing.tx)? == set_backs
        && request.cursor <= sync_state::get(writing.tx)?.cursor
        && (newest == request.seen || history.contains(&newest)))
}

/// Refuses a reply that would break what the book promises.
fn check(request: &ExchangeRequest, taken: &Taken) -> Result<(), SyncError> {
    let versions: Vec<Version> = taken.changes.iter().map(|change| change.version).collect();
    let rising = versions.windows(2).all(|pair| pair[0] <= pair[1]);
    let within = versions
        .iter()
        .all(|version| *version > request.cursor && *version <= taken.cursor);
    if taken.receipts.len() != request.edits.len() {
        Err(SyncError::BadReply("it has not one receipt for each edit"))
    } else if taken.asof.version < request.seen.version || taken.cursor > taken.asof.version {
        Err(SyncError::BadReply("its versions go backwards"))
    } else if taken.cursor < request.cursor || !rising || !within {
        Err(SyncError::BadReply("its page isn't in order"))
    } else if taken.more && (taken.changes.is_empty() || taken.cursor <= request.cursor) {
        Err(SyncError::BadReply("it promises more and brings nothing"))
    } else if taken
        .receipts
        .iter()
        .any(|receipt| receipt.version > taken.asof.version)
    {
        Err(SyncError::BadReply("a receipt is from the future"))
    } else {
        Ok(())
    }
}

/// The office's word on one edit: what was taken is confirmed, what wasn't becomes a conflict or held value here,
/// and only now, in the same transaction, the edit leaves the outbox. Which alternatives it closed, the pages say: it
/// may have been taken long ago, when it rested on something else.
fn apply_receipt(
    writing: &mut Writing<'_>,
    edit: &Edit,
    receipt: &Receipt,
    since: i64,
) -> Result<(), BookError> {
    if !outbox::take(writing, edit.op)? {
        // A second reply to the same edit: the first was applied whole.
        return Ok(());
    }
    let author = Author {
        letter: Some(pairing::own_letter(writing.tx)?),
        saved_at: edit.saved_at,
    };
    let erased = erased::all(writing.tx)?;
    let mut issued = !edit.closes.is_empty();
    for (position, change) in edit.changes.iter().enumerate() {
        let outcome = receipt.outcome(position);
        issued |= !matches!(outcome, Outcome::Same(_) | Outcome::Erased);
        if erased.covers(edit.record, &change.path) {
            continue;
        }
        let held = match outcome {
            Outcome::Applied | Outcome::Same(_) => {
                let edition = Edition {
                    kind: &edit.kind,
                    record: edit.record,
                    version: match outcome {
                        Outcome::Same(version) => version,
                        _ => receipt.version,
                    },
                    author: &author,
                };
                put_confirmed(writing, &edition, &change.path, &change.value)?;
                continue;
            }
            Outcome::Erased => continue,
            Outcome::Conflict => None,
            Outcome::Held(reason) => Some(reason),
        };
        let alternative = Alternative {
            op: edit.alternative_of.unwrap_or(edit.op),
            path: change.path.clone(),
            value: change.value.clone(),
            base: change.base,
            held,
            open: true,
            device_letter: author.letter.clone().unwrap_or_default(),
            saved_at: edit.saved_at,
        };
        alternatives::put(
            writing,
            &edit.kind,
            edit.record,
            &alternative,
            receipt.version,
        )?;
    }
    receipts::put(
        writing.tx,
        edit,
        &KeptReceipt::new(receipt.clone(), &edit.changes, issued),
    )?;
    record_view::set_sent_at(writing.tx, &edit.kind, edit.record, since)?;
    writing.touch(&edit.kind, edit.record);
    Ok(())
}

/// What changed elsewhere, and the cursor that covers it.
fn apply_page(writing: &mut Writing<'_>, taken: &Taken, since: i64) -> Result<(), BookError> {
    let mut erased = erased::all(writing.tx)?;
    let cursor = sync_state::get(writing.tx)?.cursor;
    for change in &taken.changes {
        // A late file's page begins before what the book knows already; what is known may have gone since.
        if change.version <= cursor {
            continue;
        }
        let author = Author {
            letter: change.letter.clone(),
            saved_at: change.saved_at,
        };
        let edition = Edition {
            kind: &change.kind,
            record: change.record,
            version: change.version,
            author: &author,
        };
        for (path, value) in &change.fields {
            if erased.covers(change.record, path) {
                continue;
            }
            put_confirmed(writing, &edition, path, value)?;
            if is_erasure(path, value) {
                erased = erased::all(writing.tx)?;
            }
        }
        for alternative in &change.alternatives {
            if erased.covers(change.record, &alternative.path) {
                continue;
            }
            alternatives::put(
                writing,
                &change.kind,
                change.record,
                alternative,
                change.version,
            )?;
        }
        record_view::set_sent_at(writing.tx, &change.kind, change.record, since)?;
        writing.touch(&change.kind, change.record);
    }
    sync_state::set_cursor(writing.tx, taken.cursor.max(cursor))?;
    sync_state::add_checkpoint(writing.tx, taken.asof)
}

/// Writes a confirmed value; the mark of an erasure takes everything else of the record away.
fn put_confirmed(
    writing: &mut Writing<'_>,
    edition: &Edition<'_>,
    path: &FieldPath,
    value: &Value,
) -> Result<(), BookError> {
    confirmed::put(writing.tx, edition, path, value)?;
    if is_erasure(path, value) {
        erased::erase(writing, edition.kind, edition.record)?;
    }
    Ok(())
}
