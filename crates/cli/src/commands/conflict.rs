//! `conflict list` and `conflict resolve`: what waits for a person to choose, with both versions.

use crate::arguments::{ConflictCommand, ResolveArguments};
use crate::failure::Failure;
use crate::output::Output;
use crate::words;
use crate::workplace::Workplace;
use adinda_client::views::{ReviewItem, ReviewVersion, SettleChoice, Settlement};
use serde::Serialize;

/// An item with the id that `resolve` takes.
#[derive(Serialize)]
struct Listed {
    id: String,
    #[serde(flatten)]
    item: ReviewItem,
}

/// Lists or settles.
pub fn run(
    workplace: &Workplace,
    output: &Output,
    command: &ConflictCommand,
) -> Result<(), Failure> {
    match command {
        ConflictCommand::List => list(workplace, output),
        ConflictCommand::Resolve(chosen) => resolve(workplace, output, chosen),
    }
}

fn list(workplace: &Workplace, output: &Output) -> Result<(), Failure> {
    let items = workplace.open()?.review()?.items;
    if output.json {
        let with_id = |item: ReviewItem| Listed {
            id: id_of(&item),
            item,
        };
        return output.json(&items.into_iter().map(with_id).collect::<Vec<_>>());
    }
    let row = |item: ReviewItem| {
        let field = match item.entry.is_empty() {
            true => item.label.clone(),
            false => format!("{} ({})", item.label, item.entry),
        };
        [
            item.title.clone(),
            field,
            words::review_reason(&item.reason),
            version(&item.standing),
            version(&item.other),
            id_of(&item),
        ]
    };
    output.table(
        ["Catatan", "Isian", "Sebab", "Sekarang", "Yang lain", "Id"],
        items.into_iter().map(row).collect(),
    )
}

fn resolve(
    workplace: &Workplace,
    output: &Output,
    chosen: &ResolveArguments,
) -> Result<(), Failure> {
    let book = workplace.open()?;
    let items = book.review()?.items;
    let item = items
        .iter()
        .find(|item| id_of(item) == chosen.id)
        .ok_or_else(|| Failure::of_field("ID", words::NOT_TO_REVIEW))?;
    let choice = match (&chosen.value, chosen.take) {
        (Some(text), _) => SettleChoice::Write { text: text.clone() },
        (None, true) => SettleChoice::TakeOther,
        (None, false) => SettleChoice::KeepStanding,
    };
    let settlement = Settlement {
        op: item.op,
        field: item.field.clone(),
        stamp: chosen.stamp.clone().unwrap_or_else(|| item.stamp.clone()),
        choice,
    };
    book.settle(&[settlement]).map_err(|error| match error {
        adinda_client::BookError::Invalid(problems) => Failure::of_problems("--value", &problems),
        other => Failure::from(other),
    })?;
    let left = book.review()?.items.len();
    match output.json {
        true => output.json(&serde_json::json!({ "left": left })),
        false => output.line(&words::left_to_review(left)),
    }
}

fn id_of(item: &ReviewItem) -> String {
    format!("{}:{}", item.op, item.field)
}

fn version(version: &ReviewVersion) -> String {
    let value = words::review_value(&version.value);
    match &version.author {
        Some(author) => format!("{value} [{}]", words::review_author(author)),
        None => value,
    }
}
