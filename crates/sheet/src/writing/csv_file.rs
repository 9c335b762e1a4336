//! A table as separated values: UTF-8 with its mark and semicolons, as Excel in Indonesia opens it by a double click.

use super::{Table, Value, WriteError};
use adinda_domain::dates::short_date;

/// The bytes of a `.csv` file.
///
/// # Errors
/// [`WriteError`], should the writer fail.
pub fn to_csv(table: &Table) -> Result<Vec<u8>, WriteError> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    writer.write_record(table.columns.iter().map(|head| disarmed(head)))?;
    for row in &table.rows {
        writer.write_record(row.iter().map(shown))?;
    }
    writer
        .into_inner()
        .map_err(|error| WriteError::Csv(csv::Error::from(error.into_error())))
}

fn shown(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => disarmed(text),
        Value::Number(number) => number.to_string(),
        Value::Date(day) => short_date(*day),
    }
}

/// Text that a spreadsheet would take for a formula is made text by an apostrophe; so are long digits, which it would
/// round, and those whose leading 0 it would drop.
fn disarmed(text: &str) -> String {
    let begins_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let is_digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match begins_formula
        || (is_digits && (text.len() > 11 || (text.len() > 1 && text.starts_with('0'))))
    {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn formulas_are_disarmed_and_digits_stay_whole() {
        let table = Table {
            name: "Anggota".into(),
            columns: vec![
                "Nama".into(),
                "NIK".into(),
                "HP".into(),
                "Lahir".into(),
                "Hadir".into(),
            ],
            rows: vec![vec![
                Value::text("=HYPERLINK(\"x\";\"y\")"),
                Value::text("3507125708870003"),
                Value::text("081234567890"),
                Value::day(NaiveDate::from_ymd_opt(1987, 8, 5)),
                Value::count(3),
            ]],
        };
        assert_eq!(
            String::from_utf8(to_csv(&table).unwrap()).unwrap(),
            "\u{feff}Nama;NIK;HP;Lahir;Hadir\r\n\"'=HYPERLINK(\"\"x\"\";\"\"y\"\")\";'3507125708870003;'081234567890;05-08-1987;3\r\n"
        );
        for (text, expected) in [
            ("+62812", "'+62812"),
            ("-3", "'-3"),
            ("@a", "'@a"),
            ("Sri", "Sri"),
            ("7", "7"),
            ("012", "'012"),
        ] {
            assert_eq!(disarmed(text), expected);
        }
    }
}
