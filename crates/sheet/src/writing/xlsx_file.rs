//! A table as an `.xlsx` workbook.

use super::{Table, Value, WriteError};
use chrono::Datelike;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
};

/// Widths of columns in letters.
const NARROWEST: usize = 6;
const WIDEST: usize = 48;
const DATE_LETTERS: usize = 11;
/// Longest text that a cell takes.
const MOST_LETTERS: usize = 32_767;

/// The bytes of an `.xlsx` workbook with these tables, a sheet each. They are the same for the same tables.
///
/// # Errors
/// [`WriteError`], should the writer fail.
pub fn to_xlsx(tables: &[Table]) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    // Without it the file would tell when it was made, and never be the same twice.
    let long_ago = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&long_ago));
    for table in tables {
        write(workbook.add_worksheet(), table)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn write(sheet: &mut Worksheet, table: &Table) -> Result<(), WriteError> {
    let head = Format::new()
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
        .set_background_color("E7EEF7")
        .set_border_bottom(FormatBorder::Thin);
    // Text even where it is edited later: a NIK that is typed in stays whole.
    let text = Format::new()
        .set_num_format("@")
        .set_align(FormatAlign::Top);
    let long_text = Format::new()
        .set_num_format("@")
        .set_align(FormatAlign::Top)
        .set_text_wrap();
    let day = Format::new()
        .set_num_format("dd-mm-yyyy")
        .set_align(FormatAlign::Top);
    let number = Format::new()
        .set_num_format("0")
        .set_align(FormatAlign::Top);
    sheet.set_name(sheet_name(&table.name))?;
    for (column, words) in (0_u16..).zip(&table.columns) {
        sheet.write_string_with_format(0, column, words, &head)?;
        let widest = table
            .rows
            .iter()
            .filter_map(|row| row.get(usize::from(column)))
            .map(letters)
            .max();
        let width = widest.unwrap_or_default().max(words.chars().count()) + 2;
        #[allow(clippy::cast_precision_loss, reason = "at most 48")]
        sheet.set_column_width(column, width.clamp(NARROWEST, WIDEST) as f64)?;
    }
    for (row, values) in (1_u32..).zip(&table.rows) {
        for (column, value) in (0_u16..).zip(values) {
            match value {
                Value::Empty => {}
                Value::Text(words) => {
                    let format = if letters(value) > WIDEST || words.contains('\n') {
                        &long_text
                    } else {
                        &text
                    };
                    let words: String = words.chars().take(MOST_LETTERS).collect();
                    sheet.write_string_with_format(row, column, words, format)?;
                }
                #[allow(clippy::cast_precision_loss, reason = "counts of a village")]
                Value::Number(count) => {
                    sheet.write_number_with_format(row, column, *count as f64, &number)?;
                }
                Value::Date(date) => {
                    let parts = u16::try_from(date.year())
                        .ok()
                        .zip(u8::try_from(date.month()).ok())
                        .zip(u8::try_from(date.day()).ok());
                    // Before 1900 there are no dates in spreadsheets: then it is text.
                    let known = parts.and_then(|((y, m), d)| ExcelDateTime::from_ymd(y, m, d).ok());
                    match known {
                        Some(moment) => {
                            sheet.write_datetime_with_format(row, column, &moment, &day)?
                        }
                        None => sheet.write_string_with_format(
                            row,
                            column,
                            adinda_domain::dates::short_date(*date),
                            &text,
                        )?,
                    };
                }
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape();
    let (last_row, last_column) = (table.rows.len(), table.columns.len());
    if let (Ok(row), Ok(column @ 1..)) = (u32::try_from(last_row), u16::try_from(last_column)) {
        sheet.autofilter(0, 0, row, column - 1)?;
    }
    Ok(())
}

fn letters(value: &Value) -> usize {
    match value {
        Value::Empty => 0,
        Value::Text(text) => text
            .lines()
            .map(|line| line.chars().count())
            .max()
            .unwrap_or_default(),
        Value::Number(number) => number.to_string().len(),
        Value::Date(_) => DATE_LETTERS,
    }
}

/// At most 31 letters, without those that a sheet's name must not have.
fn sheet_name(name: &str) -> String {
    let allowed = name
        .chars()
        .filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\''));
    let name: String = allowed.take(31).collect();
    if name.is_empty() {
        "Data".to_owned()
    } else {
        name
    }
}
