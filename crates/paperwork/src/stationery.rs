//! What every document is printed on and with: the KIM, its paper, its logo, photos of records.

use crate::error::PaperworkError;
use crate::request::DocumentRequest;
use adinda_client::{Book, BookError};
use adinda_domain::attachment::{Attachment, AttachmentRole, FileHash, MediaType};
use adinda_domain::profile::Profile;
use adinda_print::{Photo, Stationery};

/// KIM, logo, paper, day.
pub(crate) fn stationery(
    book: &Book,
    request: &DocumentRequest,
    profile: Profile,
) -> Result<Stationery, PaperworkError> {
    let logo = profile.logo().map(|logo| photo(book, logo)).transpose()?;
    Ok(Stationery {
        // A logo that hasn't come to this laptop yet leaves no hole in the letterhead.
        logo: logo.filter(|logo| !logo.bytes.is_empty()),
        paper: request.paper,
        today: book.today(),
        profile,
    })
}

/// The photos among the attachments of a record, in order. Scans and the pictures of lists and letters aren't photos.
pub(crate) fn photos(
    book: &Book,
    attachments: &[Attachment],
) -> Result<Vec<Photo>, PaperworkError> {
    let is_photo = |attachment: &&Attachment| {
        attachment.media_type == Some(MediaType::Jpeg)
            && matches!(attachment.role, None | Some(AttachmentRole::Photo))
    };
    let photos = attachments.iter().filter(is_photo);
    photos.map(|attachment| photo(book, attachment)).collect()
}

/// A photo; without bytes if its file hasn't come to this laptop yet: its place is kept, with words.
fn photo(book: &Book, attachment: &Attachment) -> Result<Photo, PaperworkError> {
    let file = attachment.file.parse::<FileHash>().ok();
    let bytes = match file.map(|file| book.file_bytes(file)) {
        Some(Ok(bytes)) => bytes,
        None | Some(Err(BookError::NotFound(_))) => Vec::new(),
        Some(Err(error)) => return Err(error.into()),
    };
    Ok(Photo {
        bytes,
        caption: attachment.caption.clone(),
    })
}
