//! A book in a throw-away folder, and a clock that stands still.
#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "test code, of which each test takes its part"
)]

use adinda_client::{
    Book, BookError, Chance, Clock, KeySource, Moment, System, write_new_key_file,
};
use adinda_domain::dates;
use chrono::{DateTime, NaiveDate, Utc};
use tempfile::TempDir;

/// A clock that stands still, so that dates in tests mean what they say.
struct Stopped;

impl Clock for Stopped {
    fn now(&self) -> DateTime<Utc> {
        "2026-11-22T03:00:00Z".parse().unwrap()
    }
    fn today(&self) -> NaiveDate {
        day("2026-11-22")
    }
}

pub fn day(text: &str) -> NaiveDate {
    dates::parse_iso_date(text).unwrap()
}

pub fn moment() -> Moment {
    Moment::new(Box::new(Stopped), Box::new(System) as Box<dyn Chance>)
}

pub struct Folder(pub TempDir);

impl Folder {
    pub fn new() -> Folder {
        let folder = TempDir::new().unwrap();
        write_new_key_file(&folder.path().join("key"), &System).unwrap();
        Folder(folder)
    }
    pub fn data(&self) -> std::path::PathBuf {
        self.0.path().join("data")
    }
    pub fn key(&self) -> KeySource {
        KeySource::File(self.0.path().join("key"))
    }
    pub fn open(&self) -> Book {
        self.try_open().unwrap()
    }
    pub fn try_open(&self) -> Result<Book, BookError> {
        Book::open(&self.data(), &self.key(), moment())
    }
}
