//! Adinda's window: opens the book, starts the sync and gives the UI its commands.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod attachments;
mod commands;
mod desk;
mod documents;
mod events;
mod sheets;
mod sticks;

use clap::Parser;
use desk::Desk;
use std::path::PathBuf;

/// The working book of a village information group.
#[derive(Parser)]
#[command(name = "adinda", version)]
struct Arguments {
    /// Folder of the book.
    #[arg(long, value_name = "DIR", env = "ADINDA_DATA")]
    data: Option<PathBuf>,
    /// File with the book's key, in the place of the system's key store.
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
}

#[allow(clippy::exit, reason = "what Tauri's macro expands to, not ours")]
fn main() -> anyhow::Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("ADINDA_LOG")
                .unwrap_or_else(|_| "warn".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let arguments = Arguments::parse();
    let desk = Desk::new(arguments.data, arguments.key_file);
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .setup(move |app| {
            // A failure is shown by the UI, which asks for the state first of all.
            drop(desk.open(|opened| events::start(app.handle(), opened)));
            tauri::Manager::manage(app, desk);
            tauri::Manager::manage(app, sheets::OpenSheet::default());
            Ok(())
        })
        .invoke_handler(commands::all())
        .run(tauri::generate_context!())?;
    Ok(())
}
