//! From the bytes of a file to a bounded grid of typed cells. What a file is, its content says and not its name.

mod cell_ranges;
mod csv_text;
mod error;
mod grid;
mod limits;
mod number_formats;
mod ods;
mod package;
mod text_encoding;
mod xls;
mod xls_strings;
mod xlsx;
mod xml;

pub use error::SheetError;
pub use grid::{Cell, Grid, Row, column_letters};
pub use limits::{MOST_CELLS, MOST_COLUMNS, MOST_FILE_BYTES, MOST_ROWS};

use package::Package;

/// What kind of file a workbook came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Office Open XML.
    Xlsx,
    /// BIFF in a compound file.
    Xls,
    /// OpenDocument.
    Ods,
    /// Separated values.
    Csv,
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetName {
    /// Its name; empty in a CSV file.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
}

/// An opened workbook: its sheets are known, none is read yet.
pub struct Workbook {
    kind: FileKind,
    sheets: Vec<SheetName>,
    has_macros: bool,
    source: Source,
}

enum Source {
    Xlsx(Box<xlsx::XlsxBook>),
    Xls(Box<xls::XlsBook>),
    Ods(Box<ods::OdsBook>),
    Csv(Grid),
}

impl Workbook {
    /// Opens a workbook by its content.
    ///
    /// # Errors
    /// [`SheetError`]: it isn't a workbook, or one that is refused.
    pub fn open(bytes: &[u8]) -> Result<Workbook, SheetError> {
        if bytes.len() > MOST_FILE_BYTES {
            return Err(SheetError::FileTooLarge);
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(SheetError::Empty);
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            return Self::of_package(bytes);
        }
        if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
            let book = xls::XlsBook::open(bytes)?;
            return Ok(Workbook {
                kind: FileKind::Xls,
                sheets: book.sheet_names(),
                has_macros: book.has_macros(),
                source: Source::Xls(Box::new(book)),
            });
        }
        let text = text_encoding::decoded(bytes)?;
        Ok(Workbook {
            kind: FileKind::Csv,
            sheets: vec![SheetName {
                name: String::new(),
                hidden: false,
            }],
            has_macros: false,
            source: Source::Csv(csv_text::read(&text)?),
        })
    }

    fn of_package(bytes: &[u8]) -> Result<Workbook, SheetError> {
        let package = Package::open(bytes)?;
        if package.has("xl/workbook.bin") {
            return Err(SheetError::BinaryWorkbook);
        }
        if package.has("word/document.xml") || package.has("ppt/presentation.xml") {
            return Err(SheetError::NotASheet);
        }
        if package.is_open_document() {
            let book = ods::OdsBook::open(package)?;
            return Ok(Workbook {
                kind: FileKind::Ods,
                sheets: book.sheet_names(),
                has_macros: book.has_macros(),
                source: Source::Ods(Box::new(book)),
            });
        }
        let book = xlsx::XlsxBook::open(package)?;
        Ok(Workbook {
            kind: FileKind::Xlsx,
            sheets: book.sheet_names(),
            has_macros: book.has_macros(),
            source: Source::Xlsx(Box::new(book)),
        })
    }

    /// What kind of file it is.
    pub fn kind(&self) -> FileKind {
        self.kind
    }

    /// Its sheets, in their order.
    pub fn sheets(&self) -> &[SheetName] {
        &self.sheets
    }

    /// Whether it carries macros. They are never run, nor read.
    pub fn has_macros(&self) -> bool {
        self.has_macros
    }

    /// Reads one sheet, counted from 0.
    ///
    /// # Errors
    /// [`SheetError::NoSuchSheet`], or what is wrong with this sheet.
    pub fn read(&self, sheet: usize) -> Result<Grid, SheetError> {
        if sheet >= self.sheets.len() {
            return Err(SheetError::NoSuchSheet {
                sheets: self.sheets.len(),
            });
        }
        match &self.source {
            Source::Xlsx(book) => book.read(sheet),
            Source::Xls(book) => book.read(sheet),
            Source::Ods(book) => book.read(sheet),
            Source::Csv(grid) => Ok(grid.clone()),
        }
    }
}

/// The day that a serial number stands for.
pub(crate) fn date_of_serial(serial: f64, from_1904: bool) -> Option<chrono::NaiveDate> {
    number_formats::from_serial(serial, from_1904).map(|moment| moment.date())
}
