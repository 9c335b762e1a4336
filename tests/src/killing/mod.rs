//! Real processes, killed at random moments: several `adinda-cli` on the books of one KIM, and its `adinda-server`.
//!
//! `plan` chooses what happens, `rounds` plays it, `ledger` keeps account of every promise that a program printed, `audit` compares it with what
//! the office and every laptop have. The order of commands and the share of its run after which a program is killed
//! follow from the seed; the scheduling of processes doesn't, so a replay comes near the moment, not exactly to it.

mod audit;
mod ledger;
mod plan;
mod rounds;

pub use rounds::play;

use std::collections::BTreeMap;
use std::fmt;

/// How often each thing happened.
#[derive(Clone, Debug, Default)]
pub struct Tally(BTreeMap<&'static str, u64>);

impl Tally {
    fn add(&mut self, what: &'static str) {
        *self.0.entry(what).or_default() += 1;
    }

    /// Adds what another run did.
    pub fn add_all(&mut self, other: &Tally) {
        for (what, times) in &other.0 {
            *self.0.entry(what).or_default() += times;
        }
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

/// The promise of docs/sync.md that was broken, as the outermost cause of a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise(pub u8);

impl fmt::Display for Promise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "promise {}", self.0)
    }
}
