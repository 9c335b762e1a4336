//! What the pages of a letter share: place and date, Nomor/Sifat/Lampiran/Hal, addressee, sentences.

use adinda_domain::dates::long_date;
use adinda_domain::letter::{Letter, LetterNature};
use adinda_domain::profile::Profile;
use serde::Serialize;

use crate::facts::{Facts, Value};
use crate::measure::Weight;
use crate::meeting_wording::DOTS;
use crate::prose::{PROSE_SIZE, Paragraph, paragraphs};
use crate::signature::{SHORT_DOTS, Signing};
use crate::text::{breakable, lines, one_line};

/// The part of the text's width that Nomor/Sifat/Lampiran/Hal take; the date stands beside them.
const HEADING_PART: f64 = 0.62;
/// The part that the addressee takes.
const ADDRESSEE_PART: f64 = 0.75;

/// The words for a letter's nature.
pub fn letter_nature_words(nature: LetterNature) -> &'static str {
    match nature {
        LetterNature::Ordinary => "Biasa",
        LetterNature::Important => "Penting",
        LetterNature::Urgent => "Segera",
        LetterNature::Confidential => "Rahasia",
    }
}

/// The head of a letter as `letter.typ` takes it. Widths are points.
#[derive(Debug, Serialize)]
pub(crate) struct LetterHeading {
    facts: Facts,
    facts_width: f64,
    date: String,
}

impl LetterHeading {
    /// The head for a text so wide in points.
    pub(crate) fn new(letter: &Letter, usual_subject: &str, signing: &Signing, width: f64) -> Self {
        let or = |text: &str, usual: &str| match one_line(text) {
            text if text.is_empty() => usual.to_owned(),
            text => text,
        };
        let facts = [
            ("Nomor", or(&letter.number, DOTS)),
            (
                "Sifat",
                letter_nature_words(letter.nature.unwrap_or(LetterNature::Ordinary)).to_owned(),
            ),
            ("Lampiran", or(&letter.enclosures, "–")),
            ("Hal", or(&letter.subject, usual_subject)),
        ];
        let facts_width = width * HEADING_PART;
        let place = or(&signing.place, SHORT_DOTS);
        // The date of the letter itself, wherever it was kept.
        let date = long_date(letter.date.unwrap_or(signing.date));
        let date_em = (width - facts_width) / PROSE_SIZE;
        Self {
            facts: Facts::new(
                facts.map(|(label, value)| (label, Value::Text(value))),
                PROSE_SIZE,
                facts_width,
            ),
            facts_width,
            date: breakable(&format!("{place}, {date}"), date_em, Weight::Regular),
        }
    }
}

/// "Yth." and the addressee line by line; dots for one that isn't known.
pub(crate) fn addressee_lines(addressee: &str, width: f64) -> String {
    let addressee = match lines(addressee) {
        addressee if addressee.is_empty() => DOTS.to_owned(),
        addressee => addressee,
    };
    let first = addressee.split([' ', '\n']).next().unwrap_or_default();
    let has_opening = ["yth.", "yth", "kepada"].contains(&first.to_lowercase().as_str());
    let opening = if has_opening { "" } else { "Yth. " };
    let width_em = width * ADDRESSEE_PART / PROSE_SIZE;
    breakable(&format!("{opening}{addressee}"), width_em, Weight::Regular)
}

/// The sentences with which the KIM's letters begin, or the usual ones.
pub(crate) fn opening(profile: &Profile, width: f64) -> Vec<Paragraph> {
    said(&profile.letter_opening, "Dengan hormat,", width)
}

/// The sentences with which the KIM's letters end, or the usual ones.
pub(crate) fn closing(profile: &Profile, usual: &str, width: f64) -> Vec<Paragraph> {
    said(&profile.letter_closing, usual, width)
}

/// What was typed, or else the usual sentence.
pub(crate) fn said(typed: &str, usual: &str, width: f64) -> Vec<Paragraph> {
    let width_em = width / PROSE_SIZE;
    match paragraphs(typed, width_em) {
        found if found.is_empty() => paragraphs(usual, width_em),
        found => found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addressees_are_opened_once() {
        assert_eq!(addressee_lines("", 450.0), format!("Yth. {DOTS}"));
        assert_eq!(
            addressee_lines("Kepala Diskominfo\ndi Kepanjen", 450.0),
            "Yth. Kepala Diskominfo\ndi Kepanjen"
        );
        assert_eq!(
            addressee_lines("Yth. Bapak Camat", 450.0),
            "Yth. Bapak Camat"
        );
        assert_eq!(
            addressee_lines("Kepada\nYth. Bapak Camat", 450.0),
            "Kepada\nYth. Bapak Camat"
        );
    }
}
