//! `member import`, `aspiration import`: what a sheet says, and taking it into the book: all of it, or nothing.

use crate::arguments::{DuplicateRule, ImportArguments};
use crate::failure::Failure;
use crate::output::Output;
use crate::words;
use crate::words::imports as said;
use crate::workplace::Workplace;
use adinda_client::imports::plan_without_book;
use adinda_client::imports::views::{
    CellProblem, DuplicateChoice, ImportColumn, ImportDecisions, ImportDuplicate, ImportKind,
    ImportOptions, ImportPlan, LeftOut, MOST_FILE_BYTES,
};
use adinda_client::{Book, BookError, Clock, System};
use adinda_domain::RecordId;
use serde_json::{Map, Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Imports, says what an import would do, or takes one back.
pub fn run(
    workplace: &Workplace,
    output: &Output,
    kind: ImportKind,
    asked: &ImportArguments,
) -> Result<(), Failure> {
    if let Some(import) = &asked.undo {
        return undo(workplace, output, import);
    }
    let Some(file) = &asked.file else {
        return list(workplace, output, kind);
    };
    let bytes = read(file)?;
    let name = file
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let refused = |error| about_file(file, error);
    let today = System.today();
    // What columns there are is known only once the sheet has been read.
    let guessed = ImportOptions {
        sheet: asked
            .sheet
            .and_then(|number| usize::try_from(number - 1).ok()),
        columns: BTreeMap::new(),
    };
    let plan = plan_without_book(kind, &bytes, &guessed, today).map_err(refused)?;
    let options = ImportOptions {
        sheet: Some(plan.sheet),
        columns: columns(&plan, &asked.column)?,
    };
    let book = match asked.dry_run {
        true => workplace.existing()?,
        false => Some(workplace.open()?),
    };
    let plan = match book {
        Some(book) => book.plan_import(kind, &bytes, &options),
        None => plan_without_book(kind, &bytes, &options, today),
    }
    .map_err(refused)?;
    let mut report = report(&name, &plan);
    if asked.dry_run {
        return show(output, &plan, &Json::Object(report));
    }
    let decisions = decisions(file, &plan, asked)?;
    let done = match book {
        Some(book) => book.apply_import(kind, &bytes, &options, &decisions, &name)?,
        None => return Ok(()),
    };
    if !output.json {
        tell(output, &plan);
        return output.line(&said::done(&done));
    }
    report.insert("import".to_owned(), json!(done.import));
    report.insert("added".to_owned(), json!(done.added));
    report.insert("joined".to_owned(), json!(done.joined));
    report.insert("skipped".to_owned(), json!(done.skipped));
    output.json(&report)
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let given = file.display().to_string();
    if file.is_dir() {
        return Err(Failure::of_field(&given, words::IS_A_FOLDER));
    }
    let unreadable =
        |error: &std::io::Error| Failure::of_field(&given, &words::unreadable_file(error));
    // Far beyond what is taken: refused without being read.
    let size = std::fs::metadata(file)
        .map_err(|error| unreadable(&error))?
        .len();
    if size > u64::try_from(MOST_FILE_BYTES).unwrap_or(u64::MAX) {
        return Err(Failure::of_field(
            &given,
            words::error("sheet_file_too_large"),
        ));
    }
    std::fs::read(file).map_err(|error| unreadable(&error))
}

/// A file that is refused is bad input, and says why in one line.
fn about_file(file: &Path, error: BookError) -> Failure {
    match &error {
        BookError::Sheet(refused) => {
            Failure::of_field(&file.display().to_string(), words::error(refused.code()))
        }
        _ => Failure::from(error),
    }
}

/// `--column nik=3`, `--column nik=C`, `--column nik=-` (not at all).
fn columns(
    plan: &ImportPlan,
    asked: &[String],
) -> Result<BTreeMap<usize, Option<String>>, Failure> {
    let mut columns = BTreeMap::new();
    for asked in asked {
        let bad = |message: &str| Failure::of_field("--column", &format!("{message} ({asked})"));
        let (field, place) = asked
            .split_once('=')
            .ok_or_else(|| bad(said::COLUMN_SHAPE))?;
        if !plan.fields.iter().any(|known| known == field) {
            return Err(bad(&said::unknown_field(&plan.fields)));
        }
        if place == "-" {
            let taken = plan
                .columns
                .iter()
                .find(|column| column.field.as_deref() == Some(field));
            columns.extend(taken.map(|column| (column.index, None)));
            continue;
        }
        let number = place
            .parse::<usize>()
            .ok()
            .and_then(|number| number.checked_sub(1));
        let is_it = |column: &&ImportColumn| {
            Some(column.index) == number || column.letters.eq_ignore_ascii_case(place)
        };
        let column = plan.columns.iter().find(is_it);
        let column = column.ok_or_else(|| bad(said::NO_SUCH_COLUMN))?;
        columns.insert(column.index, Some(field.to_owned()));
    }
    Ok(columns)
}

fn decisions(
    file: &Path,
    plan: &ImportPlan,
    asked: &ImportArguments,
) -> Result<ImportDecisions, Failure> {
    let about = |message: String| Failure::of_field(&file.display().to_string(), &message);
    let bad: BTreeSet<u32> = plan.bad.iter().map(|problem| problem.row).collect();
    if plan.ready == 0 {
        return Err(about(match bad.is_empty() {
            true => said::NOTHING_FOUND.to_owned(),
            false => said::bad_rows(&bad, &reasons(plan)),
        }));
    }
    if !bad.is_empty() && !asked.without_bad {
        return Err(about(said::bad_rows(&bad, &reasons(plan))));
    }
    let choice = match asked.duplicates {
        None if plan.duplicates.is_empty() => DuplicateChoice::Skip,
        None => {
            let rows: BTreeSet<u32> = plan.duplicates.iter().map(|found| found.row).collect();
            return Err(about(said::undecided(&rows)));
        }
        Some(DuplicateRule::Add) => DuplicateChoice::Add,
        Some(DuplicateRule::Skip) => DuplicateChoice::Skip,
        Some(DuplicateRule::Fill) => DuplicateChoice::FillBlanks,
        Some(DuplicateRule::Take) => DuplicateChoice::TakeSheet,
    };
    Ok(ImportDecisions {
        stamp: plan.stamp.clone(),
        without_bad: asked.without_bad,
        duplicates: plan
            .duplicates
            .iter()
            .map(|found| (found.row, choice))
            .collect(),
    })
}

fn reasons(plan: &ImportPlan) -> String {
    let first = plan.bad.iter().take(3).map(line);
    first.collect::<Vec<_>>().join("; ")
}

/// What a script is told.
fn report(file: &str, plan: &ImportPlan) -> Map<String, Json> {
    let taken = plan.columns.iter().filter_map(|column| {
        let field = column.field.clone()?;
        Some((field, json!({ "column": column.index + 1, "letters": column.letters, "heading": column.heading })))
    });
    let not_taken = plan.columns.iter().filter(|column| column.field.is_none());
    let not_taken: Vec<Json> = not_taken
        .map(|column| json!({ "column": column.index + 1, "letters": column.letters, "heading": column.heading }))
        .collect();
    let duplicate = |found: &ImportDuplicate| {
        json!({
            "row": found.row, "name": found.name, "reason": said::duplicate_reason(found.reason),
            "other_row": found.other_row, "other_id": found.other_record, "other_name": found.other_name,
        })
    };
    let left_out = |row: &LeftOut| json!({ "row": row.row, "reason": said::left_out(row.reason) });
    let mut warnings: Vec<Json> = Vec::new();
    if plan.has_macros {
        warnings.push(json!({ "row": null, "column": null, "reason": said::HAS_MACROS }));
    }
    warnings.extend(plan.warnings.iter().map(problem));
    let whole = json!({
        "file": file,
        "sheet": { "number": plan.sheet + 1, "name": plan.sheets.get(plan.sheet) },
        "heading_row": plan.heading_row,
        "rows": plan.rows,
        "ready": plan.ready,
        "columns": taken.collect::<Map<String, Json>>(),
        "columns_left_out": not_taken,
        "bad": plan.bad.iter().map(problem).collect::<Vec<_>>(),
        "warnings": warnings,
        "left_out": plan.left_out.iter().map(left_out).collect::<Vec<_>>(),
        "duplicates": plan.duplicates.iter().map(duplicate).collect::<Vec<_>>(),
    });
    match whole {
        Json::Object(map) => map,
        _ => Map::new(),
    }
}

fn problem(found: &CellProblem) -> Json {
    json!({
        "row": found.row, "column": column_name(found), "letters": found.letters, "field": found.problem.field,
        "code": found.problem.code, "reason": words::field_problem(&found.problem),
    })
}

/// A column as its head calls it; without one by its letters, and without a column by what lacks.
fn column_name(found: &CellProblem) -> &str {
    let names = [
        found.heading.as_str(),
        found.letters.as_str(),
        found.problem.field.as_str(),
    ];
    names
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or_default()
}

fn line(found: &CellProblem) -> String {
    let reason = words::field_problem(&found.problem);
    said::about_cell(found.row, column_name(found), &reason)
}

fn show(output: &Output, plan: &ImportPlan, report: &Json) -> Result<(), Failure> {
    if output.json {
        return output.json(report);
    }
    tell(output, plan);
    for column in &plan.columns {
        let field = column.field.as_deref().unwrap_or("-");
        output.line(&format!("{}\t{}\t{field}", column.letters, column.heading))?;
    }
    output.line(&said::would_do(
        plan.ready,
        plan.rows - plan.ready,
        plan.duplicates.len(),
    ))
}

/// What is said about single rows, on stderr.
fn tell(output: &Output, plan: &ImportPlan) {
    if plan.has_macros {
        output.notice(said::HAS_MACROS);
    }
    for found in plan.bad.iter().chain(&plan.warnings) {
        output.notice(&line(found));
    }
    for found in &plan.duplicates {
        output.notice(&said::likeness(found));
    }
}

fn undo(workplace: &Workplace, output: &Output, import: &str) -> Result<(), Failure> {
    let import: RecordId = import
        .parse()
        .map_err(|_| Failure::of_field("--undo", words::NOT_AN_ID))?;
    let book: &Book = workplace.open()?;
    let undone = book.undo_import(import).map_err(|error| match error {
        BookError::NotFound(_) => Failure::of_field("--undo", said::NO_SUCH_IMPORT),
        error => Failure::from(error),
    })?;
    match output.json {
        true => output.json(&undone),
        false => output.line(&said::undone(&undone)),
    }
}

fn list(workplace: &Workplace, output: &Output, kind: ImportKind) -> Result<(), Failure> {
    let all = workplace.open()?.imports()?.into_iter();
    let rows: Vec<_> = all.filter(|row| row.kind == kind).collect();
    if output.json {
        return output.json(&rows);
    }
    let row = |row: adinda_client::imports::views::ImportRow| {
        let state = if row.undone { said::UNDONE } else { "" };
        [
            row.made_at.format("%Y-%m-%d %H:%M").to_string(),
            row.file,
            state.to_owned(),
            row.import.to_string(),
        ]
    };
    output.table(
        ["Waktu (UTC)", "Berkas", "Keadaan", "Id"],
        rows.into_iter().map(row).collect(),
    )
}
