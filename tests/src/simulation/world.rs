//! The world of one schedule: an office, its laptops, and what is under way between them. It plays the steps in which
//! people do something; `line` plays those in which something is sent.

use super::Tally;
use super::chance::PowerCut;
use super::device::{Device, OpenForm};
use super::ledger::{Ledger, View};
use super::line::UnderWay;
use super::office::{BackUp, SimulatedOffice};
use super::schedule::{Action, Fault, Mode, Schedule, Step};
use super::template::template;
use super::typing::{Typed, Typing};
use adinda_client::BookError;
use adinda_client::views::{FormKind, SyncPhase};
use adinda_domain::meeting::Meeting;
use adinda_domain::member::Member;
use adinda_domain::{Kind, RecordId};
use anyhow::{Context, Result, bail, ensure};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use tempfile::TempDir;

pub struct World {
    pub mode: Mode,
    pub office: SimulatedOffice,
    pub devices: Vec<Device>,
    pub ledger: Ledger,
    pub under_way: UnderWay,
    pub tally: Tally,
    records: Vec<(FormKind, RecordId)>,
    backups: Vec<BackUp>,
    typed: u64,
    // Last, so that it goes after what lies in it is closed.
    _folder: TempDir,
}

impl World {
    pub fn new(schedule: &Schedule) -> World {
        let template = template();
        let folder = template.copy();
        let strict = matches!(schedule.mode, Mode::NeverSetBack | Mode::OneWriter);
        let device = |number: usize| {
            Device::open(
                folder.path(),
                number,
                schedule.seed ^ ((number as u64 + 1) << 48),
            )
        };
        World {
            mode: schedule.mode,
            office: SimulatedOffice::open(folder.path(), template.kim, strict),
            devices: (0..schedule.devices).map(device).collect(),
            ledger: Ledger::default(),
            under_way: UnderWay::default(),
            tally: Tally::default(),
            records: Vec::new(),
            backups: Vec::new(),
            typed: 0,
            _folder: folder,
        }
    }

    /// Plays one step and sees whether the laptop still tells the truth.
    pub fn play(&mut self, step: &Step) -> Result<()> {
        match step.action {
            Action::CreateMember => self.create::<Member>(step)?,
            Action::CreateMeeting => self.create::<Meeting>(step)?,
            Action::Edit
            | Action::OpenForm
            | Action::Type
            | Action::SaveForm
            | Action::DiscardForm => match self.picked_record(step) {
                Some((FormKind::Member, record)) => self.fill_in::<Member>(step, record)?,
                Some((FormKind::Meeting, record)) => self.fill_in::<Meeting>(step, record)?,
                _ => {}
            },
            Action::Archive => self.set_removed(step, true)?,
            Action::Restore => self.set_removed(step, false)?,
            Action::Exchange(fault) => self.exchange(step, fault)?,
            Action::Sync => self.sync(step)?,
            Action::LateReply => self.late_reply(step)?,
            Action::Replay => self.replay(step)?,
            Action::PowerCut => self.cut_power(step)?,
            Action::Restart => self.devices[step.device].restart(),
            Action::SetClock => self.devices[step.device]
                .moment
                .set_years_off(i64::from(step.value % 21) - 10),
            Action::BackUp => self.back_up(step),
            Action::SetBack => self.set_back(step),
        }
        self.looks_honest(step.device)
    }

    fn picked_record(&self, step: &Step) -> Option<(FormKind, RecordId)> {
        // Half of what happens, happens to the same record.
        let choice = usize::try_from(step.value / 16).unwrap();
        let any = choice / 2 % self.records.len().max(1);
        let at = if choice.is_multiple_of(2) { 0 } else { any };
        self.records.get(at).copied()
    }

    fn typing(&mut self, step: &Step) -> Typing {
        self.typed += 1;
        let members = self
            .records
            .iter()
            .filter(|(kind, _)| *kind == FormKind::Member)
            .map(|(_, id)| *id);
        Typing::new(self.typed, step.pick, step.value, members.take(2).collect())
    }

    fn create<F: Typed>(&mut self, step: &Step) -> Result<()> {
        let typing = self.typing(step);
        let record = self.devices[step.device].book().add(&F::new(&typing))?;
        self.records.push((F::FORM, record));
        self.note_save(step.device, View::new())
    }

    fn fill_in<F: Typed>(&mut self, step: &Step, record: RecordId) -> Result<()> {
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
                device.book().save_form(form.draft, &typed)?;
                device.forms.remove(at);
                self.note_save(step.device, form.view)?;
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

    fn set_removed(&mut self, step: &Step, removed: bool) -> Result<()> {
        let Some((kind, record)) = self.picked_record(step) else {
            return Ok(());
        };
        let device = &mut self.devices[step.device];
        let name = if kind == FormKind::Member {
            Kind::MEMBER
        } else {
            Kind::MEETING
        };
        let mut view = device.view(&name, record);
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
            let (with, without): (Vec<OpenForm>, _) = device
                .forms
                .drain(..)
                .partition(|form| form.record == record);
            device.forms = without;
            for form in with {
                device.book().discard_draft(form.draft)?;
            }
        }
        self.note_save(step.device, view)
    }

    /// Writes down what a save put into the outbox.
    fn note_save(&mut self, device: usize, view: View) -> Result<()> {
        for edit in self.devices[device].new_edits() {
            ensure!(
                edit.alternative_of.is_none() && edit.closes.is_empty(),
                "a save that isn't one: {edit:?}"
            );
            self.ledger.note(device, &edit, view.clone());
            self.tally.add("saves", 1);
        }
        Ok(())
    }

    /// Plays a save or an exchange until the power is cut: then nothing of it is there, or all of it.
    fn cut_power(&mut self, step: &Step) -> Result<()> {
        let action = [
            Action::Edit,
            Action::CreateMember,
            Action::Exchange(Fault::Nothing),
        ];
        let action = action[usize::try_from(step.value).unwrap() % action.len()];
        let before = self.devices[step.device].outbox();
        self.devices[step.device]
            .moment
            .cut_power_after(Some(step.pick / 8 % 12));
        let played = catch_unwind(AssertUnwindSafe(|| self.play(&Step { action, ..*step })));
        let device = &mut self.devices[step.device];
        device.moment.cut_power_after(None);
        match played {
            Ok(result) => return result,
            Err(panic) if panic.is::<PowerCut>() => {}
            Err(panic) => resume_unwind(panic),
        }
        self.tally.add("power cuts", 1);
        device.restart();
        ensure!(
            device.outbox() == before,
            "half of something was written when the power was cut"
        );
        Ok(())
    }

    fn back_up(&mut self, step: &Step) {
        // A laptop alone is promised no conflict only if the office comes back to a place that the laptop knows.
        let known = self.devices[step.device].seen_version() == self.office.books.version;
        if self.mode != Mode::Alone || known {
            self.backups.push(self.office.back_up());
            self.tally.add("copies of the office", 1);
        }
    }

    fn set_back(&mut self, step: &Step) {
        if self.backups.is_empty() {
            return;
        }
        let at = usize::try_from(step.pick).unwrap() % self.backups.len();
        self.office.set_back(&self.backups[at]);
        if self.mode == Mode::Alone {
            // Later copies belong to a history that no longer is.
            self.backups.truncate(at + 1);
        }
        self.tally.add("set back", 1);
    }

    /// Nothing saved is out of the outbox without its receipt, and the pill says so.
    pub fn looks_honest(&mut self, device: usize) -> Result<()> {
        let device = &mut self.devices[device];
        // What came by itself is offered again after the office was set back.
        self.tally
            .add("offered again", device.new_edits().len() as u64);
        let waiting: Vec<_> = device.outbox().iter().map(|edit| edit.op).collect();
        let gone = device
            .undelivered
            .iter()
            .filter(|op| !waiting.contains(op))
            .count();
        ensure!(gone == 0, "{gone} edits left the outbox without a receipt");
        let status = device.book().sync_status(false, None)?;
        ensure!(
            status.waiting == waiting.len(),
            "the status counts {} of {} that wait",
            status.waiting,
            waiting.len()
        );
        ensure!(
            waiting.is_empty() || status.phase == SyncPhase::Waiting,
            "{} edits wait, and the status says {:?}",
            waiting.len(),
            status.phase
        );
        for form in device.forms.iter().filter(|form| form.kept) {
            ensure!(
                device.book().draft_form(form.draft).is_ok(),
                "a kept draft is gone"
            );
        }
        Ok(())
    }
}
