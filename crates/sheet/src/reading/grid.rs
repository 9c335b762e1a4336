//! The grid that every kind of file becomes: rows with their numbers as users see them, cells with their types.

use super::error::SheetError;
use super::limits::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_TEXT_BYTES};
use chrono::NaiveDateTime;

/// One cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text.
    Text(String),
    /// A number that isn't shown as a date.
    Number(f64),
    /// A date with its time of day.
    Date(NaiveDateTime),
    /// Yes or no.
    Boolean(bool),
    /// `#N/A`, `#REF!` and the like.
    Error,
}

impl Cell {
    /// Whether a person would call it empty.
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

/// A row with something in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its number as the spreadsheet shows it, from 1.
    pub number: u32,
    /// Its cells from the first column on; trailing empty ones are left out.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell of a column, counted from 0.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

/// The rows of a sheet that have something in them, from the top.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// The rows.
    pub rows: Vec<Row>,
    /// Whether serial numbers of dates count from 1904 (old Macs) and not from 1900.
    pub from_1904: bool,
}

/// Builds a grid cell by cell and stops at the limits.
#[derive(Default)]
pub(super) struct GridBuilder {
    rows: Vec<Row>,
    cells: usize,
    text_bytes: usize,
    is_sorted: bool,
    from_1904: bool,
}

impl GridBuilder {
    pub(super) fn from_epoch(from_1904: bool) -> GridBuilder {
        GridBuilder {
            is_sorted: true,
            from_1904,
            ..GridBuilder::default()
        }
    }

    /// Puts a cell; row and column count from 0. Later cells of one place replace earlier ones.
    pub(super) fn put(&mut self, row: u32, column: usize, cell: Cell) -> Result<(), SheetError> {
        if column >= MOST_COLUMNS || cell.is_blank() {
            return Ok(());
        }
        if let Cell::Text(text) = &cell {
            self.text_bytes += text.len();
        }
        self.cells += 1;
        let number = row.saturating_add(1);
        if self.rows.last().is_none_or(|last| last.number != number) {
            self.is_sorted &= self.rows.last().is_none_or(|last| last.number < number);
            self.rows.push(Row {
                number,
                cells: Vec::new(),
            });
        }
        if self.cells > MOST_CELLS
            || self.rows.len() > MOST_ROWS
            || self.text_bytes > MOST_TEXT_BYTES
        {
            return Err(SheetError::TooManyCells);
        }
        if let Some(last) = self.rows.last_mut() {
            if last.cells.len() <= column {
                // What lies between is counted too: a row of one far cell still takes room for all before it.
                self.cells += column - last.cells.len();
                last.cells.resize(column + 1, Cell::Empty);
            }
            last.cells[column] = cell;
        }
        Ok(())
    }

    /// The grid.
    pub(super) fn finish(self) -> Result<Grid, SheetError> {
        let mut rows = self.rows;
        if !self.is_sorted {
            rows.sort_by_key(|row| row.number);
            rows = joined(rows);
        }
        match rows.is_empty() {
            true => Err(SheetError::EmptySheet),
            false => Ok(Grid {
                rows,
                from_1904: self.from_1904,
            }),
        }
    }
}

/// Rows that came in several pieces, as one each.
fn joined(rows: Vec<Row>) -> Vec<Row> {
    let mut whole: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows {
        match whole.last_mut().filter(|last| last.number == row.number) {
            Some(last) => {
                let width = last.cells.len().max(row.cells.len());
                last.cells.resize(width, Cell::Empty);
                for (place, cell) in last.cells.iter_mut().zip(row.cells) {
                    if !cell.is_blank() {
                        *place = cell;
                    }
                }
            }
            None => whole.push(row),
        }
    }
    whole
}

/// The letters of a column as spreadsheets show them: A … Z, AA ….
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        assert_eq!(
            [0, 25, 26, 701, 702].map(column_letters),
            ["A", "Z", "AA", "ZZ", "AAA"]
        );
    }

    #[test]
    fn rows_in_pieces_and_out_of_order_become_whole() {
        let mut grid = GridBuilder::from_epoch(false);
        for (row, column, text) in [(2, 0, "c"), (0, 1, "b"), (0, 0, "a"), (2, 1, "d")] {
            grid.put(row, column, Cell::Text(text.into())).unwrap();
        }
        let rows = grid.finish().unwrap().rows;
        let text = |text: &str| Cell::Text(text.into());
        assert_eq!(rows.len(), 2);
        assert_eq!(
            (rows[0].number, &rows[0].cells),
            (1, &vec![text("a"), text("b")])
        );
        assert_eq!(
            (rows[1].number, &rows[1].cells),
            (3, &vec![text("c"), text("d")])
        );
    }

    #[test]
    fn far_cells_count_for_the_room_that_they_take() {
        let mut grid = GridBuilder::from_epoch(false);
        let far = (0..).find_map(|row| grid.put(row, MOST_COLUMNS - 1, Cell::Number(1.0)).err());
        assert!(matches!(far, Some(SheetError::TooManyCells)));
    }
}
