//! Time and chance of the benchmark's laptop: set to when a record was written, and the same in every run.

use crate::simulation::chance::SeededChance;
use adinda_client::{BookError, Chance, Clock, Moment};
use chrono::{DateTime, NaiveDate, Utc};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

/// A clock that stands where it was set, and numbers from a seed.
#[derive(Clone)]
pub struct SetMoment {
    milliseconds: Arc<AtomicI64>,
    chance: Arc<Mutex<SeededChance>>,
}

impl SetMoment {
    pub fn new(seed: u64) -> SetMoment {
        SetMoment {
            milliseconds: Arc::new(AtomicI64::new(1_767_225_600_000)),
            chance: Arc::new(Mutex::new(SeededChance::new(seed))),
        }
    }

    /// Sets the clock to a second, and to some part of it.
    pub fn set(&self, second: DateTime<Utc>) {
        let part = self.chance.lock().unwrap().below(1000);
        let milliseconds = second.timestamp_millis() + i64::try_from(part).unwrap();
        self.milliseconds.store(milliseconds, Ordering::SeqCst);
    }

    /// For a book.
    pub fn moment(&self) -> Moment {
        Moment::new(Box::new(self.clone()), Box::new(self.clone()))
    }
}

impl Clock for SetMoment {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.milliseconds.load(Ordering::SeqCst)).unwrap()
    }
    fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }
}

impl Chance for SetMoment {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), BookError> {
        let mut chance = self.chance.lock().unwrap();
        for bytes in buffer.chunks_mut(8) {
            let number = chance.number().to_be_bytes();
            bytes.copy_from_slice(&number[..bytes.len()]);
        }
        Ok(())
    }
}
