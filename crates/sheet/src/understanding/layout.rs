//! Where the table is and which column holds what: guessed from the heads, and changed as the user says.

use super::Importable;
use super::folding::folded_head;
use super::heads::{FILLERS, FieldHeads, NUMBERING};
use crate::reading::{Cell, Grid, Row, column_letters};

/// Rows that are looked at for the heads.
const MOST_ROWS_ABOVE: usize = 60;

/// Where the table is and which column holds what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The number of the row of heads; none if there is none.
    pub heading_row: Option<u32>,
    /// The columns that have something in them.
    pub columns: Vec<Column>,
    /// The first row below the heads, as an index into the grid's rows.
    pub(super) first_data: usize,
    /// The column that counts the rows.
    pub(super) numbering: Option<usize>,
}

/// One column of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Counted from 0.
    pub index: usize,
    /// As the spreadsheet names it.
    pub letters: String,
    /// Its head as it stands in the sheet.
    pub heading: String,
    /// The field that it is taken for.
    pub field: Option<&'static str>,
}

impl Layout {
    /// Finds the heads, even under a title and letterhead, and guesses the columns by them.
    pub fn guess<T: Importable>(grid: &Grid) -> Layout {
        let best = (0..grid.rows.len().min(MOST_ROWS_ABOVE))
            .filter_map(|index| {
                let heads = heads_at(grid, index);
                let assigned = assigned(&heads.texts, T::HEADS);
                let count = assigned.iter().flatten().count();
                let is_named = assigned.iter().flatten().any(|f| T::NAMED_BY.contains(f));
                let is_head =
                    (is_named && count >= 2) || count >= 3 || (is_named && is_lonely(grid, index));
                // The first of equals: headings may be repeated on every printed page.
                is_head.then_some((count, std::cmp::Reverse(index), heads, assigned))
            })
            .max_by_key(|(count, index, ..)| (*count, *index));
        match best {
            Some((_, std::cmp::Reverse(index), heads, assigned)) => Layout {
                heading_row: Some(grid.rows[index].number),
                numbering: heads
                    .texts
                    .iter()
                    .position(|head| NUMBERING.contains(&folded_head(head).as_str())),
                columns: columns(grid, &heads.texts, &assigned),
                first_data: index + heads.rows,
            },
            None => Layout {
                heading_row: None,
                numbering: None,
                columns: columns(grid, &[], &[]),
                first_data: 0,
            },
        }
    }

    /// The column that is taken for a field.
    pub fn column_of(&self, field: &str) -> Option<&Column> {
        self.columns
            .iter()
            .find(|column| column.field == Some(field))
    }

    /// Takes a column for a field and no other one; without a field, for none. Answers whether there is such a column.
    pub fn set(&mut self, index: usize, field: Option<&'static str>) -> bool {
        for column in &mut self.columns {
            if field.is_some() && column.field == field {
                column.field = None;
            }
        }
        match self.columns.iter_mut().find(|column| column.index == index) {
            Some(column) => {
                column.field = field;
                if self.numbering == Some(index) && field.is_some() {
                    self.numbering = None;
                }
                true
            }
            None => false,
        }
    }
}

struct Heads {
    texts: Vec<String>,
    /// Over how many rows they go.
    rows: usize,
}

/// The heads at a row: with the row below if that divides them ("Lahir" over "Tempat" and "Tanggal").
fn heads_at(grid: &Grid, index: usize) -> Heads {
    let upper: Vec<String> = texts(&grid.rows[index]);
    let below = grid.rows.get(index + 1);
    let Some(below) = below.filter(|below| divides(below, &upper, grid.rows[index].number)) else {
        return Heads {
            texts: upper,
            rows: 1,
        };
    };
    let lower = texts(below);
    let mut above = String::new();
    let mut whole = Vec::new();
    for column in 0..upper.len().max(lower.len()) {
        let own = upper.get(column).map(String::as_str).unwrap_or_default();
        let divided = lower.get(column).map(String::as_str).unwrap_or_default();
        if !own.is_empty() {
            own.clone_into(&mut above);
        }
        whole.push(match (own.is_empty(), divided.is_empty()) {
            (false, true) => own.to_owned(),
            (_, false) => format!("{divided} {above}").trim().to_owned(),
            (true, true) => String::new(),
        });
    }
    Heads {
        texts: whole,
        rows: 2,
    }
}

/// Whether a row only divides the heads above it: few short words without digits, at least one where there is no head,
/// and none where the row's number or a name would stand.
fn divides(row: &Row, upper: &[String], upper_number: u32) -> bool {
    let lower = texts(row);
    let filled: Vec<usize> = (0..lower.len())
        .filter(|column| !lower[*column].is_empty())
        .collect();
    let is_word = |column: &usize| {
        let text = &lower[*column];
        matches!(row.cell(*column), Cell::Text(_))
            && text.chars().count() <= 20
            && !text.contains(|c: char| c.is_ascii_digit())
    };
    let first_head = upper.iter().position(|head| !head.is_empty());
    row.number == upper_number + 1
        && filled.len() >= 2
        && filled.iter().all(is_word)
        && filled
            .iter()
            .any(|column| upper.get(*column).is_none_or(String::is_empty))
        && first_head.is_some_and(|first| filled.iter().all(|column| *column > first))
        && filled
            .iter()
            .all(|column| has_head_to_the_left(upper, *column))
        && filled.len() < upper.iter().filter(|head| !head.is_empty()).count()
}

fn has_head_to_the_left(upper: &[String], column: usize) -> bool {
    upper.iter().take(column + 1).any(|head| !head.is_empty())
}

/// Whether a row's only text is its head and data follow: a list of nothing but names.
fn is_lonely(grid: &Grid, index: usize) -> bool {
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.is_blank()).count();
    filled(&grid.rows[index]) <= 2
        && grid.rows.len() > index + 1
        && grid.rows[index + 1..].iter().all(|row| filled(row) <= 2)
}

fn texts(row: &Row) -> Vec<String> {
    let text = |cell: &Cell| match cell {
        Cell::Text(text) if text.chars().count() <= 60 => {
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        }
        _ => String::new(),
    };
    row.cells.iter().map(text).collect()
}

/// The field of each head; none is taken twice.
fn assigned(heads: &[String], fields: &'static [FieldHeads]) -> Vec<Option<&'static str>> {
    let mut assigned: Vec<Option<&'static str>> = vec![None; heads.len()];
    let mut taken: Vec<&str> = Vec::new();
    // Sure ones first, wherever they stand.
    for sureness in [exactly, without_brackets, without_fillers] {
        for (column, head) in heads.iter().enumerate() {
            let candidate = sureness(head);
            if assigned[column].is_some() || candidate.is_empty() {
                continue;
            }
            let found = fields.iter().find(|entry| {
                entry.heads.contains(&candidate.as_str()) && !taken.contains(&entry.field)
            });
            if let Some(entry) = found {
                assigned[column] = Some(entry.field);
                taken.push(entry.field);
            }
        }
    }
    assigned
}

fn exactly(head: &str) -> String {
    folded_head(head)
}

fn without_brackets(head: &str) -> String {
    folded_head(head.split(['(', '[', '*', ':']).next().unwrap_or_default())
}

fn without_fillers(head: &str) -> String {
    let folded = without_brackets(head);
    let kept: Vec<&str> = folded
        .split(' ')
        .filter(|word| !FILLERS.contains(word))
        .collect();
    kept.join(" ")
}

fn columns(grid: &Grid, heads: &[String], assigned: &[Option<&'static str>]) -> Vec<Column> {
    let width = grid
        .rows
        .iter()
        .map(|row| row.cells.len())
        .max()
        .unwrap_or_default();
    let mut is_used = vec![false; width];
    for row in &grid.rows {
        for (column, cell) in row.cells.iter().enumerate() {
            is_used[column] |= !cell.is_blank();
        }
    }
    let used = (0..width).filter(|column| is_used[*column]);
    used.map(|index| Column {
        index,
        letters: column_letters(index),
        heading: heads.get(index).cloned().unwrap_or_default(),
        field: assigned.get(index).copied().flatten(),
    })
    .collect()
}
