//! Pages: what changed above a cursor, in rising order of versions, never splitting one.

use super::alternatives::row_to_alternative;
use super::fields::{path, value};
use super::{Kim, OfficeError, from_sql, to_sql};
use adinda_domain::{KimId, Kind, RecordId, Version};
use adinda_wire::exchange::ChangedRecord;
use rusqlite::{Transaction, named_params};

/// One page.
pub(crate) struct Page {
    pub(crate) changes: Vec<ChangedRecord>,
    pub(crate) cursor: Version,
    pub(crate) more: bool,
}

/// Reads the page after `cursor`, as of `asof`, of about `budget` bytes. Fields whose version is in `echo`
/// are left out: the laptop that asks has just sent them itself.
pub(crate) fn read(
    tx: &Transaction<'_>,
    kim: KimId,
    cursor: Version,
    asof: Version,
    budget: u64,
    echo: &[Version],
) -> Result<Page, OfficeError> {
    let mut statement = tx.prepare_cached(include_str!("page.sql"))?;
    let mut rows = statement.query(named_params! {
        ":kim": kim.as_bytes(), ":cursor": to_sql(cursor.0)?, ":asof": to_sql(asof.0)?,
    })?;
    let mut page = Page {
        changes: Vec::new(),
        cursor: asof,
        more: false,
    };
    let mut bytes = 0u64;
    let mut last = cursor;
    while let Some(row) = rows.next()? {
        let version = Version(from_sql(row.get(0)?)?);
        let is_field: bool = row.get(3)?;
        if is_field && echo.contains(&version) {
            last = version;
            continue;
        }
        if bytes >= budget && version > last && !page.changes.is_empty() {
            page.cursor = last;
            page.more = true;
            break;
        }
        let (kind, record) = (
            Kind::new(&row.get::<_, String>(1)?),
            RecordId::from_bytes(row.get(2)?),
        );
        let starts_another = page.changes.last().is_none_or(|change| {
            (change.version, &change.kind, change.record) != (version, &kind, record)
        });
        if starts_another {
            let author = Kim::author_of(tx, kim, version)?;
            page.changes.push(ChangedRecord {
                version,
                letter: author.letter,
                saved_at: author.saved_at,
                kind,
                record,
                fields: Vec::new(),
                alternatives: Vec::new(),
            });
            bytes += 40;
        }
        if let Some(change) = page.changes.last_mut() {
            bytes += row
                .get_ref(6)?
                .as_blob()
                .map_err(rusqlite::Error::from)?
                .len() as u64
                + row.get_ref(5)?.as_str().map_or(0, str::len) as u64;
            if is_field {
                change.fields.push((path(row, 5)?, value(row, 6)?));
            } else {
                change.alternatives.push(row_to_alternative(row, 4)?);
            }
        }
        last = version;
    }
    Ok(page)
}
