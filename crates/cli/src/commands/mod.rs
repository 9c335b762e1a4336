//! The commands, one file for what belongs together.

mod add;
mod attachment;
mod bundle;
mod conflict;
mod export;
mod import;
mod key;
mod list;
mod member;
mod office;
mod print;
mod profile;
mod status;
mod wilayah;

use crate::arguments::{
    ActivityCommand, Arguments, AspirationCommand, BundleCommand, Command, DisseminationCommand,
    KeyCommand, LetterCommand, MeetingCommand, MemberCommand, ProfileCommand, WilayahCommand,
};
use crate::failure::Failure;
use crate::output::Output;
use crate::words;
use crate::workplace::Workplace;
use adinda_client::Book;
use adinda_client::imports::views::ImportKind;
use adinda_client::views::{AspirationForm, FormKind};
use adinda_domain::activity::Activity;
use adinda_domain::dissemination::Dissemination;
use adinda_domain::letter::Letter;
use adinda_domain::meeting::Meeting;
use adinda_domain::member::Member;

/// Does what was asked.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let output = Output {
        json: arguments.json,
    };
    match &arguments.command {
        Command::Key(KeyCommand::New { file }) => return key::new(&output, file),
        Command::Wilayah(WilayahCommand::Search { text }) => {
            return wilayah::search(&output, &text.join(" "));
        }
        _ => {}
    }
    let workplace = Workplace::of(arguments)?;
    let was_there = Book::is_in(&workplace.folder);
    in_book(&arguments.command, &workplace, &output)?;
    if !was_there && Book::is_in(&workplace.folder) {
        output.notice(&words::new_book(&workplace.folder));
    }
    Ok(())
}

fn in_book(command: &Command, workplace: &Workplace, output: &Output) -> Result<(), Failure> {
    match command {
        // Those two need no book.
        Command::Key(_) | Command::Wilayah(_) => Ok(()),
        Command::Profile(ProfileCommand::Set(source)) => {
            profile::set(workplace, output, source.file.as_deref())
        }
        Command::Profile(ProfileCommand::Show) => profile::show(workplace, output),
        Command::Member(MemberCommand::Add(source)) => {
            add::add::<Member>(workplace, output, source.file.as_deref())
        }
        Command::Member(MemberCommand::Import(asked)) => {
            import::run(workplace, output, ImportKind::Member, asked)
        }
        Command::Member(MemberCommand::List) => list::members(workplace, output),
        Command::Member(command) => member::run(workplace, output, command),
        Command::Conflict(command) => conflict::run(workplace, output, command),
        Command::Meeting(MeetingCommand::Add(source)) => {
            add::add::<Meeting>(workplace, output, source.file.as_deref())
        }
        Command::Meeting(MeetingCommand::List) => list::meetings(workplace, output),
        Command::Meeting(MeetingCommand::Message(of)) => {
            export::message(workplace, output, FormKind::Meeting, &of.id)
        }
        Command::Aspiration(AspirationCommand::Add(source)) => {
            add::add::<AspirationForm>(workplace, output, source.file.as_deref())
        }
        Command::Aspiration(AspirationCommand::Import(asked)) => {
            import::run(workplace, output, ImportKind::Aspiration, asked)
        }
        Command::Aspiration(AspirationCommand::List) => list::aspirations(workplace, output),
        Command::Aspiration(AspirationCommand::Message(of)) => {
            export::message(workplace, output, FormKind::Aspiration, &of.id)
        }
        Command::Export(asked) => export::run(workplace, output, asked),
        Command::Activity(ActivityCommand::Add(source)) => {
            add::add::<Activity>(workplace, output, source.file.as_deref())
        }
        Command::Activity(ActivityCommand::List) => list::activities(workplace, output),
        Command::Dissemination(DisseminationCommand::Add(source)) => {
            add::add::<Dissemination>(workplace, output, source.file.as_deref())
        }
        Command::Dissemination(DisseminationCommand::List) => {
            list::disseminations(workplace, output)
        }
        Command::Letter(LetterCommand::Add(source)) => {
            add::add::<Letter>(workplace, output, source.file.as_deref())
        }
        Command::Letter(LetterCommand::List) => list::letters(workplace, output),
        Command::Attachment(command) => attachment::run(workplace, output, command),
        Command::Pair(pair) => office::pair(workplace, output, pair),
        Command::Sync {
            without_attachments,
        } => office::sync(workplace, output, !without_attachments),
        Command::Bundle(BundleCommand::Export { to }) => bundle::export(workplace, output, to),
        Command::Bundle(BundleCommand::Import { files, expect_kim }) => {
            bundle::import(workplace, output, files, expect_kim.as_deref())
        }
        Command::Status { check } => status::show(workplace, output, *check),
        Command::Print(print) => print::run(workplace, output, print),
    }
}
