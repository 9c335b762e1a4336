//! The one place that knows which system this is: folders, the key store, the system's viewer, the machine's name.

use directories::{ProjectDirs, UserDirs};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

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

/// Opens a file in the viewer that the system has for it.
///
/// # Errors
/// If no viewer could be started.
pub fn open_in_viewer(file: &Path) -> io::Result<()> {
    opener().arg(file).spawn().map(drop)
}

/// Opens a folder in the system's file manager.
///
/// # Errors
/// If it could not be started.
pub fn open_folder(folder: &Path) -> io::Result<()> {
    opener().arg(folder).spawn().map(drop)
}

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

/// Makes the name of a new file survive a power cut. Windows does so with the file itself.
///
/// # Errors
/// What the system says.
pub fn sync_folder_of(file: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = file.parent() {
        std::fs::File::open(folder)?.sync_all()?;
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
