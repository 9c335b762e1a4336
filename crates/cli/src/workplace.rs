//! Which book a command works in: its folder, its key, and the book once it is needed.

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::words;
use adinda_client::{Book, KeySource, Moment, platform};
use std::cell::OnceCell;
use std::path::PathBuf;

/// The book of this run, opened when it is first needed.
pub struct Workplace {
    /// The book's folder.
    pub folder: PathBuf,
    key_source: KeySource,
    book: OnceCell<Book>,
}

impl Workplace {
    /// As the command line and the environment say.
    pub fn of(arguments: &Arguments) -> Result<Workplace, Failure> {
        let from_environment = || {
            std::env::var_os("ADINDA_DATA")
                .filter(|folder| !folder.is_empty())
                .map(PathBuf::from)
        };
        let folder = arguments
            .data
            .clone()
            .or_else(from_environment)
            .or_else(platform::data_folder)
            .ok_or_else(|| Failure::of_field("--data", words::NO_DATA_FOLDER))?;
        Ok(Workplace {
            folder,
            key_source: KeySource::from_choice(arguments.key_file.clone()),
            book: OnceCell::new(),
        })
    }

    /// The book, made if there is none yet.
    pub fn open(&self) -> Result<&Book, Failure> {
        if let Some(book) = self.book.get() {
            return Ok(book);
        }
        if let KeySource::File(file) = &self.key_source
            && !file.exists()
        {
            let message = format!("{} ({})", words::NO_SUCH_FILE, file.display());
            return Err(Failure::of_field("--key-file", &message));
        }
        let book = Book::open(&self.folder, &self.key_source, Moment::system())?;
        Ok(self.book.get_or_init(|| book))
    }

    /// The book, if there is one: asking never makes one.
    pub fn existing(&self) -> Result<Option<&Book>, Failure> {
        if Book::is_in(&self.folder) {
            self.open().map(Some)
        } else {
            Ok(None)
        }
    }
}
