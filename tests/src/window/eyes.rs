//! What the window shows: elements by their `data-testid`, waited for, and what they say.

use super::{BETWEEN_LOOKS, PATIENCE, Window};
use anyhow::Result;
use fantoccini::Locator;
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use std::time::{Duration, Instant};

impl Window {
    /// The element with a test id, once it shows.
    pub async fn find(&self, testid: &str) -> Result<Element> {
        self.element(&selector(testid)).await
    }

    /// The element that a CSS selector names, once it shows.
    pub async fn element(&self, css: &str) -> Result<Element> {
        self.shown(Locator::Css(css)).await
    }

    /// The element that an XPath names, once it shows: for "the button in the row that says …".
    pub async fn by_path(&self, xpath: &str) -> Result<Element> {
        self.shown(Locator::XPath(xpath)).await
    }

    /// The text of an element, once it shows.
    pub async fn text(&self, testid: &str) -> Result<String> {
        Ok(text_of(&self.find(testid).await?).await?)
    }

    /// The texts of all elements with a test id that are there now.
    pub async fn texts(&self, testid: &str) -> Result<Vec<String>> {
        let mut texts = Vec::new();
        for element in self
            .client
            .find_all(Locator::Css(&selector(testid)))
            .await?
        {
            match text_of(&element).await {
                Ok(text) => texts.push(text),
                // Redrawn meanwhile: the caller looks again if it must.
                Err(error) if error.is_stale_element_reference() => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(texts)
    }

    /// An attribute of an element, once it shows.
    pub async fn attribute(&self, testid: &str, name: &str) -> Result<Option<String>> {
        Ok(self.find(testid).await?.attr(name).await?)
    }

    /// An attribute of all elements with a test id that are there now.
    pub async fn attributes(&self, testid: &str, name: &str) -> Result<Vec<String>> {
        let mut values = Vec::new();
        for element in self
            .client
            .find_all(Locator::Css(&selector(testid)))
            .await?
        {
            match element.attr(name).await {
                Ok(value) => values.push(value.unwrap_or_default()),
                // Redrawn meanwhile: the caller looks again if it must.
                Err(error) if error.is_stale_element_reference() => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(values)
    }

    /// Waits until an element with a test id says something.
    pub async fn wait_for_text(&self, testid: &str, part: &str) -> Result<()> {
        self.wait_until(
            &format!("{testid} says “{part}”"),
            PATIENCE,
            async || {
                Ok(self
                    .texts(testid)
                    .await?
                    .iter()
                    .any(|text| text.contains(part)))
            },
        )
        .await
    }

    /// Waits until no element with a test id is there.
    pub async fn wait_until_gone(&self, testid: &str) -> Result<()> {
        self.wait_until(&format!("{testid} is gone"), PATIENCE, async || {
            Ok(self
                .client
                .find_all(Locator::Css(&selector(testid)))
                .await?
                .is_empty())
        })
        .await
    }

    /// Waits until something is so; if it doesn't come to be, the error tells what the window shows instead.
    pub async fn wait_until(
        &self,
        what: &str,
        at_most: Duration,
        mut is_so: impl AsyncFnMut() -> Result<bool>,
    ) -> Result<()> {
        let deadline = Instant::now() + at_most;
        loop {
            match is_so().await {
                Ok(true) => return Ok(()),
                Ok(false) => {}
                // Redrawn while it was looked at: look again.
                Err(error)
                    if format!("{error:#}")
                        .to_lowercase()
                        .contains("stale element") => {}
                Err(error) => return Err(error),
            }
            if Instant::now() > deadline {
                let seconds = at_most.as_secs();
                return Err(self
                    .failure(&format!("not within {seconds} s: {what}"))
                    .await);
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
    }

    /// Everything that the window says now.
    pub async fn whole_text(&self) -> Result<String> {
        Ok(text_of(&self.element("body").await?).await?)
    }

    /// Waits until a field of choices holds a choice.
    pub(super) async fn wait_for_value(&self, field: &str, value: &str) -> Result<()> {
        let testid = format!("field-{field}");
        self.wait_until(&format!("{testid} holds {value}"), PATIENCE, async || {
            Ok(self.attribute(&testid, "data-value").await?.as_deref() == Some(value))
        })
        .await
    }

    pub(super) async fn shown(&self, locator: Locator<'_>) -> Result<Element> {
        match self.shown_within(locator, PATIENCE).await? {
            Some(element) => Ok(element),
            None => Err(self.failure(&format!("{locator:?} doesn't show")).await),
        }
    }

    pub(super) async fn shown_within(
        &self,
        locator: Locator<'_>,
        at_most: Duration,
    ) -> Result<Option<Element>> {
        let deadline = Instant::now() + at_most;
        loop {
            match self.client.find(locator).await {
                Ok(element) => match element.is_displayed().await {
                    Ok(true) => return Ok(Some(element)),
                    Ok(false) => {}
                    Err(error) if error.is_stale_element_reference() => {}
                    Err(error) => return Err(error.into()),
                },
                Err(error) if error.is_no_such_element() => {}
                Err(error) => {
                    return Err(self
                        .failure(&format!("looking for {locator:?}: {error}"))
                        .await);
                }
            }
            if Instant::now() > deadline {
                return Ok(None);
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
    }
}

/// A text as XPath takes it: in the quotes that it doesn't have itself.
pub fn quoted(text: &str) -> String {
    let quote = if text.contains('\'') { '"' } else { '\'' };
    format!("{quote}{text}{quote}")
}

pub(super) fn selector(testid: &str) -> String {
    format!("[data-testid=\"{testid}\"]")
}

/// The text as it is rendered. WebDriver's own notion of it leaves out what may be cut off by an ellipsis.
pub(super) async fn text_of(element: &Element) -> Result<String, CmdError> {
    let text = element.prop("innerText").await?;
    Ok(text.unwrap_or_default().trim().to_owned())
}
