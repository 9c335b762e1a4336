//! The papers of a meeting: attendance sheet, minutes, official report, invitation.

use crate::error::PaperworkError;
use crate::file_name::file_name;
use crate::prepared::PreparedDocument;
use crate::request::{
    AttendanceSheetOptions, DocumentRequest, InvitationOptions, MeetingLetterOptions,
    MinutesOptions,
};
use crate::signing::signing;
use crate::stationery::{photos, stationery};
use adinda_client::Book;
use adinda_client::views::MemberRow;
use adinda_domain::RecordId;
use adinda_domain::letter::Letter;
use adinda_domain::meeting::Meeting;
use adinda_print::{
    AttendanceForm, AttendanceSheet, Document, Invitation, KnownMember, Minutes, OfficialReport,
    position_words,
};
use chrono::NaiveDate;

/// Lays an attendance sheet out.
pub(crate) fn attendance_sheet(
    book: &Book,
    request: &DocumentRequest,
    options: &AttendanceSheetOptions,
) -> Result<PreparedDocument, PaperworkError> {
    let profile = book.profile()?;
    let meeting = found::<Meeting>(book, options.meeting)?;
    let spare_rows = options
        .spare_rows
        .min(AttendanceSheetOptions::MOST_SPARE_ROWS);
    let form = if options.filled {
        AttendanceForm::Filled
    } else {
        AttendanceForm::ForSigning {
            spare_rows: usize::try_from(spare_rows).unwrap_or_default(),
        }
    };
    let members = on_the_list(book, &meeting)?;
    let listed = members.len() + meeting.guests.len();
    let file_name = name_of(Document::AttendanceSheet, &meeting, book.today());
    let pages = adinda_print::attendance_sheet(&AttendanceSheet {
        signing: signing(book, &profile, request)?,
        stationery: stationery(book, request, profile)?,
        meeting,
        members,
        form,
    })?;
    Ok(PreparedDocument::new(pages, file_name).listing(listed))
}

/// Lays minutes out.
pub(crate) fn minutes(
    book: &Book,
    request: &DocumentRequest,
    options: &MinutesOptions,
) -> Result<PreparedDocument, PaperworkError> {
    let profile = book.profile()?;
    let meeting = book.whole::<Meeting>(options.meeting)?;
    let file_name = name_of(Document::Minutes, &meeting, book.today());
    let photos = if options.with_photos {
        photos(book, &meeting.attachments)?
    } else {
        Vec::new()
    };
    let pages = adinda_print::minutes(&Minutes {
        signing: signing(book, &profile, request)?,
        stationery: stationery(book, request, profile)?,
        members: on_the_list(book, &meeting)?,
        meeting,
        with_attendance: options.with_attendance,
        photos,
    })?;
    Ok(PreparedDocument::new(pages, file_name))
}

/// Lays an official report out.
pub(crate) fn official_report(
    book: &Book,
    request: &DocumentRequest,
    options: &MeetingLetterOptions,
) -> Result<PreparedDocument, PaperworkError> {
    let profile = book.profile()?;
    let meeting = book.whole::<Meeting>(options.meeting)?;
    let file_name = name_of(Document::OfficialReport, &meeting, book.today());
    let pages = adinda_print::official_report(&OfficialReport {
        signing: signing(book, &profile, request)?,
        stationery: stationery(book, request, profile)?,
        number: found::<Letter>(book, options.letter)?.number,
        members: on_the_list(book, &meeting)?,
        meeting,
    })?;
    Ok(PreparedDocument::new(pages, file_name))
}

/// Lays invitations out.
pub(crate) fn invitation(
    book: &Book,
    request: &DocumentRequest,
    options: &InvitationOptions,
) -> Result<PreparedDocument, PaperworkError> {
    let profile = book.profile()?;
    let letter = found::<Letter>(book, options.letter)?;
    let meeting = found::<Meeting>(book, options.meeting)?;
    let addressees = if options.for_each_member {
        let members = book.members()?.into_iter();
        let invited = members.filter(|row| !row.archived && row.active);
        invited.map(|row| addressee(&row)).collect()
    } else {
        Vec::new()
    };
    let listed = addressees.len().max(1);
    let file_name = name_of(Document::Invitation, &meeting, book.today());
    let pages = adinda_print::invitation(&Invitation {
        signing: signing(book, &profile, request)?,
        stationery: stationery(book, request, profile)?,
        letter,
        addressees,
        meeting,
    })?;
    Ok(PreparedDocument::new(pages, file_name).listing(listed))
}

/// The record that is named, or an empty one: its places are then written by hand.
pub(crate) fn found<T: adinda_domain::RecordKind>(
    book: &Book,
    id: Option<RecordId>,
) -> Result<T, PaperworkError> {
    Ok(id
        .map(|id| book.whole::<T>(id))
        .transpose()?
        .unwrap_or_default())
}

/// Name and position, as on an envelope.
fn addressee(row: &MemberRow) -> String {
    let position = row.member.position.map(position_words).unwrap_or_default();
    let position = match position {
        "" => row.member.position_text.trim(),
        words => words,
    };
    [row.member.name.as_str(), position]
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The members on a meeting's list: who was in the KIM on that day, and whoever was marked, in the order of the roster.
fn on_the_list(book: &Book, meeting: &Meeting) -> Result<Vec<KnownMember>, PaperworkError> {
    let day = meeting.date.unwrap_or_else(|| book.today());
    let rows = book.members()?.into_iter();
    let listed = rows.filter(|row| {
        let marked = |mark: &adinda_domain::meeting::AttendanceMark| {
            mark.member == Some(row.id) && mark.status.is_some()
        };
        (!row.archived && was_in(row, day)) || meeting.attendance.iter().any(marked)
    });
    Ok(listed
        .map(|row| KnownMember {
            id: row.id,
            member: row.member,
        })
        .collect())
}

fn was_in(row: &MemberRow, day: NaiveDate) -> bool {
    row.member.is_active(day) && row.member.joined_on.is_none_or(|joined| joined <= day)
}

/// "Notulen Rapat Kerja bakti 2026-10-04".
fn name_of(document: Document, meeting: &Meeting, today: NaiveDate) -> String {
    let day = meeting.date.unwrap_or(today).to_string();
    file_name(&[document.title(), &meeting.title, &day])
}
