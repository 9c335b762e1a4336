//! Photos in the real window: chosen, refused, kept, seen again after saving, sent; and those that follow from elsewhere.

use crate::{KIM, laptop_with};
use adinda_client::sync::attachments::Lane;
use adinda_client::views::FormKind;
use adinda_domain::meeting::Meeting;
use adinda_tests::office::{TestBook, TestOffice};
use adinda_tests::photos::{large_photo, photo, with_exif};
use adinda_tests::sample;
use adinda_tests::window::Window;
use adinda_tests::window::steps;
use anyhow::Result;
use std::time::Duration;

const SOON: Duration = Duration::from_secs(30);

/// Waits until every photo or scan that shows is somewhere (`here`, `at_office`, `follows`).
async fn wait_for_tiles(window: &Window, states: &[&str]) -> Result<()> {
    let shown = async || Ok(window.attributes("attachment-tile", "data-state").await? == states);
    window
        .wait_until(&format!("the photos are {states:?}"), SOON, shown)
        .await
}

#[tokio::test]
async fn a_photo_is_chosen_saved_seen_again_and_sent() -> Result<()> {
    let office = TestOffice::start().await;
    let kim = office.add_kim(KIM);
    let (folder, laptop) = laptop_with(|_| Ok(()))?;
    let (chosen, heic) = (
        folder.path().join("Rapat é.jpg"),
        folder.path().join("IMG_1.HEIC"),
    );
    std::fs::write(&chosen, with_exif(&large_photo(1), 6))?;
    std::fs::write(&heic, b"\0\0\0\x18ftypheic")?;

    let window = Window::open(&laptop).await?;
    window.click("nav-home").await?;
    window.click("job-meeting").await?;
    window.fill("field-title", "Rapat dengan foto").await?;
    window.choose_file("attachment-chooser", &chosen).await?;
    window.find("attachment-picture").await?;
    window.choose_file("attachment-chooser", &heic).await?;
    window.wait_for_text("attachment-refused", "JPEG").await?;
    window.choose_file("attachment-chooser", &chosen).await?;
    window
        .wait_for_text("attachment-refused", "sudah ada")
        .await?;
    window
        .fill("field-attachments[0].caption", "Warga menyimak")
        .await?;
    wait_for_tiles(&window, &["here"]).await?;
    window.click("save").await?;
    steps::wait_for_row(&window, "Rapat dengan foto").await?;

    steps::pair(&window, &office.url(), &office.new_code(&kim), KIM).await?;
    steps::wait_for_phase(&window, "all_sent", SOON).await?;
    window.click("nav-meeting").await?;
    window
        .click_path("//*[@data-testid='row'][contains(., 'Rapat dengan foto')]//a")
        .await?;
    window.find("attachment-picture").await?;
    wait_for_tiles(&window, &["at_office"]).await?;
    window
        .click_path("//*[@data-testid='attachment-tile']//button")
        .await?;
    window.find("picture-dialog").await?;
    window.click("picture-close").await?;
    window.wait_until_gone("picture-dialog").await?;
    window.close().await?;

    let book = laptop.open_book()?;
    let meeting = book.meetings()?[0].id;
    let kept = book.attachments(FormKind::Meeting, meeting)?;
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].attachment.name, "Rapat é.jpg");
    assert_eq!(kept[0].attachment.caption, "Warga menyimak");
    assert!(kept[0].standing.at_office);
    assert_eq!(book.drafts()?, []);
    Ok(())
}

#[tokio::test]
async fn photos_follow_from_another_laptop_and_rest_when_they_move_by_hand() -> Result<()> {
    let office = TestOffice::start().await;
    let kim = office.add_kim(KIM);
    let other = TestBook::paired(&office, &kim).await;
    let id = other
        .book
        .add(&sample::meeting("Rapat di balai desa", &[]))?;
    let attach = |seed| {
        let name = format!("{seed}.jpg");
        other.book.attach(
            FormKind::Meeting,
            id,
            &name,
            &photo(seed),
            "Balai desa",
            None,
        )
    };
    attach(2)?;
    other.book.sync().await?;

    let (_folder, laptop) = laptop_with(|_| Ok(()))?;
    let window = Window::open(&laptop).await?;
    steps::pair(&window, &office.url(), &office.new_code(&kim), KIM).await?;
    steps::wait_for_phase(&window, "all_sent", SOON).await?;
    let open = async || {
        window.click("nav-meeting").await?;
        window
            .click_path("//*[@data-testid='row'][contains(., 'Rapat di balai desa')]//a")
            .await
    };
    open().await?;
    wait_for_tiles(&window, &["follows"]).await?;
    let said = window.text("attachment-follows").await?;
    assert!(said.contains("Foto menyusul"), "{said}");

    other.book.sync_attachments(&Lane::default()).await?;
    let send_now = async || {
        window.click("sync-pill").await?;
        window.click("send-now").await?;
        window.click("sync-pill").await?;
        window.wait_until_gone("sync-details").await
    };
    send_now().await?;
    // The form that is open shows it as it comes.
    wait_for_tiles(&window, &["at_office"]).await?;
    window.find("attachment-picture").await?;

    // "Lewat Wi-Fi saja": the text comes, the photo rests until it is asked for.
    window.click("nav-settings").await?;
    window.click("tab-sync").await?;
    window.click("field-photos_by_hand").await?;
    attach(3)?;
    other.book.sync().await?;
    other.book.sync_attachments(&Lane::default()).await?;
    window.click("send-now-settings").await?;
    window.wait_for_text("photo-lane", "1 menyusul").await?;
    window
        .wait_for_text("photo-lane", "Kirim foto sekarang")
        .await?;
    open().await?;
    wait_for_tiles(&window, &["at_office", "follows"]).await?;
    window.click("sync-pill").await?;
    window.click("photos-now").await?;
    window.wait_until_gone("photo-lane").await?;
    window.click("sync-pill").await?;
    wait_for_tiles(&window, &["at_office", "at_office"]).await?;
    window.close().await?;

    let meeting = laptop.open_book()?.open_form::<Meeting>(Some(id))?.record;
    assert_eq!(meeting.attachments.len(), 2);
    Ok(())
}
