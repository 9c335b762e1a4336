//! The outside of our files: what kind of file it is, for whom, and whether it came whole.
//!
//! A file is told from a foreign, a cut and a damaged one before any key is tried: eight letters that name it, a
//! version, a kind, whom it is sealed to, the body, and at the end the SHA-256 of everything before. Every later version
//! keeps the first nine bytes and the last 32.

use sha2::{Digest, Sha256};

/// The first bytes of every file of ours. The high bit and the line ends give away programs that "mend" texts.
const MAGIC: &[u8; 8] = b"\x89ADN\r\n\x1a\n";
const VERSION: u8 = 1;
/// Magic, version, kind, addressee.
pub const HEADER: usize = 8 + 1 + 1 + 32;
/// The SHA-256 at the end.
pub const TRAILER: usize = 32;
/// The largest file that is read into memory. Far beyond what a village writes in a year.
pub const MAX_FILE: u64 = 256 * 1024 * 1024;

/// Why a file isn't taken. Nothing of it was.
#[derive(Debug, thiserror::Error)]
pub enum FileRefusal {
    /// It is none of ours.
    #[error("not a file of Adinda")]
    NotOurs,
    /// Something of it is missing or changed.
    #[error("the file is cut or damaged")]
    CutOrDamaged,
    /// Another version of the program wrote it.
    #[error("the file was written by a newer Adinda (form {0})")]
    Newer(u8),
    /// A file of ours, but of another kind than is opened here.
    #[error("the file is {found:?}, not what is opened here")]
    OtherKind {
        /// What it is.
        found: FileKind,
    },
    /// Sealed to somebody else's key.
    #[error("the file is sealed to somebody else")]
    ForSomebodyElse,
    /// Larger than any file of ours.
    #[error("the file is larger than {MAX_FILE} bytes")]
    TooLarge,
}

/// What a file of ours is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A laptop's edits, sealed to the office.
    Request,
    /// The office's answer, sealed to the laptop.
    Answer,
    /// A laptop asks to belong to an office.
    PairingRequest,
    /// The office says that it does.
    PairingReply,
    /// A copy of a whole office, sealed with a passphrase.
    Backup,
    /// Something of a newer version.
    Other(u8),
}

impl FileKind {
    const CODES: [(u8, FileKind); 5] = [
        (1, FileKind::Request),
        (2, FileKind::Answer),
        (3, FileKind::PairingRequest),
        (4, FileKind::PairingReply),
        (5, FileKind::Backup),
    ];

    fn code(self) -> u8 {
        match self {
            FileKind::Other(code) => code,
            known => Self::CODES
                .iter()
                .find(|(_, kind)| *kind == known)
                .map_or(0, |(code, _)| *code),
        }
    }

    fn from_code(code: u8) -> FileKind {
        let known = Self::CODES.iter().find(|(known, _)| *known == code);
        known.map_or(FileKind::Other(code), |(_, kind)| *kind)
    }
}

/// What a public key, or its absence, is called in a header.
pub fn addressee(public_key: &str) -> [u8; 32] {
    Sha256::digest(public_key.as_bytes()).into()
}

/// The first bytes of a file.
pub fn header(kind: FileKind, addressee: [u8; 32]) -> [u8; HEADER] {
    let mut bytes = [0; HEADER];
    bytes[..8].copy_from_slice(MAGIC);
    bytes[8] = VERSION;
    bytes[9] = kind.code();
    bytes[10..].copy_from_slice(&addressee);
    bytes
}

/// A whole file around a body.
pub fn wrap(kind: FileKind, addressee: [u8; 32], body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEADER + body.len() + TRAILER);
    bytes.extend_from_slice(&header(kind, addressee));
    bytes.extend_from_slice(body);
    let digest: [u8; TRAILER] = Sha256::digest(&bytes).into();
    bytes.extend_from_slice(&digest);
    bytes
}

/// What was found in a file that came whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unwrapped<'a> {
    /// What it is.
    pub kind: FileKind,
    /// Whom it is sealed to.
    pub addressee: [u8; 32],
    /// Its body.
    pub body: &'a [u8],
}

/// Reads a file that is in memory whole.
///
/// # Errors
/// [`FileRefusal`]: foreign, cut or damaged, newer, too large.
pub fn unwrap(bytes: &[u8]) -> Result<Unwrapped<'_>, FileRefusal> {
    if bytes.len() as u64 > MAX_FILE {
        return Err(FileRefusal::TooLarge);
    }
    let start = &bytes[..bytes.len().min(HEADER)];
    if !looks_like_ours(start) {
        return Err(FileRefusal::NotOurs);
    }
    let Some(split) = bytes.len().checked_sub(TRAILER).filter(|at| *at >= HEADER) else {
        return Err(FileRefusal::CutOrDamaged);
    };
    let (before, digest) = bytes.split_at(split);
    if Sha256::digest(before).as_slice() != digest {
        return Err(FileRefusal::CutOrDamaged);
    }
    let (kind, addressee) = read_header(before)?;
    Ok(Unwrapped {
        kind,
        addressee,
        body: &before[HEADER..],
    })
}

/// Whether a file begins like one of ours, as far as it goes. An empty one does: a stick was pulled out too early.
pub fn looks_like_ours(start: &[u8]) -> bool {
    let length = start.len().min(MAGIC.len());
    start[..length] == MAGIC[..length]
}

/// Kind and addressee of a file whose digest was found to be right.
///
/// # Errors
/// [`FileRefusal::Newer`], [`FileRefusal::CutOrDamaged`].
pub fn read_header(start: &[u8]) -> Result<(FileKind, [u8; 32]), FileRefusal> {
    let header: &[u8; HEADER] = start
        .get(..HEADER)
        .and_then(|start| start.try_into().ok())
        .ok_or(FileRefusal::CutOrDamaged)?;
    if header[8] != VERSION {
        return Err(FileRefusal::Newer(header[8]));
    }
    let mut addressee = [0; 32];
    addressee.copy_from_slice(&header[10..]);
    Ok((FileKind::from_code(header[9]), addressee))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_comes_back_and_any_cut_or_flipped_bit_is_seen() {
        let whole = wrap(FileKind::Answer, addressee("age1somebody"), b"a body");
        let found = unwrap(&whole).unwrap();
        assert_eq!(found.kind, FileKind::Answer);
        assert_eq!(found.addressee, addressee("age1somebody"));
        assert_eq!(found.body, b"a body");
        for length in 0..whole.len() {
            let refused = unwrap(&whole[..length]).unwrap_err();
            assert!(matches!(refused, FileRefusal::CutOrDamaged), "{length}");
        }
        for bit in 0..whole.len() * 8 {
            let mut flipped = whole.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let refused = unwrap(&flipped).unwrap_err();
            let foreign = matches!(refused, FileRefusal::NotOurs);
            assert_eq!(foreign, bit < 64, "{bit}: {refused}");
            assert!(foreign || matches!(refused, FileRefusal::CutOrDamaged));
        }
    }

    #[test]
    fn newer_and_foreign_files_are_told_apart() {
        let mut newer = wrap(FileKind::Request, [0; 32], b"");
        newer.truncate(HEADER);
        newer[8] = 2;
        let digest: [u8; 32] = Sha256::digest(&newer).into();
        newer.extend_from_slice(&digest);
        assert!(matches!(unwrap(&newer), Err(FileRefusal::Newer(2))));
        assert!(matches!(unwrap(b"PK\x03\x04"), Err(FileRefusal::NotOurs)));
        assert!(matches!(unwrap(b""), Err(FileRefusal::CutOrDamaged)));
    }
}
