//! Simpan: what differs from what the form showed becomes edits, in one transaction with everything else.

use super::{FormRecord, kept_drafts, part_as_shown};
use crate::book::Book;
use crate::error::BookError;
use crate::store::drafts::{self, DraftPart};
use crate::store::outbox::{self, End};
use crate::store::{Writing, attachments, confirmed, erased, numbers, pairing};
use crate::views::{DraftRow, FormKind};
use adinda_domain::aspiration::Aspiration;
use adinda_domain::attachment::{ATTACHMENTS, file_of};
use adinda_domain::kinds::changed_fields;
use adinda_domain::merge::{Change, RecordSeen};
use adinda_domain::numbering::DeviceLetter;
use adinda_domain::profile::Profile;
use adinda_domain::schema::stays_on_laptop;
use adinda_domain::warning::FieldProblem;
use adinda_domain::{DraftId, FieldPath, Fields, Kind, RecordId, RecordKind, Value};
use adinda_wire::Edit;
use chrono::Datelike;

impl Book {
    /// Saves a form: one transaction, after which nothing is lost. The draft is gone with it.
    ///
    /// # Errors
    /// [`BookError::Invalid`] with every field that stands in the way; then nothing was written.
    pub fn save_form<F: FormRecord>(
        &self,
        draft: DraftId,
        typed: &F,
    ) -> Result<RecordId, BookError> {
        self.write(|writing| {
            let draft = drafts::get(writing.tx, draft)?.filter(|draft| draft.form == F::FORM);
            let draft = draft.ok_or(BookError::NotFound("draft"))?;
            self.save_parts(writing, &draft.parts, typed)?;
            drafts::delete(writing.tx, draft.draft)?;
            Ok(draft.record)
        })
    }

    /// Saves a new record at once, without a form being open in between.
    ///
    /// # Errors
    /// As [`Book::save_form`].
    pub fn add<F: FormRecord>(&self, typed: &F) -> Result<RecordId, BookError> {
        self.write(|writing| self.save_at_once(writing, None, |_| typed.clone()))
    }

    /// Saves new records at once: all of them, or none.
    ///
    /// # Errors
    /// As [`Book::save_form`].
    pub fn add_all<F: FormRecord>(&self, typed: &[F]) -> Result<Vec<RecordId>, BookError> {
        self.write(|writing| {
            let one = |typed: &F| self.save_at_once(writing, None, |_| typed.clone());
            typed.iter().map(one).collect()
        })
    }

    /// Changes the profile as it stands; a form of it that is open elsewhere keeps what was typed there.
    ///
    /// # Errors
    /// As [`Book::save_form`].
    pub fn edit_profile(&self, edit: impl FnOnce(Profile) -> Profile) -> Result<(), BookError> {
        self.write(|writing| self.save_at_once(writing, Some(RecordId::PROFILE), edit))
            .map(drop)
    }

    /// Takes a record out of view; nothing is deleted. From within a form, its draft says what had been seen.
    ///
    /// # Errors
    /// [`BookError::NotFound`].
    pub fn archive(
        &self,
        kind: FormKind,
        id: RecordId,
        shown_in: Option<DraftId>,
    ) -> Result<(), BookError> {
        self.set_removed(kind, id, shown_in, Value::Boolean(true))
    }

    /// Brings an archived record back (Urungkan).
    ///
    /// # Errors
    /// [`BookError::NotFound`].
    pub fn restore(&self, kind: FormKind, id: RecordId) -> Result<(), BookError> {
        self.set_removed(kind, id, None, Value::Null)
    }

    /// Forms that were typed in and never saved.
    ///
    /// # Errors
    /// Those of the database.
    pub fn drafts(&self) -> Result<Vec<DraftRow>, BookError> {
        self.read(kept_drafts)
    }

    /// Sets a guard (removed) as it is shown in a form, or now; bringing a record back also parts it from another.
    fn set_removed(
        &self,
        kind: FormKind,
        id: RecordId,
        shown_in: Option<DraftId>,
        value: Value,
    ) -> Result<(), BookError> {
        let kind = Kind::new(drafts::form_word(kind));
        self.write(|writing| {
            let now = part_as_shown(writing.tx, &kind, id)?;
            if now.shown.is_empty() {
                return Err(BookError::NotFound("record"));
            }
            // A form that was open across a sync hasn't shown what came meanwhile.
            let draft = shown_in
                .map(|draft| drafts::get(writing.tx, draft))
                .transpose()?
                .flatten();
            let seen_in_form = draft.and_then(|draft| {
                draft
                    .parts
                    .into_iter()
                    .find(|part| part.kind == kind && part.record == id)
            });
            let mut wanted = vec![(FieldPath::removed(), value.clone())];
            if value.is_null() {
                wanted.push((FieldPath::merged_into(), Value::Null));
            }
            wanted.retain(|(path, value)| now.value(path) != *value);
            if wanted.is_empty() {
                return Ok(());
            }
            let seen = seen_in_form.unwrap_or(now);
            let changes = wanted.into_iter().map(|(path, value)| Change {
                base: seen.base(&path),
                path,
                value,
            });
            let edit = self.new_edit(kind, id, seen.seen.clone(), changes.collect())?;
            outbox::put(writing, &edit, End::Back)
        })
    }

    /// Takes a record out of view within a transaction; false if there is none, or it is out of view already.
    pub(crate) fn remove_in(
        &self,
        writing: &mut Writing<'_>,
        kind: &Kind,
        id: RecordId,
    ) -> Result<bool, BookError> {
        let part = part_as_shown(writing.tx, kind, id)?;
        let removed = Value::Boolean(true);
        if part.shown.is_empty() || part.value(&FieldPath::removed()) == removed {
            return Ok(false);
        }
        self.put_changes(writing, &part, vec![(FieldPath::removed(), removed)])?;
        Ok(true)
    }

    /// Saves a record as `edit` makes it of what stands there now.
    pub(crate) fn save_at_once<F: FormRecord>(
        &self,
        writing: &mut Writing<'_>,
        existing: Option<RecordId>,
        edit: impl FnOnce(F) -> F,
    ) -> Result<RecordId, BookError> {
        let record = existing.map_or_else(|| self.moment.record_id(), Ok)?;
        let parts = F::parts_to_open(writing.tx, record, self.moment.record_id()?)?;
        let typed = edit(F::from_parts(&parts));
        self.save_parts(writing, &parts, &typed)?;
        Ok(record)
    }

    fn save_parts<F: FormRecord>(
        &self,
        writing: &mut Writing<'_>,
        parts: &[DraftPart],
        typed: &F,
    ) -> Result<(), BookError> {
        let typed = self.completed(typed.clone())?.tidied();
        let problems = typed.problems();
        if !problems.is_empty() {
            return Err(BookError::Invalid(problems));
        }
        // What the form showed, through the same eyes as what it holds now: only what a person changed differs.
        let shown = F::from_parts(parts).tidied().to_fields(parts);
        let held = typed.to_fields(parts);
        for ((part, shown), mut held) in parts.iter().zip(shown).zip(held) {
            if part.kind == Kind::ASPIRATION {
                self.number_aspiration(writing, &shown, &mut held)?;
            } else if part.kind == Kind::LETTER {
                self.number_letter(writing, &shown, &mut held)?;
            }
            self.save_part(writing, part, &changed_fields(&shown, &held))?;
        }
        Ok(())
    }

    /// Gives new entries of lists their ids.
    fn completed<F: FormRecord>(&self, typed: F) -> Result<F, BookError> {
        let mut failed = None;
        let completed = typed.with_item_ids(&mut || {
            self.moment.record_id().unwrap_or_else(|error| {
                failed = Some(error);
                RecordId::PROFILE
            })
        });
        failed.map_or(Ok(completed), Err)
    }

    /// The register number is given at the first save and never changes.
    fn number_aspiration(
        &self,
        writing: &mut Writing<'_>,
        shown: &Fields,
        held: &mut Fields,
    ) -> Result<(), BookError> {
        let path = FieldPath::scalar("register_number");
        if let Some(given) = shown.get(&path) {
            held.insert(path, given.clone());
            return Ok(());
        }
        let date = Aspiration::from_fields(held)
            .date
            .unwrap_or_else(|| self.moment.clock.today());
        let letter = DeviceLetter(pairing::own_letter(writing.tx)?);
        let number = numbers::next(writing.tx, &Kind::ASPIRATION, date.year(), &letter)?;
        held.insert(path, Value::text(&number.to_string()));
        Ok(())
    }

    fn save_part(
        &self,
        writing: &mut Writing<'_>,
        part: &DraftPart,
        changed: &Fields,
    ) -> Result<(), BookError> {
        let erased = erased::all(writing.tx)?;
        let (private, shared): (Vec<_>, Vec<_>) = changed
            .iter()
            .filter(|(path, _)| !erased.covers(part.record, path))
            .partition(|(path, _)| stays_on_laptop(&part.kind, path));
        for (path, value) in private {
            confirmed::put_private(writing.tx, &part.kind, part.record, path, value)?;
            writing.touch(&part.kind, part.record);
        }
        if shared.is_empty() {
            return Ok(());
        }
        for (path, value) in &shared {
            // A record must not name a file that nobody has.
            if let Some(file) = file_of(path, value)
                && attachments::size(writing.tx, file)?.is_none()
            {
                let problem = FieldProblem::new(ATTACHMENTS.name, "missing_file");
                return Err(BookError::Invalid(vec![problem]));
            }
        }
        let changes = shared
            .into_iter()
            .map(|(path, value)| Change {
                path: path.clone(),
                value: value.clone(),
                base: part.base(path),
            })
            .collect();
        let edit = self.new_edit(part.kind.clone(), part.record, part.seen.clone(), changes)?;
        outbox::put(writing, &edit, End::Back)
    }

    /// An edit of this laptop, made now.
    pub(crate) fn new_edit(
        &self,
        kind: Kind,
        record: RecordId,
        seen: RecordSeen,
        changes: Vec<Change>,
    ) -> Result<Edit, BookError> {
        Ok(Edit {
            op: self.moment.op_id()?,
            kind,
            record,
            seen,
            changes,
            closes: Vec::new(),
            alternative_of: None,
            saved_at: self.moment.clock.now().timestamp(),
        })
    }
}
