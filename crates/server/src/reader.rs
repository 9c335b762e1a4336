//! Reading beside the writer: what only looks at the database (a photo that is fetched) must not make laptops wait that
//! want something written down.

use crate::store::{Office, OfficeError};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// Most readers at a time: bounds threads and memory.
const MOST_READERS: usize = 4;

/// A handle on the readers. Their connections are made when they are needed, and kept.
#[derive(Clone)]
pub struct Reader {
    office: Arc<Mutex<Vec<Connection>>>,
    file: Arc<str>,
    places: Arc<Semaphore>,
}

impl Reader {
    /// Readers of an open office.
    pub fn beside(office: &Office) -> Reader {
        Reader {
            office: Arc::default(),
            file: office.file().into(),
            places: Arc::new(Semaphore::new(MOST_READERS)),
        }
    }

    /// Reads within one snapshot of what is committed.
    ///
    /// # Errors
    /// The work's own, or the database's.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, OfficeError> + Send + 'static,
    ) -> Result<T, OfficeError> {
        let stopped = |_| OfficeError::WriterStopped;
        let places = Arc::clone(&self.places);
        let place = places.acquire_owned().await.map_err(stopped)?;
        let (idle, file) = (Arc::clone(&self.office), Arc::clone(&self.file));
        let reading = tokio::task::spawn_blocking(move || {
            let kept = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut connection = match kept {
                Some(connection) => connection,
                None => Office::open_to_read(&file)?,
            };
            let tx = connection.transaction_with_behavior(TransactionBehavior::Deferred)?;
            let result = work(&tx);
            drop(tx);
            idle.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(connection);
            drop(place);
            result
        });
        reading.await.map_err(|_| OfficeError::WriterStopped)?
    }
}
