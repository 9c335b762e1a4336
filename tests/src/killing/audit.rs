//! The audit: what the office and every laptop have, compared with what was promised.

use super::Promise;
use super::ledger::{Added, Kind};
use super::plan::FIELDS;
use super::rounds::{KIM, Play, locked};
use adinda_domain::RecordId;
use anyhow::{Context, Result, ensure};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// The first sends what waits, the second fetches what the others sent.
const PASSES: usize = 2;

/// By label, the ids of the records that bear it.
type ByLabel = BTreeMap<(Kind, String), Vec<RecordId>>;

/// What a laptop said to have been sent must be on the office's disk, before anybody has a chance to send it again.
pub fn claims(play: &Play) -> Result<()> {
    let look = play.office.look()?;
    let ledger = locked(&play.ledger);
    for added in ledger.added.iter().filter(|added| added.claimed_sent) {
        for id in added.promised.iter().flatten() {
            ensure!(
                look.has(*id)?,
                "laptop {} said that all was sent, and {:?} isn't at the office",
                added.laptop,
                added.labels
            );
        }
    }
    for (laptop, edits) in &ledger.edited {
        if edits.iter().any(|edit| edit.claimed_sent) {
            let words = ledger.words_of(*laptop, |edit| edit.claimed_sent);
            for field in FIELDS[*laptop] {
                let standing = look.of_profile(field)?.unwrap_or_default();
                ensure!(
                    words.contains(&standing.as_str()),
                    "laptop {laptop} said that {words:?} was sent, and {field} is {standing:?}"
                );
            }
        }
    }
    Ok(())
}

/// Brings everything to rest and compares it all.
pub fn all(play: &mut Play) -> Result<()> {
    play.office.start()?;
    for _ in 0..PASSES {
        for (number, laptop) in play.laptops.iter().enumerate() {
            let said = laptop
                .ask(&["sync"], "")
                .with_context(|| format!("laptop {number} can't send"))
                .context(Promise(10))?;
            ensure!(said["waiting"] == 0, "laptop {number} stays behind: {said}");
        }
    }
    let report = play.office.records(KIM)?;
    ensure!(
        report["conflicts"] == json!([]) && report["held"] == json!([]),
        "conflicts of laptops that wrote different fields: {report}"
    );
    let at_office = labels_at_office(&report)?;
    nothing_lost_or_doubled(play, &at_office)
        .context("at the office")
        .context(Promise(2))?;
    whole_at_office(&report).context(Promise(1))?;
    for number in 0..play.laptops.len() {
        check_laptop(play, number, &at_office).with_context(|| format!("laptop {number}"))?;
    }
    the_profile(play).context(Promise(2))?;

    let faults = play.office.look()?.faults()?;
    ensure!(faults.is_empty(), "the office's file: {faults:?}");
    let laptops = play.office.laptops(KIM)?;
    ensure!(
        laptops == play.laptops.len(),
        "the office knows {laptops} laptops: a killed one was taken for two"
    );
    locked(&play.tally).add("audits");
    Ok(())
}

/// Every promised record once, under its id; the others once or not at all; a command's all or none.
fn nothing_lost_or_doubled(play: &Play, found: &ByLabel) -> Result<()> {
    let ledger = locked(&play.ledger);
    let mut known = 0;
    for added in &ledger.added {
        let ids: Vec<&[RecordId]> = added
            .labels
            .iter()
            .map(|label| {
                let ids = found.get(&(added.kind, label.clone()));
                ids.map_or(&[][..], Vec::as_slice)
            })
            .collect();
        ensure!(
            ids.iter().all(|ids| ids.len() <= 1),
            "doubled: {added:?} is {ids:?}"
        );
        let there = ids.iter().filter(|ids| ids.len() == 1).count();
        known += there;
        match &added.promised {
            Some(promised) => {
                let is_kept = ids.iter().zip(promised).all(|(ids, id)| **ids == [*id]);
                ensure!(is_kept, "lost: {added:?} is {ids:?}");
            }
            None => is_all_or_none(added, there)?,
        }
    }
    let all: usize = found.values().map(Vec::len).sum();
    ensure!(all == known, "{all} records, {known} of them were typed");
    Ok(())
}

fn is_all_or_none(added: &Added, there: usize) -> Result<()> {
    ensure!(
        there == 0 || there == added.labels.len(),
        "half of one command: {there} of {added:?}"
    );
    Ok(())
}

fn labels_at_office(report: &Json) -> Result<ByLabel> {
    let mut found = ByLabel::new();
    for record in list(&report["records"])? {
        let kind = Kind::ALL.iter().find(|kind| record["kind"] == kind.word());
        if let Some(kind) = kind {
            let label = text(&record["fields"][kind.label_field()])?;
            let id = text(&record["id"])?.parse()?;
            found.entry((*kind, label)).or_default().push(id);
        }
    }
    Ok(found)
}

/// Every record with all of its parts; the register numbers all different.
fn whole_at_office(report: &Json) -> Result<()> {
    let mut reporters: BTreeMap<String, usize> = BTreeMap::new();
    let mut aspirations = BTreeSet::new();
    let mut numbers = BTreeSet::new();
    for record in list(&report["records"])? {
        let fields = record["fields"].as_object().context("fields")?;
        let label_in = |list: &str, field: &str, label: &Json| {
            let of_list = fields.iter().filter(|(path, value)| {
                path.starts_with(list) && path.ends_with(field) && *value == label
            });
            of_list.count()
        };
        match record["kind"].as_str() {
            Some("member") => ensure!(fields["name"] == fields["note"], "half: {record}"),
            Some("meeting") => {
                let title = &fields["title"];
                let guests = label_in("guests/", "/name", title);
                let decisions = label_in("decisions/", "/decision", title);
                ensure!((guests, decisions) == (2, 1), "half: {record}");
            }
            Some("aspiration") => {
                aspirations.insert(text(&fields["title"])?);
                let number = text(&fields["register_number"])?;
                ensure!(numbers.insert(number), "a number given twice: {record}");
            }
            Some("reporter") => *reporters.entry(text(&fields["name"])?).or_default() += 1,
            _ => {}
        }
    }
    let spoke_once = aspirations.iter().map(|label| (label.clone(), 1)).collect();
    ensure!(
        reporters == spoke_once,
        "aspirations without who spoke, or the other way round: {reporters:?}"
    );
    Ok(())
}

/// A laptop has what the office has, its file is whole, and it says so.
fn check_laptop(play: &Play, number: usize, at_office: &ByLabel) -> Result<()> {
    let laptop = &play.laptops[number];
    let status = laptop.ask(&["status", "--check"], "")?;
    ensure!(
        status["faults"] == json!([]),
        "its file: {}",
        status["faults"]
    );
    says_all_sent(&status).context(Promise(11))?;
    let mut found = ByLabel::new();
    for kind in Kind::ALL {
        for row in list(&laptop.ask(&[kind.word(), "list"], "")?)? {
            let label = match kind {
                Kind::Meeting => &row["title"],
                _ => &row[kind.word()][kind.label_field()],
            };
            ensure!(row["sync"]["state"] == "sent", "it isn't sent: {row}");
            let id = text(&row["id"])?.parse()?;
            found.entry((kind, text(label)?)).or_default().push(id);
        }
    }
    nothing_lost_or_doubled(play, &found).context(Promise(3))?;
    ensure!(found == *at_office, "it has other records than the office");
    Ok(())
}

fn says_all_sent(status: &Json) -> Result<()> {
    let says_so = status["phase"] == "all_sent" && status["waiting"] == 0 && status["review"] == 0;
    ensure!(says_so, "all is sent, and it says {status}");
    Ok(())
}

/// Each laptop's fields: the last word that it promised, or a later one that was cut off; the same everywhere.
fn the_profile(play: &mut Play) -> Result<()> {
    let look = play.office.look()?;
    let shown: Vec<Json> = play
        .laptops
        .iter()
        .map(|laptop| laptop.ask(&["profile", "show"], ""))
        .collect::<Result<_>>()?;
    let mut ledger = locked(&play.ledger);
    for (writer, fields) in FIELDS.iter().enumerate() {
        if ledger.edits_of(writer) == 0 {
            continue;
        }
        let standing = look.of_profile(fields[0])?.unwrap_or_default();
        let words = ledger.words_of(writer, |edit| edit.promised);
        let nothing_yet = standing.is_empty() && !ledger.edited[&writer][0].promised;
        ensure!(
            nothing_yet || words.contains(&standing.as_str()),
            "lost: laptop {writer} wrote {words:?}, and {standing:?} stands there"
        );
        for field in fields {
            let at_office = look.of_profile(field)?.unwrap_or_default();
            ensure!(
                at_office == standing,
                "half an edit: {field} is {at_office:?}"
            );
            for (number, shown) in shown.iter().enumerate() {
                ensure!(
                    shown[*field].as_str().unwrap_or_default() == standing,
                    "{field} is {standing:?}, on laptop {number} {}",
                    shown[*field]
                );
            }
        }
        ledger.settle(writer, &standing);
    }
    Ok(())
}

fn list(json: &Json) -> Result<&[Json]> {
    Ok(json.as_array().context("not a list")?)
}

fn text(json: &Json) -> Result<String> {
    Ok(json.as_str().context("not a text")?.to_owned())
}
