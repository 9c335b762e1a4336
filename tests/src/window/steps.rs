//! What a village secretary does in the window, step by step: for the tests and the demonstration.

use super::{Window, quoted};
use anyhow::{Result, ensure};
use std::time::Duration;

/// A meeting to be typed.
#[derive(Clone, Copy, Default)]
pub struct MeetingToType<'a> {
    /// Nama rapat.
    pub title: &'a str,
    /// Mulai, as people type it.
    pub start: &'a str,
    /// Tempat.
    pub place: &'a str,
    /// One point of the agenda.
    pub agenda: &'a str,
    /// Names and how they are marked: `present`, `excused`, `sick`, `absent`.
    pub attendance: &'a [(&'a str, &'a str)],
    /// A guest and where the guest is from.
    pub guest: (&'a str, &'a str),
    /// Pembahasan.
    pub discussion: &'a str,
    /// Keputusan.
    pub decision: &'a str,
    /// Penanggung jawab.
    pub responsible: &'a str,
    /// Tenggat, as people type it.
    pub due: &'a str,
}

/// An aspiration to be typed. Words of choices are those that are stored.
#[derive(Clone, Copy, Default)]
pub struct AspirationToType<'a> {
    /// Judul.
    pub title: &'a str,
    /// Isi.
    pub body: &'a str,
    /// Kategori.
    pub category: &'a str,
    /// Lokasi.
    pub location: &'a str,
    /// `open`, `anonymous`, `secret`.
    pub identity: &'a str,
    /// Who spoke.
    pub reporter: &'a str,
    /// `village`, `district`, `regency`.
    pub destination: &'a str,
}

/// First start: the KIM's name, the village found by typing and picked from the list, the rest skipped.
pub async fn first_start(window: &Window, kim: &str, typed: &str, village: &str) -> Result<()> {
    window.fill("field-name", kim).await?;
    window.click("setup-next").await?;
    window.fill("field-village_search", typed).await?;
    let option = format!(
        "//*[@data-testid='option-village_search'][contains(., {})]",
        quoted(village)
    );
    window.click_path(&option).await?;
    window.wait_for_text("setup-step", village).await?;
    window.click("setup-next").await?;
    window.click("setup-start").await?;
    window.wait_for_text("kim-name", kim).await
}

/// Writes a member down, with a position of the list or `""`.
pub async fn record_member(window: &Window, name: &str, position: &str) -> Result<()> {
    window.click("nav-member").await?;
    window.click("add-member").await?;
    window.fill("field-name", name).await?;
    if !position.is_empty() {
        window.choose("position", position).await?;
    }
    window.click("save").await?;
    wait_for_row(window, name).await
}

/// Catat rapat, from Beranda on; ends in the list of meetings.
pub async fn record_meeting(window: &Window, meeting: MeetingToType<'_>) -> Result<()> {
    window.click("nav-home").await?;
    window.click("job-meeting").await?;
    type_meeting(window, meeting).await?;
    window.click("save").await?;
    window.wait_for_text("toast", meeting.title).await?;
    wait_for_row(window, meeting.title).await
}

/// Types a meeting into its open form, and saves nothing.
pub async fn type_meeting(window: &Window, meeting: MeetingToType<'_>) -> Result<()> {
    window.fill("field-title", meeting.title).await?;
    if !meeting.start.is_empty() {
        fill_and_leave(window, "field-start_time", meeting.start).await?;
    }
    if !meeting.place.is_empty() {
        fill_and_leave(window, "field-place", meeting.place).await?;
    }
    if !meeting.agenda.is_empty() {
        window.click("add-agenda").await?;
        window.fill("field-agenda[0].text", meeting.agenda).await?;
    }
    for (name, status) in meeting.attendance {
        let button = format!(
            "//*[@data-testid='attendance-row'][contains(., {})]//*[@data-testid='attendance-{status}']",
            quoted(name)
        );
        window.click_path(&button).await?;
    }
    let (guest, organisation) = meeting.guest;
    if !guest.is_empty() {
        window.click("add-guest").await?;
        window.fill("field-guests[0].name", guest).await?;
        window
            .fill("field-guests[0].organisation", organisation)
            .await?;
    }
    if !meeting.discussion.is_empty() {
        window.fill("field-discussion", meeting.discussion).await?;
    }
    if !meeting.decision.is_empty() {
        window.click("add-decision").await?;
        window
            .fill("field-decisions[0].decision", meeting.decision)
            .await?;
    }
    if !meeting.responsible.is_empty() {
        fill_and_leave(
            window,
            "field-decisions[0].responsible",
            meeting.responsible,
        )
        .await?;
    }
    if !meeting.due.is_empty() {
        fill_and_leave(window, "field-decisions[0].due", meeting.due).await?;
    }
    Ok(())
}

/// Catat aspirasi, from Beranda on; ends in the list of aspirations.
pub async fn record_aspiration(window: &Window, aspiration: AspirationToType<'_>) -> Result<()> {
    window.click("nav-home").await?;
    window.click("job-aspiration").await?;
    window.fill("field-title", aspiration.title).await?;
    if !aspiration.body.is_empty() {
        window.fill("field-body", aspiration.body).await?;
    }
    if !aspiration.category.is_empty() {
        window.choose("category", aspiration.category).await?;
    }
    if !aspiration.location.is_empty() {
        window.fill("field-location", aspiration.location).await?;
    }
    if !aspiration.identity.is_empty() {
        window.pick("identity", aspiration.identity).await?;
    }
    if !aspiration.reporter.is_empty() {
        window
            .fill("field-reporter_name", aspiration.reporter)
            .await?;
    }
    if !aspiration.destination.is_empty() {
        window.pick("destination", aspiration.destination).await?;
    }
    window.click("save").await?;
    wait_for_row(window, aspiration.title).await
}

/// Pengaturan: connects the laptop with an office, after a look at what the office says about the KIM.
pub async fn pair(window: &Window, address: &str, code: &str, kim: &str) -> Result<()> {
    window.click("nav-settings").await?;
    window.click("tab-sync").await?;
    window.fill("field-server", address).await?;
    window.fill("field-code", code).await?;
    window.click("pair-begin").await?;
    window.wait_for_text("office-fact-kim", kim).await?;
    window.click("pair-confirm").await?;
    window.wait_until_gone("pair-confirm-card").await
}

/// Waits until the pill stands in a phase (`waiting`, `all_sent`, …) and answers what it says.
pub async fn wait_for_phase(window: &Window, phase: &str, at_most: Duration) -> Result<String> {
    window
        .wait_until(
            &format!("the pill's phase is {phase}"),
            at_most,
            async || {
                let now = window.attribute("sync-pill", "data-phase").await?;
                Ok(now.as_deref() == Some(phase))
            },
        )
        .await?;
    window.text("sync-pill").await
}

/// How many changes wait, as the pill has it.
pub async fn waiting(window: &Window) -> Result<usize> {
    let count = window.attribute("sync-pill", "data-waiting").await?;
    Ok(count.unwrap_or_default().parse()?)
}

/// Waits until a list has a row that says something.
pub async fn wait_for_row(window: &Window, part: &str) -> Result<()> {
    window.wait_for_text("row", part).await
}

/// What the row says that has this in it.
pub async fn row(window: &Window, part: &str) -> Result<String> {
    wait_for_row(window, part).await?;
    let rows = window.texts("row").await?;
    let found: Vec<&String> = rows.iter().filter(|row| row.contains(part)).collect();
    ensure!(found.len() == 1, "{} rows say “{part}”", found.len());
    Ok(found[0].clone())
}

/// Types and moves on to the next field, which closes what was offered below the first.
async fn fill_and_leave(window: &Window, testid: &str, text: &str) -> Result<()> {
    window.fill(testid, text).await?;
    window.leave(testid).await
}

/// Puts away what the window said last, as far as it still stands there.
pub async fn dismiss_toasts(window: &Window) -> Result<()> {
    while !window.texts("toast").await?.is_empty() {
        window
            .click_path("//*[@data-testid='toast']/button[last()]")
            .await?;
    }
    Ok(())
}
