//! When the sync tries: at start, a few seconds after a save, on a timer with backoff and jitter while something
//! waits, rarely otherwise, and when the user asks. Being online is found out by trying.

use super::SyncError;
use super::attachments::{Lane, LaneEnd};
use crate::book::Book;
use crate::error::BookError;
use crate::views::{SyncPhase, SyncStatus};
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::Instant;

/// After a save: long enough for the next save to come along.
const AFTER_A_SAVE: Duration = Duration::from_secs(3);
/// The first wait after a failure; each failure doubles it.
const FIRST_BACKOFF: Duration = Duration::from_secs(15);
/// The longest wait while something waits.
const LONGEST_BACKOFF: Duration = Duration::from_secs(15 * 60);
/// When nothing waits: to see whether the office has answered something.
const RARELY: Duration = Duration::from_secs(30 * 60);

/// Syncs a book by itself for as long as it lives.
pub struct Runner {
    book: Arc<Book>,
    asked: Notify,
    lane: Lane,
    /// "Kirim foto sekarang": the next try moves photos even where they move by hand.
    photos_asked: AtomicBool,
    photo_failures: AtomicU32,
    state: Mutex<RunnerState>,
}

#[derive(Clone, Copy, Debug, Default)]
struct RunnerState {
    sending: bool,
    next_try: Option<DateTime<Utc>>,
}

impl Runner {
    /// A runner over a book; it does nothing until [`Runner::run`].
    pub fn new(book: Arc<Book>) -> Arc<Runner> {
        Arc::new(Runner {
            book,
            asked: Notify::new(),
            lane: Lane::default(),
            photos_asked: AtomicBool::new(false),
            photo_failures: AtomicU32::new(0),
            state: Mutex::default(),
        })
    }

    /// "Kirim sekarang", or a hint that the network changed.
    pub fn try_now(&self) {
        self.asked.notify_one();
    }

    /// "Kirim foto sekarang", also "Lanjutkan".
    pub fn send_photos_now(&self) {
        self.photos_asked.store(true, Ordering::SeqCst);
        self.photo_failures.store(0, Ordering::SeqCst);
        self.lane.resume();
        self.book.status_changed();
        self.try_now();
    }

    /// "Jeda": photos rest until [`Runner::send_photos_now`]; text doesn't.
    pub fn pause_photos(&self) {
        self.photos_asked.store(false, Ordering::SeqCst);
        self.lane.pause();
        self.book.status_changed();
    }

    /// "Kirim foto lewat Wi-Fi saja": photos move only when the user says so.
    ///
    /// # Errors
    /// Those of the database.
    pub fn set_photos_by_hand(&self, by_hand: bool) -> Result<(), BookError> {
        self.book.set_photos_by_hand(by_hand)?;
        if by_hand {
            self.photos_asked.store(false, Ordering::SeqCst);
            // What the user doesn't want to pay for stops now, not after this file.
            self.lane.stop_run();
        } else {
            self.try_now();
        }
        Ok(())
    }

    /// What the pill says right now.
    ///
    /// # Errors
    /// Those of the database.
    pub fn status(&self) -> Result<SyncStatus, BookError> {
        let state = *self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut status = self.book.sync_status(state.sending, state.next_try)?;
        status.attachments.paused = self.lane.is_paused();
        status.attachments.progress = self.lane.progress();
        Ok(status)
    }

    /// Runs until the task is dropped.
    pub async fn run(self: Arc<Self>) {
        let mut changes = self.book.watch();
        let mut failures = 0u32;
        let mut wait = Duration::ZERO;
        loop {
            let mut outbox_seen = changes.borrow_and_update().outbox;
            // A save that came between the last reply and here has woken nobody.
            if failures == 0 && self.something_can_go() {
                wait = wait.min(AFTER_A_SAVE);
            }
            let mut due = Instant::now() + wait;
            self.set(false, Some(wait));
            loop {
                tokio::select! {
                    () = tokio::time::sleep_until(due) => break,
                    () = self.asked.notified() => break,
                    changed = changes.changed() => {
                        if changed.is_err() {
                            return;
                        }
                        let outbox = changes.borrow_and_update().outbox;
                        if outbox != outbox_seen {
                            outbox_seen = outbox;
                            let after_save = Instant::now() + AFTER_A_SAVE;
                            // After failures a save doesn't hurry a line that is known to be down beyond the backoff.
                            if failures == 0 || due > after_save + FIRST_BACKOFF {
                                due = after_save.min(due);
                                self.set(false, Some(due.saturating_duration_since(Instant::now())));
                            }
                        }
                    }
                }
            }
            wait = self.try_once(&mut failures).await;
        }
    }

    /// Tries once and says how long to wait for the next time.
    async fn try_once(&self, failures: &mut u32) -> Duration {
        let is_connected = matches!(
            self.phase(),
            Some(
                SyncPhase::AllSent
                    | SyncPhase::Waiting
                    | SyncPhase::Sending
                    | SyncPhase::Review
                    | SyncPhase::NeedsCode
            )
        );
        if !is_connected {
            *failures = 0;
            return RARELY;
        }
        self.set(true, None);
        match self.book.sync().await {
            Ok(()) => {
                *failures = 0;
                self.photos().await
            }
            // The terminal is syncing this very book: its receipts are ours.
            Err(BookError::Sync(SyncError::Busy)) => FIRST_BACKOFF,
            // It goes by file; that no address is known is no failure of the line.
            Err(BookError::Sync(SyncError::NoAddress)) => {
                *failures = 0;
                RARELY
            }
            // Only a new code helps, or an office that comes to itself again: asked rarely.
            Err(BookError::Sync(error)) if error.needs_code() => {
                *failures = failures.saturating_add(1);
                RARELY
            }
            Err(error) => {
                tracing::info!(
                    error = &error as &dyn std::error::Error,
                    "sync didn't get through"
                );
                *failures = failures.saturating_add(1);
                self.jittered(backoff(*failures))
            }
        }
    }

    /// Moves photos once all text is there. Their failures have a backoff of their own: a photo that doesn't get
    /// through, or finds no room, must not make the next save wait.
    async fn photos(&self) -> Duration {
        if !self.photos_may_move() {
            return RARELY;
        }
        let pieces_before = self.lane.pieces();
        match self.book.sync_attachments(&self.lane).await {
            Ok(end) => {
                self.photo_failures.store(0, Ordering::SeqCst);
                if end == LaneEnd::Done {
                    self.photos_asked.store(false, Ordering::SeqCst);
                }
                RARELY
            }
            Err(BookError::Sync(SyncError::Busy)) => FIRST_BACKOFF,
            Err(error) => {
                tracing::info!(
                    error = &error as &dyn std::error::Error,
                    "photos didn't get through"
                );
                if self.lane.pieces() > pieces_before {
                    self.photo_failures.store(0, Ordering::SeqCst);
                }
                let failures = self.photo_failures.fetch_add(1, Ordering::SeqCst);
                self.jittered(backoff(failures.saturating_add(1)))
            }
        }
    }

    fn photos_may_move(&self) -> bool {
        let by_hand = self.book.photos_move_by_hand().unwrap_or_else(|error| {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "it can't be read whether photos may move"
            );
            true
        });
        !self.lane.is_paused() && (!by_hand || self.photos_asked.load(Ordering::SeqCst))
    }

    /// Whether a try would bring something on its way: photos that rest by the user's will, or that were tried in vain
    /// a moment ago, wouldn't.
    fn something_can_go(&self) -> bool {
        self.status().is_ok_and(|status| {
            let tried_in_vain = self.photo_failures.load(Ordering::SeqCst) > 0;
            let may_move = self.photos_may_move() && !tried_in_vain;
            let only_photos_wait = status.waiting == 0 && status.attachments.to_send > 0;
            status.phase == SyncPhase::Waiting && (!only_photos_wait || may_move)
        })
    }

    fn phase(&self) -> Option<SyncPhase> {
        match self.book.sync_status(false, None) {
            Ok(status) => Some(status.phase),
            Err(error) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "the sync's status can't be read"
                );
                None
            }
        }
    }

    fn set(&self, sending: bool, wait: Option<Duration>) {
        let next_try = wait
            .and_then(|wait| TimeDelta::from_std(wait).ok())
            .map(|wait| Utc::now() + wait);
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) =
            RunnerState { sending, next_try };
        self.book.status_changed();
    }

    /// Up to a quarter more, so that a whole regency doesn't knock at the same second after a power cut.
    fn jittered(&self, wait: Duration) -> Duration {
        let share = self
            .book
            .moment
            .chance
            .number()
            .map_or(0, |number| number % 250);
        wait + wait * u32::try_from(share).unwrap_or(0) / 1000
    }
}

fn backoff(failures: u32) -> Duration {
    FIRST_BACKOFF
        .saturating_mul(1 << failures.saturating_sub(1).min(10))
        .min(LONGEST_BACKOFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_quarter_of_an_hour() {
        let waits: Vec<u64> = [1, 2, 3, 4, 5, 6, 7, 8, 60]
            .map(|failures| backoff(failures).as_secs())
            .into();
        assert_eq!(waits, [15, 30, 60, 120, 240, 480, 900, 900, 900]);
    }
}
