//! The office of the demonstration: the real `adinda-server`, started and asked as an operator would.

use crate::window::program;
use anyhow::{Context, Result, ensure};
use serde_json::Value as Json;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A serving office. It is ended when this is dropped.
pub struct Office {
    /// Where it listens.
    pub address: SocketAddr,
    folder: PathBuf,
    serving: Child,
}

impl Office {
    /// Starts an office on a port of its own.
    pub fn start(folder: &Path, name: &str) -> Result<Office> {
        std::fs::create_dir_all(folder)?;
        ask(folder, &["office", "name", name])?;
        let log = File::create(folder.join("office.log"))?;
        let mut serving = Command::new(program("adinda-server")?)
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .context("adinda-server can't be started")?;
        let said = serving.stdout.take().context("the office says nothing")?;
        let mut office = Office {
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            folder: folder.to_owned(),
            serving,
        };
        let mut line = String::new();
        BufReader::new(said).read_line(&mut line)?;
        office.address = line
            .trim()
            .rsplit("//")
            .next()
            .and_then(|address| address.parse().ok())
            .with_context(|| format!("the office said: {line}"))?;
        Ok(office)
    }

    /// Writes a KIM down and answers its one-time code.
    pub fn add_kim(&self, name: &str, village: &str, regency: &str) -> Result<String> {
        let arguments = [
            "kim",
            "add",
            "--json",
            "--name",
            name,
            "--village",
            village,
            "--regency",
            regency,
        ];
        let answer: Json = serde_json::from_slice(&ask(&self.folder, &arguments)?)?;
        Ok(answer["code"].as_str().context("the code")?.to_owned())
    }

    /// What arrived, as `adinda-server records` says.
    pub fn records(&self, kim: &str) -> Result<Json> {
        Ok(serde_json::from_slice(&ask(
            &self.folder,
            &["records", kim, "--json"],
        )?)?)
    }

    /// All bytes that the office keeps on its disk.
    pub fn bytes_on_disk(&self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut folders = vec![self.folder.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    bytes.extend(std::fs::read(&path)?);
                }
            }
        }
        Ok(bytes)
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        // Both fail only for an office that is gone already.
        drop(self.serving.kill());
        drop(self.serving.wait());
    }
}

/// Runs a command of `adinda-server` beside the serving one.
fn ask(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>> {
    let output = Command::new(program("adinda-server")?)
        .args(arguments)
        .arg("--data")
        .arg(folder)
        .output()?;
    ensure!(
        output.status.success(),
        "adinda-server {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(output.stdout)
}
