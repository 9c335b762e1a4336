//! Pairing: a laptop and an office exchange keys under a one-time code.

use crate::cbor::{Cbor, Out, Put, Take, WireError, cbor_array, decode, encode};
use crate::pairing_code::{proof, proof_holds};
use crate::pin::Pin;
use adinda_domain::{DeviceId, KimId};
use minicbor::Decoder;

/// Where a laptop sends its pairing request.
pub const PAIRING_PATH: &str = "/api/v1/pair";

const LAPTOP: &str = "adinda pairing 1, laptop";
const OFFICE: &str = "adinda pairing 1, office";

/// A message with the proof that its sender knows the code's secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// The encoded message.
    pub message: Vec<u8>,
    /// HMAC over it.
    pub proof: [u8; 32],
}
cbor_array!(Proven { message, proof });

/// What a laptop asks. The laptop made and saved its token and keys before asking, so that asking again is the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairingRequest {
    /// [`crate::PROTOCOL`].
    pub protocol: u64,
    /// The open part of the code.
    pub code_name: String,
    /// SHA-256 of the laptop's token; the token itself is only ever sent as a credential.
    pub token_hash: [u8; 32],
    /// The laptop's public key (age X25519), to which answers by file will be sealed.
    pub device_public_key: String,
    /// What the machine calls itself, for the office's list of devices.
    pub device_name: String,
    /// The version of the application.
    pub app_version: String,
}
cbor_array!(PairingRequest {
    protocol,
    code_name,
    token_hash,
    device_public_key,
    device_name,
    app_version
});

/// What the office answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairingGrant {
    /// The KIM.
    pub kim: KimId,
    /// The laptop's id from now on.
    pub device: DeviceId,
    /// The laptop's letter.
    pub device_letter: String,
    /// The KIM's name, shown to the user before anything is sent.
    pub kim_name: String,
    /// Its village, shown as well.
    pub village: String,
    /// Kecamatan.
    pub district: String,
    /// Kabupaten.
    pub regency: String,
    /// The office's name.
    pub office_name: String,
    /// The office's public key (age X25519), to which files are sealed.
    pub office_public_key: String,
    /// By what the office's TLS will be known; none over a plain loopback connection.
    pub pin: Option<Pin>,
    /// Whether the office already has records of this KIM.
    pub has_records: bool,
}
cbor_array!(PairingGrant {
    kim,
    device,
    device_letter,
    kim_name,
    village,
    district,
    regency,
    office_name,
    office_public_key,
    pin,
    has_records,
});

/// The office's answer to a laptop that wants to belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Granting<T> {
    /// Granted.
    Granted(T),
    /// Refused.
    Refused(PairingRefusal),
}

/// The answer to a pairing request: a grant with its proof.
pub type PairingReply = Granting<Proven>;
/// The answer to a laptop that the office knows already.
pub type SeparationReply = Granting<PairingGrant>;

/// Why pairing was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairingRefusal {
    /// No such code, or the proof doesn't hold, or it has expired: the office doesn't tell which.
    CodeNotValid,
    /// Another laptop used the code.
    CodeUsed,
    /// Too many tries: wait.
    TooManyTries,
    /// The office speaks another protocol, or could not read the request.
    Protocol,
    /// The office could not write it down.
    OfficeFailure,
    /// A reason from a newer office.
    Other(u64),
}

impl PairingRefusal {
    const CODES: [(u64, PairingRefusal); 5] = [
        (1, PairingRefusal::CodeNotValid),
        (2, PairingRefusal::CodeUsed),
        (3, PairingRefusal::TooManyTries),
        (4, PairingRefusal::Protocol),
        (5, PairingRefusal::OfficeFailure),
    ];

    fn code(self) -> u64 {
        match self {
            PairingRefusal::Other(code) => code,
            known => Self::CODES
                .iter()
                .find(|(_, refusal)| *refusal == known)
                .map_or(0, |(code, _)| *code),
        }
    }
}

impl<T: Cbor> Cbor for Granting<T> {
    fn put(&self, out: &mut Out) -> Put {
        match self {
            Granting::Granted(granted) => granted.put(out),
            Granting::Refused(refusal) => refusal.code().put(out),
        }
    }
    fn take(from: &mut Decoder<'_>) -> Take<Self> {
        if from.datatype()? == minicbor::data::Type::Array {
            return Ok(Granting::Granted(T::take(from)?));
        }
        let code = from.u64()?;
        let known = PairingRefusal::CODES
            .iter()
            .find(|(known, _)| *known == code);
        Ok(Granting::Refused(
            known.map_or(PairingRefusal::Other(code), |(_, refusal)| *refusal),
        ))
    }
}

/// The laptop's request with its proof.
///
/// # Errors
/// Only the encoder's.
pub fn prove_request(secret: &str, request: &PairingRequest) -> Result<Proven, WireError> {
    let message = encode(request)?;
    let proof = proof(secret, LAPTOP, &[&message]);
    Ok(Proven { message, proof })
}

/// Reads a request; whether its proof holds, [`request_holds`] says once the code's secret was found.
///
/// # Errors
/// If it isn't a request.
pub fn read_request(proven: &Proven) -> Result<PairingRequest, WireError> {
    decode(&proven.message)
}

/// Whether the request was made by somebody who knows the secret.
pub fn request_holds(secret: &str, proven: &Proven) -> bool {
    proof_holds(secret, LAPTOP, &[&proven.message], &proven.proof)
}

/// The office's grant with its proof, bound to the request.
///
/// # Errors
/// Only the encoder's.
pub fn prove_grant(
    secret: &str,
    request: &Proven,
    grant: &PairingGrant,
) -> Result<Proven, WireError> {
    let message = encode(grant)?;
    let proof = proof(secret, OFFICE, &[&request.proof, &message]);
    Ok(Proven { message, proof })
}

/// The grant, if it was made by the office that knows the secret, for this very request.
///
/// # Errors
/// If it is no grant.
pub fn accept_grant(
    secret: &str,
    request: &Proven,
    granted: &Proven,
) -> Result<Option<PairingGrant>, WireError> {
    if proof_holds(
        secret,
        OFFICE,
        &[&request.proof, &granted.message],
        &granted.proof,
    ) {
        decode(&granted.message).map(Some)
    } else {
        Ok(None)
    }
}
