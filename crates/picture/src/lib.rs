//! What becomes of a photo or scan before it is kept: looked at by its bytes, not by its name; shrunk, turned upright,
//! and freed of all that a camera writes beside the picture (place, time, serial numbers).
//!
//! Pure: bytes in, bytes or a reason out. It stands apart so that what is tested most needn't be built with decoders.
#![warn(missing_docs)]

mod jpeg;
mod kind;
mod pdf;
mod shrink;

pub use kind::FileKind;

/// Largest picture that is looked at, in bytes: phones stay below 20 MB.
pub const MOST_PICTURE_BYTES: usize = 32 * 1024 * 1024;
/// Largest PDF in bytes: it is kept as it is, and has to travel.
pub const MOST_PDF_BYTES: usize = 10 * 1024 * 1024;
/// Most pixels of a picture: 50-megapixel phones pass. Together with [`MOST_DECODED_BYTES`] it bounds memory.
pub const MOST_PIXELS: u64 = 52_000_000;
/// Most pixels of a progressive JPEG, which needs three times the memory while it is read. Phones don't write them.
pub const MOST_PROGRESSIVE_PIXELS: u64 = 24_000_000;
/// Most bytes of a picture once it is unpacked.
pub const MOST_DECODED_BYTES: u64 = 256 * 1024 * 1024;

/// A file as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shrunk {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What they are.
    pub kind: KeptKind,
}

/// What is kept: pictures become JPEG, PDFs stay what they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptKind {
    /// A picture.
    Jpeg,
    /// A PDF, byte for byte as it came.
    Pdf,
}

/// Why a file isn't taken. Nothing was stored.
#[derive(Debug, thiserror::Error)]
pub enum AttachmentProblem {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// None of the kinds that are taken.
    #[error("neither JPEG, PNG, WebP nor PDF")]
    NotTaken,
    /// A photo as iPhones write it, which no reader that we trust can read everywhere.
    #[error("a HEIC or AVIF photo")]
    Heic,
    /// Its name says one thing, its bytes another.
    #[error("the name ends like another kind of file than it is")]
    Disguised,
    /// More bytes than are taken.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: usize,
    },
    /// More pixels than a laptop should unpack.
    #[error("more pixels than are taken")]
    TooManyPixels,
    /// It begins like a picture and can't be read as one.
    #[error("the picture can't be read")]
    BrokenPicture(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// It ends before it should, or isn't built as a file of its kind is.
    #[error("the file is cut off or damaged")]
    Damaged,
}

/// Looks at a file and makes of it what is kept. `name` is only held against what the bytes are.
///
/// # Errors
/// [`AttachmentProblem`]; memory stays bounded whatever the file claims.
pub fn shrink(name: &str, bytes: &[u8]) -> Result<Shrunk, AttachmentProblem> {
    if bytes.is_empty() {
        return Err(AttachmentProblem::Empty);
    }
    let kind = FileKind::of(bytes).ok_or(AttachmentProblem::NotTaken)?;
    if kind == FileKind::Heic {
        return Err(AttachmentProblem::Heic);
    }
    let limit = if kind == FileKind::Pdf {
        MOST_PDF_BYTES
    } else {
        MOST_PICTURE_BYTES
    };
    if bytes.len() > limit {
        return Err(AttachmentProblem::TooLarge { limit });
    }
    if !kind.may_be_called(name) {
        return Err(AttachmentProblem::Disguised);
    }
    match kind {
        FileKind::Pdf => {
            pdf::check(bytes)?;
            Ok(Shrunk {
                bytes: bytes.to_vec(),
                kind: KeptKind::Pdf,
            })
        }
        picture => Ok(Shrunk {
            bytes: shrink::to_small_jpeg(picture, bytes)?,
            kind: KeptKind::Jpeg,
        }),
    }
}
