//! Pairing: the book comes to belong to an office and a KIM, under a one-time code.

use super::SyncError;
use super::transport::{HttpTransport, Transport, parse_address};
use crate::book::Book;
use crate::error::BookError;
use crate::platform;
use crate::store::{pairing, sync_state};
use crate::views::PairedOffice;
use adinda_wire::envelope::{pack, unpack};
use adinda_wire::pairing::{
    PAIRING_PATH, PairingGrant, PairingReply, PairingRequest, Proven, accept_grant, prove_request,
};
use adinda_wire::pairing_code::PairingCode;
use adinda_wire::{PROTOCOL, encode};
use age::secrecy::ExposeSecret;
use sha2::{Digest, Sha256};

impl Book {
    /// Asks an office to pair under a code. Nothing of the book is sent, before or after, until
    /// [`Book::confirm_pairing`]; the answer says which KIM and village the code is for.
    ///
    /// # Errors
    /// [`SyncError`]: a code that isn't one, an office that can't be reached or refuses, a forged answer, a code of
    /// another KIM than the one this book belongs to.
    pub async fn begin_pairing(&self, server: &str, code: &str) -> Result<PairedOffice, BookError> {
        let transport = HttpTransport::for_pairing(server)?;
        let code = PairingCode::parse(code).map_err(|_| SyncError::NotACode)?;
        let prepared = self.prepare_pairing(server)?;
        let proven = request_under(&code, &prepared)?;
        let reply = transport.send(PAIRING_PATH, None, pack(&proven)?).await?;
        let granted = match unpack(&reply).map_err(SyncError::Unreadable)? {
            PairingReply::Granted(granted) => granted,
            PairingReply::Refused(refusal) => return Err(SyncError::PairingRefused(refusal).into()),
        };
        let grant =
            accept_grant(&code.secret(), &proven, &granted)?.ok_or(SyncError::ForgedGrant)?;
        transport.check_presented(grant.pin.as_ref())?;
        let belongs_elsewhere = prepared.confirmed
            && prepared
                .grant
                .as_ref()
                .is_some_and(|old| old.kim != grant.kim);
        if belongs_elsewhere {
            return Err(SyncError::AnotherKim.into());
        }
        let server = parse_address(server)?.to_string();
        let same_device = prepared
            .grant
            .is_some_and(|before| before.device == grant.device);
        self.write(|writing| {
            if !same_device {
                sync_state::forget_turns(writing.tx)?;
            }
            pairing::set_server(writing.tx, &server)?;
            // The same KIM again, after the office forgot this laptop: the user said yes to it before.
            pairing::set_grant(writing.tx, &encode(&grant)?, prepared.confirmed)?;
            // A reply by file that is still on its way has nothing to say any more.
            pairing::answered_by_file(writing.tx)?;
            sync_state::known_again(writing.tx)
        })?;
        self.status_changed();
        Ok(shown(&server, &grant))
    }

    /// The user says that KIM and village are right: from here on the book syncs.
    ///
    /// # Errors
    /// [`SyncError::NotPaired`] if no office has answered yet.
    pub fn confirm_pairing(&self) -> Result<(), BookError> {
        let confirmed = self.write(|writing| {
            writing.changed.outbox = true;
            writing.changed.records = true;
            pairing::confirm(writing.tx)
        })?;
        if confirmed {
            Ok(())
        } else {
            Err(SyncError::NotPaired.into())
        }
    }

    /// The user says that it isn't the right one: the answer is forgotten, nothing was sent.
    ///
    /// # Errors
    /// Those of the database.
    pub fn cancel_pairing(&self) -> Result<(), BookError> {
        self.write(|writing| pairing::forget_grant(writing.tx))?;
        self.status_changed();
        Ok(())
    }

    /// The credential of this laptop's exchanges, once it is paired: for support staff and tests of the road.
    ///
    /// # Errors
    /// Those of the database.
    pub fn credential(&self) -> Result<Option<String>, BookError> {
        Ok(self
            .read(pairing::get)?
            .filter(|pairing| pairing.confirmed)
            .and_then(|pairing| pairing.token))
    }

    /// A new token: 256 random bits.
    pub(super) fn fresh_token(&self) -> Result<String, BookError> {
        let bytes = self.moment.chance.bytes::<32>()?;
        Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// Makes token and keys and saves them before anybody is asked, so that asking again is the same. A laptop that
    /// the office no longer serves asks with a new token: the old one stays dead.
    pub(super) fn prepare_pairing(&self, server: &str) -> Result<pairing::Pairing, BookError> {
        let fresh = self.fresh_token()?;
        self.write(|writing| {
            if pairing::get(writing.tx)?.is_none() {
                let identity = age::x25519::Identity::generate();
                let (secret, public) = (identity.to_string(), identity.to_public().to_string());
                pairing::prepare(writing.tx, server, secret.expose_secret(), &public)?;
            }
            let prepared = pairing::get(writing.tx)?.ok_or(BookError::NotFound("pairing"))?;
            let is_served = !sync_state::get(writing.tx)?.needs_code;
            let asking = match (prepared.asking_token, prepared.token) {
                (Some(asking), _) => asking,
                (None, Some(token)) if is_served => token,
                (None, _) => fresh,
            };
            pairing::ask_with(writing.tx, &asking)?;
            pairing::get(writing.tx)?.ok_or(BookError::NotFound("pairing"))
        })
    }
}

/// What an office is asked under a code, with the proof that the code is known.
pub(super) fn request_under(
    code: &PairingCode,
    prepared: &pairing::Pairing,
) -> Result<Proven, BookError> {
    let token = prepared.asking_token.as_deref().unwrap_or_default();
    let request = PairingRequest {
        protocol: PROTOCOL,
        code_name: code.name(),
        token_hash: Sha256::digest(token.as_bytes()).into(),
        // The key that comes into use with the grant.
        device_public_key: prepared
            .asking_public_key
            .as_ref()
            .unwrap_or(&prepared.device_public_key)
            .clone(),
        device_name: platform::machine_name(),
        app_version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    Ok(prove_request(&code.secret(), &request)?)
}

/// The office as the faces show it.
pub(crate) fn shown(server: &str, grant: &PairingGrant) -> PairedOffice {
    PairedOffice {
        server: server.to_owned(),
        office_name: grant.office_name.clone(),
        kim_name: grant.kim_name.clone(),
        village: grant.village.clone(),
        district: grant.district.clone(),
        regency: grant.regency.clone(),
        device_letter: grant.device_letter.clone(),
        has_records: grant.has_records,
    }
}
