//! What a KIM usually prints with: its paper, those who usually sign, this year, nobody's NIK.

use crate::error::PaperworkError;
use crate::period_of_report::last_half_year;
use crate::request::{
    ActivityBookOptions, ActivityReportOptions, AspirationSheetOptions, AttendanceSheetOptions,
    CardOptions, CoverLetterOptions, DocumentOptions, DocumentRequest, InvitationOptions,
    MeetingLetterOptions, MinutesOptions, PeriodOptions, RosterOptions, SignerChoice,
};
use crate::signing::usual_signing;
use adinda_client::{Book, BookError};
use adinda_domain::RecordId;
use adinda_domain::aspiration::Destination;
use adinda_domain::letter::{Letter, LetterKind};
use adinda_domain::profile::Paper;
use adinda_print::Document;

/// The request for a document as it is usual. `record` is what the document is about: a meeting, an aspiration, a
/// member, or the letter that it is.
///
/// # Errors
/// [`BookError::NotFound`] if the document needs a record and none is named; those of the book.
pub fn usual(
    book: &Book,
    name: Document,
    record: Option<RecordId>,
) -> Result<DocumentRequest, PaperworkError> {
    let profile = book.profile()?;
    let document = usual_options(book, name, record)?;
    let signing = usual_signing(book, &profile, &document)?;
    Ok(DocumentRequest {
        document,
        paper: profile.paper.unwrap_or(Paper::F4),
        place: signing.place,
        date: Some(signing.date),
        left: signing.left.map(SignerChoice::of).unwrap_or_default(),
        right: SignerChoice::of(signing.right),
        show_nik: false,
        show_secret_names: false,
    })
}

fn usual_options(
    book: &Book,
    name: Document,
    record: Option<RecordId>,
) -> Result<DocumentOptions, PaperworkError> {
    let needed = || record.ok_or(BookError::NotFound("record"));
    let this_year = PeriodOptions::year_of(book.today());
    Ok(match name {
        Document::Roster => DocumentOptions::Roster(RosterOptions::default()),
        Document::AttendanceSheet => DocumentOptions::AttendanceSheet(AttendanceSheetOptions {
            meeting: record,
            filled: false,
            spare_rows: AttendanceSheetOptions::USUAL_SPARE_ROWS,
        }),
        Document::Minutes => DocumentOptions::Minutes(MinutesOptions {
            meeting: needed()?,
            with_attendance: true,
            with_photos: true,
        }),
        Document::OfficialReport => {
            let (meeting, letter) = meeting_and_letter(book, LetterKind::OfficialReport, record)?;
            DocumentOptions::OfficialReport(MeetingLetterOptions {
                meeting: meeting.ok_or(BookError::NotFound("meeting"))?,
                letter,
            })
        }
        Document::Invitation => {
            let (meeting, letter) = meeting_and_letter(book, LetterKind::Invitation, record)?;
            DocumentOptions::Invitation(InvitationOptions {
                meeting,
                letter,
                for_each_member: false,
            })
        }
        Document::AspirationBook => DocumentOptions::AspirationBook(this_year),
        Document::AspirationSheet => DocumentOptions::AspirationSheet(AspirationSheetOptions {
            aspiration: needed()?,
            with_photos: true,
        }),
        Document::CoverLetter => DocumentOptions::CoverLetter(CoverLetterOptions {
            letter: record,
            period: this_year,
            destination: Destination::Regency,
            unfinished_only: true,
        }),
        Document::ActivityBook => DocumentOptions::ActivityBook(ActivityBookOptions {
            period: this_year,
            with_meetings: true,
        }),
        Document::ActivityReport => {
            let (from, until) = last_half_year(book.today());
            DocumentOptions::ActivityReport(ActivityReportOptions {
                from,
                until,
                introduction: String::new(),
                conclusion: String::new(),
                with_photos: true,
            })
        }
        Document::Card => DocumentOptions::Card(CardOptions {
            member: record,
            group: None,
        }),
    })
}

/// The meeting and the letter that a record names: the letter itself, or the newest of that kind about the meeting.
fn meeting_and_letter(
    book: &Book,
    kind: LetterKind,
    record: Option<RecordId>,
) -> Result<(Option<RecordId>, Option<RecordId>), PaperworkError> {
    let Some(record) = record else {
        return Ok((None, None));
    };
    match book.whole::<Letter>(record) {
        Ok(letter) => return Ok((letter.meeting, Some(record))),
        Err(BookError::NotFound(_)) => {}
        Err(error) => return Err(error.into()),
    }
    let letters = book.all_whole::<Letter>()?;
    let about = letters.iter().rev().find(|(_, letter)| {
        letter.meeting == Some(record) && letter.letter_kind == Some(kind) && !letter.voided
    });
    Ok((Some(record), about.map(|(id, _)| *id)))
}
