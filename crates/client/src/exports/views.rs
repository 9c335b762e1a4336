//! What the faces ask for and are told about exports.

pub use crate::views::DisclosedField;
use adinda_domain::RecordId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportList {
    /// Members, in the order of the roster.
    Member,
    /// Meetings.
    Meeting,
    /// Aspirations.
    Aspiration,
    /// Activities.
    Activity,
    /// Information that was spread.
    Dissemination,
    /// Letters.
    Letter,
}

impl ExportList {
    /// Every list.
    pub const ALL: [ExportList; 6] = [
        ExportList::Member,
        ExportList::Meeting,
        ExportList::Aspiration,
        ExportList::Activity,
        ExportList::Dissemination,
        ExportList::Letter,
    ];
}

/// As what kind of file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// A workbook.
    #[default]
    Xlsx,
    /// Separated values.
    Csv,
}

impl ExportFormat {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            ExportFormat::Xlsx => "xlsx",
            ExportFormat::Csv => "csv",
        }
    }
}

/// What a list is exported with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportOptions {
    /// Which list.
    pub list: ExportList,
    /// As what kind of file.
    #[serde(default)]
    pub format: ExportFormat,
    /// The columns, in their order; none for the usual ones.
    #[serde(default)]
    pub columns: Vec<String>,
    /// What is otherwise kept back and is shown this one time.
    #[serde(default)]
    pub shown: Vec<DisclosedField>,
    /// Only these records, in this order; without it all that aren't archived.
    #[serde(default)]
    pub only: Option<Vec<RecordId>>,
}

impl ExportOptions {
    /// The whole list with its usual columns.
    pub fn usual(list: ExportList, format: ExportFormat) -> ExportOptions {
        ExportOptions {
            list,
            format,
            columns: Vec::new(),
            shown: Vec::new(),
            only: None,
        }
    }
}

/// A column that a list can have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportColumn {
    /// Its name.
    pub name: String,
    /// Its head.
    pub head: String,
    /// Whether it is there unless others are chosen.
    pub usual: bool,
    /// What must be ticked for it to show anything.
    pub kept_back: Option<DisclosedField>,
}

/// A whole register that was written as open files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportedRegister {
    /// The folder.
    pub folder: String,
    /// How many files are in it.
    pub files: usize,
    /// Attachments that aren't on this laptop yet.
    pub missing: usize,
}
