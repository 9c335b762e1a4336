//! What people saved and what they had seen when they did: the simulation's own truth, kept apart from the engine's.
//!
//! Most saved values are written once in a schedule (they begin with `#`): such a value names its save exactly. Common
//! values are written again and again; for them everything is believed that could be true.

use adinda_domain::{FieldPath, Kind, OpId, RecordId, Value};
use adinda_wire::Edit;
use std::collections::{BTreeMap, BTreeSet};

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
    device: usize,
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
}

/// Whether a value is written only once in a schedule.
pub fn is_unique(value: &Value) -> bool {
    value.as_text().is_some_and(|text| text.starts_with('#'))
}

fn key(field: &Field, value: &Value) -> (Field, String) {
    (field.clone(), format!("{value:?}"))
}

impl Ledger {
    /// Writes down a save by somebody at a laptop who saw the record like this.
    pub fn note(&mut self, device: usize, edit: &Edit, view: View) {
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
        let own = self
            .saves
            .values()
            .filter(|save| save.device == device && save.record == record);
        let shown = view.keys().flat_map(|path| seen_of(self, path));
        let saw = shown
            .chain(own.flat_map(|save| save.fields.clone()))
            .collect();
        let mut fields = Vec::new();
        for change in &edit.changes {
            let covers = seen_of(self, &change.path);
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
        self.saves.insert(
            edit.op,
            Save {
                device,
                record,
                view,
                fields,
                saw,
            },
        );
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

    /// Saves that neither stand in these values nor were seen by any that do.
    pub fn lost<'a>(
        &self,
        standing: impl IntoIterator<Item = (&'a Field, &'a Value)>,
    ) -> Vec<String> {
        let standing = standing
            .into_iter()
            .flat_map(|(field, value)| self.writers(field, value).to_vec());
        let live = self.with_ancestors(standing);
        let lost = self
            .saved
            .iter()
            .enumerate()
            .filter(|(at, _)| !live.contains(at));
        lost.map(|(_, saved)| format!("{} {} = {:?}", saved.field.0, saved.field.2, saved.value))
            .collect()
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
