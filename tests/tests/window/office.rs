//! The way to the office as the window tells it: pairing, sent, cut, waiting, sent again by itself.

use crate::{KIM, laptop_with};
use adinda_tests::office::TestOffice;
use adinda_tests::proxy::Line;
use adinda_tests::sample;
use adinda_tests::window::Window;
use adinda_tests::window::steps::{self, AspirationToType};
use anyhow::Result;
use std::time::Duration;

/// After a failure the next try comes by itself after 15 to 19 seconds, after two failures after 30 to 38.
const UNTIL_NEXT_TRIES: Duration = Duration::from_secs(75);
const SOON: Duration = Duration::from_secs(20);

#[tokio::test]
async fn the_pill_tells_the_truth_from_pairing_to_sent_again() -> Result<()> {
    let office = TestOffice::start().await;
    let kim = office.add_kim(KIM);
    let line = Line::to(office.address).await?;
    let (_folder, laptop) = laptop_with(|book| {
        book.add(&sample::member("Sri Wahyuningtyas"))?;
        Ok(())
    })?;
    let window = Window::open(&laptop).await?;
    let said = steps::wait_for_phase(&window, "unpaired", SOON).await?;
    assert!(
        said.contains("Aman di laptop ini · belum terhubung"),
        "{said}"
    );

    steps::pair(&window, &line.url(), &office.new_code(&kim), KIM).await?;
    let said = steps::wait_for_phase(&window, "all_sent", SOON).await?;
    assert!(said.contains("Semua terkirim"), "{said}");
    assert_eq!(office.records_of(&kim, "member").len(), 1);

    line.cut();
    let aspiration = AspirationToType {
        title: "Jembatan Dusun Krajan retak",
        destination: "regency",
        ..AspirationToType::default()
    };
    steps::record_aspiration(&window, aspiration).await?;
    let said = steps::wait_for_phase(&window, "waiting", SOON).await?;
    assert!(said.contains("menunggu dikirim"), "{said}");
    assert!(steps::waiting(&window).await? > 0);
    let tried = async || Ok(line.turned_away() > 0);
    window
        .wait_until("it was tried in vain", SOON, tried)
        .await?;
    steps::wait_for_phase(&window, "waiting", SOON).await?;
    let row = steps::row(&window, aspiration.title).await?;
    assert!(row.contains("Menunggu dikirim"), "{row}");
    assert_eq!(office.records_of(&kim, "aspiration").len(), 0);
    window.click("sync-pill").await?;
    window.find("sync-problem").await?;
    window.click("sync-pill").await?;
    window.wait_until_gone("sync-details").await?;

    line.mend();
    let said = steps::wait_for_phase(&window, "all_sent", UNTIL_NEXT_TRIES).await?;
    assert!(said.contains("Semua terkirim"), "{said}");
    let arrived = office.records_of(&kim, "aspiration");
    assert_eq!(arrived.len(), 1);
    assert_eq!(arrived[0]["title"], aspiration.title);
    let is_sent = async || {
        Ok(steps::row(&window, aspiration.title)
            .await?
            .contains("Sudah terkirim"))
    };
    window
        .wait_until("the row says that it is sent", SOON, is_sent)
        .await?;
    window.close().await
}
