//! `make fuzz MINUTES=number`: what chance makes of sound spreadsheets is read, for as long as one likes. A file that makes
//! the reader panic, take too long or too much memory is kept, with the seed that makes it again.
#![allow(clippy::print_stdout, reason = "a program for the terminal")]

use adinda_tests::sheets::{mutation::mutated, read, samples};
use clap::Parser;
use std::panic::catch_unwind;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Longer than this, a small file mustn't take.
const MOST_TIME: Duration = Duration::from_secs(10);

#[derive(Parser)]
#[command(about = "Reads spreadsheets that chance has been at")]
struct Arguments {
    /// How long.
    #[arg(long, default_value_t = 5)]
    minutes: u64,
    /// The first seed; without it the time gives one.
    #[arg(long)]
    first: Option<u64>,
    /// Only so many seeds.
    #[arg(long)]
    seeds: Option<u64>,
    /// Where files that are found are kept.
    #[arg(long, default_value = "target/fuzz")]
    found: PathBuf,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let first = arguments
        .first
        .unwrap_or_else(|| now.map_or(0, |now| now.as_secs() * 1_000));
    let (begun, end) = (Instant::now(), Duration::from_secs(arguments.minutes * 60));
    let samples = samples::all();
    let (mut tried, mut taken, mut found) = (0_u64, 0_u64, 0_u64);
    for seed in first.. {
        if arguments
            .seeds
            .map_or(begun.elapsed() >= end, |seeds| tried >= seeds)
        {
            break;
        }
        let (name, sound) = &samples[usize::try_from(seed).unwrap_or_default() % samples.len()];
        let bytes = mutated(sound, seed);
        let from = Instant::now();
        let read = catch_unwind(|| read(&bytes));
        tried += 1;
        taken += u64::from(read.as_ref().is_ok_and(|rows| *rows > 0));
        if read.is_err() || from.elapsed() > MOST_TIME {
            found += 1;
            let file = arguments.found.join(format!("{seed}-{name}"));
            println!(
                "seed {seed}: {} ({:?}), kept as {}",
                if read.is_err() {
                    "panicked"
                } else {
                    "too slow"
                },
                from.elapsed(),
                file.display()
            );
            drop(std::fs::create_dir_all(&arguments.found));
            drop(std::fs::write(file, &bytes));
        }
    }
    println!(
        "{tried} files from seed {first}: {taken} were still understood, {found} found; peak memory {} MB",
        peak_megabytes()
    );
    if found == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The most memory that this process had, where the system tells.
fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1024
}
