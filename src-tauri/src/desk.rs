//! What the commands work on: the open book and its sync, or the reason why the book can't be opened.

use crate::documents::Papers;
use adinda_client::sync::runner::Runner;
use adinda_client::views::IpcError;
use adinda_client::{Book, BookError, KeySource, Moment, platform};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// The open book and its sync. A book that can't be opened leaves a desk that says why, and tries again when
/// the user asks ("Coba lagi").
pub struct Desk {
    folder: Option<PathBuf>,
    key_file: Option<PathBuf>,
    opened: Mutex<Result<Opened, IpcError>>,
}

/// An open book and its sync.
#[derive(Clone)]
pub struct Opened {
    /// The book.
    pub book: Arc<Book>,
    /// Its sync.
    pub runner: Arc<Runner>,
    /// The documents made from it.
    pub papers: Arc<Papers>,
}

impl Desk {
    /// A desk for the book in the folder given, else in the system's data folder. Nothing is opened yet.
    pub fn new(folder: Option<PathBuf>, key_file: Option<PathBuf>) -> Desk {
        let not_yet = BookError::NotFound("open book").to_ipc();
        Desk {
            folder,
            key_file,
            opened: Mutex::new(Err(not_yet)),
        }
    }

    /// Opens the book unless it is open; `start` is called once for a book that was opened just now.
    pub fn open(&self, start: impl FnOnce(&Opened)) -> Result<Opened, IpcError> {
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if opened.is_err() {
            *opened = self.open_book().inspect(start).map_err(|error| {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "the book can't be opened"
                );
                error.to_ipc()
            });
        }
        opened.clone()
    }

    /// The open book, or why there is none.
    pub fn opened(&self) -> Result<Opened, IpcError> {
        self.opened
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn open_book(&self) -> Result<Opened, BookError> {
        let folder = self
            .folder
            .clone()
            .or_else(platform::data_folder)
            .ok_or(BookError::NotFound("data folder"))?;
        let source = KeySource::from_choice(self.key_file.clone());
        let book = Arc::new(Book::open(&folder, &source, Moment::system())?);
        let runner = Runner::new(Arc::clone(&book));
        Ok(Opened {
            book,
            runner,
            papers: Arc::default(),
        })
    }
}
