//! What was typed and never saved survives `kill -9`.

use crate::laptop_with;
use adinda_domain::meeting::Attendance;
use adinda_domain::meeting::Meeting;
use adinda_tests::sample;
use adinda_tests::window::Window;
use adinda_tests::window::steps::{self, MeetingToType};
use anyhow::Result;
use std::time::Duration;

#[tokio::test]
async fn a_draft_survives_a_power_cut_and_is_offered_again() -> Result<()> {
    let (_folder, laptop) = laptop_with(|book| {
        book.add(&sample::member("Sri Wahyuningtyas"))?;
        Ok(())
    })?;
    let window = Window::open(&laptop).await?;
    window.click("job-meeting").await?;
    let meeting = MeetingToType {
        title: "Rapat yang terputus",
        place: "Rumah Bu Sri",
        attendance: &[("Sri Wahyuningtyas", "sick")],
        ..MeetingToType::default()
    };
    steps::type_meeting(&window, meeting).await?;
    window
        .fill("field-discussion", "Baru setengah kalimat")
        .await?;
    // It is said to be kept; from then on it must be.
    window.find("draft-kept").await?;
    let book = laptop.open_book()?;
    let is_kept = async || {
        let Some(draft) = book.drafts()?.pop() else {
            return Ok(false);
        };
        let form = book.open_draft::<Meeting>(draft.draft)?;
        Ok(form.record.discussion == "Baru setengah kalimat")
    };
    window
        .wait_until("the draft is on disk", Duration::from_secs(10), is_kept)
        .await?;
    drop(book);
    window.kill().await?;
    assert_eq!(laptop.open_book()?.meetings()?, [], "nothing was saved");

    let window = Window::open(&laptop).await?;
    window.wait_for_text("draft", meeting.title).await?;
    window.click("continue-draft").await?;
    window.find("draft-restored").await?;
    let discussion = window.find("field-discussion").await?;
    assert_eq!(
        discussion.prop("value").await?.as_deref(),
        Some("Baru setengah kalimat")
    );
    window.click("save").await?;
    steps::wait_for_row(&window, meeting.title).await?;
    window.click("nav-home").await?;
    window.wait_until_gone("draft").await?;
    window.close().await?;

    let book = laptop.open_book()?;
    let meetings = book.meetings()?;
    assert_eq!(meetings.len(), 1);
    let saved = book.open_form::<Meeting>(Some(meetings[0].id))?.record;
    assert_eq!(saved.place, meeting.place);
    assert_eq!(saved.discussion, "Baru setengah kalimat");
    assert_eq!(saved.attendance[0].status, Some(Attendance::Sick));
    Ok(())
}
