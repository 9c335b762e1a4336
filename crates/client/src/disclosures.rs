//! Catatan pembukaan data pribadi: what was shown, one time, because the user ticked it.

use crate::book::Book;
use crate::error::BookError;
use crate::store::disclosures;
use crate::views::{Disclosure, DisclosureRow};

impl Book {
    /// Writes down that a document or file shows what is otherwise kept back. To be called before it is handed over, so
    /// that nothing leaves unrecorded; one that shows nothing of the kind is not written down.
    ///
    /// # Errors
    /// Those of the database; then the document mustn't be handed over.
    pub fn record_disclosure(&self, disclosure: &Disclosure) -> Result<(), BookError> {
        if disclosure.shown.is_empty() {
            return Ok(());
        }
        let now = self.moment.clock.now();
        self.write(|writing| disclosures::put(writing.tx, disclosure, now))
    }

    /// What was shown so far, the newest first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn disclosures(&self) -> Result<Vec<DisclosureRow>, BookError> {
        self.read(disclosures::all)
    }
}
