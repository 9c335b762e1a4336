//! The demonstration: a KIM works with its office, without it, and with it again. Every step is checked.

mod comparison;
mod findings;
mod gatherings;
mod line;
mod office;
mod people;
mod report;
mod roster;
mod voices;

use crate::proxy::Line;
use crate::window::{Laptop, Window, program, steps};
use adinda_domain::profile::{Level, LongForm, Paper, Profile, TimeZone};
use anyhow::{Context, Result, ensure};
use office::Office;
use report::Report;
use std::path::{Path, PathBuf};
use std::time::Duration;

const KIM: &str = "KIM Suluh Pringgodani";
const VILLAGE: &str = "Pringgodani";
const OFFICE: &str = "Diskominfo Kabupaten Malang";
const SOON: Duration = Duration::from_secs(30);

/// What the demonstration is played with.
struct Scene {
    folder: PathBuf,
    laptop: Laptop,
    line: Line,
    office: Office,
}

/// `target/demo`, wherever this program was built.
///
/// # Errors
/// If the window isn't built beside this program.
pub fn folder() -> Result<PathBuf> {
    let window = program("adinda")?;
    let target = window.parent().and_then(Path::parent);
    Ok(target.context("the target folder")?.join("demo"))
}

/// Plays it all into a folder, which is emptied first.
///
/// # Errors
/// What didn't happen, or wasn't as it should be; the report then says so, too.
pub async fn play(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).context("emptying the demonstration's folder")?;
    }
    std::fs::create_dir_all(folder)?;
    let mut report = Report::new(folder);
    let played = play_day(folder, &mut report).await;
    report.write(played.as_ref().err())?;
    played
}

async fn play_day(folder: &Path, report: &mut Report) -> Result<()> {
    report.section("The office");
    let office = Office::start(&folder.join("office"), OFFICE)?;
    let code = office.add_kim(KIM, VILLAGE, "Kabupaten Malang")?;
    report.checked("`adinda-server` serves, and gave out a one-time code for the KIM.");
    let scene = Scene {
        folder: folder.to_owned(),
        laptop: Laptop::new(folder)?,
        line: Line::to(office.address).await?,
        office,
    };
    first_start(&scene, &code, report).await?;
    write_register(&scene.laptop, report)?;

    let window = Window::open(&scene.laptop).await?;
    steps::wait_for_phase(&window, "all_sent", SOON).await?;
    let counts = scene.counts_at_office()?;
    ensure!(counts == [25, 3, 12], "at the office: {counts:?}");
    report.checked(
        "Opened again, the window sent 25 members, 3 meetings and 12 aspirations by itself.",
    );
    take_pictures_of_screens(&scene, &window).await?;
    line::without_the_line(&scene, &window, report).await?;
    line::with_the_line_again(&scene, &window, report).await?;
    roster::save_and_check(&scene, &window, report).await?;
    window.close().await?;

    findings::compare_book_and_office(&scene, report)?;
    what_is_left(&scene, report)
}

async fn first_start(scene: &Scene, code: &str, report: &mut Report) -> Result<()> {
    report.section("First start, in the window");
    let typed = "pringgodani bantur";
    let window = Window::open(&scene.laptop).await?;
    window.find("setup-next").await?;
    scene.picture(&window, "first-start").await?;
    steps::first_start(&window, KIM, typed, "Kabupaten Malang").await?;
    scene.picture(&window, "home-empty").await?;
    report.checked(format!(
        "{KIM} named; its village found by typing “{typed}” and picked from the list."
    ));
    let said = steps::wait_for_phase(&window, "unpaired", SOON).await?;
    report.checked(format!("Before pairing the pill said “{said}”."));
    steps::pair(&window, &scene.line.url(), code, KIM).await?;
    let said = steps::wait_for_phase(&window, "all_sent", SOON).await?;
    report.checked(format!(
        "Paired in Pengaturan with {OFFICE}; the pill then said “{said}”."
    ));
    window.close().await
}

/// The bulk of the register, written through the same use cases as the window's, while it is closed.
fn write_register(laptop: &Laptop, report: &mut Report) -> Result<()> {
    report.section("The register");
    let book = laptop.open_book()?;
    book.edit_profile(complete)?;
    let members = book.add_all(&people::members(&book.profile()?))?;
    let meetings = book.add_all(&gatherings::meetings(book.today(), &members))?;
    let aspirations = book.add_all(&voices::aspirations(book.today()))?;
    report.checked(format!(
        "{} members, {} meetings and {} aspirations written down, all of them invented.",
        members.len(),
        meetings.len(),
        aspirations.len()
    ));
    Ok(())
}

fn complete(profile: Profile) -> Profile {
    let day = adinda_domain::dates::parse_iso_date;
    Profile {
        level: Some(Level::Village),
        long_form: Some(LongForm::Community),
        address: "Jalan Raya Pringgodani 12".into(),
        founded_on: day("2019-08-17"),
        email: "kim.pringgodani@contoh.id".into(),
        period_start: day("2024-01-15"),
        period_end: day("2029-01-14"),
        decree_number: "141/07/35.07.06.2008/2024".into(),
        decree_date: day("2024-01-15"),
        decree_subject: "Pengurus KIM Suluh Pringgodani".into(),
        decree_issuer: "Kepala Desa".into(),
        office_name: OFFICE.into(),
        time_zone: Some(TimeZone::Wib),
        paper: Some(Paper::F4),
        official_name: "Sugeng Prasetyo Utomo".into(),
        official_position: "Kepala Desa Pringgodani".into(),
        ..profile
    }
}

async fn take_pictures_of_screens(scene: &Scene, window: &Window) -> Result<()> {
    for (stop, element, name) in [
        ("nav-home", "job-meeting", "home"),
        ("nav-member", "member-table", "members"),
        ("nav-meeting", "meeting-table", "meetings"),
        ("nav-settings", "tab-profile", "settings"),
        ("tab-sync", "connection-card", "settings-office"),
    ] {
        window.click(stop).await?;
        window.find(element).await?;
        scene.picture(window, name).await?;
    }
    Ok(())
}

/// The laptop's home was only there so that nothing lands in a real one; the rest stays.
fn what_is_left(scene: &Scene, report: &mut Report) -> Result<()> {
    report.section("Left behind");
    std::fs::remove_dir_all(scene.laptop.home())?;
    for file in [scene.laptop.data().join("buku.db"), scene.laptop.key_file()] {
        ensure!(file.is_file(), "{} isn't there", file.display());
    }
    let mut pictures = Vec::new();
    for entry in std::fs::read_dir(&scene.folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "png") {
            pictures.extend(
                path.file_name()
                    .map(|name| name.to_string_lossy().into_owned()),
            );
        }
    }
    pictures.sort();
    ensure!(pictures.len() == 12, "not twelve pictures: {pictures:?}");
    report.checked(format!(
        "{} pictures: {}.",
        pictures.len(),
        pictures.join(", ")
    ));
    report
        .checked("The book in `data` with its `key`, the office's data in `office`, `roster.pdf`.");
    Ok(())
}

impl Scene {
    /// Takes a picture of the window, without what it said last.
    async fn picture(&self, window: &Window, name: &str) -> Result<()> {
        steps::dismiss_toasts(window).await?;
        window
            .picture(&self.folder.join(format!("{name}.png")))
            .await
    }

    /// How many members, meetings and aspirations are at the office.
    fn counts_at_office(&self) -> Result<[usize; 3]> {
        let report = self.office.records(KIM)?;
        let records = report["records"].as_array().context("records")?;
        let of_kind = |kind: &str| {
            records
                .iter()
                .filter(|record| record["kind"] == kind)
                .count()
        };
        Ok([of_kind("member"), of_kind("meeting"), of_kind("aspiration")])
    }
}
