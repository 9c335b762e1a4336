//! QR codes as rectangles, so that they stay sharp on every printer.

use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;

/// A QR code as `card.typ` takes it: dark runs of modules in a square of `side` modules.
#[derive(Debug, Serialize)]
pub(crate) struct QrSpec {
    side: usize,
    /// Column, row and length of each run.
    runs: Vec<(usize, usize, usize)>,
}

/// The code of a text; nothing for an empty one or one that is too long for a code.
pub(crate) fn qr(text: &str) -> Option<QrSpec> {
    if text.is_empty() {
        return None;
    }
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let side = code.width();
    let colors = code.to_colors();
    let runs = colors.chunks(side).enumerate();
    Some(QrSpec {
        side,
        runs: runs.flat_map(|(row, line)| dark_runs(row, line)).collect(),
    })
}

fn dark_runs(row: usize, line: &[Color]) -> Vec<(usize, usize, usize)> {
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    for (column, color) in line.iter().enumerate() {
        match runs.last_mut() {
            _ if *color == Color::Light => {}
            Some((start, _, length)) if *start + *length == column => *length += 1,
            _ => runs.push((column, row, 1)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runs_are_the_dark_modules() {
        let spec = qr("014/KIM-MS/2024").unwrap();
        let code = QrCode::with_error_correction_level("014/KIM-MS/2024", EcLevel::M).unwrap();
        let dark = code
            .to_colors()
            .iter()
            .filter(|color| **color == Color::Dark)
            .count();
        assert_eq!(
            spec.runs.iter().map(|(_, _, length)| length).sum::<usize>(),
            dark
        );
        assert!(spec.runs.contains(&(0, 0, 7)), "the corner's square");
        assert!(qr("").is_none() && qr(&"x".repeat(5000)).is_none());
    }
}
