//! First start, and a meeting with attendance, guest and decision: from the empty window into the database.

use crate::{KIM, new_laptop};
use adinda_client::views::AppState;
use adinda_domain::meeting::{Attendance, FollowUpStatus, Meeting, MeetingStatus};
use adinda_domain::member::Position;
use adinda_tests::window::steps::{self, MeetingToType};
use adinda_tests::window::{Window, picture_of_screen};
use anyhow::Result;
use std::process::Command;

#[tokio::test]
async fn a_new_kim_writes_down_its_first_meeting() -> Result<()> {
    let (_folder, laptop) = new_laptop()?;
    let window = Window::open(&laptop).await?;
    steps::first_start(&window, KIM, "pringgond", "Sumberjambe").await?;
    the_screen_shows_it()?;
    steps::record_member(&window, "Sri Wahyuningtyas", "secretary").await?;
    steps::record_member(&window, "José Maria Ximenes", "").await?;
    let meeting = MeetingToType {
        title: "Rapat pembentukan KIM",
        start: "19.30",
        place: "Balai Desa Pringgondani",
        agenda: "Pembukaan dan doa",
        attendance: &[
            ("Sri Wahyuningtyas", "present"),
            ("José Maria Ximenes", "excused"),
        ],
        guest: ("Pak Camat", "Kecamatan Sumberjambe"),
        discussion: "Warga menyambut baik.",
        decision: "Kerja bakti setiap Minggu pagi",
        responsible: "Sri Wahyuningtyas",
        due: "6-12-30",
    };
    steps::record_meeting(&window, meeting).await?;
    let row = steps::row(&window, meeting.title).await?;
    assert!(row.contains("1 + 1 tamu"), "{row}");
    assert!(row.contains("Hanya di laptop ini"), "{row}");
    window.close().await?;

    let book = laptop.open_book()?;
    assert_eq!(
        book.state()?,
        AppState::Ready {
            kim_name: KIM.into()
        }
    );
    let profile = book.profile()?;
    assert_eq!(
        [
            &profile.village,
            &profile.district,
            &profile.regency,
            &profile.province
        ],
        ["Pringgondani", "Sumberjambe", "Jember", "Jawa Timur"]
    );
    assert!(
        profile.village_code.starts_with("35.09."),
        "{}",
        profile.village_code
    );

    let members = book.members()?;
    let id_of = |name: &str| {
        members
            .iter()
            .find(|row| row.member.name == name)
            .map(|row| row.id)
    };
    let secretary = members
        .iter()
        .find(|row| row.member.position == Some(Position::Secretary));
    assert_eq!(secretary.map(|row| row.id), id_of("Sri Wahyuningtyas"));
    assert_eq!(members.len(), 2);

    let meetings = book.meetings()?;
    assert_eq!(meetings.len(), 1);
    let saved = book.open_form::<Meeting>(Some(meetings[0].id))?.record;
    assert_eq!(saved.title, meeting.title);
    assert_eq!(saved.date, Some(book.today()));
    assert_eq!(saved.start_time, "19:30");
    assert_eq!(saved.place, meeting.place);
    assert_eq!(saved.status, Some(MeetingStatus::Draft));
    assert_eq!(saved.agenda[0].text, meeting.agenda);
    assert_eq!(saved.discussion, meeting.discussion);
    let mark_of = |name: &str| {
        let mark = saved
            .attendance
            .iter()
            .find(|mark| mark.member == id_of(name));
        mark.and_then(|mark| mark.status)
    };
    assert_eq!(mark_of("Sri Wahyuningtyas"), Some(Attendance::Present));
    assert_eq!(mark_of("José Maria Ximenes"), Some(Attendance::Excused));
    assert_eq!(saved.guests.len(), 1);
    assert_eq!(saved.guests[0].name, "Pak Camat");
    assert_eq!(saved.guests[0].organisation, "Kecamatan Sumberjambe");
    assert_eq!(saved.decisions.len(), 1);
    let decision = &saved.decisions[0];
    assert_eq!(decision.decision, meeting.decision);
    assert_eq!(decision.responsible, meeting.responsible);
    assert_eq!(
        decision.due.map(|due| due.to_string()).as_deref(),
        Some("2030-12-06")
    );
    assert_ne!(decision.status, Some(FollowUpStatus::Done));
    assert_eq!(book.drafts()?, [], "saving leaves no draft");
    Ok(())
}

/// Not only to WebDriver: an eye before the screen sees it, too.
fn the_screen_shows_it() -> Result<()> {
    let folder = tempfile::TempDir::new()?;
    let picture = folder.path().join("screen.png");
    picture_of_screen(&picture)?;
    let output = Command::new("identify")
        .args(["-format", "%k"])
        .arg(&picture)
        .output()?;
    let colours: usize = String::from_utf8(output.stdout)?.trim().parse()?;
    assert!(colours > 16, "{colours} colours are not a drawn window");
    Ok(())
}
