//! The office: its real database and exchange. Every receipt is checked as it is given, in `books`.

use super::books::Books;
use super::device::{Confirmed, OpenAlternatives, read_confirmed};
use super::ledger::Ledger;
use super::template::office_in;
use adinda_domain::{KimId, OpId};
use adinda_server::exchange::Road;
use adinda_server::remembered::Remembered;
use adinda_server::store::Device as Enrolled;
use adinda_server::{Office, exchange, separation};
use adinda_wire::exchange::{Answer, ExchangeReply, ExchangeRequest, Refusal};
use adinda_wire::pairing::SeparationReply;
use adinda_wire::separation::SeparationRequest;
use anyhow::{Context, Result, ensure};
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// The office's clock never moves: nothing depends on it.
const NOW: i64 = 1_791_100_800;

/// A copy of the office as it once was.
#[derive(Clone)]
pub struct BackUp {
    file: PathBuf,
    books: Books,
}

pub struct SimulatedOffice {
    folder: PathBuf,
    kim: KimId,
    running: Option<(Office, Connection)>,
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
        &self.running.as_ref().unwrap().1
    }

    /// Answers a request as the server does; `fails` is an office whose disk is full.
    pub fn answer(
        &mut self,
        token: &str,
        request: &ExchangeRequest,
        fails: bool,
        ledger: &Ledger,
    ) -> Result<ExchangeReply> {
        let office = &mut self.running.as_mut().unwrap().0;
        let tx = office.begin()?;
        let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
        let answer = match Enrolled::by_token(&tx, &hash)? {
            Some(device) => exchange::exchange(&tx, &device, request, Road::Network, NOW)?,
            None => Answer::Refused(Refusal::UnknownDevice),
        };
        let answer = if fails {
            drop(tx);
            Answer::Refused(Refusal::OfficeFailure)
        } else {
            tx.commit()?;
            answer
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
        let office = &mut self.running.as_mut().unwrap().0;
        let tx = office.begin()?;
        let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
        let shared = Enrolled::by_token(&tx, &hash)?.context("nobody has that token")?;
        let reply = separation::separate(&tx, &shared, request, None, NOW)?;
        tx.commit()?;
        Ok(reply)
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
        drop(self.running.take());
        for leftover in ["office.db-wal", "office.db-shm"] {
            // Gone already when the last connection was closed.
            drop(std::fs::remove_file(self.folder.join(leftover)));
        }
        std::fs::copy(&to.file, self.folder.join("office.db")).unwrap();
        self.running = Some(start(&self.folder));
        self.books = to.books.clone();
        self.remembered = Remembered::default();
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

fn start(folder: &Path) -> (Office, Connection) {
    (
        Office::open(folder).unwrap(),
        Connection::open(folder.join("office.db")).unwrap(),
    )
}
