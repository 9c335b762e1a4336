//! Papers about what the KIM did: the book of activities and the report for a period.

use crate::aspiration_papers::chosen;
use crate::error::PaperworkError;
use crate::file_name::file_name;
use crate::prepared::PreparedDocument;
use crate::request::{ActivityBookOptions, ActivityReportOptions, DocumentRequest, PeriodOptions};
use crate::signing::signing;
use crate::stationery::{photos, stationery};
use adinda_client::Book;
use adinda_domain::activity::Activity;
use adinda_domain::attachment::Attachment;
use adinda_domain::dissemination::Dissemination;
use adinda_domain::meeting::Meeting;
use adinda_print::{ActivityBook, ActivityReport, Document, KnownMember};

/// Photos behind a report: more would make it a photo album.
const MOST_PHOTOS: usize = 24;

/// Lays the book of activities out.
pub(crate) fn book_of_activities(
    book: &Book,
    request: &DocumentRequest,
    options: &ActivityBookOptions,
) -> Result<PreparedDocument, PaperworkError> {
    let profile = book.profile()?;
    let activities = activities_in(book, &options.period)?;
    let meetings = if options.with_meetings {
        meetings_in(book, &options.period)?
    } else {
        Vec::new()
    };
    let listed = activities.len() + meetings.len();
    let file_name = file_name(&[
        Document::ActivityBook.title(),
        &options.period.file_words(book.today()),
    ]);
    let pages = adinda_print::activity_book(&ActivityBook {
        signing: signing(book, &profile, request)?,
        stationery: stationery(book, request, profile)?,
        activities,
        meetings,
        filter_note: options.period.words(),
    })?;
    Ok(PreparedDocument::new(pages, file_name).listing(listed))
}

/// Lays the report out.
pub(crate) fn report(
    book: &Book,
    request: &DocumentRequest,
    options: &ActivityReportOptions,
) -> Result<PreparedDocument, PaperworkError> {
    let profile = book.profile()?;
    let (from, until) = (
        options.from.min(options.until),
        options.from.max(options.until),
    );
    let period = PeriodOptions {
        from: Some(from),
        until: Some(until),
    };
    let (activities, meetings) = (activities_in(book, &period)?, meetings_in(book, &period)?);
    let photos = if options.with_photos {
        let of_meetings = meetings.iter().flat_map(|meeting| &meeting.attachments);
        let of_activities = activities.iter().flat_map(|activity| &activity.attachments);
        let all: Vec<Attachment> = of_meetings.chain(of_activities).cloned().collect();
        let mut photos = photos(book, &all)?;
        photos.truncate(MOST_PHOTOS);
        photos
    } else {
        Vec::new()
    };
    let members = book.members()?.into_iter();
    let members = members.filter(|row| {
        !row.archived
            && row.member.is_active(until)
            && row.member.joined_on.is_none_or(|joined| joined <= until)
    });
    let file_name = file_name(&[
        Document::ActivityReport.title(),
        &period.file_words(book.today()),
    ]);
    let pages = adinda_print::activity_report(&ActivityReport {
        signing: signing(book, &profile, request)?,
        stationery: stationery(book, request, profile)?,
        from,
        until,
        members: members
            .map(|row| KnownMember {
                id: row.id,
                member: row.member,
            })
            .collect(),
        meetings,
        activities,
        disseminations: disseminations_in(book, &period)?,
        aspirations: chosen(book, |whole| period.holds(whole.aspiration.date))?,
        introduction: options.introduction.clone(),
        conclusion: options.conclusion.clone(),
        photos,
    })?;
    Ok(PreparedDocument::new(pages, file_name))
}

fn activities_in(book: &Book, period: &PeriodOptions) -> Result<Vec<Activity>, PaperworkError> {
    let activities = book.all_whole::<Activity>()?.into_iter();
    let mut activities: Vec<Activity> = activities
        .map(|(_, activity)| activity)
        .filter(|activity| period.holds(activity.date))
        .collect();
    activities.sort_by_key(|activity| activity.date);
    Ok(activities)
}

fn meetings_in(book: &Book, period: &PeriodOptions) -> Result<Vec<Meeting>, PaperworkError> {
    let meetings = book.all_whole::<Meeting>()?.into_iter();
    let mut meetings: Vec<Meeting> = meetings
        .map(|(_, meeting)| meeting)
        .filter(|meeting| period.holds(meeting.date))
        .collect();
    meetings.sort_by(|a, b| (a.date, &a.start_time).cmp(&(b.date, &b.start_time)));
    Ok(meetings)
}

fn disseminations_in(
    book: &Book,
    period: &PeriodOptions,
) -> Result<Vec<Dissemination>, PaperworkError> {
    let all = book.all_whole::<Dissemination>()?.into_iter();
    let mut disseminations: Vec<Dissemination> = all
        .map(|(_, dissemination)| dissemination)
        .filter(|dissemination| period.holds(dissemination.date))
        .collect();
    disseminations.sort_by_key(|dissemination| dissemination.date);
    Ok(disseminations)
}
