//! How wide text is in Arimo, so that column widths can be chosen before typst sets the table.

use std::sync::LazyLock;

use typst::layout::Abs;
use typst::text::{FontInstance, FontVariant, FontVariations};

use crate::world::fonts;

/// The two weights that we measure in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    /// Running text.
    Regular,
    /// Headings and names under signatures.
    Bold,
}

/// Width taken for a letter that the face doesn't have.
const UNKNOWN_EM: f64 = 0.75;

static FACES: LazyLock<[Option<FontInstance>; 2]> = LazyLock::new(|| [0, 1].map(face));

fn face(index: usize) -> Option<FontInstance> {
    let font = fonts().get(index)?.clone();
    Some(font.instantiate(
        FontVariant::default(),
        Abs::pt(10.0),
        &FontVariations::default(),
    ))
}

/// The width of one letter, in em.
pub(crate) fn character_em(c: char, weight: Weight) -> f64 {
    let face = match weight {
        Weight::Regular => &FACES[0],
        Weight::Bold => &FACES[1],
    };
    face.as_ref()
        .and_then(|face| face.x_advance(face.ttf().glyph_index(c)?.0))
        .map_or(UNKNOWN_EM, |advance| advance.get())
}

/// The width of a text, in em: of its widest line. Without kerning, which hardly ever makes a line wider.
pub(crate) fn text_em(text: &str, weight: Weight) -> f64 {
    let line_em = |line: &str| line.chars().map(|c| character_em(c, weight)).sum();
    text.split('\n').map(line_em).fold(0.0, f64::max)
}

/// The width of the widest word, in em. Words joined by a stroke ("Pelajar/Mahasiswa") are two, but not "L/P".
pub(crate) fn widest_word_em(text: &str, weight: Weight) -> f64 {
    text.split([' ', '\n'])
        .flat_map(parts)
        .map(|word| text_em(word, weight))
        .fold(0.0, f64::max)
}

/// The two words on either side of a stroke, or the word itself and nothing.
pub(crate) fn parts(word: &str) -> [&str; 2] {
    let is_word = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    match word.find('/').map(|stroke| word.split_at(stroke + 1)) {
        Some((before, after)) if is_word(before) && is_word(after) => [before, after],
        _ => [word, ""],
    }
}

/// About how many lines the text takes in this width.
pub(crate) fn line_count(text: &str, width_em: f64, weight: Weight) -> usize {
    Words::new(text, weight).line_count(width_em)
}

/// The widths of the words in each line of a text, for asking more than once how many lines they take.
pub(crate) struct Words {
    lines: Vec<Vec<f64>>,
    space: f64,
}

impl Words {
    /// Measures the words of a text.
    pub(crate) fn new(text: &str, weight: Weight) -> Self {
        let words = |line: &str| line.split(' ').map(|word| text_em(word, weight)).collect();
        Self {
            lines: text.split('\n').map(words).collect(),
            space: character_em(' ', weight),
        }
    }

    /// About how many lines they take: they are put into lines greedily, those wider than a line run on.
    pub(crate) fn line_count(&self, width_em: f64) -> usize {
        let counts = self.lines.iter().map(|words| self.count(words, width_em));
        counts.sum()
    }

    fn count(&self, words: &[f64], width_em: f64) -> usize {
        let mut lines = 1;
        let mut filled = 0.0;
        for word in words {
            if filled > 0.0 && filled + self.space + word > width_em {
                lines += 1;
                filled = 0.0;
            }
            if *word > width_em {
                // A broken word leaves some of each line empty.
                let pieces = (word / (width_em * 0.7)).ceil().min(10_000.0);
                lines += pieces as usize - 1;
                filled = width_em;
            } else {
                filled += if filled > 0.0 {
                    self.space + word
                } else {
                    *word
                };
            }
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_arial() {
        assert!((text_em("0000", Weight::Regular) - 4.0 * 0.556).abs() < 0.01);
        assert!((text_em("A", Weight::Bold) - 0.722).abs() < 0.01);
        assert_eq!(character_em('\u{a9a0}', Weight::Regular), UNKNOWN_EM);
    }

    #[test]
    fn lines_are_counted_by_words() {
        assert_eq!(line_count("", 5.0, Weight::Regular), 1);
        assert_eq!(line_count("satu dua tiga", 100.0, Weight::Regular), 1);
        assert_eq!(line_count("satu dua tiga", 2.3, Weight::Regular), 3);
        assert_eq!(line_count("satu dua\ntiga", 100.0, Weight::Regular), 2);
        assert!(line_count(&"x".repeat(70), 5.0, Weight::Regular) >= 7);
    }
}
