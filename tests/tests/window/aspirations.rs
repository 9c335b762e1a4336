//! Aspirations: who spoke in confidence isn't shown, a needless click can be taken back.

use crate::laptop_with;
use adinda_client::views::AspirationForm;
use adinda_domain::aspiration::{Category, Destination, Identity};
use adinda_tests::sample;
use adinda_tests::window::Window;
use adinda_tests::window::steps::{self, AspirationToType};
use anyhow::Result;

#[tokio::test]
async fn a_secret_reporter_is_kept_and_not_shown() -> Result<()> {
    let (_folder, laptop) = laptop_with(|_| Ok(()))?;
    let window = Window::open(&laptop).await?;
    let secret = AspirationToType {
        title: "Bantuan pangan tidak sampai",
        body: "Tiga keluarga di RT 05 belum menerima sejak bulan lalu.",
        category: "social",
        location: "Dusun Krajan RT 05",
        identity: "secret",
        reporter: "Wagiyem Rahasiawati",
        destination: "regency",
    };
    steps::record_aspiration(&window, secret).await?;
    let open = AspirationToType {
        title: "Lampu jalan padam",
        identity: "open",
        reporter: "Bambang Terbukawan",
        destination: "village",
        ..AspirationToType::default()
    };
    steps::record_aspiration(&window, open).await?;

    let row = steps::row(&window, secret.title).await?;
    assert!(row.contains("Dirahasiakan"), "{row}");
    assert!(row.contains("001/"), "{row}");
    assert!(
        steps::row(&window, open.title)
            .await?
            .contains(open.reporter)
    );
    let whole = window.whole_text().await?;
    assert!(!whole.contains("Rahasiawati"), "{whole}");
    // Nor does the search give it away.
    window.fill("list-search", "Rahasiawati").await?;
    window.find("nothing-found").await?;
    window.close().await?;

    let book = laptop.open_book()?;
    let rows = book.aspirations()?;
    assert_eq!(rows.len(), 2);
    let row = rows
        .iter()
        .find(|row| row.aspiration.title == secret.title)
        .unwrap();
    assert_eq!(row.reporter_name, "");
    let kept = book.open_form::<AspirationForm>(Some(row.id))?.record;
    assert_eq!(
        kept.reporter.name, secret.reporter,
        "it is kept for the secretary"
    );
    assert_eq!(kept.aspiration.identity, Some(Identity::Secret));
    assert_eq!(kept.aspiration.category, Some(Category::Social));
    assert_eq!(kept.aspiration.destination, Some(Destination::Regency));
    assert_eq!(kept.aspiration.location, secret.location);
    assert_eq!(kept.aspiration.body, secret.body);
    Ok(())
}

#[tokio::test]
async fn archiving_can_be_undone() -> Result<()> {
    let (_folder, laptop) = laptop_with(|book| {
        book.add(&sample::aspiration("Jembatan retak"))?;
        book.add(&sample::aspiration("Air bersih"))?;
        Ok(())
    })?;
    let window = Window::open(&laptop).await?;
    window.click("nav-aspiration").await?;
    let archive = |title: &str| {
        format!("//*[@data-testid='row'][contains(., '{title}')]//*[@data-testid='archive-row']")
    };
    window.wait_for_text("list-count", "2").await?;
    window.click_path(&archive("Jembatan retak")).await?;
    window.wait_for_text("list-count", "1").await?;
    assert!(
        !window
            .texts("row")
            .await?
            .join("\n")
            .contains("Jembatan retak")
    );
    window.click("toast-action").await?;
    steps::wait_for_row(&window, "Jembatan retak").await?;
    window.click_path(&archive("Air bersih")).await?;
    window.wait_for_text("list-count", "1").await?;
    window.close().await?;

    let archived: Vec<(String, bool)> = laptop
        .open_book()?
        .aspirations()?
        .into_iter()
        .map(|row| (row.aspiration.title, row.archived))
        .collect();
    assert!(
        archived.contains(&("Jembatan retak".into(), false)),
        "{archived:?}"
    );
    assert!(
        archived.contains(&("Air bersih".into(), true)),
        "{archived:?}"
    );
    Ok(())
}
