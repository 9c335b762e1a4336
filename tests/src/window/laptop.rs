//! A laptop for a window: a book's folder with its key, and a home in which nothing real can be touched.

use adinda_client::{Book, KeySource, Moment, System, write_new_key_file};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// A laptop in one folder: `data`, `key`, `home`, and the window's log.
pub struct Laptop {
    folder: PathBuf,
}

impl Laptop {
    /// Makes a new laptop in a folder: its key and its home; the book comes when it is first opened.
    pub fn new(folder: &Path) -> Result<Laptop> {
        let laptop = Laptop {
            folder: folder.to_owned(),
        };
        let settings = laptop.home().join(".config");
        std::fs::create_dir_all(&settings).context("the laptop's home")?;
        std::fs::create_dir_all(laptop.documents()).context("the laptop's documents")?;
        std::fs::write(
            settings.join("user-dirs.dirs"),
            "XDG_DOCUMENTS_DIR=\"$HOME/Dokumen\"\n",
        )
        .context("the laptop's settings")?;
        write_new_key_file(&laptop.key_file(), &System).context("the laptop's key")?;
        Ok(laptop)
    }

    /// The book's folder.
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// The file with the book's key.
    pub fn key_file(&self) -> PathBuf {
        self.folder.join("key")
    }

    /// The user's home.
    pub fn home(&self) -> PathBuf {
        self.folder.join("home")
    }

    /// The user's documents.
    pub fn documents(&self) -> PathBuf {
        self.home().join("Dokumen")
    }

    /// What the window and its driver said.
    pub fn log(&self) -> PathBuf {
        self.folder.join("window.log")
    }

    /// Opens the book beside the window, as `adinda-cli` would.
    pub fn open_book(&self) -> Result<Book> {
        let key = KeySource::File(self.key_file());
        Book::open(&self.data(), &key, Moment::system()).context("the book can't be opened")
    }
}
