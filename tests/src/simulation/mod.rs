//! The simulation: real books and a real office, driven by seeded schedules of everything that goes wrong.
//!
//! `schedule` says what happens (`stories` some of it), `world`, `people`, `line`, `stick` and `trouble` play it,
//! `ledger` knows what people saved and had seen, `books` checks every receipt as it is given, `checks` looks at the end.
//! A schedule that finds something is shortened.

mod books;
pub(crate) mod chance;
mod checks;
mod device;
mod disk;
mod faults;
mod ledger;
mod line;
mod office;
mod people;
mod road;
mod schedule;
mod stick;
mod stories;
mod template;
mod trouble;
mod typing;
mod world;

pub(crate) use chance::SeededChance;
pub use schedule::{Action, Fault, Mode, Schedule, Step};

use std::collections::BTreeMap;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use world::World;

/// How often each thing happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally(BTreeMap<&'static str, u64>);

impl Tally {
    fn add(&mut self, what: &'static str, times: u64) {
        *self.0.entry(what).or_default() += times;
    }

    fn add_all(&mut self, other: &Tally) {
        other
            .0
            .iter()
            .for_each(|(what, times)| self.add(what, *times));
    }

    /// How often something happened.
    pub fn of(&self, what: &str) -> u64 {
        self.0.get(what).copied().unwrap_or_default()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|(what, times)| writeln!(f, "{times:>9} {what}"))
    }
}

/// Plays one schedule; what it found, if it found something.
pub fn play(schedule: &Schedule) -> (Tally, Result<(), String>) {
    let mut tally = Tally::default();
    let played = catch_unwind(AssertUnwindSafe(|| {
        let mut world = World::new(schedule);
        let mut run = || -> anyhow::Result<()> {
            for (number, step) in schedule.steps.iter().enumerate() {
                world.play(step).map_err(|error| {
                    error.context(format!(
                        "step {number}, {:?} on {}",
                        step.action, step.device
                    ))
                })?;
            }
            world.come_to_rest()?;
            world.check_all()
        };
        let result = run().map_err(|error| format!("{error:#}"));
        tally.add_all(&world.tally);
        result
    }));
    let result = played.unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().cloned();
        Err(said
            .or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string))
            .unwrap_or_else(|| "a panic".into()))
    });
    (tally, result)
}

/// Leaves out of a schedule whatever it doesn't need to find something.
pub fn shortened(schedule: &Schedule) -> Schedule {
    let mut shortest = schedule.clone();
    let mut size = (shortest.steps.len() / 2).max(1);
    loop {
        let mut at = 0;
        while at < shortest.steps.len() {
            let mut shorter = shortest.clone();
            shorter
                .steps
                .drain(at..(at + size).min(shortest.steps.len()));
            if play(&shorter).1.is_err() {
                shortest = shorter;
            } else {
                at += size;
            }
        }
        if size == 1 {
            return shortest;
        }
        size = (size / 2).max(1);
    }
}

/// What a schedule found.
#[derive(Clone, Debug)]
pub struct Found {
    pub seed: u64,
    pub what: String,
}

/// What many schedules did and found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub schedules: u64,
    pub tally: Tally,
    pub found: Vec<Found>,
}

/// Plays so many schedules from a first seed on, on as many threads as the machine has cores; stops early when
/// `most_found` schedules have found something.
pub fn play_many(first: u64, seeds: u64, most_found: usize) -> Report {
    let far = Instant::now() + Duration::from_secs(60 * 60 * 24 * 365);
    play_until(far, first, seeds, most_found)
}

/// The same, for so long.
pub fn play_until(until: Instant, first: u64, seeds: u64, most_found: usize) -> Report {
    let report = Mutex::new(Report::default());
    let next = AtomicU64::new(first);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    template::template();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::SeqCst);
                    let is_over = seed >= first.saturating_add(seeds) || Instant::now() >= until;
                    if is_over || report.lock().unwrap().found.len() >= most_found {
                        break;
                    }
                    let (tally, result) = play(&Schedule::from_seed(seed));
                    let mut report = report.lock().unwrap();
                    report.schedules += 1;
                    report.tally.add_all(&tally);
                    report
                        .found
                        .extend(result.err().map(|what| Found { seed, what }));
                }
            });
        }
    });
    let mut report = report.into_inner().unwrap();
    report.found.sort_by_key(|found| found.seed);
    report
}

/// Tells what a seed found, and the shortest schedule that still finds something.
pub fn explain(found: &Found) -> String {
    let shortest = shortened(&Schedule::from_seed(found.seed));
    let (_, result) = play(&shortest);
    let steps: Vec<String> = shortest
        .steps
        .iter()
        .map(|step| format!("  {step:?}"))
        .collect();
    format!(
        "seed {} found: {}\nshortened ({:?}, {} laptops) to {} steps:\n{}\nwhich find: {}",
        found.seed,
        found.what,
        shortest.mode,
        shortest.devices,
        steps.len(),
        steps.join("\n"),
        result.err().unwrap_or_default()
    )
}
