//! Bundles that came as files: the answers that were given, and those that wait for an officer.

use super::{Device, OfficeError, from_sql, to_sql};
use adinda_domain::DeviceId;
use adinda_wire::pin::Pin;
use adinda_wire::{decode, encode};
use rusqlite::{OptionalExtension, Row, Transaction, named_params};

/// How many answers are kept for each laptop.
const ANSWERS_KEPT: i64 = 16;

/// Why a bundle waits for an officer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitingReason {
    /// Its laptop was revoked.
    Revoked,
    /// No laptop here has its token: the office was set back, or it is another office's after all.
    UnknownDevice,
}

impl WaitingReason {
    /// The word in the database and for scripts.
    pub fn word(self) -> &'static str {
        match self {
            WaitingReason::Revoked => "revoked",
            WaitingReason::UnknownDevice => "unknown_device",
        }
    }
}

/// A bundle that waits, or waited, for an officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingBundle {
    /// The number that officers name it by.
    pub number: i64,
    /// Why it waits: `revoked` or `unknown_device`.
    pub reason: String,
    /// Whose laptop it says it is; only its token proves that.
    pub sender: String,
    /// How many edits are in it.
    pub edits: u64,
    /// What the file was called.
    pub file_name: String,
    /// When it came, in seconds since 1970.
    pub received_at: i64,
    /// What the officer decided: `accepted` or `rejected`; none while it waits.
    pub decision: Option<String>,
    /// SHA-256 of its token.
    pub token_hash: [u8; 32],
}

const COLUMNS: &str = "number, reason, sender, edits, file_name, received_at, decision, token_hash";

fn row_to_waiting(row: &Row<'_>) -> rusqlite::Result<WaitingBundle> {
    Ok(WaitingBundle {
        number: row.get(0)?,
        reason: row.get(1)?,
        sender: row.get(2)?,
        edits: from_sql(row.get(3)?)?,
        file_name: row.get(4)?,
        received_at: row.get(5)?,
        decision: row.get(6)?,
        token_hash: row.get(7)?,
    })
}

/// What is written down about a bundle that has to wait.
pub(crate) struct NewWaiting<'a> {
    pub(crate) token_hash: [u8; 32],
    pub(crate) nonce: [u8; 16],
    pub(crate) reason: WaitingReason,
    pub(crate) sender: &'a str,
    pub(crate) edits: u64,
    pub(crate) file_name: &'a str,
    pub(crate) file: &'a [u8],
}

impl WaitingBundle {
    /// Keeps a bundle for an officer; one that came before is the same one.
    pub(crate) fn keep(
        tx: &Transaction<'_>,
        new: &NewWaiting<'_>,
        now: i64,
    ) -> Result<WaitingBundle, OfficeError> {
        tx.execute(
            "INSERT INTO bundle_waiting (token_hash, nonce, received_at, reason, sender, edits, file_name, file)
             VALUES (:token_hash, :nonce, :now, :reason, :sender, :edits, :file_name, :file)
             ON CONFLICT (token_hash, nonce) DO NOTHING",
            named_params! {
                ":token_hash": new.token_hash, ":nonce": new.nonce, ":now": now, ":reason": new.reason.word(),
                ":sender": new.sender, ":edits": to_sql(new.edits)?, ":file_name": new.file_name, ":file": new.file,
            },
        )?;
        let sql = format!(
            "SELECT {COLUMNS} FROM bundle_waiting WHERE token_hash = :token_hash AND nonce = :nonce"
        );
        Ok(tx.query_row(
            &sql,
            named_params! { ":token_hash": new.token_hash, ":nonce": new.nonce },
            row_to_waiting,
        )?)
    }

    /// All of them, oldest first; those that were decided too.
    ///
    /// # Errors
    /// [`OfficeError::Database`].
    pub fn all(tx: &Transaction<'_>) -> Result<Vec<WaitingBundle>, OfficeError> {
        let sql = format!("SELECT {COLUMNS} FROM bundle_waiting ORDER BY number");
        let mut statement = tx.prepare(&sql)?;
        Ok(statement
            .query_map([], row_to_waiting)?
            .collect::<Result<_, _>>()?)
    }

    /// One of them with its file.
    ///
    /// # Errors
    /// [`OfficeError::Refused`] if there is none of this number.
    pub fn get(tx: &Transaction<'_>, number: i64) -> Result<(WaitingBundle, Vec<u8>), OfficeError> {
        let sql = format!("SELECT {COLUMNS}, file FROM bundle_waiting WHERE number = :number");
        let found = tx
            .query_row(&sql, named_params! { ":number": number }, |row| {
                Ok((row_to_waiting(row)?, row.get(8)?))
            })
            .optional()?;
        found.ok_or_else(|| OfficeError::Refused(format!("no bundle {number} waits here")))
    }

    /// Writes down what the officer decided. What was let in is in the records now, and nowhere else: whoever is
    /// erased must not stay in a file.
    pub(crate) fn decide(
        tx: &Transaction<'_>,
        number: i64,
        decision: &str,
        now: i64,
    ) -> Result<(), OfficeError> {
        tx.execute(
            "UPDATE bundle_waiting SET decision = :decision, decided_at = :now,
                 file = CASE :decision WHEN 'accepted' THEN x'' ELSE file END
             WHERE number = :number",
            named_params! { ":decision": decision, ":now": now, ":number": number },
        )?;
        Ok(())
    }
}

/// Keeps the answer to a bundle in the place of an earlier one to the same.
pub(crate) fn keep_answer(
    tx: &Transaction<'_>,
    device: &Device,
    nonce: [u8; 16],
    file_name: &str,
    file: &[u8],
    now: i64,
) -> Result<(), OfficeError> {
    let device = device.device;
    tx.execute(
        "DELETE FROM bundle_answer WHERE device = :device AND nonce = :nonce",
        named_params! { ":device": device.as_bytes(), ":nonce": nonce },
    )?;
    tx.execute(
        "INSERT INTO bundle_answer (number, device, nonce, answered_at, file_name, file)
         SELECT coalesce(max(number), 0) + 1, :device, :nonce, :now, :file_name, :file FROM bundle_answer",
        named_params! {
            ":device": device.as_bytes(), ":nonce": nonce, ":now": now, ":file_name": file_name, ":file": file,
        },
    )?;
    tx.execute(
        "DELETE FROM bundle_answer WHERE device = :device AND number NOT IN
         (SELECT number FROM bundle_answer WHERE device = :device ORDER BY number DESC LIMIT :kept)",
        named_params! { ":device": device.as_bytes(), ":kept": ANSWERS_KEPT },
    )?;
    Ok(())
}

/// The answer to the last bundle of a laptop: what its file is called, and the file.
///
/// # Errors
/// [`OfficeError::Database`].
pub fn last_answer(
    tx: &Transaction<'_>,
    device: DeviceId,
) -> Result<Option<(String, Vec<u8>)>, OfficeError> {
    let found = tx.query_row(
        "SELECT file_name, file FROM bundle_answer WHERE device = :device ORDER BY number DESC LIMIT 1",
        named_params! { ":device": device.as_bytes() },
        |row| Ok((row.get(0)?, row.get(1)?)),
    );
    Ok(found.optional()?)
}

/// Notes by what this office's TLS is known while it is served.
///
/// # Errors
/// [`OfficeError::Database`].
pub fn note_pin(tx: &Transaction<'_>, pin: &Pin) -> Result<(), OfficeError> {
    tx.execute(
        "INSERT INTO office_pin (only, pin) VALUES (1, :pin) ON CONFLICT (only) DO UPDATE SET pin = excluded.pin",
        named_params! { ":pin": encode(pin)? },
    )?;
    Ok(())
}

/// By what this office's TLS was last known.
pub(crate) fn pin(tx: &Transaction<'_>) -> Result<Option<Pin>, OfficeError> {
    let pin: Option<Vec<u8>> = tx
        .query_row("SELECT pin FROM office_pin", [], |row| row.get(0))
        .optional()?;
    Ok(pin.map(|pin| decode(&pin)).transpose()?)
}
