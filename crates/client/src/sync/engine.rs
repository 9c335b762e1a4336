//! The sync of one book, repeated until nothing waits: every round makes progress or it stops.

use super::SyncError;
use super::exchange::Round;
use super::transport::{HttpTransport, Transport};
use crate::book::Book;
use crate::error::BookError;
use crate::store::outbox;
use crate::store::pairing;
use adinda_wire::context::Context;
use adinda_wire::envelope::{pack, pack_after, unpack};
use adinda_wire::exchange::{Answer, EXCHANGE_PATH, ExchangeReply, ExchangeRequest, Refusal};
use std::fs::{File, TryLockError};
use std::sync::{Arc, PoisonError};

/// No sync needs more rounds than this: 10,000 records are some hundred. A bug must not drain a data plan.
const MOST_ROUNDS: usize = 10_000;

impl Book {
    /// Syncs with the paired office over the network until nothing waits.
    ///
    /// # Errors
    /// [`SyncError`] within [`BookError`]; what got through until then counts.
    pub async fn sync(&self) -> Result<(), BookError> {
        self.sync_over(self.road()?.as_ref()).await
    }

    /// The road to the paired office. It is kept while the program runs: an open connection costs a tenth of a new one,
    /// and a new one with a TLS ticket half of one without.
    ///
    /// # Errors
    /// [`SyncError::NotPaired`], [`SyncError::NoAddress`], [`SyncError::BadAddress`].
    pub fn road(&self) -> Result<Arc<HttpTransport>, BookError> {
        let pairing = self
            .read(pairing::get)?
            .filter(|pairing| pairing.confirmed)
            .ok_or(SyncError::NotPaired)?;
        if pairing.server.is_empty() {
            return Err(SyncError::NoAddress.into());
        }
        let pin = pairing.grant.and_then(|grant| grant.pin);
        let mut kept = self.road.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, pinned, road)) = kept.as_ref()
            && *of == pairing.server
            && *pinned == pin
        {
            return Ok(Arc::clone(road));
        }
        let road = Arc::new(HttpTransport::pinned(&pairing.server, pin.as_ref())?);
        *kept = Some((pairing.server, pin, Arc::clone(&road)));
        Ok(road)
    }

    /// Syncs over a given road until nothing waits. The failure, if there is one, is noted in the book.
    ///
    /// # Errors
    /// As [`Book::sync`].
    pub async fn sync_over(&self, transport: &impl Transport) -> Result<(), BookError> {
        let lock = self.lock_sync()?;
        let result = self.rounds(transport).await;
        if let Err(error) = &result {
            self.note_failed_try(error)?;
        }
        drop(lock);
        result
    }

    pub(super) async fn rounds(&self, transport: &impl Transport) -> Result<(), BookError> {
        let mut with_checkpoints = false;
        for _ in 0..MOST_ROUNDS {
            let token = self.credential()?.ok_or(SyncError::NotPaired)?;
            let request = self.prepare_exchange(with_checkpoints)?;
            let (body, next) = self.pack_request(&request)?;
            let reply = transport.send(EXCHANGE_PATH, Some(&token), body).await?;
            let reply: ExchangeReply = unpack(&reply).map_err(SyncError::Unreadable)?;
            if self.has_context() && reply.answer == Answer::Refused(Refusal::UnknownContext) {
                self.set_context(Context::default());
                continue;
            }
            let round = self.apply_reply(&request, &reply)?;
            if matches!(round, Round::Taken { .. }) {
                self.set_context(next);
            }
            with_checkpoints = match round {
                Round::Taken { more: false } => return Ok(()),
                Round::Taken { more: true } | Round::SetBack | Round::Overtaken => false,
                Round::CheckpointsWanted => true,
                Round::SeparationWanted => {
                    self.separate(transport).await?;
                    false
                }
            };
        }
        Err(SyncError::BadReply("it never comes to an end").into())
    }

    /// Packs a request, and gives the context for the next one. Only batches of a series build on each other: a single
    /// one costs the office no memory.
    fn pack_request(&self, request: &ExchangeRequest) -> Result<(Vec<u8>, Context), BookError> {
        let is_last = self.read(outbox::count)? <= request.edits.len();
        let context = self.context();
        if !is_last {
            return Ok(pack_after(request, &context)?);
        }
        let body = if self.has_context() {
            pack_after(request, &context)?.0
        } else {
            pack(request)?
        };
        Ok((body, Context::default()))
    }

    /// One request in flight per database, whichever program sends it. The lock goes with the process.
    pub(super) fn lock_sync(&self) -> Result<File, BookError> {
        let path = self.folder().join("kirim.lock");
        let failed = |source| BookError::unwritten(&path, source);
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(SyncError::Busy.into()),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }
}
