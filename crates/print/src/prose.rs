//! Running text as a secretary types it: a paragraph a line, and lists that they number or dash by hand.

use serde::Serialize;

use crate::measure::{Weight, text_em};
use crate::text::{breakable, one_line};

/// Point size of running text.
pub(crate) const PROSE_SIZE: f64 = 12.0;
/// Room between a list's marker and its text, in em.
const AFTER_MARKER: f64 = 0.5;
/// The narrowest column of markers, in em, so that lists of one document stand alike.
const MARKER: f64 = 1.2;
/// How far the inner list stands in, in em.
const INDENT: f64 = 1.7;

/// One paragraph, or one entry of a list.
#[derive(Clone, Debug, Serialize, PartialEq)]
pub(crate) struct Paragraph {
    /// "1.", "a.", "–", or nothing.
    marker: String,
    /// Width of the marker's column in em.
    marker_em: f64,
    /// How far it stands in, in em.
    indent_em: f64,
    text: String,
}

/// Paragraphs under a heading.
#[derive(Debug, Serialize)]
pub(crate) struct Section {
    pub(crate) heading: String,
    pub(crate) paragraphs: Vec<Paragraph>,
}

impl Paragraph {
    /// An entry of a list with its marker, for a text so many em wide.
    pub(crate) fn entry(marker: &str, text: &str, width_em: f64) -> Self {
        Self::new(marker, text, 0.0, width_em)
    }

    fn new(marker: &str, text: &str, indent_em: f64, width_em: f64) -> Self {
        let marker_em = match marker {
            "" => 0.0,
            _ => (text_em(marker, Weight::Regular) + AFTER_MARKER).max(MARKER + AFTER_MARKER),
        };
        Self {
            marker: marker.to_owned(),
            marker_em,
            indent_em,
            text: breakable(text, width_em - indent_em - marker_em, Weight::Regular),
        }
    }
}

/// The paragraphs of what was typed, for a text so many em wide.
pub(crate) fn paragraphs(typed: &str, width_em: f64) -> Vec<Paragraph> {
    let mut result = Vec::new();
    for line in typed.split(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let text = one_line(line);
        if text.is_empty() {
            continue;
        }
        let stands_in = line.starts_with([' ', '\t']);
        let (marker, rest) = split_marker(&text);
        let indent = if stands_in && !marker.is_empty() {
            INDENT
        } else {
            0.0
        };
        result.push(Paragraph::new(marker, rest, indent, width_em));
    }
    result
}

/// The texts as a numbered list; a single one stands without a number.
pub(crate) fn numbered(texts: &[String], width_em: f64) -> Vec<Paragraph> {
    match texts {
        [only] => paragraphs(only, width_em),
        _ => texts
            .iter()
            .enumerate()
            .map(|(index, text)| Paragraph::entry(&format!("{}.", index + 1), text, width_em))
            .collect(),
    }
}

/// "1.", "12)", "a.", "-" before a list's entry. A capital with a stop is an initial: "M. Syafi'i".
fn split_marker(text: &str) -> (&str, &str) {
    let Some((marker, rest)) = text.split_once(' ') else {
        return ("", text);
    };
    if matches!(marker, "-" | "–" | "•" | "*") {
        return ("–", rest);
    }
    let counter = marker.strip_suffix(['.', ')']).unwrap_or_default();
    let is_number = (1..=3).contains(&counter.len()) && counter.bytes().all(|b| b.is_ascii_digit());
    let is_letter = counter.len() == 1 && counter.bytes().all(|b| b.is_ascii_lowercase());
    if is_number || is_letter {
        (marker, rest)
    } else {
        ("", text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_known_by_their_markers() {
        let typed =
            "M. Syafi'i membuka rapat.\r\n\n1. Jalan\n  a) rusak\n- lampu\n2024 dana\n5.000 orang";
        let found: Vec<(String, String)> = paragraphs(typed, 40.0)
            .into_iter()
            .map(|paragraph| (paragraph.marker, paragraph.text))
            .collect();
        let expected = [
            ("", "M. Syafi'i membuka rapat."),
            ("1.", "Jalan"),
            ("a)", "rusak"),
            ("–", "lampu"),
            ("", "2024 dana"),
            ("", "5.000 orang"),
        ];
        assert_eq!(
            found,
            expected.map(|(marker, text)| (marker.to_owned(), text.to_owned()))
        );
    }
}
