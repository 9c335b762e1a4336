//! A small trait over minicbor: every message is an array with fixed positions.

use minicbor::{Decoder, Encoder, data::Type};

/// The bytes are not what they should be.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    /// Not readable as this message.
    #[error("unreadable message")]
    Unreadable(#[from] minicbor::decode::Error),
    /// Could not be written (never for values that were read or made by us).
    #[error("unwritable message")]
    Unwritable(#[from] minicbor::encode::Error<std::convert::Infallible>),
    /// Something follows the end of the message.
    #[error("{0} bytes after the end of the message")]
    TrailingBytes(usize),
    /// Decompression failed or passed its limit.
    #[error("the message can't be unpacked")]
    Unpack(#[source] std::io::Error),
    /// Larger than any message may be.
    #[error("the message is larger than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// The lanes of a message don't fit together.
    #[error("the lanes of the message don't fit together")]
    BadLanes,
    /// The message builds on earlier ones that aren't remembered here: to be sent again without them.
    #[error("the message builds on earlier ones that aren't remembered")]
    UnknownContext,
    /// An envelope of a form this version doesn't know.
    #[error("unknown envelope {0}")]
    UnknownEnvelope(u8),
}

pub(crate) type Out = Encoder<Vec<u8>>;
pub(crate) type Put = Result<(), minicbor::encode::Error<std::convert::Infallible>>;
pub(crate) type Take<T> = Result<T, minicbor::decode::Error>;

/// What can be written to and read from a message.
pub trait Cbor: Sized {
    /// Writes it.
    ///
    /// # Errors
    /// Never for well-made values; the encoder's own.
    fn put(&self, out: &mut Out) -> Put;
    /// Reads it.
    ///
    /// # Errors
    /// If the bytes are something else.
    fn take(from: &mut Decoder<'_>) -> Take<Self>;
}

/// The bytes of a value.
///
/// # Errors
/// [`WireError::Unwritable`], never seen for our own types.
pub fn encode<T: Cbor>(value: &T) -> Result<Vec<u8>, WireError> {
    let mut out = Encoder::new(Vec::new());
    value.put(&mut out)?;
    Ok(out.into_writer())
}

/// The value behind bytes, all of them.
///
/// # Errors
/// [`WireError::Unreadable`] or [`WireError::TrailingBytes`].
pub fn decode<T: Cbor>(bytes: &[u8]) -> Result<T, WireError> {
    let mut from = Decoder::new(bytes);
    let value = T::take(&mut from)?;
    match bytes.len() - from.position() {
        0 => Ok(value),
        rest => Err(WireError::TrailingBytes(rest)),
    }
}

/// The length of an array that we wrote: always definite.
pub(crate) fn array_length(from: &mut Decoder<'_>) -> Take<u64> {
    from.array()?
        .ok_or_else(|| minicbor::decode::Error::message("array of indefinite length"))
}

/// Skips positions that a newer version added.
pub(crate) fn skip_rest(from: &mut Decoder<'_>, length: u64, known: u64) -> Take<()> {
    if length < known {
        return Err(minicbor::decode::Error::message("array too short"));
    }
    (known..length).try_for_each(|_| from.skip())
}

impl Cbor for u64 {
    fn put(&self, out: &mut Out) -> Put {
        out.u64(*self)?.ok()
    }
    fn take(from: &mut Decoder<'_>) -> Take<Self> {
        from.u64()
    }
}

impl Cbor for i64 {
    fn put(&self, out: &mut Out) -> Put {
        out.i64(*self)?.ok()
    }
    fn take(from: &mut Decoder<'_>) -> Take<Self> {
        from.i64()
    }
}

impl Cbor for bool {
    fn put(&self, out: &mut Out) -> Put {
        out.bool(*self)?.ok()
    }
    fn take(from: &mut Decoder<'_>) -> Take<Self> {
        from.bool()
    }
}

impl Cbor for String {
    fn put(&self, out: &mut Out) -> Put {
        out.str(self)?.ok()
    }
    fn take(from: &mut Decoder<'_>) -> Take<Self> {
        Ok(from.str()?.to_owned())
    }
}

impl<const N: usize> Cbor for [u8; N] {
    fn put(&self, out: &mut Out) -> Put {
        out.bytes(self)?.ok()
    }
    fn take(from: &mut Decoder<'_>) -> Take<Self> {
        from.bytes()?
            .try_into()
            .map_err(|_| minicbor::decode::Error::message("wrong number of bytes"))
    }
}

impl Cbor for Vec<u8> {
    fn put(&self, out: &mut Out) -> Put {
        out.bytes(self)?.ok()
    }
    fn take(from: &mut Decoder<'_>) -> Take<Self> {
        Ok(from.bytes()?.to_vec())
    }
}

/// Types of which lists are sent. (Not `u8`: bytes have a form of their own.)
pub(crate) trait Listed: Cbor {}

impl<T: Listed> Cbor for Vec<T> {
    fn put(&self, out: &mut Out) -> Put {
        out.array(self.len() as u64)?;
        self.iter().try_for_each(|item| item.put(out))
    }
    fn take(from: &mut Decoder<'_>) -> Take<Self> {
        let length = array_length(from)?;
        // A length is only a claim: memory is taken as the items really come.
        (0..length).map(|_| T::take(from)).collect()
    }
}

impl<T: Cbor> Cbor for Option<T> {
    fn put(&self, out: &mut Out) -> Put {
        match self {
            Some(value) => value.put(out),
            None => out.null()?.ok(),
        }
    }
    fn take(from: &mut Decoder<'_>) -> Take<Self> {
        if from.datatype()? == Type::Null {
            from.null()?;
            Ok(None)
        } else {
            T::take(from).map(Some)
        }
    }
}

impl<A: Cbor, B: Cbor> Cbor for (A, B) {
    fn put(&self, out: &mut Out) -> Put {
        out.array(2)?;
        self.0.put(out)?;
        self.1.put(out)
    }
    fn take(from: &mut Decoder<'_>) -> Take<Self> {
        let length = array_length(from)?;
        let pair = (A::take(from)?, B::take(from)?);
        skip_rest(from, length, 2)?;
        Ok(pair)
    }
}
impl<A: Cbor, B: Cbor> Listed for (A, B) {}

/// Implements [`Cbor`] for a struct as an array of its fields, in this order.
macro_rules! cbor_array {
    ($type:ty { $($field:ident),+ $(,)? }) => {
        impl crate::cbor::Cbor for $type {
            fn put(&self, out: &mut crate::cbor::Out) -> crate::cbor::Put {
                out.array([$(stringify!($field)),+].len() as u64)?;
                $(crate::cbor::Cbor::put(&self.$field, out)?;)+
                Ok(())
            }
            fn take(from: &mut minicbor::Decoder<'_>) -> crate::cbor::Take<Self> {
                let length = crate::cbor::array_length(from)?;
                crate::cbor::at_least(length, [$(stringify!($field)),+].len() as u64)?;
                let value = Self { $($field: crate::cbor::Cbor::take(from)?),+ };
                crate::cbor::skip_rest(from, length, [$(stringify!($field)),+].len() as u64)?;
                Ok(value)
            }
        }
        impl crate::cbor::Listed for $type {}
    };
}
pub(crate) use cbor_array;

/// Refuses an array that is too short before reading past its end.
pub(crate) fn at_least(length: u64, known: u64) -> Take<()> {
    if length < known {
        Err(minicbor::decode::Error::message("array too short"))
    } else {
        Ok(())
    }
}
