//! A USB stick between laptops and an office: files carried by hand, and what both said to them.

use crate::office::{TestBook, TestKim, TestOffice, now};
use adinda_client::BookError;
use adinda_client::views::{AppliedAnswer, OpenedFile};
use adinda_server::bundles::{self, Answered, Imported};
use adinda_server::{Office, OfficeError};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub struct Stick {
    folder: TempDir,
    brought_back: std::cell::Cell<u32>,
}

impl Default for Stick {
    fn default() -> Self {
        Self::new()
    }
}

impl Stick {
    pub fn new() -> Stick {
        Stick {
            folder: TempDir::new().unwrap(),
            brought_back: std::cell::Cell::new(0),
        }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What waits in a book, saved as a file.
    pub fn save(&self, book: &TestBook) -> PathBuf {
        PathBuf::from(book.book.export_bundle(self.folder()).unwrap().path)
    }

    /// Puts bytes on the stick, as they were brought back or came from anywhere.
    pub fn put(&self, bytes: &[u8]) -> PathBuf {
        let number = self.brought_back.get();
        self.brought_back.set(number + 1);
        let file = self.folder().join(format!("jawaban-{number}.adinda"));
        std::fs::write(&file, bytes).unwrap();
        file
    }

    /// Brings a file to an office that takes it, and its answer back.
    pub fn bring(&self, office: &TestOffice, file: &Path) -> PathBuf {
        let answered = answered(import(office, &std::fs::read(file).unwrap()).unwrap());
        self.put(&answered.answer)
    }

    /// There, and back, and opened.
    pub fn round_trip(&self, office: &TestOffice, book: &TestBook) -> AppliedAnswer {
        open(book, &self.bring(office, &self.save(book))).unwrap()
    }

    /// Makes a book a laptop of a KIM without any network.
    pub fn pair(&self, office: &TestOffice, kim: &TestKim, book: &TestBook) {
        let code = office.new_code(kim);
        let asked = book
            .book
            .begin_pairing_by_file("", &code, self.folder())
            .unwrap();
        let Imported::Pairing { granted, reply, .. } =
            import(office, &std::fs::read(asked.path).unwrap()).unwrap()
        else {
            panic!("not taken for a pairing request");
        };
        assert!(granted);
        let opened = book.book.open_file(&self.put(&reply)).unwrap();
        let OpenedFile::Pairing(offered) = opened else {
            panic!("not taken for a pairing reply");
        };
        assert_eq!(offered.kim_name, kim.name);
        book.book.confirm_pairing().unwrap();
    }
}

/// Brings bytes to an office, beside the server that may run.
pub fn import(office: &TestOffice, bytes: &[u8]) -> Result<Imported, OfficeError> {
    let mut beside = Office::open(office.folder.path()).unwrap();
    let tx = beside.begin().unwrap();
    let imported = bundles::import(&tx, bytes, "kiriman.adinda", now())?;
    tx.commit().unwrap();
    Ok(imported)
}

/// The answer that an office gave at once.
pub fn answered(imported: Imported) -> Answered {
    match imported {
        Imported::Answered(answered) => answered,
        other => panic!("not answered: {other:?}"),
    }
}

/// Opens an answer in a book.
pub fn open(book: &TestBook, file: &Path) -> Result<AppliedAnswer, BookError> {
    match book.book.open_file(file)? {
        OpenedFile::Answer(answer) => Ok(answer),
        OpenedFile::Pairing(_) => panic!("not an answer"),
    }
}
