//! The office: its real database and exchange. Every receipt is checked as it is given, in `books`.

use super::books::Books;
use super::device::{Confirmed, OpenAlternatives, read_confirmed};
use super::faults::{self, Handle, WriteFault};
use super::ledger::Ledger;
use super::template::office_in;
use adinda_domain::merge::Outcome;
use adinda_domain::{FieldPath, KimId, Kind, OpId, RecordId, Value, Version};
use adinda_server::bundles::{self, Imported};
use adinda_server::exchange::Road;
use adinda_server::remembered::Remembered;
use adinda_server::store::Device as Enrolled;
use adinda_server::writer::Writer;
use adinda_server::{Office, OfficeError, erasure, exchange, office_edit, separation};
use adinda_wire::bundle::{ForOffice, open_at_office};
use adinda_wire::exchange::{Answer, ExchangeReply, ExchangeRequest, Refusal};
use adinda_wire::pairing::SeparationReply;
use adinda_wire::separation::SeparationRequest;
use adinda_wire::{KeptReceipt, PROTOCOL, Receipt};
use anyhow::{Context, Result, bail, ensure};
use rusqlite::{Connection, Transaction};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;
use tokio::runtime::Runtime;

/// The office's clock never moves: nothing depends on it.
const NOW: i64 = 1_791_100_800;

/// Every other edit can't be written down; an erasure always can.
const REFUSE_EDITS: &str = "CREATE TRIGGER refuse_edits BEFORE INSERT ON field
    WHEN NEW.version % 2 = 0 AND NEW.path <> 'erased' BEGIN SELECT raise(ABORT, 'refused'); END";
const REFUSE_NO_EDITS: &str = "DROP TRIGGER IF EXISTS refuse_edits";

/// A copy of the office as it once was.
#[derive(Clone)]
pub struct BackUp {
    file: PathBuf,
    books: Books,
}

/// What goes wrong with the office's database during one exchange.
#[derive(Clone, Copy, Debug)]
pub enum OfficeTrouble {
    /// It fails in the middle of a write.
    Fails(WriteFault),
    /// It refuses every other edit, for a reason that lies in the edit.
    RefusesAnEdit,
}

/// The office's program, and a second connection that looks into its database from outside.
struct Running {
    writer: Writer,
    handle: Handle,
    looking: Connection,
}

pub struct SimulatedOffice {
    folder: PathBuf,
    kim: KimId,
    running: Option<Running>,
    pub books: Books,
    backups_made: usize,
    /// What it remembers of batches; lost when it is set back.
    pub remembered: Remembered,
    /// Whether it was never set back: then no conflict may come up without a reason.
    pub strict: bool,
}

impl SimulatedOffice {
    pub fn open(world: &Path, kim: KimId, strict: bool) -> SimulatedOffice {
        let folder = office_in(world);
        let running = Some(start(&folder));
        SimulatedOffice {
            folder,
            kim,
            running,
            books: Books::default(),
            backups_made: 0,
            remembered: Remembered::default(),
            strict,
        }
    }

    fn looking(&self) -> &Connection {
        &self.running.as_ref().unwrap().looking
    }

    /// Answers a request as the server does, while its database has this trouble.
    pub fn answer(
        &mut self,
        token: &str,
        request: &ExchangeRequest,
        trouble: Option<OfficeTrouble>,
        ledger: &Ledger,
    ) -> Result<ExchangeReply> {
        match trouble {
            Some(OfficeTrouble::Fails(fault)) => {
                faults::arm(self.running.as_ref().unwrap().handle, fault);
            }
            Some(OfficeTrouble::RefusesAnEdit) => self.looking().execute_batch(REFUSE_EDITS)?,
            None => {}
        }
        self.books.is_refusing = matches!(trouble, Some(OfficeTrouble::RefusesAnEdit));
        let (hash, asked) = (hash_of(token), request.clone());
        let answer = self.within(move |tx| match Enrolled::by_token(tx, &hash)? {
            Some(device) => exchange::exchange(tx, &device, &asked, Road::Network, NOW),
            None => Ok(Answer::Refused(Refusal::UnknownDevice)),
        });
        faults::disarm();
        self.looking().execute_batch(REFUSE_NO_EDITS)?;
        let answer = match answer {
            Err(OfficeError::WriterStopped) if trouble.is_some() => {
                Answer::Refused(Refusal::OfficeFailure)
            }
            Err(error) => {
                let error = anyhow::Error::from(error);
                ensure!(trouble.is_some() && faults::was_let_fail(&error), error);
                Answer::Refused(Refusal::OfficeFailure)
            }
            Ok(answer) => answer,
        };
        if let Answer::Taken(taken) = &answer {
            ensure!(
                taken.receipts.len() == request.edits.len(),
                "receipts are missing"
            );
            for (edit, receipt) in request.edits.iter().zip(&taken.receipts) {
                self.books.take(edit, receipt, ledger, self.strict)?;
            }
            ensure!(
                taken.asof.version.0 == self.books.version,
                "as of {:?}, but the office stands at {}",
                taken.asof,
                self.books.version
            );
        }
        Ok(ExchangeReply {
            request: request.request,
            server_time: NOW,
            answer,
        })
    }

    /// Makes a laptop that shares its token one of its own, as the server does.
    pub fn separate(
        &mut self,
        token: &str,
        request: &SeparationRequest,
    ) -> Result<SeparationReply> {
        let (hash, asked) = (hash_of(token), request.clone());
        let reply = self.within(move |tx| {
            let shared = Enrolled::by_token(tx, &hash)?;
            let reply = shared.map(|shared| separation::separate(tx, &shared, &asked, None, NOW));
            reply.transpose()
        })?;
        reply.context("nobody has that token")
    }

    /// Takes a file that somebody brings: what was asked in it, and the answer; none if an officer has to look at it.
    pub fn take_file(&mut self, file: &[u8]) -> Result<Option<(Vec<ExchangeRequest>, Vec<u8>)>> {
        let secret: String =
            self.looking()
                .query_row("SELECT secret_key FROM office", [], |row| row.get(0))?;
        let ForOffice::Request(bundle) = open_at_office(file, &secret)? else {
            bail!("a request passes for something else");
        };
        let brought = file.to_vec();
        let imported = self.within(move |tx| bundles::import(tx, &brought, "berkas", NOW))?;
        Ok(match imported {
            Imported::Answered(answered) => Some((bundle.requests()?, answered.answer)),
            Imported::Waiting(_) => None,
            Imported::Pairing { .. } => bail!("a request passes for a pairing"),
        })
    }

    /// The receipt that was given for an edit.
    pub fn receipt_of(&self, op: OpId) -> Option<Receipt> {
        let sql = "SELECT body FROM receipt WHERE kim = ?1 AND op = ?2";
        let parameters = (self.kim.as_bytes(), op.as_bytes());
        let body = self
            .looking()
            .query_row(sql, parameters, |row| row.get::<_, Vec<u8>>(0));
        let kept: KeptReceipt = adinda_wire::decode(&body.ok()?).unwrap();
        Some(kept.receipt)
    }

    /// An officer takes a laptop in again that the office, set back, has forgotten: under the token that it has.
    pub fn enrol_again(&mut self, token: &str) -> Result<()> {
        let (hash, kim) = (hash_of(token), self.kim);
        self.within(move |tx| {
            let another = Enrolled::of_kim(tx, kim)?.swap_remove(0);
            let request = SeparationRequest {
                protocol: PROTOCOL,
                token_hash: hash,
                device_public_key: String::new(),
                device_name: String::new(),
                app_version: String::new(),
            };
            let another = Enrolled {
                told_to_separate: true,
                ..another
            };
            separation::separate(tx, &another, &request, None, NOW)
        })?;
        Ok(())
    }

    /// An officer writes into a record.
    pub fn write(
        &mut self,
        record: &(Kind, RecordId),
        values: Vec<(FieldPath, Value)>,
    ) -> Result<()> {
        let (kim, (kind, id), written) = (self.kim, record.clone(), values.clone());
        let receipt =
            self.within(move |tx| office_edit::write(tx, kim, &kind, id, written, NOW))?;
        self.books.office_wrote(record, &values, &receipt)
    }

    /// An officer erases a record.
    pub fn erase(&mut self, record: &(Kind, RecordId)) -> Result<()> {
        let (kim, (kind, id)) = (self.kim, record.clone());
        self.within(move |tx| erasure::erase(tx, kim, &kind, id, NOW))?;
        let mark = (record.0.clone(), record.1, FieldPath::erased());
        let (outcome, issued) = match self.books.fields.get(&mark) {
            Some((_, version)) => (Outcome::Same(Version(*version)), 0),
            None => (Outcome::Applied, 1),
        };
        let receipt = Receipt::new(Version(self.books.version + issued), &[outcome]);
        let values = [(FieldPath::erased(), Value::Boolean(true))];
        self.books.office_wrote(record, &values, &receipt)
    }

    /// Does something in the office's writer and waits for its commit.
    fn within<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, OfficeError> + Send + 'static,
    ) -> Result<T, OfficeError> {
        let writer = &self.running.as_ref().unwrap().writer;
        runtime().block_on(writer.run(work))
    }

    pub fn back_up(&mut self) -> BackUp {
        let file = self.folder.join(format!("copy-{}.db", self.backups_made));
        self.backups_made += 1;
        self.looking()
            .execute("VACUUM INTO ?1", [file.to_str().unwrap()])
            .unwrap();
        BackUp {
            file,
            books: self.books.clone(),
        }
    }

    /// Somebody puts an old copy of the disk in the place of the office, and tells nobody.
    pub fn set_back(&mut self, to: &BackUp) {
        let Running {
            writer, looking, ..
        } = self.running.take().unwrap();
        drop(looking);
        drop(writer);
        // The writer's thread ends by itself; the last connection, which is its own, takes the log away with it.
        let log = self.folder.join("office.db-wal");
        while log.exists() {
            std::thread::sleep(Duration::from_micros(100));
        }
        std::fs::copy(&to.file, self.folder.join("office.db")).unwrap();
        self.running = Some(start(&self.folder));
        self.books = to.books.clone();
        self.heed_ledger();
        self.remembered = Remembered::default();
    }

    /// What was erased stays erased: the office's ledger outside the database says so when it starts.
    fn heed_ledger(&mut self) {
        let marks = self.fields().into_iter();
        let mut marks: Vec<_> = marks
            .filter(|(field, _)| field.2 == FieldPath::erased())
            .map(|(field, (_, version))| (version, field))
            .filter(|(version, _)| *version > self.books.version)
            .collect();
        marks.sort();
        for (version, mark) in marks {
            self.books.heed_erasure(mark, version);
        }
    }

    pub fn fields(&self) -> Confirmed {
        let sql = "SELECT kind, record, path, value, version FROM field WHERE kim = ?1";
        let mut statement = self.looking().prepare_cached(sql).unwrap();
        read_confirmed(&mut statement, &[self.kim.as_bytes()])
    }

    pub fn open_alternatives(&self) -> OpenAlternatives {
        let sql = "SELECT op, path, value FROM alternative WHERE kim = ?1 AND open = 1";
        let mut statement = self.looking().prepare_cached(sql).unwrap();
        let rows = statement
            .query_map([self.kim.as_bytes()], |row| {
                Ok((
                    row.get::<_, [u8; 16]>(0)?,
                    row.get::<_, String>(1)?,
                    row.get::<_, Vec<u8>>(2)?,
                ))
            })
            .unwrap();
        rows.map(|row| {
            let (op, path, value) = row.unwrap();
            (
                (OpId::from_bytes(op), path.parse().unwrap()),
                adinda_wire::decode(&value).unwrap(),
            )
        })
        .collect()
    }

    /// How many edits got more than one version.
    pub fn doubled_edits(&self) -> i64 {
        let sql = "SELECT count(*) FROM (SELECT 1 FROM version_log WHERE kim = ?1 GROUP BY op HAVING count(*) > 1)";
        self.looking()
            .query_row(sql, [self.kim.as_bytes()], |row| row.get(0))
            .unwrap()
    }
}

fn hash_of(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// What the offices' writers are waited for in.
fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| {
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        builder.worker_threads(1).build().unwrap()
    })
}

fn start(folder: &Path) -> Running {
    faults::watch_databases();
    let office = Office::open(folder).unwrap();
    Running {
        handle: faults::last_opened(),
        writer: Writer::start(office).unwrap(),
        looking: Connection::open(folder.join("office.db")).unwrap(),
    }
}
