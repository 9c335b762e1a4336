//! Open forms: what each showed when it was opened, and what was typed since.

use super::decoded;
use crate::error::BookError;
use crate::views::FormKind;
use adinda_domain::merge::{Change, RecordSeen};
use adinda_domain::{Base, DraftId, FieldPath, Fields, Kind, RecordId, Value};
use adinda_wire::{Edit, encode};
use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Row, Transaction, named_params};

/// One record behind a form: what was shown of it, with the base of every field.
#[derive(Clone, Debug)]
pub struct DraftPart {
    pub(crate) kind: Kind,
    pub(crate) record: RecordId,
    /// Shown fields with their bases.
    pub(crate) shown: Vec<Change>,
    /// What was seen of the record as a whole.
    pub(crate) seen: RecordSeen,
    /// Shown values that never leave the laptop.
    pub(crate) private: Fields,
}

impl DraftPart {
    /// What somebody who sees this has seen of a field.
    pub(crate) fn base(&self, path: &FieldPath) -> Base {
        self.find(path).map_or(Base::Nothing, |shown| shown.base)
    }

    /// The value shown of a field.
    pub(crate) fn value(&self, path: &FieldPath) -> Value {
        self.find(path)
            .map_or(Value::Null, |shown| shown.value.clone())
    }

    fn find(&self, path: &FieldPath) -> Option<&Change> {
        self.shown.iter().find(|shown| shown.path == *path)
    }
}

/// An open form.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) draft: DraftId,
    pub(crate) form: FormKind,
    pub(crate) record: RecordId,
    pub(crate) is_new: bool,
    pub(crate) parts: Vec<DraftPart>,
    /// What the form holds, as JSON.
    pub(crate) typed: String,
    /// When something typed was last kept; none while nothing was.
    pub(crate) kept_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str = "draft, form, record, is_new, shown, typed, kept_at";

pub(crate) fn form_word(form: FormKind) -> &'static str {
    match form {
        FormKind::Profile => "profile",
        FormKind::Member => "member",
        FormKind::Meeting => "meeting",
        FormKind::Aspiration => "aspiration",
        FormKind::Activity => "activity",
        FormKind::Dissemination => "dissemination",
        FormKind::Letter => "letter",
    }
}

fn form_from_word(word: &str) -> Option<FormKind> {
    [
        FormKind::Profile,
        FormKind::Member,
        FormKind::Meeting,
        FormKind::Aspiration,
        FormKind::Activity,
        FormKind::Dissemination,
        FormKind::Letter,
    ]
    .into_iter()
    .find(|form| form_word(*form) == word)
}

/// A part as stored: an edit that was never made, whose changes are what was shown; and its private values.
type StoredPart = (Edit, Vec<Change>);

fn to_stored(part: &DraftPart) -> StoredPart {
    let edit = Edit {
        op: adinda_domain::OpId::from_bytes([0; 16]),
        kind: part.kind.clone(),
        record: part.record,
        seen: part.seen.clone(),
        changes: part.shown.clone(),
        closes: Vec::new(),
        alternative_of: None,
        saved_at: 0,
    };
    let private = part.private.iter().map(|(path, value)| Change {
        path: path.clone(),
        value: value.clone(),
        base: Base::Nothing,
    });
    (edit, private.collect())
}

fn from_stored((edit, private): StoredPart) -> DraftPart {
    DraftPart {
        kind: edit.kind,
        record: edit.record,
        shown: edit.changes,
        seen: edit.seen,
        private: private
            .into_iter()
            .map(|change| (change.path, change.value))
            .collect(),
    }
}

fn row_to_draft(row: &Row<'_>) -> rusqlite::Result<Draft> {
    let form = row.get::<_, String>(1)?;
    let stored: Vec<StoredPart> = decoded(row, 4)?;
    Ok(Draft {
        draft: DraftId::from_bytes(row.get(0)?),
        form: form_from_word(&form).ok_or(rusqlite::Error::InvalidQuery)?,
        record: RecordId::from_bytes(row.get(2)?),
        is_new: row.get(3)?,
        parts: stored.into_iter().map(from_stored).collect(),
        typed: row.get(5)?,
        kept_at: row
            .get::<_, Option<i64>>(6)?
            .and_then(|seconds| DateTime::from_timestamp(seconds, 0)),
    })
}

fn encoded_parts(parts: &[DraftPart]) -> Result<Vec<u8>, BookError> {
    Ok(encode(&parts.iter().map(to_stored).collect::<Vec<_>>())?)
}

/// Writes down a form that was just opened.
pub(crate) fn insert(
    tx: &Transaction<'_>,
    draft: &Draft,
    now: DateTime<Utc>,
) -> Result<(), BookError> {
    tx.execute(
        "INSERT INTO draft (draft, form, record, is_new, shown, typed, opened_at)
         VALUES (:draft, :form, :record, :is_new, :shown, :typed, :now)",
        named_params! {
            ":draft": draft.draft.as_bytes(), ":form": form_word(draft.form), ":record": draft.record.as_bytes(),
            ":is_new": draft.is_new, ":shown": encoded_parts(&draft.parts)?, ":typed": draft.typed,
            ":now": now.timestamp(),
        },
    )?;
    Ok(())
}

/// Keeps what was typed.
pub(crate) fn keep(
    tx: &Transaction<'_>,
    draft: DraftId,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<bool, BookError> {
    let kept = tx.execute(
        "UPDATE draft SET typed = :typed, kept_at = :now WHERE draft = :draft",
        named_params! { ":draft": draft.as_bytes(), ":typed": typed, ":now": now.timestamp() },
    )?;
    Ok(kept == 1)
}

/// One draft.
pub(crate) fn get(tx: &Transaction<'_>, draft: DraftId) -> Result<Option<Draft>, BookError> {
    let sql = format!("SELECT {COLUMNS} FROM draft WHERE draft = :draft");
    Ok(tx
        .query_row(
            &sql,
            named_params! { ":draft": draft.as_bytes() },
            row_to_draft,
        )
        .optional()?)
}

/// The draft of a record in which something was typed, the newest if there are several.
pub(crate) fn kept_of_record(
    tx: &Transaction<'_>,
    form: FormKind,
    record: RecordId,
) -> Result<Option<Draft>, BookError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM draft WHERE form = :form AND record = :record AND kept_at IS NOT NULL ORDER BY kept_at DESC LIMIT 1"
    );
    let parameters = named_params! { ":form": form_word(form), ":record": record.as_bytes() };
    Ok(tx.query_row(&sql, parameters, row_to_draft).optional()?)
}

/// Every draft in which something was typed, the newest first.
pub(crate) fn kept(tx: &Transaction<'_>) -> Result<Vec<Draft>, BookError> {
    let sql =
        format!("SELECT {COLUMNS} FROM draft WHERE kept_at IS NOT NULL ORDER BY kept_at DESC");
    Ok(tx
        .prepare(&sql)?
        .query_map([], row_to_draft)?
        .collect::<Result<_, _>>()?)
}

/// Forgets a draft: it was saved or thrown away.
pub(crate) fn delete(tx: &Transaction<'_>, draft: DraftId) -> Result<(), BookError> {
    tx.execute(
        "DELETE FROM draft WHERE draft = :draft",
        named_params! { ":draft": draft.as_bytes() },
    )?;
    Ok(())
}

/// Forgets every form that shows a record, and what others show of entries under its id.
pub(crate) fn forget_record(
    tx: &Transaction<'_>,
    kind: &Kind,
    record: RecordId,
) -> Result<(), BookError> {
    for draft in all(tx)? {
        if draft
            .parts
            .iter()
            .any(|part| part.kind == *kind && part.record == record)
        {
            delete(tx, draft.draft)?;
        }
    }
    restate_all(tx, |part| {
        part.shown
            .retain(|shown| !shown.path.template().1.contains(&record.0));
        Ok(())
    })
}

/// Forgets forms that were opened long ago and never typed in.
pub(crate) fn sweep(tx: &Transaction<'_>, opened_before: DateTime<Utc>) -> Result<(), BookError> {
    tx.execute(
        "DELETE FROM draft WHERE kept_at IS NULL AND opened_at < :before",
        named_params! { ":before": opened_before.timestamp() },
    )?;
    Ok(())
}

/// Lets `restate` change the bases of every open form.
pub(crate) fn restate_all(
    tx: &Transaction<'_>,
    mut restate: impl FnMut(&mut DraftPart) -> Result<(), BookError>,
) -> Result<(), BookError> {
    for mut draft in all(tx)? {
        draft.parts.iter_mut().try_for_each(&mut restate)?;
        tx.execute(
            "UPDATE draft SET shown = :shown WHERE draft = :draft",
            named_params! { ":shown": encoded_parts(&draft.parts)?, ":draft": draft.draft.as_bytes() },
        )?;
    }
    Ok(())
}

fn all(tx: &Transaction<'_>) -> Result<Vec<Draft>, BookError> {
    Ok(tx
        .prepare(&format!("SELECT {COLUMNS} FROM draft"))?
        .query_map([], row_to_draft)?
        .collect::<Result<_, _>>()?)
}
