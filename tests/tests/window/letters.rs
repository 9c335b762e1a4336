//! What prints: the pattern of letter numbers with its next number, the logo, a letter, and what was disclosed.

use crate::laptop_with;
use adinda_client::views::{DisclosedField, Disclosure, DisclosureWay};
use adinda_domain::letter::LetterKind;
use adinda_tests::photos::large_photo;
use adinda_tests::sample;
use adinda_tests::window::Window;
use adinda_tests::window::steps;
use anyhow::Result;

#[tokio::test]
async fn a_letter_gets_its_number_from_the_pattern_that_was_set() -> Result<()> {
    let mut meeting = None;
    let (folder, laptop) = laptop_with(|book| {
        meeting = Some(book.add(&sample::meeting("Rapat rutin", &[]))?);
        Ok(())
    })?;
    let logo = folder.path().join("logo.jpg");
    std::fs::write(&logo, large_photo(6))?;
    let window = Window::open(&laptop).await?;
    window.click("nav-settings").await?;
    window.click("fold-letters").await?;
    window
        .wait_for_text("sample-number", "UND/001/KIM/")
        .await?;
    window
        .fill("field-letter_number_pattern", "{nomor}/KIM-SP/{bulan}")
        .await?;
    window.wait_until_gone("sample-number").await?;
    window.click("save").await?;
    window
        .by_path("//*[@data-field='letter_number_pattern'][contains(., '{tahun}')]")
        .await?;
    window
        .fill("field-letter_number_pattern", "{nomor}/KIM-SP/{tahun}")
        .await?;
    window.wait_for_text("sample-number", "001/KIM-SP/").await?;
    window.choose_file("logo-chooser", &logo).await?;
    window.find("logo-picture").await?;
    window.pick("paper", "F4_narrow").await?;
    window.click("save").await?;
    window
        .wait_for_text("toast", "Pengaturan sudah disimpan")
        .await?;

    window.click("nav-meeting").await?;
    window.click("letters").await?;
    window.click("add-letter").await?;
    window.wait_for_text("next-number", "001/KIM-SP/").await?;
    window.fill("field-subject", "Undangan rapat rutin").await?;
    window.click("fold-more").await?;
    let meeting = meeting.unwrap().to_string();
    window.choose("meeting", &meeting).await?;
    window.click("save").await?;
    let row = steps::row(&window, "Undangan rapat rutin").await?;
    assert!(row.contains("001/KIM-SP/20"), "{row}");
    window.close().await?;

    let book = laptop.open_book()?;
    let profile = book.profile()?;
    assert_eq!(profile.letter_pattern(), "{nomor}/KIM-SP/{tahun}");
    assert!(profile.logo().is_some());
    let row = &book.letters()?[0];
    assert_eq!(row.letter.letter_kind, Some(LetterKind::Invitation));
    assert_eq!(row.meeting_title, "Rapat rutin");
    Ok(())
}

#[tokio::test]
async fn what_was_disclosed_can_be_read_in_the_settings() -> Result<()> {
    let (_folder, laptop) = laptop_with(|book| {
        book.record_disclosure(&Disclosure {
            document: "Daftar anggota".into(),
            way: DisclosureWay::Printed,
            shown: vec![DisclosedField::Nik, DisclosedField::Religion],
            people: 27,
        })?;
        Ok(())
    })?;
    let window = Window::open(&laptop).await?;
    window.click("nav-settings").await?;
    window.click("tab-disclosures").await?;
    window.wait_for_text("disclosure", "Daftar anggota").await?;
    let row = window.text("disclosure").await?;
    assert!(row.contains("NIK, Agama") && row.contains("27"), "{row}");
    window.close().await?;
    Ok(())
}
