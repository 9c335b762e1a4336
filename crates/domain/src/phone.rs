//! Phone numbers: stored as +62…, shown as 08….

/// A number as typed (`0812-3456-7890`, `62812…`, `812…`) in its stored form `+62812…`. What isn't a
/// number stays as typed, trimmed: it's the user's note.
pub fn to_stored(typed: &str) -> String {
    let typed = typed.trim();
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let only_number = typed
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '(' | ')' | '+'));
    if digits.is_empty() || !only_number {
        return typed.to_owned();
    }
    match (typed.starts_with('+'), digits.as_str()) {
        (true, digits) => format!("+{digits}"),
        (false, digits) if digits.starts_with("62") => format!("+{digits}"),
        (false, digits) => format!("+62{}", digits.trim_start_matches('0')),
    }
}

/// A stored number as people write it: `0812…`.
pub fn to_shown(stored: &str) -> String {
    match stored.strip_prefix("+62") {
        Some(rest) => format!("0{rest}"),
        None => stored.to_owned(),
    }
}

/// Whether the number, written with its leading 0, has 10 to 14 digits. Outside is a warning.
pub fn has_usual_length(stored: &str) -> bool {
    let shown = to_shown(stored);
    (10..=14).contains(&shown.chars().filter(char::is_ascii_digit).count())
        && shown.chars().all(|c| c.is_ascii_digit() || c == '+')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_stored_with_country_code_and_shown_without() {
        for typed in [
            "081234567890",
            "0812-3456-7890",
            "62 812 3456 7890",
            "+62 812-3456-7890",
            "81234567890",
        ] {
            assert_eq!(to_stored(typed), "+6281234567890", "{typed}");
        }
        assert_eq!(to_shown("+6281234567890"), "081234567890");
        assert_eq!(to_stored("tanya Pak RT"), "tanya Pak RT");
        assert_eq!(to_stored("+60 12 345 6789"), "+60123456789");
        assert!(has_usual_length("+6281234567890"));
        assert!(!has_usual_length("+62812"));
    }
}
