//! The laptop of the benchmark: a real book that is paired and synced over the real road, and types the workload in.

use super::clock::SetMoment;
use super::workload::{Known, by_time, saved_at};
use adinda_client::sync::SyncError;
use adinda_client::sync::transport::{HttpTransport, Transport};
use adinda_client::{Book, FormRecord, KeySource, System, write_new_key_file};
use adinda_domain::RecordId;
use adinda_domain::member::Member;
use adinda_wire::context::Context;
use adinda_wire::envelope::{unpack, unpack_after};
use adinda_wire::exchange::{Answer, ChangedRecord, ExchangeReply, ExchangeRequest};
use adinda_wire::pin::Pin;
use adinda_wire::{Edit, encode};
use anyhow::{Context as _, Result};
use chrono::TimeDelta;
use serde_json::Value as Json;
use std::sync::Mutex;
use tempfile::TempDir;

/// Letters that a person types in a second.
const LETTERS_A_SECOND: i64 = 4;

/// A book with what it types, and its road to the office if it has one.
pub struct Laptop {
    _folder: TempDir,
    pub book: Book,
    moment: SetMoment,
    pub known: Known,
    office: Option<(String, Pin)>,
    road: Option<CountedRoad>,
}

/// The road as the book itself uses it. Requests are counted and read on the way, for neither can be seen from
/// outside TLS.
pub struct CountedRoad {
    road: HttpTransport,
    carried: Mutex<Carried>,
}

/// What went over the road.
#[derive(Default)]
pub struct Carried {
    pub requests: u64,
    edits: Vec<Edit>,
    changes: Vec<ChangedRecord>,
    contexts: Vec<Context>,
}

impl Carried {
    /// How small zstd makes the same changes in one piece: the edits, or what came down where there were none.
    pub fn floor(&mut self) -> Result<u64> {
        self.edits.sort_by_key(|edit| edit.op);
        self.edits.dedup_by_key(|edit| edit.op);
        if self.edits.is_empty() && self.changes.is_empty() {
            return Ok(0);
        }
        let plain = if self.edits.is_empty() {
            encode(&self.changes)?
        } else {
            encode(&self.edits)?
        };
        Ok(zstd::bulk::compress(&plain, 19)?.len() as u64)
    }

    fn read(&mut self, request: &[u8], reply: &[u8]) {
        let known = &self.contexts;
        let find = |name| known.iter().find(|context| context.name() == name).cloned();
        if let Ok((request, next)) = unpack_after::<ExchangeRequest>(request, find) {
            self.edits.extend(request.edits);
            self.contexts.extend(next);
        }
        if let Ok(ExchangeReply {
            answer: Answer::Taken(taken),
            ..
        }) = unpack(reply)
        {
            self.changes.extend(taken.changes);
        }
    }
}

impl Transport for CountedRoad {
    async fn send(
        &self,
        path: &'static str,
        token: Option<&str>,
        body: Vec<u8>,
    ) -> Result<Vec<u8>, SyncError> {
        self.carried.lock().unwrap().requests += 1;
        let reply = self.road.send(path, token, body.clone()).await?;
        self.carried.lock().unwrap().read(&body, &reply);
        Ok(reply)
    }
}

fn road(server: &str, pin: &Pin) -> Result<CountedRoad> {
    Ok(CountedRoad {
        road: HttpTransport::pinned(server, Some(pin))?,
        carried: Mutex::default(),
    })
}

impl Laptop {
    /// A new book that belongs to no office.
    pub fn alone(seed: u64) -> Result<Laptop> {
        let folder = TempDir::new()?;
        let moment = SetMoment::new(seed);
        let key = folder.path().join("key");
        write_new_key_file(&key, &System)?;
        let book = Book::open(
            &folder.path().join("data"),
            &KeySource::File(key),
            moment.moment(),
        )?;
        Ok(Laptop {
            _folder: folder,
            book,
            moment,
            known: Known::default(),
            office: None,
            road: None,
        })
    }

    /// A new book, paired with the office at an address.
    pub async fn paired(seed: u64, server: &str, pin: &Pin, code: &str) -> Result<Laptop> {
        let mut laptop = Laptop::alone(seed)?;
        laptop.book.begin_pairing(server, code).await?;
        laptop.book.confirm_pairing()?;
        laptop.office = Some((server.to_owned(), pin.clone()));
        laptop.forget_the_road()?;
        Ok(laptop)
    }

    /// As after a start of the program: no connection, no TLS ticket.
    pub fn forget_the_road(&mut self) -> Result<()> {
        let (server, pin) = self.office.as_ref().context("not paired")?;
        self.road = Some(road(server, pin)?);
        Ok(())
    }

    /// Syncs until nothing waits.
    pub async fn sync(&self) -> Result<()> {
        let road = self.road.as_ref().context("not paired")?;
        Ok(self.book.sync_over(road).await?)
    }

    /// What went over the road since it was asked last.
    pub fn take_carried(&self) -> Carried {
        let road = self.road.as_ref();
        road.map(|road| std::mem::take(&mut *road.carried.lock().unwrap()))
            .unwrap_or_default()
    }

    /// So many members at once.
    pub fn add_members(&self, count: usize) -> Result<()> {
        let members: Vec<Member> = (0..count)
            .map(|number| Member {
                name: format!("Anggota {number}"),
                ..Member::default()
            })
            .collect();
        self.book.add_all(&members)?;
        Ok(())
    }

    /// The members.
    pub fn type_members(&mut self, document: &Json) -> Result<()> {
        for record in by_time(document, "anggota")? {
            let form = self.known.member(record);
            self.type_new(record, &form)?;
        }
        Ok(())
    }

    /// A year: members, meetings, aspirations.
    pub fn type_w2(&mut self, document: &Json) -> Result<()> {
        self.type_members(document)?;
        self.type_meetings_and_aspirations(document)
    }

    /// After a meeting: its minutes, what was said, two members who moved.
    pub fn type_w1(&mut self, document: &Json) -> Result<()> {
        self.type_meetings_and_aspirations(&document["baru"])?;
        for record in by_time(document, "ubah_anggota")? {
            let id = self
                .known
                .id(&record["id"])
                .context("an unknown member is edited")?;
            let form = self.known.member(record);
            self.type_in(record, Some(id), &form)?;
        }
        Ok(())
    }

    fn type_meetings_and_aspirations(&mut self, document: &Json) -> Result<()> {
        for record in by_time(document, "pertemuan")? {
            let form = self.known.meeting(record);
            self.type_new(record, &form)?;
        }
        for record in by_time(document, "aspirasi")? {
            let form = self.known.aspiration(record);
            self.type_new(record, &form)?;
        }
        Ok(())
    }

    fn type_new<F: FormRecord>(&mut self, record: &Json, form: &F) -> Result<()> {
        let id = self.type_in(record, None, form)?;
        self.known.remember(record, id)
    }

    /// Opens the form, types for as long as the text takes, saves when the workload says.
    fn type_in<F: FormRecord>(
        &self,
        record: &Json,
        id: Option<RecordId>,
        form: &F,
    ) -> Result<RecordId> {
        let letters = i64::try_from(record.to_string().len())?;
        let saved = saved_at(record)?;
        self.moment
            .set(saved - TimeDelta::seconds(letters / LETTERS_A_SECOND));
        let opened = self.book.open_form::<F>(id)?;
        self.moment.set(saved);
        Ok(self.book.save_form(opened.draft, form)?)
    }
}
