//! What the commands work on: the open book and its sync, or the reason why the book can't be opened.

use adinda_client::sync::runner::Runner;
use adinda_client::views::IpcError;
use adinda_client::{Book, BookError, KeySource, Moment, platform};
use std::path::PathBuf;
use std::sync::Arc;

/// The open book and its sync. A book that can't be opened leaves a desk that says why, in the window.
pub struct Desk {
    opened: Result<Opened, IpcError>,
}

/// An open book and its sync.
#[derive(Clone)]
pub struct Opened {
    /// The book.
    pub book: Arc<Book>,
    /// Its sync.
    pub runner: Arc<Runner>,
}

impl Desk {
    /// Opens the book in the folder given, else in the system's data folder.
    pub fn open(folder: Option<PathBuf>, key_file: Option<PathBuf>) -> Desk {
        let opened = open_book(folder, key_file).map_err(|error| {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the book can't be opened"
            );
            error.to_ipc()
        });
        Desk { opened }
    }

    /// The open book, or why there is none.
    pub fn opened(&self) -> Result<&Opened, IpcError> {
        self.opened.as_ref().map_err(Clone::clone)
    }
}

fn open_book(folder: Option<PathBuf>, key_file: Option<PathBuf>) -> Result<Opened, BookError> {
    let folder = folder
        .or_else(platform::data_folder)
        .ok_or(BookError::NotFound("data folder"))?;
    let book = Arc::new(Book::open(
        &folder,
        &KeySource::from_choice(key_file),
        Moment::system(),
    )?);
    let runner = Runner::new(Arc::clone(&book));
    Ok(Opened { book, runner })
}
