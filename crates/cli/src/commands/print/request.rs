//! From what was typed after `print` to a request: the document as it is usual, with what was said.

use crate::failure::Failure;
use crate::print_arguments::{PeriodArguments, PrintCommand, RosterArguments, SharedArguments};
use crate::references::{References, Target};
use crate::workplace::Workplace;
use adinda_domain::RecordId;
use adinda_domain::aspiration::Destination;
use adinda_domain::member_group::MemberGroup;
use adinda_domain::profile::Paper;
use adinda_paperwork::{
    Document, DocumentOptions, DocumentRequest, PeriodOptions, RosterColumn, RosterOptions,
    RosterOrder, usual,
};

/// What every document takes.
pub fn shared(asked: &PrintCommand) -> &SharedArguments {
    match asked {
        PrintCommand::Roster(asked) => &asked.shared,
        PrintCommand::AttendanceSheet(asked) => &asked.shared,
        PrintCommand::Minutes(asked) => &asked.shared,
        PrintCommand::OfficialReport(asked) => &asked.shared,
        PrintCommand::Invitation(asked) => &asked.shared,
        PrintCommand::AspirationBook(asked) => &asked.shared,
        PrintCommand::AspirationSheet(asked) => &asked.shared,
        PrintCommand::CoverLetter(asked) => &asked.shared,
        PrintCommand::ActivityBook(asked) => &asked.shared,
        PrintCommand::ActivityReport(asked) => &asked.shared,
        PrintCommand::Card(asked) => &asked.shared,
    }
}

/// The request as it was asked for.
pub fn asked(workplace: &Workplace, asked: &PrintCommand) -> Result<DocumentRequest, Failure> {
    let (name, record) = named(workplace, asked)?;
    let mut request = usual(workplace.open()?, name, record)?;
    take_shared(&mut request, shared(asked));
    take_own(workplace, &mut request, asked)?;
    Ok(request)
}

/// Which document, and about which record.
fn named(
    workplace: &Workplace,
    asked: &PrintCommand,
) -> Result<(Document, Option<RecordId>), Failure> {
    let references = References::new(workplace);
    let meeting = |text: &str| references.find(Target::Meeting, "--meeting", text);
    let letter = |text: &str| references.find(Target::Letter, "--letter", text);
    Ok(match asked {
        PrintCommand::Roster(_) => (Document::Roster, None),
        PrintCommand::AttendanceSheet(asked) => {
            let meeting = asked.meeting.as_deref().map(meeting).transpose()?;
            (Document::AttendanceSheet, meeting)
        }
        PrintCommand::Minutes(asked) => (Document::Minutes, Some(meeting(&asked.meeting)?)),
        PrintCommand::OfficialReport(asked) => {
            (Document::OfficialReport, Some(meeting(&asked.meeting)?))
        }
        PrintCommand::Invitation(asked) => {
            let record = match (&asked.meeting, &asked.letter) {
                (Some(text), _) => Some(meeting(text)?),
                (None, Some(text)) => Some(letter(text)?),
                (None, None) => None,
            };
            (Document::Invitation, record)
        }
        PrintCommand::AspirationBook(_) => (Document::AspirationBook, None),
        PrintCommand::AspirationSheet(asked) => {
            let found = references.find(Target::Aspiration, "--aspiration", &asked.aspiration)?;
            (Document::AspirationSheet, Some(found))
        }
        PrintCommand::CoverLetter(asked) => {
            let letter = asked.letter.as_deref().map(letter).transpose()?;
            (Document::CoverLetter, letter)
        }
        PrintCommand::ActivityBook(_) => (Document::ActivityBook, None),
        PrintCommand::ActivityReport(_) => (Document::ActivityReport, None),
        PrintCommand::Card(asked) => {
            let found = |text: &str| references.find(Target::Member, "--member", text);
            (
                Document::Card,
                asked.member.as_deref().map(found).transpose()?,
            )
        }
    })
}

fn take_shared(request: &mut DocumentRequest, asked: &SharedArguments) {
    let put = |place: &mut String, said: &Option<String>| {
        if let Some(said) = said {
            place.clone_from(said);
        }
    };
    put(&mut request.place, &asked.place);
    put(&mut request.left.position, &asked.left_position);
    put(&mut request.left.name, &asked.left_name);
    put(&mut request.left.number, &asked.left_number);
    put(&mut request.right.position, &asked.right_position);
    put(&mut request.right.name, &asked.right_name);
    put(&mut request.right.number, &asked.right_number);
    request.date = asked.date.or(request.date);
    let named = |word: &str| {
        let mut papers = Paper::ALL.iter().copied();
        papers.find(|paper| paper.word().eq_ignore_ascii_case(word))
    };
    let paper = asked.paper.as_deref().and_then(named);
    request.paper = paper.unwrap_or(request.paper);
}

/// What the document alone has.
fn take_own(
    workplace: &Workplace,
    request: &mut DocumentRequest,
    asked: &PrintCommand,
) -> Result<(), Failure> {
    use DocumentOptions as Options;
    let letter = |text: &Option<String>| {
        let references = References::new(workplace);
        let found = |text: &String| references.find(Target::Letter, "--letter", text);
        text.as_ref().map(found).transpose()
    };
    match (asked, &mut request.document) {
        (PrintCommand::Roster(asked), Options::Roster(options)) => {
            *options = roster_options(asked);
            request.show_nik = asked.nik;
        }
        (PrintCommand::AttendanceSheet(asked), Options::AttendanceSheet(options)) => {
            options.filled = asked.filled;
            options.spare_rows = asked.spare_rows.unwrap_or(options.spare_rows);
        }
        (PrintCommand::Minutes(asked), Options::Minutes(options)) => {
            options.with_attendance = !asked.without_attendance;
            options.with_photos = !asked.without_photos;
        }
        (PrintCommand::OfficialReport(asked), Options::OfficialReport(options)) => {
            options.letter = letter(&asked.letter)?.or(options.letter);
        }
        (PrintCommand::Invitation(asked), Options::Invitation(options)) => {
            options.letter = letter(&asked.letter)?.or(options.letter);
            options.for_each_member = asked.each_member;
        }
        (PrintCommand::AspirationBook(asked), Options::AspirationBook(period)) => {
            take_period(period, &asked.period);
            request.show_secret_names = asked.secret_names;
        }
        (PrintCommand::AspirationSheet(asked), Options::AspirationSheet(options)) => {
            options.with_photos = !asked.without_photos;
            request.show_secret_names = asked.secret_names;
        }
        (PrintCommand::CoverLetter(asked), Options::CoverLetter(options)) => {
            take_period(&mut options.period, &asked.period);
            let mut known = Destination::ALL.iter().copied();
            let said = known.find(|to| asked.destination.as_deref() == Some(to.word()));
            options.destination = said.unwrap_or(options.destination);
            options.unfinished_only = !asked.finished;
            request.show_secret_names = asked.secret_names;
        }
        (PrintCommand::ActivityBook(asked), Options::ActivityBook(options)) => {
            take_period(&mut options.period, &asked.period);
            options.with_meetings = !asked.without_meetings;
        }
        (PrintCommand::ActivityReport(asked), Options::ActivityReport(options)) => {
            options.from = asked.from.unwrap_or(options.from);
            options.until = asked.until.unwrap_or(options.until);
            options.introduction = asked.introduction.clone().unwrap_or_default();
            options.conclusion = asked.conclusion.clone().unwrap_or_default();
            options.with_photos = !asked.without_photos;
        }
        (PrintCommand::Card(asked), Options::Card(options)) => {
            options.group = group_named(asked.filter.as_deref());
        }
        // `usual` answers with the document that it was asked for.
        _ => {}
    }
    Ok(())
}

fn roster_options(asked: &RosterArguments) -> RosterOptions {
    let columns = asked.columns.iter();
    let order = asked.order.as_deref().and_then(RosterOrder::from_word);
    RosterOptions {
        columns: columns
            .filter_map(|word| RosterColumn::from_word(word))
            .collect(),
        active_only: !asked.all,
        group: group_named(asked.filter.as_deref()),
        order: order.unwrap_or(RosterOrder::Position),
    }
}

fn group_named(word: Option<&str>) -> Option<MemberGroup> {
    let mut groups = MemberGroup::ALL.iter().copied();
    groups.find(|group| word == Some(group.word()))
}

/// One end that is named leaves the other as it is usual.
fn take_period(period: &mut PeriodOptions, asked: &PeriodArguments) {
    if asked.ever {
        *period = PeriodOptions::default();
    }
    period.from = asked.from.or(period.from);
    period.until = asked.until.or(period.until);
}
