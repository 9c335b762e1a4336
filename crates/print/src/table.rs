//! A table with a repeated heading row, whose last rows stay with what follows it.

use serde::Serialize;

use crate::column_widths::{Column, INSET_X, choose};
use crate::measure::{Weight, line_count};
use crate::text::breakable;

/// Room between a cell's border and its text above and below, in points.
const INSET_Y: f64 = 2.5;
/// Distance from line to line, in em; `table.typ` sets the same.
const LINE_EM: f64 = 1.15;
/// Rows that stay with the signatures, so that these don't stand alone on a page.
const ROWS_WITH_TAIL: usize = 2;
/// The part of a page from which a row may continue on the next.
const HIGH_ROW: f64 = 0.6;

/// What stands in a table.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// The columns, at least one.
    pub(crate) columns: Vec<Column>,
    /// The cells, as many in each row as there are columns; clean text, of one line or more.
    pub(crate) rows: Vec<Vec<String>>,
    /// What the only row says if there are none.
    pub(crate) when_empty: &'static str,
    /// The line below the last row; none if empty.
    pub(crate) total: String,
    /// What the columns are written into by hand, and how that is.
    pub(crate) by_hand: Option<ByHand>,
}

/// Rows for signing: high enough for a hand, with the signatures' numbers left and right in turn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ByHand {
    /// The least height of a row, in points.
    pub(crate) row_height: f64,
    /// The column in which people sign; its cells are the numbers of their rows.
    pub(crate) signature_column: usize,
}

/// The table as `table.typ` takes it. Lengths are points.
#[derive(Debug, Serialize)]
pub(crate) struct TableSpec {
    size: f64,
    inset_x: f64,
    inset_y: f64,
    line_em: f64,
    columns: Vec<ColumnSpec>,
    rows: Vec<RowSpec>,
    bound_rows: usize,
    when_empty: &'static str,
    total: String,
    row_height: f64,
}

#[derive(Debug, Serialize)]
struct ColumnSpec {
    heading: String,
    width: f64,
    centred: bool,
    zigzag: bool,
}

#[derive(Debug, Serialize)]
struct RowSpec {
    cells: Vec<String>,
    /// Only a row that would fill much of a page may continue on the next.
    breakable: bool,
}

impl Table {
    /// Chooses sizes for a text of that width and height; `tail` is the height of what must stay with the
    /// last rows.
    pub(crate) fn laid_out(self, text_width: f64, text_height: f64, tail: f64) -> TableSpec {
        let chosen = choose(&self.columns, &self.rows, text_width);
        let inner = chosen.inner_em();
        let height = |row: &[String], weight| {
            let lines = row
                .iter()
                .zip(&inner)
                .map(|(cell, em)| line_count(cell, *em, weight));
            lines.max().unwrap_or(1) as f64 * chosen.size * LINE_EM + 2.0 * INSET_Y
        };
        let least = self.by_hand.map_or(0.0, |by_hand| by_hand.row_height);
        let headings: Vec<String> = self.columns.iter().map(|c| c.heading.to_owned()).collect();
        let one_line = height(&[], Weight::Regular);
        let head = height(&headings, Weight::Bold) + one_line;

        let total = if self.total.is_empty() { 0.0 } else { one_line };
        let mut room = text_height - head - total - tail;
        let fits = |row: &&Vec<String>| {
            room -= height(row, Weight::Regular).max(least);
            room >= 0.0
        };
        let bound_rows = self
            .rows
            .iter()
            .rev()
            .take(ROWS_WITH_TAIL)
            .take_while(fits)
            .count();

        let signed = self.by_hand.map(|by_hand| by_hand.signature_column);
        let column =
            |(index, ((column, width), em)): (usize, ((&Column, &f64), &f64))| ColumnSpec {
                heading: breakable(column.heading, *em, Weight::Bold),
                width: *width,
                centred: column.centred,
                zigzag: signed == Some(index),
            };
        let fit = |(cell, em): (&String, &f64)| breakable(cell, *em, Weight::Regular);
        let row = |row: &Vec<String>| RowSpec {
            cells: row.iter().zip(&inner).map(fit).collect(),
            breakable: height(row, Weight::Regular) > (text_height - head) * HIGH_ROW,
        };
        TableSpec {
            size: chosen.size,
            inset_x: INSET_X,
            inset_y: INSET_Y,
            line_em: LINE_EM,
            columns: self
                .columns
                .iter()
                .zip(&chosen.widths)
                .zip(&inner)
                .enumerate()
                .map(column)
                .collect(),
            rows: self.rows.iter().map(row).collect(),
            bound_rows,
            when_empty: self.when_empty,
            total: self.total,
            row_height: least,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rows_that_fit_stay_with_the_tail() {
        let column = |heading| Column {
            heading,
            comfort: 40.0,
            firm: 20.0,
            centred: false,
            share: 1.0,
        };
        let row = |name: &str| vec!["1".to_owned(), name.to_owned()];
        let (short, long) = (row("Sri"), row(&"kata ".repeat(2000)));
        let bound = |rows: Vec<Vec<String>>, tail: f64| {
            let table = Table {
                columns: vec![column("No"), column("Nama")],
                rows,
                when_empty: "Belum ada.",
                total: "Jumlah".to_owned(),
                by_hand: None,
            };
            let spec = table.laid_out(450.0, 600.0, tail);
            (
                spec.bound_rows,
                spec.rows.iter().filter(|row| row.breakable).count(),
            )
        };
        assert_eq!(bound(vec![], 100.0), (0, 0));
        assert_eq!(bound(vec![short.clone()], 100.0), (1, 0));
        assert_eq!(bound(vec![short.clone(); 3], 100.0), (2, 0));
        assert_eq!(
            bound(vec![short.clone(), long.clone(), short.clone()], 100.0),
            (1, 1)
        );
        assert_eq!(bound(vec![short.clone(), long], 100.0), (0, 1));
        assert_eq!(bound(vec![short], 580.0), (0, 0));
    }
}
