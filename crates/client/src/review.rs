//! Perlu ditinjau: what waits for a person to choose, and the choice, which is an edit like any other.

use crate::book::Book;
use crate::doubles;
use crate::error::BookError;
use crate::letters;
use crate::store::outbox::{self, End};
use crate::store::record_view::Shown;
use crate::store::{Writing, alternatives, confirmed, pairing, record_view};
use crate::views::{
    FormKind, Review, ReviewAuthor, ReviewItem, ReviewReason, ReviewValue, ReviewVersion,
    SettleChoice, Settlement,
};
use adinda_domain::merge::{Change, HeldReason};
use adinda_domain::schema::{FieldType, LONG_TEXT, ValueProblem, check_value, spec_of};
use adinda_domain::warning::FieldProblem;
use adinda_domain::{Base, FieldPath, Kind, RecordId, Value};
use adinda_wire::exchange::Alternative;
use adinda_wire::{Edit, encode};
use chrono::DateTime;
use rusqlite::{OptionalExtension, Transaction, named_params};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

impl Book {
    /// Everything that waits for somebody to look at it.
    ///
    /// # Errors
    /// Those of the database.
    pub fn review(&self) -> Result<Review, BookError> {
        self.read(|tx| {
            let mut items = Vec::new();
            for (kind, record) in alternatives::records_with_open(tx)? {
                let shown = record_view::shown(tx, &kind, record)?;
                for alternative in shown.for_people() {
                    items.push(item(tx, &kind, record, &shown, alternative)?);
                }
            }
            Ok(Review {
                items,
                doubles: doubles::rows(tx)?,
                numbers: letters::number_doubles(tx)?,
            })
        })
    }

    /// Settles items, all of them or none.
    ///
    /// # Errors
    /// [`BookError::NotFound`] if one is settled already, [`BookError::ChangedMeanwhile`] if one isn't what was shown,
    /// [`BookError::Invalid`] for a value that doesn't fit its field. Nothing was written then.
    pub fn settle(&self, settlements: &[Settlement]) -> Result<(), BookError> {
        self.write(|writing| {
            // What belongs to one record is one edit, so that it is one choice at the office as well.
            let mut edits: BTreeMap<(Kind, RecordId), Edit> = BTreeMap::new();
            for settlement in settlements {
                self.settle_one(writing, settlement, &mut edits)?;
            }
            edits
                .values()
                .try_for_each(|edit| outbox::put(writing, edit, End::Back))
        })
    }

    fn settle_one(
        &self,
        writing: &Writing<'_>,
        settlement: &Settlement,
        edits: &mut BTreeMap<(Kind, RecordId), Edit>,
    ) -> Result<(), BookError> {
        let (kind, record, path) = find(writing.tx, settlement)?;
        let shown = record_view::shown(writing.tx, &kind, record)?;
        let alternative = shown
            .for_people()
            .into_iter()
            .find(|open| open.op == settlement.op && open.path == path)
            .ok_or(BookError::NotFound("review item"))?;
        if stamp(&shown, alternative)? != settlement.stamp {
            return Err(BookError::ChangedMeanwhile);
        }
        let mut wanted: Vec<(FieldPath, Value)> = Vec::new();
        match &settlement.choice {
            SettleChoice::KeepStanding => {}
            SettleChoice::TakeOther => wanted.push((path.clone(), alternative.value.clone())),
            SettleChoice::Write { text } => {
                wanted.push((path.clone(), typed_value(&kind, &path, text)?));
            }
        }
        let brings_back = !wanted.is_empty() && path != FieldPath::removed();
        if brings_back && is_removed(&shown) {
            wanted.push((FieldPath::removed(), Value::Null));
        }
        let key = (kind.clone(), record);
        if !edits.contains_key(&key) {
            let edit = self.new_edit(kind, record, shown.seen.clone(), Vec::new())?;
            edits.insert(key.clone(), edit);
        }
        if let Some(edit) = edits.get_mut(&key) {
            edit.closes.push((alternative.op, path));
            for (path, value) in wanted {
                let base = shown
                    .standing(&path)
                    .map_or(Base::Nothing, |(_, base)| *base);
                // Two alternatives of one field: the later choice is the one that stands.
                edit.changes.retain(|change| change.path != path);
                edit.changes.push(Change { path, value, base });
            }
        }
        Ok(())
    }
}

/// Where an item is.
fn find(
    tx: &Transaction<'_>,
    settlement: &Settlement,
) -> Result<(Kind, RecordId, FieldPath), BookError> {
    let found = tx
        .query_row(
            "SELECT kind, record FROM alternative WHERE op = :op AND path = :path",
            named_params! { ":op": settlement.op.as_bytes(), ":path": settlement.field },
            |row| Ok((row.get::<_, String>(0)?, row.get::<_, [u8; 16]>(1)?)),
        )
        .optional()?;
    let path = settlement.field.parse();
    match (found, path) {
        (Some((kind, record)), Ok(path)) => {
            Ok((Kind::new(&kind), RecordId::from_bytes(record), path))
        }
        _ => Err(BookError::NotFound("review item")),
    }
}

fn typed_value(kind: &Kind, path: &FieldPath, text: &str) -> Result<Value, BookError> {
    let invalid = |code: &str| BookError::Invalid(vec![FieldProblem::new(path.as_str(), code)]);
    let spec = spec_of(kind, path).map(|spec| spec.field_type);
    let value = match spec {
        Some(FieldType::Text(_) | FieldType::Date | FieldType::Time | FieldType::Choice(_)) => {
            Value::text(text)
        }
        Some(FieldType::Integer(..)) => {
            let number = text.trim().parse().map_err(|_| invalid("wrong_type"))?;
            Value::Integer(number)
        }
        _ => return Err(invalid("wrong_type")),
    };
    check_value(kind, path, &value).map_err(|problem| invalid(problem_code(problem)))?;
    Ok(value)
}

fn problem_code(problem: ValueProblem) -> &'static str {
    adinda_domain::kinds::problem_code(problem)
}

fn is_removed(shown: &Shown) -> bool {
    matches!(
        shown.fields.get(&FieldPath::removed()),
        Some((Value::Boolean(true), _))
    )
}

fn item(
    tx: &Transaction<'_>,
    kind: &Kind,
    record: RecordId,
    shown: &Shown,
    alternative: &Alternative,
) -> Result<ReviewItem, BookError> {
    let path = &alternative.path;
    let (label, ids) = path.template();
    let long_text =
        spec_of(kind, path).map(|spec| spec.field_type) == Some(FieldType::Text(LONG_TEXT));
    Ok(ReviewItem {
        op: alternative.op,
        field: path.to_string(),
        label,
        entry: match ids.first() {
            Some(id) => entry_name(tx, shown, path, RecordId(*id))?,
            None => String::new(),
        },
        kind: kind.as_str().to_owned(),
        record,
        title: record_view::title(tx, kind, record)?,
        form: form_of(kind),
        reason: reason(kind, shown, alternative),
        standing: standing(tx, kind, record, shown, alternative)?,
        other: ReviewVersion {
            value: review_value(tx, kind, path, &alternative.value)?,
            author: Some(author(tx, Some(&alternative.device_letter))?),
            saved_at: DateTime::from_timestamp(alternative.saved_at, 0),
        },
        long_text,
        stamp: stamp(shown, alternative)?,
    })
}

fn form_of(kind: &Kind) -> Option<FormKind> {
    match kind.as_str() {
        "profile" => Some(FormKind::Profile),
        "member" => Some(FormKind::Member),
        "meeting" => Some(FormKind::Meeting),
        "aspiration" => Some(FormKind::Aspiration),
        "activity" => Some(FormKind::Activity),
        "dissemination" => Some(FormKind::Dissemination),
        "letter" => Some(FormKind::Letter),
        _ => None,
    }
}

fn reason(kind: &Kind, shown: &Shown, alternative: &Alternative) -> ReviewReason {
    let is_final = *kind == Kind::MEETING
        && shown
            .fields
            .get(&FieldPath::scalar("status"))
            .is_some_and(|(value, _)| value.as_text() == Some("final"));
    match alternative.held {
        Some(reason) => ReviewReason::Held {
            code: held_code(reason).to_owned(),
        },
        None if alternative.path == FieldPath::removed()
            && alternative.value == Value::Boolean(true) =>
        {
            ReviewReason::Archiving
        }
        None if is_removed(shown) => ReviewReason::Archived,
        None if is_final => ReviewReason::MadeFinal,
        None => ReviewReason::SameField,
    }
}

fn held_code(reason: HeldReason) -> &'static str {
    match reason {
        HeldReason::Value(problem) => problem_code(problem),
        HeldReason::OfficeField => "office_field",
        HeldReason::EditReused => "edit_reused",
        HeldReason::OfficeFault => "office_fault",
        HeldReason::Unknown(_) => "unknown",
    }
}

/// What stands there: for a held value, what is confirmed beneath it.
fn standing(
    tx: &Transaction<'_>,
    kind: &Kind,
    record: RecordId,
    shown: &Shown,
    alternative: &Alternative,
) -> Result<ReviewVersion, BookError> {
    let path = &alternative.path;
    let waiting = shown
        .standing(path)
        .filter(|(_, base)| matches!(base, Base::Own(op) if *op != alternative.op));
    if let Some((value, _)) = waiting {
        return Ok(ReviewVersion {
            value: review_value(tx, kind, path, value)?,
            author: Some(ReviewAuthor::Here),
            saved_at: None,
        });
    }
    let confirmed = confirmed::of_record(tx, kind, record)?.remove(path);
    let written_by = confirmed::author_of(tx, kind, record, path)?;
    Ok(ReviewVersion {
        value: match confirmed {
            Some(confirmed) => review_value(tx, kind, path, &confirmed.value)?,
            None => ReviewValue::Empty,
        },
        saved_at: written_by
            .as_ref()
            .and_then(|author| DateTime::from_timestamp(author.saved_at, 0)),
        author: written_by
            .map(|written| author(tx, written.letter.as_deref()))
            .transpose()?,
    })
}

fn author(tx: &Transaction<'_>, letter: Option<&str>) -> Result<ReviewAuthor, BookError> {
    Ok(match letter {
        None => ReviewAuthor::Office,
        Some(letter) if letter == pairing::own_letter(tx)? => ReviewAuthor::Here,
        Some(letter) => ReviewAuthor::Laptop {
            letter: letter.to_owned(),
        },
    })
}

fn review_value(
    tx: &Transaction<'_>,
    kind: &Kind,
    path: &FieldPath,
    value: &Value,
) -> Result<ReviewValue, BookError> {
    let field_type = spec_of(kind, path).map(|spec| spec.field_type);
    Ok(match (value, field_type) {
        (Value::Null, _) => ReviewValue::Empty,
        (Value::Text(text), Some(FieldType::Date)) => ReviewValue::Date(text.clone()),
        (Value::Text(text), Some(FieldType::Choice(_))) => ReviewValue::Choice(text.clone()),
        (Value::Text(text), _) => ReviewValue::Text(text.clone()),
        (Value::Boolean(yes), _) => ReviewValue::Boolean(*yes),
        (Value::Integer(number), _) => ReviewValue::Number(*number),
        (Value::Reference(id), _) => {
            ReviewValue::Record(record_view::title_of_any(tx, RecordId(*id))?)
        }
        (Value::Opaque(_), _) => ReviewValue::Unknown,
    })
}

/// The name of a list's entry: the member's, or the first text that the entry has.
fn entry_name(
    tx: &Transaction<'_>,
    shown: &Shown,
    path: &FieldPath,
    id: RecordId,
) -> Result<String, BookError> {
    let name = record_view::title_of_any(tx, id)?;
    if !name.is_empty() {
        return Ok(name);
    }
    let list = path.as_item().map(|(list, ..)| list.to_owned());
    let of_entry = shown.fields.iter().find_map(|(other, (value, _))| {
        let (other_list, other_id, field) = other.as_item()?;
        let is_name = matches!(field, "name" | "decision" | "topic" | "title" | "text");
        (Some(other_list) == list.as_deref() && other_id == id.0 && is_name)
            .then(|| value.as_text().map(str::to_owned))
            .flatten()
    });
    Ok(of_entry.unwrap_or_default())
}

/// A short print of what was seen: the standing value with its base, and the other one.
fn stamp(shown: &Shown, alternative: &Alternative) -> Result<String, BookError> {
    let standing = shown.standing(&alternative.path).cloned();
    let (value, base) = standing.unwrap_or((Value::Null, Base::Nothing));
    let mut hash = Sha256::new();
    for part in [
        encode(&value)?,
        encode(&base)?,
        encode(&alternative.value)?,
        vec![u8::from(is_removed(shown))],
    ] {
        hash.update(u64::try_from(part.len()).unwrap_or_default().to_be_bytes());
        hash.update(&part);
    }
    let digest: [u8; 32] = hash.finalize().into();
    Ok(digest[..12]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}
