//! Text for a place of fixed size: in smaller letters if it must be, and in the last resort with its end cut off.

use serde::Serialize;

use crate::measure::{Weight, text_em};
use crate::text::{SOFT_HYPHEN, ZERO_WIDTH_SPACE, breakable};

/// A text and the size in points in which it fits.
#[derive(Debug, Serialize, PartialEq)]
pub(crate) struct FittedText {
    text: String,
    size: f64,
}

/// The text in the first of these sizes in which it takes at most so many lines of that width in points; in the
/// last, its end is cut off.
pub(crate) fn fitted(
    text: &str,
    sizes: &[f64],
    most_lines: usize,
    width: f64,
    weight: Weight,
) -> FittedText {
    let mut smallest = 1.0;
    for size in sizes {
        let broken = breakable(text, width / size, weight);
        if line_count(&broken, width / size, weight) <= most_lines {
            return FittedText {
                text: broken,
                size: *size,
            };
        }
        smallest = *size;
    }
    let width_em = width / smallest;
    let mut kept = text.to_owned();
    loop {
        let broken = breakable(&format!("{}…", kept.trim_end()), width_em, weight);
        if line_count(&broken, width_em, weight) <= most_lines || kept.pop().is_none() {
            return FittedText {
                text: broken,
                size: smallest,
            };
        }
    }
}

/// How many lines a text takes in which the places to break have been put.
fn line_count(text: &str, width_em: f64, weight: Weight) -> usize {
    let mut lines = 1;
    let mut filled = 0.0;
    for piece in text.split_inclusive([' ', SOFT_HYPHEN, ZERO_WIDTH_SPACE]) {
        let shown = piece.trim_end_matches([' ', SOFT_HYPHEN, ZERO_WIDTH_SPACE]);
        let hyphen = if piece.ends_with(SOFT_HYPHEN) {
            "-"
        } else {
            ""
        };
        let width = text_em(shown, weight);
        if filled > 0.0 && filled + width + text_em(hyphen, weight) > width_em {
            lines += 1;
            filled = 0.0;
        }
        let space = if piece.ends_with(' ') { " " } else { "" };
        filled += width + text_em(space, weight);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_get_smaller_before_words_are_cut_off() {
        let fit = |text: &str, width| fitted(text, &[10.0, 8.0], 1, width, Weight::Regular);
        let name = "Ni Luh Putu Ayu";
        let em = text_em(name, Weight::Regular);
        assert_eq!(fit(name, em * 10.0 + 0.1).size, 10.0);
        assert_eq!(
            fit(name, em * 9.0),
            FittedText {
                text: name.into(),
                size: 8.0
            }
        );
        let cut = fit(name, em * 5.0);
        assert!(
            cut.text.ends_with('…') && cut.text.starts_with("Ni Luh"),
            "{cut:?}"
        );
        assert_eq!(
            fitted(name, &[8.0], 2, em * 5.0, Weight::Regular).text,
            name
        );
        assert_eq!(fit("", 1.0).text, "");
        assert_eq!(fit("xxxx", 1.0).text, "…");
    }
}
