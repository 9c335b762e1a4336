//! The one place that knows which system this is: folders, the key store, the system's viewer, the machine's name.

use directories::{ProjectDirs, UserDirs};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// Where the book lives unless told otherwise.
pub fn data_folder() -> Option<PathBuf> {
    ProjectDirs::from("id", "adinda", "Adinda").map(|folders| folders.data_local_dir().to_owned())
}

/// Where documents that the user saves go: the system's documents folder, in a folder of ours.
pub fn documents_folder() -> Option<PathBuf> {
    let folders = UserDirs::new()?;
    let documents = folders.document_dir().unwrap_or_else(|| folders.home_dir());
    Some(documents.join("Adinda"))
}

/// The ending of the files that go to the office and come back, for the system's dialogs.
pub const OFFICE_FILE_ENDING: &str = adinda_wire::bundle::FILE_ENDING;

/// What this machine calls itself, for the office's list of laptops.
pub fn machine_name() -> String {
    let from_environment = ["COMPUTERNAME", "HOSTNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok());
    let from_file = || std::fs::read_to_string("/etc/hostname").ok();
    let name = from_environment.or_else(from_file).unwrap_or_default();
    let name = name.trim();
    if name.is_empty() {
        "laptop".to_owned()
    } else {
        name.chars().take(60).collect()
    }
}

/// Opens a file in the viewer that the system has for it, or a folder in its file manager.
///
/// # Errors
/// If nothing could be started, or what was started gave up at once.
pub fn open_with_system(path: &Path) -> io::Result<()> {
    let mut opener = opener().arg(path).spawn()?;
    let begun = Instant::now();
    while begun.elapsed() < OPENER_GIVES_UP_WITHIN {
        match opener.try_wait()? {
            // Explorer says 1 although it opened.
            Some(status) if status.success() || cfg!(windows) => return Ok(()),
            Some(status) => {
                return Err(io::Error::other(format!("the viewer ended with {status}")));
            }
            None => std::thread::sleep(Duration::from_millis(50)),
        }
    }
    // It stays as long as the viewer does; somebody has to take note of its end.
    std::thread::spawn(move || opener.wait());
    Ok(())
}

/// An opener that finds no viewer ends sooner than this.
const OPENER_GIVES_UP_WITHIN: Duration = Duration::from_secs(2);

#[cfg(windows)]
fn opener() -> Command {
    Command::new("explorer")
}

#[cfg(target_os = "macos")]
fn opener() -> Command {
    Command::new("open")
}

#[cfg(not(any(windows, target_os = "macos")))]
fn opener() -> Command {
    Command::new("xdg-open")
}

/// Makes a file that only its owner can read, and fails if there is one already.
///
/// # Errors
/// What the system says.
pub fn create_private_file(path: &Path) -> io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

/// Writes a file that only its owner can read so that it is there whole or not at all, whatever happens.
///
/// # Errors
/// What the system says.
pub fn write_private_file_whole(path: &Path, content: &[u8]) -> io::Result<()> {
    let unfinished = path.with_extension("baru");
    match std::fs::remove_file(&unfinished) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = create_private_file(&unfinished)?;
    file.write_all(content)?;
    file.sync_all()?;
    drop(file);
    std::fs::rename(&unfinished, path)?;
    sync_folder_of(path)
}

/// Makes the name of a new file survive a power cut. Windows does so with the file itself.
///
/// # Errors
/// What the system says.
pub fn sync_folder_of(file: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        let folder = file.parent().filter(|folder| *folder != Path::new(""));
        std::fs::File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}

/// Makes the system's key store the one that [`keyring_core`] uses.
///
/// # Errors
/// If this system has none that can be reached now.
pub fn use_key_store() -> keyring_core::Result<()> {
    #[cfg(target_os = "linux")]
    keyring_core::set_default_store(dbus_secret_service_keyring_store::Store::new()?);
    #[cfg(windows)]
    keyring_core::set_default_store(windows_native_keyring_store::Store::new()?);
    #[cfg(not(any(target_os = "linux", windows)))]
    return Err(keyring_core::Error::NoDefaultStore);
    #[cfg(any(target_os = "linux", windows))]
    Ok(())
}
