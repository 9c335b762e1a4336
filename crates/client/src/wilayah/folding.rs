//! Names folded for the search: without spaces, punctuation, accents and apostrophes, in small letters but for the
//! first of each word. "Suka Ma'ju" is "SukaMaju": so "sukamaju" is found in it, and where words begin is still known.

use unicode_normalization::UnicodeNormalization;

/// Appends a folded name. Accents go, and so does whatever isn't a Latin letter or a digit.
pub(super) fn fold_into(folded: &mut Vec<u8>, name: &str) {
    let mut word_starts = true;
    for character in name.nfd() {
        match character {
            'A'..='Z' | 'a'..='z' | '0'..='9' => {
                let byte = character as u8;
                folded.push(if word_starts {
                    byte.to_ascii_uppercase()
                } else {
                    byte.to_ascii_lowercase()
                });
                word_starts = false;
            }
            ' ' | '-' | '.' | '/' | ',' | '(' | ')' => word_starts = true,
            _ => {}
        }
    }
}

pub(super) fn letters_of(folded: &[u8]) -> u32 {
    folded.iter().fold(0, |letters, byte| match byte | 0x20 {
        letter @ b'a'..=b'z' => letters | 1 << (letter - b'a'),
        _ => letters | 1 << 26,
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Nowhere,
    Inside,
    AtWordStart,
}

/// Looks for a word in a folded name. Setting bit 5 makes a letter small and leaves a digit as it is.
pub(super) fn find(name: &[u8], word: &[u8]) -> Found {
    let mut found = Found::Nowhere;
    let mut start = 0;
    while start + word.len() <= name.len() {
        let mut matching = 0;
        while matching < word.len() && name[start + matching] | 0x20 == word[matching] {
            matching += 1;
        }
        if matching == word.len() {
            if start == 0 || name[start].is_ascii_uppercase() {
                return Found::AtWordStart;
            }
            found = Found::Inside;
        }
        start += 1;
    }
    found
}
