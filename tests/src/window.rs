//! The real window, driven through WebDriver: elements by their `data-testid`, waited for, never for seconds.

mod driver;
mod laptop;
pub mod steps;

pub use driver::program;
pub use laptop::Laptop;

use anyhow::{Context, Error, Result, anyhow, ensure};
use driver::Driver;
use fantoccini::elements::Element;
use fantoccini::error::{CmdError, ErrorStatus};
use fantoccini::{Client, Locator};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// How long an element may take to show. Long, because two cores may be busy; nothing waits longer than it must.
const PATIENCE: Duration = Duration::from_secs(20);
const BETWEEN_LOOKS: Duration = Duration::from_millis(40);

/// An open window. It and its driver are ended when this is dropped, also by a failing test.
pub struct Window {
    client: Client,
    driver: Driver,
    log: PathBuf,
}

impl Window {
    /// Opens the window on a laptop's book and waits until its face is drawn.
    pub async fn open(laptop: &Laptop) -> Result<Window> {
        let (driver, client) = Driver::start(laptop).await.with_context(|| {
            let log = laptop.log();
            format!("what was said:\n{}", end_of_log(&log))
        })?;
        let window = Window {
            client,
            driver,
            log: laptop.log(),
        };
        window.element("main").await?;
        Ok(window)
    }

    /// Closes the window as its user would, and waits until it is gone.
    pub async fn close(self) -> Result<()> {
        self.client.close().await.context("closing the window")?;
        self.driver.wait_until_window_is_gone().await
    }

    /// `kill -9`, as a power cut would end it.
    pub async fn kill(self) -> Result<()> {
        self.driver.kill_window().await
    }

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

    /// Chooses one of a list of words.
    pub async fn choose(&self, field: &str, option: &str) -> Result<()> {
        self.click(&format!("field-{field}")).await?;
        self.click(&format!("option-{field}-{option}")).await
    }

    /// Chooses one of a few that stand side by side.
    pub async fn pick(&self, field: &str, option: &str) -> Result<()> {
        self.click(&format!("option-{field}-{option}")).await
    }

    /// The text of an element, once it shows.
    pub async fn text(&self, testid: &str) -> Result<String> {
        Ok(self.find(testid).await?.text().await?)
    }

    /// The texts of all elements with a test id that are there now.
    pub async fn texts(&self, testid: &str) -> Result<Vec<String>> {
        let mut texts = Vec::new();
        for element in self
            .client
            .find_all(Locator::Css(&selector(testid)))
            .await?
        {
            match element.text().await {
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
        while !is_so().await? {
            if Instant::now() > deadline {
                let seconds = at_most.as_secs();
                return Err(self
                    .failure(&format!("not within {seconds} s: {what}"))
                    .await);
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        Ok(())
    }

    /// Everything that the window says now.
    pub async fn whole_text(&self) -> Result<String> {
        Ok(self.element("body").await?.text().await?)
    }

    /// Whether the window's process is there.
    pub fn lives(&self) -> bool {
        self.driver.window_lives()
    }

    /// The picture that the webview draws.
    pub async fn picture(&self, file: &Path) -> Result<()> {
        let png = self
            .client
            .screenshot()
            .await
            .context("the window's picture")?;
        std::fs::write(file, png).with_context(|| file.display().to_string())
    }

    async fn shown(&self, locator: Locator<'_>) -> Result<Element> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.client.find(locator).await {
                Ok(element) => match element.is_displayed().await {
                    Ok(true) => return Ok(element),
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
                return Err(self.failure(&format!("{locator:?} doesn't show")).await);
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
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

    async fn bring_into_view_and_click(&self, element: &Element) -> Result<(), CmdError> {
        let argument = serde_json::to_value(element)?;
        self.client
            .execute(
                "arguments[0].scrollIntoView({ block: 'center' })",
                vec![argument],
            )
            .await?;
        element.click().await
    }

    /// What went wrong, with what the window shows and what it said; a picture of it is kept.
    async fn failure(&self, what: &str) -> Error {
        let shows = match self.client.find(Locator::Css("body")).await {
            Ok(body) => body.text().await.unwrap_or_else(|error| error.to_string()),
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
        self.picture(&file).await?;
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

/// Something else lies over the element.
fn is_click_intercepted(error: &CmdError) -> bool {
    matches!(error, CmdError::Standard(answer) if answer.error == ErrorStatus::ElementClickIntercepted)
}

fn selector(testid: &str) -> String {
    format!("[data-testid=\"{testid}\"]")
}

fn end_of_log(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_else(|error| error.to_string());
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(20)..].join("\n")
}
