//! One row's cells by field, and the plain values in them.

use super::layout::Layout;
use crate::reading::{Cell, Row};
use adinda_domain::dates::short_date;
use adinda_domain::value::normalise_text;
use adinda_domain::warning::FieldProblem;

/// Whole numbers up to this are exact in a cell.
const LAST_EXACT: f64 = 9_007_199_254_740_992.0;

/// One row's cells by field.
pub(crate) struct RowCells<'a> {
    row: &'a Row,
    layout: &'a Layout,
    pub(super) from_1904: bool,
}

impl<'a> RowCells<'a> {
    pub(super) fn new(row: &'a Row, layout: &'a Layout, from_1904: bool) -> RowCells<'a> {
        RowCells {
            row,
            layout,
            from_1904,
        }
    }

    /// The cell of a field, if there is such a column and something in it. Dashes that stand for nothing are nothing.
    pub(super) fn cell(&self, field: &str) -> Option<&'a Cell> {
        let column = self.layout.column_of(field)?;
        let cell = self.row.cell(column.index);
        let is_nothing = match cell {
            Cell::Text(text) => !text.chars().any(char::is_alphanumeric),
            cell => cell.is_blank(),
        };
        (!is_nothing).then_some(cell)
    }

    /// A field's text. What a spreadsheet made a number or a date of is written out again.
    pub(super) fn text(&self, field: &str) -> Result<String, FieldProblem> {
        match self.cell(field) {
            None => Ok(String::new()),
            Some(Cell::Error) => Err(FieldProblem::new(field, "cell_error")),
            Some(cell) => Ok(shown(cell)),
        }
    }

    /// A field's text on one line.
    pub(super) fn line(&self, field: &str) -> Result<String, FieldProblem> {
        let text = self.text(field)?;
        Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// A cell as people see it.
pub fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        // A leading apostrophe is how spreadsheets are told to leave digits alone.
        Cell::Text(text) => normalise_text(text)
            .trim_start_matches('\'')
            .replace('\u{a0}', " "),
        Cell::Number(number) => shown_number(*number),
        Cell::Date(moment) => short_date(moment.date()),
        Cell::Boolean(true) => "ya".to_owned(),
        Cell::Boolean(false) => "tidak".to_owned(),
        Cell::Error => "#".to_owned(),
    }
}

fn shown_number(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e21 {
        format!("{number:.0}")
    } else {
        number.to_string().replace('.', ",")
    }
}

/// Why digits that a spreadsheet took for a number are lost.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Eaten {
    /// What is left of them, as it is shown.
    pub(super) shown: String,
}

/// The digits of a long number (NIK, telephone), unless the spreadsheet has rounded them. It keeps fifteen.
pub(super) fn long_digits(cell: &Cell) -> Result<String, Eaten> {
    match cell {
        Cell::Number(number) => {
            let text = shown_number(*number);
            let digits = text.len();
            let is_whole = number.fract() == 0.0 && *number >= 0.0;
            let is_exact = *number < LAST_EXACT && (digits < 16 || !text.ends_with('0'));
            match is_whole && is_exact {
                true => Ok(text),
                false => Err(Eaten {
                    shown: as_excel_shows(*number),
                }),
            }
        }
        cell => {
            let text = shown(cell);
            let power = text.to_ascii_uppercase().replace(' ', "");
            let is_power = power.split_once("E+").is_some_and(|(head, tail)| {
                !tail.is_empty()
                    && tail.bytes().all(|b| b.is_ascii_digit())
                    && head.bytes().any(|b| b.is_ascii_digit())
                    && head
                        .bytes()
                        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
            });
            // Somebody's last four digits are never 0000: the numbers begin at 0001.
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            let is_rounded = digits.len() == 16 && digits.ends_with("0000");
            match is_power || is_rounded {
                true => Err(Eaten { shown: text }),
                false => Ok(text),
            }
        }
    }
}

/// `3,50713E+15`, as the cell shows it.
fn as_excel_shows(number: f64) -> String {
    let text = format!("{number:.5E}");
    match text.split_once('E') {
        Some((head, power)) if number.abs() >= 1e11 => {
            format!("{}E+{power}", head.replace('.', ","))
        }
        _ => shown_number(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_that_a_spreadsheet_has_eaten_are_known() {
        let number = |number: f64| long_digits(&Cell::Number(number));
        let text = |text: &str| long_digits(&Cell::Text(text.into()));
        let eaten = |shown: &str| {
            Err(Eaten {
                shown: shown.into(),
            })
        };
        assert_eq!(
            number(3_507_125_708_870_003.0),
            Ok("3507125708870003".into())
        );
        assert_eq!(number(3_507_125_708_870_000.0), eaten("3,50713E+15"));
        assert_eq!(number(9_171_015_708_870_004.0), eaten("9,17102E+15"));
        assert_eq!(number(81_234_567_890.0), Ok("81234567890".into()));
        assert_eq!(number(0.5), eaten("0,5"));
        assert_eq!(text("3,50712E+15"), eaten("3,50712E+15"));
        assert_eq!(text("3.50712E+15"), eaten("3.50712E+15"));
        assert_eq!(text("3507125708870000"), eaten("3507125708870000"));
        assert_eq!(text("'3507125708870003"), Ok("3507125708870003".into()));
        assert_eq!(
            text("3507 1257 0887 0003"),
            Ok("3507 1257 0887 0003".into())
        );
        assert_eq!(text("081230000"), Ok("081230000".into()));
    }

    #[test]
    fn cells_are_shown_as_people_see_them() {
        assert_eq!(shown(&Cell::Number(12.0)), "12");
        assert_eq!(shown(&Cell::Number(1.5)), "1,5");
        assert_eq!(shown(&Cell::Text("'0812".into())), "0812");
    }
}
