//! Register numbers: labels given on the laptop, offline, inside the transaction of Simpan.
//!
//! A number is (kind, year of the document's date, letter of the laptop, n) with n one above the highest
//! of its own. The first laptop's letter isn't shown, so `014/2026` and `014/B/2026` never meet.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The letter that the office gave a laptop; `A`, or none before pairing, isn't shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
pub struct DeviceLetter(pub String);

impl DeviceLetter {
    /// The letter of a KIM's n-th laptop, counted from 0: A … Z, AA, AB ….
    pub fn nth(n: u32) -> DeviceLetter {
        let mut letters = Vec::new();
        let mut rest = n + 1;
        while rest > 0 {
            rest -= 1;
            letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
            rest /= 26;
        }
        DeviceLetter(letters.into_iter().rev().collect())
    }

    /// The laptop before it was paired, and the first one after: no letter in the number.
    pub fn is_first(&self) -> bool {
        self.0.is_empty() || self.0 == "A"
    }
}

/// One register number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterNumber {
    /// The running number, from 1.
    pub number: u32,
    /// The laptop's letter.
    pub letter: DeviceLetter,
    /// The year of the document's date.
    pub year: i32,
}

impl fmt::Display for RegisterNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.letter.is_first() {
            write!(f, "{:03}/{}", self.number, self.year)
        } else {
            write!(f, "{:03}/{}/{}", self.number, self.letter.0, self.year)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_laptops_never_give_the_same_number() {
        let number = |letter: u32| {
            RegisterNumber {
                number: 14,
                letter: DeviceLetter::nth(letter),
                year: 2026,
            }
            .to_string()
        };
        assert_eq!(number(0), "014/2026");
        assert_eq!(number(1), "014/B/2026");
        assert_eq!(number(26), "014/AA/2026");
        assert_eq!(DeviceLetter::nth(701).0, "ZZ");
    }
}
