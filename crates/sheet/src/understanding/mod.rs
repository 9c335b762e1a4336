//! What a grid says: where the table is, which column holds what, and what each row says of a member or an aspiration.

mod aspirations;
mod cells;
mod days;
mod folding;
mod heads;
mod layout;
mod members;
mod table;

pub use aspirations::ImportedAspiration;
pub use cells::shown;
pub use folding::folded;
pub use heads::FieldHeads;
pub use layout::{Column, Layout};
pub use table::{LeftOut, LeftOutReason};

use crate::reading::Grid;
use adinda_domain::member::Member;
use adinda_domain::warning::FieldProblem;
use cells::RowCells;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Something about one cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CellProblem {
    /// The row's number as the spreadsheet shows it.
    pub row: u32,
    /// The column's letters; empty if the sheet has no such column.
    pub letters: String,
    /// The column's head as it stands in the sheet; empty if it has none.
    pub heading: String,
    /// The field that the column is taken for, and what is to be said of it.
    pub problem: FieldProblem,
}

/// A row that was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct UnderstoodRow<T> {
    /// The row's number as the spreadsheet shows it.
    pub row: u32,
    /// What it says.
    pub record: T,
}

/// What a sheet says.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood<T> {
    /// Rows that can be taken.
    pub rows: Vec<UnderstoodRow<T>>,
    /// Why others can't: each such row has at least one problem here.
    pub bad: Vec<CellProblem>,
    /// What is only said, of rows that can be taken.
    pub warnings: Vec<CellProblem>,
    /// Rows that aren't data.
    pub left_out: Vec<LeftOut>,
}

impl<T> Understood<T> {
    /// How many rows of data there are, those that can't be taken too.
    pub fn data_rows(&self) -> usize {
        let mut bad: Vec<u32> = self.bad.iter().map(|problem| problem.row).collect();
        bad.dedup();
        self.rows.len() + bad.len()
    }
}

/// What one row says, with what is to be said of it by field.
pub(crate) struct RowReading<T> {
    pub(crate) record: T,
    pub(crate) bad: Vec<FieldProblem>,
    pub(crate) warnings: Vec<FieldProblem>,
}

/// What can be read from the rows of a sheet.
pub trait Importable: Sized {
    /// Its fields and the heads that they go by.
    const HEADS: &'static [FieldHeads];
    /// The fields of which a row of data has at least one.
    const NAMED_BY: &'static [&'static str];
    /// Reads a row.
    #[doc(hidden)]
    #[allow(private_interfaces, reason = "only this crate implements it")]
    fn read(cells: &RowCells<'_>, today: NaiveDate) -> RowReading<Self>;
}

impl Importable for Member {
    const HEADS: &'static [FieldHeads] = heads::MEMBER;
    const NAMED_BY: &'static [&'static str] = &["name"];
    #[allow(private_interfaces, reason = "only this crate implements it")]
    fn read(cells: &RowCells<'_>, today: NaiveDate) -> RowReading<Self> {
        members::read(cells, today)
    }
}

impl Importable for ImportedAspiration {
    const HEADS: &'static [FieldHeads] = heads::ASPIRATION;
    const NAMED_BY: &'static [&'static str] = &["title", "body"];
    #[allow(private_interfaces, reason = "only this crate implements it")]
    fn read(cells: &RowCells<'_>, today: NaiveDate) -> RowReading<Self> {
        aspirations::read(cells, today)
    }
}

/// Reads all rows of a sheet by a layout.
pub fn understand<T: Importable>(grid: &Grid, layout: &Layout, today: NaiveDate) -> Understood<T> {
    let (data, left_out) = table::data_rows(grid, layout, T::NAMED_BY);
    let mut understood = Understood {
        rows: Vec::with_capacity(data.len()),
        bad: Vec::new(),
        warnings: Vec::new(),
        left_out,
    };
    for row in data {
        let reading = T::read(&RowCells::new(row, layout, grid.from_1904), today);
        let of_cell = |problem: FieldProblem| cell_problem(row.number, layout, problem);
        if reading.bad.is_empty() {
            understood
                .warnings
                .extend(reading.warnings.into_iter().map(of_cell));
            understood.rows.push(UnderstoodRow {
                row: row.number,
                record: reading.record,
            });
        } else {
            understood.bad.extend(reading.bad.into_iter().map(of_cell));
        }
    }
    understood
}

fn cell_problem(row: u32, layout: &Layout, problem: FieldProblem) -> CellProblem {
    let column = heads::carriers(&problem.field)
        .iter()
        .find_map(|field| layout.column_of(field));
    CellProblem {
        row,
        letters: column
            .map(|column| column.letters.clone())
            .unwrap_or_default(),
        heading: column
            .map(|column| column.heading.clone())
            .unwrap_or_default(),
        problem,
    }
}
