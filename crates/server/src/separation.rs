//! Separation at the office: of two laptops that speak with one token, the one that asks becomes a laptop of its own.

use crate::pairing::{self, MOST_NAME_BYTES};
use crate::store::{Device, NewDevice, OfficeError};
use adinda_wire::PROTOCOL;
use adinda_wire::pairing::{PairingRefusal, SeparationReply};
use adinda_wire::pin::Pin;
use adinda_wire::separation::SeparationRequest;
use rusqlite::Transaction;

/// Answers a laptop that was told to become one of its own, within one transaction. Asking again with the same new
/// token gets the same answer. Whoever wasn't told is refused: a thief with a laptop's token must not get another one
/// that outlives it.
///
/// # Errors
/// [`OfficeError`]: then nothing was written.
pub fn separate(
    tx: &Transaction<'_>,
    shared: &Device,
    request: &SeparationRequest,
    pin: Option<Pin>,
    now: i64,
) -> Result<SeparationReply, OfficeError> {
    let unreadable = request.protocol != PROTOCOL
        || request.device_name.len() > MOST_NAME_BYTES
        || request.app_version.len() > MOST_NAME_BYTES;
    if unreadable {
        return Ok(SeparationReply::Refused(PairingRefusal::Protocol));
    }
    let known = Device::by_token(tx, &request.token_hash)?;
    let device = match known {
        Some(device) if device.kim == shared.kim && device.device != shared.device => device,
        Some(_) => return Ok(SeparationReply::Refused(PairingRefusal::CodeUsed)),
        None if !shared.told_to_separate => {
            return Ok(SeparationReply::Refused(PairingRefusal::CodeNotValid));
        }
        None => {
            shared.tell_to_separate(tx, false)?;
            let new = NewDevice {
                kim: shared.kim,
                token_hash: request.token_hash,
                public_key: &request.device_public_key,
                name: &request.device_name,
                app_version: &request.app_version,
                separated_from: Some(shared.device),
            };
            Device::enrol(tx, &new, now)?
        }
    };
    Ok(SeparationReply::Granted(pairing::grant(tx, &device, pin)?))
}
