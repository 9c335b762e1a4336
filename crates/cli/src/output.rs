//! What goes to the terminal: JSON for scripts, lines and small tables for people.

use crate::failure::Failure;
use crate::words;
use adinda_domain::warning::FieldProblem;
use serde::Serialize;
use std::io::Write;

/// Columns stand this far apart.
const GAP: &str = "  ";

/// Where a command writes to, and in which form.
pub struct Output {
    /// Whether a script reads.
    pub json: bool,
}

impl Output {
    /// One line for people.
    pub fn line(&self, line: &str) -> Result<(), Failure> {
        Ok(writeln!(std::io::stdout().lock(), "{line}")?)
    }

    /// A document for scripts.
    pub fn json(&self, document: &impl Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(document)
            .map_err(|error| Failure::because(words::OUTPUT_FAILED, error))?;
        self.line(&text)
    }

    /// What is only said, about a record among what was given.
    pub fn warnings(&self, path: &str, warnings: &[FieldProblem]) {
        for warning in warnings {
            self.notice(&words::about_field(path, warning));
        }
    }

    /// A line that doesn't change the outcome.
    #[allow(clippy::print_stderr, reason = "the one place that tells the terminal")]
    pub fn notice(&self, message: &str) {
        eprintln!("Perhatian: {message}");
    }

    /// A small table; the text of a cell stays on one line.
    pub fn table<const N: usize>(
        &self,
        heading: [&str; N],
        rows: Vec<[String; N]>,
    ) -> Result<(), Failure> {
        let rows: Vec<[String; N]> = rows.into_iter().map(|row| row.map(one_line)).collect();
        let mut widths = heading.map(width);
        for row in &rows {
            for (widest, cell) in widths.iter_mut().zip(row) {
                *widest = width(cell).max(*widest);
            }
        }
        self.line(&laid_out(&heading.map(str::to_owned), &widths))?;
        for row in &rows {
            self.line(&laid_out(row, &widths))?;
        }
        Ok(())
    }
}

fn laid_out(cells: &[String], widths: &[usize]) -> String {
    let padded: Vec<String> = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| format!("{cell:<width$}"))
        .collect();
    padded.join(GAP).trim_end().to_owned()
}

fn width(text: &str) -> usize {
    text.chars().count()
}

fn one_line(text: String) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
