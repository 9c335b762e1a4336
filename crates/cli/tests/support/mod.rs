//! The real binary beside a throw-away book.
#![allow(dead_code, reason = "each test file uses its part")]

use serde_json::Value as Json;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder with a key and room for a book.
pub struct Desk {
    pub folder: TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Desk {
    pub fn new() -> Desk {
        let desk = Desk {
            folder: TempDir::new().unwrap(),
        };
        let key = desk.key();
        let ran = finish(program().args(["key", "new"]).arg(key), "");
        assert_eq!(ran.code, 0, "{ran:?}");
        desk
    }

    pub fn key(&self) -> PathBuf {
        self.folder.path().join("key")
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn book_file(&self) -> PathBuf {
        self.data().join("buku.db")
    }

    pub fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The program with this desk's book and key, ready for a command.
    pub fn program(&self) -> Command {
        let mut program = program();
        program.arg("--data").arg(self.data());
        program.arg("--key-file").arg(self.key());
        program
    }

    pub fn run(&self, arguments: &[&str], stdin: &str) -> Ran {
        finish(self.program().args(arguments), stdin)
    }

    /// Runs a command that must do what was asked.
    pub fn done(&self, arguments: &[&str], stdin: &str) -> String {
        let ran = self.run(arguments, stdin);
        assert_eq!(ran.code, 0, "{arguments:?}: {ran:?}");
        ran.stdout
    }

    /// The same with `--json`.
    pub fn json(&self, arguments: &[&str], stdin: &str) -> Json {
        let arguments = [arguments, &["--json"]].concat();
        serde_json::from_str(&self.done(&arguments, stdin)).unwrap()
    }

    pub fn add_member(&self, name: &str) -> String {
        let given = serde_json::json!({ "name": name }).to_string();
        let added = self.json(&["member", "add"], &given);
        added["id"].as_str().unwrap().to_owned()
    }
}

/// The program without anything of this machine's own.
pub fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_adinda-cli"));
    program
        .env_remove("ADINDA_DATA")
        .env_remove("ADINDA_KEY_FILE");
    program
}

pub fn finish(program: &mut Command, stdin: &str) -> Ran {
    let mut child = program
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses its arguments doesn't read.
    drop(child.stdin.take().unwrap().write_all(stdin.as_bytes()));
    let Output {
        status,
        stdout,
        stderr,
    } = child.wait_with_output().unwrap();
    Ran {
        code: status.code().unwrap(),
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8(stderr).unwrap(),
    }
}

/// Every file of a folder with its bytes, to see that nothing was written.
pub fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
        .into_iter()
        .map(|file| (file.clone(), std::fs::read(&file).unwrap()))
        .collect()
}
