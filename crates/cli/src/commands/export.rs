//! `export …`: lists as files for spreadsheets, the whole register as open files; `… message`: text for WhatsApp.

use crate::arguments::{ExportArguments, ExportWhat};
use crate::commands::print::{folder_of, write_beside};
use crate::failure::Failure;
use crate::output::Output;
use crate::words;
use crate::workplace::Workplace;
use adinda_client::BookError;
use adinda_client::exports::columns_of;
use adinda_client::exports::views::{DisclosedField, ExportFormat, ExportList, ExportOptions};
use adinda_client::views::FormKind;
use adinda_domain::RecordId;
use serde_json::json;

/// Exports.
pub fn run(workplace: &Workplace, output: &Output, asked: &ExportArguments) -> Result<(), Failure> {
    let shown = shown(asked);
    let list = match asked.what {
        ExportWhat::All => return all(workplace, output, asked, &shown),
        ExportWhat::Members => ExportList::Member,
        ExportWhat::Meetings => ExportList::Meeting,
        ExportWhat::Aspirations => ExportList::Aspiration,
        ExportWhat::Activities => ExportList::Activity,
        ExportWhat::Disseminations => ExportList::Dissemination,
        ExportWhat::Letters => ExportList::Letter,
    };
    let ending = asked
        .out
        .extension()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let format = match ending.to_str() {
        Some("xlsx") => ExportFormat::Xlsx,
        Some("csv") => ExportFormat::Csv,
        _ => return Err(Failure::of_field("--out", words::XLSX_OR_CSV)),
    };
    let known = columns_of(list);
    for asked in &asked.columns {
        if !known.iter().any(|column| column.name == *asked) {
            let names: Vec<&str> = known.iter().map(|column| column.name.as_str()).collect();
            return Err(Failure::of_field(
                "--columns",
                &words::unknown_column(asked, &names),
            ));
        }
    }
    let folder = folder_of(&asked.out)?;
    let exported = workplace.open()?.export_list(&ExportOptions {
        columns: asked.columns.clone(),
        shown,
        ..ExportOptions::usual(list, format)
    })?;
    write_beside(
        &folder,
        &asked.out,
        &exported.bytes,
        words::FILE_NOT_WRITTEN,
    )?;
    let file = asked.out.display().to_string();
    match output.json {
        true => output.json(&json!({ "file": file, "rows": exported.rows })),
        false => output.line(&format!("{file}: {} baris", exported.rows)),
    }
}

fn shown(asked: &ExportArguments) -> Vec<DisclosedField> {
    let ticked = [
        (asked.nik, DisclosedField::Nik),
        (asked.religion, DisclosedField::Religion),
        (asked.birth, DisclosedField::Birth),
        (asked.secret_names, DisclosedField::SecretNames),
    ];
    let ticked = ticked.into_iter().filter(|(ticked, _)| *ticked);
    ticked.map(|(_, field)| field).collect()
}

fn all(
    workplace: &Workplace,
    output: &Output,
    asked: &ExportArguments,
    shown: &[DisclosedField],
) -> Result<(), Failure> {
    if !asked.columns.is_empty() {
        return Err(Failure::of_field("--columns", words::NOT_WITH_ALL));
    }
    if asked.out.exists() {
        return Err(Failure::of_field("--out", words::FOLDER_EXISTS));
    }
    folder_of(&asked.out)?;
    let written = workplace.open()?.export_register(&asked.out, shown)?;
    if written.missing > 0 {
        output.notice(&words::attachments_missing(written.missing));
    }
    match output.json {
        true => output.json(&written),
        false => output.line(&format!("{}: {} berkas", written.folder, written.files)),
    }
}

/// A meeting or aspiration as text.
pub fn message(
    workplace: &Workplace,
    output: &Output,
    kind: FormKind,
    id: &str,
) -> Result<(), Failure> {
    let id: RecordId = id
        .parse()
        .map_err(|_| Failure::of_field("ID", words::NOT_AN_ID))?;
    let book = workplace.open()?;
    let message = match kind {
        FormKind::Meeting => book.meeting_message(id),
        _ => book.aspiration_message(id),
    };
    let message = message.map_err(|error| match error {
        BookError::NotFound(_) => Failure::of_field("ID", words::error("not_found")),
        error => Failure::from(error),
    })?;
    match output.json {
        true => output.json(&json!({ "message": message })),
        false => output.line(&message),
    }
}
