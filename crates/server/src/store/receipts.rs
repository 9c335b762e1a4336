//! The durable word on every edit.

use super::{OfficeError, unreadable};
use adinda_domain::{KimId, OpId};
use adinda_wire::{KeptReceipt, decode, encode};
use rusqlite::{OptionalExtension, Transaction, named_params};

/// A receipt with the hash of the edit that it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredReceipt {
    /// SHA-256 of the edit's content.
    pub content_hash: [u8; 32],
    /// The receipt.
    pub kept: KeptReceipt,
}

impl StoredReceipt {
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
                let kept =
                    decode(row.get_ref(1)?.as_blob()?).map_err(|error| unreadable(1, error))?;
                Ok(StoredReceipt {
                    content_hash: row.get(0)?,
                    kept,
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
        let mut statement = tx.prepare_cached(
            "INSERT INTO receipt (kim, op, content_hash, body) VALUES (:kim, :op, :content_hash, :body)",
        )?;
        statement.execute(named_params! {
            ":kim": kim.as_bytes(), ":op": op.as_bytes(), ":content_hash": self.content_hash,
            ":body": encode(&self.kept)?,
        })?;
        Ok(())
    }
}
