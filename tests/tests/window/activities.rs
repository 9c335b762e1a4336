//! Kegiatan and Informasi: typed with who took part, a photo and channels, found again in list and book.

use crate::laptop_with;
use adinda_client::views::FormKind;
use adinda_domain::activity::ActivityType;
use adinda_domain::dissemination::FactCheck;
use adinda_tests::photos::large_photo;
use adinda_tests::sample;
use adinda_tests::window::Window;
use adinda_tests::window::steps;
use anyhow::Result;

#[tokio::test]
async fn an_activity_is_typed_with_who_took_part_and_a_photo() -> Result<()> {
    let (folder, laptop) = laptop_with(|book| {
        for name in ["Sri Wahyuningtyas", "José Maria Ximenes", "Made Wirawan"] {
            book.add(&sample::member(name))?;
        }
        Ok(())
    })?;
    let photo = folder.path().join("pelatihan.jpg");
    std::fs::write(&photo, large_photo(5))?;
    let window = Window::open(&laptop).await?;
    window.click("nav-activity").await?;
    window.click("add-activity").await?;
    window
        .fill("field-title", "Pelatihan menulis berita")
        .await?;
    window.choose("activity_type", "training").await?;
    let tick =
        |name: &str| format!("//*[@data-testid='participant-row'][contains(., '{name}')]//button");
    window.click_path(&tick("Sri")).await?;
    window.click_path(&tick("José")).await?;
    window.click_path(&tick("Made")).await?;
    window.click_path(&tick("Made")).await?;
    window
        .wait_for_text("participant-count", "2 anggota ikut")
        .await?;
    let role = "//*[@data-testid='participant-row'][contains(., 'José')]//input[@type='text']";
    window.by_path(role).await?.send_keys("Narasumber").await?;
    window.fill("field-other_participants", "20").await?;
    window
        .wait_for_text("participant-count", "2 anggota + 20 peserta lain")
        .await?;
    window.choose_file("attachment-chooser", &photo).await?;
    window.find("attachment-picture").await?;
    window.click("save").await?;
    let row = steps::row(&window, "Pelatihan menulis berita").await?;
    assert!(row.contains("22 orang"), "{row}");
    window.close().await?;

    let book = laptop.open_book()?;
    let row = &book.activities()?[0];
    assert_eq!(row.activity.activity_type, Some(ActivityType::Training));
    let names = book.members()?;
    let mut parts: Vec<(&str, &str)> = Vec::new();
    for part in &row.activity.participants {
        let member = names.iter().find(|named| Some(named.id) == part.member);
        parts.push((&member.unwrap().member.name, &part.role));
    }
    parts.sort_unstable();
    assert_eq!(
        parts,
        [
            ("José Maria Ximenes", "Narasumber"),
            ("Sri Wahyuningtyas", "")
        ]
    );
    assert_eq!(book.attachments(FormKind::Activity, row.id)?.len(), 1);
    assert_eq!(book.drafts()?, []);
    Ok(())
}

#[tokio::test]
async fn what_is_spread_unchecked_is_said_and_can_be_mended() -> Result<()> {
    let (_folder, laptop) = laptop_with(|_| Ok(()))?;
    let window = Window::open(&laptop).await?;
    window.click("nav-dissemination").await?;
    window.click("add-dissemination").await?;
    window.fill("field-title", "Jadwal imunisasi").await?;
    window.fill("field-source", "Puskesmas").await?;
    window.leave("field-source").await?;
    window.click("field-by_whatsapp").await?;
    window.click("field-by_notice_board").await?;
    let warned = "//*[@data-field='fact_check'][contains(., 'belum dicek')]";
    window.by_path(warned).await?;
    window.fill("field-reach", "120").await?;
    window.click("save").await?;
    let row = steps::row(&window, "Jadwal imunisasi").await?;
    assert!(
        row.contains("Belum dicek") && row.contains("WhatsApp"),
        "{row}"
    );

    window
        .click_path("//*[@data-testid='row'][contains(., 'imunisasi')]//a")
        .await?;
    window.pick("fact_check", "true").await?;
    window.click("save").await?;
    window.wait_for_text("row", "Benar").await?;
    window.close().await?;

    let spread = &laptop.open_book()?.disseminations()?[0].dissemination;
    assert_eq!(spread.fact_check, Some(FactCheck::True));
    assert!(spread.by_whatsapp && spread.by_notice_board && !spread.by_loudspeaker);
    assert_eq!(
        (spread.source.as_str(), spread.reach),
        ("Puskesmas", Some(120))
    );
    Ok(())
}
