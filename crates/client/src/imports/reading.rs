//! From the bytes of a file to rows and what is to be shown of them.

use super::views::{ImportColumn, ImportDuplicate, ImportKind, ImportOptions, ImportPlan};
use crate::error::BookError;
use adinda_domain::member::Member;
use adinda_sheet::understanding::{
    CellProblem, Importable, ImportedAspiration, Layout, LeftOut, Understood, UnderstoodRow, shown,
    understand,
};
use adinda_sheet::{Grid, SheetError, Workbook};
use chrono::NaiveDate;
use sha2::{Digest, Sha256};

/// Rows of a column that are shown for choosing.
const SAMPLES: usize = 4;

/// The rows that can be taken.
pub(super) enum Rows {
    Members(Vec<UnderstoodRow<Member>>),
    Aspirations(Vec<UnderstoodRow<ImportedAspiration>>),
}

/// A sheet that was read.
pub(super) struct ReadSheet {
    pub(super) rows: Rows,
    sheets: Vec<String>,
    sheet: usize,
    layout: Layout,
    columns: Vec<ImportColumn>,
    fields: Vec<String>,
    data_rows: usize,
    bad: Vec<CellProblem>,
    warnings: Vec<CellProblem>,
    left_out: Vec<LeftOut>,
    has_macros: bool,
}

impl ReadSheet {
    pub(super) fn read(
        kind: ImportKind,
        bytes: &[u8],
        options: &ImportOptions,
        today: NaiveDate,
    ) -> Result<ReadSheet, BookError> {
        match kind {
            ImportKind::Member => Self::of::<Member>(bytes, options, today, Rows::Members),
            ImportKind::Aspiration => {
                Self::of::<ImportedAspiration>(bytes, options, today, Rows::Aspirations)
            }
        }
    }

    fn of<T: Importable>(
        bytes: &[u8],
        options: &ImportOptions,
        today: NaiveDate,
        rows: impl FnOnce(Vec<UnderstoodRow<T>>) -> Rows,
    ) -> Result<ReadSheet, BookError> {
        let workbook = Workbook::open(bytes)?;
        let (sheet, grid, mut layout) = match options.sheet {
            Some(sheet) => {
                let grid = workbook.read(sheet)?;
                let layout = Layout::guess::<T>(&grid);
                (sheet, grid, layout)
            }
            None => first_that_says_something::<T>(&workbook)?,
        };
        for (index, field) in &options.columns {
            let known = field.as_deref().and_then(|field| {
                let mut heads = T::HEADS.iter();
                heads
                    .find(|known| known.field == field)
                    .map(|known| known.field)
            });
            if (field.is_some() && known.is_none()) || !layout.set(*index, known) {
                return Err(BookError::NotFound("column"));
            }
        }
        let understood: Understood<T> = understand(&grid, &layout, today);
        Ok(ReadSheet {
            sheets: workbook
                .sheets()
                .iter()
                .map(|sheet| sheet.name.clone())
                .collect(),
            sheet,
            columns: columns(&grid, &layout),
            fields: T::HEADS.iter().map(|head| head.field.to_owned()).collect(),
            data_rows: understood.data_rows(),
            has_macros: workbook.has_macros(),
            rows: rows(understood.rows),
            bad: understood.bad,
            warnings: understood.warnings,
            left_out: understood.left_out,
            layout,
        })
    }

    /// How many rows can't be taken.
    pub(super) fn bad_rows(&self) -> usize {
        self.data_rows - self.ready()
    }

    fn ready(&self) -> usize {
        match &self.rows {
            Rows::Members(rows) => rows.len(),
            Rows::Aspirations(rows) => rows.len(),
        }
    }

    /// What is shown before anything is written.
    pub(super) fn into_plan(self, duplicates: Vec<ImportDuplicate>) -> ImportPlan {
        ImportPlan {
            ready: self.ready(),
            stamp: stamp(&self, &duplicates),
            sheets: self.sheets,
            sheet: self.sheet,
            heading_row: self.layout.heading_row,
            columns: self.columns,
            fields: self.fields,
            rows: self.data_rows,
            bad: self.bad,
            warnings: self.warnings,
            left_out: self.left_out,
            duplicates,
            has_macros: self.has_macros,
        }
    }
}

/// What somebody who sees the plan has seen: which rows would be taken and whom they are like.
pub(super) fn stamp(read: &ReadSheet, duplicates: &[ImportDuplicate]) -> String {
    let mut hash = Sha256::new();
    let mut add = |part: &str| {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    };
    match &read.rows {
        Rows::Members(rows) => rows.iter().for_each(|row| add(&format!("{row:?}"))),
        Rows::Aspirations(rows) => rows.iter().for_each(|row| add(&format!("{row:?}"))),
    }
    duplicates
        .iter()
        .for_each(|duplicate| add(&format!("{duplicate:?}")));
    add(&read.bad_rows().to_string());
    hash.finalize()
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The first sheet in which heads are found; if there is none, the first in which anything is.
fn first_that_says_something<T: Importable>(
    workbook: &Workbook,
) -> Result<(usize, Grid, Layout), BookError> {
    let mut first = None;
    for (index, name) in workbook.sheets().iter().enumerate() {
        let grid = match workbook.read(index) {
            Err(SheetError::EmptySheet) => continue,
            read => read?,
        };
        let layout = Layout::guess::<T>(&grid);
        if layout.heading_row.is_some() && !name.hidden {
            return Ok((index, grid, layout));
        }
        first.get_or_insert((index, grid, layout));
    }
    Ok(first.ok_or(SheetError::Empty)?)
}

fn columns(grid: &Grid, layout: &Layout) -> Vec<ImportColumn> {
    let below = layout.heading_row.unwrap_or_default();
    let columns = layout.columns.iter().map(|column| {
        let cells = grid
            .rows
            .iter()
            .filter(|row| row.number > below)
            .map(|row| row.cell(column.index))
            .filter(|cell| !cell.is_blank());
        ImportColumn {
            index: column.index,
            letters: column.letters.clone(),
            heading: column.heading.clone(),
            field: column.field.map(str::to_owned),
            samples: cells
                .take(SAMPLES)
                .map(|cell| shown(cell).chars().take(60).collect())
                .collect(),
        }
    });
    columns.collect()
}
