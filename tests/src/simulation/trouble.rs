//! Everything that breaks but for the line: power, disks, databases, and whole laptops and offices that are set back.

use super::chance::PowerCut;
use super::device::Device;
use super::faults::{self, WriteFault};
use super::ledger::OFFICE;
use super::schedule::{Action, Fault, Mode, Step};
use super::world::World;
use adinda_domain::FieldPath;
use anyhow::{Result, ensure};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use uuid::Uuid;

/// More laptops than this never come of copies.
const MOST_LAPTOPS: usize = 6;
const MOST_IMAGES: usize = 4;

/// What lives somewhere: on a laptop or at the office.
struct Living {
    saves: BTreeSet<usize>,
    erased: BTreeSet<Uuid>,
}

impl World {
    /// Plays a save or an exchange until the power is cut: then nothing of it is there, or all of it.
    pub fn cut_power(&mut self, step: &Step) -> Result<()> {
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
        let played = catch_unwind(AssertUnwindSafe(|| self.play_here(step, action)));
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

    /// The laptop's database fails in the middle of something: nothing of a save is there then, or all of it, and
    /// whatever was there before still is. Half of the times the program goes on, else it was killed.
    pub fn write_fails(&mut self, step: &Step) -> Result<()> {
        let action = [
            Action::Edit,
            Action::SaveForm,
            Action::CreateMeeting,
            Action::Archive,
            Action::Settle,
            Action::Type,
            Action::Exchange(Fault::Nothing),
            Action::Exchange(Fault::Nothing),
            Action::Sync,
        ];
        let action = action[usize::try_from(step.value / 4).unwrap() % action.len()];
        let device = &self.devices[step.device];
        let before = (device.outbox(), device.confirmed());
        faults::arm(device.handle(), WriteFault::any(step.pick));
        let played = catch_unwind(AssertUnwindSafe(|| self.play_here(step, action)));
        faults::disarm();
        let played = played.unwrap_or_else(|panic| resume_unwind(panic));
        let failed = match played {
            Ok(()) => false,
            Err(error) if faults::was_let_fail(&error) => true,
            Err(error) => return Err(error),
        };
        self.tally.add("writes that could fail", 1);
        let device = &mut self.devices[step.device];
        if step.value.is_multiple_of(2) {
            device.restart();
        }
        if failed {
            self.tally.add("writes that failed", 1);
            ensure!(
                action == Action::Sync || before == (device.outbox(), device.confirmed()),
                "half of something was written when the database failed"
            );
        }
        Ok(())
    }

    fn play_here(&mut self, step: &Step, action: Action) -> Result<()> {
        let step = &Step { action, ..*step };
        match action {
            Action::Exchange(fault) => self.exchange(step, fault, false),
            Action::Sync => self.sync(step),
            Action::Settle => self.settle(step),
            Action::Archive => self.set_removed(step, true),
            Action::CreateMember => self.create::<adinda_domain::member::Member>(step),
            Action::CreateMeeting => self.create::<adinda_domain::meeting::Meeting>(step),
            _ => self.work_on_a_form(step),
        }
    }

    pub fn back_up(&mut self, step: &Step) {
        // A laptop alone is promised no conflict only if the office comes back to a place that the laptop knows.
        let known = self.devices[step.device].seen_version() == self.office.books.version;
        if self.mode != Mode::Alone || known {
            self.backups.push(self.office.back_up());
            self.tally.add("copies of the office", 1);
        }
    }

    /// The office is set back. Laptops still have all that they know; what nobody but the office had must be its own
    /// word, or be from a laptop whose disk is gone.
    pub fn set_back(&mut self, step: &Step) -> Result<()> {
        if self.backups.is_empty() {
            return Ok(());
        }
        let before = self.living();
        let at = usize::try_from(step.pick).unwrap() % self.backups.len();
        self.office.set_back(&self.backups[at]);
        if self.mode == Mode::Alone {
            // Later copies belong to a history that no longer is.
            self.backups.truncate(at + 1);
        }
        self.tally.add("set back", 1);
        let mut gone = self.write_off(&before);
        let of_office = self.ledger.saved_by(&self.ledger.on_disk(OFFICE));
        let of_erased = self.ledger.concerning(&before.erased);
        // Not even its own erasures.
        let of_office: BTreeSet<usize> = self.ledger.without_erasures(of_office);
        gone.retain(|at| {
            [&self.on_lost_disks, &of_office, &of_erased]
                .iter()
                .all(|known| !known.contains(at))
        });
        ensure!(
            gone.is_empty(),
            "only the office had what laptops saved: {}",
            self.ledger.describe(&gone)
        );
        Ok(())
    }

    /// A disk is copied into another laptop, and both go on.
    pub fn copy_disk(&mut self, step: &Step) {
        if self.devices.len() >= MOST_LAPTOPS {
            return;
        }
        let image = self.image_of(step.device);
        let number = self.devices.len();
        let seed = self.seed ^ ((number as u64 + 100) << 40);
        let copy = Device::from_image(&image, self.folder.path(), 100 + number, seed);
        let saves = self.ledger.on_disk(step.device);
        self.ledger.put_disk(number, saves);
        self.devices.push(copy);
        self.copied += 1;
        self.tally.add("laptops copied", 1);
    }

    pub fn keep_disk(&mut self, step: &Step) {
        let image = self.image_of(step.device);
        if self.images.len() >= MOST_IMAGES {
            self.images.remove(0);
        }
        let saves = self.ledger.on_disk(step.device);
        self.images.push((step.device, image, saves));
    }

    /// A laptop gets an old copy of its disk; what only the newer one had is gone with it.
    pub fn set_laptop_back(&mut self, step: &Step) {
        if self.images.is_empty() {
            return;
        }
        let before = self.living();
        let (device, image, saves) =
            &self.images[usize::try_from(step.pick).unwrap() % self.images.len()];
        self.devices[*device].put_back(image);
        let had = self.ledger.put_disk(*device, saves.clone());
        self.on_lost_disks.extend(self.ledger.saved_by(&had));
        self.copied += 1;
        self.tally.add("laptops set back", 1);
        let gone = self.write_off(&before);
        self.tally.add("saves lost with a disk", gone.len() as u64);
    }

    fn image_of(&mut self, device: usize) -> super::disk::DiskImage {
        self.images_made += 1;
        let folder = self
            .folder
            .path()
            .join(format!("disk-{}", self.images_made));
        self.devices[device].disk_image(&folder)
    }

    fn living(&self) -> Living {
        let mut values = Vec::new();
        let mut confirmed = self.office.books.fields.clone();
        for device in &self.devices {
            values.extend(
                confirmed
                    .into_iter()
                    .map(|(field, (value, _))| (field, value)),
            );
            confirmed = device.confirmed();
            values.extend(device.alternatives_with_fields());
            for edit in device.outbox() {
                let field = |path: &FieldPath| (edit.kind.clone(), edit.record, path.clone());
                let changes = edit.changes.iter();
                values.extend(changes.map(|change| (field(&change.path), change.value.clone())));
            }
        }
        values.extend(
            confirmed
                .into_iter()
                .map(|(field, (value, _))| (field, value)),
        );
        let at_office = self.office.books.open_alternatives();
        values.extend(at_office.map(|(_, field, value)| (field.clone(), value.clone())));
        let marks = values
            .iter()
            .filter(|(field, _)| field.2 == FieldPath::erased());
        Living {
            erased: marks.map(|(field, _)| field.1.0).collect(),
            saves: self
                .ledger
                .living(values.iter().map(|(field, value)| (field, value))),
        }
    }

    /// Whatever lived before and lives nowhere now can't be asked for any more; nor can what was dropped because of an
    /// erasure that nobody knows of now. Says what lived and could be asked for.
    fn write_off(&mut self, before: &Living) -> BTreeSet<usize> {
        let now = self.living();
        let gone: BTreeSet<usize> = before.saves.difference(&now.saves).copied().collect();
        let forgotten: BTreeSet<Uuid> = before.erased.difference(&now.erased).copied().collect();
        let dropped = self.ledger.concerning(&forgotten);
        let gone = self.ledger.excuse(gone);
        self.ledger.excuse(dropped);
        gone
    }
}
