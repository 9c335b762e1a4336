//! What can go wrong on the laptop, with codes for the message catalogue.

use crate::views::IpcError;
use adinda_domain::warning::FieldProblem;
use adinda_picture::AttachmentProblem;
use adinda_sheet::SheetError;
use adinda_wire::bundle::BundleError;
use adinda_wire::container::FileRefusal;
use std::collections::BTreeMap;
use std::error::Error;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

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
    /// The disk, or a quota, is full; nothing was written.
    #[error("the disk is full")]
    DiskFull(#[source] Cause),
    /// A folder or a file in it is read-only.
    #[error("can't write in {path}")]
    NotWritable {
        /// The folder.
        path: PathBuf,
        /// Why.
        #[source]
        source: Cause,
    },
    /// The book's file isn't whole.
    #[error("the book's file is damaged")]
    Damaged(#[source] rusqlite::Error),
    /// The book was here, and its file is gone or empty.
    #[error("{0} is gone or empty, and there was a book in it")]
    Gone(PathBuf),
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
    /// A file from the office, or for it, is refused.
    #[error(transparent)]
    Bundle(#[from] adinda_wire::bundle::BundleError),
    /// A message is broken.
    #[error("a message can't be read")]
    Wire(#[from] adinda_wire::WireError),
    /// The system gives no random numbers.
    #[error("no random numbers")]
    Random(#[source] getrandom::Error),
    /// The built-in list of regions is broken.
    #[error("the list of regions is broken")]
    Wilayah(#[from] crate::wilayah::WilayahError),
    /// A photo or scan isn't taken; nothing was stored.
    #[error("the file isn't taken")]
    Attachment(#[from] AttachmentProblem),
    /// A spreadsheet isn't read; nothing was written.
    #[error("the spreadsheet isn't read")]
    Sheet(#[from] SheetError),
    /// A table can't be written as a file.
    #[error("the table can't be written")]
    Export(#[from] adinda_sheet::writing::WriteError),
    /// Rows of an import can't be taken or may be known already, and nobody decided about them; nothing was written.
    #[error("an import with something undecided")]
    ImportUndecided,
    /// Sync or pairing didn't get through.
    #[error(transparent)]
    Sync(#[from] crate::sync::SyncError),
}

/// The code of a file that is refused.
fn bundle_code(error: &BundleError) -> &'static str {
    match error {
        BundleError::Refused(FileRefusal::NotOurs | FileRefusal::TooLarge) => "bundle_not_ours",
        BundleError::Refused(FileRefusal::CutOrDamaged) => "bundle_damaged",
        BundleError::Refused(FileRefusal::Newer(_)) => "bundle_newer",
        BundleError::Refused(FileRefusal::OtherKind { .. }) => "bundle_other_kind",
        BundleError::Refused(FileRefusal::ForSomebodyElse) => "bundle_for_another",
        BundleError::Unseal(_) | BundleError::Content(_) => "bundle_damaged",
        BundleError::Seal(_) | BundleError::Key(_) => "bundle_not_sealed",
    }
}

/// The code of a photo or scan that is refused.
fn file_code(problem: &AttachmentProblem) -> &'static str {
    match problem {
        AttachmentProblem::Empty => "file_empty",
        AttachmentProblem::NotTaken => "file_not_taken",
        AttachmentProblem::Heic => "file_heic",
        AttachmentProblem::Disguised => "file_disguised",
        AttachmentProblem::TooLarge { .. } => "file_too_large",
        AttachmentProblem::TooManyPixels => "file_too_many_pixels",
        AttachmentProblem::BrokenPicture(_) => "file_broken",
        AttachmentProblem::Damaged => "file_damaged",
    }
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
            Some(rusqlite::ErrorCode::DiskFull) => BookError::DiskFull(Box::new(error)),
            _ if is_failed_write(&error) => BookError::DiskFull(Box::new(error)),
            Some(rusqlite::ErrorCode::NotADatabase) => BookError::WrongKey,
            Some(rusqlite::ErrorCode::DatabaseCorrupt) => BookError::Damaged(error),
            _ => BookError::Database(error),
        }
    }
}

/// Whether the system took less than it was given. SQLite says "full" only where the system says just that; a quota,
/// a limit on the length of files, and a full disk where memory is shared between programs show as one of these.
fn is_failed_write(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi::{SQLITE_IOERR_SHMOPEN, SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_WRITE};
    error.sqlite_error().is_some_and(|error| {
        [
            SQLITE_IOERR_WRITE,
            SQLITE_IOERR_SHMSIZE,
            SQLITE_IOERR_SHMOPEN,
        ]
        .contains(&error.extended_code)
    })
}

impl BookError {
    /// Why a file or folder couldn't be written.
    pub fn unwritten(path: &Path, source: io::Error) -> BookError {
        use io::ErrorKind::{
            FileTooLarge, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull,
        };
        let path = path.to_owned();
        match source.kind() {
            StorageFull | QuotaExceeded | FileTooLarge => BookError::DiskFull(Box::new(source)),
            PermissionDenied | ReadOnlyFilesystem => BookError::NotWritable {
                path,
                source: Box::new(source),
            },
            _ => BookError::File { path, source },
        }
    }

    /// The same, naming the book's folder if that is what can't be written.
    pub(crate) fn in_folder(self, folder: &Path) -> BookError {
        use rusqlite::ErrorCode::{CannotOpen, PermissionDenied, ReadOnly};
        match self {
            BookError::Database(error)
                if matches!(
                    error.sqlite_error_code(),
                    Some(CannotOpen | PermissionDenied | ReadOnly)
                ) =>
            {
                BookError::NotWritable {
                    path: folder.to_owned(),
                    source: Box::new(error),
                }
            }
            other => other,
        }
    }

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
            BookError::NotWritable { .. } => "not_writable",
            BookError::Damaged(_) => "damaged_book",
            BookError::Gone(_) => "book_gone",
            BookError::Database(_) => "database",
            BookError::File { source, .. } if source.kind() == ErrorKind::AlreadyExists => {
                "file_exists"
            }
            BookError::File { .. } => "file",
            BookError::Unreadable(..) | BookError::Wire(_) => "unreadable",
            BookError::Bundle(error) => bundle_code(error),
            BookError::Random(_) => "random",
            BookError::Wilayah(_) => "wilayah",
            BookError::Attachment(problem) => file_code(problem),
            BookError::Sheet(error) => error.code(),
            BookError::Export(_) => "export_failed",
            BookError::ImportUndecided => "import_undecided",
            BookError::Sync(error) => error.code(),
        }
    }

    /// The error as it crosses to a face.
    pub fn to_ipc(&self) -> IpcError {
        let mut args = BTreeMap::from([("cause".to_owned(), chain_of_causes(self))]);
        let mut problems = Vec::new();
        match self {
            BookError::Invalid(found) => problems.clone_from(found),
            BookError::Attachment(AttachmentProblem::TooLarge { limit }) => {
                args.insert("most_megabytes".to_owned(), (limit >> 20).to_string());
            }
            BookError::File { path, .. }
            | BookError::NotWritable { path, .. }
            | BookError::Gone(path) => {
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
