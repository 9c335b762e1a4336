//! A document that was asked for, laid out, with the name that its file gets.

use crate::error::PaperworkError;
use crate::request::{DocumentOptions, DocumentRequest};
use crate::{activity_papers, aspiration_papers, cards, meeting_papers, roster};
use adinda_client::Book;
use adinda_print::RenderedDocument;

/// A document, laid out.
#[derive(Debug)]
pub struct PreparedDocument {
    /// Its pages.
    pub pages: RenderedDocument,
    /// What its file is called, without the ending.
    pub file_name: String,
    /// How many members, aspirations or whatever it lists; none if it isn't a list.
    pub listed: Option<usize>,
    /// Of how many people it shows the NIK.
    pub shows_nik_of: usize,
    /// How many names it shows that are otherwise kept back.
    pub shows_secret_names: usize,
}

impl PreparedDocument {
    pub(crate) fn new(pages: RenderedDocument, file_name: String) -> Self {
        Self {
            pages,
            file_name,
            listed: None,
            shows_nik_of: 0,
            shows_secret_names: 0,
        }
    }

    pub(crate) fn listing(self, count: usize) -> Self {
        Self {
            listed: Some(count),
            ..self
        }
    }

    pub(crate) fn showing_nik_of(self, count: usize) -> Self {
        Self {
            shows_nik_of: count,
            ..self
        }
    }

    pub(crate) fn showing_secret_names(self, count: usize) -> Self {
        Self {
            shows_secret_names: count,
            ..self
        }
    }
}

/// Lays a document out. This takes seconds for a thousand rows, and nothing is written.
///
/// # Errors
/// [`PaperworkError`].
pub fn document_of(
    book: &Book,
    request: &DocumentRequest,
) -> Result<PreparedDocument, PaperworkError> {
    match &request.document {
        DocumentOptions::Roster(options) => roster::prepared(book, request, options),
        DocumentOptions::AttendanceSheet(options) => {
            meeting_papers::attendance_sheet(book, request, options)
        }
        DocumentOptions::Minutes(options) => meeting_papers::minutes(book, request, options),
        DocumentOptions::OfficialReport(options) => {
            meeting_papers::official_report(book, request, options)
        }
        DocumentOptions::Invitation(options) => meeting_papers::invitation(book, request, options),
        DocumentOptions::AspirationBook(period) => {
            aspiration_papers::book_of_aspirations(book, request, period)
        }
        DocumentOptions::AspirationSheet(options) => {
            aspiration_papers::sheet(book, request, options)
        }
        DocumentOptions::CoverLetter(options) => {
            aspiration_papers::cover_letter(book, request, options)
        }
        DocumentOptions::ActivityBook(options) => {
            activity_papers::book_of_activities(book, request, options)
        }
        DocumentOptions::ActivityReport(options) => activity_papers::report(book, request, options),
        DocumentOptions::Card(options) => cards::prepared(book, request, options),
    }
}
