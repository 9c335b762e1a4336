//! Strings of `.xls` workbooks: in one or two bytes a letter, and the shared ones cut into records wherever they fell.

use super::error::SheetError;
use super::limits::{MOST_CELLS, MOST_TEXT_BYTES};
use encoding_rs::{Encoding, UTF_16LE, WINDOWS_1252};

/// Before Excel 97: bytes in the workbook's code page.
pub(super) fn byte_text(bytes: &[u8], code_page: u16) -> String {
    let encoding: &Encoding = match code_page {
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1253 => encoding_rs::WINDOWS_1253,
        1254 => encoding_rs::WINDOWS_1254,
        10_000 => encoding_rs::MACINTOSH,
        _ => WINDOWS_1252,
    };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Since Excel 97: flags, then letters of one or two bytes.
pub(super) fn wide_text(data: &[u8], letters: usize) -> Option<String> {
    let (flags, rest) = data.split_first()?;
    match flags & 1 {
        0 => rest.get(..letters.min(rest.len())).map(latin),
        _ => rest.get(..(letters * 2).min(rest.len())).map(wide),
    }
}

fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

fn wide(bytes: &[u8]) -> String {
    UTF_16LE.decode_without_bom_handling(bytes).0.into_owned()
}

/// The shared strings: one record and those that continue it.
pub(super) fn shared(pieces: &[&[u8]]) -> Result<Vec<String>, SheetError> {
    let mut reader = Pieces {
        pieces,
        piece: 0,
        at: 0,
    };
    let mut strings = Vec::new();
    let mut bytes = 0;
    // How often they are used; then how many there are.
    reader.skip(4);
    let Some(count) = reader.u32() else {
        return Ok(strings);
    };
    for _ in 0..count {
        let Some(text) = reader.text() else {
            // A table that says more than it holds: cells that name the rest are empty.
            return Ok(strings);
        };
        bytes += text.len();
        strings.push(text);
        if bytes > MOST_TEXT_BYTES || strings.len() > MOST_CELLS {
            return Err(SheetError::TooManyCells);
        }
    }
    Ok(strings)
}

struct Pieces<'a> {
    pieces: &'a [&'a [u8]],
    piece: usize,
    at: usize,
}

impl Pieces<'_> {
    /// What is left of this piece, going on to the next one when it is used up.
    fn rest(&mut self) -> Option<&[u8]> {
        while self.at >= self.pieces.get(self.piece)?.len() {
            self.piece += 1;
            self.at = 0;
        }
        self.pieces.get(self.piece)?.get(self.at..)
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.rest()?.first()?;
        self.at += 1;
        Some(byte)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn u32(&mut self) -> Option<u32> {
        let (low, high) = (self.u16()?, self.u16()?);
        Some(u32::from(high) << 16 | u32::from(low))
    }

    fn skip(&mut self, mut count: usize) {
        while count > 0 {
            let Some(rest) = self.rest() else { return };
            let step = rest.len().min(count);
            self.at += step;
            count -= step;
        }
    }

    fn text(&mut self) -> Option<String> {
        let mut letters = usize::from(self.u16()?);
        let mut flags = self.byte()?;
        let runs = if flags & 8 == 0 {
            0
        } else {
            usize::from(self.u16()?)
        };
        let extension = if flags & 4 == 0 { 0 } else { self.u32()? };
        let mut text = String::new();
        while letters > 0 {
            let width = if flags & 1 == 0 { 1 } else { 2 };
            let rest = self.rest()?;
            let here = letters.min(rest.len() / width);
            let bytes = rest.get(..here * width)?;
            text.push_str(&if width == 1 {
                latin(bytes)
            } else {
                wide(bytes)
            });
            self.at += here * width;
            letters -= here;
            if letters > 0 {
                // Cut within a string: the next piece begins with the flags anew.
                self.piece += 1;
                self.at = 0;
                flags = self.byte()?;
            }
        }
        self.skip(runs * 4);
        self.skip(usize::try_from(extension).ok()?);
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_strings_survive_being_cut_anywhere() {
        // Two strings, the second in two bytes a letter from its third letter on.
        let first: &[u8] = &[
            2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, b'S', b'r', b'i', 4, 0, 0, b'J', b'o',
        ];
        let second: &[u8] = &[1, b's', 0, 0xe9, 0];
        assert_eq!(shared(&[first, second]).unwrap(), ["Sri", "José"]);
        assert_eq!(shared(&[first]).unwrap(), ["Sri"]);
        assert_eq!(shared(&[]).unwrap(), [""; 0]);
    }
}
