//! The simulation's own books of what the office said: every receipt is checked against what people had seen.

use super::device::{Confirmed, concerns};
use super::ledger::{Field, Ledger, Save, is_unique};
use adinda_domain::merge::{Change, HeldReason, Outcome, is_erasure};
use adinda_domain::{Base, FieldPath, Kind, OpId, RecordId, Value};
use adinda_wire::{Edit, Receipt};
use anyhow::{Result, bail, ensure};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What the office is known to have said, in the history that it stands in.
#[derive(Clone, Default)]
pub struct Books {
    pub version: u64,
    pub fields: Confirmed,
    alternatives: BTreeMap<(OpId, FieldPath), Kept>,
    receipts: BTreeMap<OpId, Receipt>,
    /// Whether the office's database refuses edits just now: they are only kept then.
    pub is_refusing: bool,
}

/// An alternative.
#[derive(Clone)]
struct Kept {
    field: Field,
    value: Value,
    open: bool,
}

/// A change as it is judged.
struct Judged<'a> {
    ledger: &'a Ledger,
    edit: &'a Edit,
    change: &'a Change,
    field: Field,
    /// The save that it comes from; none if it is offered again after the office was set back.
    save: Option<&'a Save>,
    /// The fields as they stood before the edit.
    before: &'a Confirmed,
    /// The guards that stood before the edit.
    guards: &'a [(FieldPath, Value)],
}

impl Books {
    /// The open alternatives with their fields.
    pub fn open_alternatives(&self) -> impl Iterator<Item = (&(OpId, FieldPath), &Field, &Value)> {
        let open = self.alternatives.iter().filter(|(_, kept)| kept.open);
        open.map(|(key, kept)| (key, &kept.field, &kept.value))
    }

    /// Checks one receipt and writes down what it says. In `strict` no conflict may come up without a reason.
    pub fn take(
        &mut self,
        edit: &Edit,
        receipt: &Receipt,
        ledger: &Ledger,
        strict: bool,
    ) -> Result<()> {
        if let Some(given) = self.receipts.get(&edit.op) {
            ensure!(
                given == receipt,
                "another receipt for an edit that had one: {given:?}, now {receipt:?}"
            );
            return Ok(());
        }
        let field = |path: &FieldPath| (edit.kind.clone(), edit.record, path.clone());
        let before = self.fields.clone();
        let mut guards = guards_of(&edit.kind);
        guards.retain(|(path, set)| {
            before
                .get(&field(path))
                .is_some_and(|(value, _)| value == set)
        });
        let issued = receipt.version.0 == self.version + 1;
        ensure!(
            issued || receipt.version.0 == self.version,
            "version {:?} after {}",
            receipt.version,
            self.version
        );

        let in_custody = (0..edit.changes.len())
            .any(|at| receipt.outcome(at) == Outcome::Held(HeldReason::OfficeFault));
        for (position, change) in edit.changes.iter().enumerate() {
            let field = field(&change.path);
            let save = ledger.save(edit.op);
            let judged = Judged {
                ledger,
                edit,
                change,
                field,
                save,
                before: &before,
                guards: &guards,
            };
            let outcome = receipt.outcome(position);
            let erased = judged.is_erased();
            ensure!(
                erased == (outcome == Outcome::Erased),
                "erased is {erased}, and the office says {outcome:?}: {judged}"
            );
            match outcome {
                Outcome::Applied if is_erasure(&change.path, &change.value) => {
                    ensure!(issued, "erased without a version");
                    self.erase(judged.field, receipt.version.0);
                }
                Outcome::Applied => {
                    judged.may_apply()?;
                    ensure!(issued, "applied without a version");
                    self.fields
                        .insert(judged.field, (change.value.clone(), receipt.version.0));
                }
                Outcome::Same(version) => {
                    let expected = Some((change.value.clone(), version.0));
                    ensure!(
                        before.get(&judged.field).cloned() == expected,
                        "not the same: {}",
                        change.path
                    );
                }
                Outcome::Conflict
                | Outcome::Held(HeldReason::OfficeField | HeldReason::OfficeFault) => {
                    let is_fault = outcome == Outcome::Held(HeldReason::OfficeFault);
                    ensure!(
                        is_fault || change.path.is_office() == (outcome != Outcome::Conflict),
                        "{outcome:?} of {judged}"
                    );
                    ensure!(
                        !strict || judged.has_a_reason() || (is_fault && self.is_refusing),
                        "{outcome:?} without a reason: {judged}"
                    );
                    ensure!(
                        self.is_refusing || !is_fault,
                        "in custody, and nothing was the matter: {judged}"
                    );
                    let key = (edit.alternative_of.unwrap_or(edit.op), change.path.clone());
                    let kept = Kept {
                        field: judged.field,
                        value: change.value.clone(),
                        open: true,
                    };
                    self.alternatives.entry(key).or_insert(kept);
                }
                Outcome::Erased => {}
                Outcome::Held(_) => bail!("nobody gave a reason for {outcome:?}"),
            }
            // What is only kept closes nothing.
            if outcome != Outcome::Erased
                && !in_custody
                && let Base::Own(op) = change.base
                && let Some(replaced) = self.alternatives.get_mut(&(op, change.path.clone()))
            {
                replaced.open = false;
            }
        }
        for (op, path) in edit.closes.iter().filter(|_| !in_custody) {
            let closed = Kept {
                field: field(path),
                value: Value::Null,
                open: false,
            };
            let entry = self.alternatives.entry((*op, path.clone()));
            entry.and_modify(|kept| kept.open = false).or_insert(closed);
        }
        self.version = receipt.version.0;
        self.receipts.insert(edit.op, receipt.clone());
        Ok(())
    }

    /// Writes down what the office wrote itself, over whatever stood there.
    pub fn office_wrote(
        &mut self,
        record: &(Kind, RecordId),
        values: &[(FieldPath, Value)],
        receipt: &Receipt,
    ) -> Result<()> {
        let mut issued = false;
        for (position, (path, value)) in values.iter().enumerate() {
            let field = (record.0.clone(), record.1, path.clone());
            match receipt.outcome(position) {
                Outcome::Applied if is_erasure(path, value) => {
                    self.erase(field, receipt.version.0);
                    issued = true;
                }
                Outcome::Applied => {
                    self.close_copies(&field);
                    let written = (value.clone(), receipt.version.0);
                    self.fields.insert(field, written);
                    issued = true;
                }
                Outcome::Same(version) => {
                    ensure!(
                        self.fields.get(&field) == Some(&(value.clone(), version.0)),
                        "the office's word isn't the same: {path}"
                    );
                    issued |= self.close_copies(&field);
                }
                Outcome::Erased => ensure!(
                    concerns(&self.erased(), record.1, path),
                    "the office's word was dropped: {path}"
                ),
                outcome => bail!("the office's word met {outcome:?}: {path}"),
            }
        }
        ensure!(
            receipt.version.0 == self.version + u64::from(issued),
            "the office's word has version {:?} after {}",
            receipt.version,
            self.version
        );
        self.version = receipt.version.0;
        Ok(())
    }

    /// Whoever writes as the office has looked at the copies that laptops had of it. Says whether there were any.
    fn close_copies(&mut self, field: &Field) -> bool {
        let kept = self.alternatives.values_mut();
        let copies = kept.filter(|kept| kept.open && kept.field == *field);
        copies.map(|kept| kept.open = false).count() > 0
    }

    /// The office, set back, has been reminded of an erasure.
    pub fn heed_erasure(&mut self, mark: Field, version: u64) {
        self.erase(mark, version);
        self.version = version;
    }

    /// The ids of what was erased.
    pub fn erased(&self) -> BTreeSet<Uuid> {
        let marks = self
            .fields
            .keys()
            .filter(|field| field.2 == FieldPath::erased());
        marks.map(|field| field.1.0).collect()
    }

    /// Nothing stays of a record but the mark.
    fn erase(&mut self, mark: Field, version: u64) {
        let erased = BTreeSet::from([mark.1.0]);
        self.fields
            .retain(|field, _| !concerns(&erased, field.1, &field.2));
        self.alternatives
            .retain(|_, kept| !concerns(&erased, kept.field.1, &kept.field.2));
        self.fields.insert(mark, (Value::Boolean(true), version));
    }
}

impl Judged<'_> {
    fn writer(&self) -> Option<OpId> {
        self.save.map(|_| self.edit.op)
    }

    fn removes(&self) -> bool {
        self.change.path == FieldPath::removed() && self.change.value == Value::Boolean(true)
    }

    /// Whether it comes for something that was erased.
    fn is_erased(&self) -> bool {
        let is_mark = |path: &FieldPath| *path == FieldPath::erased();
        let marked = |id: Uuid| {
            let mut before = self.before.keys();
            before.any(|field| field.1.0 == id && is_mark(&field.2))
        };
        let path = &self.change.path;
        !is_mark(path) && (marked(self.field.1.0) || path.template().1.into_iter().any(marked))
    }

    /// Nothing that the author hadn't seen is overwritten, changed behind a guard, or archived.
    fn may_apply(&self) -> Result<()> {
        let (ledger, field, value) = (self.ledger, &self.field, &self.change.value);
        if let Some((standing, _)) = self.before.get(field) {
            let seen = ledger.had_seen(field, self.writer(), value, standing);
            ensure!(seen, "silent overwrite of {standing:?}: {self}");
        }
        if !self.removes() {
            for (guard, set) in self.guards {
                let seen = ledger.had_seen_guard(field, self.writer(), value, guard, set);
                ensure!(
                    seen,
                    "applied, but its author hadn't seen {guard} set: {self}"
                );
            }
            return Ok(());
        }
        let of_record = self
            .before
            .iter()
            .filter(|(other, _)| other.0 == field.0 && other.1 == field.1);
        for (other, (standing, _)) in of_record.filter(|(_, (standing, _))| is_unique(standing)) {
            let seen = ledger.may_be_archived(field, self.writer(), other, standing);
            ensure!(
                seen,
                "archived by somebody who hadn't seen {} = {standing:?}: {self}",
                other.2
            );
        }
        Ok(())
    }

    /// Whether a conflict has a reason: the author had not seen what stands there, or might not have.
    fn has_a_reason(&self) -> bool {
        let standing = self.before.get(&self.field).map(|(value, _)| value);
        let Some(save) = self.save else { return true };
        let seen = match standing {
            None => true,
            // What somebody took over by settling stands there as an edit that the first author hasn't seen.
            Some(standing) => {
                is_unique(standing)
                    && standing == save.saw(&self.change.path)
                    && self.ledger.writers(&self.field, standing).len() == 1
            }
        };
        !seen || self.removes() || !self.guards.is_empty()
    }
}

impl std::fmt::Display for Judged<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (kind, _, path) = &self.field;
        let (value, base, seen) = (&self.change.value, self.change.base, &self.edit.seen);
        write!(
            f,
            "{kind} {path} = {value:?} on base {base:?}, with {seen:?}"
        )
    }
}

/// The guards of a kind.
fn guards_of(kind: &Kind) -> Vec<(FieldPath, Value)> {
    let mut guards = vec![(FieldPath::removed(), Value::Boolean(true))];
    if *kind == Kind::MEETING {
        guards.push((FieldPath::scalar("status"), Value::Text("final".into())));
    }
    guards
}
