//! Pairing at the office: a code, a laptop's keys, a device of the KIM.

use crate::store::{self, Device, Kim, NewDevice, OfficeError, PairingCodeRow};
use adinda_domain::Version;
use adinda_wire::PROTOCOL;
use adinda_wire::pairing::{
    PairingGrant, PairingRefusal, PairingReply, PairingRequest, Proven, prove_grant, read_request,
    request_holds,
};
use adinda_wire::pin::Pin;
use rusqlite::Transaction;

/// How many wrong proofs a code bears before it is dead. (The secret has 60 bits.)
const MOST_WRONG: i64 = 10;
/// Longest name and version that a laptop may give itself, in bytes.
pub(crate) const MOST_NAME_BYTES: usize = 200;

/// Answers a pairing request within one transaction. `pin` is by what this office's TLS is to be known.
///
/// The same code with the same token gets the same answer until the code expires, so that a lost answer
/// is asked for again.
///
/// # Errors
/// [`OfficeError`]: then nothing was written.
pub fn pair(
    tx: &Transaction<'_>,
    proven: &Proven,
    pin: Option<Pin>,
    now: i64,
) -> Result<PairingReply, OfficeError> {
    let Ok(request) = read_request(proven) else {
        return Ok(PairingReply::Refused(PairingRefusal::Protocol));
    };
    if request.protocol != PROTOCOL
        || request.device_name.len() > MOST_NAME_BYTES
        || request.app_version.len() > MOST_NAME_BYTES
    {
        return Ok(PairingReply::Refused(PairingRefusal::Protocol));
    }
    let Some(code) = PairingCodeRow::get(tx, &request.code_name)? else {
        return Ok(PairingReply::Refused(PairingRefusal::CodeNotValid));
    };
    if code.wrong >= MOST_WRONG {
        return Ok(PairingReply::Refused(PairingRefusal::TooManyTries));
    }
    if !request_holds(&code.secret, proven) {
        PairingCodeRow::count_wrong(tx, &request.code_name)?;
        return Ok(PairingReply::Refused(PairingRefusal::CodeNotValid));
    }
    if code.expires_at <= now {
        return Ok(PairingReply::Refused(PairingRefusal::CodeNotValid));
    }
    let Some(device) = enrolled(tx, &code, &request, now)? else {
        return Ok(PairingReply::Refused(PairingRefusal::CodeUsed));
    };
    let grant = grant(tx, &device, pin)?;
    Ok(PairingReply::Granted(prove_grant(
        &code.secret,
        proven,
        &grant,
    )?))
}

/// The device that the code was or now is used for; none if that is another laptop.
fn enrolled(
    tx: &Transaction<'_>,
    code: &PairingCodeRow,
    request: &PairingRequest,
    now: i64,
) -> Result<Option<Device>, OfficeError> {
    if let Some(used_by) = code.device {
        return Ok(
            Device::get(tx, used_by)?.filter(|device| device.token_hash == request.token_hash)
        );
    }
    // A laptop that was paired before, with the same KIM, keeps its identity and its letter.
    let known = Device::by_token(tx, &request.token_hash)?;
    let device = match known {
        Some(device) if device.kim == code.kim && !device.revoked => device,
        Some(_) => return Ok(None),
        None => {
            let new = NewDevice {
                kim: code.kim,
                token_hash: request.token_hash,
                public_key: &request.device_public_key,
                name: &request.device_name,
                app_version: &request.app_version,
                separated_from: None,
            };
            Device::enrol(tx, &new, now)?
        }
    };
    PairingCodeRow::use_up(tx, &request.code_name, device.device)?;
    Ok(Some(device))
}

pub(crate) fn grant(
    tx: &Transaction<'_>,
    device: &Device,
    pin: Option<Pin>,
) -> Result<PairingGrant, OfficeError> {
    let kim =
        Kim::get(tx, device.kim)?.ok_or_else(|| OfficeError::NoSuchKim(device.kim.to_string()))?;
    let (office_name, office_public_key) = store::office_name_and_key(tx)?;
    Ok(PairingGrant {
        kim: kim.kim,
        device: device.device,
        device_letter: device.letter.clone(),
        kim_name: kim.details.name,
        village: kim.details.village,
        district: kim.details.district,
        regency: kim.details.regency,
        office_name,
        office_public_key,
        pin,
        has_records: kim.version > Version(0),
    })
}
