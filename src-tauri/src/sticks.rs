//! The system's own dialogs for a folder to save in and a file to open: where the stick is, only the user knows.

use std::path::PathBuf;
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FilePath};

/// The folder that the user chose; none if the dialog was closed.
pub async fn choose_folder(app: &AppHandle, title: &str) -> Option<PathBuf> {
    let (sender, chosen) = tokio::sync::oneshot::channel();
    app.dialog().file().set_title(title).pick_folder(|folder| {
        // Nobody waits any more when the window is gone.
        drop(sender.send(folder));
    });
    path_of(chosen.await)
}

/// The file of ours that the user chose; none if the dialog was closed.
pub async fn choose_file(app: &AppHandle, title: &str, ending: &str) -> Option<PathBuf> {
    let (sender, chosen) = tokio::sync::oneshot::channel();
    app.dialog()
        .file()
        .set_title(title)
        .add_filter("Adinda", &[ending])
        .pick_file(|file| drop(sender.send(file)));
    path_of(chosen.await)
}

fn path_of<E>(chosen: Result<Option<FilePath>, E>) -> Option<PathBuf> {
    chosen.ok().flatten()?.into_path().ok()
}
