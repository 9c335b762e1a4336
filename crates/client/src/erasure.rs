//! Erasing a person for good (UU 27/2022): content gone, a mark without content left, carried to office and laptops.

use crate::book::Book;
use crate::error::BookError;
use crate::store::outbox::{self, End};
use crate::store::{erased, joined, record_view};
use adinda_domain::merge::{Change, RecordSeen};
use adinda_domain::{Base, FieldPath, Kind, RecordId, Value};

impl Book {
    /// Erases a record for good. There is no way back: an edit, a conflict, a file that comes later for it is dropped,
    /// here, at the office and on every laptop.
    ///
    /// # Errors
    /// [`BookError::NotFound`] if there is no such record.
    pub fn erase(&self, kind: &Kind, record: RecordId) -> Result<(), BookError> {
        self.write(|writing| {
            if erased::contains(writing.tx, record)? {
                return Ok(());
            }
            let shown = record_view::shown(writing.tx, kind, record)?;
            if shown.fields.is_empty() && shown.private.is_empty() {
                return Err(BookError::NotFound("record"));
            }
            // Whoever was written down twice and joined is one person, and goes as one.
            for record in joined::one_person(writing.tx, kind, record)? {
                if erased::contains(writing.tx, record)? {
                    continue;
                }
                let mark = Change {
                    path: FieldPath::erased(),
                    value: Value::Boolean(true),
                    base: Base::Unseen,
                };
                let edit =
                    self.new_edit(kind.clone(), record, RecordSeen::default(), vec![mark])?;
                outbox::put(writing, &edit, End::Back)?;
                erased::erase(writing, kind, record)?;
            }
            Ok(())
        })
    }
}
