//! What is done with one member: archive, bring back, join doubles, erase.

use crate::arguments::MemberCommand;
use crate::failure::Failure;
use crate::output::Output;
use crate::words;
use crate::workplace::Workplace;
use adinda_client::Book;
use adinda_client::views::{DoubleRow, FormKind};
use adinda_domain::{Kind, RecordId};

/// Does it.
pub fn run(workplace: &Workplace, output: &Output, command: &MemberCommand) -> Result<(), Failure> {
    let book = workplace.open()?;
    match command {
        // Those have files of their own.
        MemberCommand::Add(_) | MemberCommand::Import(_) | MemberCommand::List => Ok(()),
        MemberCommand::Doubles => doubles(book, output),
        MemberCommand::Archive(of) => {
            book.archive(FormKind::Member, id(&of.id)?, None)?;
            done(output)
        }
        MemberCommand::Restore(of) => {
            book.restore(FormKind::Member, id(&of.id)?)?;
            done(output)
        }
        MemberCommand::Join { kept, other } => {
            book.join_members(id(kept)?, id(other)?)?;
            done(output)
        }
        MemberCommand::Distinct { one, other } => {
            book.mark_distinct(id(one)?, id(other)?)?;
            done(output)
        }
        MemberCommand::Erase { id: gone, .. } => {
            book.erase(&Kind::MEMBER, id(gone)?)?;
            done(output)
        }
    }
}

fn doubles(book: &Book, output: &Output) -> Result<(), Failure> {
    let rows = book.review()?.doubles;
    if output.json {
        return output.json(&rows);
    }
    let row = |row: DoubleRow| {
        [
            row.first.member.name,
            row.second.member.name,
            words::double_reason(row.reason).to_owned(),
            row.first.id.to_string(),
            row.second.id.to_string(),
        ]
    };
    output.table(
        ["Anggota", "Anggota", "Sebab", "Id", "Id"],
        rows.into_iter().map(row).collect(),
    )
}

fn id(text: &str) -> Result<RecordId, Failure> {
    text.parse()
        .map_err(|_| Failure::of_field("ID", words::NOT_AN_ID))
}

fn done(output: &Output) -> Result<(), Failure> {
    match output.json {
        true => output.json(&serde_json::json!({ "done": true })),
        false => output.line(words::DONE),
    }
}
