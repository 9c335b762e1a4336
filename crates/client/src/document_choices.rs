//! How each document was last wanted on this laptop; what the words mean is the affair of whoever makes documents.

use crate::book::Book;
use crate::error::BookError;
use crate::store::document_choices;

impl Book {
    /// The choice that was last kept for a document.
    ///
    /// # Errors
    /// Those of the database.
    pub fn document_choice(&self, document: &str) -> Result<Option<String>, BookError> {
        self.read(|tx| document_choices::get(tx, document))
    }

    /// Keeps a choice for a document, in the place of the one before.
    ///
    /// # Errors
    /// Those of the database.
    pub fn keep_document_choice(&self, document: &str, choice: &str) -> Result<(), BookError> {
        self.write(|writing| document_choices::put(writing.tx, document, choice))
    }
}
