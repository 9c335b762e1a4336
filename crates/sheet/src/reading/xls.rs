//! Workbooks of Excel 5 to 2003 (`.xls`): records in a compound file. Only values are looked at; formulas are not run,
//! macros not read.

use super::SheetName;
use super::error::SheetError;
use super::grid::{Cell, Grid, GridBuilder};
use super::limits::{MOST_FILE_BYTES, MOST_SHEETS};
use super::number_formats::{cell, is_date_code, is_date_id};
use super::xls_strings::{byte_text, shared, wide_text};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// An opened workbook.
pub(super) struct XlsBook {
    stream: Vec<u8>,
    sheets: Vec<Sheet>,
    strings: Vec<String>,
    /// For each cell format, whether it shows a date.
    dates: Vec<bool>,
    from_1904: bool,
    has_macros: bool,
    is_wide: bool,
    code_page: u16,
}

struct Sheet {
    name: SheetName,
    /// Where its records begin.
    start: usize,
}

mod record {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const EOF: u16 = 0x000a;
    pub(super) const DATE_1904: u16 = 0x0022;
    pub(super) const FILE_PASS: u16 = 0x002f;
    pub(super) const CONTINUE: u16 = 0x003c;
    pub(super) const CODE_PAGE: u16 = 0x0042;
    pub(super) const BOUND_SHEET: u16 = 0x0085;
    pub(super) const MULTIPLE_RK: u16 = 0x00bd;
    pub(super) const RICH_STRING: u16 = 0x00d6;
    pub(super) const XF: u16 = 0x00e0;
    pub(super) const SHARED_STRINGS: u16 = 0x00fc;
    pub(super) const LABEL_SHARED: u16 = 0x00fd;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const LABEL: u16 = 0x0204;
    pub(super) const BOOLEAN_OR_ERROR: u16 = 0x0205;
    pub(super) const STRING: u16 = 0x0207;
    pub(super) const RK: u16 = 0x027e;
    pub(super) const FORMAT: u16 = 0x041e;
    pub(super) const BOF: u16 = 0x0809;
}

impl XlsBook {
    pub(super) fn open(bytes: &[u8]) -> Result<XlsBook, SheetError> {
        let mut file =
            cfb::CompoundFile::open(Cursor::new(bytes)).map_err(SheetError::broken_by)?;
        if file.exists("/EncryptedPackage") {
            return Err(SheetError::Encrypted);
        }
        let has_macros = file.exists("/_VBA_PROJECT_CUR");
        let name = ["/Workbook", "/Book"]
            .into_iter()
            .find(|name| file.is_stream(name));
        let stream = file
            .open_stream(name.ok_or(SheetError::NotASheet)?)
            .map_err(SheetError::broken_by)?;
        let mut whole = Vec::new();
        let most = u64::try_from(MOST_FILE_BYTES).unwrap_or(u64::MAX);
        stream
            .take(most)
            .read_to_end(&mut whole)
            .map_err(SheetError::broken_by)?;
        Self::of_stream(whole, has_macros)
    }

    fn of_stream(stream: Vec<u8>, has_macros: bool) -> Result<XlsBook, SheetError> {
        let mut book = XlsBook {
            stream: Vec::new(),
            sheets: Vec::new(),
            strings: Vec::new(),
            dates: Vec::new(),
            from_1904: false,
            has_macros,
            is_wide: true,
            code_page: 1252,
        };
        let mut own_formats: BTreeMap<u16, bool> = BTreeMap::new();
        let mut formats: Vec<u16> = Vec::new();
        let mut records = Records {
            stream: &stream,
            at: 0,
        }
        .peekable();
        match records.peek() {
            Some((record::BOF, data)) => book.is_wide = u16_at(data, 0) != Some(0x0500),
            _ => return Err(SheetError::broken("the workbook doesn't begin as one")),
        }
        while let Some((kind, data)) = records.next() {
            match kind {
                record::FILE_PASS => return Err(SheetError::Encrypted),
                record::DATE_1904 => book.from_1904 = u16_at(data, 0) == Some(1),
                record::CODE_PAGE => book.code_page = u16_at(data, 0).unwrap_or(1252),
                record::BOUND_SHEET => {
                    book.sheets
                        .extend(bound_sheet(data, book.is_wide, book.code_page))
                }
                record::FORMAT => {
                    let letters = data.get(2..).unwrap_or_default();
                    let code = match book.is_wide {
                        true => wide_text(letters.get(2..).unwrap_or_default(), letters.len()),
                        false => letters
                            .get(1..)
                            .map(|bytes| byte_text(bytes, book.code_page)),
                    };
                    own_formats.extend(u16_at(data, 0).zip(code.map(|code| is_date_code(&code))));
                }
                record::XF => formats.push(u16_at(data, 2).unwrap_or_default()),
                record::SHARED_STRINGS => {
                    let mut pieces = vec![data];
                    while let Some((_, more)) =
                        records.next_if(|(kind, _)| *kind == record::CONTINUE)
                    {
                        pieces.push(more);
                    }
                    book.strings = shared(&pieces)?;
                }
                record::EOF => break,
                _ => {}
            }
            if book.sheets.len() > MOST_SHEETS {
                return Err(SheetError::TooManyCells);
            }
        }
        let is_date = |id: &u16| {
            own_formats
                .get(id)
                .copied()
                .unwrap_or(is_date_id(u32::from(*id)))
        };
        book.dates = formats.iter().map(is_date).collect();
        book.stream = stream;
        match book.sheets.is_empty() {
            true => Err(SheetError::broken("the workbook has no sheets")),
            false => Ok(book),
        }
    }

    pub(super) fn sheet_names(&self) -> Vec<SheetName> {
        self.sheets.iter().map(|sheet| sheet.name.clone()).collect()
    }

    pub(super) fn has_macros(&self) -> bool {
        self.has_macros
    }

    pub(super) fn read(&self, sheet: usize) -> Result<Grid, SheetError> {
        let sheet = self.sheets.get(sheet).ok_or(SheetError::NoSuchSheet {
            sheets: self.sheets.len(),
        })?;
        let mut records = Records {
            stream: &self.stream,
            at: sheet.start,
        };
        if !matches!(records.next(), Some((record::BOF, _))) {
            return Err(SheetError::broken("a sheet doesn't begin as one"));
        }
        let mut grid = GridBuilder::from_epoch(self.from_1904);
        // Charts lie within their sheets, with beginning and end of their own.
        let mut depth = 1_usize;
        let mut awaits_text = None;
        for (kind, data) in records {
            match kind {
                record::BOF => depth += 1,
                record::EOF => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                _ if depth > 1 => {}
                record::MULTIPLE_RK => self.multiple(&mut grid, data)?,
                record::STRING => {
                    if let Some((row, column)) = awaits_text.take() {
                        grid.put(row, column, Cell::Text(self.text(data)))?;
                    }
                }
                _ => {
                    let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else {
                        continue;
                    };
                    let (row, column) = (u32::from(row), usize::from(column));
                    if kind == record::FORMULA
                        && data.get(12..14) == Some(&[0xff, 0xff])
                        && data.get(6) == Some(&0)
                    {
                        awaits_text = Some((row, column));
                    } else if let Some(cell) = self.cell(kind, data) {
                        grid.put(row, column, cell)?;
                    }
                }
            }
        }
        grid.finish()
    }

    fn multiple(&self, grid: &mut GridBuilder, data: &[u8]) -> Result<(), SheetError> {
        let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else {
            return Ok(());
        };
        let values = data
            .get(4..data.len().saturating_sub(2))
            .unwrap_or_default();
        for (index, value) in values.chunks_exact(6).enumerate() {
            let number = rk(value.get(2..).unwrap_or_default());
            if let Some((number, format)) = number.zip(u16_at(value, 0)) {
                let cell = cell(number, self.is_date(format), self.from_1904);
                grid.put(u32::from(row), usize::from(first) + index, cell)?;
            }
        }
        Ok(())
    }

    fn cell(&self, kind: u16, data: &[u8]) -> Option<Cell> {
        let number = |number: f64| {
            let is_date = u16_at(data, 4).is_some_and(|format| self.is_date(format));
            number
                .is_finite()
                .then(|| cell(number, is_date, self.from_1904))
        };
        match kind {
            record::LABEL_SHARED => {
                let index = u32::from(u16_at(data, 8)?) << 16 | u32::from(u16_at(data, 6)?);
                let text = self.strings.get(usize::try_from(index).ok()?)?;
                Some(Cell::Text(text.clone()))
            }
            record::LABEL | record::RICH_STRING => Some(Cell::Text(self.text(data.get(6..)?))),
            record::NUMBER => number(f64_at(data, 6)?),
            record::RK => number(rk(data.get(6..)?)?),
            record::BOOLEAN_OR_ERROR => {
                Some(boolean_or_error(*data.get(7)? != 0, *data.get(6)? != 0))
            }
            record::FORMULA if data.get(12..14)? == [0xff, 0xff] => match data.get(6)? {
                1 => Some(boolean_or_error(false, *data.get(8)? != 0)),
                2 => Some(Cell::Error),
                _ => None,
            },
            record::FORMULA => number(f64_at(data, 6)?),
            _ => None,
        }
    }

    fn is_date(&self, format: u16) -> bool {
        self.dates.get(usize::from(format)) == Some(&true)
    }

    /// A text with its length in letters before it.
    fn text(&self, data: &[u8]) -> String {
        let letters = usize::from(u16_at(data, 0).unwrap_or_default());
        let rest = data.get(2..).unwrap_or_default();
        match self.is_wide {
            true => wide_text(rest, letters).unwrap_or_default(),
            false => byte_text(rest.get(..letters).unwrap_or(rest), self.code_page),
        }
    }
}

fn boolean_or_error(is_error: bool, value: bool) -> Cell {
    match is_error {
        true => Cell::Error,
        false => Cell::Boolean(value),
    }
}

fn bound_sheet(data: &[u8], is_wide: bool, code_page: u16) -> Option<Sheet> {
    let start = u32::from(u16_at(data, 2)?) << 16 | u32::from(u16_at(data, 0)?);
    // 0 is a worksheet; others are charts and macros.
    if *data.get(5)? != 0 {
        return None;
    }
    let letters = usize::from(*data.get(6)?);
    let rest = data.get(7..)?;
    let name = match is_wide {
        true => wide_text(rest, letters)?,
        false => byte_text(rest.get(..letters).unwrap_or(rest), code_page),
    };
    let hidden = data.get(4)? & 3 != 0;
    Some(Sheet {
        name: SheetName { name, hidden },
        start: usize::try_from(start).ok()?,
    })
}

/// A number in four bytes: a shortened float or a whole number, maybe of hundredths.
fn rk(data: &[u8]) -> Option<f64> {
    let bits = u32::from(u16_at(data, 2)?) << 16 | u32::from(u16_at(data, 0)?);
    let number = match bits & 2 {
        0 => f64::from_bits(u64::from(bits & !3) << 32),
        _ => f64::from(bits.cast_signed() >> 2),
    };
    Some(if bits & 1 == 0 {
        number
    } else {
        number / 100.0
    })
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..at.checked_add(2)?)?;
    bytes.try_into().ok().map(u16::from_le_bytes)
}

fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    let bytes = data.get(at..at.checked_add(8)?)?;
    bytes.try_into().ok().map(f64::from_le_bytes)
}

/// The records of a stream: kind and data.
struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let head = self.stream.get(self.at..)?;
        let (kind, length) = (u16_at(head, 0)?, usize::from(u16_at(head, 2)?));
        let data = head.get(4..4 + length)?;
        self.at += 4 + length;
        Some((kind, data))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_are_read() {
        assert_eq!(rk(&(123_u32 << 2 | 2).to_le_bytes()), Some(123.0));
        assert_eq!(rk(&(123_u32 << 2 | 3).to_le_bytes()), Some(1.23));
        assert_eq!(
            rk(&((-5_i32 << 2).cast_unsigned() | 2).to_le_bytes()),
            Some(-5.0)
        );
        assert_eq!(rk(&0x4059_0000_u32.to_le_bytes()), Some(100.0));
        assert_eq!(rk(&[1, 2]), None);
    }

    #[test]
    fn a_locked_workbook_is_told_from_a_broken_one() {
        let record = |kind: u16, data: &[u8]| {
            let length = u16::try_from(data.len()).unwrap();
            [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
        };
        let begin = record(record::BOF, &[0, 6, 5, 0]);
        let code = |stream: Vec<u8>| XlsBook::of_stream(stream, false).err().unwrap().code();
        let locked = [begin.clone(), record(record::FILE_PASS, &[1, 0])].concat();
        assert_eq!(code(locked), "sheet_encrypted");
        assert_eq!(
            code([begin, record(record::EOF, &[])].concat()),
            "sheet_broken"
        );
        assert_eq!(code(vec![1, 2, 3]), "sheet_broken");
    }
}
