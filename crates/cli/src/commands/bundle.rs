//! `bundle export` and `bundle import`: what waits, and the office's answers, as files.

use super::office;
use crate::failure::Failure;
use crate::output::Output;
use crate::words;
use crate::workplace::Workplace;
use adinda_client::views::OpenedFile;
use adinda_client::{BookError, chain_of_causes};
use serde_json::{Value as Json, json};
use std::path::{Path, PathBuf};

/// Saves what waits as a file for the office.
pub fn export(workplace: &Workplace, output: &Output, to: &Path) -> Result<(), Failure> {
    let saved = workplace.open()?.export_bundle(to).map_err(|error| {
        let place = to.display().to_string();
        match error.code() {
            "file_exists" => Failure::of_field(&place, words::FILE_EXISTS),
            _ => Failure::from(error),
        }
    })?;
    if output.json {
        return output.json(&saved);
    }
    output.line(&words::bundle_saved(&saved))
}

/// Opens files from the office, each by itself: a refused one doesn't hold up the others.
pub fn import(
    workplace: &Workplace,
    output: &Output,
    files: &[PathBuf],
    expect_kim: Option<&str>,
) -> Result<(), Failure> {
    let mut opened = Vec::new();
    let mut refused = Vec::new();
    for file in files {
        match import_one(workplace, output, file, expect_kim) {
            Ok(result) => opened.push(result),
            Err(Failed::File(error)) => {
                let reason = words::error(error.code());
                opened.push(json!({
                    "file": file.display().to_string(), "refused": error.code(), "reason": reason,
                    "cause": chain_of_causes(&error),
                }));
                refused.push(format!("{}: {reason}", file.display()));
            }
            Err(Failed::Whole(failure)) => return Err(failure),
        }
    }
    if output.json {
        output.json(&opened)?;
    }
    match refused.is_empty() {
        true => Ok(()),
        false => Err(Failure::Failed(anyhow::anyhow!(refused.join("; ")))),
    }
}

enum Failed {
    /// This file alone is refused.
    File(BookError),
    Whole(Failure),
}

impl From<Failure> for Failed {
    fn from(failure: Failure) -> Failed {
        Failed::Whole(failure)
    }
}

fn import_one(
    workplace: &Workplace,
    output: &Output,
    file: &Path,
    expect_kim: Option<&str>,
) -> Result<Json, Failed> {
    let book = workplace.open()?;
    let name = file.display().to_string();
    match book.open_file(file).map_err(Failed::File)? {
        OpenedFile::Answer(answer) => {
            if !output.json {
                output.line(&words::answer_opened(&name, &answer))?;
            }
            Ok(json!({ "file": name, "answer": answer }))
        }
        OpenedFile::Pairing(offered) => {
            office::confirm(book, &offered, expect_kim)?;
            if !output.json {
                office::show(output, &offered)?;
            }
            Ok(json!({ "file": name, "pairing": offered }))
        }
    }
}
