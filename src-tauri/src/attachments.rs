//! Photos and scans in the window: bytes in from the form, bytes out to the screen, a copy among the user's documents.

use crate::documents::{failed, save_among_documents};
use adinda_client::views::IpcError;
use adinda_client::{Book, platform};
use adinda_domain::DraftId;
use adinda_domain::attachment::{Attachment, FileHash};
use serde::Deserialize;
use tauri::ipc::{InvokeBody, Request};

type Answer<T> = Result<T, IpcError>;

/// The header that says what the bytes of a request are, as JSON in ASCII.
const HEADER: &str = "adinda-file";

/// A file that was chosen in a form.
#[derive(Deserialize)]
pub struct ChosenFile {
    draft: DraftId,
    name: String,
    #[serde(skip)]
    bytes: Vec<u8>,
}

/// Reads a request whose body is a file.
pub fn chosen_file(request: &Request<'_>) -> Answer<ChosenFile> {
    let unreadable = || failed("unreadable", "a file without its name".to_owned());
    let header = request.headers().get(HEADER).ok_or_else(unreadable)?;
    let chosen: ChosenFile = serde_json::from_slice(header.as_bytes()).map_err(|_| unreadable())?;
    let bytes = match request.body() {
        InvokeBody::Raw(bytes) => bytes.clone(),
        // Where the webview can't carry bytes, they come as numbers.
        InvokeBody::Json(numbers) => {
            serde_json::from_value(numbers.clone()).map_err(|_| unreadable())?
        }
    };
    Ok(ChosenFile { bytes, ..chosen })
}

/// Adds a chosen file to its form.
pub fn add(book: &Book, chosen: &ChosenFile) -> Answer<Attachment> {
    book.add_file(chosen.draft, &chosen.name, &chosen.bytes)
        .map_err(|error| error.to_ipc())
}

/// The file that a text names.
pub fn file(text: &str) -> Answer<FileHash> {
    text.parse()
        .map_err(|_| failed("not_found", text.to_owned()))
}

/// Saves a copy of a file among the user's documents, and opens it in the system's viewer if asked to.
pub fn save_copy(book: &Book, file: FileHash, name: &str, opens: bool) -> Answer<String> {
    let bytes = book.file_bytes(file).map_err(|error| error.to_ipc())?;
    let ending = if bytes.starts_with(b"%PDF-") {
        "pdf"
    } else {
        "jpg"
    };
    let saved = save_among_documents(&safe_name(name), ending, &bytes)?;
    if opens {
        platform::open_with_system(&saved)
            .map_err(|error| failed("no_viewer", error.to_string()))?;
    }
    Ok(saved.display().to_string())
}

/// A name that every system can write, without its ending: it comes from another laptop.
fn safe_name(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let is_safe = |c: char| c.is_alphanumeric() || " -_()".contains(c);
    let kept: String = stem.chars().filter(|c| is_safe(*c)).take(80).collect();
    let kept = kept.trim();
    if kept.is_empty() {
        "Lampiran".to_owned()
    } else {
        // Windows keeps some short names for its devices (CON, PRN).
        format!("Lampiran {kept}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_from_elsewhere_becomes_one_that_can_be_written() {
        for (name, safe) in [
            ("IMG_20261004.jpg", "Lampiran IMG_20261004"),
            ("../../rahasia.pdf", "Lampiran rahasia"),
            ("CON", "Lampiran CON"),
            ("..", "Lampiran"),
            ("", "Lampiran"),
        ] {
            assert_eq!(safe_name(name), safe);
        }
    }
}
