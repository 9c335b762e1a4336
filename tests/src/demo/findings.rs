//! What the demonstration finds when book and office are laid side by side.

use super::comparison::{Agreement, InBook, compare, records_of_book};
use super::report::Report;
use super::{KIM, Scene};
use anyhow::{Result, ensure};

const EXPECTED: [(&str, usize); 5] = [
    ("aspiration", 15),
    ("meeting", 4),
    ("member", 25),
    ("profile", 1),
    ("reporter", 12),
];

/// Everything that may leave the laptop is at the office, once; what must stay is nowhere there.
pub fn compare_book_and_office(scene: &Scene, report: &mut Report) -> Result<()> {
    report.section("Book and office compared");
    let records = records_of_book(&scene.laptop.open_book()?)?;
    let Agreement {
        records: by_kind,
        fields,
        kept_back,
        withheld,
    } = compare(&records, &scene.office.records(KIM)?)?;
    for (kind, count) in EXPECTED {
        let found = by_kind.get(kind).copied().unwrap_or_default();
        ensure!(
            found == count,
            "{found} records of kind {kind}, not {count}"
        );
    }
    ensure!(withheld == 2, "{withheld} reporters are withheld, not 2");
    ensure!(
        kept_back >= 100,
        "only {kept_back} fields stayed on the laptop"
    );
    let total: usize = by_kind.values().sum();
    let kinds: Vec<String> = by_kind
        .iter()
        .map(|(kind, count)| format!("{kind}: {count}"))
        .collect();
    report.checked(format!(
        "{total} records ({}) are in the book and, each exactly once, in `adinda-server records`.",
        kinds.join(", ")
    ));
    report.checked(format!(
        "{fields} fields are the same here and there; none is only at the office. No conflicts, nothing held."
    ));
    report.checked(format!(
        "{kept_back} fields (NIK, birth, religion, marriage) stayed on the laptop."
    ));
    report.checked(format!(
        "{withheld} reporters who spoke in confidence aren't shown by the office."
    ));
    nothing_private_at_office(&records, scene, report)
}

/// NIK and birth dates are looked for in every byte that the office keeps.
fn nothing_private_at_office(records: &[InBook], scene: &Scene, report: &mut Report) -> Result<()> {
    let bytes = scene.office.bytes_on_disk()?;
    let is_there = |text: &str| {
        bytes
            .windows(text.len())
            .any(|window| window == text.as_bytes())
    };
    let values = |name| {
        records
            .iter()
            .filter_map(move |record| record.text("member", name))
    };
    let names: Vec<&str> = values("name").collect();
    for name in &names {
        ensure!(
            is_there(name),
            "{name} isn't in the office's files: the search is no good"
        );
    }
    let private: Vec<&str> = values("nik").chain(values("birth_date")).collect();
    ensure!(private.len() == 50, "{} NIK and birth dates", private.len());
    for value in &private {
        ensure!(!is_there(value), "{value} is in the office's files");
    }
    report.checked(format!(
        "None of the {} NIK and birth dates is anywhere in the {} kB that the office keeps; all {} names are.",
        private.len(),
        bytes.len() / 1024,
        names.len()
    ));
    Ok(())
}
