//! WebKitWebDriver and the window that it starts: processes, each ended by its own pid. Linux only, as they are.

use crate::window::Laptop;
use anyhow::{Context, Result, bail, ensure};
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::fs::File;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a program may take to come up, or to go.
const PATIENCE: Duration = Duration::from_secs(30);
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);

/// A program of this workspace, built beside the one that runs now.
pub fn program(name: &str) -> Result<PathBuf> {
    let this = std::env::current_exe().context("where this program lies")?;
    let mut folder = this.parent().context("this program's folder")?;
    // Tests lie one folder deeper.
    if folder.ends_with("deps") {
        folder = folder.parent().context("the programs' folder")?;
    }
    let program = folder.join(name);
    ensure!(
        program.is_file(),
        "{} isn't built: cargo build --workspace",
        program.display()
    );
    Ok(program)
}

/// The driver with the window it started. Both are gone when this is dropped.
pub struct Driver {
    driver: Child,
    window: u32,
    window_program: PathBuf,
}

impl Driver {
    /// Starts the driver, and through it the window on a laptop's book.
    pub async fn start(laptop: &Laptop) -> Result<(Driver, Client)> {
        let log = File::create(laptop.log()).context("the window's log")?;
        ensure!(
            std::env::var_os("DISPLAY").is_some_and(|display| !display.is_empty()),
            "there is no display: run this under xvfb-run"
        );
        let window_program = program("adinda")?;
        let port = free_port()?;
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={}", port.port()))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("ADINDA_DATA", laptop.data())
            .env("ADINDA_KEY_FILE", laptop.key_file())
            .env("HOME", laptop.home())
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("XDG_DATA_HOME")
            .env_remove("XDG_CACHE_HOME")
            .env_remove("XDG_DOCUMENTS_DIR")
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("WebKitWebDriver can't be started (Debian: webkit2gtk-driver)")?;
        let mut started = Driver {
            driver,
            window: 0,
            window_program,
        };
        started.wait_until_it_listens(port).await?;
        let client = started.open_window(port).await?;
        started.window = started.find_window()?;
        Ok((started, client))
    }

    /// The window's process.
    pub fn window_pid(&self) -> u32 {
        self.window
    }

    /// Whether the window's process is there.
    pub fn window_lives(&self) -> bool {
        self.window != 0 && runs(self.window, &self.window_program)
    }

    /// Ends the window at once, as a power cut would (`kill -9`), and waits until it is gone.
    pub async fn kill_window(&self) -> Result<()> {
        ensure!(self.window_lives(), "the window is gone already");
        send_kill(self.window)?;
        self.wait_until_window_is_gone().await
    }

    /// Waits until the window's process is gone.
    pub async fn wait_until_window_is_gone(&self) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while self.window_lives() {
            ensure!(Instant::now() < deadline, "the window doesn't end");
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        Ok(())
    }

    async fn wait_until_it_listens(&mut self, address: SocketAddr) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(address).is_err() {
            if let Some(status) = self.driver.try_wait()? {
                bail!("WebKitWebDriver ended ({status})");
            }
            ensure!(Instant::now() < deadline, "WebKitWebDriver doesn't listen");
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        Ok(())
    }

    async fn open_window(&self, address: SocketAddr) -> Result<Client> {
        let mut capabilities = Capabilities::new();
        capabilities.insert(
            "webkitgtk:browserOptions".into(),
            json!({ "binary": self.window_program, "args": [] }),
        );
        ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://{address}"))
            .await
            .context("the window can't be opened")
    }

    /// The driver's child that runs the window's program.
    fn find_window(&self) -> Result<u32> {
        for entry in std::fs::read_dir("/proc")? {
            let name = entry?.file_name();
            let Some(pid) = name.to_str().and_then(|name| name.parse().ok()) else {
                continue;
            };
            if parent_of(pid) == Some(self.driver.id()) && runs(pid, &self.window_program) {
                return Ok(pid);
            }
        }
        bail!("the window's process isn't there")
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // A window that came up without answering isn't known by its pid yet.
        if self.window == 0 {
            self.window = self.find_window().unwrap_or(0);
        }
        if self.window_lives() {
            drop(send_kill(self.window));
        }
        // Both fail only for a driver that is gone already.
        drop(self.driver.kill());
        drop(self.driver.wait());
    }
}

fn free_port() -> Result<SocketAddr> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}

/// Whether a process runs a program. Asked by program too, since pids are given anew.
fn runs(pid: u32, program: &Path) -> bool {
    let Ok(exe) = std::fs::read_link(format!("/proc/{pid}/exe")) else {
        return false;
    };
    // What was built anew meanwhile is said to be deleted.
    exe.to_string_lossy().trim_end_matches(" (deleted)") == program.to_string_lossy()
}

fn parent_of(pid: u32) -> Option<u32> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("PPid:"))?;
    line.trim().parse().ok()
}

fn send_kill(pid: u32) -> Result<()> {
    let status = Command::new("kill")
        .args(["-9", &pid.to_string()])
        .status()?;
    ensure!(status.success(), "kill -9 {pid} failed");
    Ok(())
}
