//! Papers about aspirations: the book, one sheet, the cover letter with which they are handed over.

use crate::error::PaperworkError;
use crate::file_name::file_name;
use crate::meeting_papers::found;
use crate::prepared::PreparedDocument;
use crate::request::{AspirationSheetOptions, CoverLetterOptions, DocumentRequest, PeriodOptions};
use crate::signing::signing;
use crate::stationery::{photos, stationery};
use adinda_client::{Book, BookError, WholeAspiration};
use adinda_domain::RecordId;
use adinda_domain::aspiration::{OfficeStatus, VillageStage};
use adinda_domain::letter::Letter;
use adinda_domain::meeting::Meeting;
use adinda_print::{AspirationBook, AspirationSheet, CoverLetter, Document, KnownAspiration};
use std::collections::BTreeMap;

/// Lays the book of aspirations out.
pub(crate) fn book_of_aspirations(
    book: &Book,
    request: &DocumentRequest,
    period: &PeriodOptions,
) -> Result<PreparedDocument, PaperworkError> {
    let profile = book.profile()?;
    let aspirations = chosen(book, |whole| period.holds(whole.aspiration.date))?;
    let (listed, secret) = (aspirations.len(), secret_names(&aspirations, request));
    let file_name = file_name(&[
        Document::AspirationBook.title(),
        &period.file_words(book.today()),
    ]);
    let pages = adinda_print::aspiration_book(&AspirationBook {
        signing: signing(book, &profile, request)?,
        stationery: stationery(book, request, profile)?,
        aspirations,
        filter_note: period.words(),
        show_secret_names: request.show_secret_names,
    })?;
    Ok(PreparedDocument::new(pages, file_name)
        .listing(listed)
        .showing_secret_names(secret))
}

/// Lays the sheet of one aspiration out.
pub(crate) fn sheet(
    book: &Book,
    request: &DocumentRequest,
    options: &AspirationSheetOptions,
) -> Result<PreparedDocument, PaperworkError> {
    let profile = book.profile()?;
    let mut found = chosen(book, |whole| whole.id == options.aspiration)?;
    let aspiration = found.pop().ok_or(BookError::NotFound("aspiration"))?;
    let secret = secret_names(std::slice::from_ref(&aspiration), request);
    let record = &aspiration.aspiration;
    let called = match record.register_number.as_str() {
        "" => record.title.as_str(),
        number => number,
    };
    let file_name = file_name(&[Document::AspirationSheet.title(), called]);
    let photos = if options.with_photos {
        photos(book, &record.attachments)?
    } else {
        Vec::new()
    };
    let pages = adinda_print::aspiration_sheet(&AspirationSheet {
        signing: signing(book, &profile, request)?,
        stationery: stationery(book, request, profile)?,
        aspiration,
        photos,
        show_secret_names: request.show_secret_names,
    })?;
    Ok(PreparedDocument::new(pages, file_name).showing_secret_names(secret))
}

/// Lays the cover letter out.
pub(crate) fn cover_letter(
    book: &Book,
    request: &DocumentRequest,
    options: &CoverLetterOptions,
) -> Result<PreparedDocument, PaperworkError> {
    let profile = book.profile()?;
    let aspirations = chosen(book, |whole| {
        options.period.holds(whole.aspiration.date)
            && whole.aspiration.destination == Some(options.destination)
            && !(options.unfinished_only && is_finished(whole))
    })?;
    let (listed, secret) = (aspirations.len(), secret_names(&aspirations, request));
    let letter = found::<Letter>(book, options.letter)?;
    let day = letter.date.unwrap_or_else(|| book.today()).to_string();
    let file_name = file_name(&[Document::CoverLetter.title(), &letter.number, &day]);
    let pages = adinda_print::cover_letter(&CoverLetter {
        signing: signing(book, &profile, request)?,
        stationery: stationery(book, request, profile)?,
        letter,
        aspirations,
        show_secret_names: request.show_secret_names,
    })?;
    Ok(PreparedDocument::new(pages, file_name)
        .listing(listed)
        .showing_secret_names(secret))
}

/// The aspirations of a choice, by day and number, with the names of the meetings they come from.
pub(crate) fn chosen(
    book: &Book,
    is_chosen: impl Fn(&WholeAspiration) -> bool,
) -> Result<Vec<KnownAspiration>, PaperworkError> {
    let meetings: BTreeMap<RecordId, Meeting> = book.all_whole::<Meeting>()?.into_iter().collect();
    let mut aspirations = book.whole_aspirations()?;
    aspirations.retain(is_chosen);
    aspirations.sort_by_cached_key(|whole| {
        let number = whole.aspiration.register_number.clone();
        (whole.aspiration.date, number, whole.id)
    });
    let known = |whole: WholeAspiration| KnownAspiration {
        meeting_title: whole
            .aspiration
            .meeting
            .and_then(|id| meetings.get(&id))
            .map(|meeting| meeting.title.clone())
            .unwrap_or_default(),
        aspiration: whole.aspiration,
        reporter: whole.reporter,
        secrecy_contested: whole.secrecy_contested,
        office: whole.office,
    };
    Ok(aspirations.into_iter().map(known).collect())
}

/// Whether the village or the office has done with it.
fn is_finished(whole: &WholeAspiration) -> bool {
    use OfficeStatus::{Done, NotOurs, Rejected};
    whole.aspiration.stage == Some(VillageStage::DoneInVillage)
        || matches!(whole.office.status, Some(Done | Rejected | NotOurs))
}

/// How many secret names the document shows.
fn secret_names(aspirations: &[KnownAspiration], request: &DocumentRequest) -> usize {
    let secret = aspirations.iter().filter(|known| known.has_secret_name());
    if request.show_secret_names {
        secret.count()
    } else {
        0
    }
}
