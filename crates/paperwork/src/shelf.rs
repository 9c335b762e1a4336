//! The last documents that were laid out, so that what is shown, saved and printed is set once and is the same.

use crate::error::PaperworkError;
use crate::prepared::{PreparedDocument, document_of};
use crate::request::DocumentRequest;
use adinda_client::Book;
use adinda_print::RenderedDocument;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use ts_rs::TS;

/// How many documents are kept.
const MOST_KEPT: usize = 3;

/// The last documents that were laid out from one book.
#[derive(Default)]
pub struct DocumentShelf {
    kept: Mutex<Kept>,
    /// One document is set at a time: they would only slow each other down.
    setting: Mutex<()>,
}

#[derive(Default)]
struct Kept {
    last_number: u32,
    /// The newest first.
    documents: VecDeque<(Occasion, Arc<ShelvedDocument>)>,
}

/// What a document was made from: another request, book or day makes another document.
#[derive(Clone, PartialEq)]
struct Occasion {
    request: DocumentRequest,
    records: u64,
    today: NaiveDate,
}

/// A document on the shelf.
pub struct ShelvedDocument {
    /// By which its pages are asked for.
    pub number: u32,
    /// What was asked for.
    pub request: DocumentRequest,
    /// The document.
    pub document: PreparedDocument,
}

/// What a face is told of a document before it asks for the pages, one by one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DocumentOutline {
    /// By which its pages are asked for.
    pub number: u32,
    /// How many pages there are.
    pub pages: usize,
    /// Their width in millimetres.
    pub width_mm: f64,
    /// Their height in millimetres.
    pub height_mm: f64,
}

impl DocumentShelf {
    /// The document that was asked for, set anew unless it is on the shelf. `still_wanted` is asked when it is this
    /// document's turn and when it is set: one that isn't wanted any more is dropped.
    ///
    /// # Errors
    /// [`PaperworkError`].
    pub fn document(
        &self,
        book: &Book,
        request: &DocumentRequest,
        still_wanted: impl Fn() -> bool,
    ) -> Result<Arc<ShelvedDocument>, PaperworkError> {
        let _turn = self.setting.lock().unwrap_or_else(PoisonError::into_inner);
        let wanted = || {
            still_wanted()
                .then_some(())
                .ok_or(PaperworkError::NotWantedAnyMore)
        };
        wanted()?;
        // Read before the records are: what changes while they are read makes another occasion.
        let occasion = Occasion {
            request: request.clone(),
            records: book.watch().borrow().records,
            today: book.today(),
        };
        if let Some(document) = self.kept().find(&occasion) {
            return Ok(document);
        }
        let document = document_of(book, request)?;
        wanted()?;
        Ok(self.kept().keep(occasion, document))
    }

    /// A page as an SVG picture, counted from 0; none if its document is no longer kept.
    ///
    /// # Errors
    /// Those of the printing.
    pub fn page_svg(&self, number: u32, index: usize) -> Result<Option<String>, PaperworkError> {
        let document = self.kept().numbered(number);
        let page = document.map(|shelved| shelved.document.pages.page_svg(index));
        Ok(page.transpose()?)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn find(&mut self, occasion: &Occasion) -> Option<Arc<ShelvedDocument>> {
        let place = self
            .documents
            .iter()
            .position(|(known, _)| known == occasion)?;
        let found = self.documents.remove(place)?;
        let document = Arc::clone(&found.1);
        self.documents.push_front(found);
        Some(document)
    }

    fn numbered(&self, number: u32) -> Option<Arc<ShelvedDocument>> {
        let mut documents = self.documents.iter().map(|(_, document)| document);
        documents
            .find(|document| document.number == number)
            .map(Arc::clone)
    }

    fn keep(&mut self, occasion: Occasion, document: PreparedDocument) -> Arc<ShelvedDocument> {
        self.last_number = self.last_number.wrapping_add(1);
        let shelved = Arc::new(ShelvedDocument {
            number: self.last_number,
            request: occasion.request.clone(),
            document,
        });
        self.documents.push_front((occasion, Arc::clone(&shelved)));
        self.documents.truncate(MOST_KEPT);
        shelved
    }
}

impl ShelvedDocument {
    /// What a face is told of it.
    pub fn outline(&self) -> DocumentOutline {
        let pages: &RenderedDocument = &self.document.pages;
        let (width_mm, height_mm) = pages.page_size_mm();
        DocumentOutline {
            number: self.number,
            pages: pages.page_count(),
            width_mm,
            height_mm,
        }
    }
}
