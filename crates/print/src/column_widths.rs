//! How large a table's letters are and how wide its columns: chosen from what stands in it, so that no word is
//! cut, none leaves its cell, and the table takes as few pages as it can.

use crate::measure::{Weight, text_em, widest_word_em};
use crate::page_setup::POINTS_PER_MM;
use crate::paper_saving::fewer_lines;

/// Letter sizes in points, the best first. Below the last, paper can't be read any more.
const SIZES: [f64; 4] = [10.0, 9.5, 9.0, 8.5];
/// Room between a cell's border and its text on either side, in points.
pub(crate) const INSET_X: f64 = 3.0;
/// Measured widths are given this much more room, so that rounding never makes a word break.
const SLACK: f64 = 0.5;

/// A column before the table is laid out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    /// The heading.
    pub(crate) heading: &'static str,
    /// A good width in millimetres at 10 pt.
    pub(crate) comfort: f64,
    /// The width, likewise, that a long text elsewhere can't take from it.
    pub(crate) firm: f64,
    /// Whether its cells stand in the middle.
    pub(crate) centred: bool,
    /// Its share of the width that nobody needs. Without one it is never wider than its contents.
    pub(crate) share: f64,
}

/// The letter size and the widths of the columns, in points.
#[derive(Debug)]
pub(crate) struct ChosenWidths {
    /// Letter size.
    pub(crate) size: f64,
    /// Outer widths; together the width of the text.
    pub(crate) widths: Vec<f64>,
}

impl ChosenWidths {
    /// The widths that texts in the cells have, in em.
    pub(crate) fn inner_em(&self) -> Vec<f64> {
        self.widths
            .iter()
            .map(|width| inner_em(*width, self.size))
            .collect()
    }
}

/// Chooses for these columns and rows of clean text on paper with that much width between its margins.
pub(crate) fn choose(columns: &[Column], rows: &[Vec<String>], text_width: f64) -> ChosenWidths {
    let at = |size: f64| Sizing::new(columns, rows, size);
    let smallest = SIZES[SIZES.len() - 1];
    let sizing = SIZES
        .into_iter()
        .map(at)
        .find(|sizing| sizing.comforts.iter().sum::<f64>() <= text_width)
        .unwrap_or_else(|| at(smallest));
    let widths = sizing.widths(text_width);
    // Even a column with hardly anything in it keeps some width: people write into it by hand.
    let keep = |(width, column): (&f64, &Column)| width.min(scaled(column.firm, sizing.size));
    let kept: Vec<f64> = widths.iter().zip(columns).map(keep).collect();
    let kept: Vec<f64> = kept
        .iter()
        .zip(&sizing.firms)
        .map(|(a, b)| a.max(*b))
        .collect();
    let widths = fewer_lines(widths, &kept, rows, |width| inner_em(width, sizing.size));
    ChosenWidths {
        size: sizing.size,
        widths,
    }
}

/// What each column asks for at one letter size, in points. Each list is nowhere narrower than the one before.
struct Sizing<'a> {
    columns: &'a [Column],
    size: f64,
    /// No heading breaks, and no word but an extraordinarily long one.
    firms: Vec<f64>,
    /// Even long words are whole, if not longer than a comfortable column is wide.
    leasts: Vec<f64>,
    /// A comfortable width, or less if the contents are narrower, but enough to write in by hand.
    comforts: Vec<f64>,
    /// A comfortable width, whatever the contents, for columns that take a share.
    usuals: Vec<f64>,
    /// Every cell in one line.
    one_lines: Vec<f64>,
}

impl<'a> Sizing<'a> {
    fn new(columns: &'a [Column], rows: &[Vec<String>], size: f64) -> Self {
        let scaled = |millimetres: f64| scaled(millimetres, size);
        let outer = |em: f64| em * size + 2.0 * INSET_X + SLACK;
        let mut sizing = Self {
            columns,
            size,
            firms: Vec::new(),
            leasts: Vec::new(),
            comforts: Vec::new(),
            usuals: Vec::new(),
            one_lines: Vec::new(),
        };
        for (index, column) in columns.iter().enumerate() {
            let widest = |measure: fn(&str, Weight) -> f64| {
                let cells = rows.iter().map(|row| measure(&row[index], Weight::Regular));
                outer(cells.fold(0.0, f64::max))
            };
            let (word, line) = (widest(widest_word_em), widest(text_em));
            let heading = outer(widest_word_em(column.heading, Weight::Bold));
            let comfort = scaled(column.comfort);
            let least = heading.max(word.min(comfort));
            let narrowest = if column.share > 0.0 {
                scaled(column.firm)
            } else {
                0.0
            };
            let comfortable = least.max(line.max(narrowest).min(comfort));
            let usual = if column.share > 0.0 {
                comfortable.max(comfort)
            } else {
                comfortable
            };
            sizing
                .firms
                .push(heading.max(word.min(scaled(column.firm))));
            sizing.leasts.push(least);
            sizing.comforts.push(comfortable);
            sizing.usuals.push(usual);
            sizing.one_lines.push(line.max(usual));
        }
        sizing
    }

    fn widths(&self, text_width: f64) -> Vec<f64> {
        let mut widths = self.firms.clone();
        let too_wide = widths.iter().sum::<f64>() / text_width;
        if too_wide > 1.0 {
            // Too many columns for the paper: all shrink alike, and words break.
            return widths.iter().map(|width| width / too_wide).collect();
        }
        for goals in [&self.leasts, &self.comforts, &self.usuals, &self.one_lines] {
            widths = grown(&widths, goals, text_width);
        }
        let left_over = (text_width - widths.iter().sum::<f64>()).max(0.0);
        let shares: f64 = self.columns.iter().map(|column| column.share).sum();
        let share = |column: &Column| match shares {
            0.0 => left_over / self.columns.len() as f64,
            _ => left_over * column.share / shares,
        };
        widths
            .iter()
            .zip(self.columns)
            .map(|(width, column)| width + share(column))
            .collect()
    }
}

/// Each width grown towards its goal, all by the same part of the way, until the goal or the total is reached.
fn grown(widths: &[f64], goals: &[f64], total: f64) -> Vec<f64> {
    let wanted = goals.iter().sum::<f64>() - widths.iter().sum::<f64>();
    if wanted <= 0.0 {
        return widths.to_vec();
    }
    let part = ((total - widths.iter().sum::<f64>()) / wanted).clamp(0.0, 1.0);
    widths
        .iter()
        .zip(goals)
        .map(|(width, goal)| width + (goal - width) * part)
        .collect()
}

/// Millimetres at 10 pt as points at this size.
fn scaled(millimetres: f64, size: f64) -> f64 {
    millimetres * POINTS_PER_MM * size / SIZES[0]
}

/// The width for the text of a column that wide, in em.
fn inner_em(width: f64, size: f64) -> f64 {
    (width - 2.0 * INSET_X - SLACK / 2.0).max(size) / size
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 3] = [
        Column {
            heading: "No",
            comfort: 8.0,
            firm: 8.0,
            centred: true,
            share: 0.0,
        },
        Column {
            heading: "Nama",
            comfort: 45.0,
            firm: 25.0,
            centred: false,
            share: 1.0,
        },
        Column {
            heading: "Pendidikan",
            comfort: 25.0,
            firm: 20.0,
            centred: false,
            share: 0.0,
        },
    ];

    fn row(name: &str) -> Vec<String> {
        ["1", name, "SMA"].map(str::to_owned).to_vec()
    }

    #[test]
    fn columns_fill_the_width() {
        for width in [450.0, 250.0, 140.0, 60.0] {
            for rows in [
                vec![],
                vec![row("Abdurrahman Wahid"); 9],
                vec![row(&"x".repeat(70))],
            ] {
                let chosen = choose(&COLUMNS, &rows, width);
                let sum: f64 = chosen.widths.iter().sum();
                assert!((sum - width).abs() < 0.01, "{sum} instead of {width}");
                assert!(SIZES.contains(&chosen.size));
            }
        }
    }

    #[test]
    fn letters_are_as_large_as_comfort_allows() {
        let size = |width| choose(&COLUMNS, &[row("Abdurrahman Wahid")], width).size;
        assert_eq!(size(450.0), 10.0);
        assert_eq!(size(165.0), 9.0);
        assert_eq!(size(100.0), 8.5);
    }

    #[test]
    fn an_endless_word_takes_nothing_from_headings_and_usual_words() {
        for width in [250.0, 180.0] {
            let chosen = choose(&COLUMNS, &[row(&"x".repeat(70))], width);
            let inner = chosen.inner_em();
            assert!(inner[0] > text_em("No", Weight::Bold));
            assert!(inner[2] > text_em("Pendidikan", Weight::Bold));
        }
    }
}
