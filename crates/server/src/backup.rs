//! A copy of the whole office in one sealed file, made while it works, and an office made from one again.
//!
//! Nothing has to be announced: what a restored office has lost, the laptops find by its marks and offer again.

use crate::ledger::{Entries, LEDGER_FILE, Ledger};
use crate::platform;
use crate::store::{DATABASE_FILE, Office, OfficeError, UNFINISHED_DATABASE, lock_for_restore};
use adinda_wire::bundle::BundleError;
use adinda_wire::container::{self, FileKind, FileRefusal, HEADER, TRAILER};
use adinda_wire::whole_file::write_whole_with;
use age::secrecy::SecretString;
use chrono::Utc;
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A copy on its way into a backup; it lies in the office's own folder, and only its owner can read it.
const COPY: &str = "backup.belum-selesai";
/// The ledger travels before the database, its length in eight bytes before it.
const MOST_LEDGER: u64 = 64 * 1024 * 1024;

/// Writes a consistent copy of an office into a new file, sealed with a passphrase, and reads it back.
///
/// # Errors
/// [`OfficeError`]; there is no file then.
pub fn back_up(
    office: &Office,
    folder: &Path,
    file: &Path,
    passphrase: &str,
) -> Result<u64, OfficeError> {
    let passphrase = checked(passphrase)?;
    let copy = folder.join(COPY);
    remove_database(&copy)?;
    let written = copy_database(office, &copy).and_then(|()| {
        let ledger = office.ledger().read()?.to_lines()?;
        seal(&copy, &ledger, file, &passphrase)
    });
    remove_database(&copy)?;
    written
}

fn copy_database(office: &Office, copy: &Path) -> Result<(), OfficeError> {
    drop(platform::create_private_file(copy).map_err(at(copy))?);
    let mut beside = Connection::open(copy)?;
    {
        let pages = Backup::new(office.connection(), &mut beside)?;
        // All pages in one step: one snapshot, whoever writes meanwhile.
        while pages.step(-1)? != StepResult::Done {
            std::thread::sleep(Duration::from_millis(50));
        }
    }
    beside.pragma_update(None, "journal_mode", "DELETE")?;
    check_database(&beside)?;
    beside.close().map_err(|(_, error)| error)?;
    Ok(())
}

fn check_database(database: &Connection) -> Result<(), OfficeError> {
    let said: String = database.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    if said != "ok" {
        return Err(OfficeError::Unreadable(said));
    }
    let offices: i64 = database.query_row("SELECT count(*) FROM office", [], |row| row.get(0))?;
    match offices {
        1 => Ok(()),
        _ => Err(OfficeError::Unreadable("no office in it".into())),
    }
}

fn seal(
    copy: &Path,
    ledger: &str,
    file: &Path,
    passphrase: &SecretString,
) -> Result<u64, OfficeError> {
    let mut content = Hashed::new(io::sink());
    put_content(copy, ledger, &mut content).map_err(at(copy))?;
    let (meant, length) = (content.digest(), content.length);
    write_whole_with(
        file,
        platform::sync_folder_of,
        |out| {
            let mut hashed = Hashed::new(BufWriter::new(out));
            hashed.write_all(&container::header(FileKind::Backup, [0; 32]))?;
            let mut sealed = age::Encryptor::with_user_passphrase(passphrase.clone())
                .wrap_output(&mut hashed)?;
            put_content(copy, ledger, &mut sealed)?;
            sealed.finish()?;
            let digest = hashed.digest();
            hashed.inner.write_all(&digest)?;
            hashed.inner.flush()
        },
        |read_back| {
            let mut found = Hashed::new(io::sink());
            unseal(read_back, passphrase, &mut found).map_err(io::Error::other)?;
            Ok(found.digest() == meant)
        },
    )
    .map_err(at(file))?;
    Ok(length)
}

fn put_content(copy: &Path, ledger: &str, out: &mut impl Write) -> io::Result<()> {
    out.write_all(&(ledger.len() as u64).to_be_bytes())?;
    out.write_all(ledger.as_bytes())?;
    io::copy(&mut File::open(copy)?, out)?;
    Ok(())
}

/// Checks the whole file, then opens it into `out`.
fn unseal(
    file: &mut File,
    passphrase: &SecretString,
    out: &mut impl Write,
) -> Result<(), OfficeError> {
    let opened = |source| OfficeError::File {
        path: "the backup".into(),
        source,
    };
    let body = check_file(file)?;
    file.seek(SeekFrom::Start(HEADER as u64)).map_err(opened)?;
    let sealed = BufReader::new(file.take(body));
    let identity = age::scrypt::Identity::new(passphrase.clone());
    let decryptor = age::Decryptor::new_buffered(sealed).map_err(BundleError::Unseal)?;
    let mut content = decryptor
        .decrypt(std::iter::once(&identity as &dyn age::Identity))
        .map_err(|error| match error {
            // The digest was right: so it is the passphrase that isn't.
            age::DecryptError::DecryptionFailed | age::DecryptError::KeyDecryptionFailed => {
                OfficeError::Refused("the passphrase doesn't open this backup".into())
            }
            other => BundleError::Unseal(other).into(),
        })?;
    io::copy(&mut content, out).map_err(opened)?;
    Ok(())
}

/// Whether a file is a backup that came whole; says how long its body is.
fn check_file(file: &mut File) -> Result<u64, OfficeError> {
    let failed = |source| OfficeError::File {
        path: "the backup".into(),
        source,
    };
    let refused = |refusal: FileRefusal| OfficeError::from(BundleError::from(refusal));
    let length = file.seek(SeekFrom::End(0)).map_err(failed)?;
    file.seek(SeekFrom::Start(0)).map_err(failed)?;
    let mut start = Vec::new();
    let mut reader = BufReader::new(file);
    reader
        .by_ref()
        .take(HEADER as u64)
        .read_to_end(&mut start)
        .map_err(failed)?;
    if !container::looks_like_ours(&start) {
        return Err(refused(FileRefusal::NotOurs));
    }
    let body = length
        .checked_sub((HEADER + TRAILER) as u64)
        .ok_or_else(|| refused(FileRefusal::CutOrDamaged))?;
    let mut hashed = Hashed::new(io::sink());
    hashed.write_all(&start).map_err(failed)?;
    io::copy(&mut reader.by_ref().take(body), &mut hashed).map_err(failed)?;
    let mut digest = Vec::new();
    reader.read_to_end(&mut digest).map_err(failed)?;
    if hashed.digest().as_slice() != digest {
        return Err(refused(FileRefusal::CutOrDamaged));
    }
    match container::read_header(&start).map_err(refused)? {
        (FileKind::Backup, _) => Ok(body),
        (found, _) => Err(refused(FileRefusal::OtherKind { found })),
    }
}

/// What a restore left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Where the office that was there before has been moved, if there was one.
    pub moved_aside: Option<PathBuf>,
}

/// Makes an office in a folder from a backup.
///
/// Whoever was revoked, and whatever was erased, by the backup's own ledger, the one found in the folder, or the one
/// elsewhere, stays so.
///
/// # Errors
/// [`OfficeError`]: a file that is none, cut, damaged or of another passphrase; a folder with an office in it, unless
/// `replace`; a server that runs there. Nothing is changed then.
pub fn restore(
    file: &Path,
    folder: &Path,
    passphrase: &str,
    elsewhere: Option<&Path>,
    replace: bool,
) -> Result<Restored, OfficeError> {
    let passphrase = checked(passphrase)?;
    let mut backup = File::open(file).map_err(at(file))?;
    check_file(&mut backup)?;
    platform::create_private_folder(folder).map_err(at(folder))?;
    let lock = lock_for_restore(folder)?;
    let database = folder.join(DATABASE_FILE);
    let is_there = database.try_exists().map_err(at(&database))?;
    if is_there && !replace {
        return Err(OfficeError::Refused(format!(
            "there is an office in {} already: restore into an empty folder, or say --replace",
            folder.display()
        )));
    }
    let unfinished = folder.join(UNFINISHED_DATABASE);
    let unpacked = folder.join(COPY);
    remove_database(&unpacked)?;
    remove_database(&unfinished)?;
    let ledger = Ledger::of(folder, elsewhere);
    let prepared = unpack(&mut backup, &passphrase, &unpacked).and_then(|own| {
        let mut entries = ledger.read()?;
        entries.absorb(&own);
        ledger.add(&entries)
    });
    if let Err(error) = prepared {
        remove_database(&unpacked)?;
        return Err(error);
    }
    // From here to the second renaming an office that starts finds this name, and refuses to begin anew.
    std::fs::rename(&unpacked, &unfinished).map_err(at(&unfinished))?;
    let moved_aside = match is_there {
        true => Some(move_aside(folder)?),
        false => None,
    };
    std::fs::rename(&unfinished, &database).map_err(at(&database))?;
    platform::sync_folder_of(&database).map_err(at(&database))?;
    drop(lock);
    drop(Office::open_with(folder, elsewhere)?);
    Ok(Restored { moved_aside })
}

/// Opens a backup into a database of its own, checks that, and gives the ledger that came along.
fn unpack(backup: &mut File, passphrase: &SecretString, to: &Path) -> Result<Entries, OfficeError> {
    let created = platform::create_private_file(to).map_err(at(to))?;
    let mut split = SplitContent::new(BufWriter::new(created));
    unseal(backup, passphrase, &mut split)?;
    let ledger = split.finish().map_err(at(to))?;
    let database = Connection::open(to)?;
    check_database(&database)?;
    database.close().map_err(|(_, error)| error)?;
    Entries::from_lines(&ledger)
}

/// The office that was there before gets a folder of its own beside; the ledger stays, for it is everybody's.
fn move_aside(folder: &Path) -> Result<PathBuf, OfficeError> {
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(format!(
        "-before-restore-{}",
        Utc::now().format("%Y%m%dT%H%M%S%3f")
    ));
    let aside = std::path::absolute(folder)
        .map_err(at(folder))?
        .with_file_name(name);
    platform::create_private_folder(&aside).map_err(at(&aside))?;
    for ending in ["", "-wal", "-shm"] {
        let name = format!("{DATABASE_FILE}{ending}");
        match std::fs::rename(folder.join(&name), aside.join(&name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(at(&aside)(error)),
            _ => {}
        }
    }
    let ledger = folder.join(LEDGER_FILE);
    if ledger.try_exists().map_err(at(&ledger))? {
        std::fs::copy(&ledger, aside.join(LEDGER_FILE)).map_err(at(&ledger))?;
    }
    Ok(aside)
}

fn checked(passphrase: &str) -> Result<SecretString, OfficeError> {
    let passphrase = passphrase.trim_end_matches(['\r', '\n']);
    if passphrase.trim().is_empty() {
        return Err(OfficeError::Refused("the passphrase is empty".into()));
    }
    Ok(SecretString::from(passphrase.to_owned()))
}

fn remove_database(file: &Path) -> Result<(), OfficeError> {
    for ending in ["", "-journal", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        match std::fs::remove_file(&name) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(at(file)(error)),
            _ => {}
        }
    }
    Ok(())
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> OfficeError {
    let path = path.to_owned();
    move |source| OfficeError::File { path, source }
}

/// Passes bytes on and keeps their SHA-256.
struct Hashed<W> {
    inner: W,
    so_far: Sha256,
    length: u64,
}

impl<W: Write> Hashed<W> {
    fn new(inner: W) -> Hashed<W> {
        Hashed {
            inner,
            so_far: Sha256::new(),
            length: 0,
        }
    }

    fn digest(&self) -> [u8; 32] {
        self.so_far.clone().finalize().into()
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.so_far.update(&bytes[..written]);
        self.length += written as u64;
        Ok(written)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Takes the ledger off the front of a backup's content; the rest is the database.
struct SplitContent {
    database: BufWriter<File>,
    start: Vec<u8>,
    ledger_length: Option<u64>,
}

impl SplitContent {
    fn new(database: BufWriter<File>) -> SplitContent {
        SplitContent {
            database,
            start: Vec::new(),
            ledger_length: None,
        }
    }

    fn missing(&self) -> u64 {
        let wanted = 8 + self.ledger_length.unwrap_or(0);
        wanted.saturating_sub(self.start.len() as u64)
    }

    fn finish(self) -> io::Result<String> {
        if self.ledger_length.is_none() || self.missing() > 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let file = self
            .database
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        String::from_utf8(self.start[8..].to_vec()).map_err(io::Error::other)
    }
}

impl Write for SplitContent {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.ledger_length.is_some() && self.missing() == 0 {
            return self.database.write(bytes);
        }
        let missing = usize::try_from(self.missing()).map_err(io::Error::other)?;
        let taken = &bytes[..bytes.len().min(missing)];
        self.start.extend_from_slice(taken);
        if self.ledger_length.is_none()
            && let Ok(length) = <[u8; 8]>::try_from(self.start.as_slice())
        {
            let length = u64::from_be_bytes(length);
            if length > MOST_LEDGER {
                return Err(io::ErrorKind::InvalidData.into());
            }
            self.ledger_length = Some(length);
        }
        Ok(taken.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        self.database.flush()
    }
}
