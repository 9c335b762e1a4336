//! Numbers of letters (nomor surat): labels made from the KIM's own pattern when a letter is first saved.

use crate::numbering::DeviceLetter;
use chrono::{Datelike, NaiveDate};

/// The pattern of a KIM that has set none.
pub const USUAL_PATTERN: &str = "{kode}/{nomor}/KIM/{bulan_romawi}/{tahun}";

const CODE: &str = "kode";
const NUMBER: &str = "nomor";
const MONTH: &str = "bulan";
const ROMAN_MONTH: &str = "bulan_romawi";
const YEAR: &str = "tahun";
const KNOWN: [&str; 5] = [CODE, NUMBER, MONTH, ROMAN_MONTH, YEAR];

/// What a pattern is filled with.
#[derive(Clone, Copy, Debug)]
pub struct LetterNumber<'a> {
    /// The code of the kind of letter (`UND`).
    pub code: &'a str,
    /// The running number, from 1.
    pub number: u32,
    /// The laptop's letter; the first one's isn't shown.
    pub letter: &'a DeviceLetter,
    /// The letter's date.
    pub date: NaiveDate,
}

impl LetterNumber<'_> {
    /// The label: `UND/014/KIM/VIII/2026`, on a second laptop `UND/014/B/KIM/VIII/2026`.
    pub fn label(&self, pattern: &str) -> String {
        let running = if self.letter.is_first() {
            format!("{:03}", self.number)
        } else {
            format!("{:03}/{}", self.number, self.letter.0)
        };
        let month = self.date.month();
        parts_of(pattern)
            .map(|part| match part {
                Part::Text(text) => text.to_owned(),
                Part::Word(CODE) => self.code.to_owned(),
                Part::Word(NUMBER) => running.clone(),
                Part::Word(MONTH) => format!("{month:02}"),
                Part::Word(ROMAN_MONTH) => roman(month).to_owned(),
                Part::Word(YEAR) => self.date.year().to_string(),
                Part::Word(unknown) => format!("{{{unknown}}}"),
            })
            .collect()
    }
}

/// What forbids a pattern, as a code of the message catalogue: numbers made from it would repeat, or a word isn't known.
pub fn pattern_problem(pattern: &str) -> Option<&'static str> {
    let words: Vec<&str> = parts_of(pattern)
        .filter_map(|part| match part {
            Part::Word(word) => Some(word),
            Part::Text(_) => None,
        })
        .collect();
    if words.iter().any(|word| !KNOWN.contains(word)) {
        return Some("pattern_unknown_word");
    }
    if !words.contains(&NUMBER) {
        return Some("pattern_without_number");
    }
    (!words.contains(&YEAR)).then_some("pattern_without_year")
}

/// Which running number a letter of this code takes: each code has its own, unless the pattern doesn't show it.
pub fn series(pattern: &str, code: &str) -> String {
    let shows_code = parts_of(pattern).any(|part| matches!(part, Part::Word(CODE)));
    if shows_code {
        format!("letter/{code}")
    } else {
        "letter".to_owned()
    }
}

enum Part<'a> {
    Text(&'a str),
    Word(&'a str),
}

fn parts_of(pattern: &str) -> impl Iterator<Item = Part<'_>> {
    pattern
        .split('{')
        .enumerate()
        .flat_map(|(index, piece)| match piece.split_once('}') {
            Some((word, text)) if index > 0 => [Part::Word(word), Part::Text(text)],
            _ => [Part::Text(""), Part::Text(piece)],
        })
}

fn roman(month: u32) -> &'static str {
    match month {
        1 => "I",
        2 => "II",
        3 => "III",
        4 => "IV",
        5 => "V",
        6 => "VI",
        7 => "VII",
        8 => "VIII",
        9 => "IX",
        10 => "X",
        11 => "XI",
        _ => "XII",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(pattern: &str, laptop: u32) -> String {
        LetterNumber {
            code: "UND",
            number: 14,
            letter: &DeviceLetter::nth(laptop),
            date: NaiveDate::from_ymd_opt(2026, 8, 5).unwrap(),
        }
        .label(pattern)
    }

    #[test]
    fn a_pattern_is_filled() {
        assert_eq!(label(USUAL_PATTERN, 0), "UND/014/KIM/VIII/2026");
        assert_eq!(label(USUAL_PATTERN, 1), "UND/014/B/KIM/VIII/2026");
        assert_eq!(label("005/{nomor}-{bulan}/{tahun}", 0), "005/014-08/2026");
    }

    #[test]
    fn every_month_has_its_roman_number() {
        let months = (1..=12).map(roman).collect::<Vec<_>>().join(" ");
        assert_eq!(months, "I II III IV V VI VII VIII IX X XI XII");
    }

    #[test]
    fn a_pattern_whose_numbers_would_repeat_is_a_wall() {
        assert_eq!(pattern_problem(USUAL_PATTERN), None);
        for (pattern, problem) in [
            ("", "pattern_without_number"),
            ("{kode}/KIM/{tahun}", "pattern_without_number"),
            ("{nomor}/KIM", "pattern_without_year"),
            ("{nomor}/{tahun}/{desa}", "pattern_unknown_word"),
            ("{nomor}/{tahun", "pattern_without_year"),
        ] {
            assert_eq!(pattern_problem(pattern), Some(problem), "{pattern}");
        }
    }

    #[test]
    fn kinds_share_a_series_where_the_label_does_not_tell_them_apart() {
        assert_ne!(series(USUAL_PATTERN, "UND"), series(USUAL_PATTERN, "BA"));
        assert_eq!(
            series("{nomor}/{tahun}", "UND"),
            series("{nomor}/{tahun}", "BA")
        );
    }
}
