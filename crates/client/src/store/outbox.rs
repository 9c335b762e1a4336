//! The outbox: edits without a receipt, oldest first.

use super::{Writing, decoded};
use crate::error::BookError;
use adinda_domain::{Kind, OpId, RecordId};
use adinda_wire::{Edit, encode};
use rusqlite::{OptionalExtension, Transaction, named_params};

/// Which end of the outbox an edit goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// Behind everything: a save.
    Back,
    /// Before everything: what a set-back office lost.
    Front,
}

/// Puts an edit into the outbox.
pub(crate) fn put(writing: &mut Writing<'_>, edit: &Edit, end: End) -> Result<(), BookError> {
    let position = match end {
        End::Back => "coalesce(max(position), 0) + 1",
        End::Front => "coalesce(min(position), 1) - 1",
    };
    writing.tx.execute(
        &format!(
            "INSERT INTO outbox (position, op, kind, record, edit)
             SELECT {position}, :op, :kind, :record, :edit FROM outbox"
        ),
        named_params! {
            ":op": edit.op.as_bytes(), ":kind": edit.kind.as_str(), ":record": edit.record.as_bytes(),
            ":edit": encode(edit)?,
        },
    )?;
    writing.touch(&edit.kind, edit.record);
    writing.changed.outbox = true;
    Ok(())
}

/// The edits of a record that wait, oldest first.
pub(crate) fn of_record(
    tx: &Transaction<'_>,
    kind: &Kind,
    record: RecordId,
) -> Result<Vec<Edit>, BookError> {
    let mut statement = tx.prepare_cached(
        "SELECT edit FROM outbox WHERE kind = :kind AND record = :record ORDER BY position",
    )?;
    let rows = statement.query_map(
        named_params! { ":kind": kind.as_str(), ":record": record.as_bytes() },
        |row| decoded(row, 0),
    )?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many edits wait.
pub(crate) fn count(tx: &Transaction<'_>) -> Result<usize, BookError> {
    super::count(tx, "SELECT count(*) FROM outbox")
}

/// The oldest edits up to a budget of bytes, at least one, marked as offered.
pub(crate) fn offer(tx: &Transaction<'_>, budget: u64) -> Result<Vec<Edit>, BookError> {
    let mut edits = Vec::new();
    let mut bytes = 0u64;
    let mut last = None;
    {
        let mut statement =
            tx.prepare_cached("SELECT position, edit, length(edit) FROM outbox ORDER BY position")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            bytes += super::from_sql(row.get(2)?);
            if bytes > budget && !edits.is_empty() {
                break;
            }
            edits.push(decoded(row, 1)?);
            last = Some(row.get::<_, i64>(0)?);
        }
    }
    if let Some(last) = last {
        tx.execute(
            "UPDATE outbox SET offered = 1 WHERE position <= :last AND offered = 0",
            named_params! { ":last": last },
        )?;
    }
    Ok(edits)
}

/// Every waiting edit, oldest first, in parts of about so many bytes; all marked as offered.
pub(crate) fn offer_all(
    tx: &Transaction<'_>,
    part_bytes: u64,
) -> Result<Vec<Vec<Edit>>, BookError> {
    let mut parts: Vec<Vec<Edit>> = Vec::new();
    let mut left = 0u64;
    {
        let mut statement =
            tx.prepare("SELECT edit, length(edit) FROM outbox ORDER BY position")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let bytes = super::from_sql(row.get(1)?);
            match parts.last_mut().filter(|_| bytes <= left) {
                Some(part) => {
                    part.push(decoded(row, 0)?);
                    left -= bytes;
                }
                None => {
                    parts.push(vec![decoded(row, 0)?]);
                    left = part_bytes.saturating_sub(bytes);
                }
            }
        }
    }
    tx.execute("UPDATE outbox SET offered = 1 WHERE offered = 0", [])?;
    Ok(parts)
}

/// A waiting edit.
pub(crate) fn get(tx: &Transaction<'_>, op: OpId) -> Result<Option<Edit>, BookError> {
    let mut statement = tx.prepare_cached("SELECT edit FROM outbox WHERE op = :op")?;
    Ok(statement
        .query_row(named_params! { ":op": op.as_bytes() }, |row| {
            decoded(row, 0)
        })
        .optional()?)
}

/// Takes an edit out, on its receipt; says whether it was still there.
pub(crate) fn take(writing: &mut Writing<'_>, op: OpId) -> Result<bool, BookError> {
    let taken = writing.tx.execute(
        "DELETE FROM outbox WHERE op = :op",
        named_params! { ":op": op.as_bytes() },
    )?;
    writing.changed.outbox |= taken == 1;
    Ok(taken == 1)
}

/// Lets `restate` change every waiting edit (only bases may change).
pub(crate) fn restate_all(
    tx: &Transaction<'_>,
    mut restate: impl FnMut(&mut Edit) -> Result<(), BookError>,
) -> Result<(), BookError> {
    let mut statement = tx.prepare("SELECT position, edit FROM outbox ORDER BY position")?;
    let waiting: Vec<(i64, Edit)> = statement
        .query_map([], |row| Ok((row.get(0)?, decoded(row, 1)?)))?
        .collect::<Result<_, _>>()?;
    for (position, mut edit) in waiting {
        restate(&mut edit)?;
        tx.execute(
            "UPDATE outbox SET edit = :edit WHERE position = :position",
            named_params! { ":edit": encode(&edit)?, ":position": position },
        )?;
    }
    Ok(())
}

/// Takes out of waiting edits what `strip` takes out of them. An edit that was offered stays as it is while anything
/// is left of it, since the office may have it already; one of which nothing is left goes in any case.
pub(crate) fn strip(
    writing: &mut Writing<'_>,
    mut strip: impl FnMut(&mut Edit),
) -> Result<(), BookError> {
    let mut statement = writing
        .tx
        .prepare("SELECT position, edit, offered FROM outbox ORDER BY position")?;
    let waiting: Vec<(i64, Edit, bool)> = statement
        .query_map([], |row| Ok((row.get(0)?, decoded(row, 1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    for (position, edit, offered) in waiting {
        let mut stripped = edit.clone();
        strip(&mut stripped);
        if stripped == edit {
            continue;
        }
        if stripped.changes.is_empty() && stripped.closes.is_empty() {
            writing.tx.execute(
                "DELETE FROM outbox WHERE position = :position",
                named_params! { ":position": position },
            )?;
        } else if !offered {
            writing.tx.execute(
                "UPDATE outbox SET edit = :edit WHERE position = :position",
                named_params! { ":edit": encode(&stripped)?, ":position": position },
            )?;
        }
        writing.touch(&edit.kind, edit.record);
        writing.changed.outbox = true;
    }
    Ok(())
}
