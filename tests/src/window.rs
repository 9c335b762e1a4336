//! The real window, driven through WebDriver: elements by their `data-testid`, waited for, never for seconds.

mod driver;
mod eyes;
mod hands;
mod laptop;
mod pictures;
pub mod steps;

pub use driver::program;
pub use eyes::quoted;
pub use laptop::Laptop;
pub use pictures::picture_of_screen;

use anyhow::{Context, Result};
use driver::Driver;
use fantoccini::Client;
use pictures::end_of_log;
use std::path::PathBuf;
use std::time::Duration;

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

    /// Makes the window as large as that of a laptop with a smaller screen.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        Ok(self.client.set_window_size(width, height).await?)
    }

    /// `kill -9`, as a power cut would end it.
    pub async fn kill(self) -> Result<()> {
        self.driver.kill_window().await
    }

    /// Whether the window's process is there.
    pub fn lives(&self) -> bool {
        self.driver.window_lives()
    }
}
