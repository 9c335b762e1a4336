//! Members that may be one person, and joining them: an edit (`merged_into`) that references follow.

use crate::book::Book;
use crate::error::BookError;
use crate::forms::part_as_shown;
use crate::record_sync::{is_paired, of_listed};
use crate::store::drafts::DraftPart;
use crate::store::outbox::{self, End};
use crate::store::record_view::{self, Listed};
use crate::store::{Writing, confirmed};
use crate::views::{DoubleMember, DoubleRow};
use adinda_domain::doubles::likely_doubles;
use adinda_domain::meeting::Meeting;
use adinda_domain::member::Member;
use adinda_domain::merge::Change;
use adinda_domain::schema::stays_on_laptop;
use adinda_domain::{FieldPath, Kind, RecordId, RecordKind, Value};
use rusqlite::Transaction;
use std::collections::BTreeMap;

impl Book {
    /// Gabungkan: from now on `kept` stands for both. What it lacks it gets from the other, whose record stays as it is
    /// and can be brought back.
    ///
    /// # Errors
    /// [`BookError::NotFound`] if one of them isn't here.
    pub fn join_members(&self, kept: RecordId, other: RecordId) -> Result<(), BookError> {
        self.write(|writing| {
            let (keeps, joins) = (present(writing, kept)?, present(writing, other)?);
            if kept == other {
                return Err(BookError::NotFound("record"));
            }
            self.fill_blanks(writing, &keeps, &joins)?;
            let into = (FieldPath::merged_into(), Value::Reference(kept.0));
            self.put_changes(writing, &joins, vec![into])
        })
    }

    /// Bukan orang yang sama: the pair isn't shown again, on any laptop.
    ///
    /// # Errors
    /// [`BookError::NotFound`] if one of them isn't here.
    pub fn mark_distinct(&self, one: RecordId, other: RecordId) -> Result<(), BookError> {
        self.write(|writing| {
            let part = present(writing, one)?;
            present(writing, other)?;
            let mark = (FieldPath::distinct_from(other.0), Value::Boolean(true));
            self.put_changes(writing, &part, vec![mark])
        })
    }

    fn fill_blanks(
        &self,
        writing: &mut Writing<'_>,
        keeps: &DraftPart,
        joins: &DraftPart,
    ) -> Result<(), BookError> {
        let mut filled = Vec::new();
        for spec in Member::FIELDS {
            let path = FieldPath::scalar(spec.name);
            if stays_on_laptop(&Kind::MEMBER, &path) {
                let has = |part: &DraftPart| part.private.get(&path).cloned();
                if let (None | Some(Value::Null), Some(value)) = (has(keeps), has(joins)) {
                    confirmed::put_private(writing.tx, &Kind::MEMBER, keeps.record, &path, &value)?;
                    writing.touch(&Kind::MEMBER, keeps.record);
                }
            } else if keeps.value(&path).is_null() && !joins.value(&path).is_null() {
                filled.push((path.clone(), joins.value(&path)));
            }
        }
        match filled.is_empty() {
            true => Ok(()),
            false => self.put_changes(writing, keeps, filled),
        }
    }

    /// Puts an edit of these values, as somebody who sees the record.
    pub(crate) fn put_changes(
        &self,
        writing: &mut Writing<'_>,
        part: &DraftPart,
        values: Vec<(FieldPath, Value)>,
    ) -> Result<(), BookError> {
        let changes = values.into_iter().map(|(path, value)| Change {
            base: part.base(&path),
            path,
            value,
        });
        let edit = self.new_edit(
            part.kind.clone(),
            part.record,
            part.seen.clone(),
            changes.collect(),
        )?;
        outbox::put(writing, &edit, End::Back)
    }
}

fn present(writing: &Writing<'_>, id: RecordId) -> Result<DraftPart, BookError> {
    let part = part_as_shown(writing.tx, &Kind::MEMBER, id)?;
    match part.shown.is_empty() {
        true => Err(BookError::NotFound("record")),
        false => Ok(part),
    }
}

/// The pairs that nobody has decided about yet.
pub(crate) fn rows(tx: &Transaction<'_>) -> Result<Vec<DoubleRow>, BookError> {
    let members: Vec<Listed<Member>> = record_view::list::<Member>(tx)?
        .into_iter()
        .filter(|listed| !listed.archived)
        .collect();
    let by_id: Vec<_> = members.iter().map(|m| (m.id, &m.record)).collect();
    let found = likely_doubles(&by_id);
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let (paired, marks) = (is_paired(tx)?, attendance_marks(tx)?);
    let shown = |id: RecordId| {
        let listed = members.iter().find(|listed| listed.id == id)?;
        Some(DoubleMember {
            id,
            member: listed.record.clone(),
            meetings: marks.get(&id).copied().unwrap_or_default(),
            sync: of_listed(listed, paired),
        })
    };
    let mut rows = Vec::new();
    for double in found {
        let (Some(first), Some(second)) = (shown(double.first), shown(double.second)) else {
            continue;
        };
        if !are_distinct(tx, first.id, second.id)? && !are_distinct(tx, second.id, first.id)? {
            rows.push(DoubleRow {
                reason: double.reason,
                first,
                second,
            });
        }
    }
    Ok(rows)
}

fn are_distinct(tx: &Transaction<'_>, one: RecordId, other: RecordId) -> Result<bool, BookError> {
    let shown = record_view::shown(tx, &Member::KIND, one)?;
    let mark = shown.fields.get(&FieldPath::distinct_from(other.0));
    Ok(matches!(mark, Some((Value::Boolean(true), _))))
}

fn attendance_marks(tx: &Transaction<'_>) -> Result<BTreeMap<RecordId, usize>, BookError> {
    let mut marks = BTreeMap::new();
    for meeting in record_view::list::<Meeting>(tx)? {
        for member in meeting
            .record
            .attendance
            .iter()
            .filter_map(|mark| mark.member)
        {
            *marks.entry(member).or_default() += 1;
        }
    }
    Ok(marks)
}
