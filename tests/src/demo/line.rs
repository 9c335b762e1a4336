//! The line is cut and mended: the window goes on working, says what waits, and sends it by itself.

use super::report::Report;
use super::{SOON, Scene, gatherings, voices};
use crate::window::{Window, steps};
use anyhow::{Result, ensure};
use std::time::{Duration, Instant};

/// After some failures in vain the next try comes by itself within four minutes and a quarter.
const UNTIL_NEXT_TRY: Duration = Duration::from_secs(300);

/// One more meeting and three aspirations, recorded through the window while nothing gets through.
pub async fn without_the_line(scene: &Scene, window: &Window, report: &mut Report) -> Result<()> {
    report.section("Without the line");
    let before = scene.counts_at_office()?;
    scene.line.cut();
    window.click("nav-home").await?;
    window.click("job-meeting").await?;
    steps::type_meeting(window, gatherings::TYPED).await?;
    window.click("jump-attendance").await?;
    scene.picture(window, "meeting-form").await?;
    window.click("save").await?;
    steps::wait_for_row(window, gatherings::TYPED.title).await?;
    for aspiration in voices::TYPED {
        steps::record_aspiration(window, aspiration).await?;
    }
    report.checked("Line cut; one meeting and three aspirations recorded through the window.");

    let tried = async || Ok(scene.line.turned_away() > 0);
    window
        .wait_until("sending was tried in vain", SOON, tried)
        .await?;
    let said = steps::wait_for_phase(window, "waiting", SOON).await?;
    let waiting = steps::waiting(window).await?;
    ensure!(
        waiting == 6,
        "{waiting} changes wait: not a meeting, three aspirations and two who spoke"
    );
    ensure!(
        said.contains("6 menunggu dikirim"),
        "the pill says “{said}”"
    );
    report.checked(format!(
        "The pill said “{said}”, after sending was tried in vain."
    ));
    for aspiration in voices::TYPED {
        let row = steps::row(window, aspiration.title).await?;
        ensure!(row.contains("Menunggu dikirim"), "the row says “{row}”");
        let is_secret = aspiration.identity == "secret";
        let is_named = !aspiration.reporter.is_empty() && row.contains(aspiration.reporter);
        ensure!(!(is_secret && is_named), "the row says “{row}”");
    }
    report.checked("The new rows said that they wait, and who spoke in confidence wasn't named.");
    ensure!(
        scene.counts_at_office()? == before,
        "something reached the office through a cut line"
    );
    report.checked("Meanwhile nothing new was at the office.");
    steps::dismiss_toasts(window).await?;
    window.click("sync-pill").await?;
    window.find("sync-problem").await?;
    scene.picture(window, "sync-waiting").await?;
    close_details(window).await
}

/// The line is mended, and nobody touches anything until everything is sent.
pub async fn with_the_line_again(
    scene: &Scene,
    window: &Window,
    report: &mut Report,
) -> Result<()> {
    report.section("With the line again");
    scene.line.mend();
    let mended = Instant::now();
    let said = steps::wait_for_phase(window, "all_sent", UNTIL_NEXT_TRY).await?;
    ensure!(said.contains("Semua terkirim"), "the pill says “{said}”");
    report.checked(format!(
        "{} s after the line was mended the pill said “{said}”, nobody having touched anything (tried in vain before: {}).",
        mended.elapsed().as_secs(),
        scene.line.turned_away()
    ));
    window.click("nav-aspiration").await?;
    for aspiration in voices::TYPED {
        let is_sent = async || {
            Ok(steps::row(window, aspiration.title)
                .await?
                .contains("Sudah terkirim"))
        };
        window
            .wait_until("the row says that it is sent", SOON, is_sent)
            .await?;
    }
    report.checked("The rows said that they are sent.");
    scene.picture(window, "aspirations").await?;
    window.click("sync-pill").await?;
    window.find("sync-details").await?;
    scene.picture(window, "sync-sent").await?;
    close_details(window).await
}

async fn close_details(window: &Window) -> Result<()> {
    window.click("sync-pill").await?;
    window.wait_until_gone("sync-details").await
}
