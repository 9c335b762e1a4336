//! Documents in the window: what is chosen stands on the pages, far pages wait, private data show one time only.

use crate::laptop_with;
use adinda_domain::activity::Activity;
use adinda_domain::aspiration::{Identity, Reporter};
use adinda_domain::meeting::Meeting;
use adinda_domain::member::{Member, Position};
use adinda_tests::sample;
use adinda_tests::window::{Laptop, Window, quoted};
use anyhow::{Context, Result, ensure};
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

/// A picture for the eye, where the environment names a folder for them.
async fn picture(window: &Window, name: &str) -> Result<()> {
    match std::env::var_os("ADINDA_PICTURES") {
        Some(folder) => window.picture(&PathBuf::from(folder).join(name)).await,
        None => Ok(()),
    }
}

/// The text of each PDF that was saved, in the order of their names.
fn saved_texts(laptop: &Laptop) -> Result<Vec<String>> {
    let folder = laptop.documents().join("Adinda");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    files.sort_by_key(|file| {
        std::fs::metadata(file)
            .and_then(|known| known.modified())
            .ok()
    });
    files
        .iter()
        .map(|file| {
            let read = Command::new("pdftotext")
                .arg("-layout")
                .arg(file)
                .arg("-")
                .output()?;
            ensure!(read.status.success(), "{read:?}");
            Ok(String::from_utf8(read.stdout)?)
        })
        .collect()
}

#[tokio::test]
async fn columns_and_group_are_chosen_and_a_nik_is_shown_one_time() -> Result<()> {
    let (_folder, laptop) = laptop_with(|book| {
        book.add(&Member {
            position: Some(Position::SpreadingMember),
            member_number: "014/2026".into(),
            ..sample::member_with_private_fields("Ketut Wirasana")
        })?;
        book.add(&sample::member("Bukan Bidang Itu"))?;
        Ok(())
    })?;
    let window = Window::open(&laptop).await?;
    window.click("nav-member").await?;
    window.click("print").await?;
    window.click("print-roster").await?;
    window.find("document-page").await?;
    picture(&window, "roster.png").await?;
    window.choose("group", "spreading").await?;
    window.click("fold-columns").await?;
    window.click("field-column_sex").await?;
    window.click("column-up-name").await?;
    picture(&window, "roster-columns.png").await?;
    window.click("field-show_nik").await?;
    window.click("document-save-pdf").await?;
    window.wait_for_text("toast", "PDF tersimpan").await?;
    let ticked = window.attribute("field-show_nik", "data-state").await?;
    ensure!(
        ticked.as_deref() == Some("unchecked"),
        "a NIK is shown one time: {ticked:?}"
    );
    window.click("document-save-pdf").await?;
    window
        .wait_until("a second PDF", Duration::from_secs(20), async || {
            Ok(saved_texts(&laptop).is_ok_and(|texts| texts.len() == 2))
        })
        .await?;
    window.close().await?;

    let texts = saved_texts(&laptop)?;
    let [first, second] = texts.as_slice() else {
        anyhow::bail!("{texts:?}")
    };
    for text in [first, second] {
        ensure!(
            text.contains("Ketut Wirasana") && !text.contains("Bukan Bidang"),
            "{text}"
        );
        ensure!(!text.contains("L/P"), "the column was taken out:\n{text}");
        // A heading of two words may stand on two lines; the members' own row never does.
        let row = text.lines().find(|line| line.contains("Ketut Wirasana"));
        let row = row.context("no row of the member")?;
        ensure!(
            row.contains("014/2026") && row.find("Ketut") < row.find("014/2026"),
            "the column was moved: {row}"
        );
    }
    ensure!(first.contains("3507125708870003"), "asked for:\n{first}");
    ensure!(
        !second.contains("3507125708870003"),
        "not asked for again:\n{second}"
    );
    Ok(())
}

/// Opens the row of a list that holds a name.
async fn open_row(window: &Window, name: &str) -> Result<()> {
    let row = format!("//a[@data-row-link][contains(., {})]", quoted(name));
    window.click_path(&row).await
}

#[tokio::test]
async fn minutes_are_printed_from_the_form_in_which_they_are_typed() -> Result<()> {
    let (_folder, laptop) = laptop_with(|book| {
        let present = book.add(&sample::member("Sri Wahyuningtyas"))?;
        book.add(&sample::meeting("Rapat jalan desa", &[present]))?;
        Ok(())
    })?;
    let window = Window::open(&laptop).await?;
    window.click("nav-meeting").await?;
    open_row(&window, "Rapat jalan desa").await?;
    window.fill("field-discussion", "Baru saja diketik").await?;
    window.click("print").await?;
    picture(&window, "meeting-menu.png").await?;
    window.click("print-minutes").await?;
    window.find("document-picture").await?;
    picture(&window, "minutes.png").await?;
    window.click("document-save-pdf").await?;
    window.wait_for_text("toast", "PDF tersimpan").await?;
    // One goes back to where one came from.
    window.click("back").await?;
    window.find("field-discussion").await?;
    window.close().await?;
    let texts = saved_texts(&laptop)?;
    for part in [
        "Rapat jalan desa",
        "Baru saja diketik",
        "Kerja bakti hari Minggu",
    ] {
        ensure!(
            texts.iter().all(|text| text.contains(part)),
            "{part}: {texts:?}"
        );
    }
    let meetings = laptop.open_book()?.all_whole::<Meeting>()?;
    ensure!(
        meetings
            .iter()
            .all(|(_, meeting)| meeting.discussion == "Baru saja diketik")
    );
    Ok(())
}

#[tokio::test]
async fn a_secret_name_is_shown_one_time_and_that_is_noted() -> Result<()> {
    let (_folder, laptop) = laptop_with(|book| {
        let mut form = sample::aspiration("Bantuan beras");
        form.aspiration.identity = Some(Identity::Secret);
        form.reporter = Reporter {
            name: "Nyoman Rahasia".into(),
            ..Reporter::default()
        };
        book.add(&form)?;
        Ok(())
    })?;
    let window = Window::open(&laptop).await?;
    window.click("nav-aspiration").await?;
    window.click("print").await?;
    window.click("print-aspiration-book").await?;
    window.find("document-picture").await?;
    window.click("field-show_secret_names").await?;
    window.click("document-save-pdf").await?;
    window.wait_for_text("toast", "PDF tersimpan").await?;
    picture(&window, "aspiration-book.png").await?;
    let ticked = window
        .attribute("field-show_secret_names", "data-state")
        .await?;
    ensure!(ticked.as_deref() == Some("unchecked"), "{ticked:?}");
    window.close().await?;
    let texts = saved_texts(&laptop)?;
    ensure!(
        texts.len() == 1 && texts.iter().all(|text| text.contains("Nyoman Rahasia")),
        "{texts:?}"
    );
    let noted = laptop.open_book()?.disclosures()?;
    ensure!(
        noted.len() == 1 && noted.iter().all(|row| row.disclosure.people == 1),
        "{noted:?}"
    );
    Ok(())
}

/// Every document in the window, for the eye: run with a folder for the pictures.
#[tokio::test]
async fn every_document_has_its_screen() -> Result<()> {
    let (_folder, laptop) = laptop_with(|book| {
        let chair = book.add(&Member {
            position: Some(Position::Chair),
            ..sample::member("Ni Luh Putu Ayu Sri")
        })?;
        book.add(&sample::meeting("Rapat jalan desa", &[chair]))?;
        book.add(&sample::aspiration("Jalan berlubang"))?;
        book.add(&Activity {
            title: "Pelatihan menulis".into(),
            ..Activity::default()
        })?;
        Ok(())
    })?;
    let window = Window::open(&laptop).await?;
    for (list, row, documents) in [
        ("nav-member", "", &["roster", "card"][..]),
        ("nav-meeting", "", &["attendance-sheet"]),
        (
            "nav-meeting",
            "Rapat jalan desa",
            &[
                "minutes",
                "attendance-sheet",
                "official-report",
                "invitation",
            ],
        ),
        ("nav-aspiration", "", &["aspiration-book", "cover-letter"]),
        ("nav-aspiration", "Jalan berlubang", &["aspiration-sheet"]),
        ("nav-activity", "", &["activity-book", "activity-report"]),
    ] {
        for document in documents {
            window.click(list).await?;
            if !row.is_empty() {
                open_row(&window, row).await?;
            }
            if documents.len() > 1 {
                window.click("print").await?;
            }
            window.click(&format!("print-{document}")).await?;
            window.find("document-picture").await?;
            ensure!(
                window.texts("document-failure").await?.is_empty(),
                "{document}: {}",
                window.whole_text().await?
            );
            picture(&window, &format!("screen-{document}.png")).await?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn only_pages_that_are_near_are_drawn() -> Result<()> {
    let (_folder, laptop) = laptop_with(|book| {
        for number in 1..=400 {
            book.add(&sample::member(&format!("Anggota Ke-{number:03}")))?;
        }
        Ok(())
    })?;
    let window = Window::open(&laptop).await?;
    window.click("job-roster").await?;
    let patience = Duration::from_secs(90);
    window
        .wait_until("many pages", patience, async || {
            Ok(window.texts("document-page").await?.len() > 10)
        })
        .await?;
    window
        .wait_until("the first page", patience, async || {
            Ok(drawn(&window).await? > 0)
        })
        .await?;
    let pages = window.texts("document-page").await?.len();
    let at_first = drawn(&window).await?;
    ensure!(
        at_first < pages / 2,
        "{at_first} of {pages} pages are drawn"
    );
    Ok(())
}

/// How many pages have their picture.
async fn drawn(window: &Window) -> Result<usize> {
    Ok(window.attributes("document-picture", "src").await?.len())
}
