//! The book's database: one encrypted SQLite file, one file of code for each of its nouns.

pub(crate) mod alternatives;
pub(crate) mod attachments;
pub(crate) mod bundles;
pub(crate) mod confirmed;
pub(crate) mod disclosures;
pub(crate) mod document_choices;
pub(crate) mod drafts;
pub(crate) mod erased;
pub(crate) mod imports;
pub(crate) mod joined;
pub(crate) mod numbers;
pub(crate) mod outbox;
pub(crate) mod pairing;
pub(crate) mod receipts;
pub(crate) mod record_view;
pub(crate) mod sync_state;

use crate::error::BookError;
use crate::key::BookKey;
use adinda_domain::{FieldPath, Kind, RecordId};
use adinda_wire::Cbor;
use rusqlite::{Connection, Row, Transaction, TransactionBehavior};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

/// SQLite before this carries the WAL-reset corruption bug.
const LEAST_SQLITE: i32 = 3_051_003;
/// What makes each version of the database from the one before; the first makes it from nothing. None is ever edited
/// once it was released.
const MIGRATIONS: [&str; 4] = [
    include_str!("schema.sql"),
    include_str!("migrations/2_disclosures.sql"),
    include_str!("migrations/3_document_choice.sql"),
    include_str!("migrations/4_imports.sql"),
];
/// The version that this program writes.
const SCHEMA_VERSION: i64 = MIGRATIONS.len() as i64;

/// Opens the database with its key, making it if it isn't there. It is never written in the clear.
///
/// # Errors
/// [`BookError::WrongKey`], [`BookError::NewerBook`], [`BookError::UnfitSqlite`] and those of the database.
pub(crate) fn open(file: &Path, key: &BookKey) -> Result<Connection, BookError> {
    if rusqlite::version_number() < LEAST_SQLITE {
        return Err(BookError::UnfitSqlite(format!(
            "SQLite {}",
            rusqlite::version()
        )));
    }
    let mut connection = Connection::open(file)?;
    // The library would write about a wrong key to the terminal; we say it ourselves.
    connection.pragma_update(None, "cipher_log_level", "NONE")?;
    connection.pragma_update(None, "key", key.to_pragma().as_str())?;
    let cipher: Option<String> = connection
        .pragma_query_value(None, "cipher_version", |row| row.get(0))
        .ok();
    if cipher.is_none_or(|version| version.is_empty()) {
        return Err(BookError::UnfitSqlite("without encryption".into()));
    }
    connection.busy_timeout(Duration::from_secs(15))?;
    // The first read of the file: a wrong key shows here.
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > SCHEMA_VERSION {
        return Err(BookError::NewerBook {
            found,
            known: SCHEMA_VERSION,
        });
    }
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What is erased must not linger in the free pages of the file.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    migrate(&mut connection)?;
    Ok(connection)
}

fn migrate(connection: &mut Connection) -> Result<(), BookError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: i64 = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let done = usize::try_from(found).unwrap_or_default();
    for migration in MIGRATIONS.iter().skip(done) {
        tx.execute_batch(migration)?;
    }
    if found != SCHEMA_VERSION {
        tx.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    }
    tx.commit()?;
    Ok(())
}

/// The one door for writes: everything that `work` does is committed together, with the records shown anew
/// and the search index along; or nothing is.
pub(crate) fn write<T>(
    connection: &mut Connection,
    work: impl FnOnce(&mut Writing<'_>) -> Result<T, BookError>,
) -> Result<(T, Changed), BookError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut writing = Writing {
        tx: &tx,
        touched: BTreeSet::new(),
        changed: Changed::default(),
    };
    let result = work(&mut writing)?;
    // What was joined with what is noted first: it changes how others show, which are touched by it.
    let mut shown_anew = BTreeSet::new();
    while let Some((kind, record)) = writing.touched.pop_first() {
        if shown_anew.insert((kind.clone(), record)) {
            joined::note(&mut writing, &kind, record)?;
        }
    }
    for (kind, record) in &shown_anew {
        record_view::rebuild(&tx, kind, *record)?;
    }
    let mut changed = writing.changed;
    changed.records |= !shown_anew.is_empty();
    tx.commit()?;
    Ok((result, changed))
}

/// What a write changed, so that the faces know what to show anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Records.
    pub records: bool,
    /// Something that waits to be sent.
    pub outbox: bool,
}

/// A write under way.
pub(crate) struct Writing<'a> {
    pub(crate) tx: &'a Transaction<'a>,
    touched: BTreeSet<(Kind, RecordId)>,
    pub(crate) changed: Changed,
}

impl Writing<'_> {
    /// Notes a record whose shown form has to be made anew before the commit.
    pub(crate) fn touch(&mut self, kind: &Kind, record: RecordId) {
        self.touched.insert((kind.clone(), record));
    }
}

/// Runs a `SELECT count(*)`.
pub(crate) fn count(tx: &Transaction<'_>, sql: &str) -> Result<usize, BookError> {
    let count: i64 = tx.query_row(sql, [], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// SQLite's integers are signed; ours are bits.
pub(crate) fn to_sql(number: u64) -> i64 {
    i64::from_be_bytes(number.to_be_bytes())
}

pub(crate) fn from_sql(number: i64) -> u64 {
    u64::from_be_bytes(number.to_be_bytes())
}

pub(crate) fn decoded<T: Cbor>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    adinda_wire::decode(row.get_ref(column)?.as_blob()?).map_err(|error| unreadable(column, error))
}

pub(crate) fn path(row: &Row<'_>, column: usize) -> rusqlite::Result<FieldPath> {
    row.get::<_, String>(column)?
        .parse()
        .map_err(|error| unreadable(column, error))
}

pub(crate) fn unreadable(
    column: usize,
    error: impl std::error::Error + Send + Sync + 'static,
) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Blob, Box::new(error))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "test code")]

    use super::*;

    fn shape_of(connection: &Connection) -> Vec<(String, Option<String>)> {
        let mut statement = connection
            .prepare("SELECT name, sql FROM sqlite_schema ORDER BY name")
            .unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.unwrap().collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn a_book_of_any_older_version_becomes_what_a_new_one_is_and_keeps_what_it_had() {
        let mut new = Connection::open_in_memory().unwrap();
        migrate(&mut new).unwrap();
        for older in 1..MIGRATIONS.len() {
            let mut book = Connection::open_in_memory().unwrap();
            for migration in &MIGRATIONS[..older] {
                book.execute_batch(migration).unwrap();
            }
            book.pragma_update(None, "user_version", i64::try_from(older).unwrap())
                .unwrap();
            book.execute_batch("INSERT INTO number_given VALUES ('aspiration', 2026, '', 14)")
                .unwrap();
            migrate(&mut book).unwrap();
            assert_eq!(shape_of(&book), shape_of(&new), "from version {older}");
            let kept: u32 = book
                .query_row("SELECT last FROM number_given", [], |row| row.get(0))
                .unwrap();
            assert_eq!(kept, 14);
            migrate(&mut book).unwrap();
        }
        let version: i64 = new
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .unwrap();
        assert_eq!(version, SCHEMA_VERSION);
    }
}
