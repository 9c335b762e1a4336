//! Whether a PDF is whole: it ends as a PDF ends, and its end names a place within it where its table of objects is.

use crate::AttachmentProblem;

/// The end of a PDF stands within so many bytes of the end of the file.
const END_WITHIN: usize = 2048;

/// Checks that a file that begins as a PDF also ends as one.
///
/// # Errors
/// [`AttachmentProblem::Damaged`].
pub(crate) fn check(bytes: &[u8]) -> Result<(), AttachmentProblem> {
    let tail = &bytes[bytes.len().saturating_sub(END_WITHIN)..];
    let whole = || -> Option<()> {
        rfind(tail, b"%%EOF")?;
        let mark = rfind(tail, b"startxref")?;
        let offset = number_at(tail.get(mark + b"startxref".len()..)?)?;
        let table = bytes.get(offset..)?;
        let starts = table.iter().position(|byte| !byte.is_ascii_whitespace())?;
        let table = table.get(starts..)?;
        // A table, or a stream of objects that holds it.
        (table.starts_with(b"xref") || is_object(table)).then_some(())
    };
    whole().ok_or(AttachmentProblem::Damaged)
}

/// Whether an object begins here: `12 0 obj`.
fn is_object(bytes: &[u8]) -> bool {
    let mut words = bytes
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty());
    let mut is_number = || {
        words
            .next()
            .is_some_and(|word| word.iter().all(u8::is_ascii_digit))
    };
    is_number() && is_number() && words.next().is_some_and(|word| word.starts_with(b"obj"))
}

/// The decimal number after white space, where what follows needn't be text.
fn number_at(bytes: &[u8]) -> Option<usize> {
    let digits: String = bytes
        .iter()
        .skip_while(|byte| byte.is_ascii_whitespace())
        .take_while(|byte| byte.is_ascii_digit())
        .map(|byte| char::from(*byte))
        .collect();
    digits.parse().ok()
}

fn rfind(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).rposition(|part| part == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &[u8] = b"%PDF-1.4\n1 0 obj<<>>endobj\nxref\n0 1\n0000000000 65535 f \ntrailer<<>>\nstartxref\n27\n%%EOF\n";

    #[test]
    fn a_pdf_that_was_cut_off_is_damaged() {
        check(WHOLE).unwrap();
        for cut in 0..WHOLE.len() - 6 {
            assert!(check(&WHOLE[..cut]).is_err(), "cut at {cut}");
        }
        let headless: Vec<u8> = WHOLE.iter().skip(9).copied().collect();
        assert!(check(&headless).is_err(), "its table isn't where it says");
    }
}
