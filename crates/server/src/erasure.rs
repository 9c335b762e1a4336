//! Erasing at the office (UU 27/2022): the mark stays for ever, the content goes, wherever the id was.

use crate::store::{self, OfficeError};
use crate::{attachment, office_edit};
use adinda_domain::doubles::joined_with;
use adinda_domain::{FieldPath, KimId, Kind, RecordId, Value};
use rusqlite::{Transaction, named_params};
use uuid::Uuid;

/// Erases a record as the office: content gone, mark set, carried to every laptop by the next exchange. Erasing twice
/// is the same.
///
/// # Errors
/// [`OfficeError`].
pub fn erase(
    tx: &Transaction<'_>,
    kim: KimId,
    kind: &Kind,
    record: RecordId,
    now: i64,
) -> Result<(), OfficeError> {
    // Whoever was written down twice and joined is one person, and goes as one.
    for record in joined_with(record.0, &joined_pairs(tx, kim, kind)?) {
        let mark = [(FieldPath::erased(), Value::Boolean(true))];
        office_edit::write(tx, kim, kind, RecordId(record), mark, now)?;
    }
    Ok(())
}

fn joined_pairs(
    tx: &Transaction<'_>,
    kim: KimId,
    kind: &Kind,
) -> Result<Vec<(Uuid, Uuid)>, OfficeError> {
    let mut statement = tx.prepare(
        "SELECT record, value FROM field WHERE kim = :kim AND kind = :kind AND path = 'merged_into'",
    )?;
    let rows = statement.query_map(
        named_params! { ":kim": kim.as_bytes(), ":kind": kind.as_str() },
        |row| {
            let value: Vec<u8> = row.get(1)?;
            Ok((Uuid::from_bytes(row.get(0)?), value))
        },
    )?;
    let rows: Vec<(Uuid, Vec<u8>)> = rows.collect::<Result<_, _>>()?;
    // What can't be read joins nobody.
    let pair = |(record, value): (Uuid, Vec<u8>)| match adinda_wire::decode::<Value>(&value) {
        Ok(Value::Reference(into)) => Some((record, into)),
        _ => None,
    };
    Ok(rows.into_iter().filter_map(pair).collect())
}

/// Every erasure of every KIM: what a ledger must know as well.
///
/// # Errors
/// [`OfficeError::Database`].
pub fn all(tx: &Transaction<'_>) -> Result<Vec<(KimId, Kind, RecordId)>, OfficeError> {
    let mut statement = tx.prepare("SELECT kim, kind, record FROM field WHERE path = 'erased'")?;
    let rows = statement.query_map([], |row| {
        Ok((
            KimId::from_bytes(row.get(0)?),
            Kind::new(&row.get::<_, String>(1)?),
            RecordId::from_bytes(row.get(2)?),
        ))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether a record of this id was erased, whatever its kind.
pub(crate) fn is_erased(tx: &Transaction<'_>, kim: KimId, id: Uuid) -> Result<bool, OfficeError> {
    let mut statement = tx.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM field WHERE kim = :kim AND record = :record AND path = 'erased')",
    )?;
    let parameters = named_params! { ":kim": kim.as_bytes(), ":record": id.as_bytes() };
    Ok(statement.query_row(parameters, |row| row.get(0))?)
}

/// Takes away everything of a record but its mark, and every entry under its id in other records.
pub(crate) fn erase_content(
    tx: &Transaction<'_>,
    kim: KimId,
    kind: &Kind,
    record: RecordId,
    now: i64,
) -> Result<(), OfficeError> {
    let files = store::attachments_named_by(tx, kim, kind, record)?;
    let everywhere = format!("*/{record}/*");
    for table in ["field", "alternative"] {
        tx.execute(
            &format!(
                "DELETE FROM {table} WHERE kim = :kim AND kind = :kind AND record = :record AND path <> 'erased'"
            ),
            named_params! { ":kim": kim.as_bytes(), ":kind": kind.as_str(), ":record": record.as_bytes() },
        )?;
        tx.execute(
            &format!("DELETE FROM {table} WHERE kim = :kim AND path GLOB :everywhere"),
            named_params! { ":kim": kim.as_bytes(), ":everywhere": everywhere },
        )?;
    }
    attachment::drop_unnamed(tx, kim, files, now)
}
