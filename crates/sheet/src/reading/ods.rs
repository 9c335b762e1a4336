//! OpenDocument spreadsheets (`.ods`). Repeated cells and rows are counted, not unrolled, unless something is in them.

use super::SheetName;
use super::error::SheetError;
use super::grid::{Cell, Grid, GridBuilder};
use super::limits::{MOST_COLUMNS, MOST_SHEETS};
use super::package::{Package, PartReader};
use super::xlsx::iso_moment;
use super::xml::{Element, Token, Xml};

const CONTENT: &str = "content.xml";

/// An opened workbook.
pub(super) struct OdsBook {
    package: Package,
    names: Vec<String>,
}

impl OdsBook {
    pub(super) fn open(package: Package) -> Result<OdsBook, SheetError> {
        if package.with_part("META-INF/manifest.xml", is_encrypted)? == Some(true) {
            return Err(SheetError::Encrypted);
        }
        let names = package.with_part(CONTENT, table_names)?.unwrap_or_default();
        match names.is_empty() {
            // A text document or a drawing.
            true => Err(SheetError::NotASheet),
            false => Ok(OdsBook { package, names }),
        }
    }

    pub(super) fn sheet_names(&self) -> Vec<SheetName> {
        let names = self.names.iter();
        names
            .map(|name| SheetName {
                name: name.clone(),
                hidden: false,
            })
            .collect()
    }

    pub(super) fn has_macros(&self) -> bool {
        self.package.has_folder("Basic/") || self.package.has_folder("Scripts/")
    }

    pub(super) fn read(&self, sheet: usize) -> Result<Grid, SheetError> {
        let read = self.package.with_part(CONTENT, |part| {
            let mut xml = Xml::new(part);
            let mut before = 0;
            loop {
                match xml.next()? {
                    Token::Start(element) if element.name() == "table" => {
                        if before == sheet {
                            return table(&mut xml);
                        }
                        before += 1;
                    }
                    Token::Eof => return Err(SheetError::broken("a sheet is missing")),
                    _ => {}
                }
            }
        })?;
        read.ok_or(SheetError::broken("the content is missing"))
    }
}

fn is_encrypted(part: PartReader<'_>) -> Result<bool, SheetError> {
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Token::Start(element) if element.name() == "encryption-data" => return Ok(true),
            Token::Eof => return Ok(false),
            _ => {}
        }
    }
}

fn table_names(part: PartReader<'_>) -> Result<Vec<String>, SheetError> {
    let mut xml = Xml::new(part);
    let mut names = Vec::new();
    let mut is_spreadsheet = false;
    loop {
        match xml.next()? {
            Token::Start(element) if element.name() == "spreadsheet" => is_spreadsheet = true,
            Token::Start(element) if is_spreadsheet && element.name() == "table" => {
                names.push(element.attribute("name").unwrap_or_default());
                if names.len() > MOST_SHEETS {
                    return Err(SheetError::TooManyCells);
                }
            }
            Token::Eof => return Ok(names),
            _ => {}
        }
    }
}

fn table(xml: &mut Xml<PartReader<'_>>) -> Result<Grid, SheetError> {
    let mut grid = GridBuilder::from_epoch(false);
    let mut row = 0_u32;
    loop {
        match xml.next()? {
            Token::Start(element) if element.name() == "table-row" => {
                let times = repeated(&element, "number-rows-repeated");
                let cells = cells_of_row(xml)?;
                if !cells.is_empty() {
                    for further in 0..times {
                        for (column, cell) in &cells {
                            grid.put(row.saturating_add(further), *column, cell.clone())?;
                        }
                    }
                }
                row = row.saturating_add(times);
            }
            Token::End(name) if name == "table" => return grid.finish(),
            Token::Eof => return Err(SheetError::broken("a sheet doesn't end")),
            _ => {}
        }
    }
}

fn cells_of_row(xml: &mut Xml<PartReader<'_>>) -> Result<Vec<(usize, Cell)>, SheetError> {
    let mut cells = Vec::new();
    let mut column = 0_usize;
    loop {
        match xml.next()? {
            Token::Start(element)
                if matches!(element.name(), "table-cell" | "covered-table-cell") =>
            {
                let times = usize::try_from(repeated(&element, "number-columns-repeated"));
                let until = column.saturating_add(times.unwrap_or(usize::MAX));
                let value = Value::of(&element);
                let text = paragraphs(xml)?;
                let cell = value.into_cell(text);
                if !cell.is_blank() {
                    for place in column..until.min(MOST_COLUMNS) {
                        cells.push((place, cell.clone()));
                    }
                }
                column = until;
            }
            Token::End(name) if name == "table-row" => return Ok(cells),
            Token::Eof => return Err(SheetError::broken("a row doesn't end")),
            _ => {}
        }
    }
}

fn repeated(element: &Element<'_>, name: &str) -> u32 {
    let times = element.attribute(name).and_then(|times| times.parse().ok());
    times.unwrap_or(1).max(1)
}

/// What a cell's attributes say of its value.
struct Value {
    kind: String,
    value: Option<String>,
}

impl Value {
    fn of(element: &Element<'_>) -> Value {
        let kind = element.attribute("value-type").unwrap_or_default();
        let name = match kind.as_str() {
            "date" => "date-value",
            "boolean" => "boolean-value",
            "string" => "string-value",
            _ => "value",
        };
        Value {
            value: element.attribute(name),
            kind,
        }
    }

    fn into_cell(self, text: String) -> Cell {
        let value = self.value.unwrap_or_default();
        match self.kind.as_str() {
            "float" | "percentage" | "currency" => match value.parse::<f64>() {
                Ok(number) if number.is_finite() => Cell::Number(number),
                _ => Cell::Text(text),
            },
            "date" => iso_moment(&value).map_or(Cell::Text(text), Cell::Date),
            "boolean" => Cell::Boolean(value == "true"),
            "string" if !value.is_empty() => Cell::Text(value),
            _ => Cell::Text(text),
        }
    }
}

/// The text of a cell whose element has begun: a line for each paragraph, without notes beside it.
fn paragraphs(xml: &mut Xml<PartReader<'_>>) -> Result<String, SheetError> {
    let mut text = String::new();
    let (mut depth, mut in_note) = (0_usize, None);
    loop {
        match xml.next()? {
            Token::Start(element) => {
                depth += 1;
                match element.name() {
                    "annotation" | "shapes" if in_note.is_none() => in_note = Some(depth),
                    "p" if in_note.is_none() && !text.is_empty() => text.push('\n'),
                    "s" | "tab" | "line-break" if in_note.is_none() => text.push(' '),
                    _ => {}
                }
            }
            Token::End(_) if depth == 0 => return Ok(text),
            Token::End(_) => {
                if in_note == Some(depth) {
                    in_note = None;
                }
                depth -= 1;
            }
            // White space between paragraphs isn't the user's.
            Token::Text(piece) if depth > 0 && in_note.is_none() => text.push_str(&piece),
            Token::Eof => return Err(SheetError::broken("a cell doesn't end")),
            Token::Text(_) | Token::Other => {}
        }
    }
}
