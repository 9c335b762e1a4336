//! The rounds: in each, every laptop runs a few commands at once with the others, and some of all are killed.

use super::ledger::{Added, Edited, Ledger};
use super::plan::{FIELDS, Fate, LAPTOPS, Moment, Plan, Task, plans, typed};
use super::{Promise, Tally, audit};
use crate::processes::laptop::Laptop;
use crate::processes::office::Office;
use crate::processes::program::Cut;
use crate::simulation::SeededChance;
use adinda_domain::RecordId;
use anyhow::{Context, Result, ensure};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::mpsc::{self, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread::ScopedJoinHandle;
use std::time::Duration;

pub const KIM: &str = "KIM Suluh Pringgodani";
const ROUNDS_BETWEEN_AUDITS: usize = 40;
/// Until it was measured: how long a command may take.
const LONGEST_AT_FIRST: Duration = Duration::from_millis(80);

pub struct Play {
    pub office: Office,
    pub laptops: Vec<Laptop>,
    pub ledger: Mutex<Ledger>,
    pub tally: Mutex<Tally>,
    usual: Mutex<BTreeMap<&'static str, Duration>>,
}

/// Plays so many rounds into a folder. A failure begins with the [`Promise`] that was broken, if it was one.
///
/// # Errors
/// What was found, or what couldn't be started.
pub fn play(folder: &Path, seed: u64, rounds: usize) -> Result<Tally> {
    let mut chance = SeededChance::new(seed);
    let mut play = Play::begin(folder)?;
    for round in 0..rounds {
        play.round(round, &mut chance)
            .with_context(|| format!("round {round}"))?;
        if (round + 1) % ROUNDS_BETWEEN_AUDITS == 0 || round + 1 == rounds {
            audit::all(&mut play).with_context(|| format!("the audit after round {round}"))?;
        }
    }
    Ok(locked(&play.tally).clone())
}

pub fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Play {
    fn begin(folder: &Path) -> Result<Play> {
        let office = Office::new(&folder.join("office"))?;
        let mut code = office.add_kim(KIM)?;
        let mut laptops = Vec::new();
        for number in 0..LAPTOPS {
            let laptop = Laptop::new(&folder.join(format!("laptop-{number}")))?;
            laptop.pair(&office.url(), &code)?;
            if number == 0 {
                laptop.ask(&["profile", "set"], &json!({ "name": KIM }).to_string())?;
            }
            laptop.ask(&["sync"], "")?;
            laptops.push(laptop);
            code = office.new_code(KIM)?;
        }
        Ok(Play {
            office,
            laptops,
            ledger: Mutex::default(),
            tally: Mutex::default(),
            usual: Mutex::default(),
        })
    }

    fn round(&mut self, round: usize, chance: &mut SeededChance) -> Result<()> {
        let fate = Fate::chosen(chance, usual(&self.usual, "sync"));
        if let Fate::IsDown = fate {
            self.office.kill()?;
        }
        let plans = (0..LAPTOPS)
            .flat_map(|laptop| plans(round, laptop, chance))
            .collect();
        self.run_all(fate, plans)?;

        // The office comes up again, and may be killed while it does.
        for _ in 0..chance.below(3) {
            self.office.kill()?;
            let moment = Duration::from_millis(chance.below(60) as u64);
            self.office.start_and_cut(moment)?;
            locked(&self.tally).add("kills of a starting office");
        }
        self.office.start()?;
        locked(&self.tally).add("rounds");
        audit::claims(self).context(Promise(2))
    }

    /// Every plan in a thread of its own, the office's fate beside them.
    fn run_all(&mut self, fate: Fate, plans: Vec<Plan>) -> Result<()> {
        let (said_sent, is_sent) = mpsc::channel();
        let Play {
            office,
            laptops,
            ledger,
            tally,
            usual,
        } = self;
        let desk = &Desk {
            laptops,
            ledger,
            tally,
            usual,
        };
        std::thread::scope(|scope| {
            let threads: Vec<ScopedJoinHandle<'_, Result<()>>> = plans
                .into_iter()
                .map(|plan| {
                    let said_sent = said_sent.clone();
                    scope.spawn(move || desk.run_plan(plan, &said_sent))
                })
                .collect();
            drop(said_sent);
            match fate {
                Fate::Serves | Fate::IsDown => {}
                Fate::KilledAfter(moment) => {
                    std::thread::sleep(moment);
                    office.kill()?;
                    locked(tally).add("kills of the office");
                }
                // Nobody may say so: then there is nothing to kill for.
                Fate::KilledAtReceipt => {
                    if is_sent.recv().is_ok() {
                        office.kill()?;
                        locked(tally).add("kills of the office at a receipt");
                    }
                }
            }
            threads.into_iter().try_for_each(|thread| {
                thread
                    .join()
                    .map_err(|_| anyhow::anyhow!("a thread of the test panicked"))?
            })
        })
    }
}

fn usual(measured: &Mutex<BTreeMap<&'static str, Duration>>, word: &str) -> Duration {
    locked(measured)
        .get(word)
        .copied()
        .unwrap_or(LONGEST_AT_FIRST)
}

/// What the threads share.
struct Desk<'a> {
    laptops: &'a [Laptop],
    ledger: &'a Mutex<Ledger>,
    tally: &'a Mutex<Tally>,
    usual: &'a Mutex<BTreeMap<&'static str, Duration>>,
}

impl Desk<'_> {
    fn run_plan(&self, plan: Plan, said_sent: &Sender<()>) -> Result<()> {
        plan.tasks.into_iter().try_for_each(|(task, moment)| {
            let about = format!("laptop {}, {task:?}, {moment:?}", plan.laptop);
            self.run_task(plan.laptop, task, moment, said_sent)
                .context(about)
        })
    }

    fn run_task(
        &self,
        laptop: usize,
        task: Task,
        moment: Moment,
        said_sent: &Sender<()>,
    ) -> Result<()> {
        let word = task.word();
        let cut = match moment {
            Moment::Never => Cut::Never,
            Moment::AtFirstWord => Cut::AtFirstWord,
            Moment::After(thousandths) => Cut::After(usual(self.usual, word) * thousandths / 1000),
        };
        let (arguments, stdin) = typed(laptop, &task);
        let (added_before, edited_before) = {
            let ledger = locked(self.ledger);
            (ledger.added.len(), ledger.edits_of(laptop))
        };
        let ended = self.laptops[laptop].run(&arguments, &stdin, cut)?;
        let said: Option<Json> = serde_json::from_str(&ended.said).ok();

        let mut tally = locked(self.tally);
        if ended.code.is_none() {
            tally.add("kills of a command");
            if said.is_some() {
                tally.add("kills after its promise");
            }
        } else if let Moment::Never = moment {
            tally.add("commands left alone");
            let mut usual = locked(self.usual);
            let longest = usual.entry(word).or_insert(ended.took);
            *longest = (*longest * 7 + ended.took) / 8;
        }
        drop(tally);
        let mut ledger = locked(self.ledger);
        match task {
            Task::Add(kind, labels) => {
                ensure!(
                    said.is_some() || ended.code != Some(0),
                    "it promised nothing: {ended:?}"
                );
                if let Moment::Never = moment {
                    ensure!(ended.code == Some(0), "it wasn't saved: {ended:?}");
                }
                let promised = said.as_ref().map(|said| ids(said, labels.len()));
                ledger.added.push(Added {
                    kind,
                    laptop,
                    labels,
                    promised: promised.transpose()?,
                    claimed_sent: false,
                });
            }
            Task::Edit(word) => {
                if let Moment::Never = moment {
                    ensure!(ended.code == Some(0), "it wasn't saved: {ended:?}");
                }
                let promised = said.is_some();
                if let Some(shown) = said {
                    let both = FIELDS[laptop].iter().all(|field| shown[*field] == *word);
                    ensure!(both, "it shows something else: {shown}");
                }
                ledger.edited.entry(laptop).or_default().push(Edited {
                    word,
                    promised,
                    claimed_sent: false,
                });
            }
            Task::Sync | Task::Status => {
                let is_sent = said.is_some_and(|said| said["phase"] == "all_sent");
                if is_sent {
                    ledger.claim_all_sent(laptop, added_before, edited_before);
                    locked(self.tally).add("times that all was said to be sent");
                }
                if is_sent && word == "sync" {
                    // Nobody listens unless the office is to be killed now.
                    let _ = said_sent.send(());
                }
            }
        }
        Ok(())
    }
}

fn ids(said: &Json, count: usize) -> Result<Vec<RecordId>> {
    let answers = match said {
        Json::Array(answers) => answers.as_slice(),
        one => std::slice::from_ref(one),
    };
    ensure!(answers.len() == count, "not {count} answers: {said}");
    let id = |answer: &Json| -> Result<RecordId> {
        Ok(answer["id"].as_str().context("no id")?.parse()?)
    };
    answers.iter().map(id).collect()
}
