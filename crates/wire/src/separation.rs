//! Separation: of two laptops that speak with one token, one becomes a laptop of its own.

use crate::cbor::cbor_array;

/// Where a laptop asks to be separated; its credential is the token that it shares.
pub const SEPARATION_PATH: &str = "/api/v1/separate";

/// What a laptop asks. It made and saved its new token and keys before asking, so that asking again is the same. The
/// answer is a [`crate::pairing::SeparationReply`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeparationRequest {
    /// [`crate::PROTOCOL`].
    pub protocol: u64,
    /// SHA-256 of the new token.
    pub token_hash: [u8; 32],
    /// The laptop's new public key (age X25519).
    pub device_public_key: String,
    /// What the machine calls itself.
    pub device_name: String,
    /// The version of the application.
    pub app_version: String,
}
cbor_array!(SeparationRequest {
    protocol,
    token_hash,
    device_public_key,
    device_name,
    app_version
});
