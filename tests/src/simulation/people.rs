//! What people do at their laptops, and officers at the office.

use super::device::{Device, OpenForm};
use super::faults;
use super::ledger::{Field, OFFICE, View};
use super::schedule::{Action, Mode, Step};
use super::typing::{Typed, Typing};
use super::world::World;
use adinda_client::BookError;
use adinda_client::views::{
    AspirationForm, FormKind, ReviewItem, ReviewValue, SettleChoice, Settlement,
};
use adinda_domain::meeting::Meeting;
use adinda_domain::member::Member;
use adinda_domain::{FieldPath, Kind, OpId, RecordId, Value};
use adinda_wire::Edit;
use adinda_wire::exchange::ExchangeRequest;
use anyhow::{Context, Result, bail, ensure};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The kind of what a form fills in.
fn kind_of(form: FormKind) -> Kind {
    match form {
        FormKind::Member => Kind::MEMBER,
        FormKind::Meeting => Kind::MEETING,
        _ => Kind::ASPIRATION,
    }
}

/// Whether a record has its name or title.
fn is_complete(view: &View) -> bool {
    let mut names = ["name", "title"].into_iter().map(FieldPath::scalar);
    names.any(|name| view.get(&name).is_some_and(|value| !value.is_null()))
}

impl World {
    /// Half of what happens, happens to the same record; seldom to one that was erased.
    pub fn picked_record(&self, step: &Step) -> Option<(FormKind, RecordId)> {
        let choice = usize::try_from(step.value / 16).unwrap();
        let erased = self.office.books.erased();
        let here = self.devices[step.device].erased();
        let standing = |(_, id): &&(FormKind, RecordId)| {
            choice % 32 == 31 || !(erased.contains(&id.0) || here.contains(&id.0))
        };
        let records: Vec<_> = self.records.iter().filter(standing).collect();
        let any = choice / 2 % records.len().max(1);
        let at = if choice.is_multiple_of(2) { 0 } else { any };
        records.get(at).copied().copied()
    }

    fn typing(&mut self, step: &Step) -> Typing {
        self.typed += 1;
        let erased = self.devices[step.device].erased();
        let members = self
            .records
            .iter()
            .filter(|(kind, id)| *kind == FormKind::Member && !erased.contains(&id.0))
            .map(|(_, id)| *id);
        Typing::new(self.typed, step.pick, step.value, members.take(2).collect())
    }

    pub fn create<F: Typed>(&mut self, step: &Step) -> Result<()> {
        let typing = self.typing(step);
        let record = self.devices[step.device].book().add(&F::new(&typing))?;
        self.records.push((F::FORM, record));
        self.note_save(step.device, View::new(), &[])
    }

    /// Whatever is done with a form.
    pub fn work_on_a_form(&mut self, step: &Step) -> Result<()> {
        match self.picked_record(step) {
            Some((FormKind::Member, record)) => self.fill_in::<Member>(step, record),
            Some((FormKind::Meeting, record)) => self.fill_in::<Meeting>(step, record),
            Some((FormKind::Aspiration, record)) => self.fill_in::<AspirationForm>(step, record),
            _ => Ok(()),
        }
    }

    pub fn fill_in<F: Typed>(&mut self, step: &Step, record: RecordId) -> Result<()> {
        let typing = self.typing(step);
        let device = &mut self.devices[step.device];
        let open = device
            .forms
            .iter()
            .position(|form| form.record == record && form.kind == F::FORM);
        let (at, opened_now) = match (open, step.action) {
            // Two windows on one record show two states of it; where conflicts need a reason, nobody does that.
            (Some(at), Action::Edit | Action::Type | Action::SaveForm | Action::DiscardForm) => {
                (at, false)
            }
            (Some(_), _) if self.office.strict || self.mode == Mode::Alone => return Ok(()),
            (None, Action::Type | Action::SaveForm | Action::DiscardForm) => return Ok(()),
            _ => match Self::open_form::<F>(device, record)? {
                Some(at) => (at, true),
                None => return Ok(()),
            },
        };
        let form = device.forms[at].clone();
        let mut typed = device
            .book()
            .open_draft::<F>(form.draft)
            .context("an open form is gone")?
            .record;
        typed.type_in(&typing);
        match step.action {
            Action::OpenForm => self.tally.add("forms opened", u64::from(opened_now)),
            Action::Type => {
                device.book().keep_draft(form.draft, &typed)?;
                device.forms[at].kept = true;
                self.tally.add("drafts kept", 1);
            }
            Action::DiscardForm => {
                device.book().discard_draft(form.draft)?;
                device.forms.remove(at);
            }
            _ => {
                match device.book().save_form(form.draft, &typed) {
                    Ok(_) => {}
                    // Nobody can save what came without its name: a set-back office may have brought the rest first.
                    Err(BookError::Invalid(_)) if !is_complete(&form.view) => return Ok(()),
                    Err(error) => bail!(error),
                }
                let device = &mut self.devices[step.device];
                device.forms.remove(at);
                self.note_save(step.device, form.view, &[])?;
                let unique = typing.text.starts_with('#')
                    && serde_json::to_string(&typed)?.contains(&typing.text);
                let standing = self.devices[step.device].view(&F::ROOT, record);
                let stands = standing
                    .values()
                    .any(|value| value.as_text() == Some(typing.text.as_str()));
                ensure!(!unique || stands, "saved and not there: {:?}", typing.text);
            }
        }
        Ok(())
    }

    /// Opens a form, or comes back to the draft of one. None for a record that isn't on this laptop.
    fn open_form<F: Typed>(device: &mut Device, record: RecordId) -> Result<Option<usize>> {
        let view = device.view(&F::ROOT, record);
        let form = match device.book().open_form::<F>(Some(record)) {
            Ok(form) => form,
            Err(BookError::NotFound(_)) => {
                ensure!(view.is_empty(), "a record that is here can't be opened");
                return Ok(None);
            }
            Err(error) => bail!(error),
        };
        if let Some(at) = device
            .forms
            .iter()
            .position(|open| open.draft == form.draft)
        {
            return Ok(Some(at));
        }
        ensure!(
            form.restored_from.is_none(),
            "a draft came back that nobody kept"
        );
        device.forms.push(OpenForm {
            draft: form.draft,
            kind: F::FORM,
            record,
            view,
            kept: false,
        });
        Ok(Some(device.forms.len() - 1))
    }

    pub fn set_removed(&mut self, step: &Step, removed: bool) -> Result<()> {
        let Some((kind, record)) = self.picked_record(step) else {
            return Ok(());
        };
        let device = &mut self.devices[step.device];
        let mut view = device.view(&kind_of(kind), record);
        let is_here = !view.is_empty();
        // Archived from within its form: then that is what was seen.
        let form = device
            .forms
            .iter()
            .find(|form| form.record == record && form.kind == kind);
        let form = form
            .filter(|_| removed && step.pick.is_multiple_of(2))
            .cloned();
        if let Some(form) = &form {
            view.clone_from(&form.view);
        }
        let shown_in = form.map(|form| form.draft);
        let result = match removed {
            true => device.book().archive(kind, record, shown_in),
            false => device.book().restore(kind, record),
        };
        match result {
            Ok(()) => self
                .tally
                .add(if removed { "archivings" } else { "restorings" }, 1),
            Err(BookError::NotFound(_)) if !is_here => return Ok(()),
            Err(error) => bail!(error),
        }
        let device = &mut self.devices[step.device];
        if self.office.strict || self.mode == Mode::Alone {
            // The form of a record goes with it, else its author would not have seen the removal.
            // (What was let fail was the archiving.)
            faults::disarm();
            let (with, without): (Vec<OpenForm>, _) = device
                .forms
                .drain(..)
                .partition(|form| form.record == record);
            device.forms = without;
            for form in with {
                device.book().discard_draft(form.draft)?;
            }
        }
        self.note_save(step.device, view, &[])
    }

    /// Somebody is erased at a laptop.
    pub fn erase(&mut self, step: &Step) -> Result<()> {
        match self.picked_record(step) {
            Some((form, record)) => self.erase_record(step, form, record),
            None => Ok(()),
        }
    }

    /// Somebody of whom a request speaks is erased at a laptop.
    pub fn erase_one_of(&mut self, step: &Step, request: &ExchangeRequest) -> Result<()> {
        let ids = request.edits.iter().flat_map(|edit| {
            let paths = edit.changes.iter();
            let entries = paths.flat_map(|change| change.path.template().1);
            entries.chain([edit.record.0]).collect::<Vec<_>>()
        });
        let ids: BTreeSet<Uuid> = ids.collect();
        let spoken_of = self.records.iter().filter(|(_, id)| ids.contains(&id.0));
        let spoken_of: Vec<_> = spoken_of.copied().collect();
        let at = usize::try_from(step.value).unwrap() % spoken_of.len().max(1);
        match spoken_of.get(at) {
            Some((form, record)) => self.erase_record(step, *form, *record),
            None => Ok(()),
        }
    }

    fn erase_record(&mut self, step: &Step, form: FormKind, record: RecordId) -> Result<()> {
        let kind = kind_of(form);
        let device = &mut self.devices[step.device];
        let view = device.view(&kind, record);
        let was_erased = device.erased().contains(&record.0);
        match device.book().erase(&kind, record) {
            Ok(()) => self.tally.add("erased", u64::from(!was_erased)),
            Err(BookError::NotFound(_)) if view.is_empty() => return Ok(()),
            Err(error) => bail!(error),
        }
        let device = &self.devices[step.device];
        ensure!(
            device.view(&kind, record).is_empty(),
            "erased and still shown"
        );
        let listed = device.listed();
        ensure!(
            !listed.iter().any(|row| row.1 == *record.as_bytes()),
            "erased and still listed"
        );
        self.note_save(step.device, view, &[])
    }

    /// Somebody looks at what waits for a choice, and chooses.
    pub fn settle(&mut self, step: &Step) -> Result<()> {
        let device = &mut self.devices[step.device];
        let items = device.book().review()?.items;
        if items.is_empty() {
            return Ok(());
        }
        let choice = usize::try_from(step.pick / 8).unwrap();
        let item: &ReviewItem = &items[choice % items.len()];
        let path: FieldPath = item.field.parse()?;
        let alternatives = device.open_alternatives();
        let other = alternatives
            .get(&(item.op, path.clone()))
            .context("nothing open is shown to be settled")?;
        let view = device.view(&Kind::new(&item.kind), item.record);
        self.typed += 1;
        let is_text = matches!(item.other.value, ReviewValue::Text(_));
        let choice = match step.pick % 3 {
            0 => SettleChoice::KeepStanding,
            1 if is_text => SettleChoice::Write {
                text: format!("#{} dan lagi", self.typed),
            },
            _ => SettleChoice::TakeOther,
        };
        device.book().settle(&[Settlement {
            op: item.op,
            field: item.field.clone(),
            stamp: item.stamp.clone(),
            choice,
        }])?;
        let left = device.book().review()?.items;
        ensure!(
            !left
                .iter()
                .any(|left| (left.op, &left.field) == (item.op, &item.field)),
            "settled and still asked about"
        );
        self.tally.add("settled", 1);
        let (op, settled) = (item.op, (path.clone(), other.clone()));
        self.note_save(step.device, view, &[settled])?;
        self.settled.insert((op, path));
        Ok(())
    }

    /// An officer answers an aspiration.
    pub fn office_writes(&mut self, step: &Step) -> Result<()> {
        let aspirations: Vec<_> = self
            .office
            .books
            .fields
            .keys()
            .filter(|field| field.0 == Kind::ASPIRATION && field.2 == FieldPath::scalar("title"))
            .map(|field| (field.0.clone(), field.1))
            .collect();
        if aspirations.is_empty() {
            return Ok(());
        }
        let mut record = &aspirations[usize::try_from(step.pick / 4).unwrap() % aspirations.len()];
        let mut choice = step.pick % 4;
        // What the laptops' copies ask for is said again first, half of the times.
        let copied = {
            let copies = self.office.books.open_alternatives();
            let mut copies = copies.filter(|(_, field, _)| field.2.is_office());
            copies.next().map(|(_, field, _)| field.clone())
        };
        if let Some((kind, id, path)) = copied.filter(|_| step.value.is_multiple_of(2)) {
            let same = |of: &&(Kind, RecordId)| (&of.0, of.1) == (&kind, id);
            record = aspirations.iter().find(same).unwrap_or(record);
            choice = match path.as_str() {
                "office/status" => 0,
                "office/agency" => 1,
                _ => 2,
            };
        }
        self.typed += 1;
        let (name, value) = match choice {
            0 => (
                "office/status",
                ["received", "verified"][usize::try_from(step.value % 2).unwrap()].to_owned(),
            ),
            1 => ("office/agency", format!("#{} Dinas", self.typed)),
            _ => ("office/answer", format!("#{} Sudah", self.typed)),
        };
        self.by_the_office(
            record,
            vec![(FieldPath::scalar(name), Value::Text(value))],
            |office, record, values| office.write(record, values),
        )?;
        self.tally.add("words of the office", 1);
        Ok(())
    }

    /// An officer erases somebody.
    pub fn office_erases(&mut self, step: &Step) -> Result<()> {
        let Some((form, id)) = self.picked_record(step) else {
            return Ok(());
        };
        let mark = vec![(FieldPath::erased(), Value::Boolean(true))];
        self.by_the_office(&(kind_of(form), id), mark, |office, record, _| {
            office.erase(record)
        })?;
        self.tally.add("erased by the office", 1);
        Ok(())
    }

    fn by_the_office(
        &mut self,
        record: &(Kind, RecordId),
        values: Vec<(FieldPath, Value)>,
        write: impl FnOnce(
            &mut super::office::SimulatedOffice,
            &(Kind, RecordId),
            Vec<(FieldPath, Value)>,
        ) -> Result<()>,
    ) -> Result<()> {
        let fields = self.office.books.fields.iter();
        let of_record = fields.filter(|(field, _)| (&field.0, field.1) == (&record.0, record.1));
        let view: View = of_record
            .map(|(field, (value, _))| (field.2.clone(), value.clone()))
            .collect();
        let is_written = |field: &Field| values.iter().any(|(path, _)| *path == field.2);
        let copies = self.office.books.open_alternatives();
        let settled: Vec<(FieldPath, Value)> = copies
            .filter(|(_, field, _)| (&field.0, field.1) == (&record.0, record.1))
            .filter(|(_, field, _)| is_written(field))
            .map(|(_, field, value)| (field.2.clone(), value.clone()))
            .collect();
        write(&mut self.office, record, values.clone())?;
        self.typed += 1;
        let change = |(path, value)| adinda_domain::merge::Change {
            path,
            value,
            base: adinda_domain::Base::Nothing,
        };
        let edit = Edit {
            // Known to the simulation alone.
            op: OpId::from_parts(0, self.typed_bytes()),
            kind: record.0.clone(),
            record: record.1,
            seen: adinda_domain::merge::RecordSeen::default(),
            changes: values.into_iter().map(change).collect(),
            closes: Vec::new(),
            alternative_of: None,
            saved_at: 0,
        };
        self.ledger.note(OFFICE, &edit, view, &settled);
        Ok(())
    }

    fn typed_bytes(&self) -> [u8; 10] {
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&self.typed.to_be_bytes());
        bytes
    }

    /// Writes down what a save put into the outbox, with the alternatives that were looked at for it.
    fn note_save(
        &mut self,
        device: usize,
        view: View,
        settled: &[(FieldPath, Value)],
    ) -> Result<()> {
        for edit in self.devices[device].new_edits() {
            ensure!(
                edit.alternative_of.is_none() && edit.closes.len() == settled.len(),
                "a save that isn't one: {edit:?}"
            );
            self.ledger.note(device, &edit, view.clone(), settled);
            self.tally.add("saves", 1);
        }
        Ok(())
    }
}
