//! Buku kegiatan: what the KIM did, meetings among it, in the order of the days.

use adinda_domain::activity::Activity;
use adinda_domain::meeting::Meeting;
use chrono::NaiveDate;
use serde::Serialize;

use crate::activity_wording::{activity_type_words, days_of};
use crate::column_widths::Column;
use crate::documents::Document;
use crate::documents::aspiration_book::day_and_date;
use crate::documents::minutes::decision_words;
use crate::error::PrintError;
use crate::letterhead::{HeadLine, LetterheadSpec, title_lines};
use crate::meeting_wording::{adinda_function_words, agenda_of, meeting_type_words};
use crate::page_setup::{Foot, Orientation, PageSetup};
use crate::pictures::Pictures;
use crate::region;
use crate::rendered::RenderedDocument;
use crate::signature::{SIZE_UNDER_TABLES, SignatureBlock, Signing};
use crate::stationery::Stationery;
use crate::table::{Table, TableSpec};
use crate::text::{joined, lines, one_line};
use crate::world::render;

/// Everything that a book of activities says.
#[derive(Clone, Debug)]
pub struct ActivityBook {
    /// KIM, logo, paper, day.
    pub stationery: Stationery,
    /// The activities, already chosen.
    pub activities: Vec<Activity>,
    /// The meetings that stand among them; none if the book is to have activities alone.
    pub meetings: Vec<Meeting>,
    /// What was chosen, to be said under the title: "Tahun 2026".
    pub filter_note: Option<String>,
    /// Who signs.
    pub signing: Signing,
}

/// What `book.typ` takes.
#[derive(Debug, Serialize)]
struct ActivityBookData {
    setup: PageSetup,
    letterhead: LetterheadSpec,
    title: Vec<HeadLine>,
    table: TableSpec,
    signatures: SignatureBlock,
}

/// Lays the book out.
pub fn activity_book(book: &ActivityBook) -> Result<RenderedDocument, PrintError> {
    let stationery = &book.stationery;
    let kim = region::kim(&stationery.profile);
    let title = Document::ActivityBook.title();
    let setup = PageSetup::new(
        stationery,
        Orientation::Across,
        Foot::Always,
        &joined([title, &kim], " "),
    );
    let (width, height) = (setup.text_width(), setup.text_height());
    let mut pictures = Pictures::default();
    let signatures = SignatureBlock::new(&book.signing, SIZE_UNDER_TABLES, width);
    let rows = book.rows(&kim);
    let table = Table {
        total: format!("Jumlah: {} kegiatan", rows.len()),
        columns: columns(),
        rows,
        when_empty: "Belum ada kegiatan.",
        by_hand: None,
    };
    let note = one_line(book.filter_note.as_deref().unwrap_or_default());
    let data = ActivityBookData {
        letterhead: LetterheadSpec::new(stationery, &mut pictures, width),
        title: title_lines(title, &[&kim, &note], width),
        table: table.laid_out(width, height, signatures.height()),
        signatures,
        setup,
    };
    render("/book.typ", &data, pictures)
}

impl ActivityBook {
    /// Activities and meetings by their days; those without a day stand last.
    fn rows(&self, kim: &str) -> Vec<Vec<String>> {
        let of_activities = self
            .activities
            .iter()
            .map(|activity| (activity.date, of_activity(activity, kim)));
        let of_meetings = self
            .meetings
            .iter()
            .map(|meeting| (meeting.date, of_meeting(meeting, kim)));
        let mut rows: Vec<(Option<NaiveDate>, [String; 5])> =
            of_activities.chain(of_meetings).collect();
        rows.sort_by_key(|(date, _)| (date.is_none(), *date));
        let numbered = |(index, (_, cells)): (usize, (_, [String; 5]))| {
            std::iter::once((index + 1).to_string())
                .chain(cells)
                .collect()
        };
        rows.into_iter().enumerate().map(numbered).collect()
    }
}

fn of_activity(activity: &Activity, kim: &str) -> [String; 5] {
    let kind = activity.activity_type.map(activity_type_words);
    let function = activity.function.map(adinda_function_words);
    let organiser = match one_line(&activity.organiser) {
        organiser if organiser.is_empty() => kim.to_owned(),
        organiser => organiser,
    };
    let people = match activity.count_participants() {
        0 => String::new(),
        count => format!("Peserta: {count} orang"),
    };
    [
        days_of(activity),
        joined([kind.unwrap_or_default(), &in_brackets(function)], "\n"),
        joined([organiser, one_line(&activity.place)], "\n"),
        joined(
            [
                one_line(&activity.title),
                lines(&activity.description),
                result_words(&lines(&activity.result)),
            ],
            "\n",
        ),
        joined([people, lines(&activity.note)], "\n"),
    ]
}

fn of_meeting(meeting: &Meeting, kim: &str) -> [String; 5] {
    let kind = meeting.meeting_type.map_or("Rapat", meeting_type_words);
    let function = meeting.function.map(adinda_function_words);
    let agenda = match agenda_of(meeting) {
        points if points.is_empty() => String::new(),
        points => format!("Acara: {}", points.join("; ")),
    };
    let decisions = joined(meeting.decisions.iter().map(decision_words), "\n");
    let present = meeting.count_attendance(&Default::default());
    let people = match present.present + present.guests {
        0 => String::new(),
        count => format!("Peserta: {count} orang"),
    };
    [
        meeting.date.map(day_and_date).unwrap_or_default(),
        joined([kind, &in_brackets(function)], "\n"),
        joined([kim.to_owned(), one_line(&meeting.place)], "\n"),
        joined(
            [one_line(&meeting.title), agenda, result_words(&decisions)],
            "\n",
        ),
        people,
    ]
}

fn in_brackets(words: Option<&str>) -> String {
    words.map(|words| format!("[{words}]")).unwrap_or_default()
}

fn result_words(result: &str) -> String {
    match result {
        "" => String::new(),
        result => format!("Hasil: {result}"),
    }
}

fn columns() -> Vec<Column> {
    let column = |heading, comfort, firm, share| Column {
        heading,
        comfort,
        firm,
        centred: heading == "No",
        share,
    };
    vec![
        column("No", 12.0, 12.0, 0.0),
        column("Hari/Tanggal", 28.0, 25.0, 0.0),
        column("Jenis", 36.0, 26.0, 0.5),
        column("Pelaksana", 42.0, 28.0, 0.5),
        column("Agenda & Hasil", 110.0, 60.0, 3.0),
        column("Ket.", 36.0, 26.0, 1.0),
    ]
}
