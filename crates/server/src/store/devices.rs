//! Enrolled laptops.

use super::OfficeError;
use crate::ledger;
use adinda_domain::numbering::DeviceLetter;
use adinda_domain::{DeviceId, KimId};
use adinda_wire::exchange::Turn;
use rusqlite::{OptionalExtension, Row, Transaction, named_params};
use std::collections::BTreeMap;

/// One enrolled laptop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its id.
    pub device: DeviceId,
    /// The KIM that it writes for, and the only one that it ever sees.
    pub kim: KimId,
    /// Its letter.
    pub letter: String,
    /// SHA-256 of its token.
    pub token_hash: [u8; 32],
    /// Whether it was revoked.
    pub revoked: bool,
    /// Its last exchange over the network: two laptops with one token give themselves away by it.
    pub turn: Turn,
    /// The laptop whose token it had before it became one of its own.
    pub separated_from: Option<DeviceId>,
    /// Whether somebody who speaks with its token was told to become a laptop of their own.
    pub told_to_separate: bool,
}

/// What a laptop says of itself when it is enrolled.
pub(crate) struct NewDevice<'a> {
    pub(crate) kim: KimId,
    pub(crate) token_hash: [u8; 32],
    pub(crate) public_key: &'a str,
    pub(crate) name: &'a str,
    pub(crate) app_version: &'a str,
    pub(crate) separated_from: Option<DeviceId>,
}

const COLUMNS: &str = "device, kim, letter, token_hash, revoked_at IS NOT NULL, exchanges, nonce, separated_from, told_to_separate";

fn row_to_device(row: &Row<'_>) -> rusqlite::Result<Device> {
    Ok(Device {
        device: DeviceId::from_bytes(row.get(0)?),
        kim: KimId::from_bytes(row.get(1)?),
        letter: row.get(2)?,
        token_hash: row.get(3)?,
        revoked: row.get(4)?,
        turn: Turn {
            number: super::from_sql(row.get(5)?)?,
            previous: 0,
            nonce: u64::from_be_bytes(row.get(6)?),
        },
        separated_from: row.get::<_, Option<_>>(7)?.map(DeviceId::from_bytes),
        told_to_separate: row.get(8)?,
    })
}

impl Device {
    /// The laptop with this token.
    ///
    /// # Errors
    /// [`OfficeError::Database`].
    pub fn by_token(
        tx: &Transaction<'_>,
        token_hash: &[u8; 32],
    ) -> Result<Option<Device>, OfficeError> {
        let sql = format!("SELECT {COLUMNS} FROM device WHERE token_hash = :hash");
        Ok(tx
            .query_row(&sql, named_params! { ":hash": token_hash }, row_to_device)
            .optional()?)
    }

    /// One laptop.
    ///
    /// # Errors
    /// [`OfficeError::Database`].
    pub fn get(tx: &Transaction<'_>, device: DeviceId) -> Result<Option<Device>, OfficeError> {
        let sql = format!("SELECT {COLUMNS} FROM device WHERE device = :device");
        Ok(tx
            .query_row(
                &sql,
                named_params! { ":device": device.as_bytes() },
                row_to_device,
            )
            .optional()?)
    }

    /// The laptops of a KIM, in the order of their letters.
    ///
    /// # Errors
    /// [`OfficeError::Database`].
    pub fn of_kim(tx: &Transaction<'_>, kim: KimId) -> Result<Vec<Device>, OfficeError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM device WHERE kim = :kim ORDER BY length(letter), letter"
        );
        let mut statement = tx.prepare(&sql)?;
        Ok(statement
            .query_map(named_params! { ":kim": kim.as_bytes() }, row_to_device)?
            .collect::<Result<_, _>>()?)
    }

    /// Enrols a laptop under the next letter. Letters of revoked laptops stay used: their numbers do too.
    pub(crate) fn enrol(
        tx: &Transaction<'_>,
        new: &NewDevice<'_>,
        now: i64,
    ) -> Result<Device, OfficeError> {
        let taken: u32 = tx.query_row(
            "SELECT count(*) FROM device WHERE kim = :kim",
            named_params! { ":kim": new.kim.as_bytes() },
            |row| row.get(0),
        )?;
        let (milliseconds, random) = super::fresh_id_parts()?;
        let device = Device {
            device: DeviceId::from_parts(milliseconds, random),
            kim: new.kim,
            letter: DeviceLetter::nth(taken).0,
            token_hash: new.token_hash,
            revoked: false,
            turn: Turn::default(),
            separated_from: new.separated_from,
            told_to_separate: false,
        };
        tx.execute(
            "INSERT INTO device (device, kim, letter, token_hash, public_key, name, app_version, nonce, created_at,
                separated_from)
             VALUES (:device, :kim, :letter, :token_hash, :public_key, :name, :app_version, :nonce, :now, :separated_from)",
            named_params! {
                ":device": device.device.as_bytes(), ":kim": device.kim.as_bytes(), ":letter": device.letter,
                ":token_hash": device.token_hash, ":public_key": new.public_key, ":name": new.name,
                ":app_version": new.app_version, ":nonce": 0u64.to_be_bytes(), ":now": now,
                ":separated_from": device.separated_from.map(|from| *from.as_bytes()),
            },
        )?;
        Ok(device)
    }

    /// The key that files for this laptop are sealed to.
    pub(crate) fn public_key(&self, tx: &Transaction<'_>) -> Result<String, OfficeError> {
        Ok(tx.query_row(
            "SELECT public_key FROM device WHERE device = :device",
            named_params! { ":device": self.device.as_bytes() },
            |row| row.get(0),
        )?)
    }

    /// Notes an exchange: when, and its turn, which the next one must follow.
    pub(crate) fn note_contact(
        &self,
        tx: &Transaction<'_>,
        turn: Turn,
        now: i64,
    ) -> Result<(), OfficeError> {
        tx.execute(
            "UPDATE device SET exchanges = :exchanges, nonce = :nonce, last_contact = :now WHERE device = :device",
            named_params! {
                ":exchanges": super::to_sql(turn.number)?, ":nonce": turn.nonce.to_be_bytes(), ":now": now,
                ":device": self.device.as_bytes(),
            },
        )?;
        Ok(())
    }

    /// The laptops that became ones of their own out of it, and those out of these, in the order of their letters.
    ///
    /// # Errors
    /// [`OfficeError::Database`].
    pub fn separated_out_of_it(&self, tx: &Transaction<'_>) -> Result<Vec<Device>, OfficeError> {
        let mut out_of_it = vec![self.device];
        let mut others = Device::of_kim(tx, self.kim)?;
        // A laptop has a later letter than the one that it was separated from.
        others.retain(|other| {
            let is_one = other
                .separated_from
                .is_some_and(|from| out_of_it.contains(&from));
            out_of_it.extend(is_one.then_some(other.device));
            is_one
        });
        Ok(others)
    }

    /// Notes whether somebody who speaks with its token may become a laptop of their own.
    ///
    /// # Errors
    /// [`OfficeError::Database`].
    pub fn tell_to_separate(&self, tx: &Transaction<'_>, told: bool) -> Result<(), OfficeError> {
        tx.execute(
            "UPDATE device SET told_to_separate = :told WHERE device = :device",
            named_params! { ":told": told, ":device": self.device.as_bytes() },
        )?;
        Ok(())
    }

    /// Every revoked laptop, and when it was.
    pub(crate) fn revoked(tx: &Transaction<'_>) -> Result<BTreeMap<DeviceId, i64>, OfficeError> {
        let mut statement =
            tx.prepare("SELECT device, revoked_at FROM device WHERE revoked_at IS NOT NULL")?;
        let rows = statement.query_map([], |row| {
            Ok((DeviceId::from_bytes(row.get(0)?), row.get(1)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Revokes the laptop: its token dies at once, and the ledger knows before the database does.
    ///
    /// # Errors
    /// [`OfficeError::Database`].
    pub fn revoke(&self, tx: &Transaction<'_>, now: i64) -> Result<(), OfficeError> {
        ledger::note_revocation(tx, self.device, now)?;
        revoke(tx, self.device, now)
    }
}

/// Revokes a laptop in the database alone, as a ledger says.
pub(super) fn revoke(tx: &Transaction<'_>, device: DeviceId, at: i64) -> Result<(), OfficeError> {
    tx.execute(
        "UPDATE device SET revoked_at = :at WHERE device = :device AND revoked_at IS NULL",
        named_params! { ":at": at, ":device": device.as_bytes() },
    )?;
    Ok(())
}
