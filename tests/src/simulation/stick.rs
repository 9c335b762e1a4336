//! A USB stick: requests and answers as files, brought late, twice and out of order, or after the network was faster.

use super::device::Device;
use super::schedule::Step;
use super::world::World;
use adinda_client::BookError;
use adinda_client::sync::SyncError;
use adinda_client::views::OpenedFile;
use adinda_wire::bundle::{ForLaptop, open_on_laptop};
use adinda_wire::exchange::{Answer, ExchangeRequest};
use adinda_wire::{Edit, Receipt};
use anyhow::{Result, bail, ensure};
use std::path::PathBuf;

/// How many files of a kind stay on the stick.
const MOST_FILES: usize = 8;

/// What is on the stick.
#[derive(Default)]
pub struct Stick {
    requests: Vec<(usize, PathBuf)>,
    answers: Vec<AnswerFile>,
    made: usize,
}

/// An answer, with what the office has taken for it.
#[derive(Clone)]
struct AnswerFile {
    device: usize,
    file: PathBuf,
    taken: Vec<(Edit, Receipt)>,
}

impl World {
    fn new_file(&mut self) -> PathBuf {
        self.stick.made += 1;
        let name = format!("berkas-{}.adinda", self.stick.made);
        self.folder.path().join(name)
    }

    /// What waits at a laptop is saved as a file.
    pub fn save_file(&mut self, step: &Step) -> Result<()> {
        let file = self.new_file();
        let device = &self.devices[step.device];
        let saved = device.book().export_bundle(&file)?;
        ensure!(
            saved.edits == device.outbox().len(),
            "the file has {} edits",
            saved.edits
        );
        self.stick.requests.truncate(MOST_FILES);
        self.stick.requests.push((step.device, file));
        self.tally.add("files saved", 1);
        Ok(())
    }

    /// Somebody brings a file to the office, perhaps again; the answer goes onto the stick.
    pub fn bring_file(&mut self, step: &Step) -> Result<()> {
        if self.stick.requests.is_empty() {
            self.save_file(step)?;
        }
        let at = usize::try_from(step.pick).unwrap() % self.stick.requests.len();
        let (device, request) = self.stick.requests[at].clone();
        let bytes = std::fs::read(request)?;
        self.tally.add("files brought", 1);
        let Some((requests, answer)) = self.office.take_file(&bytes)? else {
            self.tally.add("files that wait for an officer", 1);
            return Ok(());
        };
        let secrets = self.devices[device].secret_keys();
        let opened = secrets
            .iter()
            .find_map(|secret| open_on_laptop(&answer, secret).ok());
        let Some(ForLaptop::Answer(opened)) = opened else {
            // For a laptop that has become another one since.
            return self.note_taken_unseen(&requests);
        };
        let mut taken = Vec::new();
        for (request, reply) in requests.iter().zip(opened.replies()?) {
            let Answer::Taken(page) = reply.answer else {
                continue;
            };
            ensure!(page.receipts.len() == request.edits.len(), "receipts lack");
            for (edit, receipt) in request.edits.iter().zip(page.receipts) {
                let (ledger, strict) = (&self.ledger, self.office.strict);
                self.office.books.take(edit, &receipt, ledger, strict)?;
                taken.push((edit.clone(), receipt));
            }
        }
        let file = self.new_file();
        std::fs::write(&file, &answer)?;
        self.stick.answers.truncate(MOST_FILES);
        self.stick.answers.push(AnswerFile {
            device,
            file,
            taken,
        });
        Ok(())
    }

    /// Nobody can read the answer: what was taken is asked of the office itself.
    fn note_taken_unseen(&mut self, requests: &[ExchangeRequest]) -> Result<()> {
        for edit in requests.iter().flat_map(|request| &request.edits) {
            if let Some(receipt) = self.office.receipt_of(edit.op) {
                let (ledger, strict) = (&self.ledger, self.office.strict);
                self.office.books.take(edit, &receipt, ledger, strict)?;
            }
        }
        Ok(())
    }

    /// An answer is opened, perhaps again, perhaps long after the network was faster.
    pub fn open_answer(&mut self, step: &Step) -> Result<()> {
        if self.stick.answers.is_empty() {
            return self.bring_file(step);
        }
        let at = usize::try_from(step.pick).unwrap() % self.stick.answers.len();
        let AnswerFile {
            device,
            file,
            taken,
        } = self.stick.answers[at].clone();
        let laptop: &mut Device = &mut self.devices[device];
        let before = (laptop.outbox(), laptop.confirmed());
        self.tally.add("answers opened", 1);
        match laptop.book().open_file(&file) {
            Ok(OpenedFile::Answer(_)) => {
                let waiting = laptop.outbox();
                let is_gone = |op| !waiting.iter().any(|edit| edit.op == op);
                laptop.delivered(
                    taken
                        .iter()
                        .map(|(edit, _)| edit.op)
                        .filter(|op| is_gone(*op)),
                );
            }
            Ok(OpenedFile::Pairing(_)) => bail!("an answer passes for a pairing"),
            // The laptop was set back, or has become another one since.
            Err(BookError::Bundle(_) | BookError::Sync(SyncError::UnknownBundle)) => {
                self.tally.add("answers refused", 1);
                ensure!(
                    before == (laptop.outbox(), laptop.confirmed()),
                    "a refused answer left something behind"
                );
            }
            Err(error) => return Err(error.into()),
        }
        self.looks_honest(device)
    }
}
