//! Taking one edit: decide by what stands there, write it down, give the receipt. The only place where the office's
//! records change, whoever changes them.

use crate::store::{self, Device, Kim, OfficeError, StoredReceipt};
use crate::{erasure, ledger};
use adinda_domain::merge::{
    self, Author, Change, Confirmed, HeldReason, MergeContext, Outcome, OwnEdit,
};
use adinda_domain::{Base, FieldPath, KimId, OpId, Value, Version};
use adinda_wire::exchange::Alternative;
use adinda_wire::{Edit, KeptReceipt, Receipt};
use rusqlite::Transaction;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Whose edit it is: a laptop's of the KIM, or the office's own.
#[derive(Clone, Copy)]
pub(crate) struct Hand<'a> {
    pub(crate) kim: KimId,
    pub(crate) device: Option<&'a Device>,
}

impl Hand<'_> {
    fn author(self) -> Author {
        match self.device {
            Some(_) => Author::Device,
            None => Author::Office,
        }
    }
}

/// What taking an edit gave.
pub(crate) struct TakenEdit {
    pub(crate) receipt: Receipt,
    /// Whether a version was issued for it just now.
    pub(crate) fresh: bool,
}

/// Takes an edit, once however often it comes.
pub(crate) fn take_edit(
    tx: &Transaction<'_>,
    hand: Hand<'_>,
    edit: &Edit,
    now: i64,
) -> Result<TakenEdit, OfficeError> {
    let content_hash = edit.content_hash()?;
    if let Some(stored) = StoredReceipt::get(tx, hand.kim, edit.op)? {
        return Ok(TakenEdit {
            receipt: again(&stored, edit, content_hash),
            fresh: false,
        });
    }
    let outcomes = decide(tx, hand, edit)?;
    let mut writing = Writing {
        tx,
        hand,
        edit,
        now,
        version: None,
    };
    writing.close_alternatives(&outcomes)?;
    for (change, outcome) in edit.changes.iter().zip(&outcomes) {
        writing.apply(change, *outcome)?;
    }
    writing.receipt(&outcomes, content_hash)
}

/// Keeps an edit that this office can't write down as it is, for a reason that isn't the edit's author's: what it says
/// is held, what it would have closed stays open.
pub(crate) fn take_into_custody(
    tx: &Transaction<'_>,
    hand: Hand<'_>,
    edit: &Edit,
    now: i64,
) -> Result<TakenEdit, OfficeError> {
    let mut writing = Writing {
        tx,
        hand,
        edit,
        now,
        version: None,
    };
    let mut outcomes = Vec::with_capacity(edit.changes.len());
    for change in &edit.changes {
        outcomes.push(outcome_in_custody(tx, hand.kim, edit, change)?);
    }
    for (change, outcome) in edit.changes.iter().zip(&outcomes) {
        writing.apply(change, *outcome)?;
    }
    writing.receipt(&outcomes, edit.content_hash()?)
}

/// Erasing needs nothing that stands there, and beats custody as it beats everything.
fn outcome_in_custody(
    tx: &Transaction<'_>,
    kim: KimId,
    edit: &Edit,
    change: &Change,
) -> Result<Outcome, OfficeError> {
    if merge::is_erasure(&change.path, &change.value) {
        return Ok(Outcome::Applied);
    }
    let (_, ids) = change.path.template();
    for id in ids.into_iter().chain([edit.record.0]) {
        if erasure::is_erased(tx, kim, id)? {
            return Ok(Outcome::Erased);
        }
    }
    Ok(Outcome::Held(HeldReason::OfficeFault))
}

/// The answer to an edit that came before: the same receipt, unless somebody used its id for something else.
fn again(stored: &StoredReceipt, edit: &Edit, content_hash: [u8; 32]) -> Receipt {
    if stored.content_hash == content_hash {
        return stored.kept.receipt.clone();
    }
    let held = vec![Outcome::Held(HeldReason::EditReused); edit.changes.len()];
    Receipt::new(stored.kept.receipt.version, &held)
}

fn decide(tx: &Transaction<'_>, hand: Hand<'_>, edit: &Edit) -> Result<Vec<Outcome>, OfficeError> {
    let confirmed = store::record_fields(tx, hand.kim, &edit.kind, edit.record)?;
    let mut record = RecordAtOffice {
        tx,
        kim: hand.kim,
        confirmed,
    };
    let decided = merge::decide(
        &edit.kind,
        hand.author(),
        &edit.seen,
        &edit.changes,
        &mut record,
    )?;
    if edit.alternative_of.is_none() {
        return Ok(decided);
    }
    // An alternative offered again stays one, whatever stands there now, unless it can't even be that.
    let kept = decided.into_iter().map(|outcome| match outcome {
        Outcome::Applied | Outcome::Same(_) => Outcome::Conflict,
        other => other,
    });
    Ok(kept.collect())
}

/// The record of an edit, as the merge decision asks for it.
struct RecordAtOffice<'a> {
    tx: &'a Transaction<'a>,
    kim: KimId,
    confirmed: BTreeMap<FieldPath, Confirmed>,
}

impl MergeContext for RecordAtOffice<'_> {
    type Error = OfficeError;

    fn confirmed(&self) -> &BTreeMap<FieldPath, Confirmed> {
        &self.confirmed
    }

    fn own_edit(&mut self, op: OpId, path: &FieldPath) -> Result<OwnEdit, OfficeError> {
        if let Some(alternative) = store::alternative(self.tx, self.kim, op, path)? {
            return Ok(match alternative.held {
                Some(_) => OwnEdit::Held(alternative.base),
                None => OwnEdit::Conflict,
            });
        }
        let stored = StoredReceipt::get(self.tx, self.kim, op)?;
        Ok(stored
            .and_then(|stored| stored.kept.confirmed_at(path))
            .map_or(OwnEdit::Unknown, OwnEdit::Confirmed))
    }

    fn is_erased(&mut self, id: Uuid) -> Result<bool, OfficeError> {
        erasure::is_erased(self.tx, self.kim, id)
    }

    fn own_versions(&mut self, op: OpId) -> Result<Vec<Version>, OfficeError> {
        Ok(StoredReceipt::get(self.tx, self.kim, op)?
            .map(|stored| stored.kept.versions())
            .unwrap_or_default())
    }
}

/// Writing down one edit: its version is issued when the first thing needs one.
struct Writing<'a> {
    tx: &'a Transaction<'a>,
    hand: Hand<'a>,
    edit: &'a Edit,
    now: i64,
    version: Option<Version>,
}

impl Writing<'_> {
    fn version(&mut self) -> Result<Version, OfficeError> {
        if let Some(version) = self.version {
            return Ok(version);
        }
        let version = Kim::issue_version(
            self.tx,
            self.hand.kim,
            self.edit.op,
            self.hand.device.map(|device| device.device),
            self.edit.saved_at,
            self.now,
        )?;
        self.version = Some(version);
        Ok(version)
    }

    /// The receipt of what was written, itself written down.
    fn receipt(
        self,
        outcomes: &[Outcome],
        content_hash: [u8; 32],
    ) -> Result<TakenEdit, OfficeError> {
        let (kim, edit) = (self.hand.kim, self.edit);
        let version = match self.version {
            Some(version) => version,
            None => Kim::checkpoint(self.tx, kim)?.version,
        };
        let receipt = Receipt::new(version, outcomes);
        let kept = KeptReceipt::new(receipt.clone(), &edit.changes, self.version.is_some());
        StoredReceipt { content_hash, kept }.put(self.tx, kim, edit.op)?;
        Ok(TakenEdit {
            receipt,
            fresh: self.version.is_some(),
        })
    }

    /// Closes what the edit names, and what it replaces: an own conflict or held value that its form showed.
    fn close_alternatives(&mut self, outcomes: &[Outcome]) -> Result<(), OfficeError> {
        let replaced =
            self.edit
                .changes
                .iter()
                .zip(outcomes)
                .filter_map(|(change, outcome)| match (change.base, outcome) {
                    (_, Outcome::Erased) => None,
                    (Base::Own(op), _) => Some((op, change.path.clone())),
                    _ => None,
                });
        for (op, path) in replaced.collect::<Vec<_>>() {
            if store::alternative(self.tx, self.hand.kim, op, &path)?
                .is_some_and(|found| found.open)
            {
                let version = self.version()?;
                store::close_alternative(self.tx, self.hand.kim, op, &path, version)?;
            }
        }
        for (op, path) in &self.edit.closes {
            match store::alternative(self.tx, self.hand.kim, *op, path)? {
                Some(found) if !found.open => {}
                Some(_) => {
                    let version = self.version()?;
                    store::close_alternative(self.tx, self.hand.kim, *op, path, version)?;
                }
                // It hasn't come yet (a file, or an office set back): it will be closed when it does.
                None => {
                    self.add_alternative(*op, path.clone(), Value::Null, Base::Unseen, None, false)?
                }
            }
        }
        Ok(())
    }

    fn apply(&mut self, change: &Change, outcome: Outcome) -> Result<(), OfficeError> {
        let op = self.edit.alternative_of.unwrap_or(self.edit.op);
        match outcome {
            Outcome::Applied => {
                let version = self.version()?;
                let edit = self.edit;
                store::put_field(
                    self.tx,
                    self.hand.kim,
                    &edit.kind,
                    edit.record,
                    &change.path,
                    &change.value,
                    version,
                )?;
                if merge::is_erasure(&change.path, &change.value) {
                    let kim = self.hand.kim;
                    ledger::note_erasure(self.tx, kim, &edit.kind, edit.record)?;
                    erasure::erase_content(self.tx, kim, &edit.kind, edit.record, self.now)?;
                }
                Ok(())
            }
            Outcome::Conflict => self.add_alternative(
                op,
                change.path.clone(),
                change.value.clone(),
                change.base,
                None,
                true,
            ),
            Outcome::Held(reason) => self.add_alternative(
                op,
                change.path.clone(),
                change.value.clone(),
                change.base,
                Some(reason),
                true,
            ),
            Outcome::Same(_) | Outcome::Erased => Ok(()),
        }
    }

    fn add_alternative(
        &mut self,
        op: OpId,
        path: FieldPath,
        value: Value,
        base: Base,
        held: Option<HeldReason>,
        open: bool,
    ) -> Result<(), OfficeError> {
        if store::alternative(self.tx, self.hand.kim, op, &path)?.is_some() {
            return Ok(());
        }
        let alternative = Alternative {
            op,
            path,
            value,
            base,
            held,
            open,
            device_letter: self
                .hand
                .device
                .map(|device| device.letter.clone())
                .unwrap_or_default(),
            saved_at: self.edit.saved_at,
        };
        let version = self.version()?;
        store::add_alternative(
            self.tx,
            self.hand.kim,
            &self.edit.kind,
            self.edit.record,
            &alternative,
            version,
        )
    }
}
