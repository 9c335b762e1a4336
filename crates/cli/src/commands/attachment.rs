//! `attachment …`: photos and scans beside records.

use crate::arguments::{AttachmentCommand, AttachmentOwner};
use crate::commands::print::{folder_of, write_beside};
use crate::failure::Failure;
use crate::output::Output;
use crate::references::{References, Target};
use crate::words;
use crate::workplace::Workplace;
use adinda_client::BookError;
use adinda_client::views::FormKind;
use adinda_domain::RecordId;
use adinda_domain::attachment::{AttachmentRole, FileHash};
use serde_json::json;
use std::path::Path;

/// Does what was asked.
pub fn run(
    workplace: &Workplace,
    output: &Output,
    command: &AttachmentCommand,
) -> Result<(), Failure> {
    match command {
        AttachmentCommand::Add {
            owner,
            file,
            caption,
            role,
        } => add(workplace, output, owner, file, caption, role.as_deref()),
        AttachmentCommand::List { owner } => list(workplace, output, owner),
        AttachmentCommand::Save { hash, out } => save(workplace, output, hash, out),
    }
}

fn add(
    workplace: &Workplace,
    output: &Output,
    owner: &AttachmentOwner,
    file: &Path,
    caption: &str,
    role: Option<&str>,
) -> Result<(), Failure> {
    let (kind, id) = found(workplace, owner)?;
    let given = file.display().to_string();
    if file.is_dir() {
        return Err(Failure::of_field(&given, words::IS_A_FOLDER));
    }
    let bytes = std::fs::read(file)
        .map_err(|error| Failure::of_field(&given, &words::unreadable_file(&error)))?;
    let name = file
        .file_name()
        .map(|name| name.to_string_lossy())
        .unwrap_or_default();
    let role = AttachmentRole::ALL
        .iter()
        .copied()
        .find(|known| role.is_some_and(|word| known.word().eq_ignore_ascii_case(word)));
    let book = workplace.open()?;
    let added = book.attach(kind, id, &name, &bytes, caption, role);
    let added = added.map_err(|error| match &error {
        BookError::Attachment(_) => Failure::of_field(&given, words::error(error.code())),
        BookError::Invalid(problems) => {
            let said: Vec<String> = problems.iter().map(words::field_problem).collect();
            Failure::of_field(&given, &said.join("; "))
        }
        _ => Failure::from(error),
    })?;
    if output.json {
        output.json(&added)
    } else {
        let size = added.size.unwrap_or_default();
        output.line(&format!("{}\t{size}\t{}", added.file, added.name))
    }
}

fn list(workplace: &Workplace, output: &Output, owner: &AttachmentOwner) -> Result<(), Failure> {
    let (kind, id) = found(workplace, owner)?;
    let rows = workplace.open()?.attachments(kind, id)?;
    if output.json {
        return output.json(&rows);
    }
    let cells = rows.into_iter().map(|row| {
        let size = row.attachment.size.unwrap_or_default();
        [
            row.attachment.file,
            size.to_string(),
            words::file_standing(row.standing.here, row.standing.at_office).to_owned(),
            row.attachment.name,
            row.attachment.caption,
        ]
    });
    let heading = ["Kode", "Byte", "Keadaan", "Nama", "Keterangan"];
    output.table(heading, cells.collect())
}

fn save(workplace: &Workplace, output: &Output, hash: &str, out: &Path) -> Result<(), Failure> {
    let hash: FileHash = hash
        .parse()
        .map_err(|_| Failure::of_field(hash, words::NOT_A_FILE_CODE))?;
    let folder = folder_of(out)?;
    let bytes = workplace
        .open()?
        .file_bytes(hash)
        .map_err(|error| match error {
            BookError::NotFound(_) => Failure::of_field(&hash.to_string(), words::FILE_NOT_HERE),
            error => Failure::from(error),
        })?;
    write_beside(&folder, out, &bytes, words::FILE_NOT_WRITTEN)?;
    let file = out.display().to_string();
    if output.json {
        output.json(&json!({ "file": file, "bytes": bytes.len() }))
    } else {
        output.line(&file)
    }
}

/// The record that was named, which must be there.
fn found(workplace: &Workplace, owner: &AttachmentOwner) -> Result<(FormKind, RecordId), Failure> {
    if owner.profile {
        return Ok((FormKind::Profile, RecordId::PROFILE));
    }
    let references = References::new(workplace);
    let named = [
        (
            &owner.meeting,
            FormKind::Meeting,
            Target::Meeting,
            "--meeting",
        ),
        (
            &owner.aspiration,
            FormKind::Aspiration,
            Target::Aspiration,
            "--aspiration",
        ),
        (
            &owner.activity,
            FormKind::Activity,
            Target::Activity,
            "--activity",
        ),
        (
            &owner.dissemination,
            FormKind::Dissemination,
            Target::Dissemination,
            "--dissemination",
        ),
        (&owner.letter, FormKind::Letter, Target::Letter, "--letter"),
    ];
    for (text, kind, target, option) in named {
        if let Some(text) = text {
            return Ok((kind, references.find(target, option, text)?));
        }
    }
    Err(Failure::of_field(
        "--meeting",
        &words::none_named(Target::Meeting, ""),
    ))
}
