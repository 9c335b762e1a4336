//! The lane of photos and scans: small pieces of one file, each with its place, so that a line that breaks costs one
//! piece at most. Both ways the office's answer says where to go on.

use crate::cbor::{Cbor, Listed, Out, Put, Take, array_length, cbor_array, skip_rest};
use crate::exchange::Refusal;
use adinda_domain::attachment::FileHash;
use minicbor::{Decoder, decode};

/// Where a laptop sends and asks for pieces of files.
pub const ATTACHMENT_PATH: &str = "/api/v1/attachment";
/// Most bytes in one piece, either way.
pub const MOST_PIECE_BYTES: u64 = 256 * 1024;

/// What a laptop asks. Which laptop it is, its token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentRequest {
    /// [`crate::PROTOCOL`].
    pub protocol: u64,
    /// A random number that the reply echoes.
    pub request: u64,
    /// The piece.
    pub piece: Piece,
}
cbor_array!(AttachmentRequest {
    protocol,
    request,
    piece
});

/// A piece of a file, brought or asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Here it is. Without bytes it only asks how far the office has come.
    Put {
        /// The file.
        hash: FileHash,
        /// How large the whole of it is.
        size: u64,
        /// Where the piece begins.
        offset: u64,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// May I have it?
    Get {
        /// The file.
        hash: FileHash,
        /// Where the piece begins.
        offset: u64,
        /// How many bytes at most.
        most: u64,
    },
}

/// What the office answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentReply {
    /// The request that this answers.
    pub request: u64,
    /// The answer itself.
    pub answer: PieceAnswer,
}
cbor_array!(AttachmentReply { request, answer });

/// The answer to a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PieceAnswer {
    /// So much of the file is written down, whatever was brought: go on from there.
    Received {
        /// How many bytes of it the office has.
        offset: u64,
        /// Whether that is all, and its hash is right.
        complete: bool,
    },
    /// The piece that was asked for.
    Bytes {
        /// How large the whole file is.
        size: u64,
        /// The piece; empty at the end of the file.
        bytes: Vec<u8>,
    },
    /// No such file of this KIM; whether another has it is nobody's business.
    Unknown,
    /// The laptop isn't served.
    Refused(Refusal),
    /// The file isn't taken.
    NotTaken(FileRefusal),
}

/// Why a file isn't taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileRefusal {
    /// It is larger than any may be.
    TooLarge,
    /// The KIM has used up its room at the office.
    NoRoom,
    /// The bytes that came were not those of this hash; all of them were dropped.
    WrongBytes,
    /// A reason from a newer office.
    Other(u64),
}

impl FileRefusal {
    fn code(self) -> u64 {
        match self {
            FileRefusal::TooLarge => 1,
            FileRefusal::NoRoom => 2,
            FileRefusal::WrongBytes => 3,
            FileRefusal::Other(code) => code,
        }
    }

    fn from_code(code: u64) -> FileRefusal {
        match code {
            1 => FileRefusal::TooLarge,
            2 => FileRefusal::NoRoom,
            3 => FileRefusal::WrongBytes,
            other => FileRefusal::Other(other),
        }
    }
}

impl Cbor for FileHash {
    fn put(&self, out: &mut Out) -> Put {
        self.0.put(out)
    }
    fn take(from: &mut Decoder<'_>) -> Take<Self> {
        Ok(FileHash(Cbor::take(from)?))
    }
}

impl Cbor for Piece {
    fn put(&self, out: &mut Out) -> Put {
        match self {
            Piece::Put {
                hash,
                size,
                offset,
                bytes,
            } => {
                out.array(5)?.u8(0)?;
                hash.put(out)?;
                out.u64(*size)?.u64(*offset)?.bytes(bytes)?.ok()
            }
            Piece::Get { hash, offset, most } => {
                out.array(4)?.u8(1)?;
                hash.put(out)?;
                out.u64(*offset)?.u64(*most)?.ok()
            }
        }
    }
    fn take(from: &mut Decoder<'_>) -> Take<Self> {
        let length = array_length(from)?;
        let (piece, known) = match from.u8()? {
            0 => (
                Piece::Put {
                    hash: Cbor::take(from)?,
                    size: Cbor::take(from)?,
                    offset: Cbor::take(from)?,
                    bytes: Cbor::take(from)?,
                },
                5,
            ),
            1 => (
                Piece::Get {
                    hash: Cbor::take(from)?,
                    offset: Cbor::take(from)?,
                    most: Cbor::take(from)?,
                },
                4,
            ),
            _ => return Err(decode::Error::message("unknown kind of piece")),
        };
        skip_rest(from, length, known)?;
        Ok(piece)
    }
}
impl Listed for Piece {}

impl Cbor for PieceAnswer {
    fn put(&self, out: &mut Out) -> Put {
        match self {
            PieceAnswer::Received { offset, complete } => {
                out.array(3)?.u8(0)?.u64(*offset)?.bool(*complete)?.ok()
            }
            PieceAnswer::Bytes { size, bytes } => {
                out.array(3)?.u8(1)?.u64(*size)?.bytes(bytes)?.ok()
            }
            PieceAnswer::Unknown => out.array(1)?.u8(2)?.ok(),
            PieceAnswer::Refused(refusal) => {
                out.array(2)?.u8(3)?;
                refusal.put(out)
            }
            PieceAnswer::NotTaken(refusal) => out.array(2)?.u8(4)?.u64(refusal.code())?.ok(),
        }
    }
    fn take(from: &mut Decoder<'_>) -> Take<Self> {
        let length = array_length(from)?;
        let (answer, known) = match from.u8()? {
            0 => (
                PieceAnswer::Received {
                    offset: Cbor::take(from)?,
                    complete: Cbor::take(from)?,
                },
                3,
            ),
            1 => (
                PieceAnswer::Bytes {
                    size: Cbor::take(from)?,
                    bytes: Cbor::take(from)?,
                },
                3,
            ),
            2 => (PieceAnswer::Unknown, 1),
            3 => (PieceAnswer::Refused(Cbor::take(from)?), 2),
            4 => (
                PieceAnswer::NotTaken(FileRefusal::from_code(from.u64()?)),
                2,
            ),
            _ => return Err(decode::Error::message("unknown answer")),
        };
        skip_rest(from, length, known)?;
        Ok(answer)
    }
}
impl Listed for PieceAnswer {}
