//! Seeded chance and a clock that can be moved: all that a schedule needs to happen again exactly.

use adinda_client::{BookError, Chance, Clock, Moment};
use chrono::{DateTime, NaiveDate, Utc};
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

/// 2026-10-04 08:00 UTC, when every schedule begins.
const BEGIN: i64 = 1_791_100_800;
const YEAR: i64 = 31_557_600;

/// Random numbers from a seed (SplitMix64): small, and the same on every machine and with every compiler.
#[derive(Clone, Debug)]
pub struct SeededChance(u64);

impl SeededChance {
    pub fn new(seed: u64) -> SeededChance {
        SeededChance(seed)
    }

    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.number() % (limit as u64).max(1)).unwrap()
    }

    /// Whether something happens that happens so many times in a hundred.
    pub fn happens(&mut self, in_a_hundred: usize) -> bool {
        self.below(100) < in_a_hundred
    }
}

/// The clock and the chance of one laptop; both outlive restarts.
#[derive(Clone)]
pub struct LaptopMoment {
    seconds: Arc<AtomicI64>,
    chance: Arc<Mutex<SeededChance>>,
    /// How often time and chance may still be asked before the power is cut; endless below 0.
    power_left: Arc<AtomicI64>,
}

/// What the program dies of when the power is cut.
pub struct PowerCut;

impl LaptopMoment {
    pub fn new(seed: u64) -> LaptopMoment {
        LaptopMoment {
            seconds: Arc::new(AtomicI64::new(BEGIN)),
            chance: Arc::new(Mutex::new(SeededChance::new(seed))),
            power_left: Arc::new(AtomicI64::new(-1)),
        }
    }

    /// Cuts the power after time or chance was asked for so many times: the engine asks in the middle of what it
    /// writes. None is a laptop at the mains.
    pub fn cut_power_after(&self, asked: Option<u32>) {
        self.power_left
            .store(asked.map_or(-1, i64::from), Ordering::SeqCst);
    }

    fn use_power(&self) {
        let left = self.power_left.load(Ordering::SeqCst);
        if left == 0 {
            resume_unwind(Box::new(PowerCut));
        }
        self.power_left.store((left - 1).max(-1), Ordering::SeqCst);
    }

    /// What a book is opened with.
    pub fn moment(&self) -> Moment {
        Moment::new(Box::new(self.clone()), Box::new(self.clone()))
    }

    /// Sets the clock so many years from the right time.
    pub fn set_years_off(&self, years: i64) {
        self.seconds.store(BEGIN + years * YEAR, Ordering::SeqCst);
    }
}

impl Clock for LaptopMoment {
    fn now(&self) -> DateTime<Utc> {
        self.use_power();
        // It goes on by a second whenever it is asked, so that nothing happens at the same time.
        DateTime::from_timestamp(self.seconds.fetch_add(1, Ordering::SeqCst), 0).unwrap()
    }
    fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }
}

impl Chance for LaptopMoment {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), BookError> {
        self.use_power();
        let mut chance = self.chance.lock().unwrap();
        for chunk in buffer.chunks_mut(8) {
            let bytes = chance.number().to_be_bytes();
            chunk.copy_from_slice(&bytes[..chunk.len()]);
        }
        Ok(())
    }
}
