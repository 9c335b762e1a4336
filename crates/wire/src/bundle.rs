//! The messages of an exchange as a file, for a laptop without any network: sealed by `age` to the one who is to read it.
//!
//! `age` proves no sender. The laptop's token, inside the sealed part, proves the laptop; the nonce, which only a reader
//! of the request can echo, proves the office.

use crate::PROTOCOL;
use crate::attachment::{AttachmentRequest, MOST_PIECE_BYTES, Piece};
use crate::cbor::{Cbor, WireError, cbor_array, decode, encode};
use crate::container::{self, FileKind, FileRefusal};
use crate::envelope::{pack, pack_plain, unpack};
use crate::exchange::{ExchangeReply, ExchangeRequest};
use crate::pairing::{PairingReply, Proven};
use adinda_domain::Version;
use adinda_domain::attachment::FileHash;
use adinda_domain::merge::Checkpoint;
use std::str::FromStr;

/// Photos beyond so many bytes wait for the next file: a bundle stays far below the largest file of ours.
pub const MOST_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// The ending of every file of ours.
pub const FILE_ENDING: &str = "adinda";

const EXCHANGE: u64 = 1;
const HISTORY: u64 = 2;
const PIECE: u64 = 3;

/// One message among those of a bundle. A reader leaves aside what it doesn't know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What it is: 1 an exchange, 2 the history behind an answer, 3 a piece of a photo or scan; later ones come with later versions.
    pub kind: u64,
    /// The message as it would travel over the network, packed.
    pub body: Vec<u8>,
}
cbor_array!(Message { kind, body });

/// What a laptop seals to its office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestBundle {
    /// The laptop's token: never inside what is compressed.
    pub token: String,
    /// Random, and fresh in every bundle; the answer echoes it.
    pub nonce: [u8; 16],
    /// Whose laptop it says it is, for an officer who has to find out where an unknown one belongs.
    pub sender: String,
    /// Exchanges, to be taken in this order.
    pub messages: Vec<Message>,
}
cbor_array!(RequestBundle {
    token,
    nonce,
    sender,
    messages
});

/// What the office seals to the laptop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerBundle {
    /// The nonce of the request.
    pub nonce: [u8; 16],
    /// One reply for each exchange of the request, in its order; then further pages; and the history behind them.
    pub messages: Vec<Message>,
}
cbor_array!(AnswerBundle { nonce, messages });

/// Why a bundle can't be opened.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// The file is refused as it is.
    #[error(transparent)]
    Refused(#[from] FileRefusal),
    /// It couldn't be sealed.
    #[error("the file can't be sealed")]
    Seal(#[source] age::EncryptError),
    /// It can't be opened with the key that it names.
    #[error("the file can't be unsealed")]
    Unseal(#[source] age::DecryptError),
    /// A key that is none.
    #[error("not an age key: {0}")]
    Key(&'static str),
    /// What is inside can't be read or written.
    #[error("the file's content can't be read")]
    Content(#[from] WireError),
}

impl RequestBundle {
    /// A bundle of these exchanges.
    ///
    /// # Errors
    /// Only the encoder's.
    pub fn new(
        token: String,
        nonce: [u8; 16],
        sender: String,
        requests: &[ExchangeRequest],
    ) -> Result<RequestBundle, WireError> {
        Ok(RequestBundle {
            token,
            nonce,
            sender,
            messages: packed(EXCHANGE, requests)?,
        })
    }

    /// Adds pieces of photos, and what is asked for of them: they count after all exchanges.
    ///
    /// # Errors
    /// Only the encoder's.
    pub fn add_pieces(&mut self, pieces: &[AttachmentRequest]) -> Result<(), WireError> {
        self.messages.extend(packed_pieces(pieces)?);
        Ok(())
    }

    /// Its pieces of photos.
    ///
    /// # Errors
    /// If one can't be read.
    pub fn pieces(&self) -> Result<Vec<AttachmentRequest>, WireError> {
        unpacked(PIECE, &self.messages)
    }

    /// Its exchanges.
    ///
    /// # Errors
    /// If one can't be read.
    pub fn requests(&self) -> Result<Vec<ExchangeRequest>, WireError> {
        unpacked(EXCHANGE, &self.messages)
    }
}

impl AnswerBundle {
    /// An answer of these replies. `history` are the checkpoints of the office above what the laptop had seen.
    ///
    /// # Errors
    /// Only the encoder's.
    pub fn new(
        nonce: [u8; 16],
        replies: &[ExchangeReply],
        history: Vec<Checkpoint>,
    ) -> Result<AnswerBundle, WireError> {
        let mut messages = packed(EXCHANGE, replies)?;
        messages.extend(packed(HISTORY, &[history])?);
        Ok(AnswerBundle { nonce, messages })
    }

    /// Its replies.
    ///
    /// # Errors
    /// If one can't be read.
    pub fn replies(&self) -> Result<Vec<ExchangeReply>, WireError> {
        unpacked(EXCHANGE, &self.messages)
    }

    /// Adds pieces of photos that were asked for.
    ///
    /// # Errors
    /// Only the encoder's.
    pub fn add_pieces(&mut self, pieces: &[AttachmentRequest]) -> Result<(), WireError> {
        self.messages.extend(packed_pieces(pieces)?);
        Ok(())
    }

    /// The pieces of photos that it brings.
    ///
    /// # Errors
    /// If one can't be read.
    pub fn pieces(&self) -> Result<Vec<AttachmentRequest>, WireError> {
        unpacked(PIECE, &self.messages)
    }

    /// Checkpoints of the history that the replies speak of.
    ///
    /// # Errors
    /// If they can't be read.
    pub fn history(&self) -> Result<Vec<Checkpoint>, WireError> {
        Ok(unpacked::<Vec<Checkpoint>>(HISTORY, &self.messages)?.concat())
    }
}

/// The pieces that bring a whole file, in order. `read` gives so many of its bytes from an offset.
///
/// # Errors
/// Those of `read`.
pub fn pieces_of_file<E>(
    hash: FileHash,
    size: u64,
    mut read: impl FnMut(u64, u64) -> Result<Vec<u8>, E>,
) -> Result<Vec<AttachmentRequest>, E> {
    let mut pieces = Vec::new();
    let mut offset = 0;
    while offset < size {
        let bytes = read(offset, MOST_PIECE_BYTES)?;
        if bytes.is_empty() {
            // It is gone meanwhile, or shorter than was said: half a file is no use to anybody.
            return Ok(Vec::new());
        }
        let next = offset + bytes.len() as u64;
        let piece = Piece::Put {
            hash,
            size,
            offset,
            bytes,
        };
        pieces.push(AttachmentRequest {
            protocol: PROTOCOL,
            request: 0,
            piece,
        });
        offset = next;
    }
    Ok(pieces)
}

/// The exchange that asks for the page after the one that ended at `cursor`: an office answers it unasked, so that one
/// trip is enough.
pub fn asking_on(request: &ExchangeRequest, cursor: Version) -> ExchangeRequest {
    ExchangeRequest {
        cursor,
        edits: Vec::new(),
        ..request.clone()
    }
}

fn packed<T: Cbor>(kind: u64, messages: &[T]) -> Result<Vec<Message>, WireError> {
    let message = |message: &T| {
        Ok(Message {
            kind,
            body: pack(message)?,
        })
    };
    messages.iter().map(message).collect()
}

/// Photos are compressed already.
fn packed_pieces(pieces: &[AttachmentRequest]) -> Result<Vec<Message>, WireError> {
    let message = |piece: &AttachmentRequest| {
        Ok(Message {
            kind: PIECE,
            body: pack_plain(piece)?,
        })
    };
    pieces.iter().map(message).collect()
}

fn unpacked<T: Cbor>(kind: u64, messages: &[Message]) -> Result<Vec<T>, WireError> {
    let of_kind = messages.iter().filter(|message| message.kind == kind);
    of_kind.map(|message| unpack(&message.body)).collect()
}

/// The file that seals a bundle to its office.
///
/// # Errors
/// A key that is none.
pub fn seal_request(bundle: &RequestBundle, office_key: &str) -> Result<Vec<u8>, BundleError> {
    seal(FileKind::Request, bundle, office_key)
}

/// The file that seals an answer to its laptop.
///
/// # Errors
/// A key that is none.
pub fn seal_answer(bundle: &AnswerBundle, device_key: &str) -> Result<Vec<u8>, BundleError> {
    seal(FileKind::Answer, bundle, device_key)
}

/// The file of a pairing request. It isn't sealed, for the laptop knows no office yet; its proof binds it to the code,
/// and the token is in it only as its hash.
///
/// # Errors
/// Only the encoder's.
pub fn wrap_pairing_request(request: &Proven) -> Result<Vec<u8>, BundleError> {
    let nobody = container::addressee("");
    let body = pack(request)?;
    Ok(container::wrap(FileKind::PairingRequest, nobody, &body))
}

/// The file that seals a pairing reply to the laptop that asked.
///
/// # Errors
/// A key that is none.
pub fn seal_pairing_reply(reply: &PairingReply, device_key: &str) -> Result<Vec<u8>, BundleError> {
    seal(FileKind::PairingReply, reply, device_key)
}

fn seal<T: Cbor>(kind: FileKind, message: &T, public_key: &str) -> Result<Vec<u8>, BundleError> {
    let recipient = age::x25519::Recipient::from_str(public_key).map_err(BundleError::Key)?;
    let sealed = age::encrypt(&recipient, &encode(message)?).map_err(BundleError::Seal)?;
    Ok(container::wrap(
        kind,
        container::addressee(public_key),
        &sealed,
    ))
}

/// What an office finds in a file that was brought to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ForOffice {
    /// A laptop's exchanges.
    Request(RequestBundle),
    /// A laptop asks to belong to a KIM.
    PairingRequest(Proven),
}

/// Opens a file at the office.
///
/// # Errors
/// [`BundleError`]; nothing was taken then.
pub fn open_at_office(file: &[u8], office_secret_key: &str) -> Result<ForOffice, BundleError> {
    let found = container::unwrap(file)?;
    match found.kind {
        FileKind::Request => Ok(ForOffice::Request(unseal(&found, office_secret_key)?)),
        FileKind::PairingRequest => Ok(ForOffice::PairingRequest(unpack(found.body)?)),
        found => Err(FileRefusal::OtherKind { found }.into()),
    }
}

/// What a laptop finds in a file that was brought back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ForLaptop {
    /// The office's answer.
    Answer(AnswerBundle),
    /// The office's answer to a pairing request.
    PairingReply(PairingReply),
}

/// Opens a file on the laptop.
///
/// # Errors
/// [`BundleError`]; nothing was applied then.
pub fn open_on_laptop(file: &[u8], device_secret_key: &str) -> Result<ForLaptop, BundleError> {
    let found = container::unwrap(file)?;
    match found.kind {
        FileKind::Answer => Ok(ForLaptop::Answer(unseal(&found, device_secret_key)?)),
        FileKind::PairingReply => Ok(ForLaptop::PairingReply(unseal(&found, device_secret_key)?)),
        found => Err(FileRefusal::OtherKind { found }.into()),
    }
}

fn unseal<T: Cbor>(found: &container::Unwrapped<'_>, secret_key: &str) -> Result<T, BundleError> {
    let identity = age::x25519::Identity::from_str(secret_key).map_err(BundleError::Key)?;
    if found.addressee != container::addressee(&identity.to_public().to_string()) {
        return Err(FileRefusal::ForSomebodyElse.into());
    }
    // The digest was right and the header is for us: what still can't be opened was made so on purpose.
    let opened = age::decrypt(&identity, found.body).map_err(BundleError::Unseal)?;
    Ok(decode(&opened)?)
}
