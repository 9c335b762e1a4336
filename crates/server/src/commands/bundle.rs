//! `bundle …`: files of laptops without a network, beside a server that may run meanwhile.

use crate::{DataFolder, in_transaction, say};
use adinda_domain::DeviceId;
use adinda_server::bundles::{self, Answered, Imported};
use adinda_server::store::{self, Device, Kim, WaitingBundle};
use adinda_server::{OfficeError, platform};
use adinda_wire::bundle::FILE_ENDING;
use adinda_wire::container::MAX_FILE;
use adinda_wire::whole_file::{free_name, write_whole};
use anyhow::Context;
use chrono::Utc;
use clap::{Args, Subcommand};
use rusqlite::Transaction;
use serde_json::{Value as Json, json};
use std::io::Read;
use std::path::{Path, PathBuf};

/// The commands.
#[derive(Subcommand)]
pub enum BundleCommand {
    /// Take files that were brought, and write the answers. Any number of times, in any order.
    Import {
        /// The files.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Where the answers go (default: beside each file).
        #[arg(long, value_name = "DIR")]
        answer: Option<PathBuf>,
        #[command(flatten)]
        folder: DataFolder,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Write the answer to the last file of a laptop once more.
    Export {
        #[command(flatten)]
        laptop: Laptop,
        /// A new file, or a folder.
        #[arg(value_name = "FILE|DIR")]
        file: PathBuf,
        #[command(flatten)]
        folder: DataFolder,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Files of revoked and of unknown laptops.
    #[command(subcommand)]
    Waiting(WaitingCommand),
}

/// Files that wait for an officer.
#[derive(Subcommand)]
pub enum WaitingCommand {
    /// List them.
    List {
        /// Those that were decided as well.
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        folder: DataFolder,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Let one in, and write its answer.
    Accept {
        /// Its number.
        number: i64,
        /// The group that it is of, where the laptop isn't known here.
        #[arg(long, requires = "device")]
        kim: Option<String>,
        /// The laptop that it is of, by letter (with --kim) or id.
        #[arg(long)]
        device: Option<String>,
        /// Where the answer goes (default: the current folder).
        #[arg(long, value_name = "DIR")]
        answer: Option<PathBuf>,
        #[command(flatten)]
        folder: DataFolder,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Leave one aside. It is kept.
    Reject {
        /// Its number.
        number: i64,
        #[command(flatten)]
        folder: DataFolder,
    },
}

/// A laptop as it is named on the command line.
#[derive(Args)]
pub struct Laptop {
    /// The group, by id or name; with it, the laptop goes by its letter.
    #[arg(long)]
    kim: Option<String>,
    /// The laptop: its id, or its letter with --kim.
    #[arg(long)]
    device: String,
}

impl Laptop {
    fn find(&self, tx: &Transaction<'_>) -> Result<Device, OfficeError> {
        let found = match &self.kim {
            Some(kim) => Device::of_kim(tx, Kim::find(tx, kim)?.kim)?
                .into_iter()
                .find(|device| device.letter.eq_ignore_ascii_case(&self.device)),
            None => match self.device.parse::<DeviceId>() {
                Ok(id) => Device::get(tx, id)?,
                Err(_) => None,
            },
        };
        found.ok_or_else(|| OfficeError::Refused(format!("no laptop {:?} here", self.device)))
    }
}

/// Does what was asked.
pub fn run(command: BundleCommand) -> anyhow::Result<()> {
    match command {
        BundleCommand::Import {
            files,
            answer,
            folder,
            json,
        } => import(&files, answer.as_deref(), &folder, json),
        BundleCommand::Export {
            laptop,
            file,
            folder,
            json,
        } => {
            let (stem, answer) = in_transaction(&folder, |tx| {
                let device = laptop.find(tx)?;
                let answer = store::last_answer(tx, device.device)?;
                answer.ok_or_else(|| {
                    OfficeError::Refused("no file of this laptop was answered yet".into())
                })
            })?;
            let written = write_answer(&file, &stem, &answer)?;
            tell(json, &json!({ "answer": written }), &written)
        }
        BundleCommand::Waiting(command) => waiting(command),
    }
}

fn import(
    files: &[PathBuf],
    answer: Option<&Path>,
    folder: &DataFolder,
    json: bool,
) -> anyhow::Result<()> {
    let now = Utc::now().timestamp();
    let mut results = Vec::new();
    let mut refused = 0;
    for file in files {
        let name = file.display().to_string();
        let taken = read(file).and_then(|bytes| {
            let short = file.file_name().unwrap_or_default().to_string_lossy();
            in_transaction(folder, |tx| bundles::import(tx, &bytes, &short, now))
        });
        let result = taken.and_then(|imported| written(&name, file, answer, imported));
        let result = result.unwrap_or_else(|error| {
            refused += 1;
            json!({ "file": name, "refused": format!("{error:#}") })
        });
        if !json {
            say(&line_of(&result))?;
        }
        results.push(result);
    }
    if json {
        say(&serde_json::to_string_pretty(&results)?)?;
    }
    anyhow::ensure!(refused == 0, "{refused} of {} files refused", files.len());
    Ok(())
}

/// What became of a file, with its answer written. The office has it already: if the answer can't be written, it is
/// written again with `bundle export`.
fn written(
    name: &str,
    file: &Path,
    answer: Option<&Path>,
    imported: Imported,
) -> anyhow::Result<Json> {
    let beside = file.parent().filter(|folder| *folder != Path::new(""));
    let to = answer.or(beside).unwrap_or(Path::new("."));
    Ok(match imported {
        Imported::Answered(answered) => {
            let mut result = result_of(&answered, to)?;
            result["file"] = json!(name);
            result
        }
        Imported::Waiting(waiting) => {
            let mut result = as_json(&waiting);
            result["file"] = json!(name);
            result
        }
        Imported::Pairing {
            granted,
            device,
            file_name,
            reply,
        } => json!({
            "file": name, "pairing": if granted { "granted" } else { "refused" },
            "device": device.as_ref().map(|device| device.device),
            "kim": device.as_ref().map(|device| device.kim),
            "answer": write_answer(to, &file_name, &reply)?,
        }),
    })
}

fn result_of(answered: &Answered, to: &Path) -> anyhow::Result<Json> {
    Ok(json!({
        "kim": answered.device.kim, "device": answered.device.device, "letter": answered.device.letter,
        "edits": answered.edits, "photos": answered.photos, "taken": answered.taken,
        "answer": write_answer(to, &answered.file_name, &answered.answer)?,
    }))
}

fn waiting(command: WaitingCommand) -> anyhow::Result<()> {
    let now = Utc::now().timestamp();
    match command {
        WaitingCommand::List { all, folder, json } => {
            let waiting = in_transaction(&folder, WaitingBundle::all)?;
            let shown = waiting.iter().filter(|one| all || one.decision.is_none());
            let shown: Vec<Json> = shown.map(as_json).collect();
            if json {
                return Ok(say(&serde_json::to_string_pretty(&shown)?)?);
            }
            for one in &shown {
                say(&line_of(one))?;
            }
            Ok(())
        }
        WaitingCommand::Accept {
            number,
            kim,
            device,
            answer,
            folder,
            json,
        } => {
            let laptop = device.map(|device| Laptop { kim, device });
            let answered = in_transaction(&folder, |tx| {
                let named = laptop.as_ref().map(|laptop| laptop.find(tx)).transpose()?;
                bundles::accept(tx, number, named, now)
            })?;
            let result = result_of(&answered, answer.as_deref().unwrap_or(Path::new(".")))?;
            tell(json, &result, &line_of(&result))
        }
        WaitingCommand::Reject { number, folder } => {
            in_transaction(&folder, |tx| bundles::reject(tx, number, now))?;
            Ok(say(&format!("bundle {number} is left aside, and kept"))?)
        }
    }
}

fn as_json(waiting: &WaitingBundle) -> Json {
    json!({
        "waiting": waiting.number, "reason": waiting.reason, "sender": waiting.sender, "edits": waiting.edits,
        "came_as": waiting.file_name, "received_at": waiting.received_at, "decision": waiting.decision,
    })
}

/// `key: value` pairs of what is known, on one line.
fn line_of(result: &Json) -> String {
    let known = result.as_object().into_iter().flatten();
    let pairs = known.filter(|(_, value)| !value.is_null());
    let shown = pairs.map(|(key, value)| match value {
        Json::String(text) => format!("{key}: {text}"),
        other => format!("{key}: {other}"),
    });
    shown.collect::<Vec<_>>().join("  ")
}

fn tell(json: bool, result: &Json, line: &str) -> anyhow::Result<()> {
    match json {
        true => say(&serde_json::to_string_pretty(result)?)?,
        false => say(line)?,
    }
    Ok(())
}

fn write_answer(to: &Path, stem: &str, answer: &[u8]) -> anyhow::Result<String> {
    let file = match to.is_dir() {
        true => free_name(to, stem, FILE_ENDING)?,
        false => to.to_owned(),
    };
    write_whole(&file, answer, platform::sync_folder_of)
        .with_context(|| format!("the answer can't be written to {}", file.display()))?;
    Ok(file.display().to_string())
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    let unreadable = || format!("can't read {}", file.display());
    let opened = std::fs::File::open(file).with_context(unreadable)?;
    let mut bytes = Vec::new();
    opened
        .take(MAX_FILE + 1)
        .read_to_end(&mut bytes)
        .with_context(unreadable)?;
    Ok(bytes)
}
