//! Simple bar charts: a label, a bar as long as its number, and the number.

use serde::Serialize;

use crate::measure::{Weight, text_em};
use crate::text::breakable;

/// Letter size in points.
const SIZE: f64 = 10.0;
/// The widest that labels get, as a part of the text's width.
const MOST_LABEL: f64 = 0.42;
/// Room for the number after a bar, in em.
const NUMBER_EM: f64 = 4.0;

/// A chart as `bars.typ` takes it. Widths are points.
#[derive(Debug, Serialize)]
pub(crate) struct Bars {
    size: f64,
    label_width: f64,
    number_width: f64,
    bars: Vec<Bar>,
}

#[derive(Debug, Serialize)]
struct Bar {
    label: String,
    count: String,
    /// Its length as a part of the longest, from 0 to 1.
    part: f64,
}

impl Bars {
    /// A bar for each count, for a text so wide in points; `None` if there is nothing to count.
    pub(crate) fn new(counts: &[(String, u64)], text_width: f64) -> Option<Self> {
        let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
        if most == 0 {
            return None;
        }
        let widest = counts
            .iter()
            .map(|(label, _)| text_em(label, Weight::Regular) + 0.2);
        let label_width = (widest.fold(0.0, f64::max) * SIZE).min(text_width * MOST_LABEL);
        let bar = |(label, count): &(String, u64)| Bar {
            label: breakable(label, label_width / SIZE, Weight::Regular),
            count: count.to_string(),
            part: *count as f64 / most as f64,
        };
        Some(Self {
            size: SIZE,
            label_width,
            number_width: NUMBER_EM * SIZE,
            bars: counts.iter().map(bar).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_numbers() {
        let counts = [
            ("satu".to_owned(), 1),
            ("empat".to_owned(), 4),
            ("nol".to_owned(), 0),
        ];
        let bars = Bars::new(&counts, 450.0).unwrap();
        let parts: Vec<f64> = bars.bars.iter().map(|bar| bar.part).collect();
        assert_eq!(parts, [0.25, 1.0, 0.0]);
        assert!(Bars::new(&[], 450.0).is_none());
        assert!(Bars::new(&counts[2..], 450.0).is_none());
    }
}
