//! What happens in a round, as the seed chooses it: the commands of every laptop, what is typed, and when what is killed.

use super::ledger::Kind;
use crate::simulation::SeededChance;
use serde_json::{Value as Json, json};
use std::time::Duration;

pub const LAPTOPS: usize = 3;
/// Two fields of the profile that one laptop alone writes.
pub const FIELDS: [[&str; 2]; LAPTOPS] = [
    ["address", "decree_number"],
    ["decree_subject", "decree_issuer"],
    ["official_name", "official_number"],
];
/// One command as the seed chose it.
#[derive(Clone, Debug)]
pub enum Task {
    Add(Kind, Vec<String>),
    Edit(String),
    Sync,
    Status,
}

impl Task {
    pub fn word(&self) -> &'static str {
        match self {
            Task::Add(kind, _) => kind.word(),
            Task::Edit(_) => "edit",
            Task::Sync => "sync",
            Task::Status => "status",
        }
    }
}

/// When a command is killed, in thousandths of how long its like usually takes.
#[derive(Clone, Copy, Debug)]
pub enum Moment {
    Never,
    AtFirstWord,
    After(u32),
}

/// What happens to the office in a round.
#[derive(Clone, Copy, Debug)]
pub enum Fate {
    Serves,
    IsDown,
    KilledAfter(Duration),
    /// Right after a laptop said that everything was sent: what it said must have been on the disk.
    KilledAtReceipt,
}

impl Fate {
    /// The office's fate in a round in which a sync usually takes so long.
    pub fn chosen(chance: &mut SeededChance, sync: Duration) -> Fate {
        match chance.below(10) {
            0 => Fate::IsDown,
            1..=3 => {
                let thousandths = u32::try_from(chance.below(3000)).unwrap_or_default();
                Fate::KilledAfter(sync * thousandths / 1000)
            }
            4..=7 => Fate::KilledAtReceipt,
            _ => Fate::Serves,
        }
    }
}

/// What one thread does on one laptop, one after the other.
pub struct Plan {
    pub laptop: usize,
    pub tasks: Vec<(Task, Moment)>,
}

/// One thread for a laptop, and sometimes a second one beside it, as the terminal beside the window.
pub fn plans(round: usize, laptop: usize, chance: &mut SeededChance) -> Vec<Plan> {
    let mut number = 0;
    let mut task = |is_second: bool, chance: &mut SeededChance| {
        number += 1;
        let label = format!("r{round}-l{laptop}-{number}");
        let task = match chance.below(10) {
            0..=3 => {
                let kind = Kind::ALL[chance.below(3)];
                let count = if chance.happens(30) {
                    2 + chance.below(2)
                } else {
                    1
                };
                Task::Add(kind, (0..count).map(|n| format!("{label}-{n}")).collect())
            }
            // Of two edits at the same time nobody could say which was the last.
            4..=5 if !is_second => Task::Edit(label),
            9 => Task::Status,
            _ => Task::Sync,
        };
        let moment = match chance.below(10) {
            0..=4 => Moment::After(u32::try_from(chance.below(1200)).unwrap_or_default()),
            5 => Moment::AtFirstWord,
            _ => Moment::Never,
        };
        (task, moment)
    };
    let mut plans = vec![Plan {
        laptop,
        tasks: (0..2 + chance.below(2))
            .map(|_| task(false, chance))
            .collect(),
    }];
    if chance.happens(30) {
        plans.push(Plan {
            laptop,
            tasks: vec![task(true, chance)],
        });
    }
    plans
}

/// What is typed for a task: the command, and its JSON.
pub fn typed(laptop: usize, task: &Task) -> (Vec<&'static str>, String) {
    match task {
        Task::Add(kind, labels) => {
            let records: Vec<Json> = labels.iter().map(|label| record(*kind, label)).collect();
            let json = match records.as_slice() {
                [one] => one.to_string(),
                all => json!(all).to_string(),
            };
            (vec![kind.word(), "add"], json)
        }
        Task::Edit(word) => {
            let [first, second] = FIELDS[laptop];
            (
                vec!["profile", "set"],
                json!({ first: word, second: word }).to_string(),
            )
        }
        Task::Sync => (vec!["sync"], String::new()),
        Task::Status => (vec!["status"], String::new()),
    }
}

/// A record of several parts, all of which bear the label: half of one would show.
fn record(kind: Kind, label: &str) -> Json {
    match kind {
        Kind::Member => json!({ "name": label, "note": label }),
        Kind::Meeting => json!({
            "title": label, "guests": [{ "name": label }, { "name": label }],
            "decisions": [{ "decision": label }],
        }),
        Kind::Aspiration => json!({ "title": label, "identity": "open", "reporter_name": label }),
    }
}
