//! By what a laptop knows its office's TLS again, for years and whatever its own clock says.

use crate::cbor::{Cbor, Out, Put, Take, array_length, skip_rest};
use minicbor::{Decoder, decode};

/// What was pinned at pairing, under the code's proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pin {
    /// SHA-256 of the public key (SubjectPublicKeyInfo, DER) of the office's own certificate.
    Key([u8; 32]),
    /// The certificate (DER) of the authority that issues the office's certificates.
    Authority(Vec<u8>),
}

impl Cbor for Pin {
    fn put(&self, out: &mut Out) -> Put {
        match self {
            Pin::Key(hash) => {
                out.array(2)?.u8(1)?;
                hash.put(out)
            }
            Pin::Authority(certificate) => {
                out.array(2)?.u8(2)?;
                certificate.put(out)
            }
        }
    }
    fn take(from: &mut Decoder<'_>) -> Take<Self> {
        let length = array_length(from)?;
        let pin = match from.u8()? {
            1 => Pin::Key(Cbor::take(from)?),
            2 => Pin::Authority(Cbor::take(from)?),
            _ => return Err(decode::Error::message("unknown pin")),
        };
        skip_rest(from, length, 2)?;
        Ok(pin)
    }
}
