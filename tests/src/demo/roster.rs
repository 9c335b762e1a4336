//! The roster of the demonstration: shown in the window, saved as PDF, and read back.

use super::report::Report;
use super::{Scene, people};
use crate::window::Window;
use anyhow::{Context, Result, ensure};
use std::path::Path;
use std::process::Command;

/// Shows and saves the roster in the window, and checks what is on the paper.
pub async fn save_and_check(scene: &Scene, window: &Window, report: &mut Report) -> Result<()> {
    report.section("The roster");
    window.click("nav-home").await?;
    window.click("job-roster").await?;
    window.find("document-page").await?;
    scene.picture(window, "roster").await?;
    let shown = window.texts("document-page").await?.len();
    window.click("document-save-pdf").await?;
    window.wait_for_text("toast", "PDF tersimpan").await?;

    let laptop = &scene.laptop;
    let saved = std::fs::read_dir(laptop.documents().join("Adinda"))?
        .next()
        .context("no PDF among the documents")??;
    let pdf = scene.folder.join("roster.pdf");
    std::fs::copy(saved.path(), &pdf)?;
    let text = said_by("pdftotext", &[&pdf, Path::new("-")])?;
    let profile = laptop.open_book()?.profile()?;
    let members = people::members(&profile);
    for member in &members {
        // A long name is broken over lines: its words count.
        for word in member.name.split_whitespace() {
            ensure!(
                text.contains(word),
                "{word} of {} isn't on the roster",
                member.name
            );
        }
        ensure!(!text.contains(&member.nik), "a NIK is on the roster");
    }
    let info = said_by("pdfinfo", &[&pdf])?;
    let fact = |name: &str| {
        let line = info.lines().find_map(|line| line.strip_prefix(name));
        line.map(str::trim)
            .with_context(|| format!("{name} in:\n{info}"))
    };
    let (pages, size) = (fact("Pages:")?, fact("Page size:")?);
    ensure!(
        pages == shown.to_string(),
        "{pages} pages on paper, {shown} in the window"
    );
    let is_f4 = size.contains("609.4") && size.contains("935.4");
    ensure!(is_f4, "not F4: {size}");
    report.checked(format!(
        "{shown} pages shown in the window and saved as PDF, F4 ({size}), with all {} names and no NIK.",
        members.len()
    ));
    Ok(())
}

/// What a program for PDFs says.
fn said_by(program: &str, arguments: &[&Path]) -> Result<String> {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .with_context(|| format!("{program} (Debian: poppler-utils)"))?;
    ensure!(
        output.status.success(),
        "{program}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8(output.stdout)?)
}
