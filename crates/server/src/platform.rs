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
