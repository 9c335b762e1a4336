//! The laptop of the benchmark: a real book that is paired and synced over the real road, and types the workload in.

use super::clock::SetMoment;
use super::workload::{Known, by_time, saved_at};
use adinda_client::sync::SyncError;
use adinda_client::sync::transport::{HttpTransport, Transport};
use adinda_client::{Book, FormRecord, KeySource, System, write_new_key_file};
use adinda_domain::RecordId;
use adinda_wire::pin::Pin;
use anyhow::{Context, Result};
use chrono::TimeDelta;
use serde_json::Value as Json;
use std::sync::atomic::{AtomicU64, Ordering};
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

/// The road as the book itself uses it; requests are counted, for they can't be seen from outside TLS.
pub struct CountedRoad {
    road: HttpTransport,
    pub requests: AtomicU64,
}

impl Transport for CountedRoad {
    async fn send(
        &self,
        path: &'static str,
        token: Option<&str>,
        body: Vec<u8>,
    ) -> Result<Vec<u8>, SyncError> {
        self.requests.fetch_add(1, Ordering::SeqCst);
        self.road.send(path, token, body).await
    }
}

fn road(server: &str, pin: &Pin) -> Result<CountedRoad> {
    Ok(CountedRoad {
        road: HttpTransport::pinned(server, Some(pin))?,
        requests: AtomicU64::new(0),
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

    /// How many requests were sent since it was asked last.
    pub fn take_requests(&self) -> u64 {
        let road = self.road.as_ref();
        road.map_or(0, |road| road.requests.swap(0, Ordering::SeqCst))
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
