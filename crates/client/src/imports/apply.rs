//! Writing what a plan showed: all of it in one transaction, or nothing.

use super::reading::{ReadSheet, Rows, stamp};
use super::views::{
    DuplicateChoice, ImportDecisions, ImportDone, ImportDuplicate, ImportKind, ImportOptions,
};
use super::{duplicates, known};
use crate::book::Book;
use crate::error::BookError;
use crate::store::imports::{self, ChangedField};
use crate::store::{Writing, record_view};
use crate::views::AspirationForm;
use adinda_domain::kinds::changed_fields;
use adinda_domain::member::Member;
use adinda_domain::{FieldPath, Fields, Kind, RecordId, RecordKind, Value};
use std::collections::{BTreeMap, HashMap, HashSet};

impl Book {
    /// Imports a sheet as its plan showed it, with the decisions about it. `file` is its name, for the list of imports.
    ///
    /// # Errors
    /// [`BookError::ChangedMeanwhile`] if the plan would be another one now, [`BookError::ImportUndecided`] if a
    /// decision lacks, [`BookError::Sheet`]; then nothing was written.
    pub fn apply_import(
        &self,
        kind: ImportKind,
        bytes: &[u8],
        options: &ImportOptions,
        decisions: &ImportDecisions,
        file: &str,
    ) -> Result<ImportDone, BookError> {
        let read = ReadSheet::read(kind, bytes, options, self.moment.clock.today())?;
        self.write(|writing| {
            let found = duplicates::of(&read.rows, &known(writing.tx, &read.rows)?);
            if stamp(&read, &found) != decisions.stamp {
                return Err(BookError::ChangedMeanwhile);
            }
            let is_undecided =
                |duplicate: &ImportDuplicate| !decisions.duplicates.contains_key(&duplicate.row);
            if (read.bad_rows() > 0 && !decisions.without_bad) || found.iter().any(is_undecided) {
                return Err(BookError::ImportUndecided);
            }
            let mut under_way = UnderWay {
                book: self,
                import: self.moment.record_id()?,
                likenesses: found.iter().map(|found| (found.row, found)).collect(),
                decisions,
                became: HashMap::new(),
                done: Done::default(),
            };
            imports::insert(
                writing.tx,
                under_way.import,
                kind,
                file,
                self.moment.clock.now(),
            )?;
            match &read.rows {
                Rows::Members(rows) => {
                    for row in rows {
                        under_way.member(writing, row.row, &row.record)?;
                    }
                }
                Rows::Aspirations(rows) => {
                    for row in rows {
                        let form = AspirationForm {
                            aspiration: row.record.aspiration.clone(),
                            reporter: row.record.reporter.clone(),
                        };
                        under_way.aspiration(writing, row.row, form)?;
                    }
                }
            }
            Ok(ImportDone {
                import: under_way.import,
                added: under_way.done.added,
                joined: under_way.done.joined.len(),
                skipped: under_way.done.skipped,
                bad: read.bad_rows(),
            })
        })
    }
}

struct UnderWay<'a> {
    book: &'a Book,
    import: RecordId,
    likenesses: BTreeMap<u32, &'a ImportDuplicate>,
    decisions: &'a ImportDecisions,
    /// The record that each row has become.
    became: HashMap<u32, RecordId>,
    done: Done,
}

#[derive(Default)]
struct Done {
    added: usize,
    joined: HashSet<RecordId>,
    skipped: usize,
}

impl UnderWay<'_> {
    /// What is done with a row, and with which record.
    fn choice(&self, row: u32) -> (DuplicateChoice, Option<RecordId>) {
        let Some(likeness) = self.likenesses.get(&row) else {
            return (DuplicateChoice::Add, None);
        };
        let above = likeness
            .other_row
            .and_then(|row| self.became.get(&row).copied());
        let other = likeness.other_record.or(above);
        let chosen = self.decisions.duplicates.get(&row).copied();
        match (chosen.unwrap_or(DuplicateChoice::Skip), other) {
            // The row that it is like was left out itself.
            (DuplicateChoice::FillBlanks | DuplicateChoice::TakeSheet, None) => {
                (DuplicateChoice::Add, None)
            }
            (choice, other) => (choice, other),
        }
    }

    fn member(
        &mut self,
        writing: &mut Writing<'_>,
        row: u32,
        member: &Member,
    ) -> Result<(), BookError> {
        match self.choice(row) {
            (DuplicateChoice::Skip, other) => self.skip(row, other),
            (DuplicateChoice::FillBlanks, Some(other)) => {
                self.join(writing, row, other, member, false)?
            }
            (DuplicateChoice::TakeSheet, Some(other)) => {
                self.join(writing, row, other, member, true)?
            }
            _ => {
                let id = self.book.save_at_once(writing, None, |_| member.clone())?;
                self.added(writing, row, id)?;
            }
        }
        Ok(())
    }

    fn aspiration(
        &mut self,
        writing: &mut Writing<'_>,
        row: u32,
        form: AspirationForm,
    ) -> Result<(), BookError> {
        match self.choice(row) {
            (DuplicateChoice::Add, _) => {
                let id = self.book.save_at_once(writing, None, |_| form)?;
                self.added(writing, row, id)
            }
            (_, other) => {
                self.skip(row, other);
                Ok(())
            }
        }
    }

    fn skip(&mut self, row: u32, other: Option<RecordId>) {
        self.became.extend(other.map(|other| (row, other)));
        self.done.skipped += 1;
    }

    fn added(
        &mut self,
        writing: &mut Writing<'_>,
        row: u32,
        id: RecordId,
    ) -> Result<(), BookError> {
        self.became.insert(row, id);
        self.done.added += 1;
        imports::insert_added(writing.tx, self.import, id)
    }

    /// Fills a member of the book from the sheet, or replaces what it says.
    fn join(
        &mut self,
        writing: &mut Writing<'_>,
        row: u32,
        other: RecordId,
        from_sheet: &Member,
        replaces: bool,
    ) -> Result<(), BookError> {
        let before = record_view::shown(writing.tx, &Kind::MEMBER, other)?.values();
        let joined = joined(&before, &from_sheet.to_fields(), replaces);
        self.book
            .save_at_once(writing, Some(other), |_: Member| joined.clone())?;
        let shown = Member::from_fields(&before).tidied().to_fields();
        for (path, after) in changed_fields(&shown, &joined.tidied().to_fields()) {
            let changed = ChangedField {
                record: other,
                before: before.get(&path).cloned().unwrap_or(Value::Null),
                path,
                after,
            };
            imports::insert_changed(writing.tx, self.import, &changed)?;
        }
        self.became.insert(row, other);
        self.done.joined.insert(other);
        Ok(())
    }
}

/// A member with what a sheet says: in blank fields only, or in all that the sheet has.
fn joined(shown: &Fields, from_sheet: &Fields, replaces: bool) -> Member {
    let mut fields = shown.clone();
    let has_position = shown
        .get(&FieldPath::scalar("position"))
        .is_some_and(|value| !value.is_null());
    for (path, value) in from_sheet {
        let is_blank = fields.get(path).is_none_or(Value::is_null);
        // Words for a position without its choice, or beside another one, say nothing.
        let belongs_to_other = path.as_str() == "position_text" && has_position && !replaces;
        if (replaces || is_blank) && !belongs_to_other {
            fields.insert(path.clone(), value.clone());
        }
    }
    Member::from_fields(&fields)
}
