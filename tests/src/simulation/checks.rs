//! What must be true once faults have ended and everybody has exchanged until it is quiet.

use super::device::Device;
use super::ledger::Field;
use super::schedule::Mode;
use super::world::World;
use adinda_client::views::SyncPhase;
use adinda_domain::{FieldPath, Kind, RecordId, Value};
use anyhow::{Context, Result, ensure};
use std::collections::BTreeSet;

/// More rounds of everybody than it ever takes.
const MOST_PASSES: usize = 8;

impl World {
    /// Everybody syncs until nothing changes any more.
    pub fn come_to_rest(&mut self) -> Result<()> {
        for _ in 0..MOST_PASSES {
            let before = self.office.books.version;
            for device in 0..self.devices.len() {
                self.sync_until(device, usize::MAX, 1)?;
                self.tally.add(
                    "offered again",
                    self.devices[device].new_edits().len() as u64,
                );
            }
            let nothing_waits = self.devices.iter().all(|device| device.outbox().is_empty());
            if before == self.office.books.version && nothing_waits && !self.shares_a_token() {
                return Ok(());
            }
        }
        anyhow::bail!("it never comes to rest")
    }

    /// Whether two laptops still speak with one token. The first of them to be asked may not be told apart.
    fn shares_a_token(&self) -> bool {
        let tokens: BTreeSet<String> = self.devices.iter().map(Device::token).collect();
        tokens.len() < self.devices.len()
    }

    /// Nothing lost, nothing doubled, everybody agrees, and the status says what is so.
    pub fn check_all(&mut self) -> Result<()> {
        ensure!(
            self.copied > 0 || self.tally.of("separated") == 0,
            "a laptop was told apart from itself"
        );
        let (fields, alternatives) = (self.office.fields(), self.office.open_alternatives());
        self.check_office(&fields, &alternatives)?;
        let listed = self.devices[0].listed();
        for (number, device) in self.devices.iter().enumerate() {
            let check = || -> Result<()> {
                let confirmed = device.confirmed();
                for (field, value) in &fields {
                    ensure!(
                        confirmed.get(field) == Some(value),
                        "{} {} is {value:?} at the office, here {:?}",
                        field.0,
                        field.2,
                        confirmed.get(field)
                    );
                }
                ensure!(
                    confirmed.len() == fields.len(),
                    "it has fields that the office hasn't"
                );
                let here = device.open_alternatives();
                ensure!(
                    here == alternatives,
                    "alternatives: {here:?}, at the office {alternatives:?}"
                );
                ensure!(
                    device.listed() == listed,
                    "its list differs from the first laptop's:\n{:?}\n{listed:?}",
                    device.listed()
                );
                let open = device.alternatives_with_fields().into_iter();
                let asked_about: BTreeSet<(Kind, RecordId)> = open
                    .filter(|(field, _)| !field.2.is_office())
                    .map(|(field, _)| (field.0, field.1))
                    .collect();
                for row in device.listed() {
                    let record = (Kind::new(&row.0), RecordId::from_bytes(row.1));
                    ensure!(
                        row.5 == asked_about.contains(&record),
                        "{} is marked for review: {}",
                        record.0,
                        row.5
                    );
                }
                ensure!(
                    device.doubled_in_search() == 0,
                    "a record is in the search twice"
                );
                let status = device.book().sync_status(false, None)?;
                let for_people = alternatives.keys().filter(|(_, path)| !path.is_office());
                let for_people = for_people.count();
                let expected = if for_people == 0 {
                    SyncPhase::AllSent
                } else {
                    SyncPhase::Review
                };
                ensure!(
                    status.phase == expected,
                    "the status says {:?}",
                    status.phase
                );
                ensure!(
                    status.review == for_people,
                    "the status counts {} alternatives",
                    status.review
                );
                Ok(())
            };
            check().with_context(|| format!("laptop {number}"))?;
            self.shows_the_offices_word(number)
                .with_context(|| format!("laptop {number}"))?;
        }
        self.tally
            .add("alternatives left", alternatives.len() as u64);
        Ok(())
    }

    /// The office's own word is shown as it stands there. What a set-back office has lost shows as the laptops know it,
    /// until an officer says it again.
    fn shows_the_offices_word(&self, number: usize) -> Result<()> {
        let books = &self.office.books;
        for row in self.devices[number].book().aspirations()? {
            let shown = &row.office;
            for (name, shown) in [
                ("office/agency", &shown.agency),
                ("office/answer", &shown.answer),
            ] {
                let field = (Kind::ASPIRATION, row.id, FieldPath::scalar(name));
                let standing = books.fields.get(&field);
                let held = books
                    .open_alternatives()
                    .filter(|(_, of, _)| **of == field)
                    .filter_map(|(_, _, value)| value.as_text());
                let mut right: Vec<&str> = held.collect();
                if let Some((value, _)) = standing.filter(|_| right.is_empty()) {
                    right = vec![value.as_text().unwrap_or_default()];
                }
                ensure!(
                    right.contains(&shown.as_str()) || (right.is_empty() && shown.is_empty()),
                    "{name} is shown as {shown:?}, it is one of {right:?}"
                );
            }
        }
        Ok(())
    }

    fn check_office(
        &mut self,
        fields: &super::device::Confirmed,
        alternatives: &super::device::OpenAlternatives,
    ) -> Result<()> {
        // Somebody who settled something isn't asked again, unless their laptop was set back or the office could only
        // keep the settling.
        let is_forgotten = ["laptops set back", "refusals of edits"]
            .iter()
            .any(|what| self.tally.of(what) > 0);
        let mut again = alternatives
            .keys()
            .filter(|alternative| self.settled.contains(alternative));
        ensure!(
            is_forgotten || again.next().is_none(),
            "settled, and open again"
        );
        let books = &self.office.books;
        ensure!(
            *fields == books.fields,
            "the office's fields aren't what its receipts say"
        );
        let expected: super::device::OpenAlternatives = books
            .open_alternatives()
            .map(|(key, _, value)| (key.clone(), value.clone()))
            .collect();
        ensure!(
            *alternatives == expected,
            "the office's alternatives aren't what its receipts say"
        );
        ensure!(self.office.doubled_edits() == 0, "an edit was taken twice");

        let kept: Vec<(Field, Value)> = books
            .open_alternatives()
            .map(|(_, field, value)| (field.clone(), value.clone()))
            .collect();
        let standing = fields.iter().map(|(field, (value, _))| (field, value));
        let mut living = self
            .ledger
            .living(standing.chain(kept.iter().map(|(field, value)| (field, value))));
        // Whoever was erased is not asked for.
        living.extend(self.ledger.concerning(&books.erased()));
        let lost = self.ledger.lost(&living);
        ensure!(lost.is_empty(), "lost: {}", self.ledger.describe(&lost));
        let known = self.ledger.records();
        let strangers = fields
            .keys()
            .filter(|field| !known.contains(&(field.0.clone(), field.1)))
            .count();
        ensure!(
            strangers == 0,
            "{strangers} fields of records that nobody made"
        );
        if matches!(self.mode, Mode::OneWriter | Mode::Alone) {
            ensure!(
                kept.is_empty(),
                "one laptop conflicts with itself: {kept:?}"
            );
        }
        let mut twins: Vec<String> = kept.iter().map(|entry| format!("{entry:?}")).collect();
        twins.sort();
        let alike = twins.windows(2).filter(|pair| pair[0] == pair[1]).count();
        self.tally.add("alternatives that are alike", alike as u64);
        Ok(())
    }
}
