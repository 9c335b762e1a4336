//! New ids: UUIDv7 that are cheap to send. Ids of one second follow each other, and those of one running program share
//! their last 42 bits, so that a message says each of that once (see `adinda_wire::envelope`).
//!
//! They are told apart by the second, by 32 random bits drawn for every second, and by 42 bits drawn at every start:
//! a copied disk makes others from its first start on. Nothing is decided by the time in them.

use crate::error::BookError;
use crate::moment::Chance;
use std::sync::{Mutex, PoisonError};

const TAIL_BITS: u32 = 42;
const TAIL_MASK: u128 = (1 << TAIL_BITS) - 1;
/// Where the 12 bits beside the version stand, above the 62 beside the variant (RFC 9562, section 5.7).
const UPPER_SHIFT: u32 = 64;
const LOWER_BITS: u32 = 20;

/// Makes ids for one running program.
#[derive(Debug, Default)]
pub(crate) struct Ids(Mutex<Option<Last>>);

#[derive(Clone, Copy, Debug)]
struct Last {
    second: u64,
    number: u32,
    tail: u128,
}

impl Ids {
    /// The time in milliseconds and the ten other bytes of a new id.
    pub(crate) fn next(
        &self,
        second: u64,
        chance: &dyn Chance,
    ) -> Result<(u64, [u8; 10]), BookError> {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (number, tail) = match *last {
            Some(last) if last.second == second => (last.number.wrapping_add(1), last.tail),
            Some(last) => (u32::from_be_bytes(chance.bytes()?), last.tail),
            None => (
                u32::from_be_bytes(chance.bytes()?),
                u128::from(chance.number()?) & TAIL_MASK,
            ),
        };
        *last = Some(Last {
            second,
            number,
            tail,
        });
        let number = u128::from(number);
        let (upper, lower) = (number >> LOWER_BITS, number & ((1 << LOWER_BITS) - 1));
        let bits = upper << UPPER_SHIFT | lower << TAIL_BITS | tail;
        let mut random = [0; 10];
        random.copy_from_slice(&bits.to_be_bytes()[6..]);
        Ok((second.saturating_mul(1000), random))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::System;
    use adinda_domain::RecordId;
    use std::collections::BTreeSet;

    #[test]
    fn ids_are_version_seven_and_never_the_same() {
        let (one, other) = (Ids::default(), Ids::default());
        let make = |ids: &Ids, second| {
            let (milliseconds, random) = ids.next(second, &System).unwrap();
            RecordId::from_parts(milliseconds, random)
        };
        // The clock stands, goes on, and is set back; a copy of the disk runs beside it.
        let seconds = [5, 5, 5, 6, 5, 1_790_000_000, 5];
        let made: BTreeSet<RecordId> = seconds
            .iter()
            .flat_map(|s| [make(&one, *s), make(&other, *s)])
            .collect();
        assert_eq!(made.len(), 2 * seconds.len());
        assert!(made.iter().all(|id| id.0.get_version_num() == 7));
        let (first, second) = (make(&one, 9), make(&one, 9));
        assert_eq!(first.as_bytes()[..6], second.as_bytes()[..6]);
        assert_eq!(
            first.as_bytes()[11..],
            second.as_bytes()[11..],
            "the end of the run's ids"
        );
    }
}
