//! One field's value, and the text rules that every laptop applies before a value is saved.

use crate::path::FieldPath;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

/// The fields of one record by path. What is absent has never been set; [`Value::Null`] was emptied.
pub type Fields = BTreeMap<FieldPath, Value>;

/// A field's value. Flat on purpose: lists are field paths, so that two laptops can change
/// different entries of the same list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Emptied by a person.
    Null,
    /// Yes or no.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// Text in NFC with LF line ends; also dates (`2026-08-05`), times (`09:30`) and choices.
    Text(String),
    /// A reference to another record.
    Reference(Uuid),
    /// Anything a newer Adinda may send: kept byte for byte and passed on (one whole CBOR item).
    Opaque(Vec<u8>),
}

impl Value {
    /// Text as every laptop stores it: NFC, LF, without control characters and without space at the ends.
    pub fn text(raw: &str) -> Value {
        let text = normalise_text(raw);
        if text.is_empty() {
            Value::Null
        } else {
            Value::Text(text)
        }
    }

    /// The text, if this is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether a person would call this empty.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }
}

/// NFC, LF for CR LF and CR, no control characters but line feed and tab, no space at the ends.
/// The server never normalises: it keeps the bytes that came.
pub fn normalise_text(raw: &str) -> String {
    let unix_lines = raw.replace("\r\n", "\n").replace('\r', "\n");
    let composed: String = unix_lines
        .nfc()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    composed.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_becomes_nfc_and_lf() {
        assert_eq!(
            Value::text("  Jose\u{301}\r\nbaris\rdua\u{0} "),
            Value::Text("José\nbaris\ndua".into())
        );
        assert_eq!(Value::text(" \u{a0}\t "), Value::Null);
    }
}
