//! Golden pages: every line of a document with the place where it stands, in millimetres.

use super::checks::Printed;
use super::geometry::{PageGeometry, Run};
use std::fmt::Write;
use std::path::Path;

const PT_PER_MM: f64 = 72.0 / 25.4;

/// Compares the document with its golden file. With `ADINDA_WRITE_GOLDEN` set, a missing file is written.
pub fn golden(name: &str, printed: &Printed) {
    let found: String = printed
        .pages
        .iter()
        .enumerate()
        .map(|(index, page)| described(index + 1, page))
        .collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/documents/golden")
        .join(format!("{name}.txt"));
    if std::env::var_os("ADINDA_WRITE_GOLDEN").is_some() && !path.exists() {
        std::fs::write(&path, &found).unwrap();
    }
    let kept = std::fs::read_to_string(&path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    let differs = found
        .lines()
        .zip(kept.lines().chain(std::iter::repeat("")))
        .find(|(found, kept)| found != kept);
    assert!(
        found == kept,
        "{name} differs from its golden file, first here: {differs:?}\nall of it:\n{found}"
    );
}

fn described(number: usize, page: &PageGeometry) -> String {
    let mm = |points: f64| points / PT_PER_MM;
    let mut text = format!(
        "page {number}: {:.0} x {:.0} mm\n",
        mm(page.width),
        mm(page.height)
    );
    let mut runs: Vec<&Run> = page
        .runs
        .iter()
        .filter(|run| !run.text.trim().is_empty())
        .collect();
    // What stands on one line may differ by a hair.
    let line = |run: &Run| (run.base / 2.0).round() as i64;
    runs.sort_by(|a, b| (line(a), a.left).partial_cmp(&(line(b), b.left)).unwrap());
    for run in runs {
        let shown = run
            .text
            .trim()
            .replace('\u{ad}', "-")
            .replace('\u{200b}', "|");
        writeln!(text, "{:4.0} {:4.0}  {shown}", mm(run.base), mm(run.left)).unwrap();
    }
    for picture in &page.pictures {
        let [left, top, right, bottom] = picture.map(mm);
        writeln!(text, "picture {left:.0} {top:.0} – {right:.0} {bottom:.0}").unwrap();
    }
    text
}
