//! Numbers and dates in words, as official reports write them: "dua puluh dua bulan November tahun dua ribu …".

use adinda_domain::dates::{DAYS, MONTHS};
use chrono::{Datelike, NaiveDate};

const SMALL: [&str; 12] = [
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
    "sepuluh", "sebelas",
];

/// The number in words: 1.945 is "seribu sembilan ratus empat puluh lima". Numbers of a million and more stay digits.
pub(crate) fn number_words(number: usize) -> String {
    let with_rest = |head: String, rest: usize| match rest {
        0 => head,
        rest => format!("{head} {}", number_words(rest)),
    };
    match number {
        0..=11 => SMALL[number].to_owned(),
        12..=19 => format!("{} belas", SMALL[number - 10]),
        20..=99 => with_rest(format!("{} puluh", SMALL[number / 10]), number % 10),
        100..=199 => with_rest("seratus".to_owned(), number - 100),
        200..=999 => with_rest(format!("{} ratus", SMALL[number / 100]), number % 100),
        1_000..=1_999 => with_rest("seribu".to_owned(), number - 1_000),
        2_000..=999_999 => with_rest(
            format!("{} ribu", number_words(number / 1_000)),
            number % 1_000,
        ),
        _ => number.to_string(),
    }
}

/// "Senin, tanggal lima bulan Agustus tahun dua ribu dua puluh empat (05-08-2024)".
pub(crate) fn date_words(date: NaiveDate) -> String {
    let day = DAYS[date.weekday().num_days_from_monday() as usize];
    let year = usize::try_from(date.year()).map_or_else(|_| date.year().to_string(), number_words);
    format!(
        "{day}, tanggal {} bulan {} tahun {year} ({})",
        number_words(date.day() as usize),
        MONTHS[date.month0() as usize],
        adinda_domain::dates::short_date(date),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_spoken_as_in_indonesian() {
        for (number, words) in [
            (0, "nol"),
            (11, "sebelas"),
            (17, "tujuh belas"),
            (20, "dua puluh"),
            (100, "seratus"),
            (111, "seratus sebelas"),
            (215, "dua ratus lima belas"),
            (1_000, "seribu"),
            (1_945, "seribu sembilan ratus empat puluh lima"),
            (2_026, "dua ribu dua puluh enam"),
            (21_000, "dua puluh satu ribu"),
            (1_000_000, "1000000"),
        ] {
            assert_eq!(number_words(number), words);
        }
        let date = NaiveDate::from_ymd_opt(2024, 8, 5).unwrap();
        assert_eq!(
            date_words(date),
            "Senin, tanggal lima bulan Agustus tahun dua ribu dua puluh empat (05-08-2024)"
        );
    }
}
