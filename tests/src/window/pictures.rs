//! Pictures of the window and of the screen, and what is told of a window when something went wrong.

use super::eyes::text_of;
use super::{PATIENCE, Window, program};
use anyhow::{Context, Error, Result, anyhow, ensure};
use fantoccini::Locator;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A PNG of one colour has fewer bytes than this, one with letters many more.
const LARGEST_BLANK_PICTURE: usize = 8_000;

/// Whether fonts and pictures are there, so that a picture of the window is complete.
const IS_DRAWN: &str = "
    return document.fonts.status === 'loaded'
        && [...document.images].every((image) => image.complete && image.naturalWidth > 0);";

impl Window {
    /// The picture that the webview draws, once all that belongs to it is there and at rest.
    pub async fn picture(&self, file: &Path) -> Result<()> {
        let is_drawn = async || Ok(self.client.execute(IS_DRAWN, Vec::new()).await? == true);
        self.wait_until("everything is drawn", PATIENCE, is_drawn)
            .await?;
        let mut last = Vec::new();
        let is_at_rest = async || {
            let before = std::mem::replace(&mut last, self.client.screenshot().await?);
            Ok(last.len() > LARGEST_BLANK_PICTURE && last == before)
        };
        self.wait_until("the picture is at rest", PATIENCE, is_at_rest)
            .await?;
        std::fs::write(file, &last).with_context(|| file.display().to_string())
    }

    async fn picture_as_it_is(&self, file: &Path) -> Result<()> {
        let png = self
            .client
            .screenshot()
            .await
            .context("the window's picture")?;
        std::fs::write(file, png).with_context(|| file.display().to_string())
    }

    /// What went wrong, with what the window shows and what it said; a picture of it is kept.
    pub(super) async fn failure(&self, what: &str) -> Error {
        let shows = match self.client.find(Locator::Css("body")).await {
            Ok(body) => text_of(&body)
                .await
                .unwrap_or_else(|error| error.to_string()),
            Err(error) => error.to_string(),
        };
        let kept = match self.keep_picture_of_failure().await {
            Ok(file) => file.display().to_string(),
            Err(error) => format!("no picture: {error}"),
        };
        let log = end_of_log(&self.log);
        anyhow!("{what}\n--- picture: {kept}\n--- the window shows:\n{shows}\n--- it said:\n{log}")
    }

    async fn keep_picture_of_failure(&self) -> Result<PathBuf> {
        let programs = program("adinda")?;
        let folder = programs
            .parent()
            .and_then(Path::parent)
            .context("target")?
            .join("window-failures");
        std::fs::create_dir_all(&folder)?;
        let file = folder.join(format!("{}.png", self.driver.window_pid()));
        self.picture_as_it_is(&file).await?;
        Ok(file)
    }
}

/// A picture of the whole screen, as an eye before it would see it.
pub fn picture_of_screen(file: &Path) -> Result<()> {
    let status = Command::new("import")
        .args(["-window", "root"])
        .arg(file)
        .status()
        .context("import (Debian: imagemagick)")?;
    ensure!(status.success(), "the screen's picture can't be taken");
    Ok(())
}

/// The last lines of a log.
pub(super) fn end_of_log(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_else(|error| error.to_string());
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(20)..].join("\n")
}
