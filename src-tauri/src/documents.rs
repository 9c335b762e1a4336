//! Documents in the window: the book's data to pages, a PDF among the user's documents, the system's viewer.

use adinda_client::views::{DocumentPages, IpcError, RosterOptions, SignerChoice};
use adinda_client::{Book, BookError, chain_of_causes, platform};
use adinda_print::{PrintError, RenderedDocument, Roster, Signer, Signing, Stationery, roster};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

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

/// The roster's pages as pictures.
pub fn roster_pages(book: &Book, options: &RosterOptions) -> Answer<DocumentPages> {
    let document = rendered(book, options)?;
    let (width_mm, height_mm) = document.page_size_mm();
    let pages = (0..document.page_count())
        .map(|page| document.page_svg(page).map_err(|error| not_printed(&error)));
    Ok(DocumentPages {
        pages: pages.collect::<Answer<_>>()?,
        width_mm,
        height_mm,
    })
}

/// Saves the roster among the user's documents and says where.
pub fn save_roster(book: &Book, options: &RosterOptions) -> Answer<String> {
    Ok(saved(book, options)?.display().to_string())
}

/// Saves the roster and opens it in the system's viewer, from where it is printed.
pub fn print_roster(book: &Book, options: &RosterOptions) -> Answer<String> {
    let file = saved(book, options)?;
    platform::open_with_system(&file).map_err(|error| failed("no_viewer", error.to_string()))?;
    Ok(file.display().to_string())
}

/// Opens the folder of a saved document.
pub fn show_in_folder(path: &str) -> Answer<()> {
    let folder = Path::new(path).parent().filter(|folder| folder.is_dir());
    let folder = folder.ok_or_else(|| failed("not_found", path.to_owned()))?;
    platform::open_with_system(folder).map_err(|error| failed("no_viewer", error.to_string()))
}

fn rendered(book: &Book, options: &RosterOptions) -> Answer<RenderedDocument> {
    let document = book
        .roster_members(options.active_only)
        .and_then(|members| Ok((members, book.profile()?)));
    let (members, profile) = document.map_err(|error| error.to_ipc())?;
    let today = book.today();
    let usual = Signing::usual(&profile, &members, options.date.unwrap_or(today));
    let place = if options.place.is_empty() {
        usual.place
    } else {
        options.place.clone()
    };
    let signing = Signing {
        place,
        date: usual.date,
        left: signer(&options.left),
        right: signer(&options.right).unwrap_or(usual.right),
    };
    let roster_to_print = Roster {
        stationery: Stationery {
            profile,
            logo: None,
            paper: options.paper,
            today,
        },
        members,
        signing,
        show_nik: options.show_nik,
        columns: Vec::new(),
        filter_note: None,
    };
    roster(&roster_to_print).map_err(|error| not_printed(&error))
}

/// A signer as chosen; one without a position isn't printed.
fn signer(choice: &SignerChoice) -> Option<Signer> {
    (!choice.position.trim().is_empty()).then(|| Signer {
        position: choice.position.clone(),
        name: choice.name.clone(),
        number: choice.number.clone(),
    })
}

fn saved(book: &Book, options: &RosterOptions) -> Answer<PathBuf> {
    let pdf = rendered(book, options)?
        .to_pdf()
        .map_err(|error| not_printed(&error))?;
    let name = format!("Daftar anggota {}", book.today().format("%Y-%m-%d"));
    save_among_documents(&name, "pdf", &pdf)
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

fn not_printed(error: &PrintError) -> IpcError {
    failed("print", chain_of_causes(error))
}

/// An error of the window itself.
pub fn failed(code: &str, cause: String) -> IpcError {
    IpcError {
        code: code.to_owned(),
        args: BTreeMap::from([("cause".to_owned(), cause)]),
        problems: Vec::new(),
    }
}
