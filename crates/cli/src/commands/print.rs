//! `print`: documents as PDF. Each is written beside its place and then moved there, so that no half one is left.

use crate::arguments::{PrintArguments, PrintCommand, RosterArguments};
use crate::failure::Failure;
use crate::output::Output;
use crate::words;
use crate::workplace::Workplace;
use adinda_client::{Clock, System};
use adinda_domain::member::Member;
use adinda_domain::profile::{Paper, Profile};
use adinda_print::{Roster, Signer, Signing, Stationery, roster};
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// The names of the documents, as `print` takes them.
const DOCUMENTS: [&str; 1] = ["roster"];

/// Prints a document, or says which there are.
pub fn run(workplace: &Workplace, output: &Output, asked: &PrintArguments) -> Result<(), Failure> {
    match &asked.document {
        Some(PrintCommand::Roster(asked)) => print_roster(workplace, output, asked),
        None if output.json => output.json(&DOCUMENTS),
        None => output.line(&DOCUMENTS.join("\n")),
    }
}

fn print_roster(
    workplace: &Workplace,
    output: &Output,
    asked: &RosterArguments,
) -> Result<(), Failure> {
    let folder = folder_of(&asked.out)?;
    let book = workplace.open()?;
    let profile = book.profile()?;
    let today = System.today();
    let members: Vec<Member> = book
        .members()?
        .into_iter()
        .filter(|row| !row.archived && (asked.all || row.active))
        .map(|row| row.member)
        .collect();
    let count = members.len();
    let paper = paper_of(asked.paper.as_deref(), &profile);
    let document = roster(&Roster {
        signing: signing(&profile, &members, asked),
        stationery: Stationery {
            profile,
            logo: None,
            paper,
            today,
        },
        members,
        show_nik: asked.nik,
        columns: Vec::new(),
        filter_note: None,
    })
    .and_then(|document| Ok((document.page_count(), document.to_pdf()?)));
    let (pages, pdf) = document.map_err(|error| Failure::because(words::PRINT_FAILED, error))?;
    write_beside(&folder, &asked.out, &pdf, words::NOT_WRITTEN)?;
    let file = asked.out.display().to_string();
    if output.json {
        output.json(&json!({ "file": file, "paper": paper, "pages": pages, "members": count }))
    } else {
        output.line(&format!(
            "{file}: {count} anggota, {pages} halaman {}",
            paper.word()
        ))
    }
}

fn paper_of(word: Option<&str>, profile: &Profile) -> Paper {
    let named = |word: &str| {
        Paper::ALL
            .iter()
            .copied()
            .find(|paper| paper.word().eq_ignore_ascii_case(word))
    };
    word.and_then(named).or(profile.paper).unwrap_or(Paper::F4)
}

fn signing(profile: &Profile, members: &[Member], asked: &RosterArguments) -> Signing {
    let usual = Signing::usual(profile, members, System.today());
    let left = usual.left.unwrap_or_default();
    Signing {
        place: asked.place.clone().unwrap_or(usual.place),
        date: asked.date.unwrap_or(usual.date),
        left: Some(Signer {
            position: asked.left_position.clone().unwrap_or(left.position),
            name: asked.left_name.clone().unwrap_or(left.name),
            number: asked.left_number.clone().unwrap_or(left.number),
        }),
        right: Signer {
            position: asked.right_position.clone().unwrap_or(usual.right.position),
            name: asked.right_name.clone().unwrap_or(usual.right.name),
            number: asked.right_number.clone().unwrap_or(usual.right.number),
        },
    }
}

/// The folder that a file is to be written in.
pub(super) fn folder_of(file: &Path) -> Result<PathBuf, Failure> {
    let folder = match file.parent() {
        Some(parent) if parent != Path::new("") => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    let (sentence, place) = match (folder.is_dir(), file.is_dir()) {
        (true, false) => return Ok(folder),
        (true, true) => (words::IS_A_FOLDER, file),
        (false, _) => (words::NO_SUCH_FOLDER, folder.as_path()),
    };
    let message = format!("{sentence} ({})", place.display());
    Err(Failure::of_field("--out", &message))
}

pub(super) fn write_beside(
    folder: &Path,
    file: &Path,
    bytes: &[u8],
    sentence: &'static str,
) -> Result<(), Failure> {
    let failed = |error| Failure::because(sentence, error);
    let mut beside = NamedTempFile::new_in(folder).map_err(failed)?;
    beside.write_all(bytes).map_err(failed)?;
    beside.as_file().sync_all().map_err(failed)?;
    beside
        .persist(file)
        .map(drop)
        .map_err(|error| failed(error.error))
}
