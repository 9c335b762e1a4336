//! Records that were joined with another (`merged_into`): references follow, children are not rewritten.

use super::{Writing, erased, record_view};
use crate::error::BookError;
use adinda_domain::doubles::joined_with;
use adinda_domain::{FieldPath, Kind, RecordId, Value};
use rusqlite::{OptionalExtension, Transaction, named_params};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Which record stands for which.
#[derive(Clone, Debug, Default)]
pub(crate) struct Joined(BTreeMap<Uuid, Uuid>);

impl Joined {
    /// The record that stands for this one: the end of the chain. Two laptops may have joined two records each into the
    /// other; then the earlier one stands for both.
    pub(crate) fn standing_for(&self, id: Uuid) -> Uuid {
        let mut seen = BTreeSet::from([id]);
        let mut at = id;
        while let Some(next) = self.0.get(&at) {
            if !seen.insert(*next) {
                let mut circle = vec![*next];
                let mut member = self.0.get(next);
                while let Some(id) = member.filter(|id| *id != next) {
                    circle.push(*id);
                    member = self.0.get(id);
                }
                return circle.into_iter().min().unwrap_or(id);
            }
            at = *next;
        }
        at
    }

    /// A path whose entry is that of the record that stands for it.
    pub(crate) fn followed(&self, path: &FieldPath) -> FieldPath {
        match path.as_item() {
            Some((list, id, field))
                if list != FieldPath::DISTINCT_FROM && self.0.contains_key(&id) =>
            {
                FieldPath::item(list, self.standing_for(id), field)
            }
            _ => path.clone(),
        }
    }

    /// Whether nothing was ever joined.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Everything that was joined into a record that is here. Where that one hasn't come yet, nothing is hidden.
pub(crate) fn all(tx: &Transaction<'_>) -> Result<Joined, BookError> {
    let mut statement = tx.prepare_cached(
        "SELECT joined.record, joined.merged_into FROM record AS joined
         WHERE joined.merged_into IS NOT NULL
           AND EXISTS (SELECT 1 FROM record AS other WHERE other.kind = joined.kind AND other.record = joined.merged_into)",
    )?;
    let rows = statement.query_map([], |row| {
        Ok((Uuid::from_bytes(row.get(0)?), Uuid::from_bytes(row.get(1)?)))
    })?;
    Ok(Joined(rows.collect::<Result<_, _>>()?))
}

/// Everybody who was joined with a member, and itself: one person, written down more than once.
pub(crate) fn one_person(
    tx: &Transaction<'_>,
    kind: &Kind,
    record: RecordId,
) -> Result<Vec<RecordId>, BookError> {
    let mut statement = tx.prepare_cached(
        "SELECT record, merged_into FROM record WHERE kind = :kind AND merged_into IS NOT NULL",
    )?;
    let pairs = statement.query_map(named_params! { ":kind": kind.as_str() }, |row| {
        Ok((Uuid::from_bytes(row.get(0)?), Uuid::from_bytes(row.get(1)?)))
    })?;
    let pairs: Vec<(Uuid, Uuid)> = pairs.collect::<Result<_, _>>()?;
    let together = joined_with(record.0, &pairs).into_iter();
    Ok(together.map(RecordId).collect())
}

/// Notes what a member was joined with, as it is shown now. What looks different thereby is touched.
pub(crate) fn note(
    writing: &mut Writing<'_>,
    kind: &Kind,
    record: RecordId,
) -> Result<(), BookError> {
    let tx = writing.tx;
    if *kind != Kind::MEMBER {
        return Ok(());
    }
    if erased::contains(tx, record)? {
        // Whoever was joined into somebody erased elsewhere stands alone again, and must not stay hidden.
        for other in one_person(tx, kind, record)? {
            writing.touch(kind, other);
        }
        return Ok(());
    }
    let shown = record_view::shown(tx, kind, record)?;
    let target = match shown.fields.get(&FieldPath::merged_into()) {
        Some((Value::Reference(id), _)) if *id != record.0 => Some(*id),
        _ => None,
    };
    // A row that has never been shown is as good as none: the sync notes its time of arrival first.
    let row: Option<Option<[u8; 16]>> = tx
        .prepare_cached(
            "SELECT merged_into FROM record WHERE kind = :kind AND record = :record AND body <> '{}'",
        )?
        .query_row(
            named_params! { ":kind": kind.as_str(), ":record": record.as_bytes() },
            |row| row.get(0),
        )
        .optional()?;
    let (is_new, before) = (row.is_none(), row.flatten().map(Uuid::from_bytes));
    if before != target || is_new {
        tx.prepare_cached(
            "INSERT INTO record (kind, record, body, archived, waiting, review, merged_into)
             VALUES (:kind, :record, '{}', 0, 0, 0, :target)
             ON CONFLICT (kind, record) DO UPDATE SET merged_into = excluded.merged_into",
        )?
        .execute(named_params! {
            ":kind": kind.as_str(), ":record": record.as_bytes(),
            ":target": target.map(Uuid::into_bytes),
        })?;
    }
    if before == target && !is_new {
        return Ok(());
    }
    let mut moved: Vec<Uuid> = before.into_iter().chain(target).collect();
    let mut statement = tx
        .prepare_cached("SELECT record FROM record WHERE merged_into = :record AND kind = :kind")?;
    let into_this = statement.query_map(
        named_params! { ":record": record.as_bytes(), ":kind": kind.as_str() },
        |row| Ok(Uuid::from_bytes(row.get(0)?)),
    )?;
    moved.extend(into_this.collect::<Result<Vec<_>, _>>()?);
    if moved.is_empty() {
        return Ok(());
    }
    for id in &moved {
        writing.touch(kind, RecordId(*id));
    }
    for id in moved.iter().chain([&record.0]) {
        for (kind, other) in naming(tx, *id)? {
            writing.touch(&kind, other);
        }
    }
    Ok(())
}

/// The records with an entry under an id, confirmed or waiting.
fn naming(tx: &Transaction<'_>, id: Uuid) -> Result<Vec<(Kind, RecordId)>, BookError> {
    let mut statement = tx.prepare(
        "SELECT DISTINCT kind, record FROM confirmed WHERE path GLOB :everywhere
         UNION SELECT kind, record FROM outbox WHERE kind IN ('meeting', 'activity')",
    )?;
    let rows = statement.query_map(
        named_params! { ":everywhere": format!("*/{id}/*") },
        |row| {
            Ok((
                Kind::new(&row.get::<_, String>(0)?),
                RecordId::from_bytes(row.get(1)?),
            ))
        },
    )?;
    Ok(rows.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_are_followed_and_circles_have_an_end() {
        let id = Uuid::from_u128;
        let joined =
            |pairs: &[(u128, u128)]| Joined(pairs.iter().map(|(a, b)| (id(*a), id(*b))).collect());
        let chain = joined(&[(3, 2), (2, 1)]);
        assert_eq!(chain.standing_for(id(3)), id(1));
        assert_eq!(chain.standing_for(id(1)), id(1));
        let circle = joined(&[(4, 3), (3, 2), (2, 3)]);
        for n in [2, 3, 4] {
            assert_eq!(circle.standing_for(id(n)), id(2), "{n}");
        }
        let attends = |n| FieldPath::item("attendance", id(n), "status");
        assert_eq!(chain.followed(&attends(3)), attends(1));
        assert_eq!(chain.followed(&attends(9)), attends(9));
    }
}
