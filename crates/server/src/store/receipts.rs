//! The durable word on every edit.

use super::{OfficeError, unreadable};
use adinda_domain::merge::Outcome;
use adinda_domain::{FieldPath, KimId, OpId, Version};
use adinda_wire::{Receipt, decode, encode};
use rusqlite::{OptionalExtension, Transaction, named_params};

/// A receipt with what the office needs to answer for it later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredReceipt {
    /// SHA-256 of the edit's content.
    pub content_hash: [u8; 32],
    /// The receipt as the laptop got it.
    pub receipt: Receipt,
    /// The paths of its exceptions, in the same order.
    pub exception_paths: Vec<FieldPath>,
    /// Whether the receipt's version was issued for this edit (else it is only where the KIM stood).
    pub issued: bool,
}

type Body = (Receipt, (Vec<FieldPath>, bool));

impl StoredReceipt {
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

    /// The receipt of an edit, if there is one.
    ///
    /// # Errors
    /// [`OfficeError::Database`].
    pub fn get(
        tx: &Transaction<'_>,
        kim: KimId,
        op: OpId,
    ) -> Result<Option<StoredReceipt>, OfficeError> {
        let mut statement = tx.prepare_cached(
            "SELECT content_hash, body FROM receipt WHERE kim = :kim AND op = :op",
        )?;
        let stored = statement.query_row(
            named_params! { ":kim": kim.as_bytes(), ":op": op.as_bytes() },
            |row| {
                let (receipt, (exception_paths, issued)): Body =
                    decode(row.get_ref(1)?.as_blob()?).map_err(|error| unreadable(1, error))?;
                Ok(StoredReceipt {
                    content_hash: row.get(0)?,
                    receipt,
                    exception_paths,
                    issued,
                })
            },
        );
        Ok(stored.optional()?)
    }

    /// Writes the receipt of an edit, once and for all.
    pub(crate) fn put(
        &self,
        tx: &Transaction<'_>,
        kim: KimId,
        op: OpId,
    ) -> Result<(), OfficeError> {
        let body: Body = (
            self.receipt.clone(),
            (self.exception_paths.clone(), self.issued),
        );
        let mut statement = tx.prepare_cached(
            "INSERT INTO receipt (kim, op, content_hash, body) VALUES (:kim, :op, :content_hash, :body)",
        )?;
        statement.execute(named_params! {
            ":kim": kim.as_bytes(), ":op": op.as_bytes(), ":content_hash": self.content_hash, ":body": encode(&body)?,
        })?;
        Ok(())
    }
}
