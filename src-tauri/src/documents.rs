//! Documents in the window: the book's data to pages, a PDF among the user's documents, the system's viewer.

use adinda_client::views::{DisclosureWay, IpcError};
use adinda_client::{Book, BookError, platform};
use adinda_paperwork::{
    DocumentOutline, DocumentRequest, DocumentShelf, PaperworkError, keep_choice, note_disclosure,
};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

type Answer<T> = Result<T, IpcError>;

/// Runs long work on a thread of its own, so that the window stays awake.
pub async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Answer<T> + Send + 'static,
) -> Answer<T> {
    match tauri::async_runtime::spawn_blocking(work).await {
        Ok(answer) => answer,
        Err(error) => Err(failed("print", error.to_string())),
    }
}

/// Documents that are looked at and handed out. A newer look makes an older one unwanted; stopping makes all so.
#[derive(Default)]
pub struct Papers {
    shelf: DocumentShelf,
    looks: AtomicU64,
    stops: AtomicU64,
}

impl Papers {
    /// Lays a document out to be looked at.
    pub fn look_at(&self, book: &Book, request: &DocumentRequest) -> Answer<DocumentOutline> {
        let (look, stops) = (next(&self.looks), now(&self.stops));
        let wanted = || now(&self.looks) == look && now(&self.stops) == stops;
        let shelved = self.shelf.document(book, request, wanted);
        shelved.map(|shelved| shelved.outline()).map_err(ipc)
    }

    /// One page as SVG.
    pub fn page(&self, number: u32, index: usize) -> Answer<String> {
        let page = self.shelf.page_svg(number, index).map_err(ipc)?;
        page.ok_or_else(|| failed("not_found", format!("document {number}")))
    }

    /// Saves a document among the user's documents and says where.
    pub fn save(&self, book: &Book, request: &DocumentRequest) -> Answer<PathBuf> {
        self.hand_out(book, request, DisclosureWay::Saved)
    }

    fn hand_out(
        &self,
        book: &Book,
        request: &DocumentRequest,
        way: DisclosureWay,
    ) -> Answer<PathBuf> {
        let stops = now(&self.stops);
        let wanted = || now(&self.stops) == stops;
        let shelved = self.shelf.document(book, request, wanted).map_err(ipc)?;
        let pdf = shelved.document.pages.to_pdf();
        let pdf = pdf.map_err(|error| ipc(error.into()))?;
        if !wanted() {
            return Err(ipc(PaperworkError::NotWantedAnyMore));
        }
        note_disclosure(book, request, &shelved.document, way).map_err(ipc)?;
        keep_choice(book, request).map_err(ipc)?;
        save_among_documents(&shelved.document.file_name, "pdf", &pdf)
    }

    /// Saves a document and opens it in the system's viewer, from where it is printed.
    pub fn print(&self, book: &Book, request: &DocumentRequest) -> Answer<PathBuf> {
        let file = self.hand_out(book, request, DisclosureWay::Printed)?;
        platform::open_with_system(&file)
            .map_err(|error| failed("no_viewer", error.to_string()))?;
        Ok(file)
    }

    /// Whatever is being made isn't wanted any more. What is saved already stays.
    pub fn stop(&self) {
        next(&self.stops);
    }
}

fn next(counter: &AtomicU64) -> u64 {
    counter.fetch_add(1, Ordering::SeqCst) + 1
}

fn now(counter: &AtomicU64) -> u64 {
    counter.load(Ordering::SeqCst)
}

fn ipc(error: PaperworkError) -> IpcError {
    if !matches!(error, PaperworkError::NotWantedAnyMore) {
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "a document failed"
        );
    }
    error.to_ipc()
}

/// Opens the folder of a saved document.
pub fn show_in_folder(path: &str) -> Answer<()> {
    let folder = Path::new(path).parent().filter(|folder| folder.is_dir());
    let folder = folder.ok_or_else(|| failed("not_found", path.to_owned()))?;
    platform::open_with_system(folder).map_err(|error| failed("no_viewer", error.to_string()))
}

/// Writes a new file among the user's documents, never over one that is there, and says where.
pub fn save_among_documents(name: &str, ending: &str, bytes: &[u8]) -> Answer<PathBuf> {
    let folder = platform::documents_folder()
        .ok_or_else(|| failed("not_found", "documents folder".to_owned()))?;
    let file_failed = |path: &Path| {
        let path = path.to_owned();
        move |source| BookError::File { path, source }.to_ipc()
    };
    std::fs::create_dir_all(&folder).map_err(file_failed(&folder))?;
    for copy in 1.. {
        let file = folder.join(if copy == 1 {
            format!("{name}.{ending}")
        } else {
            format!("{name} ({copy}).{ending}")
        });
        match std::fs::File::create_new(&file) {
            Ok(mut created) => {
                let written = created.write_all(bytes).and_then(|()| created.sync_all());
                if let Err(error) = written {
                    drop(created);
                    // Half a document must not lie among the whole ones.
                    drop(std::fs::remove_file(&file));
                    return Err(file_failed(&file)(error));
                }
                return Ok(file);
            }
            // Never over a file that is there: it may be signed, or open in a viewer.
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(file_failed(&file)(error)),
        }
    }
    Err(failed("file", folder.display().to_string()))
}

/// An error of the window itself.
pub fn failed(code: &str, cause: String) -> IpcError {
    IpcError {
        code: code.to_owned(),
        args: BTreeMap::from([("cause".to_owned(), cause)]),
        problems: Vec::new(),
    }
}
