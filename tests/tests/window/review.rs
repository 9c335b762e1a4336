//! Perlu ditinjau in the window: what two laptops wrote without knowing of each other is seen, settled, and arrives.

use crate::{KIM, laptop_with};
use adinda_domain::member::Member;
use adinda_domain::{FieldPath, Kind, RecordId, Value};
use adinda_tests::office::{TestBook, TestKim, TestOffice};
use adinda_tests::sample;
use adinda_tests::window::steps;
use adinda_tests::window::{Laptop, Window, quoted};
use anyhow::Result;
use fantoccini::key::Key;
use std::time::Duration;
use tempfile::TempDir;

const SOON: Duration = Duration::from_secs(30);
const SRI: &str = "Sri Wahyuningtyas";

/// The laptop of the window, and a second one of the same KIM.
struct TwoLaptops {
    office: TestOffice,
    kim: TestKim,
    laptop: Laptop,
    second: TestBook,
    sri: RecordId,
    _folder: TempDir,
}

/// Both laptops are paired and know Sri.
async fn two_laptops() -> Result<TwoLaptops> {
    let office = TestOffice::start().await;
    let kim = office.add_kim(KIM);
    let mut sri = None;
    let (folder, laptop) = laptop_with(|book| {
        sri = Some(book.add(&sample::member(SRI))?);
        Ok(())
    })?;
    let book = laptop.open_book()?;
    book.begin_pairing(&office.url(), &office.new_code(&kim))
        .await?;
    book.confirm_pairing()?;
    book.sync().await?;
    let second = TestBook::paired(&office, &kim).await;
    second.book.sync().await?;
    Ok(TwoLaptops {
        office,
        kim,
        laptop,
        second,
        sri: sri.unwrap(),
        _folder: folder,
    })
}

fn change(
    book: &adinda_client::Book,
    id: RecordId,
    change: impl FnOnce(&mut Member),
) -> Result<()> {
    let mut form = book.open_form::<Member>(Some(id))?;
    change(&mut form.record);
    book.save_form(form.draft, &form.record)?;
    Ok(())
}

fn in_item(field: &str, testid: &str) -> String {
    let field = quoted(field);
    format!("//article[.//h3[contains(., {field})]]//*[@data-testid='{testid}']")
}

/// Kirim sekarang, from the pill.
async fn send_now(window: &Window) -> Result<()> {
    window.click("sync-pill").await?;
    window.click("send-now").await?;
    window.click("sync-pill").await?;
    window.wait_until_gone("sync-details").await
}

#[tokio::test]
async fn a_conflict_is_settled_field_by_field_and_arrives_at_the_second_laptop() -> Result<()> {
    let TwoLaptops {
        office: _office,
        laptop,
        second,
        sri,
        ..
    } = &two_laptops().await?;
    let book = laptop.open_book()?;
    change(&book, *sri, |member| {
        member.address = "Jalan Kenanga 3".into();
        member.hamlet = "Krajan".into();
        member.note = "Rajin mencatat.".into();
    })?;
    change(&second.book, *sri, |member| {
        member.address = "Jalan Melati 7".into();
        member.hamlet = "Sumbersari".into();
        member.note = "Pandai menulis berita.".into();
    })?;
    book.sync().await?;
    second.book.sync().await?;
    drop(book);

    let window = Window::open(laptop).await?;
    window.wait_for_text("nav-count", "3").await?;
    window
        .wait_for_text("review-line", "3 hal perlu ditinjau")
        .await?;
    window.click("nav-member").await?;
    let row = format!("//a[@data-row-link][contains(., {})]", quoted(SRI));
    window.click_path(&row).await?;
    window.click("review-record").await?;
    let group = window.text("review-group").await?;
    for said in [
        SRI,
        "Dua laptop mengisi ini tanpa saling tahu.",
        "Laptop ini",
        "Laptop B",
        "hari ini pukul",
        "Jalan Kenanga 3",
        "Jalan Melati 7",
        "Pakai semua 3 dari Laptop B",
    ] {
        assert!(group.contains(said), "“{said}” in\n{group}");
    }

    window.click_path(&in_item("Alamat", "take-other")).await?;
    window
        .wait_for_text("toast", "Alamat: isian Laptop B dipakai")
        .await?;
    // The focus goes on to the next one, where Tab and Enter choose.
    let next = window.element("article:focus").await?;
    assert!(next.text().await?.contains("Dusun"));
    next.send_keys(&Key::Tab.to_string()).await?;
    let button = window.element("article button:focus").await?;
    button.send_keys(&Key::Enter.to_string()).await?;
    window
        .wait_for_text("toast", "Dusun: isian laptop ini dipakai")
        .await?;

    window.click_path(&in_item("Keterangan", "join")).await?;
    let editor = window.find("field-note").await?;
    assert_eq!(
        editor.prop("value").await?.as_deref(),
        Some("Rajin mencatat.\nPandai menulis berita.")
    );
    let joined = "Rajin mencatat dan pandai menulis berita.";
    window.fill("field-note", joined).await?;
    // While it is typed, the standing version becomes another one.
    change(&second.book, *sri, |member| {
        member.note = "Rajin sekali mencatat.".into();
    })?;
    second.book.sync().await?;
    send_now(&window).await?;
    window
        .wait_for_text("version-value", "Rajin sekali mencatat.")
        .await?;
    window.click("editor-save").await?;
    window
        .wait_for_text("toast", "Isinya baru saja berubah")
        .await?;
    let editor = window.find("field-note").await?;
    assert_eq!(
        editor.prop("value").await?.as_deref(),
        Some(joined),
        "what was typed stays"
    );
    window.click("editor-save").await?;
    window
        .wait_for_text("empty-state", "Tidak ada yang perlu ditinjau.")
        .await?;
    window.wait_until_gone("nav-review").await?;
    steps::wait_for_phase(&window, "all_sent", SOON).await?;

    second.book.sync().await?;
    let settled = second.book.open_form::<Member>(Some(*sri))?.record;
    assert_eq!(
        [&settled.address, &settled.hamlet, &settled.note],
        ["Jalan Melati 7", "Krajan", joined]
    );
    assert!(second.book.review()?.items.is_empty());
    window.close().await
}

#[tokio::test]
async fn several_fields_are_taken_in_one_go_and_a_refused_value_is_mended() -> Result<()> {
    let TwoLaptops {
        office,
        kim,
        laptop,
        second,
        sri,
        ..
    } = &two_laptops().await?;
    let book = laptop.open_book()?;
    change(&book, *sri, |member| {
        member.address = "Jalan Kenanga 3".into();
        member.hamlet = "Krajan".into();
    })?;
    change(&second.book, *sri, |member| {
        member.address = "Jalan Melati 7".into();
        member.hamlet = "Sumbersari".into();
    })?;
    let joined_on = FieldPath::scalar("joined_on");
    let no_such_day = Value::Text("31 Februari".into());
    second.plant_value(Kind::MEMBER, *sri, joined_on, no_such_day);
    book.sync().await?;
    second.book.sync().await?;
    drop(book);

    let window = Window::open(laptop).await?;
    window.click("nav-review").await?;
    let held = window.text("held-item").await?;
    assert!(
        held.contains("Dinas belum bisa menerima isian ini. Tanggal ini tidak ada di kalender."),
        "{held}"
    );
    let all = "//*[@data-testid='take-all'][contains(., 'Laptop B')]";
    window.click_path(all).await?;
    window
        .wait_for_text("toast", "2 isian dari Laptop B dipakai")
        .await?;
    window.wait_until_gone("review-item").await?;

    window.click("mend").await?;
    window.fill("field-joined_on", "entah kapan").await?;
    window.click("editor-save").await?;
    window
        .wait_for_text("problem", "Tanggal ini belum terbaca")
        .await?;
    window.fill("field-joined_on", "28-2-26").await?;
    window.click("editor-save").await?;
    window.find("empty-state").await?;
    steps::wait_for_phase(&window, "all_sent", SOON).await?;
    let arrived = &office.records_of(kim, "member")[0];
    assert_eq!(arrived["joined_on"], "2026-02-28");
    assert_eq!(arrived["address"], "Jalan Melati 7");
    second.book.sync().await?;
    assert!(second.book.review()?.items.is_empty());
    window.close().await
}

#[tokio::test]
async fn doubles_are_joined_parted_again_and_told_apart() -> Result<()> {
    let TwoLaptops {
        office: _office,
        laptop,
        second,
        sri,
        ..
    } = &two_laptops().await?;
    let twin = second.book.add(&sample::member("Hj. Sri Wahyuningtyas"))?;
    let rapat = sample::meeting("Rapat rutin", &[twin]);
    second.book.add(&rapat)?;
    second.book.sync().await?;
    let in_view = |of: &TestBook| -> Result<Vec<RecordId>> {
        let members = of.book.members()?.into_iter();
        Ok(members
            .filter(|row| !row.archived)
            .map(|row| row.id)
            .collect())
    };

    let window = Window::open(laptop).await?;
    window.click("nav-review").await?;
    let double = window.text("double").await?;
    for said in ["Namanya sama.", "belum pernah", "1 kali"] {
        assert!(double.contains(said), "“{said}” in\n{double}");
    }
    window.click("join-members").await?;
    window
        .wait_for_text("double", "Pilih dulu mana yang dipakai.")
        .await?;
    // Two ids of one tick of the clock may come in either order.
    let keep = match *sri < twin {
        true => "keep-first",
        false => "keep-second",
    };
    window.click(keep).await?;
    window.click("join-members").await?;
    window
        .wait_for_text("toast", "Sri Wahyuningtyas digabungkan")
        .await?;
    window.find("empty-state").await?;
    steps::wait_for_phase(&window, "all_sent", SOON).await?;
    second.book.sync().await?;
    assert_eq!(in_view(second)?, [*sri]);

    window.click("toast-action").await?;
    window.find("double").await?;
    window.click("mark-distinct").await?;
    window.wait_for_text("toast", "dua orang").await?;
    window.find("empty-state").await?;
    steps::wait_for_phase(&window, "all_sent", SOON).await?;
    second.book.sync().await?;
    assert_eq!(in_view(second)?.len(), 2);
    assert!(second.book.review()?.doubles.is_empty());
    window.close().await
}
