//! Names of cells (`C107`) as row and column, counted from 0.

/// The place of a cell by its name.
pub(super) fn place(name: &str) -> Option<(u32, usize)> {
    let split = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = name.split_at_checked(split)?;
    let mut column = 0_usize;
    for letter in letters.bytes() {
        let letter = letter.to_ascii_uppercase();
        if !letter.is_ascii_uppercase() || column > 20_000 {
            return None;
        }
        column = column * 26 + usize::from(letter - b'A') + 1;
    }
    let row: u32 = digits.parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn names_are_places() {
        assert_eq!(place("A1"), Some((0, 0)));
        assert_eq!(place("aa107"), Some((106, 26)));
        assert_eq!(place("XFD1048576"), Some((1_048_575, 16_383)));
        for bad in [
            "",
            "A",
            "1",
            "A0",
            "É1",
            "AAAAAAAAAAAAAAAAAAAAAAAA1",
            "A99999999999",
        ] {
            assert_eq!(place(bad), None, "{bad}");
        }
    }
}
