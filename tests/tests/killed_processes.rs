//! Real processes of `adinda-cli` and `adinda-server`, killed with -9 at random moments: nothing lost, nothing doubled.
//!
//! `ADINDA_KILL_SEED` replays a run, `ADINDA_KILL_ROUNDS` makes it shorter or longer.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "test code")]

use adinda_tests::killing::{Promise, Tally, play};
use anyhow::Context;
use std::str::FromStr;
use std::sync::OnceLock;
use std::time::{Instant, UNIX_EPOCH};
use tempfile::TempDir;

const ROUNDS: usize = 200;
/// Then all begin with new books, so that the last rounds are as short as the first.
const ROUNDS_WITH_ONE_BOOK: usize = 40;

struct Played {
    rounds: usize,
    result: anyhow::Result<Tally>,
}

/// All tests of this file look at one run.
fn played() -> &'static Played {
    static PLAYED: OnceLock<Played> = OnceLock::new();
    PLAYED.get_or_init(|| {
        // Another seed each time: what is killed when is to be different on every machine and every day.
        let seed = chosen("ADINDA_KILL_SEED").unwrap_or_else(any_seed);
        let rounds = chosen("ADINDA_KILL_ROUNDS").unwrap_or(ROUNDS);
        println!("the first seed is {seed}");
        let begun = Instant::now();
        let folder = TempDir::new().unwrap();
        let mut tally = Tally::default();
        let parts = rounds.div_ceil(ROUNDS_WITH_ONE_BOOK) as u64;
        let result = (0..parts).try_for_each(|part| {
            let in_part = rounds.div_ceil(usize::try_from(parts)?);
            let folder = folder.path().join(part.to_string());
            tally.add_all(&play(&folder, seed + part, in_part).with_context(|| {
                format!(
                    "replay with: ADINDA_KILL_SEED={} ADINDA_KILL_ROUNDS={in_part}",
                    seed + part
                )
            })?);
            Ok(())
        });
        let result = result.map(|()| tally);
        println!("{} s", begun.elapsed().as_secs());
        match &result {
            Ok(tally) => println!("{tally}"),
            Err(error) => println!("{error:#}\nwhat is left: {}", folder.keep().display()),
        }
        Played { rounds, result }
    })
}

fn any_seed() -> u64 {
    let since = UNIX_EPOCH.elapsed().unwrap();
    since.as_secs() % 1_000_000 * 1000
}

fn chosen<T: FromStr>(variable: &str) -> Option<T> {
    std::env::var(variable).ok()?.parse().ok()
}

/// A run that was ended by another promise proves nothing about this one, and fails as well.
fn holds(promise: u8) {
    let played = played();
    match &played.result {
        Ok(tally) => assert!(tally.of("rounds") >= played.rounds as u64),
        Err(error) if error.downcast_ref::<Promise>() == Some(&Promise(promise)) => {
            panic!("{error:#}")
        }
        Err(error) => panic!("ended before it was proven: {error:#}"),
    }
}

#[test]
fn promise_01_what_was_said_to_be_saved_survives_a_kill_and_nothing_is_saved_by_half() {
    holds(1);
}

#[test]
fn promise_02_nothing_is_lost_or_doubled_when_programs_are_killed() {
    holds(2);
}

#[test]
fn promise_03_what_others_sent_comes_whole_to_a_book_that_was_killed() {
    holds(3);
}

#[test]
fn promise_10_every_book_goes_on_after_kills() {
    holds(10);
}

#[test]
fn promise_11_all_sent_was_true_whenever_it_was_said() {
    holds(11);
}

#[test]
fn the_kills_hit() {
    let played = played();
    let tally = played.result.as_ref().unwrap();
    let rounds = played.rounds as u64;
    // A run that kills only what has ended already would find nothing either.
    for (what, least) in [
        ("kills of a command", rounds),
        ("kills after its promise", rounds / 20),
        ("kills of the office", rounds / 5),
        ("kills of the office at a receipt", rounds / 20),
        ("kills of a starting office", rounds / 2),
        ("times that all was said to be sent", rounds / 2),
        ("commands left alone", rounds),
    ] {
        assert!(tally.of(what) >= least, "{what}:\n{tally}");
    }
}
