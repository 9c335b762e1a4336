//! The one exchange: edits and cursor go up, receipts and changes come down, in one request.

use crate::cbor::{Cbor, Listed, Out, Put, Take, array_length, cbor_array, skip_rest};
use crate::edit::{Edit, Receipt};
use adinda_domain::merge::{Checkpoint, HeldReason};
use adinda_domain::path::FieldPath;
use adinda_domain::{Base, Kind, OpId, RecordId, Value, Version};
use minicbor::{Decoder, decode};

/// Where a laptop sends its exchanges: HTTP/2 has a word of one byte for the root, any other path is spelled out in each
/// request. Which protocol it is, the message says.
pub const EXCHANGE_PATH: &str = "/";
/// The header with a laptop's token. Not `authorization`: HTTP/2 as we use it spells that one out in each request, and
/// remembers this one while a connection is open.
pub const TOKEN_HEADER: &str = "adinda-token";
/// The media type of every body of ours, both ways: what comes with another is not ours.
pub const MEDIA_TYPE: &str = "application/vnd.adinda";

/// What a laptop sends. Which laptop it is, its token says (HTTP header, never inside compressed data).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExchangeRequest {
    /// [`crate::PROTOCOL`].
    pub protocol: u64,
    /// A random number that the reply echoes.
    pub request: u64,
    /// Which of this laptop's exchanges over the network this is: gives away a cloned disk. Not looked at when it comes
    /// as a file.
    pub turn: Turn,
    /// The highest checkpoint that this laptop has seen.
    pub seen: Checkpoint,
    /// Older checkpoints, newest first, sent when the office asked for them.
    pub older: Vec<Checkpoint>,
    /// Up to where pages were applied.
    pub cursor: Version,
    /// Edits, oldest first.
    pub edits: Vec<Edit>,
    /// About how many bytes of changes the laptop wants in the reply; 0 for what is usual.
    pub page_bytes: u64,
}
cbor_array!(ExchangeRequest {
    protocol,
    request,
    turn,
    seen,
    older,
    cursor,
    edits,
    page_bytes
});

/// One of a laptop's exchanges over the network, the same until it is answered. Two laptops that speak with one token
/// have the same numbers and different nonces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// The how-many-eth exchange; an office that remembers fewer was set back.
    pub number: u64,
    /// The nonce of the exchange before; 0 before the first.
    pub previous: u64,
    /// The random nonce of this one.
    pub nonce: u64,
}
impl Turn {
    /// The turn of an exchange by file, which takes none.
    pub const BY_FILE: Turn = Turn {
        number: 0,
        previous: 0,
        nonce: 0,
    };
}
cbor_array!(Turn {
    number,
    previous,
    nonce
});

/// What the office answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExchangeReply {
    /// The request that this answers.
    pub request: u64,
    /// The office's clock, in seconds since 1970: shown to people, decides nothing.
    pub server_time: i64,
    /// The answer itself.
    pub answer: Answer,
}
cbor_array!(ExchangeReply {
    request,
    server_time,
    answer
});

/// The kinds of answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The edits were taken; here is a page.
    Taken(Taken),
    /// The checkpoint isn't known and nothing was taken: send the older ones.
    SendCheckpoints,
    /// The office was set back: this is the highest version that both know. Nothing was taken.
    RolledBack(Version),
    /// Not served, for this reason. Nothing was taken.
    Refused(Refusal),
    /// Another laptop speaks with the same token (a copied disk, or this one was set back): become a laptop of its
    /// own, see [`crate::separation`]. Nothing was taken.
    Separate,
}

/// Why a laptop isn't served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The token belongs to no laptop known here. Everything is kept; a new code is needed.
    UnknownDevice,
    /// The laptop was revoked.
    Revoked,
    /// The office speaks another protocol.
    Protocol,
    /// The request could not be read.
    Unreadable,
    /// Too much at once: try later.
    Busy,
    /// The office could not write it down (its disk, its database). Nothing was taken.
    OfficeFailure,
    /// The request builds on earlier ones that the office has forgotten: send it without them.
    UnknownContext,
    /// A reason from a newer office.
    Other(u64),
}

impl Refusal {
    const CODES: [(u64, Refusal); 7] = [
        (1, Refusal::UnknownDevice),
        (2, Refusal::Revoked),
        (3, Refusal::Protocol),
        (4, Refusal::Unreadable),
        (5, Refusal::Busy),
        (6, Refusal::OfficeFailure),
        (7, Refusal::UnknownContext),
    ];
}

impl Cbor for Refusal {
    fn put(&self, out: &mut Out) -> Put {
        let code = match self {
            Refusal::Other(code) => Some(*code),
            known => Self::CODES
                .iter()
                .find(|(_, refusal)| refusal == known)
                .map(|(code, _)| *code),
        };
        out.u64(code.unwrap_or_default())?.ok()
    }
    fn take(from: &mut Decoder<'_>) -> Take<Self> {
        let code = from.u64()?;
        Ok(Self::CODES
            .iter()
            .find(|(known, _)| *known == code)
            .map_or(Refusal::Other(code), |(_, refusal)| *refusal))
    }
}

impl Cbor for Answer {
    fn put(&self, out: &mut Out) -> Put {
        match self {
            Answer::Taken(taken) => {
                out.array(2)?.u8(0)?;
                taken.put(out)
            }
            Answer::SendCheckpoints => out.array(1)?.u8(1)?.ok(),
            Answer::RolledBack(version) => out.array(2)?.u8(2)?.u64(version.0)?.ok(),
            Answer::Refused(refusal) => {
                out.array(2)?.u8(3)?;
                refusal.put(out)
            }
            Answer::Separate => out.array(1)?.u8(4)?.ok(),
        }
    }
    fn take(from: &mut Decoder<'_>) -> Take<Self> {
        let length = array_length(from)?;
        let (answer, known) = match from.u8()? {
            0 => (Answer::Taken(Taken::take(from)?), 2),
            1 => (Answer::SendCheckpoints, 1),
            2 => (Answer::RolledBack(Version::take(from)?), 2),
            3 => (Answer::Refused(Refusal::take(from)?), 2),
            4 => (Answer::Separate, 1),
            _ => return Err(decode::Error::message("unknown answer")),
        };
        skip_rest(from, length, known)?;
        Ok(answer)
    }
}
impl Listed for Answer {}

/// Receipts for the edits, by position, and one page of what changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// One receipt for each edit of the request, in its order.
    pub receipts: Vec<Receipt>,
    /// What changed above the cursor, in rising order of versions; a page never splits a version.
    pub changes: Vec<ChangedRecord>,
    /// The KIM's version, with its mark, at which the page was read.
    pub asof: Checkpoint,
    /// The cursor after this page.
    pub cursor: Version,
    /// Whether more follows; then `changes` isn't empty.
    pub more: bool,
}
cbor_array!(Taken {
    receipts,
    changes,
    asof,
    cursor,
    more
});

/// The fields and alternatives of one record that last changed at one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedRecord {
    /// The version.
    pub version: Version,
    /// The letter of the laptop whose edit it was; none for the office.
    pub letter: Option<String>,
    /// The author's clock at the save, in seconds since 1970: shown to people, decides nothing.
    pub saved_at: i64,
    /// The record's kind.
    pub kind: Kind,
    /// The record.
    pub record: RecordId,
    /// Fields whose value is of this version.
    pub fields: Vec<(FieldPath, Value)>,
    /// Conflicts and held values that opened or closed at this version.
    pub alternatives: Vec<Alternative>,
}
cbor_array!(ChangedRecord {
    version,
    letter,
    saved_at,
    kind,
    record,
    fields,
    alternatives
});

/// A value kept beside the standing one, for a person to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The edit that it came with.
    pub op: OpId,
    /// Its field.
    pub path: FieldPath,
    /// The value; `null` once closed, for nobody needs it then.
    pub value: Value,
    /// What its author had seen.
    pub base: Base,
    /// Held for this reason; none for a conflict.
    pub held: Option<HeldReason>,
    /// Whether it still waits for a person.
    pub open: bool,
    /// The letter of the laptop that it came from.
    pub device_letter: String,
    /// That laptop's clock at the save, in seconds since 1970.
    pub saved_at: i64,
}
cbor_array!(Alternative {
    op,
    path,
    value,
    base,
    held,
    open,
    device_letter,
    saved_at
});

impl Cbor for HeldReason {
    fn put(&self, out: &mut Out) -> Put {
        out.u64(self.code())?.ok()
    }
    fn take(from: &mut Decoder<'_>) -> Take<Self> {
        Ok(HeldReason::from_code(from.u64()?))
    }
}
