//! The world of one schedule: an office, its laptops, and what is under way between them. `people` plays the steps in
//! which somebody does something, `line` those in which something is sent, `trouble` those in which something breaks.

use super::Tally;
use super::device::{Device, concerns};
use super::disk::DiskImage;
use super::ledger::{Ledger, OnDisk};
use super::line::UnderWay;
use super::office::{BackUp, SimulatedOffice};
use super::schedule::{Action, Mode, Schedule, Step};
use super::stick::Stick;
use super::template::template;
use adinda_client::views::{AspirationForm, FormKind, SyncPhase};
use adinda_domain::meeting::Meeting;
use adinda_domain::member::Member;
use adinda_domain::{FieldPath, OpId, RecordId};
use anyhow::{Result, ensure};
use std::collections::BTreeSet;
use tempfile::TempDir;

pub struct World {
    pub mode: Mode,
    pub seed: u64,
    pub office: SimulatedOffice,
    pub devices: Vec<Device>,
    /// How many laptops the schedule began with; the others are copies.
    scheduled: usize,
    pub ledger: Ledger,
    pub under_way: UnderWay,
    pub stick: Stick,
    pub tally: Tally,
    pub records: Vec<(FormKind, RecordId)>,
    pub backups: Vec<BackUp>,
    /// Old disks: whose, what is on them, and which saves.
    pub images: Vec<(usize, DiskImage, OnDisk)>,
    /// How many laptops were copied or set back, and how many copies of disks were made for it.
    pub copied: u64,
    pub images_made: usize,
    /// The saves that were made on disks that are gone.
    pub on_lost_disks: BTreeSet<usize>,
    pub typed: u64,
    /// The alternatives that somebody settled: by edit and field.
    pub settled: BTreeSet<(OpId, FieldPath)>,
    // Last, so that it goes after what lies in it is closed.
    pub folder: TempDir,
}

impl World {
    pub fn new(schedule: &Schedule) -> World {
        let template = template();
        let folder = template.copy(schedule.devices);
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
            seed: schedule.seed,
            office: SimulatedOffice::open(folder.path(), template.kim, strict),
            devices: (0..schedule.devices).map(device).collect(),
            scheduled: schedule.devices,
            ledger: Ledger::default(),
            under_way: UnderWay::default(),
            stick: Stick::default(),
            tally: Tally::default(),
            records: Vec::new(),
            backups: Vec::new(),
            images: Vec::new(),
            copied: 0,
            images_made: 0,
            on_lost_disks: BTreeSet::new(),
            typed: 0,
            settled: BTreeSet::new(),
            folder,
        }
    }

    /// Plays one step and sees whether the laptop still tells the truth.
    pub fn play(&mut self, step: &Step) -> Result<()> {
        let step = &Step {
            device: self.whose(step),
            ..*step
        };
        self.forget_erased_forms(step.device);
        match step.action {
            Action::CreateMember => self.create::<Member>(step)?,
            Action::CreateMeeting => self.create::<Meeting>(step)?,
            Action::CreateAspiration => self.create::<AspirationForm>(step)?,
            Action::Edit
            | Action::OpenForm
            | Action::Type
            | Action::SaveForm
            | Action::DiscardForm => match self.picked_record(step) {
                Some((FormKind::Member, record)) => self.fill_in::<Member>(step, record)?,
                Some((FormKind::Meeting, record)) => self.fill_in::<Meeting>(step, record)?,
                Some((FormKind::Aspiration, record)) => {
                    self.fill_in::<AspirationForm>(step, record)?;
                }
                _ => {}
            },
            Action::Archive => self.set_removed(step, true)?,
            Action::Restore => self.set_removed(step, false)?,
            Action::Erase => self.erase(step)?,
            Action::Settle => self.settle(step)?,
            Action::OfficeWrites => self.office_writes(step)?,
            Action::OfficeErases => self.office_erases(step)?,
            Action::Exchange(fault) => self.exchange(step, fault, true)?,
            Action::Sync => self.sync(step)?,
            Action::LateReply => self.late_reply(step)?,
            Action::Replay => self.replay(step)?,
            Action::SaveFile => self.save_file(step)?,
            Action::BringFile => self.bring_file(step)?,
            Action::OpenAnswer => self.open_answer(step)?,
            Action::PowerCut => self.cut_power(step)?,
            Action::WriteFails => self.write_fails(step)?,
            Action::Restart => self.devices[step.device].restart(),
            Action::SetClock => self.devices[step.device]
                .moment
                .set_years_off(i64::from(step.value % 21) - 10),
            Action::BackUp => self.back_up(step),
            Action::SetBack => self.set_back(step)?,
            Action::CopyDisk => self.copy_disk(step),
            Action::KeepDisk => self.keep_disk(step),
            Action::SetLaptopBack => self.set_laptop_back(step),
        }
        self.forget_erased_forms(step.device);
        self.looks_honest(step.device)
    }

    /// The laptop of a step; some of the steps of one are done by its copies.
    fn whose(&self, step: &Step) -> usize {
        let choice = usize::try_from(step.pick ^ step.value).unwrap();
        match self.mode {
            Mode::Everything | Mode::NeverSetBack
                if self.devices.len() > self.scheduled && choice.is_multiple_of(2) =>
            {
                choice / 2 % self.devices.len()
            }
            _ => step.device,
        }
    }

    /// The forms of somebody who was erased are gone, and nobody wants them back.
    fn forget_erased_forms(&mut self, device: usize) {
        let device = &mut self.devices[device];
        let erased = device.erased();
        device.forms.retain(|form| !erased.contains(&form.record.0));
    }

    /// Nothing saved is out of the outbox without its receipt, and the pill says so.
    pub fn looks_honest(&mut self, device: usize) -> Result<()> {
        let device = &mut self.devices[device];
        // What came by itself is offered again after the office was set back.
        self.tally
            .add("offered again", device.new_edits().len() as u64);
        let waiting: BTreeSet<_> = device.outbox().iter().map(|edit| edit.op).collect();
        let erased = device.erased();
        let gone = device
            .undelivered
            .values()
            .filter(|edit| !waiting.contains(&edit.op))
            .filter(|edit| {
                let mut paths = edit.changes.iter().map(|change| &change.path);
                let about_erased = |path: &FieldPath| concerns(&erased, edit.record, path);
                paths.any(|path| !about_erased(path))
                    || !erased.contains(&edit.record.0) && edit.changes.is_empty()
            })
            .count();
        ensure!(gone == 0, "{gone} edits left the outbox without a receipt");
        ensure!(
            device.left_of_erased() == 0,
            "a form or value of somebody who was erased is still here"
        );
        let status = device.book().sync_status(false, None)?;
        ensure!(
            status.waiting == waiting.len(),
            "the status counts {} of {} that wait",
            status.waiting,
            waiting.len()
        );
        ensure!(
            waiting.is_empty() || matches!(status.phase, SyncPhase::Waiting | SyncPhase::NeedsCode),
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
