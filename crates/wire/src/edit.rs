//! One edit, as it stands in the outbox and travels, and the office's receipt for it.

use crate::cbor::{WireError, cbor_array, encode};
use adinda_domain::merge::{Change, Outcome, RecordSeen};
use adinda_domain::path::FieldPath;
use adinda_domain::{Kind, OpId, RecordId, Value, Version};
use sha2::{Digest, Sha256};

/// One record changed by one save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The save's own id: taken once by the office, however often it comes.
    pub op: OpId,
    /// The laptop's clock at the save, in seconds since 1970: shown to people, decides nothing. (Beside the id, which
    /// is of the same second: together they cost one time on the wire.)
    pub saved_at: i64,
    /// The record's kind.
    pub kind: Kind,
    /// The record.
    pub record: RecordId,
    /// What the author had seen of the record as a whole, for the guards.
    pub seen: RecordSeen,
    /// The changed fields.
    pub changes: Vec<Change>,
    /// Alternatives (conflicts and held values) that this edit settles: the edit and field they came from.
    pub closes: Vec<(OpId, FieldPath)>,
    /// Set when this offers again an alternative that the office lost: the edit that it came from.
    pub alternative_of: Option<OpId>,
}
cbor_array!(Edit {
    op,
    saved_at,
    kind,
    record,
    seen,
    changes,
    closes,
    alternative_of
});

/// What an edit says apart from what its author had seen: bases may be restated, this may not.
struct Content {
    kind: Kind,
    record: RecordId,
    values: Vec<(FieldPath, Value)>,
    closes: Vec<(OpId, FieldPath)>,
    alternative_of: Option<OpId>,
}
cbor_array!(Content {
    kind,
    record,
    values,
    closes,
    alternative_of
});

impl Edit {
    /// SHA-256 of the edit's content without its bases: the same edit offered again after a rollback, when
    /// its bases were restated, is still the same.
    ///
    /// # Errors
    /// Only the encoder's.
    pub fn content_hash(&self) -> Result<[u8; 32], WireError> {
        let content = Content {
            kind: self.kind.clone(),
            record: self.record,
            values: self
                .changes
                .iter()
                .map(|change| (change.path.clone(), change.value.clone()))
                .collect(),
            closes: self.closes.clone(),
            alternative_of: self.alternative_of,
        };
        Ok(Sha256::digest(encode(&content)?).into())
    }
}

/// The office's durable word on one edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The version at which it was taken; where nothing needed one, the KIM's version at that time.
    pub version: Version,
    /// What became of the fields that weren't simply applied, by their position in the edit.
    pub exceptions: Vec<(u64, Outcome)>,
}
cbor_array!(Receipt {
    version,
    exceptions
});

impl Receipt {
    /// What became of the field at a position.
    pub fn outcome(&self, position: usize) -> Outcome {
        let exception = self
            .exceptions
            .iter()
            .find(|(index, _)| usize::try_from(*index) == Ok(position));
        exception.map_or(Outcome::Applied, |(_, outcome)| *outcome)
    }

    /// A receipt from the outcome of every field.
    pub fn new(version: Version, outcomes: &[Outcome]) -> Receipt {
        let exceptions = outcomes
            .iter()
            .enumerate()
            .filter(|(_, outcome)| **outcome != Outcome::Applied)
            .map(|(index, outcome)| (index as u64, *outcome))
            .collect();
        Receipt {
            version,
            exceptions,
        }
    }
}

/// A receipt as both sides keep it: with the paths of its exceptions, so that it can be asked by field
/// long after the edit itself is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptReceipt {
    /// The receipt.
    pub receipt: Receipt,
    /// The paths of its exceptions, in the same order.
    pub exception_paths: Vec<FieldPath>,
    /// Whether the receipt's version was issued for this edit (else it is only where the KIM stood).
    pub issued: bool,
}
cbor_array!(KeptReceipt {
    receipt,
    exception_paths,
    issued
});

impl KeptReceipt {
    /// The receipt of an edit with these changes.
    pub fn new(receipt: Receipt, changes: &[Change], issued: bool) -> KeptReceipt {
        let path = |(position, _): &(u64, Outcome)| {
            usize::try_from(*position)
                .ok()
                .and_then(|position| changes.get(position))
                .map(|change| change.path.clone())
        };
        let exception_paths = receipt.exceptions.iter().filter_map(path).collect();
        KeptReceipt {
            receipt,
            exception_paths,
            issued,
        }
    }

    /// What became of one field of the edit.
    pub fn outcome_of(&self, path: &FieldPath) -> Outcome {
        let position = self
            .exception_paths
            .iter()
            .position(|exception| exception == path);
        position
            .and_then(|position| self.receipt.exceptions.get(position))
            .map_or(Outcome::Applied, |(_, outcome)| *outcome)
    }

    /// The version at which the edit's value of a field stands confirmed, if it does.
    pub fn confirmed_at(&self, path: &FieldPath) -> Option<Version> {
        match self.outcome_of(path) {
            Outcome::Applied if self.issued => Some(self.receipt.version),
            Outcome::Same(version) => Some(version),
            Outcome::Applied | Outcome::Conflict | Outcome::Held(_) | Outcome::Erased => None,
        }
    }

    /// The versions at which the edit touched its record.
    pub fn versions(&self) -> Vec<Version> {
        let same = self
            .receipt
            .exceptions
            .iter()
            .filter_map(|(_, outcome)| match outcome {
                Outcome::Same(version) => Some(*version),
                _ => None,
            });
        self.issued
            .then_some(self.receipt.version)
            .into_iter()
            .chain(same)
            .collect()
    }
}
