//! Pairing by file: the same request and grant under the same code, carried on a stick. The office's address may stay
//! unknown; such a book goes by file only.

use super::SyncError;
use super::pairing::{request_under, shown};
use super::transport::parse_address;
use crate::book::Book;
use crate::error::BookError;
use crate::store::{pairing, sync_state};
use crate::views::{PairedOffice, SavedFile};
use adinda_wire::bundle::wrap_pairing_request;
use adinda_wire::encode;
use adinda_wire::pairing::{PairingReply, accept_grant, read_request};
use adinda_wire::pairing_code::PairingCode;
use sha2::{Digest, Sha256};
use std::path::Path;

impl Book {
    /// Saves a pairing request under a code as a file for the office. Nothing of the book is in it.
    ///
    /// # Errors
    /// [`SyncError`]: a code that isn't one, an address that isn't one; a file that can't be written whole.
    pub fn begin_pairing_by_file(
        &self,
        server: &str,
        code: &str,
        to: &Path,
    ) -> Result<SavedFile, BookError> {
        let server = match server.trim() {
            "" => String::new(),
            server => parse_address(server)?.to_string(),
        };
        let code = PairingCode::parse(code).map_err(|_| SyncError::NotACode)?;
        let prepared = self.prepare_pairing(&server)?;
        let proven = request_under(&code, &prepared)?;
        self.write(|writing| {
            if !server.is_empty() && !prepared.confirmed {
                pairing::set_server(writing.tx, &server)?;
            }
            pairing::ask_by_file(writing.tx, &code.secret(), &proven)
        })?;
        let path = self.save_file(to, "minta-hubung", &wrap_pairing_request(&proven)?)?;
        Ok(SavedFile {
            path: path.display().to_string(),
            edits: 0,
            photos: 0,
        })
    }

    /// Takes the office's reply to it. Nothing is sent until [`Book::confirm_pairing`].
    pub(super) fn take_pairing_reply(
        &self,
        reply: &PairingReply,
    ) -> Result<PairedOffice, BookError> {
        let granted = match reply {
            PairingReply::Granted(granted) => granted,
            PairingReply::Refused(refusal) => {
                return Err(SyncError::PairingRefused(*refusal).into());
            }
        };
        let (prepared, asked) =
            self.read(|tx| Ok((pairing::get(tx)?, pairing::asked_by_file(tx)?)))?;
        let (Some(prepared), Some((secret, proven))) = (prepared, asked) else {
            return Err(SyncError::UnknownBundle.into());
        };
        let grant = accept_grant(&secret, &proven, granted)?.ok_or(SyncError::ForgedGrant)?;
        // A reply to what isn't being asked any more would take the token away that is in use.
        let asked_with = read_request(&proven)?.token_hash;
        let is_still_asked = prepared
            .asking_token
            .as_ref()
            .is_some_and(|token| Sha256::digest(token.as_bytes()).as_slice() == asked_with);
        if !is_still_asked {
            return Err(SyncError::UnknownBundle.into());
        }
        let belongs_elsewhere =
            prepared.confirmed && prepared.grant.is_some_and(|before| before.kim != grant.kim);
        if belongs_elsewhere {
            return Err(SyncError::AnotherKim.into());
        }
        self.write(|writing| {
            pairing::set_grant(writing.tx, &encode(&grant)?, prepared.confirmed)?;
            pairing::answered_by_file(writing.tx)?;
            sync_state::known_again(writing.tx)
        })?;
        self.status_changed();
        Ok(shown(&prepared.server, &grant))
    }
}
