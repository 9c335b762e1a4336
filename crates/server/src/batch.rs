//! One bad edit holds up nobody: a batch that fails because of an edit is taken again, edit by edit.

use crate::store::OfficeError;
use rusqlite::{ErrorCode, Transaction};

/// How an edit is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// As it is meant: merged.
    Merge,
    /// Merging it failed here: only kept.
    Custody,
}

/// Takes edits in their order by `take`, all of them.
///
/// A savepoint for the whole batch costs nothing to speak of; one for each edit is paid for only when an edit fails for
/// a reason of its own.
///
/// # Errors
/// What doesn't lie in one edit (disk, memory, locks), or an edit that can't even be kept: then nothing was taken.
pub(crate) fn take_batch<E, T>(
    tx: &Transaction<'_>,
    edits: &[E],
    mut take: impl FnMut(&E, Way) -> Result<T, OfficeError>,
) -> Result<Vec<T>, OfficeError> {
    let whole = within(tx, || {
        edits.iter().map(|edit| take(edit, Way::Merge)).collect()
    });
    match whole {
        Err(error) if lies_in_the_edit(&error) => tracing::error!(
            error = &error as &dyn std::error::Error,
            "a batch failed; it is taken edit by edit"
        ),
        result => return result,
    }
    let each = |edit| match within(tx, || take(edit, Way::Merge)) {
        Err(error) if lies_in_the_edit(&error) => within(tx, || take(edit, Way::Custody)),
        result => result,
    };
    edits.iter().map(each).collect()
}

fn within<T>(
    tx: &Transaction<'_>,
    work: impl FnOnce() -> Result<T, OfficeError>,
) -> Result<T, OfficeError> {
    tx.execute_batch("SAVEPOINT batch")?;
    let result = work();
    let end = match result {
        Ok(_) => "RELEASE batch",
        Err(_) => "ROLLBACK TO batch; RELEASE batch",
    };
    match (result, tx.execute_batch(end)) {
        // A failure that took the whole transaction away has taken the savepoint along: it is the failure to tell.
        (Err(error), _) => Err(error),
        (Ok(value), Ok(())) => Ok(value),
        (Ok(_), Err(error)) => Err(error.into()),
    }
}

/// Whether another edit might well be written: a constraint, a trigger, a size, something stored beside it that can't be
/// read. A full disk, a lock or a broken file concern everybody.
fn lies_in_the_edit(error: &OfficeError) -> bool {
    match error {
        OfficeError::Wire(_) | OfficeError::Unreadable(_) => true,
        OfficeError::Database(rusqlite::Error::FromSqlConversionFailure(..)) => true,
        OfficeError::Database(error) => matches!(
            error.sqlite_error_code(),
            Some(ErrorCode::ConstraintViolation | ErrorCode::TooBig | ErrorCode::TypeMismatch)
        ),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Connection;

    fn insert(tx: &Transaction<'_>, number: i64, way: Way) -> Result<String, OfficeError> {
        match way {
            Way::Merge => tx.execute("INSERT INTO taken VALUES (?1)", [number])?,
            Way::Custody => tx.execute("INSERT INTO kept VALUES (?1)", [number])?,
        };
        Ok(format!("{number} {way:?}"))
    }

    fn office(kept: &str) -> Connection {
        let office = Connection::open_in_memory().unwrap();
        office
            .execute_batch(&format!(
                "CREATE TABLE taken (n INTEGER CHECK (n <> 3)); CREATE TABLE kept (n INTEGER {kept});"
            ))
            .unwrap();
        office
    }

    fn count(tx: &Transaction<'_>, table: &str) -> i64 {
        tx.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
            row.get(0)
        })
        .unwrap()
    }

    #[test]
    fn the_bad_one_is_kept_and_the_others_get_through_once() {
        let mut office = office("");
        let tx = office.transaction().unwrap();
        let taken = take_batch(&tx, &[1, 2, 3, 4], |n, way| insert(&tx, *n, way)).unwrap();
        assert_eq!(taken, ["1 Merge", "2 Merge", "3 Custody", "4 Merge"]);
        assert_eq!((count(&tx, "taken"), count(&tx, "kept")), (3, 1));
    }

    #[test]
    fn what_cannot_even_be_kept_or_concerns_everybody_fails_the_whole() {
        let mut first = office("CHECK (n <> 3)");
        let tx = first.transaction().unwrap();
        assert!(take_batch(&tx, &[1, 3], |n, way| insert(&tx, *n, way)).is_err());

        let mut second = office("");
        let tx = second.transaction().unwrap();
        let mut asked = Vec::new();
        let full = take_batch(&tx, &[1, 2, 4], |n, way| {
            asked.push(*n);
            if *n == 2 {
                let full = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_FULL);
                return Err(rusqlite::Error::SqliteFailure(full, None).into());
            }
            insert(&tx, *n, way)
        });
        assert!(full.is_err());
        assert_eq!((asked, count(&tx, "taken")), (vec![1, 2], 0));
    }
}
