//! KIM and their pairing codes.

use super::{OfficeError, fresh_id_parts, from_sql, to_sql};
use crate::chance;
use adinda_domain::merge::Checkpoint;
use adinda_domain::{DeviceId, KimId, Mark, Version};
use adinda_wire::pairing_code::PairingCode;
use rusqlite::{OptionalExtension, Row, Transaction, named_params};

/// What the office writes down about a KIM.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KimDetails {
    /// Nama KIM.
    pub name: String,
    /// Desa.
    pub village: String,
    /// Kecamatan.
    pub district: String,
    /// Kabupaten.
    pub regency: String,
}

/// A KIM at the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kim {
    /// Its id.
    pub kim: KimId,
    /// What was written down about it.
    pub details: KimDetails,
    /// The highest version issued.
    pub version: Version,
}

/// A pairing code as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairingCodeRow {
    /// Its secret half.
    pub secret: String,
    /// The KIM that it opens.
    pub kim: KimId,
    /// Until when, in seconds since 1970.
    pub expires_at: i64,
    /// How many wrong proofs were seen.
    pub wrong: i64,
    /// The laptop that used it.
    pub device: Option<DeviceId>,
}

const COLUMNS: &str = "kim, name, village, district, regency, version";

fn row_to_kim(row: &Row<'_>) -> rusqlite::Result<Kim> {
    Ok(Kim {
        kim: KimId::from_bytes(row.get(0)?),
        details: KimDetails {
            name: row.get(1)?,
            village: row.get(2)?,
            district: row.get(3)?,
            regency: row.get(4)?,
        },
        version: Version(from_sql(row.get(5)?)?),
    })
}

/// Whose edit a version was.
pub(crate) struct VersionAuthor {
    /// The laptop's letter; none for the office.
    pub(crate) letter: Option<String>,
    /// The author's clock at the save, in seconds since 1970.
    pub(crate) saved_at: i64,
}

impl Kim {
    /// Writes down a new KIM.
    ///
    /// # Errors
    /// [`OfficeError::Database`].
    pub fn add(tx: &Transaction<'_>, details: &KimDetails, now: i64) -> Result<Kim, OfficeError> {
        let (milliseconds, random) = fresh_id_parts()?;
        let kim = KimId::from_parts(milliseconds, random);
        tx.execute(
            "INSERT INTO kim (kim, name, village, district, regency, created_at)
             VALUES (:kim, :name, :village, :district, :regency, :now)",
            named_params! {
                ":kim": kim.as_bytes(), ":name": details.name, ":village": details.village,
                ":district": details.district, ":regency": details.regency, ":now": now,
            },
        )?;
        Ok(Kim {
            kim,
            details: details.clone(),
            version: Version(0),
        })
    }

    /// One KIM.
    ///
    /// # Errors
    /// [`OfficeError::Database`].
    pub fn get(tx: &Transaction<'_>, kim: KimId) -> Result<Option<Kim>, OfficeError> {
        let sql = format!("SELECT {COLUMNS} FROM kim WHERE kim = :kim");
        Ok(tx
            .query_row(&sql, named_params! { ":kim": kim.as_bytes() }, row_to_kim)
            .optional()?)
    }

    /// All KIM, by name.
    ///
    /// # Errors
    /// [`OfficeError::Database`].
    pub fn all(tx: &Transaction<'_>) -> Result<Vec<Kim>, OfficeError> {
        let mut statement = tx.prepare(&format!("SELECT {COLUMNS} FROM kim ORDER BY name, kim"))?;
        Ok(statement
            .query_map([], row_to_kim)?
            .collect::<Result<_, _>>()?)
    }

    /// The KIM that somebody means by an id or a name.
    ///
    /// # Errors
    /// [`OfficeError::NoSuchKim`], [`OfficeError::AmbiguousKim`].
    pub fn find(tx: &Transaction<'_>, id_or_name: &str) -> Result<Kim, OfficeError> {
        if let Ok(id) = id_or_name.parse::<KimId>() {
            return Kim::get(tx, id)?.ok_or_else(|| OfficeError::NoSuchKim(id_or_name.to_owned()));
        }
        let wanted = id_or_name.to_lowercase();
        let mut named = Kim::all(tx)?
            .into_iter()
            .filter(|kim| kim.details.name.to_lowercase() == wanted);
        match (named.next(), named.next()) {
            (Some(kim), None) => Ok(kim),
            (Some(_), Some(_)) => Err(OfficeError::AmbiguousKim(id_or_name.to_owned())),
            (None, _) => Err(OfficeError::NoSuchKim(id_or_name.to_owned())),
        }
    }

    /// Makes a one-time code that is good until `expires_at`.
    ///
    /// # Errors
    /// [`OfficeError::Database`].
    pub fn new_code(
        tx: &Transaction<'_>,
        kim: KimId,
        expires_at: i64,
        now: i64,
    ) -> Result<PairingCode, OfficeError> {
        tx.execute(
            "DELETE FROM pairing_code WHERE expires_at <= :now",
            named_params! { ":now": now },
        )?;
        loop {
            let code = PairingCode::from_random(chance::random()?);
            let inserted = tx.execute(
                "INSERT INTO pairing_code (name, secret, kim, expires_at) VALUES (:name, :secret, :kim, :expires)
                 ON CONFLICT (name) DO NOTHING",
                named_params! {
                    ":name": code.name(), ":secret": code.secret(), ":kim": kim.as_bytes(), ":expires": expires_at,
                },
            )?;
            if inserted == 1 {
                return Ok(code);
            }
        }
    }

    /// The highest version of a KIM with its mark: what a page is read as of.
    ///
    /// # Errors
    /// [`OfficeError::Database`].
    pub fn checkpoint(tx: &Transaction<'_>, kim: KimId) -> Result<Checkpoint, OfficeError> {
        let newest = tx
            .query_row(
                "SELECT version, mark FROM version_log WHERE kim = :kim ORDER BY version DESC LIMIT 1",
                named_params! { ":kim": kim.as_bytes() },
                |row| Ok(Checkpoint { version: Version(from_sql(row.get(0)?)?), mark: Mark(u64::from_be_bytes(row.get(1)?)) }),
            )
            .optional()?;
        Ok(newest.unwrap_or(Checkpoint::ORIGIN))
    }

    /// Whether this history has that version with that mark.
    ///
    /// # Errors
    /// [`OfficeError::Database`].
    pub fn knows(
        tx: &Transaction<'_>,
        kim: KimId,
        checkpoint: Checkpoint,
    ) -> Result<bool, OfficeError> {
        if checkpoint == Checkpoint::ORIGIN {
            return Ok(true);
        }
        let mark: Option<[u8; 8]> = tx
            .query_row(
                "SELECT mark FROM version_log WHERE kim = :kim AND version = :version",
                named_params! { ":kim": kim.as_bytes(), ":version": to_sql(checkpoint.version.0)? },
                |row| row.get(0),
            )
            .optional()?;
        Ok(mark == Some(checkpoint.mark.0.to_be_bytes()))
    }

    /// Checkpoints of this history above `after` and up to `upto`, newest first, at most so many.
    ///
    /// # Errors
    /// [`OfficeError::Database`].
    pub fn history(
        tx: &Transaction<'_>,
        kim: KimId,
        after: Version,
        upto: Version,
        most: usize,
    ) -> Result<Vec<Checkpoint>, OfficeError> {
        let mut statement = tx.prepare(
            "SELECT version, mark FROM version_log WHERE kim = :kim AND version > :after AND version <= :upto
             ORDER BY version DESC LIMIT :most",
        )?;
        let rows = statement.query_map(
            named_params! {
                ":kim": kim.as_bytes(), ":after": to_sql(after.0)?, ":upto": to_sql(upto.0)?,
                ":most": to_sql(most as u64)?,
            },
            |row| {
                Ok(Checkpoint {
                    version: Version(from_sql(row.get(0)?)?),
                    mark: Mark(u64::from_be_bytes(row.get(1)?)),
                })
            },
        )?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whose edit a version was.
    pub(crate) fn author_of(
        tx: &Transaction<'_>,
        kim: KimId,
        version: Version,
    ) -> Result<VersionAuthor, OfficeError> {
        let mut statement = tx.prepare_cached(
            "SELECT device.letter, version_log.saved_at FROM version_log LEFT JOIN device USING (device)
             WHERE version_log.kim = :kim AND version = :version",
        )?;
        let parameters = named_params! { ":kim": kim.as_bytes(), ":version": to_sql(version.0)? };
        Ok(statement.query_row(parameters, |row| {
            Ok(VersionAuthor {
                letter: row.get(0)?,
                saved_at: row.get(1)?,
            })
        })?)
    }

    /// Sets how many bytes of photos and scans a KIM may have here.
    ///
    /// # Errors
    /// [`OfficeError::Database`].
    pub fn set_attachment_room(
        tx: &Transaction<'_>,
        kim: KimId,
        bytes: u64,
    ) -> Result<(), OfficeError> {
        super::attachments::set_room(tx, kim, bytes)
    }

    /// Issues the next version for one edit.
    ///
    /// # Errors
    /// [`OfficeError::Database`].
    pub fn issue_version(
        tx: &Transaction<'_>,
        kim: KimId,
        op: adinda_domain::OpId,
        device: Option<DeviceId>,
        saved_at: i64,
        now: i64,
    ) -> Result<Version, OfficeError> {
        let version: i64 = tx.query_row(
            "UPDATE kim SET version = version + 1 WHERE kim = :kim RETURNING version",
            named_params! { ":kim": kim.as_bytes() },
            |row| row.get(0),
        )?;
        tx.execute(
            "INSERT INTO version_log (kim, version, mark, op, device, saved_at, taken_at)
             VALUES (:kim, :version, :mark, :op, :device, :saved_at, :now)",
            named_params! {
                ":kim": kim.as_bytes(), ":version": version, ":mark": chance::mark()?.0.to_be_bytes(), ":op": op.as_bytes(),
                ":device": device.map(|d| d.as_bytes().to_vec()), ":saved_at": saved_at, ":now": now,
            },
        )?;
        Ok(Version(from_sql(version)?))
    }
}

impl PairingCodeRow {
    /// A code by its open half.
    ///
    /// # Errors
    /// [`OfficeError::Database`].
    pub fn get(tx: &Transaction<'_>, name: &str) -> Result<Option<PairingCodeRow>, OfficeError> {
        let row = tx.query_row(
            "SELECT secret, kim, expires_at, wrong, device FROM pairing_code WHERE name = :name",
            named_params! { ":name": name },
            |row| {
                Ok(PairingCodeRow {
                    secret: row.get(0)?,
                    kim: KimId::from_bytes(row.get(1)?),
                    expires_at: row.get(2)?,
                    wrong: row.get(3)?,
                    device: row.get::<_, Option<[u8; 16]>>(4)?.map(DeviceId::from_bytes),
                })
            },
        );
        Ok(row.optional()?)
    }

    /// Counts a wrong proof against a code.
    ///
    /// # Errors
    /// [`OfficeError::Database`].
    pub fn count_wrong(tx: &Transaction<'_>, name: &str) -> Result<(), OfficeError> {
        tx.execute(
            "UPDATE pairing_code SET wrong = wrong + 1 WHERE name = :name",
            named_params! { ":name": name },
        )?;
        Ok(())
    }

    /// Notes which laptop used a code.
    ///
    /// # Errors
    /// [`OfficeError::Database`].
    pub fn use_up(tx: &Transaction<'_>, name: &str, device: DeviceId) -> Result<(), OfficeError> {
        tx.execute(
            "UPDATE pairing_code SET device = :device WHERE name = :name",
            named_params! { ":name": name, ":device": device.as_bytes() },
        )?;
        Ok(())
    }
}
