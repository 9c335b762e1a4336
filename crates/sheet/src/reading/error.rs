//! Why a file isn't read. Only codes: the sentences live in the message catalogue.

use std::error::Error;

type Cause = Box<dyn Error + Send + Sync>;

/// Why a file isn't read. Nothing of it is used then.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// Nothing in it.
    #[error("there is nothing in the file")]
    Empty,
    /// Nothing in this sheet.
    #[error("there is nothing in the sheet")]
    EmptySheet,
    /// Neither a workbook nor separated values.
    #[error("this is no spreadsheet")]
    NotASheet,
    /// A web page with the ending of a workbook, as many web applications make them.
    #[error("this is a web page, whatever its name says")]
    WebPage,
    /// Excel's XML of 2003, or XML of something else.
    #[error("this is plain XML, whatever its name says")]
    PlainXml,
    /// Excel's binary workbook.
    #[error("a binary workbook (.xlsb)")]
    BinaryWorkbook,
    /// Locked with a password.
    #[error("the file is locked with a password")]
    Encrypted,
    /// More bytes than a register has.
    #[error("the file is too large")]
    FileTooLarge,
    /// It unpacks to more than it should.
    #[error("the file unpacks to too much")]
    UnpacksTooMuch,
    /// More rows or cells than a register has.
    #[error("too many rows or cells")]
    TooManyCells,
    /// It can't be read.
    #[error("the file is broken")]
    Broken(#[source] Cause),
    /// There is no such sheet.
    #[error("there is no such sheet")]
    NoSuchSheet {
        /// How many there are.
        sheets: usize,
    },
}

impl SheetError {
    /// Broken, with words for support staff.
    pub(crate) fn broken(why: &'static str) -> SheetError {
        SheetError::Broken(why.into())
    }

    /// Broken, because something below said so.
    pub(crate) fn broken_by(cause: impl Error + Send + Sync + 'static) -> SheetError {
        SheetError::Broken(Box::new(cause))
    }

    /// The code under which the message catalogue has the sentence.
    pub fn code(&self) -> &'static str {
        match self {
            SheetError::Empty | SheetError::EmptySheet => "sheet_empty",
            SheetError::NotASheet => "sheet_not_a_sheet",
            SheetError::WebPage => "sheet_web_page",
            SheetError::PlainXml => "sheet_plain_xml",
            SheetError::BinaryWorkbook => "sheet_binary_workbook",
            SheetError::Encrypted => "sheet_encrypted",
            SheetError::FileTooLarge => "sheet_file_too_large",
            SheetError::UnpacksTooMuch => "sheet_unpacks_too_much",
            SheetError::TooManyCells => "sheet_too_many_cells",
            SheetError::Broken(_) => "sheet_broken",
            SheetError::NoSuchSheet { .. } => "sheet_no_such_sheet",
        }
    }
}
