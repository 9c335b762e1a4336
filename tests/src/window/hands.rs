//! What a user does in the window: clicks, types, chooses.

use super::eyes::selector;
use super::{BETWEEN_LOOKS, PATIENCE, Window};
use anyhow::{Context, Result};
use fantoccini::Locator;
use fantoccini::elements::Element;
use fantoccini::error::{CmdError, ErrorStatus};
use fantoccini::key::Key;
use std::path::Path;
use std::time::{Duration, Instant};

const UNTIL_CLICKED_AGAIN: Duration = Duration::from_secs(2);

/// Brings an element into view and answers where it is.
const BRING_INTO_VIEW: &str = "
    arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });
    const { x, y } = arguments[0].getBoundingClientRect();
    return [x, y];";

impl Window {
    /// Clicks an element, once it shows and can be clicked.
    pub async fn click(&self, testid: &str) -> Result<()> {
        self.click_on(Locator::Css(&selector(testid))).await
    }

    /// Clicks what an XPath names.
    pub async fn click_path(&self, xpath: &str) -> Result<()> {
        self.click_on(Locator::XPath(xpath)).await
    }

    /// Types into a field, in the place of what stands there.
    pub async fn fill(&self, testid: &str, text: &str) -> Result<()> {
        let field = self.find(testid).await?;
        let typed = async {
            if field
                .prop("value")
                .await?
                .is_some_and(|old| !old.is_empty())
            {
                field.clear().await?;
            }
            field.send_keys(text).await
        };
        match typed.await {
            Ok(()) => Ok(()),
            Err(error) => Err(self
                .failure(&format!("typing into {testid}: {error}"))
                .await),
        }
    }

    /// Moves on from a field with Tab. The form may just be drawing it anew: then once more.
    pub async fn leave(&self, testid: &str) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let field = self.find(testid).await?;
            match field.send_keys(&Key::Tab.to_string()).await {
                Ok(()) => return Ok(()),
                Err(error) if Instant::now() > deadline => {
                    let what = format!("leaving {testid}: {error}");
                    return Err(self.failure(&what).await);
                }
                Err(_) => tokio::time::sleep(BETWEEN_LOOKS).await,
            }
        }
    }

    /// Chooses a file, as from the system's file dialogue. What holds the choice needn't show.
    pub async fn choose_file(&self, testid: &str, file: &Path) -> Result<()> {
        let path = file.to_str().context("a path in UTF-8")?;
        let chooser = selector(testid);
        let waited = self.client.wait().at_most(PATIENCE);
        let chooser = waited.for_element(Locator::Css(&chooser)).await?;
        Ok(chooser.send_keys(path).await?)
    }

    /// Chooses one of a list of words.
    pub async fn choose(&self, field: &str, option: &str) -> Result<()> {
        let (list, choice) = (format!("field-{field}"), format!("option-{field}-{option}"));
        let choice = selector(&choice);
        let deadline = Instant::now() + PATIENCE;
        // A word that comes up beside another field may push this one away under the pointer: then once more.
        loop {
            self.click(&list).await?;
            let opened = self
                .shown_within(Locator::Css(&choice), UNTIL_CLICKED_AGAIN)
                .await?;
            if opened.is_some() {
                break;
            }
            if Instant::now() > deadline {
                return Err(self.failure(&format!("{list} doesn't open")).await);
            }
        }
        self.click_on(Locator::Css(&choice)).await?;
        self.wait_for_value(field, option).await
    }

    /// Chooses one of a few that stand side by side.
    pub async fn pick(&self, field: &str, option: &str) -> Result<()> {
        self.click(&format!("option-{field}-{option}")).await?;
        self.wait_for_value(field, option).await
    }

    async fn click_on(&self, locator: Locator<'_>) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let element = self.shown(locator).await?;
            match self.bring_into_view_and_click(&element).await {
                Ok(()) => return Ok(()),
                // Redrawn under the pointer, or a toast lies over it: look again.
                Err(error)
                    if Instant::now() < deadline
                        && (error.is_stale_element_reference()
                            || is_click_intercepted(&error)
                            || error.is_element_not_interactable()) =>
                {
                    tokio::time::sleep(BETWEEN_LOOKS).await;
                }
                Err(error) => {
                    return Err(self
                        .failure(&format!("clicking {locator:?}: {error}"))
                        .await);
                }
            }
        }
    }

    /// Scrolls an element to the middle, and clicks it when it has come to rest.
    async fn bring_into_view_and_click(&self, element: &Element) -> Result<(), CmdError> {
        let argument = [serde_json::to_value(element)?];
        let mut place: Option<(f64, f64)> = None;
        loop {
            let now = self
                .client
                .execute(BRING_INTO_VIEW, argument.to_vec())
                .await?;
            let now: (f64, f64) = serde_json::from_value(now)?;
            // Where the middle falls between two pixels, the webview may scroll to and fro for ever.
            if place.is_some_and(|(x, y)| (now.0 - x).abs() < 2.0 && (now.1 - y).abs() < 2.0) {
                return element.click().await;
            }
            place = Some(now);
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
    }
}

/// Something else lies over the element.
fn is_click_intercepted(error: &CmdError) -> bool {
    matches!(error, CmdError::Standard(answer) if answer.error == ErrorStatus::ElementClickIntercepted)
}
