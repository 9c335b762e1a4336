//! Takes a CBOR message apart into lanes that compress better than the message: its skeleton, its ids, its texts.
//!
//! Ids are mostly chance, and chance among text spoils the compression of the text. So each id is said once, as what is
//! new in it: ids of one second follow each other, those of one running program share their end (UUIDv7 as the laptop
//! makes them; any other sixteen bytes are carried as they are). Known ids are named by how far they stand in the table
//! from the last one named. Times in seconds are said as the distance from the last id's.
//!
//! This knows nothing of messages: whatever is CBOR goes in and comes out byte for byte, else it isn't taken apart.

use crate::cbor::WireError;
use crate::envelope::MAX_MESSAGE;
use std::collections::HashMap;

/// A message taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lanes {
    /// What is chance in new ids: not to be compressed.
    pub(crate) chance: Vec<u8>,
    /// The rest: length of the skeleton, skeleton, how ids and times are said, texts, each ended by a zero.
    pub(crate) rest: Vec<u8>,
}

/// The ids that both sides have seen, in the order they came up.
#[derive(Clone, Debug, Default)]
pub(crate) struct SeenIds {
    table: Vec<[u8; 16]>,
    places: HashMap<[u8; 16], usize>,
    /// The place of the id named last.
    last: usize,
}

/// How an id is said: in full, as the one after the last new one, with the last new one's end, with an end of its own,
/// or (from [`KNOWN`] on) by its place.
const IN_FULL: u64 = 0;
const FOLLOWS: u64 = 1;
const SAME_END: u64 = 2;
const OTHER_END: u64 = 3;
const KNOWN: u64 = 4;

const END_BITS: u32 = 42;
const LOWER_BITS: u32 = 20;
/// The head of a string of sixteen bytes, and of an unsigned number in four bytes.
const ID_HEAD: u8 = 0x50;
const SECONDS_HEAD: u8 = 0x1a;
/// Stands in the skeleton for a text, whatever its length.
const TEXT_MARK: u8 = 0x60;

/// A UUIDv7 as laptops make it: a whole second, a number, and the end that their ids share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct SecondId {
    second: u64,
    number: u32,
    end: u64,
}

impl SecondId {
    fn read(id: &[u8; 16]) -> Option<SecondId> {
        let bits = u128::from_be_bytes(*id);
        let milliseconds = u64::try_from(bits >> 80).ok()?;
        let upper = u32::try_from(bits >> 64 & 0xfff).ok()?;
        let lower = u32::try_from(bits >> END_BITS & ((1 << LOWER_BITS) - 1)).ok()?;
        let read = SecondId {
            second: milliseconds / 1000,
            number: upper << LOWER_BITS | lower,
            end: u64::try_from(bits & ((1 << END_BITS) - 1)).ok()?,
        };
        (read.write() == Some(*id)).then_some(read)
    }

    fn write(self) -> Option<[u8; 16]> {
        let milliseconds = self
            .second
            .checked_mul(1000)
            .filter(|time| *time < 1 << 48)?;
        let upper = u128::from(self.number >> LOWER_BITS) | 0x7000;
        let lower = u128::from(self.number & ((1 << LOWER_BITS) - 1)) << END_BITS;
        let bits = u128::from(milliseconds) << 80
            | upper << 64
            | 0b10 << 62
            | lower
            | u128::from(self.end);
        Some(bits.to_be_bytes())
    }
}

/// What is said as a difference from the last time.
#[derive(Clone, Copy, Debug, Default)]
struct Last {
    id: SecondId,
    second: u64,
}

impl SeenIds {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.table.len()
    }

    /// About how much memory they take.
    pub(crate) fn size(&self) -> usize {
        self.table.len() * 64
    }

    fn add(&mut self, id: [u8; 16]) {
        self.last = self.table.len();
        self.places.insert(id, self.last);
        self.table.push(id);
    }
}

/// Takes a message apart; none if it is CBOR of a kind that this can't put together again.
pub(crate) fn take_apart(message: &[u8], seen: &mut SeenIds) -> Option<Lanes> {
    let mut known = seen.clone();
    let mut lanes = Lanes::default();
    let (mut skeleton, mut numbers, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    let mut last = Last::default();
    let mut at = 0;
    while at < message.len() {
        let item = Item::read(message, at)?;
        let content = &message[at + item.head..item.end];
        match message[at] {
            ID_HEAD => {
                skeleton.push(ID_HEAD);
                say_id(
                    content.try_into().ok()?,
                    &mut known,
                    &mut last,
                    &mut numbers,
                    &mut lanes.chance,
                );
            }
            SECONDS_HEAD => {
                skeleton.push(SECONDS_HEAD);
                let bytes: [u8; 4] = message[at + 1..item.end].try_into().ok()?;
                let second = u64::from(u32::from_be_bytes(bytes));
                put_number(&mut numbers, zigzag(second, last.second));
                last.second = second;
            }
            head if head >> 5 == 3 => {
                skeleton.push(TEXT_MARK);
                texts.extend_from_slice(content);
                texts.push(0);
            }
            _ => skeleton.extend_from_slice(&message[at..item.end]),
        }
        at = item.end;
    }
    put_number(&mut lanes.rest, skeleton.len() as u64);
    put_number(&mut lanes.rest, numbers.len() as u64);
    for lane in [skeleton, numbers, texts] {
        lanes.rest.extend_from_slice(&lane);
    }
    let mut again = seen.clone();
    if put_together(&lanes, &mut again).ok().as_deref() != Some(message) {
        return None;
    }
    *seen = known;
    Some(lanes)
}

fn say_id(
    id: [u8; 16],
    seen: &mut SeenIds,
    last: &mut Last,
    numbers: &mut Vec<u8>,
    chance: &mut Vec<u8>,
) {
    if let Some(place) = seen.places.get(&id).copied() {
        put_number(numbers, KNOWN + zigzag(place as u64, seen.last as u64));
        seen.last = place;
        if let Some(read) = SecondId::read(&id) {
            last.second = read.second;
        }
        return;
    }
    match SecondId::read(&id) {
        None => {
            put_number(numbers, IN_FULL);
            chance.extend_from_slice(&id);
        }
        Some(read) => {
            let follows = SecondId {
                number: last.id.number.wrapping_add(1),
                ..last.id
            };
            if read == follows {
                put_number(numbers, FOLLOWS);
            } else {
                let same_end = read.end == last.id.end;
                put_number(numbers, if same_end { SAME_END } else { OTHER_END });
                put_number(chance, zigzag(read.second, last.second));
                chance.extend_from_slice(&read.number.to_be_bytes());
                if !same_end {
                    chance.extend_from_slice(&read.end.to_be_bytes()[2..]);
                }
            }
            *last = Last {
                id: read,
                second: read.second,
            };
        }
    }
    seen.add(id);
}

/// Puts a message together again.
///
/// # Errors
/// [`WireError::BadLanes`] for what was never taken apart, [`WireError::TooLarge`].
pub(crate) fn put_together(lanes: &Lanes, seen: &mut SeenIds) -> Result<Vec<u8>, WireError> {
    let mut rest = lanes.rest.as_slice();
    let (skeleton_length, numbers_length) = (take_length(&mut rest)?, take_length(&mut rest)?);
    let mut skeleton = take(&mut rest, skeleton_length)?;
    let mut numbers = take(&mut rest, numbers_length)?;
    let (mut texts, mut chance) = (rest, lanes.chance.as_slice());
    let mut last = Last::default();
    let mut message = Vec::new();
    while let Some(head) = skeleton.first().copied() {
        match head {
            ID_HEAD => {
                take(&mut skeleton, 1)?;
                message.push(ID_HEAD);
                message.extend_from_slice(&hear_id(seen, &mut last, &mut numbers, &mut chance)?);
            }
            SECONDS_HEAD => {
                take(&mut skeleton, 1)?;
                last.second = unzigzag(take_number(&mut numbers)?, last.second);
                let second = u32::try_from(last.second).map_err(|_| WireError::BadLanes)?;
                message.push(SECONDS_HEAD);
                message.extend_from_slice(&second.to_be_bytes());
            }
            TEXT_MARK => {
                take(&mut skeleton, 1)?;
                let length = texts
                    .iter()
                    .position(|byte| *byte == 0)
                    .ok_or(WireError::BadLanes)?;
                let text = take(&mut texts, length)?;
                take(&mut texts, 1)?;
                put_text(&mut message, text)?;
            }
            _ => {
                let item = Item::read(skeleton, 0).ok_or(WireError::BadLanes)?;
                message.extend_from_slice(take(&mut skeleton, item.end)?);
            }
        }
        // What unfolds here is bounded like what zstd unfolds.
        if message.len() > MAX_MESSAGE {
            return Err(WireError::TooLarge { limit: MAX_MESSAGE });
        }
    }
    if numbers.is_empty() && texts.is_empty() && chance.is_empty() {
        Ok(message)
    } else {
        Err(WireError::BadLanes)
    }
}

fn hear_id(
    seen: &mut SeenIds,
    last: &mut Last,
    numbers: &mut &[u8],
    chance: &mut &[u8],
) -> Result<[u8; 16], WireError> {
    let said = take_number(numbers)?;
    if said >= KNOWN {
        let place = usize::try_from(unzigzag(said - KNOWN, seen.last as u64))
            .map_err(|_| WireError::BadLanes)?;
        let id = *seen.table.get(place).ok_or(WireError::BadLanes)?;
        seen.last = place;
        if let Some(read) = SecondId::read(&id) {
            last.second = read.second;
        }
        return Ok(id);
    }
    let id = if said == IN_FULL {
        take(chance, 16)?
            .try_into()
            .map_err(|_| WireError::BadLanes)?
    } else {
        let read = if said == FOLLOWS {
            SecondId {
                number: last.id.number.wrapping_add(1),
                ..last.id
            }
        } else {
            let second = unzigzag(take_number(chance)?, last.second);
            let number: [u8; 4] = take(chance, 4)?
                .try_into()
                .map_err(|_| WireError::BadLanes)?;
            let mut end = last.id.end.to_be_bytes();
            if said == OTHER_END {
                end[2..].copy_from_slice(take(chance, 6)?);
            }
            SecondId {
                second,
                number: u32::from_be_bytes(number),
                end: u64::from_be_bytes(end),
            }
        };
        *last = Last {
            id: read,
            second: read.second,
        };
        read.write().ok_or(WireError::BadLanes)?
    };
    seen.add(id);
    Ok(id)
}

/// One item of CBOR: how long its head is, and where the item ends (of an array or tag, its head alone).
struct Item {
    head: usize,
    end: usize,
}

impl Item {
    fn read(bytes: &[u8], at: usize) -> Option<Item> {
        let first = *bytes.get(at)?;
        let argument = match first & 0x1f {
            0..=23 => 0,
            24 => 1,
            25 => 2,
            26 => 4,
            27 => 8,
            _ => return None,
        };
        let head = 1 + argument;
        let argument = bytes.get(at + 1..at + head)?;
        let length = match (first >> 5, argument) {
            (2 | 3, []) => usize::from(first & 0x1f),
            (2 | 3, long) => usize::try_from(
                long.iter()
                    .fold(0u64, |sum, byte| sum << 8 | u64::from(*byte)),
            )
            .ok()?,
            _ => 0,
        };
        let end = (at + head)
            .checked_add(length)
            .filter(|end| *end <= bytes.len())?;
        Some(Item { head, end })
    }
}

fn put_text(message: &mut Vec<u8>, text: &[u8]) -> Result<(), WireError> {
    let length = u32::try_from(text.len()).map_err(|_| WireError::BadLanes)?;
    let [a, b, c, d] = length.to_be_bytes();
    match length {
        0..=23 => message.push(TEXT_MARK | d),
        24..=0xff => message.extend_from_slice(&[TEXT_MARK | 24, d]),
        0x100..=0xffff => message.extend_from_slice(&[TEXT_MARK | 25, c, d]),
        _ => message.extend_from_slice(&[TEXT_MARK | 26, a, b, c, d]),
    }
    message.extend_from_slice(text);
    Ok(())
}

/// A difference, small ones of either sign as small numbers.
fn zigzag(value: u64, from: u64) -> u64 {
    let difference = value.wrapping_sub(from).cast_signed();
    (difference << 1 ^ difference >> 63).cast_unsigned()
}

fn unzigzag(said: u64, from: u64) -> u64 {
    let difference = (said >> 1).cast_signed() ^ -(said & 1).cast_signed();
    from.wrapping_add(difference.cast_unsigned())
}

/// Seven bits a byte, the lowest first.
pub(crate) fn put_number(lane: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        lane.push(0x80 | (number & 0x7f) as u8);
        number >>= 7;
    }
    lane.push(number as u8);
}

pub(crate) fn take_number(lane: &mut &[u8]) -> Result<u64, WireError> {
    let mut number = 0u64;
    for shift in (0..64).step_by(7) {
        let byte = take(lane, 1)?[0];
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Ok(number);
        }
    }
    Err(WireError::BadLanes)
}

fn take_length(lane: &mut &[u8]) -> Result<usize, WireError> {
    usize::try_from(take_number(lane)?).map_err(|_| WireError::BadLanes)
}

pub(crate) fn take<'a>(lane: &mut &'a [u8], length: usize) -> Result<&'a [u8], WireError> {
    let (taken, rest) = lane.split_at_checked(length).ok_or(WireError::BadLanes)?;
    *lane = rest;
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cbor::encode;

    fn id(second: u64, number: u32, end: u64) -> [u8; 16] {
        SecondId {
            second,
            number,
            end,
        }
        .write()
        .unwrap()
    }

    fn round_trip(message: &[u8], said: &mut SeenIds, heard: &mut SeenIds) -> Lanes {
        let lanes = take_apart(message, said).expect("can't be taken apart");
        assert_eq!(put_together(&lanes, heard).unwrap(), message);
        lanes
    }

    #[test]
    fn what_was_taken_apart_comes_together_byte_for_byte() {
        let (mut said, mut heard) = (SeenIds::default(), SeenIds::default());
        let ids = vec![
            (id(1_790_000_000, 7, 42), 1_790_000_000i64),
            (id(1_790_000_000, 8, 42), 1_790_000_060),
            (id(1_700_000_000, 8, 42), -5),
            (id(1_700_000_000, 8, 43), i64::MAX),
            ([0xff; 16], 3),
            (id(1_790_000_000, 7, 42), 4_294_967_295),
        ];
        let text = ("Rapat".to_owned(), ("é".repeat(200), "x".repeat(70_000)));
        let message = encode(&(ids.clone(), text)).unwrap();
        let first = round_trip(&message, &mut said, &mut heard);
        assert!(
            first.chance.len() < 5 * ids.len() + 16 + 12,
            "{}",
            first.chance.len()
        );
        let second = round_trip(&message, &mut said, &mut heard);
        assert!(second.chance.is_empty(), "they are known by now");
    }

    #[test]
    fn a_laptops_ids_cost_what_is_new_in_them() {
        let mut seen = SeenIds::default();
        let run: Vec<([u8; 16], i64)> = (0..100)
            .map(|n| (id(1_790_000_000, 1000 + n, 9), 1_790_000_000))
            .collect();
        let lanes = take_apart(&encode(&run).unwrap(), &mut seen).unwrap();
        assert!(lanes.chance.len() <= 5 + 4 + 6, "{}", lanes.chance.len());
    }

    #[test]
    fn what_this_cannot_carry_is_left_alone() {
        for message in [
            &b"\x9f\x01\xff"[..],
            b"\x61\x00",
            b"\x78\x01x",
            b"\x62x",
            b"\x1c",
            b"\x50\x01",
        ] {
            assert_eq!(
                take_apart(message, &mut SeenIds::default()),
                None,
                "{message:?}"
            );
        }
    }

    #[test]
    fn made_up_lanes_are_refused() {
        let message = encode(&vec![(id(1_790_000_000, 7, 42), 1_790_000_000i64)]).unwrap();
        let good = take_apart(&message, &mut SeenIds::default()).unwrap();
        for cut in 0..good.rest.len() {
            let cut = Lanes {
                rest: good.rest[..cut].to_vec(),
                ..good.clone()
            };
            assert!(put_together(&cut, &mut SeenIds::default()).is_err());
        }
        let more = Lanes {
            chance: [good.chance.clone(), vec![1]].concat(),
            ..good.clone()
        };
        assert!(put_together(&more, &mut SeenIds::default()).is_err());
        // A place beyond the table, and more ids than any message may have.
        let unknown = Lanes {
            chance: Vec::new(),
            rest: vec![1, 1, ID_HEAD, 90],
        };
        assert!(put_together(&unknown, &mut SeenIds::default()).is_err());
        let mut seen = SeenIds::default();
        seen.add([1; 16]);
        let count = MAX_MESSAGE / 16;
        let mut bomb = Vec::new();
        put_number(&mut bomb, count as u64);
        put_number(&mut bomb, count as u64);
        bomb.extend(vec![ID_HEAD; count]);
        bomb.extend(vec![KNOWN as u8; count]);
        let bomb = Lanes {
            chance: Vec::new(),
            rest: bomb,
        };
        assert!(matches!(
            put_together(&bomb, &mut seen),
            Err(WireError::TooLarge { .. })
        ));
    }
}
