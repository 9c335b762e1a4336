//! What a record shows: waiting over held over confirmed, with what never leaves the laptop on top; and, for
//! a form, what its author has thereby seen.

use super::{alternatives, attachments, confirmed, erased, joined, outbox, receipts, sync_state};
use crate::error::BookError;
use adinda_domain::activity::Activity;
use adinda_domain::aspiration::{Aspiration, Reporter};
use adinda_domain::dissemination::Dissemination;
use adinda_domain::kinds::marks_members;
use adinda_domain::letter::Letter;
use adinda_domain::meeting::Meeting;
use adinda_domain::member::Member;
use adinda_domain::merge::RecordSeen;
use adinda_domain::profile::Profile;
use adinda_domain::{Base, FieldPath, Fields, Kind, OpId, RecordId, RecordKind, Value, Version};
use adinda_wire::Edit;
use adinda_wire::exchange::Alternative;
use rusqlite::{OptionalExtension, Row, Transaction, named_params};
use std::collections::{BTreeMap, BTreeSet};

/// One record as it stands on this laptop.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shown {
    /// Every field that has a value or a history, with what somebody who sees it has seen.
    pub(crate) fields: BTreeMap<FieldPath, (Value, Base)>,
    /// What somebody who sees the record has seen of it as a whole.
    pub(crate) seen: RecordSeen,
    /// Values that never leave this laptop.
    pub(crate) private: Fields,
    /// Whether edits wait.
    pub(crate) waiting: bool,
    /// Conflicts and held values.
    pub(crate) alternatives: Vec<Alternative>,
    /// The fields under their own paths, where some are shown under that of a record which others were joined into.
    pub(crate) unfollowed: Option<BTreeMap<FieldPath, (Value, Base)>>,
    /// Those that a waiting edit closes: the office will say so.
    pub(crate) settled: BTreeSet<(OpId, FieldPath)>,
}

impl Shown {
    /// The values alone, all of them.
    pub(crate) fn values(&self) -> Fields {
        let shared = self
            .fields
            .iter()
            .map(|(path, (value, _))| (path.clone(), value.clone()));
        shared
            .chain(
                self.private
                    .iter()
                    .map(|(path, value)| (path.clone(), value.clone())),
            )
            .collect()
    }

    /// What stands under this very path, with what somebody who sees it has seen.
    pub(crate) fn standing(&self, path: &FieldPath) -> Option<&(Value, Base)> {
        self.unfollowed.as_ref().unwrap_or(&self.fields).get(path)
    }

    /// Whether the record was taken out of view. A conflict brings it back, so that nobody's edit is hidden.
    pub(crate) fn is_archived(&self) -> bool {
        let removed = matches!(
            self.fields.get(&FieldPath::removed()),
            Some((Value::Boolean(true), _))
        );
        removed && self.for_people().is_empty()
    }

    /// Alternatives that wait for a person of this KIM: not those that an officer decides, nor those that a waiting
    /// edit has settled.
    pub(crate) fn for_people(&self) -> Vec<&Alternative> {
        let waits = |alternative: &&Alternative| {
            !alternative.path.is_office()
                && !self
                    .settled
                    .contains(&(alternative.op, alternative.path.clone()))
        };
        self.alternatives.iter().filter(waits).collect()
    }
}

/// Reads a record as it stands.
pub(crate) fn shown(
    tx: &Transaction<'_>,
    kind: &Kind,
    record: RecordId,
) -> Result<Shown, BookError> {
    let erased = erased::all(tx)?;
    let confirmed = confirmed::of_record(tx, kind, record)?;
    let waiting = outbox::of_record(tx, kind, record)?;
    let alternatives = alternatives::open_of_record(tx, kind, record)?;
    let known_up_to = sync_state::get(tx)?.known_up_to;

    let mut fields: BTreeMap<FieldPath, (Value, Base)> = confirmed
        .iter()
        .map(|(path, field)| (path.clone(), (field.value.clone(), Base::At(field.version))))
        .collect();
    let settled = settled_by(&waiting);
    for held in alternatives.iter().filter(|alternative| {
        alternative.held.is_some() && !settled.contains(&(alternative.op, alternative.path.clone()))
    }) {
        fields.insert(held.path.clone(), (held.value.clone(), Base::Own(held.op)));
    }
    // What lies hidden under a waiting edit that was made without it, nobody has seen: a confirmed value that came
    // later, or one that is offered again after a rollback.
    let mut hidden = BTreeSet::<Version>::new();
    let mut hidden_waiting = BTreeSet::<OpId>::new();
    let mut waiting_on_top = BTreeMap::<&FieldPath, OpId>::new();
    for edit in waiting.iter().filter(|edit| edit.alternative_of.is_none()) {
        for change in &edit.changes {
            if let Some(standing) = confirmed.get(&change.path)
                && !base_covers(tx, change.base, standing.version, &change.path)?
            {
                hidden.insert(standing.version);
            }
            if let Some(below) = waiting_on_top.insert(&change.path, edit.op)
                && change.base != Base::Own(below)
            {
                hidden_waiting.insert(below);
            }
            fields.insert(
                change.path.clone(),
                (change.value.clone(), Base::Own(edit.op)),
            );
        }
    }
    fields.retain(|path, _| !erased.covers(record, path));
    let own_fields = fields;
    let fields = followed(tx, kind, own_fields.clone())?;
    let unfollowed = (fields != own_fields).then_some(own_fields);
    let seen_up_to = hidden.first().map_or(known_up_to, |from| {
        known_up_to.min(Version(from.0.saturating_sub(1)))
    });
    let mut own = Vec::new();
    for op in receipts::above(tx, kind, record, seen_up_to)? {
        let touched = receipts::get(tx, op)?.map(|kept| kept.versions());
        if touched.is_some_and(|versions| versions.iter().all(|version| !hidden.contains(version)))
        {
            own.push(op);
        }
    }
    let waiting_in_sight = waiting.iter().map(|edit| edit.op);
    own.extend(waiting_in_sight.filter(|op| !hidden_waiting.contains(op)));
    Ok(Shown {
        fields,
        seen: RecordSeen {
            version: seen_up_to,
            own,
        },
        private: confirmed::private_of_record(tx, kind, record)?,
        waiting: !waiting.is_empty(),
        alternatives,
        unfollowed,
        settled,
    })
}

/// What waiting edits close: what they name, and own alternatives that their forms showed.
fn settled_by(waiting: &[Edit]) -> BTreeSet<(OpId, FieldPath)> {
    let named = waiting.iter().flat_map(|edit| edit.closes.iter().cloned());
    let replaced = waiting.iter().flat_map(|edit| &edit.changes);
    let replaced = replaced.filter_map(|change| match change.base {
        Base::Own(op) => Some((op, change.path.clone())),
        _ => None,
    });
    named.chain(replaced).collect()
}

/// Entries under a record that was joined with another show under that one, which has the last word if both are there.
fn followed(
    tx: &Transaction<'_>,
    kind: &Kind,
    fields: BTreeMap<FieldPath, (Value, Base)>,
) -> Result<BTreeMap<FieldPath, (Value, Base)>, BookError> {
    let joined = match marks_members(kind) {
        true => joined::all(tx)?,
        false => joined::Joined::default(),
    };
    if joined.is_empty() {
        return Ok(fields);
    }
    let (own, moved): (Vec<_>, Vec<_>) = fields
        .into_iter()
        .map(|(path, shown)| (joined.followed(&path), path, shown))
        .partition(|(followed, path, _)| followed == path);
    let moved = moved.into_iter().map(|(path, _, shown)| (path, shown));
    let own = own.into_iter().map(|(path, _, shown)| (path, shown));
    Ok(moved.chain(own).collect())
}

/// Whether the author of a waiting edit had seen the value that stands confirmed now.
fn base_covers(
    tx: &Transaction<'_>,
    base: Base,
    standing: Version,
    path: &FieldPath,
) -> Result<bool, BookError> {
    Ok(match base {
        Base::Nothing | Base::Unseen => false,
        Base::At(version) => version == standing,
        Base::UpTo(version) => standing <= version,
        Base::Own(op) => match receipts::get(tx, op)? {
            Some(kept) => kept.confirmed_at(path) == Some(standing),
            // The edit before it waits too, and answers for itself.
            None => true,
        },
    })
}

/// Makes the shown form and the search entry of a record anew.
pub(crate) fn rebuild(
    tx: &Transaction<'_>,
    kind: &Kind,
    record: RecordId,
) -> Result<(), BookError> {
    if erased::contains(tx, record)? {
        return forget(tx, kind, record);
    }
    let shown = shown(tx, kind, record)?;
    let values = shown.values();
    let stands_for_another = joined::all(tx)?.standing_for(record.0) != record.0;
    let (body, search_text) = match kind.as_str() {
        "profile" => body_of::<Profile>(&values)?,
        "member" => body_of::<Member>(&values)?,
        "meeting" => body_of::<Meeting>(&values)?,
        "aspiration" => body_of::<Aspiration>(&values)?,
        "reporter" => body_of::<Reporter>(&values)?,
        "activity" => body_of::<Activity>(&values)?,
        "dissemination" => body_of::<Dissemination>(&values)?,
        "letter" => body_of::<Letter>(&values)?,
        _ => ("{}".to_owned(), String::new()),
    };
    let archived = shown.is_archived() || (stands_for_another && shown.for_people().is_empty());
    attachments::set_references(tx, kind, record, &shown)?;
    tx.prepare_cached(
        "INSERT INTO record (kind, record, body, archived, waiting, review)
         VALUES (:kind, :record, :body, :archived, :waiting, :review)
         ON CONFLICT (kind, record) DO UPDATE SET body = excluded.body, archived = excluded.archived,
             waiting = excluded.waiting, review = excluded.review",
    )?
    .execute(named_params! {
        ":kind": kind.as_str(), ":record": record.as_bytes(), ":body": body, ":archived": archived,
        ":waiting": shown.waiting, ":review": !shown.for_people().is_empty(),
    })?;
    let key = record.to_string();
    forget_search(tx, kind, &key)?;
    if !archived && !search_text.trim().is_empty() {
        tx.prepare_cached(
            "INSERT INTO search (text, kind, record) VALUES (:text, :kind, :record)",
        )?
        .execute(named_params! { ":text": search_text, ":kind": kind.as_str(), ":record": key })?;
    }
    Ok(())
}

/// Nothing is shown of an erased record.
fn forget(tx: &Transaction<'_>, kind: &Kind, record: RecordId) -> Result<(), BookError> {
    tx.execute(
        "DELETE FROM record WHERE kind = :kind AND record = :record",
        named_params! { ":kind": kind.as_str(), ":record": record.as_bytes() },
    )?;
    attachments::forget_references(tx, kind, record)?;
    forget_search(tx, kind, &record.to_string())
}

fn forget_search(tx: &Transaction<'_>, kind: &Kind, key: &str) -> Result<(), BookError> {
    tx.prepare_cached("DELETE FROM search WHERE record = :record AND kind = :kind")?
        .execute(named_params! { ":kind": kind.as_str(), ":record": key })?;
    Ok(())
}

fn body_of<T: RecordKind>(values: &Fields) -> Result<(String, String), BookError> {
    let record = T::from_fields(values);
    let body = serde_json::to_string(&record)
        .map_err(|error| BookError::Unreadable("a record", Box::new(error)))?;
    Ok((body, record.search_text()))
}

/// A record's name or title; empty if it has none, or isn't here.
pub(crate) fn title(
    tx: &Transaction<'_>,
    kind: &Kind,
    record: RecordId,
) -> Result<String, BookError> {
    let mut statement = tx.prepare_cached(
        "SELECT coalesce(body ->> '$.name', body ->> '$.title', body ->> '$.subject', '') FROM record WHERE kind = :kind AND record = :record",
    )?;
    let parameters = named_params! { ":kind": kind.as_str(), ":record": record.as_bytes() };
    let title = statement
        .query_row(parameters, |row| row.get(0))
        .optional()?;
    Ok(title.unwrap_or_default())
}

/// The name or title of a record that is known by its id alone.
pub(crate) fn title_of_any(tx: &Transaction<'_>, record: RecordId) -> Result<String, BookError> {
    for kind in [
        Kind::MEMBER,
        Kind::MEETING,
        Kind::ASPIRATION,
        Kind::REPORTER,
        Kind::ACTIVITY,
        Kind::DISSEMINATION,
        Kind::LETTER,
    ] {
        let title = title(tx, &kind, record)?;
        if !title.is_empty() {
            return Ok(title);
        }
    }
    Ok(String::new())
}

/// A record as listed.
#[derive(Clone, Debug)]
pub(crate) struct Listed<T> {
    pub(crate) id: RecordId,
    pub(crate) record: T,
    pub(crate) archived: bool,
    pub(crate) waiting: bool,
    pub(crate) review: bool,
    pub(crate) sent_at: Option<i64>,
}

const COLUMNS: &str = "record, body, archived, waiting, review, sent_at";

fn row_to_listed<T: RecordKind>(row: &Row<'_>) -> rusqlite::Result<Listed<T>> {
    Ok(Listed {
        id: RecordId::from_bytes(row.get(0)?),
        record: serde_json::from_str(row.get_ref(1)?.as_str()?)
            .map_err(|error| super::unreadable(1, error))?,
        archived: row.get(2)?,
        waiting: row.get(3)?,
        review: row.get(4)?,
        sent_at: row.get(5)?,
    })
}

/// Every record of a kind, archived ones too.
pub(crate) fn list<T: RecordKind>(tx: &Transaction<'_>) -> Result<Vec<Listed<T>>, BookError> {
    let mut statement = tx.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM record WHERE kind = :kind ORDER BY record"
    ))?;
    let rows = statement.query_map(named_params! { ":kind": T::KIND.as_str() }, row_to_listed)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One record of a kind.
pub(crate) fn get<T: RecordKind>(
    tx: &Transaction<'_>,
    record: RecordId,
) -> Result<Option<Listed<T>>, BookError> {
    let mut statement = tx.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM record WHERE kind = :kind AND record = :record"
    ))?;
    let kind = T::KIND;
    let parameters = named_params! { ":kind": kind.as_str(), ":record": record.as_bytes() };
    Ok(statement.query_row(parameters, row_to_listed).optional()?)
}

/// Notes since when a record is at the office, by the office's clock.
pub(crate) fn set_sent_at(
    tx: &Transaction<'_>,
    kind: &Kind,
    record: RecordId,
    seconds: i64,
) -> Result<(), BookError> {
    tx.execute(
        "INSERT INTO record (kind, record, body, archived, waiting, review, sent_at)
         VALUES (:kind, :record, '{}', 0, 0, 0, :sent_at)
         ON CONFLICT (kind, record) DO UPDATE SET sent_at = excluded.sent_at",
        named_params! { ":kind": kind.as_str(), ":record": record.as_bytes(), ":sent_at": seconds },
    )?;
    Ok(())
}

/// Forgets since when a record was at an office that was set back.
pub(crate) fn forget_sent_at(
    tx: &Transaction<'_>,
    kind: &Kind,
    record: RecordId,
) -> Result<(), BookError> {
    tx.execute(
        "UPDATE record SET sent_at = NULL WHERE kind = :kind AND record = :record",
        named_params! { ":kind": kind.as_str(), ":record": record.as_bytes() },
    )?;
    Ok(())
}
