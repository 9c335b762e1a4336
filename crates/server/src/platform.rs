//! The one place at the office that knows which system this is.

use std::path::Path;

/// Makes a folder, if it isn't there, that only its owner can look into.
///
/// # Errors
/// What the system says.
pub fn create_private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// Makes a file that only its owner can read, and fails if there is one already.
///
/// # Errors
/// What the system says.
pub fn create_private_file(path: &Path) -> std::io::Result<std::fs::File> {
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
pub fn sync_folder_of(file: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        let folder = file.parent().filter(|folder| *folder != Path::new(""));
        std::fs::File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}

/// Ready when the system asks the program to end (SIGTERM; elsewhere never).
pub async fn terminated() {
    #[cfg(unix)]
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut signal) => {
            signal.recv().await;
            return;
        }
        Err(error) => tracing::warn!(%error, "can't listen for SIGTERM"),
    }
    std::future::pending::<()>().await;
}
