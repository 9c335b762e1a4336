//! `make bench-sync`: what each case costs on a bad line, one JSON line for each system and case.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for the terminal"
)]

use adinda_tests::bench::cases::{FIRST, RESUMED, WARM, measure, measure_cut, measure_idle};
use adinda_tests::bench::workload::Workload;
use anyhow::{Context, Result};
use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(about = "Measures what a sync costs on a bad line")]
struct Arguments {
    /// Folder with W1.json, W2.json and W4.json; without it the work is invented.
    #[arg(long)]
    workload: Option<PathBuf>,
    /// Seed of what is invented and of all chance.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Only the cases of the reach.
    #[arg(long)]
    brief: bool,
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
    let workload = match &arguments.workload {
        Some(folder) => Workload::read(folder)?,
        None => Workload::invented(arguments.seed),
    };
    let resumed = measure(&workload, arguments.seed, &RESUMED).await?;
    for figures in &resumed {
        println!("{}", figures.json());
    }
    let w2 = resumed
        .iter()
        .find(|figures| figures.case == "W2")
        .context("no W2")?;
    println!(
        "{}",
        measure_cut(&workload, arguments.seed, w2.up).await?.json()
    );
    if arguments.brief {
        return Ok(());
    }
    for cases in [&FIRST[..], &WARM[..]] {
        for figures in measure(&workload, arguments.seed, cases).await? {
            println!("{}", figures.json());
        }
    }
    let idle = [
        ("W3 of 100 records", 100, 0),
        ("W3 of 10000 records", 10_000, 0),
        ("W3 beside 400 KIM", 100, 400),
    ];
    for (name, records, others) in idle {
        let figures = measure_idle(name, arguments.seed, records, others).await?;
        println!("{}", figures.json());
    }
    Ok(())
}
