//! Plays seeded schedules of everything that can go wrong in a sync, and tells what they did and found.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for the terminal"
)]

use adinda_tests::simulation::{explain, play_many, play_until};
use clap::Parser;
use std::process::ExitCode;
use std::time::{Duration, Instant};

#[derive(Parser)]
#[command(about = "Plays seeded schedules of everything that can go wrong in a sync")]
struct Arguments {
    /// How many schedules.
    #[arg(long, default_value_t = 500)]
    seeds: u64,
    /// Play for so many minutes instead, however many schedules that is.
    #[arg(long)]
    minutes: Option<u64>,
    /// The seed of the first; the next ones follow.
    #[arg(long, default_value_t = 0)]
    first: u64,
    /// Stop when so many schedules have found something.
    #[arg(long, default_value_t = 5)]
    most_found: usize,
    /// Don't look for shorter schedules that find the same.
    #[arg(long)]
    brief: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let begun = Instant::now();
    let report = match arguments.minutes {
        None => play_many(arguments.first, arguments.seeds, arguments.most_found),
        Some(minutes) => {
            let until = begun + Duration::from_secs(60 * minutes);
            play_until(until, arguments.first, u64::MAX / 2, arguments.most_found)
        }
    };
    println!(
        "{} schedules in {:.1} s:\n{}",
        report.schedules,
        begun.elapsed().as_secs_f64(),
        report.tally
    );
    for found in &report.found {
        if arguments.brief {
            println!("seed {} found: {}", found.seed, found.what);
        } else {
            println!("{}\n", explain(found));
        }
    }
    if report.found.is_empty() {
        println!("nothing lost, nothing doubled");
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
