//! The demonstration's report: one page of what was checked, with figures from the run itself.

use anyhow::Result;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Collects what was checked, says each on the terminal at once, and writes the page.
pub struct Report {
    file: PathBuf,
    began: Instant,
    sections: Vec<(String, Vec<String>)>,
}

impl Report {
    /// An empty report, to be written into a folder.
    pub fn new(folder: &Path) -> Report {
        Report {
            file: folder.join("report.md"),
            began: Instant::now(),
            sections: Vec::new(),
        }
    }

    /// Begins a section.
    #[allow(clippy::print_stdout, reason = "the demonstration tells how far it is")]
    pub fn section(&mut self, title: &str) {
        println!("\n{title}");
        self.sections.push((title.to_owned(), Vec::new()));
    }

    /// Something was checked and found right.
    #[allow(clippy::print_stdout, reason = "the demonstration tells how far it is")]
    pub fn checked(&mut self, what: impl Into<String>) {
        let what = what.into();
        println!("  ✓ {what}");
        if let Some((_, lines)) = self.sections.last_mut() {
            lines.push(what);
        }
    }

    /// Writes the page; with what stopped the demonstration, if anything did.
    pub fn write(&self, failure: Option<&anyhow::Error>) -> Result<()> {
        let seconds = self.began.elapsed().as_secs();
        let mut page = String::from("# Adinda: report of a demonstration\n\n");
        match failure {
            None => writeln!(
                page,
                "Everything below happened and was checked, in {seconds} s."
            )?,
            Some(error) => writeln!(page, "**It failed after {seconds} s**: {error:#}")?,
        }
        for (title, lines) in &self.sections {
            writeln!(page, "\n## {title}\n")?;
            for line in lines {
                writeln!(page, "- {line}")?;
            }
        }
        Ok(std::fs::write(&self.file, page)?)
    }
}
