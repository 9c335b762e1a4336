//! Separation: a copied disk, or a laptop that was set back, becomes a laptop of its own; its outbox goes on as it is.

use super::SyncError;
use super::transport::Transport;
use crate::book::Book;
use crate::error::BookError;
use crate::platform;
use crate::store::{pairing, sync_state};
use adinda_wire::envelope::{pack, unpack};
use adinda_wire::pairing::SeparationReply;
use adinda_wire::separation::{SEPARATION_PATH, SeparationRequest};
use adinda_wire::{PROTOCOL, encode};
use age::secrecy::ExposeSecret;
use sha2::{Digest, Sha256};

impl Book {
    /// Asks the office for an identity of its own: new token, new keys, a new letter, the same KIM.
    ///
    /// # Errors
    /// [`SyncError`] within [`BookError`]; asking again is the same.
    pub(crate) async fn separate(&self, transport: &impl Transport) -> Result<(), BookError> {
        let shared = self.credential()?.ok_or(SyncError::NotPaired)?;
        let request = self.prepare_separation()?;
        let reply = transport
            .send(SEPARATION_PATH, Some(&shared), pack(&request)?)
            .await?;
        let grant = match unpack(&reply).map_err(SyncError::Unreadable)? {
            SeparationReply::Granted(grant) => grant,
            SeparationReply::Refused(refusal) => {
                return Err(SyncError::PairingRefused(refusal).into());
            }
        };
        self.write(|writing| {
            let before = pairing::get(writing.tx)?
                .and_then(|pairing| pairing.grant)
                .ok_or(SyncError::NotPaired)?;
            if grant.kim != before.kim || grant.device == before.device {
                return Err(SyncError::AnotherKim.into());
            }
            // The road was verified by the pin that it has; nothing in a reply changes that.
            let grant = adinda_wire::pairing::PairingGrant {
                pin: before.pin,
                ..grant
            };
            pairing::set_grant(writing.tx, &encode(&grant)?, true)?;
            pairing::answered_by_file(writing.tx)?;
            sync_state::forget_turns(writing.tx)
        })?;
        tracing::warn!("another laptop speaks with the same token: this one has its own now");
        self.status_changed();
        Ok(())
    }

    /// Makes the new token and keys and saves them before the office is asked, so that asking again is the same.
    fn prepare_separation(&self) -> Result<SeparationRequest, BookError> {
        let fresh = self.fresh_token()?;
        let identity = age::x25519::Identity::generate();
        self.write(|writing| {
            let pairing = pairing::get(writing.tx)?.ok_or(SyncError::NotPaired)?;
            let token = pairing.asking_token.unwrap_or(fresh);
            pairing::ask_with(writing.tx, &token)?;
            let (secret, public) = (identity.to_string(), identity.to_public().to_string());
            Ok(SeparationRequest {
                protocol: PROTOCOL,
                token_hash: Sha256::digest(token.as_bytes()).into(),
                device_public_key: pairing::ask_with_keys(
                    writing.tx,
                    secret.expose_secret(),
                    &public,
                )?,
                device_name: platform::machine_name(),
                app_version: env!("CARGO_PKG_VERSION").to_owned(),
            })
        })
    }
}
