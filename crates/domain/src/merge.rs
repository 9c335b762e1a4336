//! The merge decision: what the office does with one edit, as a pure function of what it has and what came.
//!
//! The rules are those of docs/sync.md. Order comes from the server's versions, causality from each
//! field's base; no clock decides anything.

use crate::id::OpId;
use crate::kinds::Kind;
use crate::path::FieldPath;
use crate::schema::{self, ValueProblem};
use crate::value::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A number that only the server issues, strictly rising per KIM, one per edit taken. 0 is "before anything".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(pub u64);

/// The random 64 bits stored with every version: two histories that share a version but not its mark have parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mark(pub u64);

/// A version with its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Checkpoint {
    /// The version.
    pub version: Version,
    /// Its mark.
    pub mark: Mark,
}

impl Checkpoint {
    /// Before anything: known to every server.
    pub const ORIGIN: Checkpoint = Checkpoint {
        version: Version(0),
        mark: Mark(0),
    };
}

/// What the author of a change had seen of the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// No value was there.
    Nothing,
    /// The confirmed value of this version was shown.
    At(Version),
    /// The device's own unconfirmed edit was shown.
    Own(OpId),
    /// A value re-offered after a rollback: everything up to this version had been seen.
    UpTo(Version),
    /// Whatever stands there has not been seen.
    Unseen,
}

/// What the author had seen of the record as a whole, for the guards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordSeen {
    /// Everything in the record up to this version was seen…
    pub version: Version,
    /// …and these edits of the device's own, above it or without a receipt.
    pub own: Vec<OpId>,
}

/// One field of an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which field.
    pub path: FieldPath,
    /// Its new value.
    pub value: Value,
    /// What the author had seen of it.
    pub base: Base,
}

/// What became of one field of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Taken: the field now has the edit's version.
    Applied,
    /// The same value already stood there, since this version.
    Same(Version),
    /// Kept beside the standing value, for a person to choose.
    Conflict,
    /// Taken into custody with a reason; a mended edit closes it.
    Held(HeldReason),
    /// The record was erased on purpose; what arrives for it is dropped.
    Erased,
}

/// Why a value was taken into custody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldReason {
    /// The value doesn't fit its field.
    Value(ValueProblem),
    /// Only the office writes this field.
    OfficeField,
    /// The same edit id came with another content.
    EditReused,
    /// The office couldn't write it down for a reason of its own; nothing is wrong with the edit.
    OfficeFault,
    /// Something that this version doesn't know, from a newer one.
    Unknown(u64),
}

impl HeldReason {
    /// The number on the wire and in the database; never reused for another meaning.
    pub fn code(self) -> u64 {
        match self {
            HeldReason::Value(ValueProblem::TooLong) => 1,
            HeldReason::Value(ValueProblem::NotADate) => 2,
            HeldReason::Value(ValueProblem::NotATime) => 3,
            HeldReason::Value(ValueProblem::OutOfBounds) => 4,
            HeldReason::Value(ValueProblem::NotAChoice) => 5,
            HeldReason::Value(ValueProblem::WrongType) => 6,
            HeldReason::OfficeField => 20,
            HeldReason::EditReused => 21,
            HeldReason::OfficeFault => 22,
            HeldReason::Unknown(code) => code,
        }
    }

    /// The reason behind a number.
    pub fn from_code(code: u64) -> HeldReason {
        match code {
            1 => HeldReason::Value(ValueProblem::TooLong),
            2 => HeldReason::Value(ValueProblem::NotADate),
            3 => HeldReason::Value(ValueProblem::NotATime),
            4 => HeldReason::Value(ValueProblem::OutOfBounds),
            5 => HeldReason::Value(ValueProblem::NotAChoice),
            6 => HeldReason::Value(ValueProblem::WrongType),
            20 => HeldReason::OfficeField,
            21 => HeldReason::EditReused,
            22 => HeldReason::OfficeFault,
            other => HeldReason::Unknown(other),
        }
    }
}

/// A confirmed value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// The value.
    pub value: Value,
    /// The version at which it last changed.
    pub version: Version,
}

/// What the server knows about an own edit named as a base, for the field in question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnEdit {
    /// Its value was taken, or stood there already, at this version.
    Confirmed(Version),
    /// It became a conflict: the new edit replaces that alternative.
    Conflict,
    /// It was held: the new edit closes it and inherits its base.
    Held(Base),
    /// No receipt.
    Unknown,
}

/// What the decision may ask of the server's storage.
pub trait MergeContext {
    /// Why it could not answer.
    type Error;

    /// The confirmed values of the edit's record; all of them are needed only for a removal.
    fn confirmed(&self) -> &BTreeMap<FieldPath, Confirmed>;

    /// What became of an own edit, for this field.
    fn own_edit(&mut self, op: OpId, path: &FieldPath) -> Result<OwnEdit, Self::Error>;

    /// Whether a record of this id was erased, whatever its kind.
    fn is_erased(&mut self, id: Uuid) -> Result<bool, Self::Error>;

    /// The versions at which an own edit touched this record: its own, and those of values that stood there already.
    fn own_versions(&mut self, op: OpId) -> Result<Vec<Version>, Self::Error>;
}

/// Who wrote the edit: the office may write `office/…`, a laptop may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// A laptop of the KIM.
    Device,
    /// An officer.
    Office,
}

/// Decides every field of one edit against the record as it stood before the edit.
///
/// # Errors
/// Only those of the context.
pub fn decide<C: MergeContext>(
    kind: &Kind,
    author: Author,
    seen: &RecordSeen,
    changes: &[Change],
    context: &mut C,
) -> Result<Vec<Outcome>, C::Error> {
    let erases = changes
        .iter()
        .any(|change| is_erasure(&change.path, &change.value));
    if erases || context.confirmed().contains_key(&FieldPath::erased()) {
        return Ok(changes
            .iter()
            .map(|change| decide_erased(change, context))
            .collect());
    }
    let guards = unseen_guards(kind, seen, changes, context)?;
    changes
        .iter()
        .map(|change| decide_field(kind, author, change, guards, context))
        .collect()
}

/// An erased record takes its mark, once, and nothing else ever again.
fn decide_erased<C: MergeContext>(change: &Change, context: &C) -> Outcome {
    let standing = context.confirmed().get(&FieldPath::erased());
    match standing {
        _ if !is_erasure(&change.path, &change.value) => Outcome::Erased,
        Some(standing) => Outcome::Same(standing.version),
        None => Outcome::Applied,
    }
}

/// Whether a change erases its record for ever.
pub fn is_erasure(path: &FieldPath, value: &Value) -> bool {
    path.as_str() == FieldPath::ERASED && *value == Value::Boolean(true)
}

/// Which guards of the record stand against the edit.
#[derive(Clone, Copy)]
struct Guards {
    /// The record was removed, or its minutes made final, and the author hadn't seen that.
    guarded: bool,
    /// The edit removes the record, and something in it changed that the author hadn't seen.
    changed_since: bool,
}

fn unseen_guards<C: MergeContext>(
    kind: &Kind,
    seen: &RecordSeen,
    changes: &[Change],
    context: &mut C,
) -> Result<Guards, C::Error> {
    let is_final = |path: &FieldPath, value: &Value| {
        *kind == Kind::MEETING && path.as_str() == "status" && value.as_text() == Some("final")
    };
    let guard_versions: Vec<Version> = context
        .confirmed()
        .iter()
        .filter(|(path, field)| is_removal(path, &field.value) || is_final(path, &field.value))
        .map(|(_, field)| field.version)
        .collect();
    let removes = changes
        .iter()
        .any(|change| is_removal(&change.path, &change.value));
    let record_versions: Vec<Version> = if removes {
        context
            .confirmed()
            .values()
            .map(|field| field.version)
            .collect()
    } else {
        Vec::new()
    };
    let newest = guard_versions.iter().chain(&record_versions).max();
    if newest.is_none_or(|newest| *newest <= seen.version) {
        return Ok(Guards {
            guarded: false,
            changed_since: false,
        });
    }
    let mut own = Vec::new();
    for op in &seen.own {
        own.extend(context.own_versions(*op)?);
    }
    let unseen = |version: &Version| *version > seen.version && !own.contains(version);
    Ok(Guards {
        guarded: guard_versions.iter().any(unseen),
        changed_since: record_versions.iter().any(unseen),
    })
}

fn is_removal(path: &FieldPath, value: &Value) -> bool {
    path.as_str() == FieldPath::REMOVED && *value == Value::Boolean(true)
}

fn decide_field<C: MergeContext>(
    kind: &Kind,
    author: Author,
    change: &Change,
    guards: Guards,
    context: &mut C,
) -> Result<Outcome, C::Error> {
    for id in change.path.template().1 {
        if context.is_erased(id)? {
            return Ok(Outcome::Erased);
        }
    }
    if author == Author::Device && change.path.is_office() {
        return Ok(Outcome::Held(HeldReason::OfficeField));
    }
    if let Err(problem) = schema::check_value(kind, &change.path, &change.value) {
        return Ok(Outcome::Held(HeldReason::Value(problem)));
    }
    let current = context.confirmed().get(&change.path).cloned();
    if let Some(current) = current
        .as_ref()
        .filter(|current| current.value == change.value)
    {
        return Ok(Outcome::Same(current.version));
    }
    let removes = is_removal(&change.path, &change.value);
    if (guards.guarded && !removes) || (guards.changed_since && removes) {
        return Ok(Outcome::Conflict);
    }
    let seen = has_seen(
        change.base,
        current.as_ref().map(|c| c.version),
        &change.path,
        context,
    )?;
    Ok(if seen {
        Outcome::Applied
    } else {
        Outcome::Conflict
    })
}

/// Whether a base says that the author had seen what stands there now.
fn has_seen<C: MergeContext>(
    base: Base,
    current: Option<Version>,
    path: &FieldPath,
    context: &mut C,
) -> Result<bool, C::Error> {
    let mut base = base;
    // A held edit may rest on another held edit; the chain ends, since a base is always older than its edit.
    for _ in 0..1000 {
        return Ok(match (base, current) {
            (Base::Unseen, Some(_)) => false,
            (_, None) => true,
            (Base::Nothing, Some(_)) => false,
            (Base::At(version), Some(current)) => version == current,
            (Base::UpTo(version), Some(current)) => current <= version,
            (Base::Own(op), Some(current)) => match context.own_edit(op, path)? {
                OwnEdit::Confirmed(version) => version == current,
                OwnEdit::Conflict | OwnEdit::Unknown => false,
                OwnEdit::Held(inherited) => {
                    base = inherited;
                    continue;
                }
            },
        });
    }
    Ok(false)
}

#[cfg(test)]
mod tests;
