//! Dates as Indonesians type, read and print them: `5-8-24`, `5 Agustus 2024`, "Senin, 5 Agustus 2024".

use chrono::{Datelike, NaiveDate};

/// Month names, January first.
pub const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];
/// Day names, Monday first.
pub const DAYS: [&str; 7] = [
    "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu",
];

/// `2026-08-05`, and nothing else; the year has four digits.
pub fn parse_iso_date(text: &str) -> Option<NaiveDate> {
    let well_shaped = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if well_shaped {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
    } else {
        None
    }
}

/// Whether this is a time of day, `09:30`.
pub fn is_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    let two = |at: usize| {
        text.get(at..at + 2)
            .filter(|t| t.bytes().all(|b| b.is_ascii_digit()))
            .and_then(|t| t.parse::<u8>().ok())
    };
    bytes.len() == 5
        && bytes[2] == b':'
        && two(0).is_some_and(|h| h < 24)
        && two(3).is_some_and(|m| m < 60)
}

/// Reads a date as a person types it: `5-8-24`, `05/08/2024`, `5 agustus 2024`, `5 Agt 24`, `2024-08-05`.
/// Two digits of a year are the latest such year that isn't after `latest_year` (this year for births,
/// a few years on for deadlines).
pub fn parse_typed_date(text: &str, latest_year: i32) -> Option<NaiveDate> {
    let text = text.trim().to_lowercase();
    if let Some(date) = parse_iso_date(&text) {
        return Some(date);
    }
    let parts: Vec<&str> = text
        .split(['-', '/', '.', ' ', ','])
        .filter(|p| !p.is_empty())
        .collect();
    let parts = match parts.as_slice() {
        [day_name, rest @ ..] if rest.len() == 3 && is_day_name(day_name) => rest,
        all => all,
    };
    let [day, month, year] = parts else {
        return None;
    };
    let day: u32 = day.parse().ok()?;
    let month = month_number(month)?;
    let year = match (year.len(), year.parse::<i32>().ok()?) {
        (4, year) => year,
        (1 | 2, short) => latest_year - (latest_year - short).rem_euclid(100),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month, day)
}

fn is_day_name(word: &str) -> bool {
    DAYS.iter().any(|day| day.to_lowercase() == word) || matches!(word, "jum'at" | "ahad")
}

fn month_number(word: &str) -> Option<u32> {
    if let Ok(number) = word.parse() {
        return Some(number);
    }
    let word = match word {
        "agt" | "ags" => "agu",
        "nop" | "nopember" => "nov",
        "pebruari" | "peb" => "feb",
        word => word,
    };
    let index = MONTHS
        .iter()
        .position(|month| word.len() >= 3 && month.to_lowercase().starts_with(word))?;
    u32::try_from(index + 1).ok()
}

/// "5 Agustus 2024".
pub fn long_date(date: NaiveDate) -> String {
    format!(
        "{} {} {}",
        date.day(),
        MONTHS[date.month0() as usize],
        date.year()
    )
}

/// "Senin, 5 Agustus 2024".
pub fn long_date_with_day(date: NaiveDate) -> String {
    format!(
        "{}, {}",
        DAYS[date.weekday().num_days_from_monday() as usize],
        long_date(date)
    )
}

/// "05-08-2024", as in tables.
pub fn short_date(date: NaiveDate) -> String {
    date.format("%d-%m-%Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_type_them() {
        let expected = NaiveDate::from_ymd_opt(2024, 8, 5);
        for typed in [
            "5-8-24",
            "05/08/2024",
            "5.8.2024",
            "5 agustus 2024",
            "5 Agt 24",
            "2024-08-05",
            "Senin, 5 Agustus 2024",
        ] {
            assert_eq!(parse_typed_date(typed, 2026), expected, "{typed}");
        }
        assert_eq!(
            parse_typed_date("17-8-87", 2026),
            NaiveDate::from_ymd_opt(1987, 8, 17)
        );
        assert_eq!(
            parse_typed_date("1-3-28", 2031),
            NaiveDate::from_ymd_opt(2028, 3, 1)
        );
        for bad in [
            "30-2-2024",
            "5-13-24",
            "kemarin",
            "5-8",
            "",
            "5-8-224",
            "ma",
        ] {
            assert_eq!(parse_typed_date(bad, 2026), None, "{bad}");
        }
    }

    #[test]
    fn dates_are_written_in_indonesian() {
        let date = NaiveDate::from_ymd_opt(2024, 8, 5).unwrap();
        assert_eq!(long_date_with_day(date), "Senin, 5 Agustus 2024");
        assert_eq!(short_date(date), "05-08-2024");
    }

    #[test]
    fn times_are_times() {
        assert!(is_time("09:30") && is_time("23:59"));
        assert!(!is_time("24:00") && !is_time("9:30") && !is_time("09.30") && !is_time("0é:1"));
    }
}
