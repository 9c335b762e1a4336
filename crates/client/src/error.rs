//! What can go wrong on the laptop, with codes for the message catalogue.

use crate::views::IpcError;
use adinda_domain::warning::FieldProblem;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;

type Cause = Box<dyn Error + Send + Sync>;

/// What can go wrong on the laptop.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// The form can't be saved as it is; nothing was written.
    #[error("{}", problems_as_text(.0))]
    Invalid(Vec<FieldProblem>),
    /// There is no such record, draft or document.
    #[error("no such {0}")]
    NotFound(&'static str),
    /// What was to be settled isn't what was shown any more; nothing was written.
    #[error("it changed meanwhile")]
    ChangedMeanwhile,
    /// The book's key can't be had.
    #[error("{0}")]
    Key(String),
    /// The system's key store, or what lies in it, can't be used.
    #[error("{0}")]
    KeyStore(&'static str, #[source] Cause),
    /// The key doesn't open this book.
    #[error("the key doesn't open this book")]
    WrongKey,
    /// The key's envelope is of a later version.
    #[error("the book's key is wrapped in a newer way (version {found})")]
    NewerKey {
        /// Its version.
        found: u32,
    },
    /// The book was written by a newer version.
    #[error("the book was written by a newer Adinda (schema {found}, this one knows {known})")]
    NewerBook {
        /// Its schema.
        found: i64,
        /// Ours.
        known: i64,
    },
    /// The database library can't be trusted: too old, or without encryption.
    #[error("unfit database library: {0}")]
    UnfitSqlite(String),
    /// The disk is full; nothing was written.
    #[error("the disk is full")]
    DiskFull(#[source] rusqlite::Error),
    /// The database refused.
    #[error("the book's database failed")]
    Database(#[source] rusqlite::Error),
    /// A file or folder can't be used.
    #[error("can't use {path}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// Something stored isn't what this version writes.
    #[error("the book holds something unreadable: {0}")]
    Unreadable(&'static str, #[source] Cause),
    /// A message is broken.
    #[error("a message can't be read")]
    Wire(#[from] adinda_wire::WireError),
    /// The system gives no random numbers.
    #[error("no random numbers")]
    Random(#[source] getrandom::Error),
    /// The built-in list of regions is broken.
    #[error("the list of regions is broken")]
    Wilayah(#[from] crate::wilayah::WilayahError),
    /// Sync or pairing didn't get through.
    #[error(transparent)]
    Sync(#[from] crate::sync::SyncError),
}

fn problems_as_text(problems: &[FieldProblem]) -> String {
    problems
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("; ")
}

impl From<rusqlite::Error> for BookError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => BookError::DiskFull(error),
            Some(rusqlite::ErrorCode::NotADatabase) => BookError::WrongKey,
            _ => BookError::Database(error),
        }
    }
}

impl BookError {
    /// The code under which the message catalogue has the sentence.
    pub fn code(&self) -> &'static str {
        match self {
            BookError::Invalid(_) => "invalid",
            BookError::NotFound(_) => "not_found",
            BookError::ChangedMeanwhile => "changed_meanwhile",
            BookError::Key(_) | BookError::KeyStore(..) => "key_unavailable",
            BookError::WrongKey => "wrong_key",
            BookError::NewerKey { .. } | BookError::NewerBook { .. } => "newer_book",
            BookError::UnfitSqlite(_) => "unfit_database",
            BookError::DiskFull(_) => "disk_full",
            BookError::Database(_) => "database",
            BookError::File { .. } => "file",
            BookError::Unreadable(..) | BookError::Wire(_) => "unreadable",
            BookError::Random(_) => "random",
            BookError::Wilayah(_) => "wilayah",
            BookError::Sync(error) => error.code(),
        }
    }

    /// The error as it crosses to a face.
    pub fn to_ipc(&self) -> IpcError {
        let mut args = BTreeMap::from([("cause".to_owned(), chain_of_causes(self))]);
        let mut problems = Vec::new();
        match self {
            BookError::Invalid(found) => problems.clone_from(found),
            BookError::File { path, .. } => {
                args.insert("path".to_owned(), path.display().to_string());
            }
            _ => {}
        }
        IpcError {
            code: self.code().to_owned(),
            args,
            problems,
        }
    }
}

/// An error and all its causes in one line, for support staff.
pub fn chain_of_causes(error: &dyn Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        line.push_str(": ");
        line.push_str(&inner.to_string());
        cause = inner.source();
    }
    line
}
