//! What the faces are given to show of an import, and what they answer.

use adinda_domain::RecordId;
use adinda_domain::doubles::DoubleReason;
pub use adinda_sheet::reading::MOST_FILE_BYTES;
pub use adinda_sheet::understanding::{CellProblem, LeftOut, LeftOutReason};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// What is imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// Members.
    Member,
    /// Aspirations, with who spoke.
    Aspiration,
}

/// How a sheet is to be read, where it isn't as guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ImportOptions {
    /// Which sheet, counted from 0; without it the first one that says anything.
    pub sheet: Option<usize>,
    /// Columns by their index: the field that each is taken for, or none. Others stay as guessed.
    pub columns: BTreeMap<usize, Option<String>>,
}

/// What an import would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportPlan {
    /// The workbook's sheets.
    pub sheets: Vec<String>,
    /// The one that was read, counted from 0.
    pub sheet: usize,
    /// The row of heads; none if there is none.
    pub heading_row: Option<u32>,
    /// The columns, as they are taken.
    pub columns: Vec<ImportColumn>,
    /// Every field that a column can be taken for.
    pub fields: Vec<String>,
    /// Rows of data, those that can't be taken too.
    pub rows: usize,
    /// Rows that can be taken.
    pub ready: usize,
    /// Why others can't.
    pub bad: Vec<CellProblem>,
    /// What is only said.
    pub warnings: Vec<CellProblem>,
    /// Rows that aren't data.
    pub left_out: Vec<LeftOut>,
    /// Rows that may be known already.
    pub duplicates: Vec<ImportDuplicate>,
    /// Whether the file carries macros; they weren't run.
    pub has_macros: bool,
    /// What was seen: handed back with the decisions, so that nothing is done that nobody has looked at.
    pub stamp: String,
}

/// A column of the sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportColumn {
    /// Counted from 0.
    pub index: usize,
    /// As the spreadsheet names it.
    pub letters: String,
    /// Its head.
    pub heading: String,
    /// The field that it is taken for.
    pub field: Option<String>,
    /// What stands in its first rows.
    pub samples: Vec<String>,
}

/// Why a row may be known already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DuplicateReason {
    /// The same NIK.
    SameNik,
    /// The same telephone number and a like name.
    SamePhone,
    /// The same day of birth and a like name.
    SameBirthDate,
    /// The same name, and nothing that speaks against it.
    SameName,
    /// The same words of the same day (aspirations).
    SameText,
}

impl From<DoubleReason> for DuplicateReason {
    fn from(reason: DoubleReason) -> Self {
        match reason {
            DoubleReason::SameNik => DuplicateReason::SameNik,
            DoubleReason::SamePhone => DuplicateReason::SamePhone,
            DoubleReason::SameBirthDate => DuplicateReason::SameBirthDate,
            DoubleReason::SameName => DuplicateReason::SameName,
        }
    }
}

/// A row that may be known already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportDuplicate {
    /// The row.
    pub row: u32,
    /// Its name or title.
    pub name: String,
    /// Why.
    pub reason: DuplicateReason,
    /// The row above that it is like, if it is like one of the same sheet.
    pub other_row: Option<u32>,
    /// The record that it is like, if it is like one of the book.
    pub other_record: Option<RecordId>,
    /// The other's name or title.
    pub other_name: String,
}

/// What is done with a row that may be known already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DuplicateChoice {
    /// Somebody else: added all the same.
    Add,
    /// Left out.
    Skip,
    /// The same person: what is empty there is filled from the sheet.
    FillBlanks,
    /// The same person: what the sheet says replaces what is there.
    TakeSheet,
}

/// What was decided about a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ImportDecisions {
    /// [`ImportPlan::stamp`].
    pub stamp: String,
    /// Whether the rest is imported without rows that can't be taken.
    pub without_bad: bool,
    /// For each row that may be known already.
    pub duplicates: BTreeMap<u32, DuplicateChoice>,
}

/// What an import did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportDone {
    /// Its id, for taking it back.
    pub import: RecordId,
    /// Records added.
    pub added: usize,
    /// Records that were filled or changed.
    pub joined: usize,
    /// Rows left out because they are known already.
    pub skipped: usize,
    /// Rows left out because they can't be taken.
    pub bad: usize,
}

/// What taking an import back did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportUndone {
    /// Records that were added and are archived now.
    pub archived: usize,
    /// Fields that say again what they said before.
    pub put_back: usize,
    /// Fields that somebody changed since: they stay.
    pub kept: usize,
}

/// An import that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportRow {
    /// Its id.
    pub import: RecordId,
    /// What was imported.
    pub kind: ImportKind,
    /// The file's name.
    pub file: String,
    /// When.
    pub made_at: chrono::DateTime<chrono::Utc>,
    /// Whether it was taken back.
    pub undone: bool,
}
