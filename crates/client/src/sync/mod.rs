//! The sync, as a list of steps, one file a step: [`exchange`] prepares a request and applies the reply,
//! `rollback` offers again what a set-back office lost, `separation` makes a copied laptop one of its own, [`engine`]
//! repeats until nothing waits, [`attachments`] moves photos once all text is there, [`runner`] says when, [`pairing`]
//! makes a book belong to an office, `files` and `pairing_file` do both without a network, [`status`] tells the truth
//! about it all.

pub mod attachments;
pub mod engine;
pub mod exchange;
mod files;
mod files_photos;
pub mod pairing;
mod pairing_file;
mod rollback;
pub mod runner;
mod separation;
pub mod status;
mod tls;
pub mod transport;

use adinda_wire::WireError;
use adinda_wire::attachment::FileRefusal;
use adinda_wire::exchange::Refusal;
use adinda_wire::pairing::PairingRefusal;

/// Why sync or pairing didn't get through. Nothing is ever lost by it.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The office can't be reached: no signal, no such address, a line that broke.
    #[error("the office can't be reached")]
    Unreachable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Something answered that isn't the office: a captive portal, a proxy, another server.
    #[error("what answered is not the office: {0}")]
    NotTheOffice(String),
    /// The office's TLS is not the one that was pinned.
    #[error("the office's certificate is not the one it was paired with")]
    NotThePinned(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The reply can't be right; nothing of it was applied.
    #[error("the office's reply is not usable: {0}")]
    BadReply(&'static str),
    /// The reply can't be read.
    #[error("the office's reply can't be read")]
    Unreadable(#[source] WireError),
    /// The office refused.
    #[error("the office refused: {0:?}")]
    Refused(Refusal),
    /// The office doesn't take a photo or scan.
    #[error("the office doesn't take a file: {0:?}")]
    FileNotTaken(FileRefusal),
    /// The office refused to pair.
    #[error("the office refused to pair: {0:?}")]
    PairingRefused(PairingRefusal),
    /// The office could not prove that it knows the code.
    #[error("what answered doesn't know the code")]
    ForgedGrant,
    /// What was typed isn't a pairing code.
    #[error("not a pairing code")]
    NotACode,
    /// What was typed isn't an address that can be used.
    #[error("not a usable address: {0}")]
    BadAddress(String),
    /// The book belongs to no office, or the user hasn't confirmed it yet.
    #[error("not paired")]
    NotPaired,
    /// The book belongs to another office or KIM.
    #[error("the book belongs to another KIM")]
    AnotherKim,
    /// The book goes by file only: nobody has told it the office's address.
    #[error("the office's address isn't known")]
    NoAddress,
    /// An answer to a bundle that this book hasn't saved, or that it has forgotten long ago.
    #[error("it answers a file that this book doesn't know")]
    UnknownBundle,
    /// Another program is syncing this book right now.
    #[error("another program is syncing this book")]
    Busy,
}

impl SyncError {
    /// The code under which the message catalogue has the sentence.
    pub fn code(&self) -> &'static str {
        match self {
            SyncError::Unreachable(_) => "unreachable",
            SyncError::NotTheOffice(_) => "not_the_office",
            SyncError::NotThePinned(_) => "not_the_pinned_office",
            SyncError::BadReply(_) | SyncError::Unreadable(_) => "bad_reply",
            SyncError::Refused(Refusal::UnknownDevice) => "unknown_device",
            SyncError::Refused(Refusal::Revoked) => "revoked",
            SyncError::Refused(Refusal::Protocol) => "protocol",
            SyncError::Refused(_) => "office_busy",
            SyncError::FileNotTaken(FileRefusal::NoRoom) => "no_room_at_office",
            SyncError::FileNotTaken(_) => "file_not_taken_by_office",
            SyncError::PairingRefused(PairingRefusal::CodeUsed) => "code_used",
            SyncError::PairingRefused(PairingRefusal::TooManyTries) => "too_many_tries",
            SyncError::PairingRefused(PairingRefusal::CodeNotValid) => "code_not_valid",
            SyncError::PairingRefused(_) => "office_busy",
            SyncError::ForgedGrant => "forged_grant",
            SyncError::NotACode => "not_a_code",
            SyncError::BadAddress(_) => "bad_address",
            SyncError::NotPaired => "not_paired",
            SyncError::AnotherKim => "another_kim",
            SyncError::NoAddress => "no_address",
            SyncError::UnknownBundle => "unknown_bundle",
            SyncError::Busy => "sync_busy",
        }
    }

    /// Whether only a new code from the office helps.
    pub(crate) fn needs_code(&self) -> bool {
        matches!(
            self,
            SyncError::Refused(Refusal::UnknownDevice | Refusal::Revoked)
        )
    }
}
