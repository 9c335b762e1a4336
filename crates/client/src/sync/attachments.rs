//! The lane of photos and scans: after all text, one piece at a time, smaller after a failure and larger after a
//! success. Before each piece text that was written meanwhile goes first. What is to be moved is asked of the book each
//! time, so a lane that was stopped anywhere goes on where the office says that it stands.

use super::SyncError;
use super::transport::Transport;
use crate::book::Book;
use crate::error::BookError;
use crate::store::attachments::{self, Queued};
use crate::store::{outbox, sync_state};
use crate::views::FileProgress;
use adinda_domain::attachment::{FileHash, MOST_BYTES};
use adinda_wire::PROTOCOL;
use adinda_wire::attachment::{
    ATTACHMENT_PATH, AttachmentReply, AttachmentRequest, FileRefusal, MOST_PIECE_BYTES, Piece,
    PieceAnswer,
};
use adinda_wire::envelope::{pack_plain, unpack};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::Instant;

/// A piece shrinks to this after failures.
const LEAST_PIECE_BYTES: u64 = 4 * 1024;
/// A piece that took longer is large enough.
const SWIFT: Duration = Duration::from_secs(10);
/// While a large file moves, what is new at the office is asked for at least so often.
const TEXT_AT_LEAST: Duration = Duration::from_secs(60);
/// How often the office may answer without having come further, before that is taken for a fault.
const MOST_STANDSTILLS: usize = 4;

/// How a lane is steered and watched from outside, while it runs and between runs.
pub struct Lane {
    steering: watch::Sender<Steering>,
    progress: Mutex<Option<FileProgress>>,
    pieces: AtomicU64,
}

/// What the user wants of a lane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Steering {
    paused: bool,
    /// How often the run of the moment was let go: a run that began before the last time ends.
    stops: u64,
}

/// How a run of the lane ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaneEnd {
    /// Nothing is left to be moved.
    Done,
    /// It was paused, or let go.
    Paused,
}

/// What became of one file.
enum Moved {
    /// It is where it should be.
    Whole,
    /// Not this time; others may.
    NotNow(SyncError),
    /// It was erased while it was on its way.
    Gone,
    /// The run has to end.
    Paused,
}

/// Which way a file goes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Up,
    Down,
}

impl Default for Lane {
    fn default() -> Self {
        Lane {
            steering: watch::Sender::default(),
            progress: Mutex::default(),
            pieces: AtomicU64::new(0),
        }
    }
}

impl Lane {
    /// Jeda: what is under way is let go at once; nothing moves until the lane is resumed.
    pub fn pause(&self) {
        self.steering.send_modify(|steering| steering.paused = true);
    }

    /// Lanjutkan.
    pub fn resume(&self) {
        self.steering
            .send_modify(|steering| steering.paused = false);
    }

    /// Lets go at once what is under way; the next run begins as ever.
    pub fn stop_run(&self) {
        self.steering.send_modify(|steering| steering.stops += 1);
    }

    /// Whether it is paused.
    pub fn is_paused(&self) -> bool {
        self.steering.borrow().paused
    }

    /// The file that is moving right now.
    pub fn progress(&self) -> Option<FileProgress> {
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many pieces ever got through: whether a run that failed came further all the same.
    pub(super) fn pieces(&self) -> u64 {
        self.pieces.load(Ordering::SeqCst)
    }

    fn show(&self, progress: Option<FileProgress>) {
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner) = progress;
    }

    fn stops(&self) -> u64 {
        self.steering.borrow().stops
    }

    /// Whether a run that began after so many stops has to end.
    fn ends(&self, stops: u64) -> bool {
        self.is_paused() || self.stops() != stops
    }

    async fn until_it_ends(&self, stops: u64) {
        let mut steering = self.steering.subscribe();
        let ends = |now: &Steering| now.paused || now.stops != stops;
        // The sender lives as long as the lane: this only ends when the run has to.
        drop(steering.wait_for(ends).await);
    }
}

impl Book {
    /// Moves photos and scans between this book and the paired office until none is left, or the lane is paused.
    ///
    /// # Errors
    /// [`SyncError`] within [`BookError`]; what got through until then counts.
    pub async fn sync_attachments(&self, lane: &Lane) -> Result<LaneEnd, BookError> {
        self.sync_attachments_over(self.road()?.as_ref(), lane)
            .await
    }

    /// The same over a given road. The failure, if there is one, is noted in the book.
    ///
    /// # Errors
    /// As [`Book::sync_attachments`].
    pub async fn sync_attachments_over(
        &self,
        transport: &impl Transport,
        lane: &Lane,
    ) -> Result<LaneEnd, BookError> {
        let lock = self.lock_sync()?;
        let mut run = Run {
            book: self,
            transport,
            lane,
            stops: lane.stops(),
            text_at: Instant::now(),
        };
        let result = run.all_files().await;
        lane.show(None);
        if let Err(error) = &result {
            let needs_code = matches!(error, BookError::Sync(error) if error.needs_code());
            let (problem, now) = (error.to_ipc(), self.moment.clock.now());
            self.write(|writing| sync_state::note_problem(writing.tx, &problem, needs_code, now))?;
        }
        self.status_changed();
        drop(lock);
        result
    }
}

/// One run of the lane.
struct Run<'a, T> {
    book: &'a Book,
    transport: &'a T,
    lane: &'a Lane,
    /// How often runs had been let go when this one began.
    stops: u64,
    /// When text was last exchanged.
    text_at: Instant,
}

impl<T: Transport> Run<'_, T> {
    async fn all_files(&mut self) -> Result<LaneEnd, BookError> {
        // Files that this run is done with, well or not: nothing is tried twice.
        let mut tried = BTreeSet::<(Way, FileHash)>::new();
        let mut unheard = false;
        let mut problem = None;
        loop {
            if self.lane.ends(self.stops) {
                return Ok(LaneEnd::Paused);
            }
            let Some((way, file)) = self.next_file(&tried)? else {
                if !unheard {
                    break;
                }
                // That files have arrived, the office says by the common road.
                unheard = false;
                self.text().await?;
                continue;
            };
            tried.insert((way, file.hash));
            let moved = match way {
                Way::Up => self.send_file(file).await?,
                Way::Down => self.fetch_file(file).await?,
            };
            match moved {
                Moved::Whole => unheard |= way == Way::Up,
                Moved::NotNow(error) => {
                    // An office that doesn't know what it said it has may have been set back: text will tell.
                    unheard = true;
                    problem = Some(error);
                }
                Moved::Gone => {}
                Moved::Paused => return Ok(LaneEnd::Paused),
            }
        }
        match problem {
            Some(error) => Err(error.into()),
            None if self.book.read(attachments::to_send)?.is_empty() => Ok(LaneEnd::Done),
            None => Err(SyncError::BadReply("it doesn't confirm the files that it took").into()),
        }
    }

    fn next_file(
        &self,
        tried: &BTreeSet<(Way, FileHash)>,
    ) -> Result<Option<(Way, Queued)>, BookError> {
        self.book.read(|tx| {
            let up = attachments::to_send(tx)?.into_iter();
            let down = attachments::to_fetch(tx)?.into_iter();
            let mut all = up
                .map(|file| (Way::Up, file))
                .chain(down.map(|file| (Way::Down, file)));
            Ok(all.find(|(way, file)| !tried.contains(&(*way, file.hash))))
        })
    }

    async fn text(&mut self) -> Result<(), BookError> {
        self.book.rounds(self.transport).await?;
        self.text_at = Instant::now();
        Ok(())
    }

    /// What was written meanwhile goes first, and what the office has to say isn't kept waiting for a large scan.
    async fn text_first(&mut self) -> Result<(), BookError> {
        if self.book.read(outbox::count)? > 0 || self.text_at.elapsed() > TEXT_AT_LEAST {
            self.text().await?;
        }
        Ok(())
    }

    async fn send_file(&mut self, file: Queued) -> Result<Moved, BookError> {
        let mut offset = 0;
        let mut furthest = 0;
        let mut standstills = 0;
        // A file of several pieces may have been begun before: asking costs less than a piece in vain.
        let mut asks = file.size > self.piece_bytes()?;
        loop {
            self.text_first().await?;
            self.show(true, offset, file.size);
            let most = if asks { 0 } else { self.piece_bytes()? };
            let bytes = self
                .book
                .read(|tx| attachments::piece(tx, file.hash, offset, most))?;
            let Some(bytes) = bytes else {
                return Ok(Moved::Gone);
            };
            let piece = Piece::Put {
                hash: file.hash,
                size: file.size,
                offset,
                bytes,
            };
            let Some(answer) = self.ask(piece).await? else {
                return Ok(Moved::Paused);
            };
            match answer {
                PieceAnswer::Received { complete: true, .. } => return Ok(Moved::Whole),
                PieceAnswer::Received { offset: at, .. } if at < file.size => {
                    if at <= furthest && !asks {
                        standstills += 1;
                    }
                    furthest = furthest.max(at);
                    offset = at;
                }
                PieceAnswer::NotTaken(refusal) => {
                    return Ok(Moved::NotNow(SyncError::FileNotTaken(refusal)));
                }
                PieceAnswer::Refused(refusal) => return Err(SyncError::Refused(refusal).into()),
                PieceAnswer::Received { .. } | PieceAnswer::Bytes { .. } | PieceAnswer::Unknown => {
                    return Err(
                        SyncError::BadReply("it doesn't fit the piece that was sent").into(),
                    );
                }
            }
            if standstills >= MOST_STANDSTILLS {
                return Err(SyncError::BadReply("it doesn't come any further").into());
            }
            asks = false;
        }
    }

    async fn fetch_file(&mut self, file: Queued) -> Result<Moved, BookError> {
        let mut offset = self.book.read(|tx| attachments::received(tx, file.hash))?;
        loop {
            self.text_first().await?;
            self.show(false, offset, file.size);
            let most = self.piece_bytes()?;
            let piece = Piece::Get {
                hash: file.hash,
                offset,
                most,
            };
            let Some(answer) = self.ask(piece).await? else {
                return Ok(Moved::Paused);
            };
            let (size, bytes) = match answer {
                PieceAnswer::Bytes { size, bytes } => (size, bytes),
                PieceAnswer::Unknown => {
                    let missing = SyncError::FileNotTaken(FileRefusal::WrongBytes);
                    return Ok(Moved::NotNow(missing));
                }
                PieceAnswer::NotTaken(refusal) => {
                    return Ok(Moved::NotNow(SyncError::FileNotTaken(refusal)));
                }
                PieceAnswer::Refused(refusal) => return Err(SyncError::Refused(refusal).into()),
                PieceAnswer::Received { .. } => {
                    return Err(SyncError::BadReply("it doesn't answer what was asked for").into());
                }
            };
            let end = offset + bytes.len() as u64;
            let fits = !bytes.is_empty() && bytes.len() as u64 <= most && end <= size;
            if size > MOST_BYTES || !fits {
                self.forget_parts(file.hash)?;
                return Err(
                    SyncError::BadReply("it sends another piece than was asked for").into(),
                );
            }
            if self.keep_part(file.hash, offset, &bytes, end == size)? {
                return Ok(Moved::Whole);
            }
            if end == size {
                return Ok(Moved::NotNow(SyncError::FileNotTaken(
                    FileRefusal::WrongBytes,
                )));
            }
            offset = end;
        }
    }

    /// Keeps a part; with the last one the file is whole if its hash is right, and else all of it is dropped.
    fn keep_part(
        &self,
        hash: FileHash,
        offset: u64,
        bytes: &[u8],
        is_last: bool,
    ) -> Result<bool, BookError> {
        self.book.write(|writing| {
            attachments::add_part(writing.tx, hash, offset, bytes)?;
            if !is_last {
                return Ok(false);
            }
            let whole = attachments::take_parts(writing.tx, hash)?;
            let is_right = FileHash(Sha256::digest(&whole).into()) == hash;
            if is_right && attachments::is_named(writing.tx, hash)? {
                attachments::put(writing.tx, hash, &whole)?;
                // Whoever looks at the record sees the photo from now on.
                writing.changed.records = true;
            }
            Ok(is_right)
        })
    }

    fn forget_parts(&self, hash: FileHash) -> Result<(), BookError> {
        self.book
            .write(|writing| attachments::take_parts(writing.tx, hash).map(drop))
    }

    fn piece_bytes(&self) -> Result<u64, BookError> {
        Ok(self.book.read(attachments::lane)?.piece_bytes)
    }

    fn show(&self, sends: bool, done: u64, size: u64) {
        self.lane.show(Some(FileProgress { sends, done, size }));
        self.book.status_changed();
    }

    /// Asks about one piece; none if the run has to end before the answer came. A line that breaks makes the next
    /// piece smaller, a swift one larger.
    async fn ask(&self, piece: Piece) -> Result<Option<PieceAnswer>, BookError> {
        let carries = !matches!(&piece, Piece::Put { bytes, .. } if bytes.is_empty());
        let request = AttachmentRequest {
            protocol: PROTOCOL,
            request: self.book.moment.chance.number()?,
            piece,
        };
        let token = self.book.credential()?.ok_or(SyncError::NotPaired)?;
        let body = pack_plain(&request)?;
        let started = Instant::now();
        let sent = self.transport.send(ATTACHMENT_PATH, Some(&token), body);
        let sent = tokio::select! {
            biased;
            () = self.lane.until_it_ends(self.stops) => return Ok(None),
            sent = sent => sent,
        };
        let reply = match sent {
            Ok(reply) => reply,
            Err(error) => {
                if matches!(error, SyncError::Unreachable(_)) {
                    self.set_piece_bytes(self.piece_bytes()? / 2)?;
                }
                return Err(error.into());
            }
        };
        let reply: AttachmentReply = unpack(&reply).map_err(SyncError::Unreadable)?;
        // A refusal of what can't be read names no request.
        let refuses = matches!(reply.answer, PieceAnswer::Refused(_));
        if reply.request != request.request && !(refuses && reply.request == 0) {
            return Err(SyncError::BadReply("it answers another request").into());
        }
        if carries && !refuses {
            self.lane.pieces.fetch_add(1, Ordering::SeqCst);
            if started.elapsed() < SWIFT {
                self.set_piece_bytes(self.piece_bytes()? * 2)?;
            }
        }
        Ok(Some(reply.answer))
    }

    fn set_piece_bytes(&self, bytes: u64) -> Result<(), BookError> {
        let bytes = bytes.clamp(LEAST_PIECE_BYTES, MOST_PIECE_BYTES);
        if bytes == self.piece_bytes()? {
            return Ok(());
        }
        self.book
            .write(|writing| attachments::set_piece_bytes(writing.tx, bytes))
    }
}
