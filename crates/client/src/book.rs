//! The book: one village's register on one laptop, opened with its key.

use crate::error::BookError;
use crate::key::{self, KeySource};
use crate::moment::Moment;
use crate::store::{self, Changed, Writing};
use crate::sync::transport::HttpTransport;
use crate::wilayah::Wilayah;
use adinda_wire::context::Context;
use adinda_wire::pin::Pin;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use tokio::sync::watch;

const DATABASE_FILE: &str = "buku.db";
/// Forms opened and never typed in are forgotten after a week.
const SWEEP_AFTER_DAYS: i64 = 7;

/// An open book. Everything the faces do goes through it.
pub struct Book {
    folder: PathBuf,
    connection: Mutex<Connection>,
    pub(crate) moment: Moment,
    wilayah: OnceLock<Wilayah>,
    changes: watch::Sender<Changes>,
    /// What the office remembers of the batches before. Outlives a line that breaks, and is of no use after a restart.
    context: Mutex<Context>,
    /// The road to the office, with the address and pin that it leads to.
    pub(crate) road: Mutex<Option<KeptRoad>>,
}

type KeptRoad = (String, Option<Pin>, Arc<HttpTransport>);

/// Counters that rise with every change, for faces and the sync that wait for one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Rises when records changed.
    pub records: u64,
    /// Rises when the outbox changed.
    pub outbox: u64,
    /// Rises when the sync's status may have changed.
    pub status: u64,
}

impl Book {
    /// Whether there is a book in a folder already.
    pub fn is_in(folder: &Path) -> bool {
        folder.join(DATABASE_FILE).exists()
    }

    /// Opens the book in a folder, making both if they aren't there.
    ///
    /// # Errors
    /// [`BookError`]; an existing book is never changed by a failure to open it.
    pub fn open(folder: &Path, key_source: &KeySource, moment: Moment) -> Result<Book, BookError> {
        std::fs::create_dir_all(folder).map_err(|source| BookError::unwritten(folder, source))?;
        let database = folder.join(DATABASE_FILE);
        let key = key::obtain(folder, &database, key_source, moment.chance.as_ref())?;
        let connection = store::open(&database, &key).map_err(|error| error.in_folder(folder))?;
        key::note_that_book_is_made(folder);
        let book = Book {
            folder: folder.to_owned(),
            connection: Mutex::new(connection),
            moment,
            wilayah: OnceLock::new(),
            changes: watch::Sender::new(Changes::default()),
            context: Mutex::default(),
            road: Mutex::default(),
        };
        let opened_before = book.moment.clock.now() - chrono::TimeDelta::days(SWEEP_AFTER_DAYS);
        book.write(|writing| {
            store::drafts::sweep(writing.tx, opened_before)?;
            store::attachments::sweep(writing.tx)
        })?;
        Ok(book)
    }

    /// The folder that the book lives in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the faces and the sync watch.
    pub fn watch(&self) -> watch::Receiver<Changes> {
        self.changes.subscribe()
    }

    /// Says that the sync's status may have changed.
    pub(crate) fn status_changed(&self) {
        self.changes.send_modify(|changes| changes.status += 1);
    }

    /// What the office remembers of the batches before.
    pub(crate) fn context(&self) -> Context {
        self.context
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Whether the office remembers anything.
    pub(crate) fn has_context(&self) -> bool {
        self.context().name() != Context::default().name()
    }

    /// Sets what the office remembers.
    pub(crate) fn set_context(&self, context: Context) {
        *self.context.lock().unwrap_or_else(PoisonError::into_inner) = context;
    }

    /// The built-in list of regions, unpacked when first asked for.
    pub(crate) fn wilayah(&self) -> Result<&Wilayah, BookError> {
        if self.wilayah.get().is_none() {
            let loaded = Wilayah::load()?;
            // Another thread may have been faster: its list is the same.
            drop(self.wilayah.set(loaded));
        }
        self.wilayah
            .get()
            .ok_or(BookError::NotFound("list of regions"))
    }

    /// Reads within one snapshot.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, BookError>,
    ) -> Result<T, BookError> {
        let mut connection = self.connection();
        let tx = connection.transaction_with_behavior(TransactionBehavior::Deferred)?;
        let result = work(&tx)?;
        tx.commit()?;
        Ok(result)
    }

    /// Writes within one transaction: the one door.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&mut Writing<'_>) -> Result<T, BookError>,
    ) -> Result<T, BookError> {
        let (result, changed) = store::write(&mut self.connection(), work)
            .map_err(|error| error.in_folder(&self.folder))?;
        if changed != Changed::default() {
            self.changes.send_modify(|changes| {
                changes.records += u64::from(changed.records);
                changes.outbox += u64::from(changed.outbox);
                changes.status += 1;
            });
        }
        Ok(result)
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        // A panic elsewhere can't leave a transaction half done: dropping it rolled it back.
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}
