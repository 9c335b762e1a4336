//! What users wrote, made fit for a line of print: no control signs, no word wider than its place.

use crate::measure::{Weight, character_em, parts, text_em};

/// Says "may be broken here, with a hyphen".
pub(crate) const SOFT_HYPHEN: char = '\u{ad}';
/// Says "may be broken here, without one".
pub(crate) const ZERO_WIDTH_SPACE: char = '\u{200b}';

/// The text in one line: any run of white space is one space; signs that can't be seen but reorder or break
/// their surroundings are gone.
pub(crate) fn one_line(text: &str) -> String {
    let visible: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let words = visible.split(|c: char| c.is_whitespace() || c.is_control());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{ad}' | '\u{feff}')
}

/// The parts that aren't empty, with the separator between them.
pub(crate) fn joined<T: AsRef<str>>(parts: impl IntoIterator<Item = T>, separator: &str) -> String {
    let mut result = String::new();
    for part in parts {
        let part = part.as_ref();
        if !part.is_empty() && !result.is_empty() {
            result.push_str(separator);
        }
        result.push_str(part);
    }
    result
}

/// The text with each line that was typed cleaned, and none empty: what a cell of more than one line takes.
pub(crate) fn lines(text: &str) -> String {
    joined(text.lines().map(one_line), "\n")
}

/// The text with places to break put into every word that is wider than `width_em`, and only into those.
pub(crate) fn breakable(text: &str, width_em: f64, weight: Weight) -> String {
    let mut result = String::with_capacity(text.len());
    for word in text.split_inclusive([' ', '\n']) {
        let (word, after) = match word.strip_suffix([' ', '\n']) {
            Some(bare) => (bare, &word[bare.len()..]),
            None => (word, ""),
        };
        for part in parts(word) {
            if text_em(part, weight) <= width_em {
                result.push_str(part);
            } else {
                push_broken(&mut result, part, width_em, weight);
            }
        }
        result.push_str(after);
    }
    result
}

/// Breaks only where a line is full: what is copied from the document keeps as few hidden signs as can be.
fn push_broken(result: &mut String, word: &str, width_em: f64, weight: Weight) {
    let letters: Vec<char> = word.chars().collect();
    let hyphen = character_em('-', weight);
    let mut start = 0;
    while start < letters.len() {
        let end = line_end(&letters, start, width_em - hyphen, weight);
        result.extend(&letters[start..end]);
        if end < letters.len() {
            let inside_word = letters[end - 1].is_alphabetic() && letters[end].is_alphabetic();
            result.push(if inside_word {
                SOFT_HYPHEN
            } else {
                ZERO_WIDTH_SPACE
            });
        }
        start = end;
    }
}

/// Where the line that begins at `start` ends: at the last good place past its first part, or else when full.
fn line_end(letters: &[char], start: usize, width_em: f64, weight: Weight) -> usize {
    let mut filled = 0.0;
    let mut good = None;
    for index in start..letters.len() {
        let can_break = index > start && !joins_to_previous(letters[index]);
        if can_break && filled > width_em * 0.4 && is_good_break(letters, index) {
            good = Some(index);
        }
        filled += character_em(letters[index], weight);
        if filled > width_em && can_break {
            return good.unwrap_or(index);
        }
    }
    letters.len()
}

/// Whether a reader would expect a word to break before this letter.
fn is_good_break(letters: &[char], index: usize) -> bool {
    matches!(letters[index - 1], '/' | '-' | '.' | ',' | '@' | '_')
        || begins_syllable(letters, index)
}

/// Whether a sign belongs to the one before it (accents, joined emoji) and can't begin a line.
fn joins_to_previous(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Whether an Indonesian syllable may begin here: a consonant (or ng, ny, sy, kh) before a vowel, two letters
/// away from either end of the word.
fn begins_syllable(letters: &[char], index: usize) -> bool {
    let at = |i: usize| {
        letters
            .get(i)
            .map(|c| c.to_lowercase().next().unwrap_or(*c))
    };
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let is_vowel = |c: Option<char>| c.is_some_and(|c| "aeiouáàâäéèêëíìîïóòôöúùûü".contains(c));
    let is_pair = |i: usize| {
        matches!(
            (at(i), at(i + 1)),
            (Some('n'), Some('g' | 'y')) | (Some('s' | 'k'), Some('y' | 'h'))
        )
    };
    let onset = if is_pair(index) { 2 } else { 1 };
    index >= 2
        && is_letter(at(index - 2))
        && is_letter(at(index - 1))
        && !is_pair(index - 1)
        && is_letter(at(index))
        && !is_vowel(at(index))
        && is_vowel(at(index + onset))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, width_em: f64) -> String {
        breakable(text, width_em, Weight::Regular)
            .replace(SOFT_HYPHEN, "-")
            .replace(ZERO_WIDTH_SPACE, "|")
    }

    #[test]
    fn only_words_too_wide_for_their_place_get_breaks() {
        assert_eq!(shown("Ni Luh Putu Ayu Sri", 4.0), "Ni Luh Putu Ayu Sri");
        assert_eq!(shown("Sri Kusumaningrum", 4.0), "Sri Kusu-maning-rum");
        assert_eq!(shown("Bangunan", 3.0), "Ba-ngu-nan");
        assert_eq!(shown("Pelajar/Mahasiswa", 6.0), "Pelajar/Mahasiswa");
        assert_eq!(shown("xxxxxxxxxx", 2.0), "xxx-xxx-xxx-x");
        assert_eq!(shown("350712", 2.0), "35|07|12");
        assert_eq!(shown("ayu@desa.id", 4.0), "ayu@|desa.id");
        assert_eq!(shown("abc", 0.1), "a-b-c");
        assert_eq!(shown("satu  dua\ntiga ", 9.0), "satu  dua\ntiga ");
    }

    #[test]
    fn text_stands_in_one_line_without_hidden_signs() {
        assert_eq!(
            one_line("  M.\tSyafi'i\r\n bin\u{202e} José\u{0} "),
            "M. Syafi'i bin José"
        );
    }
}
