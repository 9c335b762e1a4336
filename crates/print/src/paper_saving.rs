//! Shifts width between the columns of a table until its rows have as few lines as can be: a column that is
//! wide for the sake of a few cells gives to one that makes every row higher.

use crate::measure::{Weight, Words};

/// How far width is shifted at once, in points. Large steps get over words that only fit as a whole.
const STEPS: [f64; 4] = [4.0, 8.0, 16.0, 32.0];
/// At most so many shifts; few tables need twenty.
const MOST_SHIFTS: usize = 60;
/// Of a longer table, so many rows spread over it stand for all.
const ROWS_LOOKED_AT: usize = 150;

/// The widths after shifting, with the same sum. None gets narrower than its `firm` width.
pub(crate) fn fewer_lines(
    mut widths: Vec<f64>,
    firms: &[f64],
    rows: &[Vec<String>],
    inner_em: impl Fn(f64) -> f64,
) -> Vec<f64> {
    let step = rows.len().div_ceil(ROWS_LOOKED_AT).max(1);
    let cells_of = |column: usize| -> Vec<Words> {
        rows.iter()
            .step_by(step)
            .map(|row| Words::new(&row[column], Weight::Regular))
            .collect()
    };
    let cells: Vec<Vec<Words>> = (0..widths.len()).map(cells_of).collect();
    let lines = |column: usize, width: f64| -> Vec<usize> {
        cells[column]
            .iter()
            .map(|words| words.line_count(inner_em(width)))
            .collect()
    };
    let mut now: Vec<Vec<usize>> = (0..widths.len()).map(|i| lines(i, widths[i])).collect();

    for _ in 0..MOST_SHIFTS {
        let highest = HighestOfRows::new(&now);
        let mut best: Option<Shift> = None;
        for step in STEPS {
            let wider: Vec<Vec<usize>> = (0..widths.len())
                .map(|i| lines(i, widths[i] + step))
                .collect();
            for from in (0..widths.len()).filter(|from| widths[*from] - step >= firms[*from]) {
                let narrower = lines(from, widths[from] - step);
                for to in (0..widths.len()).filter(|to| *to != from) {
                    let total = highest.total_after(from, &narrower, to, &wider[to]);
                    if total < best.as_ref().map_or(highest.total(), |best| best.total) {
                        best = Some(Shift {
                            from,
                            to,
                            step,
                            total,
                        });
                    }
                }
            }
        }
        let Some(Shift { from, to, step, .. }) = best else {
            break;
        };
        widths[from] -= step;
        widths[to] += step;
        for column in [from, to] {
            now[column] = lines(column, widths[column]);
        }
    }
    widths
}

struct Shift {
    from: usize,
    to: usize,
    step: f64,
    total: usize,
}

/// Of each row the three highest cells, so that any two columns can be left out of it.
struct HighestOfRows(Vec<[(usize, usize); 3]>);

impl HighestOfRows {
    fn new(lines: &[Vec<usize>]) -> Self {
        let row_count = lines.first().map_or(0, Vec::len);
        let highest = |row: usize| {
            let mut top = [(0, usize::MAX); 3];
            for (column, cells) in lines.iter().enumerate() {
                let mut cell = (cells[row], column);
                for place in &mut top {
                    if cell.0 > place.0 {
                        std::mem::swap(&mut cell, place);
                    }
                }
            }
            top
        };
        Self((0..row_count).map(highest).collect())
    }

    fn total(&self) -> usize {
        self.0.iter().map(|top| top[0].0).sum()
    }

    /// The total if two columns had other numbers of lines.
    fn total_after(&self, one: usize, ones: &[usize], other: usize, others: &[usize]) -> usize {
        let cells = ones.iter().zip(others).zip(&self.0);
        cells
            .map(|((a, b), top)| {
                let rest = top
                    .iter()
                    .find(|(_, column)| *column != one && *column != other);
                rest.map_or(0, |(count, _)| *count).max(*a).max(*b)
            })
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_goes_where_it_saves_lines_and_firm_widths_stay() {
        let short = "kata".to_owned();
        let long = "satu dua tiga empat lima".to_owned();
        let rows = vec![vec![short.clone(), long, short]; 5];
        let widths = fewer_lines(vec![10.0, 10.0, 6.0], &[3.0, 3.0, 6.0], &rows, |width| {
            width
        });
        assert!((widths.iter().sum::<f64>() - 26.0).abs() < 1e-9);
        assert_eq!(widths, [6.0, 14.0, 6.0]);
        let empty = fewer_lines(vec![10.0, 10.0], &[1.0, 1.0], &[], |width| width);
        assert_eq!(empty, [10.0, 10.0]);
    }
}
