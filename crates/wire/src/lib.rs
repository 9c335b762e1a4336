//! What travels between laptop and office: messages, their encoding and their compression.
//!
//! Messages are CBOR arrays (RFC 8949) with fixed positions. A reader skips positions it doesn't know, so
//! later versions can add to the end; a golden file per message in `tests/golden` holds the bytes still.
#![warn(missing_docs)]

pub mod attachment;
pub mod bundle;
mod cbor;
pub mod container;
pub mod context;
mod domain_cbor;
pub mod edit;
pub mod envelope;
pub mod exchange;
mod lanes;
pub mod pairing;
pub mod pairing_code;
pub mod pin;
pub mod separation;
pub mod whole_file;

pub use cbor::{Cbor, WireError, decode, encode};
pub use edit::{Edit, KeptReceipt, Receipt};

/// The version of these messages. A server answers an unknown one with [`exchange::Refusal::Protocol`].
pub const PROTOCOL: u64 = 1;
