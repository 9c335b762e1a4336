//! The line between laptop and office, and everything that goes wrong on it.

use super::faults::WriteFault;
use super::office::OfficeTrouble;
use super::road::{MOST_ROUNDS, Road, at_once, count_outcomes};
use super::schedule::{Action, Fault, Mode, Step};
use super::world::World;
use adinda_client::BookError;
use adinda_client::sync::SyncError;
use adinda_client::sync::exchange::Round;
use adinda_wire::envelope::{pack, unpack};
use adinda_wire::exchange::{Answer, ExchangeReply, ExchangeRequest, Refusal};
use anyhow::{Context, Result, bail, ensure};

/// How many old requests and late replies are kept.
const MOST_KEPT: usize = 24;

/// What is still somewhere on the line.
#[derive(Default)]
pub struct UnderWay {
    /// Replies that didn't arrive (yet), with their requests.
    replies: Vec<(usize, ExchangeRequest, ExchangeReply)>,
    /// Requests that somebody could send again, with the token that they were sent with.
    requests: Vec<(usize, String, ExchangeRequest)>,
}

impl UnderWay {
    fn keep_reply(&mut self, device: usize, request: &ExchangeRequest, reply: &ExchangeReply) {
        self.replies.truncate(MOST_KEPT);
        self.replies.push((device, request.clone(), reply.clone()));
    }

    fn keep_request(&mut self, device: usize, token: String, request: &ExchangeRequest) {
        self.requests.truncate(MOST_KEPT);
        self.requests.push((device, token, request.clone()));
    }
}

impl World {
    /// One round of the exchange, with whatever goes wrong; `people_work` on while the laptop waits for the reply.
    pub fn exchange(&mut self, step: &Step, fault: Fault, people_work: bool) -> Result<()> {
        let device = &mut self.devices[step.device];
        let mut request = device.book().prepare_exchange(device.with_checkpoints)?;
        // A smaller batch and smaller pages, as after failures and on a bad line.
        request
            .edits
            .truncate(usize::try_from(step.pick % 6).unwrap());
        request.page_bytes = u64::from(step.value % 3) * 700;
        let token = device.token();
        self.under_way
            .keep_request(step.device, token.clone(), &request);
        self.tally.add("exchanges", 1);
        match fault {
            Fault::RequestLost => {
                self.tally.add("requests lost", 1);
                return Ok(());
            }
            Fault::KilledBefore => {
                self.tally.add("kills", 1);
                self.devices[step.device].restart();
                return Ok(());
            }
            _ => {}
        }
        let trouble = match fault {
            Fault::OfficeFails => Some(OfficeTrouble::Fails(WriteFault::any(
                step.pick ^ step.value,
            ))),
            Fault::OfficeRefusesAnEdit => Some(OfficeTrouble::RefusesAnEdit),
            _ => None,
        };
        self.tally.add(
            "refusals of edits",
            u64::from(fault == Fault::OfficeRefusesAnEdit),
        );
        let mut reply = self.ask(&token, &request, trouble)?;
        if people_work {
            self.meanwhile(step, &request)?;
        }
        match fault {
            Fault::RequestTwice => {
                self.tally.add("requests twice", 1);
                self.under_way.keep_reply(step.device, &request, &reply);
                reply = self.ask(&token, &request, None)?;
            }
            Fault::ReplyLost => {
                self.tally.add("replies lost", 1);
                self.under_way.keep_reply(step.device, &request, &reply);
                return Ok(());
            }
            Fault::KilledAfter => {
                self.tally.add("kills", 1);
                self.devices[step.device].restart();
                return Ok(());
            }
            Fault::Garbage => return self.garbage(step, &request, &reply),
            _ => {}
        }
        self.deliver(step.device, &request, &reply)
    }

    fn ask(
        &mut self,
        token: &str,
        request: &ExchangeRequest,
        trouble: Option<OfficeTrouble>,
    ) -> Result<ExchangeReply> {
        let reply = self.office.answer(token, request, trouble, &self.ledger)?;
        count_outcomes(&mut self.tally, &reply);
        Ok(reply)
    }

    /// While the laptop waits for the reply, somebody goes on working at it, a quarter of the times; now and then they
    /// erase somebody of whom the request speaks.
    fn meanwhile(&mut self, step: &Step, request: &ExchangeRequest) -> Result<()> {
        let only_reads = self.mode == Mode::OneWriter && step.device != 0;
        if only_reads || !(step.pick / 64).is_multiple_of(4) {
            return Ok(());
        }
        self.tally.add("work while a reply is awaited", 1);
        let (action, step) = match step.pick / 256 % 10 {
            0..5 => (Action::Edit, step),
            5 => (Action::OpenForm, step),
            6 => (Action::SaveForm, step),
            7 => return self.set_removed(step, true),
            8 => return self.settle(step),
            _ => return self.erase_one_of(step, request),
        };
        self.work_on_a_form(&Step { action, ..*step })
    }

    fn deliver(
        &mut self,
        device: usize,
        request: &ExchangeRequest,
        reply: &ExchangeReply,
    ) -> Result<()> {
        let device = &mut self.devices[device];
        device.with_checkpoints = false;
        match device.book().apply_reply(request, reply) {
            Ok(Round::Taken { .. }) => {
                device.delivered(request.edits.iter().map(|edit| edit.op));
                if let Answer::Taken(taken) = &reply.answer {
                    device.has_what_was_receipted(&request.edits, &taken.receipts)?;
                }
            }
            Ok(Round::CheckpointsWanted) => device.with_checkpoints = true,
            // The next sync asks for it.
            Ok(Round::SetBack | Round::SeparationWanted) => {}
            Ok(Round::Overtaken) => {
                bail!("a reply was taken for overtaken, and nothing had overtaken it")
            }
            Err(BookError::Sync(SyncError::Refused(_))) => self.tally.add("refusals", 1),
            Err(error) => return Err(error).context("a reply of the office was refused"),
        }
        Ok(())
    }

    /// Replies that can't be right: every one of them has to be refused whole.
    fn garbage(
        &mut self,
        step: &Step,
        request: &ExchangeRequest,
        reply: &ExchangeReply,
    ) -> Result<()> {
        self.tally.add("garbage", 1);
        let device = &mut self.devices[step.device];
        let mut wrong = reply.clone();
        match (step.value % 4, &mut wrong.answer) {
            (0, Answer::Taken(taken)) if !taken.receipts.is_empty() => drop(taken.receipts.pop()),
            (1, Answer::Taken(taken)) if taken.changes.len() > 1 => taken.changes.reverse(),
            (2, _) => {
                let bytes = pack(reply)?;
                ensure!(
                    unpack::<ExchangeReply>(&bytes[..bytes.len() / 2]).is_err(),
                    "half a reply was read"
                );
                ensure!(
                    unpack::<ExchangeReply>(b"<html>Selamat datang</html>").is_err(),
                    "a portal was read"
                );
                return Ok(());
            }
            _ => wrong.request ^= 1,
        }
        let is_in_order = matches!((&wrong.answer, &reply.answer), (Answer::Taken(a), Answer::Taken(b))
            if a != b && a.receipts == b.receipts && a.changes.windows(2).all(|pair| pair[0].version <= pair[1].version));
        let before = (device.outbox(), device.confirmed());
        let refused = device.book().apply_reply(request, &wrong).is_err();
        ensure!(refused || is_in_order, "a wrong reply was believed");
        ensure!(
            is_in_order || before == (device.outbox(), device.confirmed()),
            "a wrong reply left something behind"
        );
        if !refused {
            device.delivered(request.edits.iter().map(|edit| edit.op));
        }
        Ok(())
    }

    /// A reply that was given up for lost arrives: it may be refused or pointless, but never harmful.
    pub fn late_reply(&mut self, step: &Step) -> Result<()> {
        let replies = &mut self.under_way.replies;
        if replies.is_empty() {
            return Ok(());
        }
        let at = usize::try_from(step.pick).unwrap() % replies.len();
        let (device, request, reply) = replies[at].clone();
        self.tally.add("late replies", 1);
        let laptop = &mut self.devices[device];
        match laptop.book().apply_reply(&request, &reply) {
            Ok(Round::Overtaken) => self.tally.add("late replies overtaken", 1),
            Ok(Round::Taken { .. }) => laptop.delivered(request.edits.iter().map(|edit| edit.op)),
            Ok(_) | Err(BookError::Sync(_)) => {}
            Err(error) => return Err(error.into()),
        }
        self.looks_honest(device)
    }

    /// An old request reaches the office again; nobody waits for the reply.
    pub fn replay(&mut self, step: &Step) -> Result<()> {
        let requests = &self.under_way.requests;
        if requests.is_empty() {
            return Ok(());
        }
        let (device, token, request) =
            requests[usize::try_from(step.pick).unwrap() % requests.len()].clone();
        self.tally.add("replays", 1);
        let reply = self.ask(&token, &request, None)?;
        self.under_way.keep_reply(device, &request, &reply);
        Ok(())
    }

    /// The whole engine; half of the times the line breaks on the way.
    pub fn sync(&mut self, step: &Step) -> Result<()> {
        let breaks_after = match step.value % 2 {
            0 => usize::MAX,
            _ => usize::try_from(step.pick % 4).unwrap(),
        };
        let page_bytes = u64::from(step.value % 3) * 700;
        self.tally.add("syncs", 1);
        self.sync_until(step.device, breaks_after, page_bytes)
            .map(drop)
    }

    /// Syncs until nothing waits or the line breaks; says whether it got through.
    pub fn sync_until(
        &mut self,
        device: usize,
        breaks_after: usize,
        page_bytes: u64,
    ) -> Result<bool> {
        let laptop = &mut self.devices[device];
        laptop.with_checkpoints = false;
        let (office, ledger, tally) = (&mut self.office, &self.ledger, &mut self.tally);
        let road = Road::new(office, ledger, tally, breaks_after, page_bytes);
        let result = at_once(laptop.book().sync_over(&road));
        let (delivered, rounds) = road.end()?;
        ensure!(rounds < MOST_ROUNDS, "a sync that never ends");
        laptop.delivered(delivered);
        match result {
            Ok(()) => Ok(true),
            Err(BookError::Sync(SyncError::Unreachable(_))) if breaks_after != usize::MAX => {
                Ok(false)
            }
            Err(BookError::Sync(SyncError::Refused(Refusal::UnknownDevice))) => {
                self.tally.add("enrolled again", 1);
                let token = self.devices[device].token();
                self.office.enrol_again(&token)?;
                self.sync_until(device, breaks_after, page_bytes)
            }
            Err(error) => Err(error).context("a sync over a good line failed"),
        }
    }
}
