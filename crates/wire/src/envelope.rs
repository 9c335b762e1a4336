//! The outermost bytes of a message: one byte that names the form, then the message plain, compressed whole, or taken
//! apart (see `lanes`) and compressed, on its own or after earlier messages (see `context`).

use crate::cbor::{Cbor, WireError, decode, encode};
use crate::context::{Context, ContextName, DICTIONARY};
use crate::lanes::{self, Lanes, SeenIds};
use std::io::Read;
use zstd::zstd_safe::{self, CCtx, CParameter};

/// Largest message in bytes after unpacking. A batch is kept far below it.
pub const MAX_MESSAGE: usize = 8 * 1024 * 1024;
/// Largest body of a request in bytes as it travels.
pub const MAX_BODY: usize = 4 * 1024 * 1024;

const PLAIN: u8 = 0;
const WHOLE: u8 = 1;
const LANES: u8 = 2;
const LANES_AFTER: u8 = 3;
/// zstd window of at most 2^20 bytes (1 MiB), so that a reader's memory is bounded.
const WINDOW_LOG: u32 = 20;
const LEVEL: i32 = 19;

/// Encodes a message and packs it, compressed where that makes it smaller.
///
/// # Errors
/// The encoder's, or [`WireError::TooLarge`].
pub fn pack<T: Cbor>(message: &T) -> Result<Vec<u8>, WireError> {
    let plain = encoded(message)?;
    let fresh = Context::default();
    let packed = match lanes::take_apart(&plain, &mut SeenIds::default()) {
        Some(taken) => in_lanes(vec![LANES], &taken, &fresh)?,
        None => [vec![WHOLE], compress(&plain, &fresh.said)?].concat(),
    };
    Ok(if packed.len() <= plain.len() {
        packed
    } else {
        [vec![PLAIN], plain].concat()
    })
}

/// Encodes a message and packs it as it is: for pictures, which are compressed already.
///
/// # Errors
/// The encoder's, or [`WireError::TooLarge`].
pub fn pack_plain<T: Cbor>(message: &T) -> Result<Vec<u8>, WireError> {
    Ok([vec![PLAIN], encoded(message)?].concat())
}

/// Packs a message that builds on earlier ones; gives the context for the next one as well.
///
/// # Errors
/// As [`pack`].
pub fn pack_after<T: Cbor>(
    message: &T,
    context: &Context,
) -> Result<(Vec<u8>, Context), WireError> {
    let plain = encoded(message)?;
    let mut ids = context.ids.clone();
    let Some(taken) = lanes::take_apart(&plain, &mut ids) else {
        return Ok((pack(message)?, Context::default()));
    };
    let head = [&[LANES_AFTER], context.name().as_slice()].concat();
    let packed = in_lanes(head, &taken, context)?;
    Ok((packed, context.after(&taken.rest, ids)))
}

/// Unpacks and decodes a message that builds on nothing.
///
/// # Errors
/// Whatever isn't a message of ours, or one beyond its limits.
pub fn unpack<T: Cbor>(packed: &[u8]) -> Result<T, WireError> {
    unpack_after(packed, |_| None).map(|(message, _)| message)
}

/// Unpacks and decodes a message; `find` gives the context that it names. If it asks to be remembered, the context for
/// the next one comes with it.
///
/// # Errors
/// As [`unpack`], and [`WireError::UnknownContext`].
pub fn unpack_after<T: Cbor>(
    packed: &[u8],
    find: impl FnOnce(ContextName) -> Option<Context>,
) -> Result<(T, Option<Context>), WireError> {
    let (form, mut body) = packed.split_first().ok_or(WireError::Unreadable(
        minicbor::decode::Error::end_of_input(),
    ))?;
    match *form {
        PLAIN if body.len() <= MAX_MESSAGE => Ok((decode(body)?, None)),
        PLAIN => Err(WireError::TooLarge { limit: MAX_MESSAGE }),
        WHOLE => Ok((decode(&decompress(body, DICTIONARY)?)?, None)),
        LANES => {
            let (message, _) = from_lanes(body, &Context::default())?;
            Ok((message, None))
        }
        LANES_AFTER => {
            let name = lanes::take(&mut body, 8)?
                .try_into()
                .map_err(|_| WireError::BadLanes)?;
            let fresh = Some(Context::default()).filter(|fresh| fresh.name() == name);
            let context = fresh
                .or_else(|| find(name))
                .ok_or(WireError::UnknownContext)?;
            let (message, next) = from_lanes(body, &context)?;
            Ok((message, Some(next)))
        }
        other => Err(WireError::UnknownEnvelope(other)),
    }
}

/// What of a message is compressed: of this the dictionary is made.
///
/// # Errors
/// As [`pack`].
pub fn compressible_part<T: Cbor>(message: &T) -> Result<Vec<u8>, WireError> {
    let taken = lanes::take_apart(&encoded(message)?, &mut SeenIds::default());
    Ok(taken.ok_or(WireError::BadLanes)?.rest)
}

fn encoded<T: Cbor>(message: &T) -> Result<Vec<u8>, WireError> {
    let plain = encode(message)?;
    if plain.len() > MAX_MESSAGE {
        return Err(WireError::TooLarge { limit: MAX_MESSAGE });
    }
    Ok(plain)
}

/// Behind a head: how much chance there is, the chance as it is, the rest compressed.
fn in_lanes(mut packed: Vec<u8>, taken: &Lanes, context: &Context) -> Result<Vec<u8>, WireError> {
    lanes::put_number(&mut packed, taken.chance.len() as u64);
    packed.extend_from_slice(&taken.chance);
    packed.extend(compress(&taken.rest, &context.said)?);
    Ok(packed)
}

fn from_lanes<T: Cbor>(mut body: &[u8], context: &Context) -> Result<(T, Context), WireError> {
    let length =
        usize::try_from(lanes::take_number(&mut body)?).map_err(|_| WireError::BadLanes)?;
    let taken = Lanes {
        chance: lanes::take(&mut body, length)?.to_vec(),
        rest: decompress(body, &context.said)?,
    };
    let mut ids = context.ids.clone();
    let message = decode(&lanes::put_together(&taken, &mut ids)?)?;
    Ok((message, context.after(&taken.rest, ids)))
}

fn compress(plain: &[u8], known: &[u8]) -> Result<Vec<u8>, WireError> {
    let mut compressor = CCtx::create();
    let parameters = [
        CParameter::CompressionLevel(LEVEL),
        CParameter::WindowLog(WINDOW_LOG),
        CParameter::ContentSizeFlag(false),
        CParameter::ChecksumFlag(false),
    ];
    for parameter in parameters {
        compressor.set_parameter(parameter).map_err(failed)?;
    }
    compressor.ref_prefix(known).map_err(failed)?;
    let mut compressed = Vec::with_capacity(zstd_safe::compress_bound(plain.len()));
    compressor
        .compress2(&mut compressed, plain)
        .map_err(failed)?;
    Ok(compressed)
}

fn failed(code: zstd_safe::ErrorCode) -> WireError {
    WireError::Unpack(std::io::Error::other(zstd_safe::get_error_name(code)))
}

fn decompress(body: &[u8], known: &[u8]) -> Result<Vec<u8>, WireError> {
    let mut decoder =
        zstd::stream::Decoder::with_ref_prefix(body, known).map_err(WireError::Unpack)?;
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
        let bomb: Vec<u8> = std::iter::once(WHOLE).chain(bomb).collect();
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
