//! Forms: opening one notes what it showed, saving it makes edits of what was changed since.

mod parts;
mod save;

pub use parts::FormRecord;

use crate::book::Book;
use crate::error::BookError;
use crate::record_sync::record_sync;
use crate::store::drafts::{self, Draft, DraftPart};
use crate::store::record_view;
use crate::views::{DraftRow, Form, FormCheck, FormKind};
use adinda_domain::activity::Activity;
use adinda_domain::aspiration::{self, OfficeWord};
use adinda_domain::attachment::Attachment;
use adinda_domain::dissemination::Dissemination;
use adinda_domain::letter::Letter;
use adinda_domain::meeting::Meeting;
use adinda_domain::member;
use adinda_domain::merge::Change;
use adinda_domain::profile::Profile;
use adinda_domain::{DraftId, FieldPath, RecordId};
use rusqlite::Transaction;

impl Book {
    /// Opens a form: for a new record without an id, else for the record as it stands. A draft that was typed and
    /// never saved comes back.
    ///
    /// # Errors
    /// [`BookError::NotFound`] for an id that isn't here.
    pub fn open_form<F: FormRecord>(&self, id: Option<RecordId>) -> Result<Form<F>, BookError> {
        let id = if F::FORM == FormKind::Profile {
            Some(RecordId::PROFILE)
        } else {
            id
        };
        let (draft, is_new) = (self.moment.draft_id()?, id.is_none());
        let root = id.map_or_else(|| self.moment.record_id(), Ok)?;
        let companion = self.moment.record_id()?;
        self.write(|writing| {
            if let Some(kept) = drafts::kept_of_record(writing.tx, F::FORM, root)? {
                return form_from_draft(writing.tx, &kept);
            }
            let parts = F::parts_to_open(writing.tx, root, companion)?;
            let exists = parts.first().is_some_and(|part| !part.shown.is_empty());
            if !is_new && !exists && F::FORM != FormKind::Profile {
                return Err(BookError::NotFound("record"));
            }
            let shown = F::from_parts(&parts);
            let opened = Draft {
                draft,
                form: F::FORM,
                record: root,
                is_new: !exists,
                parts,
                typed: to_json(&shown)?,
                kept_at: None,
            };
            drafts::insert(writing.tx, &opened, self.moment.clock.now())?;
            form_from_draft(writing.tx, &opened)
        })
    }

    /// Opens a draft that was typed and never saved.
    ///
    /// # Errors
    /// [`BookError::NotFound`] if it was saved or thrown away since.
    pub fn open_draft<F: FormRecord>(&self, draft: DraftId) -> Result<Form<F>, BookError> {
        self.read(|tx| {
            let draft = drafts::get(tx, draft)?.filter(|draft| draft.form == F::FORM);
            form_from_draft(tx, &draft.ok_or(BookError::NotFound("draft"))?)
        })
    }

    /// Which form a draft belongs to.
    ///
    /// # Errors
    /// [`BookError::NotFound`].
    pub fn draft_form(&self, draft: DraftId) -> Result<FormKind, BookError> {
        self.read(|tx| {
            Ok(drafts::get(tx, draft)?
                .ok_or(BookError::NotFound("draft"))?
                .form)
        })
    }

    /// Keeps what was typed so far: it survives a power cut from here on.
    ///
    /// # Errors
    /// [`BookError::NotFound`] if the form was saved or thrown away since.
    pub fn keep_draft<F: FormRecord>(&self, draft: DraftId, typed: &F) -> Result<(), BookError> {
        let json = to_json(typed)?;
        let kept =
            self.write(|writing| drafts::keep(writing.tx, draft, &json, self.moment.clock.now()))?;
        if kept {
            Ok(())
        } else {
            Err(BookError::NotFound("draft"))
        }
    }

    /// Throws a draft away.
    ///
    /// # Errors
    /// Those of the database.
    pub fn discard_draft(&self, draft: DraftId) -> Result<(), BookError> {
        self.write(|writing| drafts::delete(writing.tx, draft))
    }

    /// What is to be said about a form as it stands.
    ///
    /// # Errors
    /// Those of the database.
    pub fn check_form<F: FormRecord>(
        &self,
        id: Option<RecordId>,
        typed: &F,
    ) -> Result<FormCheck, BookError> {
        let typed = typed.clone().tidied();
        let problems = typed.problems();
        let warnings = self.read(|tx| typed.warnings(tx, id, self.moment.clock.today()))?;
        Ok(FormCheck { problems, warnings })
    }
}

/// Drafts that were typed and never saved, the newest first.
pub(crate) fn kept_drafts(tx: &Transaction<'_>) -> Result<Vec<DraftRow>, BookError> {
    let kept = drafts::kept(tx)?;
    Ok(kept
        .into_iter()
        .filter_map(|draft| {
            let typed: serde_json::Value = serde_json::from_str(&draft.typed).ok()?;
            let title = ["/name", "/title", "/aspiration/title", "/subject"]
                .iter()
                .find_map(|path| typed.pointer(path)?.as_str());
            Some(DraftRow {
                draft: draft.draft,
                kind: draft.form,
                id: draft.record,
                is_new: draft.is_new,
                title: title.unwrap_or_default().to_owned(),
                kept_at: draft.kept_at?,
            })
        })
        .collect())
}

fn form_from_draft<F: FormRecord>(
    tx: &Transaction<'_>,
    draft: &Draft,
) -> Result<Form<F>, BookError> {
    let root = record_view::shown(tx, &F::ROOT, draft.record)?;
    Ok(Form {
        draft: draft.draft,
        id: draft.record,
        is_new: draft.is_new,
        record: from_json(&draft.typed)?,
        restored_from: draft.kept_at,
        office: OfficeWord::from_fields(&root.values()),
        sync: record_sync(tx, &F::ROOT, draft.record)?,
    })
}

/// The attachments of a record as it stands.
pub(crate) fn attachments_of(
    tx: &Transaction<'_>,
    kind: FormKind,
    record: RecordId,
) -> Result<Vec<Attachment>, BookError> {
    let found = match kind {
        FormKind::Meeting => {
            record_view::get::<Meeting>(tx, record)?.map(|listed| listed.record.attachments)
        }
        FormKind::Aspiration => record_view::get::<aspiration::Aspiration>(tx, record)?
            .map(|listed| listed.record.attachments),
        FormKind::Activity => {
            record_view::get::<Activity>(tx, record)?.map(|listed| listed.record.attachments)
        }
        FormKind::Dissemination => {
            record_view::get::<Dissemination>(tx, record)?.map(|listed| listed.record.attachments)
        }
        FormKind::Profile => {
            record_view::get::<Profile>(tx, record)?.map(|listed| listed.record.attachments)
        }
        FormKind::Letter => {
            record_view::get::<Letter>(tx, record)?.map(|listed| listed.record.attachments)
        }
        FormKind::Member => None,
    };
    found.ok_or(BookError::NotFound("record"))
}

/// A record as a form is about to show it. Of one that was erased there is nothing to show.
pub(crate) fn part_as_shown(
    tx: &Transaction<'_>,
    kind: &adinda_domain::Kind,
    record: RecordId,
) -> Result<DraftPart, BookError> {
    let mut shown = record_view::shown(tx, kind, record)?;
    shown.fields.remove(&FieldPath::erased());
    let fields = shown.fields.into_iter();
    Ok(DraftPart {
        kind: kind.clone(),
        record,
        shown: fields
            .map(|(path, (value, base))| Change { path, value, base })
            .collect(),
        seen: shown.seen,
        private: shown.private,
    })
}

fn to_json<F: FormRecord>(record: &F) -> Result<String, BookError> {
    serde_json::to_string(record).map_err(|error| BookError::Unreadable("a form", Box::new(error)))
}

fn from_json<F: FormRecord>(json: &str) -> Result<F, BookError> {
    serde_json::from_str(json).map_err(|error| BookError::Unreadable("a draft", Box::new(error)))
}

/// Warnings about a member beside all the others.
pub(crate) fn member_warnings(
    tx: &Transaction<'_>,
    id: Option<RecordId>,
    typed: &member::Member,
    today: chrono::NaiveDate,
) -> Result<Vec<adinda_domain::warning::FieldProblem>, BookError> {
    let others: Vec<member::Member> = record_view::list::<member::Member>(tx)?
        .into_iter()
        .filter(|listed| !listed.archived && Some(listed.id) != id)
        .map(|listed| listed.record)
        .collect();
    let profile = record_view::get::<Profile>(tx, RecordId::PROFILE)?
        .map(|listed| listed.record)
        .unwrap_or_default();
    Ok(member::warnings(typed, &others, &profile, today))
}

/// Warnings about an aspiration.
pub(crate) fn aspiration_warnings(
    typed: &aspiration::Aspiration,
    today: chrono::NaiveDate,
) -> Vec<adinda_domain::warning::FieldProblem> {
    aspiration::warnings(typed, today)
}
