//! The half-year that a report usually tells of.

use chrono::{Datelike, NaiveDate};

/// The half-year that is nearly or just over: reports are written in its last month or soon after its end.
pub(crate) fn last_half_year(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let (year, first_month, last_month, last_day) = match today.month() {
        1..=5 => (today.year() - 1, 7, 12, 31),
        6..=11 => (today.year(), 1, 6, 30),
        _ => (today.year(), 7, 12, 31),
    };
    // These days exist in every year that a clock can show.
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(today);
    (day(first_month, 1), day(last_month, last_day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_tells_of_the_half_year_that_is_over_or_ends_this_month() {
        let half = |text: &str| {
            let (from, until) = last_half_year(text.parse().unwrap());
            format!("{from} {until}")
        };
        assert_eq!(half("2026-11-22"), "2026-01-01 2026-06-30");
        assert_eq!(half("2026-12-01"), "2026-07-01 2026-12-31");
        assert_eq!(half("2026-01-10"), "2025-07-01 2025-12-31");
        assert_eq!(half("2026-06-15"), "2026-01-01 2026-06-30");
    }
}
