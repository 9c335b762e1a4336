//! The road that the engine is given in the place of the network: straight into the office, until it breaks.

use super::Tally;
use super::ledger::Ledger;
use super::office::SimulatedOffice;
use adinda_client::sync::SyncError;
use adinda_client::sync::transport::Transport;
use adinda_domain::OpId;
use adinda_domain::merge::Outcome;
use adinda_wire::WireError;
use adinda_wire::envelope::{pack, unpack, unpack_after};
use adinda_wire::exchange::{Answer, ExchangeReply, ExchangeRequest, Refusal};
use adinda_wire::separation::{SEPARATION_PATH, SeparationRequest};
use anyhow::Result;
use sha2::{Digest, Sha256};
use std::future::Future;
use std::pin::pin;
use std::sync::Mutex;
use std::task::{Poll, Waker};

/// More rounds than any sync of a few records needs: more is an endless one.
pub const MOST_ROUNDS: usize = 300;

/// One sync's way to the office.
pub struct Road<'a> {
    page_bytes: u64,
    travel: Mutex<Travel<'a>>,
}

struct Travel<'a> {
    office: &'a mut SimulatedOffice,
    ledger: &'a Ledger,
    tally: &'a mut Tally,
    rounds: usize,
    breaks_after: usize,
    delivered: Vec<OpId>,
    /// What was found to be wrong on the way.
    found: Option<anyhow::Error>,
}

impl<'a> Road<'a> {
    pub fn new(
        office: &'a mut SimulatedOffice,
        ledger: &'a Ledger,
        tally: &'a mut Tally,
        breaks_after: usize,
        page_bytes: u64,
    ) -> Road<'a> {
        let (rounds, delivered, found) = (0, Vec::new(), None);
        let travel = Travel {
            office,
            ledger,
            tally,
            rounds,
            breaks_after,
            delivered,
            found,
        };
        Road {
            page_bytes,
            travel: Mutex::new(travel),
        }
    }

    /// The edits whose receipts came back, and how many rounds it took; or what was found to be wrong on the way.
    pub fn end(self) -> Result<(Vec<OpId>, usize)> {
        let travel = self.travel.into_inner().unwrap();
        travel
            .found
            .map_or(Ok((travel.delivered, travel.rounds)), Err)
    }
}

impl Travel<'_> {
    fn separate(&mut self, token: &str, body: &[u8]) -> Result<Vec<u8>, SyncError> {
        let broke = || SyncError::Unreachable("the line broke".into());
        let breaks_now = self.rounds >= self.breaks_after;
        self.rounds += 1;
        self.tally.add("separated", 1);
        let separated = unpack::<SeparationRequest>(body)
            .map_err(anyhow::Error::from)
            .and_then(|request| Ok(pack(&self.office.separate(token, &request)?)?));
        match separated {
            Ok(_) if breaks_now => Err(broke()),
            Ok(bytes) => Ok(bytes),
            Err(error) => {
                self.found = Some(error);
                Err(broke())
            }
        }
    }

    fn carry(&mut self, token: &str, page_bytes: u64, body: &[u8]) -> Result<Vec<u8>, SyncError> {
        let broke = || SyncError::Unreachable("the line broke".into());
        let breaks_now = self.rounds >= self.breaks_after;
        self.rounds += 1;
        if self.rounds >= MOST_ROUNDS
            || self.found.is_some()
            || (breaks_now && self.breaks_after.is_multiple_of(2))
        {
            return Err(broke());
        }
        let laptop = Sha256::digest(token.as_bytes()).into();
        let mut built_on = [0; 8];
        let unpacked = unpack_after::<ExchangeRequest>(body, |name| {
            built_on = name;
            self.office.remembered.find(&laptop, name)
        });
        if matches!(unpacked, Err(WireError::UnknownContext)) {
            self.tally.add("asked for what was forgotten", 1);
            let reply = ExchangeReply {
                request: 0,
                server_time: 0,
                answer: Answer::Refused(Refusal::UnknownContext),
            };
            return pack(&reply).map_err(|_| broke());
        }
        let answered = unpacked
            .map_err(anyhow::Error::from)
            .and_then(|(mut request, next)| {
                request.page_bytes = page_bytes;
                let reply = self.office.answer(token, &request, None, self.ledger)?;
                if let (Answer::Taken(_), Some(next)) = (&reply.answer, next) {
                    self.office.remembered.keep(laptop, built_on, next);
                }
                count_outcomes(self.tally, &reply);
                Ok((pack(&reply)?, request, reply))
            });
        match answered {
            Ok(_) if breaks_now => Err(broke()),
            Ok((bytes, request, reply)) => {
                if matches!(reply.answer, Answer::Taken(_)) {
                    self.delivered
                        .extend(request.edits.iter().map(|edit| edit.op));
                }
                Ok(bytes)
            }
            Err(error) => {
                self.found = Some(error);
                Err(broke())
            }
        }
    }
}

impl Transport for Road<'_> {
    async fn send(
        &self,
        path: &'static str,
        token: Option<&str>,
        body: Vec<u8>,
    ) -> Result<Vec<u8>, SyncError> {
        let mut travel = self.travel.lock().unwrap();
        let token = token.expect("the engine always sends its token");
        match path {
            SEPARATION_PATH => travel.separate(token, &body),
            _ => travel.carry(token, self.page_bytes, &body),
        }
    }
}

/// Runs what never waits.
pub fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut std::task::Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => panic!("the road never lets anybody wait"),
    }
}

/// Counts what the office answered.
pub fn count_outcomes(tally: &mut Tally, reply: &ExchangeReply) {
    match &reply.answer {
        Answer::Taken(taken) => {
            tally.add("pages with more", u64::from(taken.more));
            for (_, outcome) in taken
                .receipts
                .iter()
                .flat_map(|receipt| &receipt.exceptions)
            {
                match outcome {
                    Outcome::Same(_) => tally.add("same", 1),
                    Outcome::Conflict => tally.add("conflicts", 1),
                    Outcome::Held(_) => tally.add("held", 1),
                    Outcome::Erased => tally.add("dropped as erased", 1),
                    _ => tally.add("other outcomes", 1),
                }
            }
        }
        Answer::SendCheckpoints => tally.add("checkpoints asked for", 1),
        Answer::RolledBack(_) => tally.add("set back found", 1),
        Answer::Refused(_) => tally.add("refused", 1),
        Answer::Separate => tally.add("separations asked for", 1),
    }
}
