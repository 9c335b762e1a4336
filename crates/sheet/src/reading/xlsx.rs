//! Office Open XML workbooks (`.xlsx`, `.xlsm`): cells are read one by one, so that a sheet never takes more room than
//! its grid.

use super::SheetName;
use super::cell_ranges::place;
use super::error::SheetError;
use super::grid::{Cell, Grid, GridBuilder};
use super::limits::{MOST_CELLS, MOST_SHEETS, MOST_TEXT_BYTES};
use super::number_formats::{cell, is_date_code, is_date_id};
use super::package::{Package, PartReader};
use super::xml::{Token, Xml};
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::BTreeMap;

/// An opened workbook.
pub(super) struct XlsxBook {
    package: Package,
    /// Names and parts of the sheets.
    sheets: Vec<(SheetName, String)>,
    strings: Vec<String>,
    /// For each cell format, whether it shows a date.
    dates: Vec<bool>,
    from_1904: bool,
}

impl XlsxBook {
    pub(super) fn open(package: Package) -> Result<XlsxBook, SheetError> {
        let workbook = relations(&package, "_rels/.rels", "")?
            .into_values()
            .find(|relation| relation.kind.ends_with("/officeDocument"))
            .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
        let (folder, file) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
        let relations = relations(&package, &format!("{folder}/_rels/{file}.rels"), folder)?;
        let listed = package
            .with_part(&workbook, listed_sheets)?
            .ok_or(SheetError::NotASheet)?;
        let sheets: Vec<(SheetName, String)> = listed
            .sheets
            .into_iter()
            .filter_map(|(name, id)| {
                let relation = relations.get(&id)?;
                relation
                    .kind
                    .ends_with("/worksheet")
                    .then(|| (name, relation.target.clone()))
            })
            .collect();
        if sheets.is_empty() {
            return Err(SheetError::broken("the workbook has no sheets"));
        }
        let part = |ending: &str| {
            let mut targets = relations.values();
            targets.find(|relation| relation.kind.ends_with(ending))
        };
        let strings = match part("/sharedStrings") {
            Some(relation) => package.with_part(&relation.target, shared_strings)?,
            None => None,
        };
        let dates = match part("/styles") {
            Some(relation) => package.with_part(&relation.target, date_formats)?,
            None => None,
        };
        Ok(XlsxBook {
            sheets,
            strings: strings.unwrap_or_default(),
            dates: dates.unwrap_or_default(),
            from_1904: listed.from_1904,
            package,
        })
    }

    pub(super) fn sheet_names(&self) -> Vec<SheetName> {
        self.sheets.iter().map(|(name, _)| name.clone()).collect()
    }

    pub(super) fn has_macros(&self) -> bool {
        self.package.has_folder("xl/vbaProject") || self.package.has_folder("xl/macrosheets/")
    }

    pub(super) fn read(&self, sheet: usize) -> Result<Grid, SheetError> {
        let (_, part) = self.sheets.get(sheet).ok_or(SheetError::NoSuchSheet {
            sheets: self.sheets.len(),
        })?;
        let grid = self.package.with_part(part, |part| self.cells(part))?;
        grid.ok_or(SheetError::broken("a sheet is missing"))
    }

    fn cells(&self, part: PartReader<'_>) -> Result<Grid, SheetError> {
        let mut xml = Xml::new(part);
        let mut grid = GridBuilder::from_epoch(self.from_1904);
        let (mut row, mut column) = (0_u32, 0_usize);
        loop {
            match xml.next()? {
                Token::Start(element) if element.name() == "row" => {
                    let named = element.attribute("r").and_then(|r| r.parse::<u32>().ok());
                    row = named.and_then(|r| r.checked_sub(1)).unwrap_or(row);
                    column = 0;
                }
                Token::End(name) if name == "row" => row = row.saturating_add(1),
                Token::Start(element) if element.name() == "c" => {
                    if let Some(named) = element.attribute("r").and_then(|name| place(&name)) {
                        (row, column) = named;
                    }
                    let kind = element.attribute("t").unwrap_or_default();
                    let style = element.attribute("s").and_then(|s| s.parse::<usize>().ok());
                    let cell = self.cell(&mut xml, &kind, style)?;
                    grid.put(row, column, cell)?;
                    column = column.saturating_add(1);
                }
                Token::Eof => return grid.finish(),
                _ => {}
            }
        }
    }

    /// The rest of a cell whose element has begun.
    fn cell(
        &self,
        xml: &mut Xml<PartReader<'_>>,
        kind: &str,
        style: Option<usize>,
    ) -> Result<Cell, SheetError> {
        let mut value = None;
        loop {
            match xml.next()? {
                Token::Start(element) => {
                    let is_value = matches!(element.name(), "v" | "is");
                    // Readings of East Asian names are no part of the text.
                    let text = xml.text_of(&["rPh", "phoneticPr"])?;
                    if is_value {
                        value = Some(text);
                    }
                }
                Token::End(name) if name == "c" => break,
                Token::Eof => return Err(SheetError::broken("a cell doesn't end")),
                _ => {}
            }
        }
        let Some(value) = value else {
            return Ok(Cell::Empty);
        };
        let is_date = style.is_some_and(|style| self.dates.get(style) == Some(&true));
        Ok(match kind {
            "s" => {
                let index: Option<usize> = value.trim().parse().ok();
                let text = index.and_then(|index| self.strings.get(index));
                Cell::Text(text.cloned().unwrap_or_default())
            }
            "str" | "inlineStr" => Cell::Text(value),
            "b" => Cell::Boolean(value.trim() == "1" || value.trim() == "true"),
            "e" => Cell::Error,
            "d" => iso_moment(&value).map_or(Cell::Text(value), Cell::Date),
            _ => match value.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => cell(number, is_date, self.from_1904),
                _ => Cell::Text(value),
            },
        })
    }
}

/// `1987-08-05`, `1987-08-05T10:00:00`, with or without parts of a second.
pub(super) fn iso_moment(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim().trim_end_matches('Z');
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f")
        .ok()
        .or_else(|| {
            NaiveDate::parse_from_str(text, "%Y-%m-%d")
                .ok()?
                .and_hms_opt(0, 0, 0)
        })
}

struct Relation {
    kind: String,
    target: String,
}

/// The relations of a part by their ids; `folder` is what targets are relative to.
fn relations(
    package: &Package,
    part: &str,
    folder: &str,
) -> Result<BTreeMap<String, Relation>, SheetError> {
    let read = |part: PartReader<'_>| {
        let mut xml = Xml::new(part);
        let mut relations = BTreeMap::new();
        loop {
            match xml.next()? {
                Token::Start(element) if element.name() == "Relationship" => {
                    let attribute = |name| element.attribute(name).unwrap_or_default();
                    let target = resolved(folder, &attribute("Target"));
                    let kind = attribute("Type");
                    relations.insert(attribute("Id"), Relation { kind, target });
                }
                Token::Eof => return Ok(relations),
                _ => {}
            }
        }
    };
    Ok(package.with_part(part, read)?.unwrap_or_default())
}

fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let path = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[derive(Default)]
struct ListedSheets {
    /// Names with the ids of their relations.
    sheets: Vec<(SheetName, String)>,
    from_1904: bool,
}

fn listed_sheets(part: PartReader<'_>) -> Result<ListedSheets, SheetError> {
    let mut xml = Xml::new(part);
    let mut listed = ListedSheets::default();
    loop {
        match xml.next()? {
            Token::Start(element) if element.name() == "sheet" => {
                let name = SheetName {
                    name: element.attribute("name").unwrap_or_default(),
                    hidden: element.attribute("state").is_some_and(|s| s != "visible"),
                };
                // The relation's id has a prefix and stands beside `sheetId`, which has none.
                listed
                    .sheets
                    .push((name, element.attribute("id").unwrap_or_default()));
                if listed.sheets.len() > MOST_SHEETS {
                    return Err(SheetError::TooManyCells);
                }
            }
            Token::Start(element) if element.name() == "workbookPr" => {
                let word = element.attribute("date1904").unwrap_or_default();
                listed.from_1904 = matches!(word.as_str(), "1" | "true" | "on");
            }
            Token::Eof => return Ok(listed),
            _ => {}
        }
    }
}

fn shared_strings(part: PartReader<'_>) -> Result<Vec<String>, SheetError> {
    let mut xml = Xml::new(part);
    let mut strings = Vec::new();
    let mut bytes = 0;
    loop {
        match xml.next()? {
            Token::Start(element) if element.name() == "si" => {
                let text = xml.text_of(&["rPh", "phoneticPr"])?;
                bytes += text.len();
                strings.push(text);
                if bytes > MOST_TEXT_BYTES || strings.len() > MOST_CELLS {
                    return Err(SheetError::TooManyCells);
                }
            }
            Token::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// For each cell format, whether it shows a date.
fn date_formats(part: PartReader<'_>) -> Result<Vec<bool>, SheetError> {
    let mut xml = Xml::new(part);
    let mut own: BTreeMap<u32, bool> = BTreeMap::new();
    let mut dates = Vec::new();
    let mut in_cell_formats = false;
    loop {
        match xml.next()? {
            Token::Start(element) => match element.name() {
                "numFmt" => {
                    let id = element.attribute("numFmtId").and_then(|id| id.parse().ok());
                    let code = element.attribute("formatCode").unwrap_or_default();
                    own.extend(id.map(|id| (id, is_date_code(&code))));
                }
                "cellXfs" => in_cell_formats = true,
                "xf" if in_cell_formats && dates.len() < MOST_CELLS => {
                    let id: Option<u32> =
                        element.attribute("numFmtId").and_then(|id| id.parse().ok());
                    dates
                        .push(id.is_some_and(|id| own.get(&id).copied().unwrap_or(is_date_id(id))));
                }
                _ => {}
            },
            Token::End(name) if name == "cellXfs" => in_cell_formats = false,
            Token::Eof => return Ok(dates),
            _ => {}
        }
    }
}
