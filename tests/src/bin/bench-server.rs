//! `make bench-server`: a crowd of enrolled laptops sends W1 over TLS to a release-built office; beside it, in the same
//! run, how fast one thread is that commits each W1 on its own. One JSON line for each.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a program for the terminal"
)]

use adinda_tests::bench::certificate;
use adinda_tests::load::{crowd, naive, work};
use anyhow::{Context, Result, ensure};
use clap::Parser;
use serde_json::json;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::Duration;
use tempfile::TempDir;

#[derive(Parser)]
#[command(about = "Measures how many laptops an office serves")]
struct Arguments {
    /// The office's program, release-built.
    #[arg(long)]
    server: PathBuf,
    /// How many laptops.
    #[arg(long, default_value_t = 1000)]
    devices: u64,
    /// How many of them at the same time.
    #[arg(long, default_value_t = 100)]
    at_once: usize,
}

struct Office(Child);

impl Drop for Office {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("The benchmark failed: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<()> {
    let template = work::template(1)?;
    let folder = TempDir::new()?;
    let lasting = Duration::from_secs(5);
    let before = naive::rate(&folder.path().join("naive"), &template, lasting)?;

    let (chain, key) = certificate::write(folder.path())?;
    let pin = adinda_server::tls::load(&chain, &key, None)?.pin;
    let data = folder.path().join("office");
    let (office, port) = start(&arguments.server, &data, &chain, &key)?;
    let server = format!("https://localhost:{port}");
    let mut laptops = crowd::enrol(&data, &server, &pin, arguments.devices).await?;
    let idle = memory(&office, "VmRSS");
    let mut rates = Vec::new();
    for (round, road) in [(0, "first"), (1, "cold"), (2, "warm")] {
        if road == "cold" {
            crowd::hang_up(&laptops);
        }
        let (back, figures) = crowd::send(laptops, &template, round, arguments.at_once).await?;
        laptops = back;
        rates.push(figures.rate());
        println!(
            "{}",
            json!({
                "system": "adinda-server", "case": road, "devices": arguments.devices, "at_once": arguments.at_once,
                "requests": figures.requests, "per_second": figures.rate().round(),
                "p50_ms": figures.latency(500).as_millis(), "p99_ms": figures.latency(990).as_millis(),
                "idle_mb": idle.map(|kilobytes| kilobytes / 1024),
                "peak_mb": memory(&office, "VmHWM").map(|kilobytes| kilobytes / 1024),
            })
        );
    }
    drop(office);
    let after = naive::rate(&folder.path().join("naive-after"), &template, lasting)?;
    println!(
        "{}",
        json!({ "system": "naive", "case": "one transaction a W1", "per_second": ((before + after) / 2.0).round(),
                "before": before.round(), "after": after.round() })
    );
    ensure!(
        arguments.devices < 1000 || rates.iter().all(|rate| *rate > 0.0),
        "nothing was measured"
    );
    Ok(())
}

/// Starts the office on a free port and waits until it takes connections.
fn start(program: &Path, data: &Path, chain: &Path, key: &Path) -> Result<(Office, u16)> {
    let mut child = Command::new(program)
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .arg("--tls-cert")
        .arg(chain)
        .arg("--tls-key")
        .arg(key)
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("can't start {}", program.display()))?;
    let mut line = String::new();
    let stdout = child.stdout.take().context("no output")?;
    let office = Office(child);
    BufReader::new(stdout).read_line(&mut line)?;
    let port = line
        .trim()
        .rsplit(':')
        .next()
        .and_then(|port| port.parse().ok());
    Ok((
        office,
        port.with_context(|| format!("the office said {line:?}"))?,
    ))
}

/// Kilobytes from the system's books on a process; none where there are no such books.
fn memory(office: &Office, field: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", office.0.id())).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix(field)?.strip_prefix(':'))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
