//! The NIK: 16 digits `PPKKCC DDMMYY SSSS`, the day plus 40 for women (UU Adminduk, Perpres 67/2011).

use crate::member::Sex;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// What a NIK says about its bearer. It fills the form, where everything stays editable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct NikReading {
    /// Birth date, two-digit years never in the future.
    pub birth_date: NaiveDate,
    /// Sex by the day's offset.
    pub sex: Sex,
}

/// Why a text is not a NIK.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum NikProblem {
    /// Not exactly 16 digits.
    NotSixteenDigits,
    /// The digits in the middle are no date.
    NoSuchDate,
}

/// Reads a NIK. `today` bounds two-digit years: they are never in the future.
pub fn read(nik: &str, today: NaiveDate) -> Result<NikReading, NikProblem> {
    let digits: Vec<u32> = nik.chars().filter_map(|c| c.to_digit(10)).collect();
    if digits.len() != 16 || nik.chars().count() != 16 {
        return Err(NikProblem::NotSixteenDigits);
    }
    let two = |at: usize| digits[at] * 10 + digits[at + 1];
    let (day, sex) = if two(6) > 40 {
        (two(6) - 40, Sex::Female)
    } else {
        (two(6), Sex::Male)
    };
    let this_century = today.year() - today.year().rem_euclid(100) + two(10) as i32;
    let in_year = |year| NaiveDate::from_ymd_opt(year, two(8), day).filter(|date| *date <= today);
    let birth_date = in_year(this_century)
        .or_else(|| in_year(this_century - 100))
        .ok_or(NikProblem::NoSuchDate)?;
    Ok(NikReading { birth_date, sex })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn a_nik_tells_birth_date_and_sex() {
        let today = date(2026, 11, 22);
        assert_eq!(
            read("3507125708870003", today),
            Ok(NikReading {
                birth_date: date(1987, 8, 17),
                sex: Sex::Female
            })
        );
        assert_eq!(
            read("3507120502010003", today),
            Ok(NikReading {
                birth_date: date(2001, 2, 5),
                sex: Sex::Male
            })
        );
        assert_eq!(
            read("3507122311260003", today).map(|r| r.birth_date),
            Ok(date(1926, 11, 23)),
            "never in the future"
        );
        assert_eq!(read("350712", today), Err(NikProblem::NotSixteenDigits));
        assert_eq!(
            read("35071257O8870003", today),
            Err(NikProblem::NotSixteenDigits)
        );
        assert_eq!(read("3507123113870003", today), Err(NikProblem::NoSuchDate));
    }
}
