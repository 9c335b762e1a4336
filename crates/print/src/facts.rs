//! Label, colon, value: the block with which minutes and letters begin.

use serde::Serialize;

use crate::measure::{Weight, text_em};
use crate::prose::{Paragraph, numbered, paragraphs};

/// Room between a label and its colon, and between the colon and the value, in em.
const GUTTER: f64 = 0.8;
const COLON: f64 = 0.8;
/// The narrowest column of labels, in em.
const NARROWEST: f64 = 6.0;

/// The block as `facts.typ` takes it. Widths are em.
#[derive(Debug, Serialize)]
pub(crate) struct Facts {
    size: f64,
    label_em: f64,
    colon_em: f64,
    rows: Vec<Fact>,
}

#[derive(Debug, Serialize)]
struct Fact {
    label: String,
    value: Vec<Paragraph>,
}

/// A value before it is laid out.
pub(crate) enum Value {
    /// Text as it was typed.
    Text(String),
    /// Entries that are numbered if there are more than one.
    List(Vec<String>),
}

impl Facts {
    /// The facts in letters of that size, for a text so wide in points.
    pub(crate) fn new(
        facts: impl IntoIterator<Item = (&'static str, Value)>,
        size: f64,
        text_width: f64,
    ) -> Self {
        let facts: Vec<(&str, Value)> = facts.into_iter().collect();
        let widest = facts
            .iter()
            .map(|(label, _)| text_em(label, Weight::Regular));
        let label_em = widest.fold(NARROWEST, f64::max) + GUTTER;
        let value_em = text_width / size - label_em - COLON;
        let row = |(label, value): (&str, Value)| Fact {
            label: label.to_owned(),
            value: match value {
                Value::Text(text) => paragraphs(&text, value_em),
                Value::List(entries) => numbered(&entries, value_em),
            },
        };
        Self {
            size,
            label_em,
            colon_em: COLON,
            rows: facts.into_iter().map(row).collect(),
        }
    }
}
