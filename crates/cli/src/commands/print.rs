//! `print`: documents as PDF. Each is written beside its place and then moved there, so that no half one is left.

mod request;

use crate::failure::Failure;
use crate::output::Output;
use crate::print_arguments::PrintArguments;
use crate::words;
use crate::workplace::Workplace;
use adinda_client::views::DisclosureWay;
use adinda_paperwork::{Document, PaperworkError, document_of, note_disclosure};
use serde_json::{Value as Json, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Prints a document, or says which there are.
pub fn run(workplace: &Workplace, output: &Output, asked: &PrintArguments) -> Result<(), Failure> {
    let Some(asked) = &asked.document else {
        return list(output);
    };
    let out = &request::shared(asked).out;
    let folder = folder_of(out)?;
    let request = request::asked(workplace, asked)?;
    let document = document_of(workplace.open()?, &request)?;
    let pdf = document.pages.to_pdf().map_err(PaperworkError::from)?;
    note_disclosure(workplace.open()?, &request, &document, DisclosureWay::Saved)?;
    write_beside(&folder, out, &pdf, words::NOT_WRITTEN)?;
    let name = request.document.name();
    let (pages, listed) = (document.pages.page_count(), document.listed);
    if !output.json {
        return output.line(&words::printed(name, out, listed, pages, request.paper));
    }
    let mut said = json!({
        "file": out.display().to_string(),
        "paper": request.paper,
        "pages": pages,
    });
    if let Some(listed) = listed {
        said[if name == Document::Roster {
            "members"
        } else {
            "listed"
        }] = json!(listed);
    }
    output.json(&said)
}

fn list(output: &Output) -> Result<(), Failure> {
    let documents = Document::ALL.iter();
    if output.json {
        let documents: Vec<Json> = documents
            .map(|document| json!({ "name": document.word(), "title": document.title() }))
            .collect();
        return output.json(&documents);
    }
    let rows = documents.map(|document| [document.word().to_owned(), document.title().to_owned()]);
    output.table(["Nama", "Dokumen"], rows.collect())
}

impl From<PaperworkError> for Failure {
    fn from(error: PaperworkError) -> Failure {
        match error {
            PaperworkError::Book(error) => Failure::from(error),
            error => Failure::because(words::PRINT_FAILED, error),
        }
    }
}

/// The folder that a file is to be written in.
pub(super) fn folder_of(file: &Path) -> Result<PathBuf, Failure> {
    let folder = match file.parent() {
        Some(parent) if parent != Path::new("") => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    let (sentence, place) = match (folder.is_dir(), file.is_dir()) {
        (true, false) => return Ok(folder),
        (true, true) => (words::IS_A_FOLDER, file),
        (false, _) => (words::NO_SUCH_FOLDER, folder.as_path()),
    };
    let message = format!("{sentence} ({})", place.display());
    Err(Failure::of_field("--out", &message))
}

pub(super) fn write_beside(
    folder: &Path,
    file: &Path,
    bytes: &[u8],
    sentence: &'static str,
) -> Result<(), Failure> {
    let failed = |error| Failure::because(sentence, error);
    let mut beside = NamedTempFile::new_in(folder).map_err(failed)?;
    beside.write_all(bytes).map_err(failed)?;
    beside.as_file().sync_all().map_err(failed)?;
    beside
        .persist(file)
        .map(drop)
        .map_err(|error| failed(error.error))
}
