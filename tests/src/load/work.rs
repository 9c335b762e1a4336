//! The requests of the crowd: what a laptop sends after a meeting (W1), each time with fresh ids.

use crate::bench::laptop::Laptop;
use crate::bench::workload::Workload;
use crate::simulation::chance::SeededChance;
use adinda_domain::merge::Checkpoint;
use adinda_domain::{Kind, OpId, RecordId, Version};
use adinda_wire::exchange::{ExchangeRequest, Turn};
use adinda_wire::{Edit, PROTOCOL};
use anyhow::{Result, ensure};
use std::collections::BTreeMap;

/// The edits of a W1. The two members are new ones here, for these offices know none.
pub fn template(seed: u64) -> Result<Vec<Edit>> {
    let workload = Workload::invented(seed);
    let mut laptop = Laptop::alone(seed)?;
    laptop.type_members(&workload.w2)?;
    laptop.type_w1(&workload.w1)?;
    let mut edits = Vec::new();
    let waiting = laptop.book.prepare_exchange(false)?.edits;
    let (members, rest): (Vec<Edit>, Vec<Edit>) = waiting
        .into_iter()
        .partition(|edit| edit.kind == Kind::MEMBER);
    edits.extend(rest);
    edits.extend(members.into_iter().take(2));
    ensure!(edits.len() == 23, "a W1 of {} edits", edits.len());
    Ok(edits)
}

/// A laptop's `round`th request after a meeting, counted from 0.
pub fn request(template: &[Edit], laptop: u64, round: u64) -> ExchangeRequest {
    let mut chance = SeededChance::new(laptop << 8 | round);
    let mut ids = BTreeMap::new();
    let mut number = u32::try_from(chance.number() >> 32).unwrap();
    let mut fresh = |milliseconds: u64| {
        number = number.wrapping_add(1);
        let mut random = [0; 10];
        random[1..5].copy_from_slice(&number.to_be_bytes());
        random[5..].copy_from_slice(&laptop.to_be_bytes()[3..]);
        (milliseconds, random)
    };
    let edits: Vec<Edit> = template
        .iter()
        .map(|edit| {
            let milliseconds = u64::try_from(edit.saved_at).unwrap() * 1000;
            let (time, random) = fresh(milliseconds);
            let record = *ids
                .entry(edit.record)
                .or_insert_with(|| RecordId::from_parts(time, random));
            let (time, random) = fresh(milliseconds);
            Edit {
                op: OpId::from_parts(time, random),
                record,
                ..edit.clone()
            }
        })
        .collect();
    ExchangeRequest {
        protocol: PROTOCOL,
        request: chance.number(),
        turn: Turn {
            number: round + 1,
            previous: if round == 0 {
                0
            } else {
                nonce(laptop, round - 1)
            },
            nonce: nonce(laptop, round),
        },
        seen: Checkpoint::ORIGIN,
        older: Vec::new(),
        cursor: Version(round * edits.len() as u64),
        edits,
        page_bytes: 0,
    }
}

fn nonce(laptop: u64, round: u64) -> u64 {
    SeededChance::new(laptop << 8 | round | 1 << 63).number() >> 1
}
