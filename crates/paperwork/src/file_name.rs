//! What files are called: words, what they are about, and the day.

/// Longest that the middle part gets, in letters.
const LONGEST: usize = 60;

/// A name without its ending that every system can write. What is about a record may hold any sign.
pub(crate) fn file_name(parts: &[&str]) -> String {
    let parts: Vec<String> = parts.iter().map(|part| writable(part)).collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(" ")
}

/// Letters, digits and what no system minds; everything else becomes a gap.
fn writable(text: &str) -> String {
    let is_safe = |c: char| c.is_alphanumeric() || "-_()".contains(c);
    let safe: String = text
        .chars()
        .map(|c| if is_safe(c) { c } else { ' ' })
        .take(LONGEST)
        .collect();
    safe.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_be_written_on_every_system() {
        assert_eq!(
            file_name(&["Notulen", "Rapat: jalan/jembatan \"RT 01\"?", "2026-10-04"]),
            "Notulen Rapat jalan jembatan RT 01 2026-10-04"
        );
        assert_eq!(
            file_name(&["Lembar aspirasi", "014/B/2026"]),
            "Lembar aspirasi 014 B 2026"
        );
        assert_eq!(file_name(&["Notulen", " ../.. ", "x"]), "Notulen x");
        assert_eq!(writable(&"a".repeat(200)).len(), LONGEST);
    }
}
