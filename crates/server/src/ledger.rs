//! The ledger outside the database: who was revoked and what was erased, so that no restored or silently set-back
//! database brings them back. Written, and flushed, before the transaction that does it commits.
//!
//! One line each: `adinda-ledger 1 ⟨8 hexadecimal digits of the SHA-256⟩ ⟨JSON⟩`. Lines are only ever added. A last line
//! that a power cut tore is as if it had never been begun: its transaction was not committed either.

use crate::platform;
use crate::store::OfficeError;
use adinda_domain::{DeviceId, KimId, Kind, RecordId};
use rusqlite::Transaction;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The ledger beside the database.
pub const LEDGER_FILE: &str = "office.ledger";
const LINE_START: &str = "adinda-ledger 1 ";

/// A record that was erased for ever.
pub type Erasure = (KimId, Kind, RecordId);

/// What ledgers say together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries {
    /// Revoked laptops, and when.
    pub revoked: BTreeMap<DeviceId, i64>,
    /// Erased records.
    pub erased: BTreeSet<Erasure>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Entry {
    Revoked {
        device: DeviceId,
        at: i64,
    },
    Erased {
        kim: KimId,
        kind: String,
        record: RecordId,
    },
}

impl Entries {
    /// Adds what other entries say.
    pub fn absorb(&mut self, other: &Entries) {
        for (device, at) in &other.revoked {
            self.revoked.entry(*device).or_insert(*at);
        }
        self.erased.extend(other.erased.iter().cloned());
    }

    /// What these say and `known` doesn't.
    fn beyond(&self, known: &Entries) -> Entries {
        Entries {
            revoked: self
                .revoked
                .iter()
                .filter(|(device, _)| !known.revoked.contains_key(device))
                .map(|(device, at)| (*device, *at))
                .collect(),
            erased: self.erased.difference(&known.erased).cloned().collect(),
        }
    }

    fn is_empty(&self) -> bool {
        self.revoked.is_empty() && self.erased.is_empty()
    }

    /// As lines of a ledger.
    ///
    /// # Errors
    /// Never seen: JSON of our own.
    pub fn to_lines(&self) -> Result<String, OfficeError> {
        let revoked = self.revoked.iter().map(|(device, at)| Entry::Revoked {
            device: *device,
            at: *at,
        });
        let erased = self.erased.iter().map(|(kim, kind, record)| Entry::Erased {
            kim: *kim,
            kind: kind.as_str().to_owned(),
            record: *record,
        });
        let mut lines = String::new();
        for entry in revoked.chain(erased) {
            let json = serde_json::to_string(&entry)
                .map_err(|error| OfficeError::Ledger(error.to_string()))?;
            lines.push_str(&format!("{LINE_START}{} {json}\n", checksum(&json)));
        }
        Ok(lines)
    }

    /// Reads the lines of a ledger.
    ///
    /// # Errors
    /// [`OfficeError::Ledger`] for a line that is none, but for a torn last one.
    pub fn from_lines(text: &str) -> Result<Entries, OfficeError> {
        let mut entries = Entries::default();
        for (number, line) in text.split_inclusive('\n').enumerate() {
            match parse(line.trim_end_matches('\n')) {
                Some(Entry::Revoked { device, at }) => {
                    entries.revoked.entry(device).or_insert(at);
                }
                Some(Entry::Erased { kim, kind, record }) => {
                    entries.erased.insert((kim, Kind::new(&kind), record));
                }
                None if !line.ends_with('\n') => {}
                None => {
                    let number = number + 1;
                    return Err(OfficeError::Ledger(format!(
                        "line {number} is not a line of a ledger, or was changed"
                    )));
                }
            }
        }
        Ok(entries)
    }
}

fn checksum(json: &str) -> String {
    Sha256::digest(json.as_bytes())
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn parse(line: &str) -> Option<Entry> {
    let (sum, json) = line.strip_prefix(LINE_START)?.split_once(' ')?;
    let entry = serde_json::from_str(json).ok()?;
    (checksum(json) == sum).then_some(entry)
}

/// The ledger's files: one beside the database, and another elsewhere if there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    files: Vec<PathBuf>,
}

impl Ledger {
    /// The ledger of the office in a folder.
    pub fn of(folder: &Path, elsewhere: Option<&Path>) -> Ledger {
        let mut files = vec![folder.join(LEDGER_FILE)];
        files.extend(elsewhere.map(Path::to_owned));
        Ledger { files }
    }

    /// What all its files say together; one that isn't there yet says nothing.
    ///
    /// # Errors
    /// [`OfficeError::Ledger`] for a file that isn't a ledger; what the system says.
    pub fn read(&self) -> Result<Entries, OfficeError> {
        let mut entries = Entries::default();
        for file in &self.files {
            entries.absorb(&read_file(file)?);
        }
        Ok(entries)
    }

    /// Adds to each file what it doesn't say yet, durably.
    ///
    /// # Errors
    /// As [`Ledger::read`].
    pub fn add(&self, entries: &Entries) -> Result<(), OfficeError> {
        for file in &self.files {
            let missing = entries.beyond(&read_file(file)?);
            if !missing.is_empty() {
                let lines = missing.to_lines()?;
                append(file, &lines).map_err(|source| OfficeError::File {
                    path: file.clone(),
                    source,
                })?;
            }
        }
        Ok(())
    }

    /// Tells a connection where the ledger is, for whoever writes in a transaction of it. An office whose ledger can't be
    /// written doesn't start: else the first erasure would hold up the laptop that brings it.
    pub(crate) fn attach(&self, connection: &rusqlite::Connection) -> Result<(), OfficeError> {
        for file in &self.files {
            append(file, "").map_err(|source| OfficeError::File {
                path: file.clone(),
                source,
            })?;
        }
        connection.execute_batch(
            "PRAGMA temp_store = MEMORY; CREATE TEMP TABLE ledger_file (path TEXT NOT NULL)",
        )?;
        for file in &self.files {
            let path = file.to_str().ok_or_else(|| {
                OfficeError::Ledger(format!("{} is not a name in UTF-8", file.display()))
            })?;
            connection.execute("INSERT INTO temp.ledger_file VALUES (?1)", [path])?;
        }
        Ok(())
    }

    fn attached(tx: &Transaction<'_>) -> Result<Ledger, OfficeError> {
        let mut statement = tx.prepare("SELECT path FROM temp.ledger_file ORDER BY rowid")?;
        let files = statement.query_map([], |row| Ok(PathBuf::from(row.get::<_, String>(0)?)))?;
        Ok(Ledger {
            files: files.collect::<Result<_, _>>()?,
        })
    }
}

/// Notes, before the transaction commits, that a laptop is revoked.
///
/// # Errors
/// If it can't be written: then the laptop must not be revoked in the database alone.
pub fn note_revocation(tx: &Transaction<'_>, device: DeviceId, at: i64) -> Result<(), OfficeError> {
    Ledger::attached(tx)?.add(&Entries {
        revoked: BTreeMap::from([(device, at)]),
        ..Entries::default()
    })
}

/// Notes, before the transaction commits, that a record is erased.
///
/// # Errors
/// If it can't be written: then the record must not be erased in the database alone.
pub fn note_erasure(
    tx: &Transaction<'_>,
    kim: KimId,
    kind: &Kind,
    record: RecordId,
) -> Result<(), OfficeError> {
    Ledger::attached(tx)?.add(&Entries {
        erased: BTreeSet::from([(kim, kind.clone(), record)]),
        ..Entries::default()
    })
}

fn read_file(file: &Path) -> Result<Entries, OfficeError> {
    let failed = |source| OfficeError::File {
        path: file.to_owned(),
        source,
    };
    let mut opened = match File::open(file) {
        Ok(opened) => opened,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Entries::default()),
        Err(error) => return Err(failed(error)),
    };
    opened.lock_shared().map_err(failed)?;
    let mut bytes = Vec::new();
    opened.read_to_end(&mut bytes).map_err(failed)?;
    // A torn last line may end within a letter.
    let text = String::from_utf8_lossy(&bytes);
    Entries::from_lines(&text).map_err(|error| match error {
        OfficeError::Ledger(why) => OfficeError::Ledger(format!("{}: {why}", file.display())),
        other => other,
    })
}

fn append(file: &Path, lines: &str) -> std::io::Result<()> {
    let is_new = !file.try_exists()?;
    let mut opened = File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(file)?;
    opened.lock()?;
    let mut bytes = Vec::new();
    opened.read_to_end(&mut bytes)?;
    let whole = bytes
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    let torn = String::from_utf8_lossy(&bytes[whole..]).into_owned();
    let end = if parse(&torn).is_some() {
        opened.seek(SeekFrom::End(0))?;
        opened.write_all(b"\n")?;
        bytes.len() as u64 + 1
    } else {
        opened.set_len(whole as u64)?;
        whole as u64
    };
    opened.seek(SeekFrom::Start(end))?;
    opened.write_all(lines.as_bytes())?;
    opened.sync_all()?;
    if is_new {
        platform::sync_folder_of(file)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(devices: &[u8], records: &[u8]) -> Entries {
        Entries {
            revoked: devices
                .iter()
                .map(|n| (DeviceId::from_bytes([*n; 16]), 7))
                .collect(),
            erased: records
                .iter()
                .map(|n| {
                    let kim = KimId::from_bytes([1; 16]);
                    (kim, Kind::MEMBER, RecordId::from_bytes([*n; 16]))
                })
                .collect(),
        }
    }

    #[test]
    fn both_files_come_to_say_all_and_nothing_is_written_twice() {
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = folder.path().join("elsewhere.ledger");
        let both = Ledger::of(folder.path(), Some(&elsewhere));
        let beside = Ledger::of(folder.path(), None);
        assert_eq!(both.read().unwrap(), Entries::default());
        beside.add(&entries(&[1], &[1])).unwrap();
        both.add(&entries(&[1, 2], &[])).unwrap();
        assert_eq!(both.read().unwrap(), entries(&[1, 2], &[1]));
        both.add(&both.read().unwrap()).unwrap();
        both.add(&both.read().unwrap()).unwrap();
        let text = |file: &Path| std::fs::read_to_string(file).unwrap();
        assert_eq!(text(&elsewhere).lines().count(), 3);
        assert_eq!(text(&folder.path().join(LEDGER_FILE)).lines().count(), 3);
    }

    #[test]
    fn a_torn_last_line_is_forgotten_and_a_changed_one_refused() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::of(folder.path(), None);
        let file = folder.path().join(LEDGER_FILE);
        ledger.add(&entries(&[1], &[])).unwrap();
        let one = std::fs::read(&file).unwrap();
        ledger.add(&entries(&[2], &[])).unwrap();
        let two = std::fs::read(&file).unwrap();
        for length in one.len()..two.len() {
            std::fs::write(&file, &two[..length]).unwrap();
            let seen = ledger.read().unwrap();
            // Whole but for its end of line, it counts.
            let whole = length == two.len() - 1;
            assert_eq!(seen, entries(if whole { &[1, 2] } else { &[1] }, &[]));
            ledger.add(&entries(&[3], &[])).unwrap();
            let seen = ledger.read().unwrap();
            assert_eq!(seen, entries(if whole { &[1, 2, 3] } else { &[1, 3] }, &[]));
        }
        for position in 0..one.len() - 1 {
            let mut changed = two.clone();
            changed[position] ^= 1;
            std::fs::write(&file, &changed).unwrap();
            let refused = ledger.read().unwrap_err().to_string();
            assert!(refused.contains("line 1"), "{position}: {refused}");
        }
    }
}
