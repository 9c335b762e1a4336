//! The outermost bytes of a message: one byte that names the form, then the message plain or compressed.

use crate::cbor::{Cbor, WireError, decode, encode};
use std::io::Read;

/// Largest message in bytes after unpacking. A batch is kept far below it.
pub const MAX_MESSAGE: usize = 8 * 1024 * 1024;
/// Largest body of a request in bytes as it travels.
pub const MAX_BODY: usize = 4 * 1024 * 1024;

const PLAIN: u8 = 0;
const ZSTD: u8 = 1;
/// zstd window of at most 2^20 bytes (1 MiB), so that a reader's memory is bounded.
const WINDOW_LOG: u32 = 20;
const LEVEL: i32 = 19;

/// Encodes a message and packs it, compressed where that makes it smaller.
///
/// # Errors
/// The encoder's, or [`WireError::TooLarge`].
pub fn pack<T: Cbor>(message: &T) -> Result<Vec<u8>, WireError> {
    let plain = encode(message)?;
    if plain.len() > MAX_MESSAGE {
        return Err(WireError::TooLarge { limit: MAX_MESSAGE });
    }
    let compressed = compress(&plain).map_err(WireError::Unpack)?;
    let (form, body) = if compressed.len() < plain.len() {
        (ZSTD, compressed)
    } else {
        (PLAIN, plain)
    };
    let mut packed = Vec::with_capacity(body.len() + 1);
    packed.push(form);
    packed.extend_from_slice(&body);
    Ok(packed)
}

/// Unpacks and decodes a message.
///
/// # Errors
/// Whatever isn't a message of ours, or one beyond its limits.
pub fn unpack<T: Cbor>(packed: &[u8]) -> Result<T, WireError> {
    match packed.split_first() {
        Some((&PLAIN, body)) if body.len() <= MAX_MESSAGE => decode(body),
        Some((&PLAIN, _)) => Err(WireError::TooLarge { limit: MAX_MESSAGE }),
        Some((&ZSTD, body)) => decode(&decompress(body)?),
        Some((&other, _)) => Err(WireError::UnknownEnvelope(other)),
        None => Err(WireError::Unreadable(
            minicbor::decode::Error::end_of_input(),
        )),
    }
}

fn compress(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut compressor = zstd::bulk::Compressor::new(LEVEL)?;
    compressor.set_parameter(zstd::zstd_safe::CParameter::WindowLog(WINDOW_LOG))?;
    compressor.include_checksum(false)?;
    compressor.compress(plain)
}

fn decompress(body: &[u8]) -> Result<Vec<u8>, WireError> {
    let mut decoder = zstd::stream::Decoder::with_buffer(body).map_err(WireError::Unpack)?;
    decoder
        .window_log_max(WINDOW_LOG)
        .map_err(WireError::Unpack)?;
    let mut plain = Vec::new();
    let limit = MAX_MESSAGE as u64 + 1;
    decoder
        .take(limit)
        .read_to_end(&mut plain)
        .map_err(WireError::Unpack)?;
    if plain.len() > MAX_MESSAGE {
        Err(WireError::TooLarge { limit: MAX_MESSAGE })
    } else {
        Ok(plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_survive_packing_and_bombs_do_not_unpack() {
        let message = vec![7u8; 10_000];
        let packed = pack(&message).unwrap();
        assert!(packed.len() < 100);
        assert_eq!(unpack::<Vec<u8>>(&packed).unwrap(), message);
        assert_eq!(unpack::<u64>(&pack(&5u64).unwrap()).unwrap(), 5);

        let bomb = zstd::bulk::compress(&vec![0u8; MAX_MESSAGE * 4], 3).unwrap();
        let bomb: Vec<u8> = std::iter::once(ZSTD).chain(bomb).collect();
        assert!(matches!(
            unpack::<Vec<u8>>(&bomb),
            Err(WireError::TooLarge { .. } | WireError::Unpack(_))
        ));
    }

    #[test]
    fn what_is_not_ours_is_refused() {
        for bytes in [
            &b""[..],
            b"\x07abc",
            b"\x01<html>login</html>",
            b"<html>",
            b"\x00",
            b"\x00\x05\x05",
        ] {
            assert!(unpack::<u64>(bytes).is_err(), "{bytes:?}");
        }
    }
}
