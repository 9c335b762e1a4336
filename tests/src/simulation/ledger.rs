//! What people saved and what they had seen when they did: the simulation's own truth, kept apart from the engine's.
//!
//! Most saved values are written once in a schedule (they begin with `#`): such a value names its save exactly. Common
//! values are written again and again; for them everything is believed that could be true.

use adinda_domain::{FieldPath, Kind, OpId, RecordId, Value};
use adinda_wire::Edit;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

use super::device::concerns;

/// Whose saves the office's own are, in the place of a laptop's number.
pub const OFFICE: usize = usize::MAX;

/// One field of one record.
pub type Field = (Kind, RecordId, FieldPath);
/// A record as a person sees it; what is absent is empty.
pub type View = BTreeMap<FieldPath, Value>;

/// One field of one save.
struct Saved {
    field: Field,
    value: Value,
    /// What was seen of this field.
    covers: Vec<usize>,
}

/// One save: of a form, or an archiving.
pub struct Save {
    record: (Kind, RecordId),
    view: View,
    fields: Vec<usize>,
    /// What was seen of the whole record: what was shown, and what was saved on this laptop before.
    saw: Vec<usize>,
}

#[derive(Default)]
pub struct Ledger {
    saved: Vec<Saved>,
    by_value: BTreeMap<(Field, String), Vec<usize>>,
    saves: BTreeMap<OpId, Save>,
    /// The saves that were made on the disk that is in a laptop, or on the one that it was copied from.
    on_disk: BTreeMap<usize, BTreeSet<OpId>>,
    /// Saves that nobody can ask for any more: the only disk that had them is gone.
    excused: BTreeSet<usize>,
}

/// The saves that were made on a disk.
pub type OnDisk = BTreeSet<OpId>;

/// Whether a value is written only once in a schedule.
pub fn is_unique(value: &Value) -> bool {
    value.as_text().is_some_and(|text| text.starts_with('#'))
}

fn key(field: &Field, value: &Value) -> (Field, String) {
    (field.clone(), format!("{value:?}"))
}

impl Ledger {
    /// Writes down a save by somebody at a laptop who saw the record like this, and settled these alternatives.
    pub fn note(&mut self, device: usize, edit: &Edit, view: View, settled: &[(FieldPath, Value)]) {
        let record = (edit.kind.clone(), edit.record);
        let field = |path: &FieldPath| (edit.kind.clone(), edit.record, path.clone());
        let seen_of = |ledger: &Ledger, path: &FieldPath| {
            let seen = view.get(path).unwrap_or(&Value::Null);
            ledger
                .by_value
                .get(&key(&field(path), seen))
                .cloned()
                .unwrap_or_default()
        };
        let on_disk = self.on_disk.entry(device).or_default().clone();
        let own = on_disk
            .iter()
            .map(|op| &self.saves[op])
            .filter(|save| save.record == record);
        let shown = view.keys().flat_map(|path| seen_of(self, path));
        let saw = shown
            .chain(own.flat_map(|save| save.fields.clone()))
            .collect();
        let mut fields = Vec::new();
        for change in &edit.changes {
            let mut covers = seen_of(self, &change.path);
            let looked_at = settled.iter().filter(|(path, _)| *path == change.path);
            for (path, value) in looked_at {
                covers.extend(self.writers(&field(path), value));
            }
            let at = self.saved.len();
            self.saved.push(Saved {
                field: field(&change.path),
                value: change.value.clone(),
                covers,
            });
            self.by_value
                .entry(key(&field(&change.path), &change.value))
                .or_default()
                .push(at);
            fields.push(at);
        }
        // What was looked at and left aside is settled, too, with everything that it rested on.
        for (path, value) in settled {
            if !edit.changes.iter().any(|change| change.path == *path) {
                let aside = self.writers(&field(path), value).to_vec();
                self.excused.extend(self.with_ancestors(aside));
            }
        }
        self.on_disk.entry(device).or_default().insert(edit.op);
        self.saves.insert(
            edit.op,
            Save {
                record,
                view,
                fields,
                saw,
            },
        );
    }

    /// The saves on a laptop's disk, to go with a copy of it.
    pub fn on_disk(&self, device: usize) -> OnDisk {
        self.on_disk.get(&device).cloned().unwrap_or_default()
    }

    /// A laptop has another disk now; says which saves were on the one before.
    pub fn put_disk(&mut self, device: usize, saves: OnDisk) -> OnDisk {
        self.on_disk.insert(device, saves).unwrap_or_default()
    }

    pub fn save(&self, op: OpId) -> Option<&Save> {
        self.saves.get(&op)
    }

    /// The saves that may have written a value.
    pub fn writers(&self, field: &Field, value: &Value) -> &[usize] {
        self.by_value
            .get(&key(field, value))
            .map_or(&[], Vec::as_slice)
    }

    /// These, and everything that was seen when they were saved, and so on back.
    pub fn with_ancestors(&self, of: impl IntoIterator<Item = usize>) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let mut next: Vec<usize> = of.into_iter().collect();
        while let Some(at) = next.pop() {
            if !found.insert(at) {
                continue;
            }
            let saved = &self.saved[at];
            next.extend(&saved.covers);
            // The same value twice is no conflict: whoever stands for one stands for all.
            if !is_unique(&saved.value) {
                next.extend(self.writers(&saved.field, &saved.value));
            }
        }
        found
    }

    /// Whether whoever wrote this value had seen that one standing in the same field, at once or by what it rests on.
    pub fn had_seen(
        &self,
        field: &Field,
        writer: Option<OpId>,
        value: &Value,
        standing: &Value,
    ) -> bool {
        let of_save = writer
            .and_then(|op| self.saves.get(&op))
            .map(|save| save.fields.as_slice());
        let mut writers: Vec<usize> = self.writers(field, value).to_vec();
        if let Some(of_save) = of_save {
            writers.retain(|at| of_save.contains(at));
        }
        let ancestors = self.with_ancestors(writers);
        self.writers(field, standing)
            .iter()
            .any(|at| ancestors.contains(at))
    }

    /// Whether somebody who wrote this value saw the record with that guard set.
    pub fn had_seen_guard(
        &self,
        field: &Field,
        writer: Option<OpId>,
        value: &Value,
        guard: &FieldPath,
        set: &Value,
    ) -> bool {
        let guard_field = (field.0.clone(), field.1, guard.clone());
        let set_by = self.writers(&guard_field, set);
        let saw_it = |save: &Save| match save.view.get(guard) {
            None => false,
            Some(seen) if seen == set => true,
            // It was set, and taken back before the author looked.
            Some(seen) => {
                let before = self.with_ancestors(self.writers(&guard_field, seen).to_vec());
                set_by.iter().any(|at| before.contains(at))
            }
        };
        match writer.and_then(|op| self.saves.get(&op)) {
            Some(save) => saw_it(save),
            None => {
                let writers = self.writers(field, value);
                self.saves
                    .values()
                    .any(|save| save.fields.iter().any(|at| writers.contains(at)) && saw_it(save))
            }
        }
    }

    /// Whether somebody who archived the record had seen this value, or whoever wrote the value saw it archived.
    pub fn may_be_archived(
        &self,
        removed: &Field,
        writer: Option<OpId>,
        field: &Field,
        standing: &Value,
    ) -> bool {
        let archived = Value::Boolean(true);
        if self.had_seen_guard(field, None, standing, &removed.2, &archived) {
            return true;
        }
        let archivings = self.writers(removed, &archived);
        let saves: Vec<&Save> = match writer.and_then(|op| self.saves.get(&op)) {
            Some(save) => vec![save],
            None => self
                .saves
                .values()
                .filter(|save| save.fields.iter().any(|at| archivings.contains(at)))
                .collect(),
        };
        let standing = self.writers(field, standing);
        saves.iter().any(|save| {
            let seen = self.with_ancestors(save.saw.iter().copied());
            standing.iter().any(|at| seen.contains(at))
        })
    }

    /// Saves that stand in these values, or were seen by one that does.
    pub fn living<'a>(
        &self,
        standing: impl IntoIterator<Item = (&'a Field, &'a Value)>,
    ) -> BTreeSet<usize> {
        let standing = standing
            .into_iter()
            .flat_map(|(field, value)| self.writers(field, value).to_vec());
        self.with_ancestors(standing)
    }

    /// Nobody can ask any more for these saves; says which of them could be asked for until now.
    pub fn excuse(&mut self, saves: BTreeSet<usize>) -> BTreeSet<usize> {
        let new = saves.difference(&self.excused).copied().collect();
        self.excused.extend(saves);
        new
    }

    /// Where these edits' saves are.
    pub fn saved_by(&self, edits: &OnDisk) -> BTreeSet<usize> {
        let saves = edits.iter().filter_map(|op| self.saves.get(op));
        saves.flat_map(|save| save.fields.clone()).collect()
    }

    /// These saves but for those that erase somebody.
    pub fn without_erasures(&self, mut saves: BTreeSet<usize>) -> BTreeSet<usize> {
        saves.retain(|at| self.saved[*at].field.2 != FieldPath::erased());
        saves
    }

    /// The saves that concern one of these erased ids.
    pub fn concerning(&self, erased: &BTreeSet<Uuid>) -> BTreeSet<usize> {
        let concerned = |saved: &Saved| {
            concerns(erased, saved.field.1, &saved.field.2) && saved.field.2 != FieldPath::erased()
        };
        let all = self.saved.iter().enumerate();
        all.filter(|(_, saved)| concerned(saved))
            .map(|(at, _)| at)
            .collect()
    }

    /// Those of all saves that don't live and that nobody excused.
    pub fn lost(&self, living: &BTreeSet<usize>) -> BTreeSet<usize> {
        let all = 0..self.saved.len();
        all.filter(|at| !living.contains(at) && !self.excused.contains(at))
            .collect()
    }

    /// Tells about saves.
    pub fn describe(&self, saves: &BTreeSet<usize>) -> String {
        let told: Vec<String> = saves
            .iter()
            .map(|at| &self.saved[*at])
            .map(|saved| format!("{} {} = {:?}", saved.field.0, saved.field.2, saved.value))
            .collect();
        told.join(", ")
    }

    /// Every record that anybody ever saved something of.
    pub fn records(&self) -> BTreeSet<(Kind, RecordId)> {
        self.saved
            .iter()
            .map(|saved| (saved.field.0.clone(), saved.field.1))
            .collect()
    }
}

impl Save {
    /// What the person saw in a field.
    pub fn saw(&self, path: &FieldPath) -> &Value {
        self.view.get(path).unwrap_or(&Value::Null)
    }
}
