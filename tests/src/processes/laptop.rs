//! A laptop whose book is only ever touched by `adinda-cli`, each time as a process of its own.

use super::program::{Cut, Ended, done, path_of, run};
use anyhow::{Context, Result, ensure};
use serde_json::Value as Json;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A book in a folder, with its key beside it.
pub struct Laptop {
    folder: PathBuf,
    program: PathBuf,
}

impl Laptop {
    /// A laptop with a new key; the book comes with the first command.
    pub fn new(folder: &Path) -> Result<Laptop> {
        std::fs::create_dir_all(folder)?;
        let laptop = Laptop {
            folder: folder.to_owned(),
            program: path_of("adinda-cli")?,
        };
        let mut key = Command::new(&laptop.program);
        done(key.args(["key", "new"]).arg(laptop.key()), "")?;
        Ok(laptop)
    }

    /// The book's folder.
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// The file with the book's key.
    pub fn key(&self) -> PathBuf {
        self.folder.join("key")
    }

    /// A command on this book.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("--data").arg(self.data());
        command.arg("--key-file").arg(self.key());
        command.arg("--json").args(arguments);
        command
    }

    /// Runs a command that may be killed.
    pub fn run(&self, arguments: &[&str], stdin: &str, cut: Cut) -> Result<Ended> {
        run(&mut self.command(arguments), stdin, cut)
    }

    /// Runs a command that must do what was asked, and reads what it said.
    pub fn ask(&self, arguments: &[&str], stdin: &str) -> Result<Json> {
        let said = done(&mut self.command(arguments), stdin)?;
        serde_json::from_str(&said).with_context(|| format!("{arguments:?} said {said:?}"))
    }

    /// Makes the book one of an office's KIM.
    pub fn pair(&self, server: &str, code: &str) -> Result<()> {
        let paired = self.ask(&["pair", "--server", server, "--code", code], "")?;
        ensure!(paired["server"].is_string(), "it isn't paired: {paired}");
        Ok(())
    }
}
