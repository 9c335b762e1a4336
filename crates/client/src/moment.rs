//! Time and chance as parameters: the system's in use, others in simulations.

use crate::error::BookError;
use crate::ids::Ids;
use adinda_domain::{DraftId, OpId, RecordId};
use chrono::{DateTime, Local, NaiveDate, Utc};

/// A clock. It names times to people and wakes the sync; it decides nothing.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> DateTime<Utc>;
    /// Today, where the laptop is.
    fn today(&self) -> NaiveDate;
}

/// Where random bytes come from.
pub trait Chance: Send + Sync {
    /// Fills a buffer.
    ///
    /// # Errors
    /// If the system gives none.
    fn fill(&self, buffer: &mut [u8]) -> Result<(), BookError>;
}

impl dyn Chance + '_ {
    /// So many random bytes.
    ///
    /// # Errors
    /// If the system gives none.
    pub fn bytes<const N: usize>(&self) -> Result<[u8; N], BookError> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// A random number.
    ///
    /// # Errors
    /// If the system gives none.
    pub fn number(&self) -> Result<u64, BookError> {
        Ok(u64::from_be_bytes(self.bytes()?))
    }
}

/// The system's clock and random numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct System;

impl Clock for System {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
    fn today(&self) -> NaiveDate {
        Local::now().date_naive()
    }
}

impl Chance for System {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), BookError> {
        getrandom::fill(buffer).map_err(BookError::Random)
    }
}

/// A clock and a source of chance, as everything in this crate is given them.
pub struct Moment {
    /// The clock.
    pub clock: Box<dyn Clock>,
    /// The source of chance.
    pub chance: Box<dyn Chance>,
    ids: Ids,
}

impl Moment {
    /// With a clock and chance of one's own.
    pub fn new(clock: Box<dyn Clock>, chance: Box<dyn Chance>) -> Moment {
        Moment {
            clock,
            chance,
            ids: Ids::default(),
        }
    }

    /// The system's own.
    pub fn system() -> Moment {
        Moment::new(Box::new(System), Box::new(System))
    }

    fn parts(&self) -> Result<(u64, [u8; 10]), BookError> {
        let second = u64::try_from(self.clock.now().timestamp()).unwrap_or_default();
        self.ids.next(second, self.chance.as_ref())
    }

    /// A fresh id for a record.
    ///
    /// # Errors
    /// If the system gives no random numbers.
    pub fn record_id(&self) -> Result<RecordId, BookError> {
        self.parts()
            .map(|(time, random)| RecordId::from_parts(time, random))
    }

    /// A fresh id for a save.
    ///
    /// # Errors
    /// If the system gives no random numbers.
    pub fn op_id(&self) -> Result<OpId, BookError> {
        self.parts()
            .map(|(time, random)| OpId::from_parts(time, random))
    }

    /// A fresh id for a form.
    ///
    /// # Errors
    /// If the system gives no random numbers.
    pub fn draft_id(&self) -> Result<DraftId, BookError> {
        self.parts()
            .map(|(time, random)| DraftId::from_parts(time, random))
    }
}
