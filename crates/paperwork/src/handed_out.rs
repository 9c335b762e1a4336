//! What is noted when a document leaves the book: private data that it shows, and how it was wanted, for the next time.

use crate::error::PaperworkError;
use crate::prepared::PreparedDocument;
use crate::request::{DocumentOptions, DocumentRequest, RosterOptions};
use crate::usual::usual;
use adinda_client::Book;
use adinda_client::views::{DisclosedField, Disclosure, DisclosureWay};
use adinda_domain::RecordId;
use adinda_domain::aspiration::Destination;
use adinda_domain::member_group::MemberGroup;
use adinda_domain::profile::Paper;
use adinda_print::{Document, RosterColumn};
use serde::{Deserialize, Serialize};

/// Notes that a document is about to leave the book, if it shows what is otherwise kept back. If this fails, it must
/// not leave.
///
/// # Errors
/// Those of the book.
pub fn note_disclosure(
    book: &Book,
    request: &DocumentRequest,
    document: &PreparedDocument,
    way: DisclosureWay,
) -> Result<(), PaperworkError> {
    let shown = [
        (DisclosedField::Nik, document.shows_nik_of),
        (DisclosedField::SecretNames, document.shows_secret_names),
    ];
    let shown = shown.into_iter().filter(|(_, people)| *people > 0);
    let (shown, people): (Vec<_>, Vec<_>) = shown.unzip();
    book.record_disclosure(&Disclosure {
        document: request.document.name().title().to_owned(),
        way,
        shown,
        people: u32::try_from(people.into_iter().max().unwrap_or_default()).unwrap_or(u32::MAX),
    })?;
    Ok(())
}

/// Keeps how a document was wanted, for the next time.
///
/// # Errors
/// Those of the book.
pub fn keep_choice(book: &Book, request: &DocumentRequest) -> Result<(), PaperworkError> {
    let choice =
        serde_json::to_string(&Choice::of(request)).map_err(adinda_print::PrintError::from)?;
    let name = request.document.name().word();
    Ok(book.keep_document_choice(name, &choice)?)
}

/// The request for a document as it was last wanted: paper, columns and the like. Signers, days and records are as
/// usual, and private data stay hidden.
///
/// # Errors
/// As [`usual`].
pub fn as_last_time(
    book: &Book,
    name: Document,
    record: Option<RecordId>,
) -> Result<DocumentRequest, PaperworkError> {
    let mut request = usual(book, name, record)?;
    let kept = book.document_choice(name.word())?;
    // What another version kept, and this one can't read, is as if nothing had been kept.
    let choice = kept.and_then(|kept| serde_json::from_str::<Choice>(&kept).ok());
    if let Some(choice) = choice {
        choice.apply(&mut request);
    }
    Ok(request)
}

/// What of a request is wanted the same way the next time.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Choice {
    paper: Option<Paper>,
    roster: Option<RosterOptions>,
    spare_rows: Option<u32>,
    with_attendance: Option<bool>,
    with_photos: Option<bool>,
    with_meetings: Option<bool>,
    for_each_member: Option<bool>,
    destination: Option<Destination>,
    unfinished_only: Option<bool>,
    group: Option<MemberGroup>,
}

impl Choice {
    fn of(request: &DocumentRequest) -> Self {
        let mut choice = Self {
            paper: Some(request.paper),
            ..Self::default()
        };
        match &request.document {
            DocumentOptions::Roster(options) => {
                let mut options = options.clone();
                options
                    .columns
                    .retain(|column| *column != RosterColumn::Nik);
                choice.roster = Some(options);
            }
            DocumentOptions::AttendanceSheet(options) => {
                choice.spare_rows = Some(options.spare_rows);
            }
            DocumentOptions::Minutes(options) => {
                choice.with_attendance = Some(options.with_attendance);
                choice.with_photos = Some(options.with_photos);
            }
            DocumentOptions::Invitation(options) => {
                choice.for_each_member = Some(options.for_each_member);
            }
            DocumentOptions::AspirationSheet(options) => {
                choice.with_photos = Some(options.with_photos);
            }
            DocumentOptions::CoverLetter(options) => {
                choice.destination = Some(options.destination);
                choice.unfinished_only = Some(options.unfinished_only);
            }
            DocumentOptions::ActivityBook(options) => {
                choice.with_meetings = Some(options.with_meetings);
            }
            DocumentOptions::ActivityReport(options) => {
                choice.with_photos = Some(options.with_photos);
            }
            DocumentOptions::Card(options) => choice.group = options.group,
            DocumentOptions::OfficialReport(_) | DocumentOptions::AspirationBook(_) => {}
        }
        choice
    }

    fn apply(self, request: &mut DocumentRequest) {
        fn put<T>(place: &mut T, kept: Option<T>) {
            if let Some(kept) = kept {
                *place = kept;
            }
        }
        put(&mut request.paper, self.paper);
        match &mut request.document {
            DocumentOptions::Roster(options) => put(options, self.roster),
            DocumentOptions::AttendanceSheet(options) => {
                put(&mut options.spare_rows, self.spare_rows);
            }
            DocumentOptions::Minutes(options) => {
                put(&mut options.with_attendance, self.with_attendance);
                put(&mut options.with_photos, self.with_photos);
            }
            DocumentOptions::Invitation(options) => {
                put(&mut options.for_each_member, self.for_each_member);
            }
            DocumentOptions::AspirationSheet(options) => {
                put(&mut options.with_photos, self.with_photos);
            }
            DocumentOptions::CoverLetter(options) => {
                put(&mut options.destination, self.destination);
                put(&mut options.unfinished_only, self.unfinished_only);
            }
            DocumentOptions::ActivityBook(options) => {
                put(&mut options.with_meetings, self.with_meetings);
            }
            DocumentOptions::ActivityReport(options) => {
                put(&mut options.with_photos, self.with_photos);
            }
            DocumentOptions::Card(options) if options.member.is_none() => {
                options.group = self.group;
            }
            DocumentOptions::Card(_)
            | DocumentOptions::OfficialReport(_)
            | DocumentOptions::AspirationBook(_) => {}
        }
    }
}
