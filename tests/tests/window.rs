//! The main jobs end to end, in the real window on throw-away books.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

#[path = "window/activities.rs"]
mod activities;
#[path = "window/aspirations.rs"]
mod aspirations;
#[path = "window/attachments.rs"]
mod attachments;
#[path = "window/documents.rs"]
mod documents;
#[path = "window/drafts.rs"]
mod drafts;
#[path = "window/imports.rs"]
mod imports;
#[path = "window/letters.rs"]
mod letters;
#[path = "window/meetings.rs"]
mod meetings;
#[path = "window/office.rs"]
mod office;
#[path = "window/review.rs"]
mod review;
#[path = "window/roster.rs"]
mod roster;

use adinda_client::Book;
use adinda_domain::profile::Profile;
use adinda_tests::window::Laptop;
use anyhow::Result;
use tempfile::TempDir;

const KIM: &str = "KIM Swara Pringgondani";

/// A new laptop in a folder that goes away with it.
fn new_laptop() -> Result<(TempDir, Laptop)> {
    let folder = TempDir::new()?;
    let laptop = Laptop::new(folder.path())?;
    Ok((folder, laptop))
}

/// A laptop whose first start is behind it, and whatever else is written into its book.
fn laptop_with(write: impl FnOnce(&Book) -> Result<()>) -> Result<(TempDir, Laptop)> {
    let (folder, laptop) = new_laptop()?;
    let book = laptop.open_book()?;
    book.edit_profile(|profile| Profile {
        name: KIM.into(),
        village: "Pringgondani".into(),
        ..profile
    })?;
    write(&book)?;
    Ok((folder, laptop))
}
