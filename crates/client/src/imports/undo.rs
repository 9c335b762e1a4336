//! Taking an import back as a whole: what it added is archived, what it changed says again what it said before, unless
//! somebody has changed it since.

use super::views::{ImportKind, ImportRow, ImportUndone};
use crate::book::Book;
use crate::error::BookError;
use crate::forms::part_as_shown;
use crate::store::{confirmed, imports};
use adinda_domain::schema::stays_on_laptop;
use adinda_domain::{Kind, RecordId, Value};

impl Book {
    /// Takes an import back.
    ///
    /// # Errors
    /// [`BookError::NotFound`] if there is no such import, or it was taken back already.
    pub fn undo_import(&self, import: RecordId) -> Result<ImportUndone, BookError> {
        self.write(|writing| {
            let kind = imports::take(writing.tx, import)?.ok_or(BookError::NotFound("import"))?;
            let kind = match kind {
                ImportKind::Member => Kind::MEMBER,
                ImportKind::Aspiration => Kind::ASPIRATION,
            };
            let mut undone = ImportUndone {
                archived: 0,
                put_back: 0,
                kept: 0,
            };
            // The last change first: one import may have filled a member from several rows.
            for changed in imports::changed(writing.tx, import)?.into_iter().rev() {
                let part = part_as_shown(writing.tx, &kind, changed.record)?;
                let is_private = stays_on_laptop(&kind, &changed.path);
                let stands = match is_private {
                    true => part
                        .private
                        .get(&changed.path)
                        .cloned()
                        .unwrap_or(Value::Null),
                    false => part.value(&changed.path),
                };
                if stands != changed.after {
                    undone.kept += 1;
                    continue;
                }
                undone.put_back += 1;
                match is_private {
                    true => {
                        confirmed::put_private(
                            writing.tx,
                            &kind,
                            changed.record,
                            &changed.path,
                            &changed.before,
                        )?;
                        writing.touch(&kind, changed.record);
                    }
                    false => {
                        self.put_changes(writing, &part, vec![(changed.path, changed.before)])?
                    }
                }
            }
            for record in imports::added(writing.tx, import)? {
                undone.archived += usize::from(self.remove_in(writing, &kind, record)?);
            }
            Ok(undone)
        })
    }

    /// The imports of this laptop, the newest first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn imports(&self) -> Result<Vec<ImportRow>, BookError> {
        self.read(imports::all)
    }
}
