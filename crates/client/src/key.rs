//! The book's key: 32 random bytes from the system's key store or from a file, and the envelope beside the
//! book that says how they become the database's key.

use crate::error::BookError;
use crate::moment::Chance;
use crate::platform;
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

const SERVICE: &str = "Adinda";
const ENVELOPE_FILE: &str = "kunci.json";
const ENVELOPE_VERSION: u32 = 1;

/// Where the key is to come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeySource {
    /// The system's key store (Secret Service, Windows Credential Manager).
    KeyStore,
    /// A file of 32 bytes, or of 64 hexadecimal digits.
    File(PathBuf),
}

impl KeySource {
    /// The file named by `--key-file` or `ADINDA_KEY_FILE`, else the system's key store.
    pub fn from_choice(key_file: Option<PathBuf>) -> KeySource {
        let file = key_file.or_else(|| {
            std::env::var_os("ADINDA_KEY_FILE")
                .filter(|f| !f.is_empty())
                .map(PathBuf::from)
        });
        file.map_or(KeySource::KeyStore, KeySource::File)
    }
}

/// The raw key of a database; wiped from memory when dropped, never shown.
pub struct BookKey(Zeroizing<[u8; 32]>);

impl BookKey {
    /// The key in the form that SQLCipher takes without deriving anything: `x'…'`.
    pub(crate) fn to_pragma(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(67));
        text.push_str("x'");
        for byte in self.0.iter() {
            text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
            text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
        }
        text.push('\'');
        text
    }
}

/// How the raw key becomes the database's. Version 1: it is that key. A password or a recovery code will be
/// version 2, which wraps it; a program that doesn't know the version refuses kindly.
#[derive(Debug, Serialize, Deserialize)]
struct Envelope {
    version: u32,
    /// Under which name the key store has the key of this book.
    key_name: String,
    /// Whether the book has been made: from then on a file that is gone or empty is no new book.
    #[serde(default)]
    book_made: bool,
}

/// The key of the book in `folder`. A book that isn't there yet gets its envelope and, in the key store, its key.
///
/// # Errors
/// [`BookError::Key`] when the key can't be had, [`BookError::NewerKey`] for an envelope of a later version,
/// [`BookError::Gone`] when the book isn't where it was.
pub(crate) fn obtain(
    folder: &Path,
    book: &Path,
    source: &KeySource,
    chance: &dyn Chance,
) -> Result<BookKey, BookError> {
    let book_exists = book.exists();
    // First of all: a file that can't be used must not leave an envelope behind.
    let from_file = match source {
        KeySource::File(file) => Some(read_key_file(file)?),
        KeySource::KeyStore => None,
    };
    let path = folder.join(ENVELOPE_FILE);
    let envelope = match std::fs::read(&path) {
        Ok(bytes) => match serde_json::from_slice(&bytes) {
            Ok(envelope) => envelope,
            // A power cut at the very first start: there is no book yet that it could be the key of.
            Err(_) if !book_exists => new_envelope(&path, chance)?,
            Err(error) => {
                return Err(BookError::KeyStore(
                    "the key's envelope is damaged",
                    Box::new(error),
                ));
            }
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            if book_exists && *source == KeySource::KeyStore {
                let missing = format!("{} is missing: it names the book's key", path.display());
                return Err(BookError::Key(missing));
            }
            new_envelope(&path, chance)?
        }
        Err(source) => return Err(BookError::File { path, source }),
    };
    if envelope.version != ENVELOPE_VERSION {
        return Err(BookError::NewerKey {
            found: envelope.version,
        });
    }
    // SQLite would take an empty file for a new database, and the village's register would seem never to have been.
    if envelope.book_made && std::fs::metadata(book).map_or(0, |file| file.len()) == 0 {
        return Err(BookError::Gone(book.to_owned()));
    }
    match from_file {
        Some(key) => Ok(key),
        None => from_key_store(&entry(&envelope)?, book_exists, chance),
    }
}

/// The key in the key store. A book that isn't there yet gets a fresh one.
fn from_key_store(
    entry: &keyring_core::Entry,
    book_exists: bool,
    chance: &dyn Chance,
) -> Result<BookKey, BookError> {
    let secret = match entry.get_secret() {
        Err(keyring_core::Error::NoEntry) if !book_exists => {
            let fresh = Zeroizing::new(chance.bytes::<32>()?);
            entry.set_secret(fresh.as_ref()).map_err(key_store_error)?;
            // Read back: what the key store doesn't give again must not become a book's key.
            Zeroizing::new(entry.get_secret().map_err(key_store_error)?)
        }
        found => Zeroizing::new(found.map_err(key_store_error)?),
    };
    let bytes = <[u8; 32]>::try_from(secret.as_slice())
        .map_err(|_| BookError::Key("the key store holds something else under our name".into()))?;
    Ok(BookKey(Zeroizing::new(bytes)))
}

/// Writes a new key file, readable by its owner alone; refuses to replace one.
///
/// # Errors
/// [`BookError::File`].
pub fn write_new_key_file(file: &Path, chance: &dyn Chance) -> Result<(), BookError> {
    let key = Zeroizing::new(chance.bytes::<32>()?);
    let text = Zeroizing::new(to_hex(key.as_ref()) + "\n");
    let failed = |source| BookError::unwritten(file, source);
    let mut created = platform::create_private_file(file).map_err(failed)?;
    created
        .write_all(text.as_bytes())
        .and_then(|()| created.sync_all())
        .map_err(failed)
}

fn read_key_file(file: &Path) -> Result<BookKey, BookError> {
    let bytes = std::fs::read(file).map_err(|source| BookError::File {
        path: file.to_owned(),
        source,
    })?;
    let bytes = Zeroizing::new(bytes);
    if let Ok(raw) = <[u8; 32]>::try_from(bytes.as_slice()) {
        return Ok(BookKey(Zeroizing::new(raw)));
    }
    let text: Vec<u8> = bytes
        .iter()
        .copied()
        .filter(|byte| !byte.is_ascii_whitespace())
        .collect();
    let mut key = Zeroizing::new([0u8; 32]);
    let digits: Option<Vec<u8>> = text
        .iter()
        .map(|byte| {
            char::from(*byte)
                .to_digit(16)
                .and_then(|digit| u8::try_from(digit).ok())
        })
        .collect();
    match digits {
        Some(digits) if digits.len() == 64 => {
            for (byte, pair) in key.iter_mut().zip(digits.chunks(2)) {
                *byte = pair[0] << 4 | pair[1];
            }
            Ok(BookKey(key))
        }
        _ => Err(BookError::Key(format!(
            "{} holds neither 32 bytes nor 64 hexadecimal digits",
            file.display()
        ))),
    }
}

/// Notes in the envelope that the book has been made. Where that can't be written, it is tried again at the next start:
/// the book itself is there.
pub(crate) fn note_that_book_is_made(folder: &Path) {
    let path = folder.join(ENVELOPE_FILE);
    let noted = std::fs::read(&path)
        .map_err(|source| BookError::File {
            path: path.clone(),
            source,
        })
        .and_then(|bytes| {
            let envelope: Envelope = serde_json::from_slice(&bytes).map_err(|error| {
                BookError::KeyStore("the key's envelope is damaged", Box::new(error))
            })?;
            if envelope.book_made {
                return Ok(());
            }
            write_envelope(
                &path,
                &Envelope {
                    book_made: true,
                    ..envelope
                },
            )
        });
    if let Err(error) = noted {
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "it can't be noted that the book is made"
        );
    }
}

/// Makes a new envelope.
fn new_envelope(path: &Path, chance: &dyn Chance) -> Result<Envelope, BookError> {
    let envelope = Envelope {
        version: ENVELOPE_VERSION,
        key_name: to_hex(&chance.bytes::<16>()?),
        book_made: false,
    };
    write_envelope(path, &envelope)?;
    Ok(envelope)
}

/// Writes an envelope: whole, or not at all.
fn write_envelope(path: &Path, envelope: &Envelope) -> Result<(), BookError> {
    let json = serde_json::to_vec_pretty(envelope)
        .map_err(|error| BookError::KeyStore("the envelope can't be written", Box::new(error)))?;
    platform::write_private_file_whole(path, &json)
        .map_err(|source| BookError::unwritten(path, source))
}

fn entry(envelope: &Envelope) -> Result<keyring_core::Entry, BookError> {
    platform::use_key_store().map_err(key_store_error)?;
    keyring_core::Entry::new(SERVICE, &envelope.key_name).map_err(key_store_error)
}

fn key_store_error(error: keyring_core::Error) -> BookError {
    BookError::KeyStore("the system's key store can't be used", Box::new(error))
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
