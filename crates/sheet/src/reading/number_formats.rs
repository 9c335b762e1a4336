//! Which number formats show dates, and what date a number then is.

use super::grid::Cell;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

/// Whether a built-in format shows a date.
pub(super) fn is_date_id(id: u32) -> bool {
    matches!(id, 14..=17 | 22 | 27..=31 | 36 | 50..=58)
}

/// Whether a format of the workbook's own shows a date: `dd/mm/yyyy`, `[$-421]d mmmm yyyy`.
pub(super) fn is_date_code(code: &str) -> bool {
    let mut characters = code.chars();
    let (mut has_day_or_year, mut has_month) = (false, false);
    while let Some(character) = characters.next() {
        match character {
            '"' => drop(characters.by_ref().find(|c| *c == '"')),
            '[' => drop(characters.by_ref().find(|c| *c == ']')),
            '\\' | '_' | '*' => drop(characters.next()),
            'd' | 'D' | 'y' | 'Y' => has_day_or_year = true,
            'm' | 'M' => has_month = true,
            // Without day and year, months are minutes.
            'h' | 'H' | 's' | 'S' if !has_day_or_year => return false,
            ';' => break,
            _ => {}
        }
    }
    has_day_or_year || (has_month && code.to_lowercase().contains("mmm"))
}

/// The moment that a serial number stands for, by the workbook's epoch.
pub(super) fn from_serial(serial: f64, from_1904: bool) -> Option<NaiveDateTime> {
    // Below 1 it is a time of day; from 2958466 on the year has five digits.
    if !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let epoch = match (from_1904, serial < 60.0) {
        (true, _) => NaiveDate::from_ymd_opt(1904, 1, 1)?,
        // Excel believes that there was a 29 February 1900, its day 60.
        (false, true) => NaiveDate::from_ymd_opt(1899, 12, 31)?,
        (false, false) => NaiveDate::from_ymd_opt(1899, 12, 30)?,
    };
    #[allow(clippy::cast_possible_truncation, reason = "bounded above")]
    let seconds = (serial * 86_400.0).round() as i64;
    epoch
        .and_hms_opt(0, 0, 0)?
        .checked_add_signed(TimeDelta::seconds(seconds))
}

/// A number as the cell that its format makes of it.
pub(super) fn cell(number: f64, is_date: bool, from_1904: bool) -> Cell {
    match is_date.then(|| from_serial(number, from_1904)).flatten() {
        Some(moment) => Cell::Date(moment),
        None => Cell::Number(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_dates_are_told_from_others() {
        for date in [
            "dd/mm/yyyy",
            "[$-421]d mmmm yyyy;@",
            "yyyy\\-mm\\-dd",
            "d-mmm-yy h:mm",
            "mmm-yy",
            "mmmm",
        ] {
            assert!(is_date_code(date), "{date}");
        }
        for other in [
            "General",
            "0",
            "#,##0.00",
            "0\" hari\"",
            "[Red]0.00",
            "h:mm:ss",
            "[h]:mm",
            "mm:ss",
            "@",
            "\"Rp\"#,##0_);[Red]\\d",
            "0000000000000000",
        ] {
            assert!(!is_date_code(other), "{other}");
        }
    }

    #[test]
    fn serials_are_dates_of_both_epochs() {
        let date = |serial, from_1904| from_serial(serial, from_1904).map(|m| m.to_string());
        assert_eq!(
            date(31_994.0, false).as_deref(),
            Some("1987-08-05 00:00:00")
        );
        assert_eq!(date(30_532.0, true).as_deref(), Some("1987-08-05 00:00:00"));
        assert_eq!(
            date(31_994.5, false).as_deref(),
            Some("1987-08-05 12:00:00")
        );
        assert_eq!(date(1.0, false).as_deref(), Some("1900-01-01 00:00:00"));
        assert_eq!(date(61.0, false).as_deref(), Some("1900-03-01 00:00:00"));
        for none in [0.5, -3.0, 3_000_000.0, f64::NAN, f64::INFINITY] {
            assert_eq!(date(none, false), None);
        }
    }
}
