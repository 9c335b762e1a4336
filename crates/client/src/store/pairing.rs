//! The office that the book belongs to.

use crate::error::BookError;
use adinda_wire::pairing::{PairingGrant, Proven};
use adinda_wire::{decode, encode};
use rusqlite::{OptionalExtension, Transaction, named_params};

/// What the laptop has for its office.
#[derive(Clone)]
pub(crate) struct Pairing {
    pub(crate) server: String,
    /// The credential of every exchange, once granted.
    pub(crate) token: Option<String>,
    /// What the office is being asked with.
    pub(crate) asking_token: Option<String>,
    /// The public key that the office is being asked with, where it is another than the one in use.
    pub(crate) asking_public_key: Option<String>,
    pub(crate) device_public_key: String,
    /// What files for this laptop are opened with.
    pub(crate) device_secret_key: String,
    /// What the office granted, once it has.
    pub(crate) grant: Option<PairingGrant>,
    /// Whether the user said that this is the right KIM. Nothing is sent before.
    pub(crate) confirmed: bool,
}

/// The pairing, if there is one.
pub(crate) fn get(tx: &Transaction<'_>) -> Result<Option<Pairing>, BookError> {
    let row = tx
        .query_row(
            "SELECT server, token, asking_token, device_public_key, grant_message, confirmed, device_secret_key, asking_public_key FROM pairing",
            [],
            |row| {
                let grant: Option<Vec<u8>> = row.get(4)?;
                let pairing = Pairing {
                    server: row.get(0)?,
                    token: row.get(1)?,
                    asking_token: row.get(2)?,
                    asking_public_key: row.get(7)?,
                    device_public_key: row.get(3)?,
                    device_secret_key: row.get(6)?,
                    grant: None,
                    confirmed: row.get(5)?,
                };
                Ok((pairing, grant))
            },
        )
        .optional()?;
    let Some((pairing, grant)) = row else {
        return Ok(None);
    };
    let grant = grant.map(|message| decode(&message)).transpose()?;
    Ok(Some(Pairing { grant, ..pairing }))
}

/// This laptop's letter: empty before it is paired, and for the first laptop of a KIM.
pub(crate) fn own_letter(tx: &Transaction<'_>) -> Result<String, BookError> {
    let grant = get(tx)?.and_then(|pairing| pairing.grant);
    Ok(grant.map(|grant| grant.device_letter).unwrap_or_default())
}

/// Saves the laptop's keys before an office is asked.
pub(crate) fn prepare(
    tx: &Transaction<'_>,
    server: &str,
    device_secret_key: &str,
    device_public_key: &str,
) -> Result<(), BookError> {
    tx.execute(
        "INSERT INTO pairing (only, server, device_secret_key, device_public_key)
         VALUES (1, :server, :secret, :public)",
        named_params! {
            ":server": server, ":secret": device_secret_key, ":public": device_public_key,
        },
    )?;
    Ok(())
}

/// Saves the token that the office is about to be asked with.
pub(crate) fn ask_with(tx: &Transaction<'_>, token: &str) -> Result<(), BookError> {
    tx.execute(
        "UPDATE pairing SET asking_token = :token",
        named_params! { ":token": token },
    )?;
    Ok(())
}

/// Saves the keys that the office is about to be asked with, unless there are any already; returns the public one.
pub(crate) fn ask_with_keys(
    tx: &Transaction<'_>,
    secret_key: &str,
    public_key: &str,
) -> Result<String, BookError> {
    tx.execute(
        "UPDATE pairing SET asking_secret_key = :secret, asking_public_key = :public WHERE asking_secret_key IS NULL",
        named_params! { ":secret": secret_key, ":public": public_key },
    )?;
    Ok(
        tx.query_row("SELECT asking_public_key FROM pairing", [], |row| {
            row.get(0)
        })?,
    )
}

/// Points the pairing at an address.
pub(crate) fn set_server(tx: &Transaction<'_>, server: &str) -> Result<(), BookError> {
    tx.execute(
        "UPDATE pairing SET server = :server",
        named_params! { ":server": server },
    )?;
    Ok(())
}

/// Keeps what the office granted; not yet confirmed by the user.
pub(crate) fn set_grant(
    tx: &Transaction<'_>,
    message: &[u8],
    confirmed: bool,
) -> Result<(), BookError> {
    tx.execute(
        "UPDATE pairing SET grant_message = :grant, confirmed = :confirmed, token = coalesce(asking_token, token),
             asking_token = NULL,
             device_secret_key = coalesce(asking_secret_key, device_secret_key), asking_secret_key = NULL,
             device_public_key = coalesce(asking_public_key, device_public_key), asking_public_key = NULL",
        named_params! { ":grant": message, ":confirmed": confirmed },
    )?;
    Ok(())
}

/// Keeps what a reply by file will be known by.
pub(crate) fn ask_by_file(
    tx: &Transaction<'_>,
    secret: &str,
    request: &Proven,
) -> Result<(), BookError> {
    tx.execute(
        "INSERT INTO pairing_file (only, secret, request) VALUES (1, :secret, :request)
         ON CONFLICT (only) DO UPDATE SET secret = excluded.secret, request = excluded.request",
        named_params! { ":secret": secret, ":request": encode(request)? },
    )?;
    Ok(())
}

/// What was last asked by file, with the secret half of its code.
pub(crate) fn asked_by_file(tx: &Transaction<'_>) -> Result<Option<(String, Proven)>, BookError> {
    let asked: Option<(String, Vec<u8>)> = tx
        .query_row("SELECT secret, request FROM pairing_file", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let decoded = asked.map(|(secret, request)| Ok((secret, decode(&request)?)));
    decoded.transpose()
}

/// The reply came: its code is used up.
pub(crate) fn answered_by_file(tx: &Transaction<'_>) -> Result<(), BookError> {
    tx.execute("DELETE FROM pairing_file", [])?;
    Ok(())
}

/// Notes that the user confirmed the KIM shown.
pub(crate) fn confirm(tx: &Transaction<'_>) -> Result<bool, BookError> {
    Ok(tx.execute(
        "UPDATE pairing SET confirmed = 1 WHERE grant_message IS NOT NULL",
        [],
    )? == 1)
}

/// Forgets a grant that the user didn't want. The keys are kept for the next code.
pub(crate) fn forget_grant(tx: &Transaction<'_>) -> Result<(), BookError> {
    tx.execute(
        "UPDATE pairing SET grant_message = NULL, token = NULL WHERE confirmed = 0",
        [],
    )?;
    Ok(())
}
