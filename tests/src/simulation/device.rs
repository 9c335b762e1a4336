//! One laptop: its real book, and a second connection that looks into it from outside.

use super::chance::LaptopMoment;
use super::faults::{Handle, last_opened, watch_databases};
use super::ledger::{Field, View};
use super::template::device_in;
use adinda_client::views::FormKind;
use adinda_client::{Book, KeySource};
use adinda_domain::merge::{Change, Outcome};
use adinda_domain::{Base, DraftId, FieldPath, Kind, OpId, RecordId, Value};
use adinda_wire::exchange::Alternative;
use adinda_wire::{Edit, Receipt, decode};
use anyhow::{Result, ensure};
use rusqlite::{Connection, named_params};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// A form that is open on a laptop.
#[derive(Clone)]
pub struct OpenForm {
    pub draft: DraftId,
    pub kind: FormKind,
    pub record: RecordId,
    /// The record as it was when the form was opened.
    pub view: View,
    /// Whether something typed was kept: only then it outlives a restart.
    pub kept: bool,
}

pub struct Device {
    pub(super) folder: PathBuf,
    book: Option<Book>,
    handle: Handle,
    pub moment: LaptopMoment,
    pub forms: Vec<OpenForm>,
    /// Own edits, saved or offered again, whose receipt hasn't arrived here.
    pub undelivered: BTreeMap<OpId, Edit>,
    /// Every edit that was ever in the outbox.
    pub(super) known: BTreeSet<OpId>,
    /// The next request is to carry the older checkpoints.
    pub with_checkpoints: bool,
    // None only while the disk is exchanged.
    looking: Option<Connection>,
}

/// A confirmed value with its version.
pub type Confirmed = BTreeMap<(Kind, RecordId, FieldPath), (Value, u64)>;
/// The open alternatives: by edit and field, with the value.
pub type OpenAlternatives = BTreeMap<(OpId, FieldPath), Value>;

impl Device {
    pub fn open(world: &Path, number: usize, seed: u64) -> Device {
        let folder = device_in(world, number);
        let moment = LaptopMoment::new(seed);
        let (book, handle) = open_book(&folder, &moment);
        let looking = Some(look_into(&folder));
        Device {
            book: Some(book),
            handle,
            folder,
            moment,
            forms: Vec::new(),
            undelivered: BTreeMap::new(),
            known: BTreeSet::new(),
            with_checkpoints: false,
            looking,
        }
    }

    pub fn book(&self) -> &Book {
        self.book.as_ref().unwrap()
    }

    /// What it shows the office; another one after it was separated.
    pub fn token(&self) -> String {
        self.book().credential().unwrap().unwrap()
    }

    /// The program ends, however it does, and is started again.
    pub fn restart(&mut self) {
        drop(self.book.take());
        self.start();
    }

    fn start(&mut self) {
        let (book, handle) = open_book(&self.folder, &self.moment);
        (self.book, self.handle) = (Some(book), handle);
        self.with_checkpoints = false;
        self.forms.retain(|form| form.kept);
    }

    /// Does something to the disk while the laptop is switched off.
    pub(super) fn with_closed_book(&mut self, work: impl FnOnce(&Path)) {
        drop(self.book.take());
        drop(self.looking.take());
        work(&self.folder);
        self.looking = Some(look_into(&self.folder));
        self.start();
    }

    /// The book's own database, to let it fail.
    pub fn handle(&self) -> Handle {
        self.handle
    }

    fn looking(&self) -> &Connection {
        self.looking.as_ref().unwrap()
    }

    /// The outbox, oldest first.
    pub fn outbox(&self) -> Vec<Edit> {
        let mut statement = self
            .looking()
            .prepare_cached("SELECT edit FROM outbox ORDER BY position")
            .unwrap();
        let edits = statement
            .query_map([], |row| row.get::<_, Vec<u8>>(0))
            .unwrap();
        edits.map(|edit| decode(&edit.unwrap()).unwrap()).collect()
    }

    /// Edits that came into the outbox since this was last asked.
    pub fn new_edits(&mut self) -> Vec<Edit> {
        let new: Vec<Edit> = self
            .outbox()
            .into_iter()
            .filter(|edit| !self.known.contains(&edit.op))
            .collect();
        self.known.extend(new.iter().map(|edit| edit.op));
        let waiting = new.iter().map(|edit| (edit.op, edit.clone()));
        self.undelivered.extend(waiting);
        new
    }

    /// The office's word on these edits has arrived and was applied.
    pub fn delivered(&mut self, edits: impl IntoIterator<Item = OpId>) {
        for op in edits {
            self.undelivered.remove(&op);
        }
    }

    /// What left the outbox is somewhere else now: confirmed, or an alternative. Nothing is only at the office.
    pub fn has_what_was_receipted(&self, edits: &[Edit], receipts: &[Receipt]) -> Result<()> {
        let (confirmed, alternatives) = (self.confirmed(), self.alternatives());
        let erased = self.erased();
        for (edit, receipt) in edits.iter().zip(receipts) {
            for (position, change) in edit.changes.iter().enumerate() {
                let field = (edit.kind.clone(), edit.record, change.path.clone());
                let confirmed_at = confirmed.get(&field).map_or(0, |(_, version)| *version);
                let is_here = match receipt.outcome(position) {
                    _ if concerns(&erased, edit.record, &change.path) => true,
                    Outcome::Erased => true,
                    Outcome::Applied => confirmed_at >= receipt.version.0,
                    Outcome::Same(version) => confirmed_at >= version.0,
                    _ => alternatives.contains_key(&(
                        edit.alternative_of.unwrap_or(edit.op),
                        change.path.clone(),
                    )),
                };
                ensure!(
                    is_here,
                    "receipted and gone: {} {} = {:?}",
                    field.0,
                    field.2,
                    change.value
                );
            }
        }
        Ok(())
    }

    /// A record as it is to be shown: what waits over what is held over what is confirmed.
    pub fn view(&self, kind: &Kind, record: RecordId) -> View {
        let mut statement = self
            .looking()
            .prepare_cached(
                "SELECT path, value FROM confirmed WHERE kind = :kind AND record = :record",
            )
            .unwrap();
        let rows = statement
            .query_map(
                named_params! { ":kind": kind.as_str(), ":record": record.as_bytes() },
                |row| Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?)),
            )
            .unwrap();
        let mut view: View = rows
            .map(|row| {
                let (path, value) = row.unwrap();
                (path.parse().unwrap(), decode(&value).unwrap())
            })
            .collect();
        let waiting: Vec<Edit> = self
            .outbox()
            .into_iter()
            .filter(|edit| edit.kind == *kind && edit.record == record)
            .collect();
        let is_settled = |held: &Alternative| {
            let named = (held.op, held.path.clone());
            let replaces =
                |change: &Change| change.base == Base::Own(held.op) && change.path == held.path;
            waiting
                .iter()
                .any(|edit| edit.closes.contains(&named) || edit.changes.iter().any(replaces))
        };
        for held in self.held_of(record).iter().filter(|held| !is_settled(held)) {
            view.insert(held.path.clone(), held.value.clone());
        }
        let waiting = waiting
            .into_iter()
            .filter(|edit| edit.alternative_of.is_none());
        for change in waiting.flat_map(|edit| edit.changes) {
            view.insert(change.path, change.value);
        }
        let erased = self.erased();
        view.retain(|path, _| !concerns(&erased, record, path));
        view
    }

    /// The open held values of a record, the newest last.
    fn held_of(&self, record: RecordId) -> Vec<Alternative> {
        let mut statement = self
            .looking()
            .prepare_cached(
                "SELECT body FROM alternative WHERE record = ?1 AND open = 1 ORDER BY version, op, path",
            )
            .unwrap();
        let rows = statement.query_map([record.as_bytes()], |row| row.get::<_, Vec<u8>>(0));
        let all = rows.unwrap().map(|body| decode(&body.unwrap()).unwrap());
        all.filter(|alternative: &Alternative| alternative.held.is_some())
            .collect()
    }

    /// The ids of what this laptop knows to be erased.
    pub fn erased(&self) -> BTreeSet<Uuid> {
        let mut statement = self
            .looking()
            .prepare_cached("SELECT record FROM erased")
            .unwrap();
        let ids = statement.query_map([], |row| Ok(Uuid::from_bytes(row.get(0)?)));
        ids.unwrap().collect::<Result<_, _>>().unwrap()
    }

    pub fn confirmed(&self) -> Confirmed {
        let mut statement = self
            .looking()
            .prepare_cached("SELECT kind, record, path, value, version FROM confirmed")
            .unwrap();
        read_confirmed(&mut statement, &[])
    }

    pub fn open_alternatives(&self) -> OpenAlternatives {
        let all = self.alternatives().into_iter();
        all.filter(|(_, (open, _))| *open)
            .map(|(key, (_, value))| (key, value))
            .collect()
    }

    /// The values of open alternatives, with their fields.
    pub fn alternatives_with_fields(&self) -> Vec<(Field, Value)> {
        let mut statement = self
            .looking()
            .prepare_cached("SELECT kind, record, path, body FROM alternative WHERE open = 1")
            .unwrap();
        let rows = statement.query_map([], |row| {
            let (kind, path) = (row.get::<_, String>(0)?, row.get::<_, String>(2)?);
            let record = RecordId::from_bytes(row.get(1)?);
            let body: Alternative = decode(&row.get::<_, Vec<u8>>(3)?).unwrap();
            Ok((
                (Kind::new(&kind), record, path.parse().unwrap()),
                body.value,
            ))
        });
        rows.unwrap().collect::<Result<_, _>>().unwrap()
    }

    /// All alternatives: whether open, and the value.
    fn alternatives(&self) -> BTreeMap<(OpId, FieldPath), (bool, Value)> {
        let mut statement = self
            .looking()
            .prepare_cached("SELECT op, path, body, open FROM alternative")
            .unwrap();
        let rows = statement
            .query_map([], |row| {
                Ok((
                    row.get::<_, [u8; 16]>(0)?,
                    row.get::<_, String>(1)?,
                    row.get::<_, Vec<u8>>(2)?,
                    row.get(3)?,
                ))
            })
            .unwrap();
        rows.map(|row| {
            let (op, path, body, open) = row.unwrap();
            let alternative: Alternative = decode(&body).unwrap();
            (
                (OpId::from_bytes(op), path.parse().unwrap()),
                (open, alternative.value),
            )
        })
        .collect()
    }

    /// The key that answers are sealed to.
    pub fn secret_keys(&self) -> Vec<String> {
        let sql = "SELECT device_secret_key FROM pairing";
        let key = self.looking().query_row(sql, [], |row| row.get(0));
        key.into_iter().collect()
    }

    /// How many forms and values are here of what was erased, entries in other records among them.
    pub fn left_of_erased(&self) -> usize {
        let erased = self.erased();
        if erased.is_empty() {
            return 0;
        }
        let sql = "SELECT kind, record, path FROM confirmed UNION ALL SELECT kind, record, path FROM alternative
            UNION ALL SELECT '', record, 'draft' FROM draft WHERE record IN (SELECT record FROM erased)";
        let mut statement = self.looking().prepare_cached(sql).unwrap();
        let fields = statement.query_map([], |row| {
            let path: FieldPath = row.get::<_, String>(2)?.parse().unwrap();
            Ok((RecordId::from_bytes(row.get(1)?), path))
        });
        let is_left = |(record, path): &(RecordId, FieldPath)| {
            *path != FieldPath::erased() && concerns(&erased, *record, path)
        };
        fields
            .unwrap()
            .filter(|field| is_left(field.as_ref().unwrap()))
            .count()
    }

    /// The highest version that the laptop has seen.
    pub fn seen_version(&self) -> u64 {
        self.looking()
            .query_row(
                "SELECT coalesce(max(version), 0) FROM checkpoint",
                [],
                |row| row.get::<_, i64>(0),
            )
            .unwrap()
            .try_into()
            .unwrap()
    }

    /// Every record as listed: kind, id, JSON, archived, waiting, under review.
    pub fn listed(&self) -> Vec<(String, [u8; 16], String, bool, bool, bool)> {
        let sql = "SELECT kind, record, body, archived, waiting, review FROM record ORDER BY kind, record";
        let mut statement = self.looking().prepare_cached(sql).unwrap();
        let rows = statement.query_map([], |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
                row.get(5)?,
            ))
        });
        rows.unwrap().collect::<Result<_, _>>().unwrap()
    }

    /// How many records the search has more than once.
    pub fn doubled_in_search(&self) -> i64 {
        let sql =
            "SELECT count(*) FROM (SELECT 1 FROM search GROUP BY kind, record HAVING count(*) > 1)";
        self.looking().query_row(sql, [], |row| row.get(0)).unwrap()
    }
}

/// Reads rows of kind, record, path, value, version, of a laptop or of the office.
pub fn read_confirmed(
    statement: &mut rusqlite::CachedStatement<'_>,
    parameters: &[&dyn rusqlite::ToSql],
) -> Confirmed {
    let rows = statement
        .query_map(parameters, |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, [u8; 16]>(1)?,
                row.get::<_, String>(2)?,
                row.get::<_, Vec<u8>>(3)?,
                row.get::<_, i64>(4)?,
            ))
        })
        .unwrap();
    rows.map(|row| {
        let (kind, record, path, value, version) = row.unwrap();
        let field = (
            Kind::new(&kind),
            RecordId::from_bytes(record),
            path.parse().unwrap(),
        );
        (
            field,
            (decode(&value).unwrap(), version.try_into().unwrap()),
        )
    })
    .collect()
}

/// Whether a field is of a record that was erased, or of an entry under its id.
pub fn concerns(erased: &BTreeSet<Uuid>, record: RecordId, path: &FieldPath) -> bool {
    let mut ids = std::iter::once(record.0).chain(path.template().1);
    !erased.is_empty() && ids.any(|id| erased.contains(&id))
}

fn open_book(folder: &Path, moment: &LaptopMoment) -> (Book, Handle) {
    watch_databases();
    let key = KeySource::File(folder.join("key"));
    let book = Book::open(&folder.join("data"), &key, moment.moment()).unwrap();
    (book, last_opened())
}

fn look_into(folder: &Path) -> Connection {
    let looking = Connection::open(folder.join("data").join("buku.db")).unwrap();
    let key = std::fs::read_to_string(folder.join("key")).unwrap();
    looking
        .pragma_update(None, "key", format!("x'{}'", key.trim()))
        .unwrap();
    looking
}
