//! A program of ours run as a process, and cut off at a given moment.

use crate::window::program as built;
use anyhow::{Context, Result, ensure};
use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// When a process is killed.
#[derive(Clone, Copy, Debug)]
pub enum Cut {
    /// It ends by itself.
    Never,
    /// So long after its start.
    After(Duration),
    /// As soon as it says anything: right after it made its promise.
    AtFirstWord,
}

/// How a process ended.
#[derive(Debug)]
pub struct Ended {
    /// All of its stdout.
    pub said: String,
    /// All of its stderr.
    pub complained: String,
    /// Its status, if it ended by itself.
    pub code: Option<i32>,
    /// How long it ran.
    pub took: Duration,
}

/// Where a program of this workspace lies.
pub fn path_of(name: &str) -> Result<PathBuf> {
    built(&format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// Runs a command with something on its stdin, and kills it at the given moment.
pub fn run(command: &mut Command, stdin: &str, cut: Cut) -> Result<Ended> {
    let begun = Instant::now();
    let name = command.get_program().to_owned();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("{} can't be started", name.display()))?;
    let mut input = child.stdin.take().context("stdin")?;
    // A program that refuses its arguments doesn't read.
    drop(input.write_all(stdin.as_bytes()));
    drop(input);
    let mut first = Vec::new();
    match cut {
        Cut::Never => {}
        Cut::After(moment) => {
            std::thread::sleep(moment);
            child.kill()?;
        }
        Cut::AtFirstWord => {
            let mut output = child.stdout.take().context("stdout")?;
            let mut byte = [0];
            let read = output.read(&mut byte)?;
            child.kill()?;
            first.extend_from_slice(&byte[..read]);
            output.read_to_end(&mut first)?;
        }
    }
    let output = child.wait_with_output()?;
    first.extend(output.stdout);
    let ended = Ended {
        said: String::from_utf8(first)?,
        complained: String::from_utf8(output.stderr)?,
        code: output.status.code(),
        took: begun.elapsed(),
    };
    ensure!(
        !ended.complained.contains("panicked"),
        "it panicked: {ended:?}"
    );
    Ok(ended)
}

/// Runs a command that must do what was asked.
pub fn done(command: &mut Command, stdin: &str) -> Result<String> {
    let arguments: Vec<_> = command.get_args().map(OsStr::to_owned).collect();
    let ended = run(command, stdin, Cut::Never)?;
    ensure!(ended.code == Some(0), "{arguments:?}: {ended:?}");
    Ok(ended.said)
}
