//! Cetak daftar anggota: the pages in the window, then a PDF among the user's documents.

use crate::{KIM, laptop_with};
use adinda_domain::member::{Member, Position};
use adinda_tests::sample;
use adinda_tests::window::Window;
use adinda_tests::window::steps;
use anyhow::Result;
use std::process::Command;

#[tokio::test]
async fn the_roster_is_shown_and_saved_as_pdf() -> Result<()> {
    let (_folder, laptop) = laptop_with(|book| {
        for number in 1..=45 {
            book.add(&sample::member(&format!("Anggota Ke-{number:02}")))?;
        }
        let chair = Member {
            position: Some(Position::Chair),
            ..sample::member_with_private_fields("Ketut Wirasana")
        };
        book.add(&chair)?;
        Ok(())
    })?;
    let window = Window::open(&laptop).await?;
    steps::record_member(&window, "Yohana Baru Ditulis", "treasurer").await?;
    window.click("nav-home").await?;
    window.click("job-roster").await?;
    window.find("document-page").await?;
    window
        .wait_until(
            "all pages are drawn",
            std::time::Duration::from_secs(20),
            async || Ok(window.texts("document-page").await?.len() > 1),
        )
        .await?;
    let pages = window.texts("document-page").await?.len();
    window.click("document-save-pdf").await?;
    window.wait_for_text("toast", "PDF tersimpan").await?;
    window.close().await?;

    let saved: Vec<_> = std::fs::read_dir(laptop.documents().join("Adinda"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    assert_eq!(saved.len(), 1, "{saved:?}");
    let read = Command::new("pdftotext")
        .arg("-layout")
        .arg(&saved[0])
        .arg("-")
        .output()?;
    assert!(read.status.success());
    let text = String::from_utf8(read.stdout)?;
    for part in [
        KIM,
        "Ketut Wirasana",
        "Yohana Baru Ditulis",
        "Anggota Ke-01",
        "Anggota Ke-45",
    ] {
        assert!(text.contains(part), "{part} isn't in:\n{text}");
    }
    assert!(
        !text.contains("3507125708870003"),
        "NIK only when asked for"
    );
    assert!(
        text.contains(&format!("dari {pages}")),
        "as many pages as in the window:\n{text}"
    );
    Ok(())
}
