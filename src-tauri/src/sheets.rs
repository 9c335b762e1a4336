//! Spreadsheets in the window: the file that is being imported, kept here while the user looks at what it says; lists
//! written among the user's documents, and the whole register into a folder.

use crate::documents::{failed, save_among_documents};
use adinda_client::Book;
use adinda_client::exports::views::{DisclosedField, ExportOptions, ExportedRegister};
use adinda_client::imports::views::{
    ImportDecisions, ImportDone, ImportKind, ImportOptions, ImportPlan, MOST_FILE_BYTES,
};
use adinda_client::views::IpcError;
use serde::Deserialize;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use tauri::ipc::{InvokeBody, Request};

type Answer<T> = Result<T, IpcError>;

/// The header that says what the bytes of a request are, as JSON in ASCII.
const HEADER: &str = "adinda-file";

/// The file that is being imported, if any.
#[derive(Default)]
pub struct OpenSheet(Mutex<Option<ChosenSheet>>);

/// A chosen file.
#[derive(Clone, Deserialize)]
pub struct ChosenSheet {
    kind: ImportKind,
    name: String,
    #[serde(skip)]
    bytes: Vec<u8>,
}

/// Reads a request whose body is a sheet.
pub fn chosen_sheet(request: &Request<'_>) -> Answer<ChosenSheet> {
    let unreadable = || failed("unreadable", "a sheet without its name".to_owned());
    let header = request.headers().get(HEADER).ok_or_else(unreadable)?;
    let chosen: ChosenSheet =
        serde_json::from_slice(header.as_bytes()).map_err(|_| unreadable())?;
    let bytes = match request.body() {
        InvokeBody::Raw(bytes) => bytes.clone(),
        // Where the webview can't carry bytes, they come as numbers.
        InvokeBody::Json(numbers) => {
            serde_json::from_value(numbers.clone()).map_err(|_| unreadable())?
        }
    };
    if bytes.len() > MOST_FILE_BYTES {
        return Err(failed("sheet_file_too_large", String::new()));
    }
    Ok(ChosenSheet { bytes, ..chosen })
}

impl OpenSheet {
    /// Keeps a chosen file in the place of the one before, and says what is in it.
    pub fn open(&self, book: &Book, chosen: ChosenSheet) -> Answer<ImportPlan> {
        let plan = plan(book, &chosen, &ImportOptions::default())?;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(chosen);
        Ok(plan)
    }

    /// What is in it when it is read otherwise.
    pub fn plan(&self, book: &Book, options: &ImportOptions) -> Answer<ImportPlan> {
        plan(book, &self.chosen()?, options)
    }

    /// Imports it, and lets go of it.
    pub fn apply(
        &self,
        book: &Book,
        options: &ImportOptions,
        decisions: &ImportDecisions,
    ) -> Answer<ImportDone> {
        let chosen = self.chosen()?;
        let done = book
            .apply_import(chosen.kind, &chosen.bytes, options, decisions, &chosen.name)
            .map_err(|error| error.to_ipc())?;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(done)
    }

    fn chosen(&self) -> Answer<ChosenSheet> {
        let chosen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        chosen
            .clone()
            .ok_or_else(|| failed("not_found", "an open sheet".to_owned()))
    }
}

fn plan(book: &Book, chosen: &ChosenSheet, options: &ImportOptions) -> Answer<ImportPlan> {
    book.plan_import(chosen.kind, &chosen.bytes, options)
        .map_err(|error| error.to_ipc())
}

/// Saves a list among the user's documents and says where.
pub fn save_list(book: &Book, options: &ExportOptions) -> Answer<String> {
    let exported = book.export_list(options).map_err(|error| error.to_ipc())?;
    let file = save_among_documents(&exported.name, options.format.ending(), &exported.bytes)?;
    Ok(file.display().to_string())
}

/// Writes the whole register into a new folder within another.
pub fn save_register(
    book: &Book,
    within: &Path,
    shown: &[DisclosedField],
) -> Answer<ExportedRegister> {
    let name = format!("Data KIM {}", book.today().format("%Y-%m-%d"));
    let free = (1..).map(|copy| match copy {
        1 => within.join(&name),
        copy => within.join(format!("{name} ({copy})")),
    });
    for folder in free.take(1_000) {
        if !folder.exists() {
            return book
                .export_register(&folder, shown)
                .map_err(|error| error.to_ipc());
        }
    }
    Err(failed("file_exists", name))
}
