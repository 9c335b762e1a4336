//! Spans of days: what falls within, and how one is called.

use crate::request::PeriodOptions;
use adinda_domain::dates::long_date;
use chrono::{Datelike, NaiveDate};

impl PeriodOptions {
    /// The year of that day.
    pub fn year_of(day: NaiveDate) -> Self {
        Self {
            from: NaiveDate::from_ymd_opt(day.year(), 1, 1),
            until: NaiveDate::from_ymd_opt(day.year(), 12, 31),
        }
    }

    /// Whether a day falls within. What has no day falls only within a span without ends.
    pub(crate) fn holds(&self, day: Option<NaiveDate>) -> bool {
        match day {
            None => self.from.is_none() && self.until.is_none(),
            Some(day) => {
                self.from.is_none_or(|from| from <= day)
                    && self.until.is_none_or(|until| day <= until)
            }
        }
    }

    /// "Tahun 2026", "1 Januari 2026 s.d. 30 Juni 2026"; nothing for a span without ends.
    pub(crate) fn words(&self) -> Option<String> {
        match (self.from, self.until) {
            (None, None) => None,
            (Some(from), Some(until))
                if *self == Self::year_of(from) && from.year() == until.year() =>
            {
                Some(format!("Tahun {}", from.year()))
            }
            (Some(from), Some(until)) => {
                Some(format!("{} s.d. {}", long_date(from), long_date(until)))
            }
            (Some(from), None) => Some(format!("Sejak {}", long_date(from))),
            (None, Some(until)) => Some(format!("Sampai dengan {}", long_date(until))),
        }
    }

    /// The same for the name of a file: "2026", "2026-01-01 sd 2026-06-30", or the day on which it is made.
    pub(crate) fn file_words(&self, today: NaiveDate) -> String {
        match (self.from, self.until) {
            (Some(from), Some(_)) if *self == Self::year_of(from) => from.year().to_string(),
            (Some(from), Some(until)) => format!("{from} sd {until}"),
            (Some(from), None) => format!("sejak {from}"),
            (None, Some(until)) => format!("sampai {until}"),
            (None, None) => today.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_span_holds_its_first_and_last_day() {
        let half = PeriodOptions {
            from: Some(day("2026-01-01")),
            until: Some(day("2026-06-30")),
        };
        for (text, held) in [
            ("2025-12-31", false),
            ("2026-01-01", true),
            ("2026-06-30", true),
            ("2026-07-01", false),
        ] {
            assert_eq!(half.holds(Some(day(text))), held, "{text}");
        }
        assert!(!half.holds(None) && PeriodOptions::default().holds(None));
        let since = PeriodOptions {
            until: None,
            ..half
        };
        assert!(since.holds(Some(day("2030-01-01"))) && !since.holds(Some(day("2025-01-01"))));
    }

    #[test]
    fn a_span_is_called_as_people_call_it() {
        let year = PeriodOptions::year_of(day("2026-11-22"));
        assert_eq!(year.words().as_deref(), Some("Tahun 2026"));
        assert_eq!(year.file_words(day("2026-11-22")), "2026");
        let half = PeriodOptions {
            until: Some(day("2026-06-30")),
            ..year
        };
        assert_eq!(
            half.words().as_deref(),
            Some("1 Januari 2026 s.d. 30 Juni 2026")
        );
        assert_eq!(
            half.file_words(day("2026-11-22")),
            "2026-01-01 sd 2026-06-30"
        );
        assert_eq!(PeriodOptions::default().words(), None);
    }
}
