//! The truth about sync, computed from the data each time it is asked.

use super::pairing::shown;
use crate::book::Book;
use crate::error::BookError;
use crate::store::{alternatives, attachments, bundles, outbox, pairing, sync_state};
use crate::views::{AttachmentStatus, SyncPhase, SyncStatus};
use chrono::{DateTime, Utc};
use rusqlite::Transaction;

/// A clock further off than this is told to the user.
const CLOCK_TOLERANCE_MINUTES: i64 = 10;

impl Book {
    /// What the pill says. `sending` and `next_try` are what the runner is doing right now.
    ///
    /// # Errors
    /// Those of the database.
    pub fn sync_status(
        &self,
        sending: bool,
        next_try: Option<DateTime<Utc>>,
    ) -> Result<SyncStatus, BookError> {
        self.read(|tx| {
            let (pairing, state) = (pairing::get(tx)?, sync_state::get(tx)?);
            let attachments = attachment_status(tx)?;
            let (waiting, review) = (outbox::count(tx)?, alternatives::count_open(tx)?);
            let office = pairing.as_ref().and_then(|pairing| {
                pairing
                    .grant
                    .as_ref()
                    .map(|grant| (pairing.confirmed, shown(&pairing.server, grant)))
            });
            let has_no_token = pairing
                .as_ref()
                .is_some_and(|pairing| pairing.token.is_none());
            let phase = match &office {
                None => SyncPhase::Unpaired,
                Some((false, _)) => SyncPhase::AwaitingConfirmation,
                Some(_) if state.needs_code || has_no_token => SyncPhase::NeedsCode,
                Some(_) if sending && (waiting > 0 || attachments.to_send > 0) => {
                    SyncPhase::Sending
                }
                Some(_) if waiting > 0 => SyncPhase::Waiting,
                Some(_) if review > 0 => SyncPhase::Review,
                Some(_) if attachments.to_send > 0 => SyncPhase::Waiting,
                Some(_) if state.last_contact.is_some() => SyncPhase::AllSent,
                Some(_) if sending => SyncPhase::Sending,
                // Paired and never heard from since: nothing waits, and nothing is proven either.
                Some(_) => SyncPhase::Waiting,
            };
            let ahead = state.clock_ahead / 60;
            Ok(SyncStatus {
                phase,
                waiting,
                review,
                last_contact: state.last_contact,
                last_try: state.last_try,
                last_problem: state.last_problem,
                next_try,
                clock_ahead_minutes: (ahead.abs() > CLOCK_TOLERANCE_MINUTES).then_some(ahead),
                attachments,
                office: office.map(|(_, office)| office),
                file_unanswered_since: bundles::unanswered_since(tx)?,
            })
        })
    }
}

/// What waits of photos and scans. Whether they are paused, and how far one is, only the runner knows.
fn attachment_status(tx: &Transaction<'_>) -> Result<AttachmentStatus, BookError> {
    let to_send = attachments::to_send(tx)?;
    Ok(AttachmentStatus {
        to_send: to_send.len(),
        bytes_to_send: to_send.iter().map(|file| file.size).sum(),
        to_fetch: attachments::to_fetch(tx)?.len(),
        by_hand: attachments::lane(tx)?.by_hand,
        paused: false,
        progress: None,
    })
}
