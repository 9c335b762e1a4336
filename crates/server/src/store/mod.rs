//! The office's database: opening it, and one file for each of its nouns.

mod alternatives;
mod attachments;
mod bundles;
mod devices;
mod fields;
mod kims;
mod pages;
mod receipts;

pub use bundles::{WaitingBundle, WaitingReason, last_answer, note_pin};
pub use devices::Device;
pub use kims::{Kim, KimDetails, PairingCodeRow};
pub use receipts::StoredReceipt;

pub(crate) use alternatives::{
    add as add_alternative, close as close_alternative, get as alternative,
    open_of_kim as open_alternatives, open_of_record as open_alternatives_of_record,
};
pub(crate) use attachments::{
    StoredFile, append as append_to_attachment, complete as complete_attachment,
    discard as discard_attachment, discard_unfinished as discard_unfinished_attachments,
    get as attachment, hash_of_pieces as hash_of_attachment, named_by as attachments_named_by,
    names as names_attachment, read as read_attachment, room as room_for_attachments,
};
pub(crate) use bundles::{NewWaiting, keep_answer, pin};
pub(crate) use devices::NewDevice;
pub(crate) use fields::{
    Records, of_kim as all_fields, of_record as record_fields, put as put_field,
};
pub(crate) use pages::read as read_page;

use crate::ledger::{Entries, Ledger};
use crate::{chance, erasure};
use age::secrecy::ExposeSecret;
use chrono::Utc;
use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior, named_params};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// SQLite before this carries the WAL-reset corruption bug.
const LEAST_SQLITE: i32 = 3_051_003;
const SCHEMA_VERSION: i64 = 1;

/// What can go wrong at the office.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// The database refused.
    #[error("the office's database failed")]
    Database(#[source] rusqlite::Error),
    /// The disk, or a quota, is full; nothing was written.
    #[error("the disk is full: make room on it")]
    DiskFull(#[source] rusqlite::Error),
    /// A folder or a file in it is read-only for us.
    #[error("can't write in {path}: give this user the right to")]
    NotWritable {
        /// The folder.
        path: PathBuf,
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The office's file isn't whole, or is something else.
    #[error(
        "{path} is damaged or isn't an office's file; nothing was changed: put a backup in its place"
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// How that shows.
        #[source]
        source: rusqlite::Error,
    },
    /// A file or folder couldn't be reached.
    #[error("can't use {path}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A ledger that isn't one, or was changed.
    #[error("the ledger can't be trusted: {0}")]
    Ledger(String),
    /// A file that was brought is refused.
    #[error("the file isn't taken")]
    Bundle(#[from] adinda_wire::bundle::BundleError),
    /// A stored or received message is broken.
    #[error("a message can't be read")]
    Wire(#[from] adinda_wire::WireError),
    /// Something stored isn't what this version writes.
    #[error("the database holds something unreadable: {0}")]
    Unreadable(String),
    /// The system gives no random numbers.
    #[error("no random numbers")]
    Random(#[source] getrandom::Error),
    /// The database was written by a newer version.
    #[error("this office was written by a newer Adinda (schema {found}, this one knows {known})")]
    Newer {
        /// Its schema.
        found: i64,
        /// Ours.
        known: i64,
    },
    /// The linked SQLite is too old to be trusted with anything.
    #[error("SQLite {0} is too old")]
    OldSqlite(&'static str),
    /// No KIM by that id or name.
    #[error("no KIM {0:?} here")]
    NoSuchKim(String),
    /// Several KIM by that name.
    #[error("several KIM are called {0:?}: name it by its id")]
    AmbiguousKim(String),
    /// The writer stopped.
    #[error("the office's writer has stopped")]
    WriterStopped,
    /// A certificate or key that can't be used.
    #[error("TLS: {0}")]
    Tls(String),
    /// Refused for safety.
    #[error("{0}")]
    Refused(String),
}

impl From<rusqlite::Error> for OfficeError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ffi::{SQLITE_IOERR_SHMOPEN, SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_WRITE};
        // SQLite says "full" only where the system says just that; a quota, or a limit on the length of files, doesn't.
        let is_failed_write = error.sqlite_error().is_some_and(|error| {
            [
                SQLITE_IOERR_WRITE,
                SQLITE_IOERR_SHMSIZE,
                SQLITE_IOERR_SHMOPEN,
            ]
            .contains(&error.extended_code)
        });
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => OfficeError::DiskFull(error),
            _ if is_failed_write => OfficeError::DiskFull(error),
            _ => OfficeError::Database(error),
        }
    }
}

impl OfficeError {
    /// What went wrong on opening the office's file, told so that somebody can do something about it.
    fn on_opening(self, file: &Path) -> OfficeError {
        let OfficeError::Database(source) = self else {
            return self;
        };
        match source.sqlite_error_code() {
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied | ErrorCode::ReadOnly) => {
                let path = file.parent().unwrap_or(file).to_owned();
                OfficeError::NotWritable {
                    path,
                    source: Box::new(source),
                }
            }
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => OfficeError::Damaged {
                path: file.to_owned(),
                source,
            },
            _ => OfficeError::Database(source),
        }
    }
}

/// The database's name in the office's folder.
pub(crate) const DATABASE_FILE: &str = "office.db";
/// What a restored database is called until the one before is out of its way.
pub(crate) const UNFINISHED_DATABASE: &str = "office.db.belum-selesai";
/// Every program that has the office open holds this, together with others; a restore alone.
const LOCK_FILE: &str = "office.lock";

/// The office's database.
pub struct Office {
    connection: Connection,
    ledger: Ledger,
    /// Released when the program ends, however it ends.
    _lock: File,
}

impl Office {
    /// Opens the office in a folder, making both if they aren't there.
    ///
    /// # Errors
    /// [`OfficeError`]; nothing is changed if the database is a newer one.
    pub fn open(folder: &Path) -> Result<Office, OfficeError> {
        Office::open_with(folder, None)
    }

    /// Opens the office in a folder with a ledger kept elsewhere as well.
    ///
    /// # Errors
    /// As [`Office::open`]; a ledger that can't be read or written.
    pub fn open_with(folder: &Path, ledger: Option<&Path>) -> Result<Office, OfficeError> {
        if rusqlite::version_number() < LEAST_SQLITE {
            return Err(OfficeError::OldSqlite(rusqlite::version()));
        }
        crate::platform::create_private_folder(folder).map_err(|source| OfficeError::File {
            path: folder.to_owned(),
            source,
        })?;
        let lock = lock(folder)?;
        match lock.try_lock_shared() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(OfficeError::Refused(
                    "this office is just being restored".into(),
                ));
            }
            Err(TryLockError::Error(source)) => return Err(lock_failed(folder, source)),
        }
        let database = folder.join(DATABASE_FILE);
        if !database.exists() && folder.join(UNFINISHED_DATABASE).exists() {
            return Err(OfficeError::Refused(
                "a restore into this folder wasn't finished: do it again".into(),
            ));
        }
        let ledger = Ledger::of(folder, ledger);
        Office::open_file(&database, ledger, lock).map_err(|error| error.on_opening(&database))
    }

    fn open_file(database: &Path, ledger: Ledger, lock: File) -> Result<Office, OfficeError> {
        let connection = Connection::open(database)?;
        connection.busy_timeout(Duration::from_secs(30))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        // What is erased must not linger in the free pages of the file.
        connection.pragma_update(None, "secure_delete", true)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        ledger.attach(&connection)?;
        let mut office = Office {
            connection,
            ledger,
            _lock: lock,
        };
        office.migrate()?;
        office.heed_ledger()?;
        Ok(office)
    }

    /// What database and ledger say together holds in both: nothing comes back with an older database.
    fn heed_ledger(&mut self) -> Result<(), OfficeError> {
        let ledger = self.ledger.clone();
        let mut entries = ledger.read()?;
        let tx = self.begin()?;
        let in_database = Entries {
            revoked: Device::revoked(&tx)?,
            erased: erasure::all(&tx)?.into_iter().collect(),
        };
        for (device, at) in &entries.revoked {
            if !in_database.revoked.contains_key(device) {
                devices::revoke(&tx, *device, *at)?;
            }
        }
        for (kim, kind, record) in entries.erased.difference(&in_database.erased) {
            // A KIM that this database doesn't know has nothing here to be erased.
            if Kim::get(&tx, *kim)?.is_some() {
                erasure::erase(&tx, *kim, kind, *record, Utc::now().timestamp())?;
            }
        }
        entries.absorb(&in_database);
        ledger.add(&entries)?;
        tx.commit()?;
        Ok(())
    }

    /// The ledger outside the database.
    pub(crate) fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The connection, for a copy of the whole.
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    fn migrate(&mut self) -> Result<(), OfficeError> {
        let tx = self.begin()?;
        let found: i64 = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
        match found {
            SCHEMA_VERSION => {}
            0 => {
                tx.execute_batch(include_str!("schema.sql"))?;
                let identity = age::x25519::Identity::generate();
                tx.execute(
                    "INSERT INTO office (only, name, public_key, secret_key) VALUES (1, :name, :public, :secret)",
                    named_params! {
                        ":name": "Dinas Komunikasi dan Informatika",
                        ":public": identity.to_public().to_string(),
                        ":secret": identity.to_string().expose_secret(),
                    },
                )?;
                tx.pragma_update(None, "user_version", SCHEMA_VERSION)?;
            }
            found => {
                return Err(OfficeError::Newer {
                    found,
                    known: SCHEMA_VERSION,
                });
            }
        }
        tx.commit()?;
        Ok(())
    }

    /// Where the database lies.
    pub(crate) fn file(&self) -> &str {
        self.connection.path().unwrap_or_default()
    }

    /// A connection beside an open office that only reads. It isn't opened read-only: the last to close puts the
    /// write-ahead log away, and it may be the last.
    pub(crate) fn open_to_read(file: &str) -> Result<Connection, OfficeError> {
        let connection = Connection::open(file)?;
        connection.busy_timeout(Duration::from_secs(30))?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(connection)
    }

    /// Begins a transaction that may write: it has the write lock from its first statement.
    ///
    /// # Errors
    /// [`OfficeError::Database`].
    pub fn begin(&mut self) -> Result<Transaction<'_>, OfficeError> {
        Ok(self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?)
    }
}

fn lock(folder: &Path) -> Result<File, OfficeError> {
    File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .read(true)
        .open(folder.join(LOCK_FILE))
        .map_err(|source| lock_failed(folder, source))
}

fn lock_failed(folder: &Path, source: std::io::Error) -> OfficeError {
    use std::io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    match source.kind() {
        PermissionDenied | ReadOnlyFilesystem => OfficeError::NotWritable {
            path: folder.to_owned(),
            source: Box::new(source),
        },
        _ => OfficeError::File {
            path: folder.join(LOCK_FILE),
            source,
        },
    }
}

/// Has the folder alone until what is given back is dropped.
///
/// # Errors
/// [`OfficeError::Refused`] while a server or another command has it open.
pub(crate) fn lock_for_restore(folder: &Path) -> Result<File, OfficeError> {
    let lock = lock(folder)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(OfficeError::Refused(format!(
            "a server runs on {}: stop it first",
            folder.display()
        ))),
        Err(TryLockError::Error(source)) => Err(lock_failed(folder, source)),
    }
}

/// The office's name and public key.
///
/// # Errors
/// [`OfficeError::Database`].
pub fn office_name_and_key(tx: &Transaction<'_>) -> Result<(String, String), OfficeError> {
    Ok(
        tx.query_row("SELECT name, public_key FROM office", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?,
    )
}

/// The key that files to this office are opened with.
pub(crate) fn office_secret_key(tx: &Transaction<'_>) -> Result<String, OfficeError> {
    Ok(tx.query_row("SELECT secret_key FROM office", [], |row| row.get(0))?)
}

/// Gives the office its name.
///
/// # Errors
/// [`OfficeError::Database`].
pub fn set_office_name(tx: &Transaction<'_>, name: &str) -> Result<(), OfficeError> {
    tx.execute(
        "UPDATE office SET name = :name",
        named_params! { ":name": name },
    )?;
    Ok(())
}

/// A fresh UUIDv7's parts, for the store's own ids.
pub(crate) fn fresh_id_parts() -> Result<(u64, [u8; 10]), OfficeError> {
    chance::id_parts()
}

/// SQLite's integers are signed; versions stay far below.
pub(crate) fn to_sql(number: u64) -> Result<i64, OfficeError> {
    i64::try_from(number).map_err(|_| OfficeError::Unreadable(format!("number {number}")))
}

pub(crate) fn from_sql(number: i64) -> rusqlite::Result<u64> {
    u64::try_from(number).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(0, number))
}

/// Wraps what a stored blob failed to be into an error of the row it came from.
pub(crate) fn unreadable(
    column: usize,
    error: impl std::error::Error + Send + Sync + 'static,
) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Blob, Box::new(error))
}
