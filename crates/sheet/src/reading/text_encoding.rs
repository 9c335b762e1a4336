//! Text of unknown encoding: UTF-8 and UTF-16 by their marks, UTF-8 if it is valid, else Windows-1252.

use super::error::SheetError;
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text of a file, if it is text at all.
pub(super) fn decoded(bytes: &[u8]) -> Result<String, SheetError> {
    let text = if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        UTF_8.decode_without_bom_handling(rest).0
    } else if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        UTF_16LE.decode_without_bom_handling(rest).0
    } else if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        UTF_16BE.decode_without_bom_handling(rest).0
    } else if looks_like_utf16(bytes, 1) {
        UTF_16LE.decode_without_bom_handling(bytes).0
    } else if looks_like_utf16(bytes, 0) {
        UTF_16BE.decode_without_bom_handling(bytes).0
    } else {
        match UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
            Some(text) => text,
            None => WINDOWS_1252.decode_without_bom_handling(bytes).0,
        }
    };
    refuse_what_is_no_text(&text)?;
    Ok(text.into_owned())
}

/// Whether nearly every second byte, from `zero_at` on, is zero: Latin letters in UTF-16.
fn looks_like_utf16(bytes: &[u8], zero_at: usize) -> bool {
    let head = &bytes[..bytes.len().min(4_000)];
    let zeros = head.iter().skip(zero_at).step_by(2).filter(|b| **b == 0);
    let others = head
        .iter()
        .skip(1 - zero_at)
        .step_by(2)
        .filter(|b| **b == 0);
    head.len() >= 8 && zeros.count() * 10 >= (head.len() / 2) * 8 && others.count() == 0
}

/// Pictures, programs, PDF, RTF and web pages aren't separated values, though their bytes can be shown as text.
fn refuse_what_is_no_text(text: &str) -> Result<(), SheetError> {
    let head: String = text.chars().take(2_000).collect();
    let start = head.trim_start().to_ascii_lowercase();
    let looks_like_page = [
        "<html",
        "<!doctype html",
        "<table",
        "<meta",
        "<head",
        "<body",
        "<style",
    ]
    .iter()
    .any(|tag| start.contains(tag));
    if start.starts_with('<') {
        return Err(match looks_like_page {
            true => SheetError::WebPage,
            false => SheetError::PlainXml,
        });
    }
    let is_control = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}');
    let controls = head.chars().filter(is_control).count();
    let replaced = head.chars().filter(|c| *c == '\u{fffd}').count();
    let is_known = ["%pdf-", "{\\rtf", "mz"]
        .iter()
        .any(|mark| start.starts_with(mark))
        && (controls > 0 || !start.starts_with("mz"));
    if is_known || text.contains('\0') || (controls + replaced) * 50 > head.chars().count() {
        return Err(SheetError::NotASheet);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_through_in_every_encoding() {
        let text = "Nama;Alamat\nJosé;Jl. “Mawar”\n";
        let utf16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            text.encode_utf16().flat_map(bytes).collect()
        };
        let (little, big) = (utf16(u16::to_le_bytes), utf16(u16::to_be_bytes));
        let windows: Vec<u8> = WINDOWS_1252.encode(text).0.into_owned();
        let samples = [
            text.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            [b"\xff\xfe", little.as_slice()].concat(),
            [b"\xfe\xff", big.as_slice()].concat(),
            little,
            big,
            windows,
        ];
        for (index, sample) in samples.iter().enumerate() {
            assert_eq!(decoded(sample).unwrap(), text, "sample {index}");
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        let code = |bytes: &[u8]| decoded(bytes).unwrap_err().code();
        assert_eq!(
            code(b"<html><table><tr><td>Nama</td></tr></table>"),
            "sheet_web_page"
        );
        assert_eq!(
            code(b"\n<?xml version=\"1.0\"?><Workbook/>"),
            "sheet_plain_xml"
        );
        assert_eq!(code(b"%PDF-1.7\n1 0 obj"), "sheet_not_a_sheet");
        assert_eq!(code(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "sheet_not_a_sheet");
        assert_eq!(
            code(&[0xff, 0xd8, 0xff, 0xe0, 0, 16, 1, 2, 3, 4]),
            "sheet_not_a_sheet"
        );
    }
}
