//! Days: serial numbers, dates as people type them, and places with a date behind them.

use super::cells::{RowCells, shown};
use crate::reading::Cell;
use crate::reading::date_of_serial;
use adinda_domain::dates::parse_typed_date;
use adinda_domain::warning::FieldProblem;
use chrono::{Datelike, NaiveDate};

impl RowCells<'_> {
    /// A field's day. Two digits of a year are never in the future.
    pub(super) fn day(
        &self,
        field: &str,
        today: NaiveDate,
    ) -> Result<Option<NaiveDate>, FieldProblem> {
        match self.cell(field) {
            None => Ok(None),
            Some(cell) => day_of(cell, self.from_1904, today)
                .map(Some)
                .map_err(|code| FieldProblem::new(field, code).with("shown", shown(cell))),
        }
    }

    /// A field's place and day: "Malang, 5-8-1987". Either may be missing.
    pub(super) fn place_and_day(
        &self,
        field: &str,
        today: NaiveDate,
    ) -> Result<(String, Option<NaiveDate>), FieldProblem> {
        let Some(cell) = self.cell(field) else {
            return Ok((String::new(), None));
        };
        let problem = |code| FieldProblem::new(field, code).with("shown", shown(cell));
        let Cell::Text(text) = cell else {
            let day = day_of(cell, self.from_1904, today).map_err(problem)?;
            return Ok((String::new(), Some(day)));
        };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let Some(split) = text.find(|c: char| c.is_ascii_digit()) else {
            return Ok((text, None));
        };
        let (place, date) = text.split_at_checked(split).unwrap_or((&text, ""));
        // A name of a day belongs to the date: "Malang, Rabu 5-8-1987".
        let place =
            place.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '.'));
        let place = without_day_name(place).trim_end_matches([',', '/', '.', ' ']);
        let day = typed(date, today).ok_or_else(|| problem("date_unreadable"))?;
        Ok((place.to_owned(), Some(day)))
    }
}

fn without_day_name(place: &str) -> &str {
    let lower = place.to_lowercase();
    let names = [
        "senin", "selasa", "rabu", "kamis", "jumat", "jum'at", "sabtu", "minggu", "tgl", "tgl.",
    ];
    let found = names.iter().find(|name| {
        lower
            .strip_suffix(**name)
            .is_some_and(|head| head.is_empty() || head.ends_with([' ', ',']))
    });
    found
        .and_then(|name| place.get(..place.len() - name.len()))
        .unwrap_or(place)
}

fn day_of(cell: &Cell, from_1904: bool, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    match cell {
        Cell::Date(moment) => Ok(moment.date()),
        Cell::Number(number) if (1_900.0..=2_100.0).contains(number) => Err("date_year_only"),
        Cell::Number(number) if number.fract() == 0.0 && *number >= 1_000_000.0 => {
            digits_alone(&format!("{number:08.0}"), today).ok_or("date_unreadable")
        }
        Cell::Number(number) => date_of_serial(*number, from_1904)
            .filter(|day| (1_900..=2_200).contains(&day.year()))
            .ok_or("date_unreadable"),
        Cell::Text(text) => {
            let text = text.trim().trim_start_matches('\'');
            let is_year = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
            match typed(text, today) {
                Some(day) => Ok(day),
                None if is_year => Err("date_year_only"),
                None => Err("date_unreadable"),
            }
        }
        Cell::Error => Err("cell_error"),
        Cell::Empty | Cell::Boolean(_) => Err("date_unreadable"),
    }
}

/// A date as people type it; two digits of a year are never in the future.
fn typed(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    // Exports of databases add a time of day.
    let text = text.trim();
    let text = match text.split_once([' ', 'T']) {
        Some((date, time)) if time.contains(':') && date.len() >= 8 => date,
        _ => text,
    };
    let text = text
        .trim_end_matches(['.', ',', ' '])
        .replace("  ", " ")
        .replace(" - ", "-")
        .replace(" / ", "/");
    let parse = |latest_year| parse_typed_date(&text, latest_year);
    let found = parse(today.year())
        .map(|day| match day > today {
            true => parse(today.year() - 1).unwrap_or(day),
            false => day,
        })
        .or_else(|| year_first(&text))
        .or_else(|| digits_alone(&text, today))
        .or_else(|| serial_as_text(&text))?;
    (1_850..=2_200).contains(&found.year()).then_some(found)
}

/// `1987/8/5`.
fn year_first(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    (year.len() == 4).then_some(())?;
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// `05081987` or `19870805`: only if one of the two is a day.
fn digits_alone(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    (text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit())).then_some(())?;
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let day = |year: u32, month, day| {
        let year = i32::try_from(year).ok()?;
        NaiveDate::from_ymd_opt(year, month, day)
            .filter(|day| (1_900..=today.year() + 1).contains(&day.year()))
    };
    let day_first = day(part(4, 8)?, part(2, 4)?, part(0, 2)?);
    let year_first = day(part(0, 4)?, part(4, 6)?, part(6, 8)?);
    day_first.xor(year_first)
}

/// `31994` in a file of text: what a spreadsheet had as a date.
fn serial_as_text(text: &str) -> Option<NaiveDate> {
    (text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit())).then_some(())?;
    date_of_serial(text.parse().ok()?, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    fn day(cell: Cell) -> Result<String, &'static str> {
        day_of(&cell, false, today()).map(|day| day.to_string())
    }

    #[test]
    fn days_are_read_in_every_shape() {
        let expected = Ok("1987-08-05".to_owned());
        for text in [
            "5/8/1987",
            "05-08-87",
            "5 Agustus 1987",
            "5 agt 87",
            "1987-08-05",
            "1987/8/5",
            "1987-08-05 00:00:00",
            "05081987",
            "19870805",
            "31994",
            "Rabu, 5 Agustus 1987",
            "'05-08-1987",
            "5 - 8 - 1987",
            "5.8.1987",
        ] {
            assert_eq!(day(Cell::Text(text.into())), expected, "{text}");
        }
        for number in [31_994.0, 5_081_987.0, 19_870_805.0] {
            assert_eq!(day(Cell::Number(number)), expected, "{number}");
        }
        let of_1904 = day_of(&Cell::Number(30_532.0), true, today());
        assert_eq!(of_1904.map(|day| day.to_string()), expected);
    }

    #[test]
    fn two_digits_of_a_year_are_never_in_the_future() {
        for (text, expected) in [
            ("1-12-26", "1926-12-01"),
            ("1-11-26", "2026-11-01"),
            ("1-1-27", "1927-01-01"),
        ] {
            assert_eq!(day(Cell::Text(text.into())), Ok(expected.to_owned()));
        }
    }

    #[test]
    fn what_is_no_day_is_said() {
        for (cell, code) in [
            (Cell::Text("30-2-1987".into()), "date_unreadable"),
            (Cell::Text("8/25/1987".into()), "date_unreadable"),
            (Cell::Text("kemarin".into()), "date_unreadable"),
            (Cell::Text("1987".into()), "date_year_only"),
            (Cell::Number(1987.0), "date_year_only"),
            (Cell::Number(-4.0), "date_unreadable"),
            (Cell::Boolean(true), "date_unreadable"),
        ] {
            assert_eq!(day(cell.clone()), Err(code), "{cell:?}");
        }
    }
}
