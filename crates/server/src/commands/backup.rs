//! `backup` and `restore`.

use crate::{DataFolder, say};
use adinda_server::{Office, backup};
use anyhow::Context;
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};

/// `backup …`
#[derive(Args)]
pub struct BackupArguments {
    /// The new file. One that is there already is never written over.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// File with the passphrase that seals it: the backup holds the office's secret key.
    #[arg(long, value_name = "FILE")]
    passphrase_file: PathBuf,
    #[command(flatten)]
    folder: DataFolder,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

/// `restore …`
#[derive(Args)]
pub struct RestoreArguments {
    /// The backup.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// File with the passphrase that it was sealed with.
    #[arg(long, value_name = "FILE")]
    passphrase_file: PathBuf,
    /// Move an office that is there out of the way, into a folder beside.
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    folder: DataFolder,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

/// Writes a backup while the server works.
pub fn back_up(asked: &BackupArguments) -> anyhow::Result<()> {
    let passphrase = passphrase(&asked.passphrase_file)?;
    let data = &asked.folder.data;
    anyhow::ensure!(
        data.join("office.db").exists(),
        "there is no office in {}",
        data.display()
    );
    let office = Office::open_with(data, asked.folder.ledger.as_deref())?;
    let bytes = backup::back_up(&office, data, &asked.file, &passphrase)?;
    let file = asked.file.display().to_string();
    let line = match asked.json {
        true => json!({ "file": file, "bytes": bytes }).to_string(),
        false => format!("{file}: the whole office, {bytes} bytes, sealed and read back"),
    };
    Ok(say(&line)?)
}

/// Makes an office from a backup.
pub fn restore(asked: &RestoreArguments) -> anyhow::Result<()> {
    let passphrase = passphrase(&asked.passphrase_file)?;
    let folder = &asked.folder;
    let ledger = folder.ledger.as_deref();
    let restored = backup::restore(
        &asked.file,
        &folder.data,
        &passphrase,
        ledger,
        asked.replace,
    )?;
    let data = folder.data.display().to_string();
    let aside = restored
        .moved_aside
        .map(|aside| aside.display().to_string());
    if asked.json {
        return Ok(say(
            &json!({ "data": data, "moved_aside": aside }).to_string()
        )?);
    }
    say(&format!("{data}: restored"))?;
    if let Some(aside) = aside {
        say(&format!("what was there before: {aside}"))?;
    }
    Ok(())
}

fn passphrase(file: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(file)
        .with_context(|| format!("can't read the passphrase from {}", file.display()))
}
