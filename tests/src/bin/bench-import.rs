//! `make bench-import`: how long the preview of 5,000 members takes, one JSON line for each kind of file.
#![allow(clippy::print_stdout, reason = "a program for the terminal")]

use adinda_client::imports::plan_without_book;
use adinda_client::imports::views::{ImportKind, ImportOptions};
use adinda_tests::sheets::{samples, today};
use serde_json::json;
use std::time::Instant;

const ROWS: usize = 5_000;
const ROUNDS: usize = 5;

fn main() -> anyhow::Result<()> {
    let profile = if cfg!(debug_assertions) {
        "dev"
    } else {
        "release"
    };
    for (name, bytes) in [
        ("xlsx", samples::members_xlsx(ROWS)),
        ("csv", samples::members_csv(ROWS).into_bytes()),
    ] {
        let mut took = Vec::new();
        for _ in 0..ROUNDS {
            let from = Instant::now();
            let plan = plan_without_book(
                ImportKind::Member,
                &bytes,
                &ImportOptions::default(),
                today(),
            )?;
            took.push(from.elapsed());
            anyhow::ensure!(
                plan.ready == ROWS,
                "{} of {ROWS} rows were understood",
                plan.ready
            );
        }
        took.sort();
        println!(
            "{}",
            json!({
                "import": name, "rows": ROWS, "profile": profile, "kilobytes": bytes.len() / 1024,
                "milliseconds": took[ROUNDS / 2].as_millis() as u64,
            })
        );
    }
    Ok(())
}
