//! Which rows are data: without numbering, totals, headings that are repeated, and the signatures below.

use super::folding::{folded, folded_head};
use super::layout::Layout;
use crate::reading::{Cell, Grid, Row};
use serde::{Deserialize, Serialize};

/// Why a row isn't data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum LeftOutReason {
    /// The numbers of the columns: (1) (2) (3).
    ColumnNumbers,
    /// A total.
    Total,
    /// The heads again.
    RepeatedHeading,
    /// Place, date and signatures, and what stands below them.
    SignatureBlock,
    /// Numbered in advance, and nothing else.
    OnlyNumbered,
    /// Words across the table, such as the name of a section.
    NoPerson,
}

/// A row that isn't data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct LeftOut {
    /// Its number as the spreadsheet shows it.
    pub row: u32,
    /// Why.
    pub reason: LeftOutReason,
}

/// The rows of data, and those below the heads that aren't.
pub(super) fn data_rows<'a>(
    grid: &'a Grid,
    layout: &Layout,
    named_by: &[&str],
) -> (Vec<&'a Row>, Vec<LeftOut>) {
    let (mut data, mut left_out): (Vec<&Row>, Vec<LeftOut>) = (Vec::new(), Vec::new());
    let mut is_below_signatures = false;
    for row in grid.rows.iter().skip(layout.first_data) {
        let reason = reason(row, layout, named_by, is_below_signatures);
        if reason == Some(LeftOutReason::SignatureBlock) && !is_below_signatures {
            is_below_signatures = true;
            take_back_place_and_date(&mut data, &mut left_out, layout);
        }
        if reason == Some(LeftOutReason::RepeatedHeading) {
            is_below_signatures = false;
        }
        match reason {
            Some(reason) => left_out.push(LeftOut {
                row: row.number,
                reason,
            }),
            None => data.push(row),
        }
    }
    left_out.sort_by_key(|row| row.row);
    (data, left_out)
}

fn reason(
    row: &Row,
    layout: &Layout,
    named_by: &[&str],
    is_below_signatures: bool,
) -> Option<LeftOutReason> {
    let filled: Vec<(usize, &Cell)> = row
        .cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.is_blank())
        .collect();
    if repeats_heads(row, layout) {
        return Some(LeftOutReason::RepeatedHeading);
    }
    if is_below_signatures {
        return Some(LeftOutReason::SignatureBlock);
    }
    if are_column_numbers(&filled) {
        return Some(LeftOutReason::ColumnNumbers);
    }
    let is_numbered = layout.numbering.is_some_and(|column| !row.cell(column).is_blank())
        && !layout.numbering.is_some_and(|column| matches!(row.cell(column), Cell::Text(text) if text.chars().any(char::is_alphabetic)));
    if !is_numbered && filled.len() <= 4 && filled.iter().any(|(_, cell)| begins_signatures(cell)) {
        return Some(LeftOutReason::SignatureBlock);
    }
    if !is_numbered && filled.first().is_some_and(|(_, cell)| begins_total(cell)) {
        return Some(LeftOutReason::Total);
    }
    let is_named = named_by.iter().any(|field| {
        layout
            .column_of(field)
            .is_some_and(|column| !row.cell(column.index).is_blank())
    });
    if is_named {
        return None;
    }
    let known = filled.iter().filter(|(index, _)| {
        layout
            .columns
            .iter()
            .any(|column| column.index == *index && column.field.is_some())
    });
    match known.count() {
        0 if is_numbered && filled.len() == 1 => Some(LeftOutReason::OnlyNumbered),
        0 => Some(LeftOutReason::NoPerson),
        1 if !is_numbered => Some(LeftOutReason::NoPerson),
        // Somebody without a name: that is said, and not left out.
        _ => None,
    }
}

fn repeats_heads(row: &Row, layout: &Layout) -> bool {
    let headed = layout
        .columns
        .iter()
        .filter(|column| !column.heading.is_empty());
    let (mut same, mut filled) = (0, 0);
    for column in headed {
        if let Cell::Text(text) = row.cell(column.index) {
            filled += 1;
            same += usize::from(folded_head(text) == folded_head(&column.heading));
        }
    }
    same >= 2 && same * 2 > filled
}

/// (1) (2) (3), 1 2 3, or a b c would be letters: only numbers that rise by one, at least three of them.
fn are_column_numbers(filled: &[(usize, &Cell)]) -> bool {
    let number = |cell: &Cell| match cell {
        #[allow(
            clippy::cast_possible_truncation,
            reason = "compared with small numbers only"
        )]
        Cell::Number(number) => Some(*number as i64),
        Cell::Text(text) => text.trim().trim_matches(['(', ')', '.', ' ']).parse().ok(),
        _ => None,
    };
    let numbers: Vec<i64> = filled.iter().filter_map(|(_, cell)| number(cell)).collect();
    filled.len() >= 3
        && numbers.len() == filled.len()
        && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
}

fn begins_total(cell: &Cell) -> bool {
    let Cell::Text(text) = cell else { return false };
    let folded = folded(text);
    let first = folded.split(' ').next().unwrap_or_default();
    matches!(first, "jumlah" | "total" | "jml" | "subtotal")
}

/// The words that stand over or beside signatures.
const OVER_SIGNATURES: &[&str] = &[
    "mengetahui",
    "menyetujui",
    "mengesahkan",
    "disahkan oleh",
    "dibuat oleh",
    "yang membuat",
    "pembuat daftar",
    "nip",
    "nipd",
    "ttd",
    "tertanda",
    "hormat kami",
    "ditetapkan di",
    "catatan",
    "sumber",
    "dicetak",
];

fn begins_signatures(cell: &Cell) -> bool {
    let Cell::Text(text) = cell else { return false };
    let folded = folded(text);
    OVER_SIGNATURES.iter().any(|words| {
        folded == *words
            || folded
                .strip_prefix(words)
                .is_some_and(|rest| rest.starts_with(' '))
    })
}

/// The line with place and date stands above the words that tell the block, and may have been taken for data.
fn take_back_place_and_date(data: &mut Vec<&Row>, left_out: &mut Vec<LeftOut>, layout: &Layout) {
    let is_numbered = |row: &Row| {
        layout
            .numbering
            .is_some_and(|column| !row.cell(column).is_blank())
    };
    while let Some(row) = data.pop_if(|row| {
        let filled: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_blank()).collect();
        filled.len() <= 2 && !is_numbered(row) && filled.iter().any(|cell| is_place_and_date(cell))
    }) {
        left_out.push(LeftOut {
            row: row.number,
            reason: LeftOutReason::SignatureBlock,
        });
    }
}

fn is_place_and_date(cell: &Cell) -> bool {
    let Cell::Text(text) = cell else { return false };
    let year_or_blank = |text: &str| {
        let end = text.trim_end_matches(['.', ' ', '…', '_']);
        end.len() < text.len() || end.chars().rev().take(2).all(|c| c.is_ascii_digit())
    };
    text.split_once(',').is_some_and(|(place, rest)| {
        !place.is_empty() && place.chars().count() <= 40 && year_or_blank(rest)
    })
}
