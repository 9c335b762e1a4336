//! The crowd: enrolled laptops that send over the real road, many at a time, and what that took.

use super::work;
use adinda_client::sync::transport::{HttpTransport, Transport};
use adinda_server::store::{Kim, KimDetails};
use adinda_wire::envelope::{pack, unpack};
use adinda_wire::exchange::{Answer, EXCHANGE_PATH, ExchangeReply};
use adinda_wire::pairing::{PAIRING_PATH, PairingReply, PairingRequest, Proven, prove_request};
use adinda_wire::pin::Pin;
use adinda_wire::{Edit, PROTOCOL};
use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// A laptop of the crowd: a token and a road, no book.
pub struct Laptop {
    number: u64,
    token: String,
    road: HttpTransport,
}

/// What one round of the crowd took.
#[derive(Clone, Debug)]
pub struct Round {
    pub requests: usize,
    pub took: Duration,
    latencies: Vec<Duration>,
}

impl Round {
    /// Requests a second.
    pub fn rate(&self) -> f64 {
        self.requests as f64 / self.took.as_secs_f64()
    }

    /// The latency that so many in a thousand stay below.
    pub fn latency(&self, in_a_thousand: usize) -> Duration {
        let last = self.latencies.len().saturating_sub(1);
        self.latencies[(self.latencies.len() * in_a_thousand / 1000).min(last)]
    }
}

pub(super) fn pairing(name: &str, secret: &str, token_hash: [u8; 32]) -> Result<Proven> {
    let request = PairingRequest {
        protocol: PROTOCOL,
        code_name: name.to_owned(),
        token_hash,
        device_public_key: "age1crowd".to_owned(),
        device_name: "crowd".to_owned(),
        app_version: "0".to_owned(),
    };
    Ok(prove_request(secret, &request)?)
}

/// Enrols so many laptops, each of a KIM of its own, with an office that is serving.
pub async fn enrol(folder: &Path, server: &str, pin: &Pin, count: u64) -> Result<Vec<Laptop>> {
    let now = crate::office::now();
    let codes = crate::office::in_database(folder, |tx| {
        let code = |number| {
            let details = KimDetails {
                name: format!("KIM {number}"),
                ..KimDetails::default()
            };
            let kim = Kim::add(tx, &details, now)?;
            Kim::new_code(tx, kim.kim, now + 3600, now)
        };
        (0..count).map(code).collect::<Result<Vec<_>, _>>()
    });
    let road = HttpTransport::pinned(server, Some(pin))?;
    let mut laptops = Vec::new();
    for (number, code) in (0..count).zip(codes) {
        let token = format!("{number:064x}");
        let proven = pairing(
            &code.name(),
            &code.secret(),
            Sha256::digest(token.as_bytes()).into(),
        )?;
        let reply: PairingReply = unpack(&road.send(PAIRING_PATH, None, pack(&proven)?).await?)?;
        ensure!(matches!(reply, PairingReply::Granted(_)), "{reply:?}");
        laptops.push(Laptop {
            number,
            token,
            road: HttpTransport::pinned(server, Some(pin))?,
        });
    }
    Ok(laptops)
}

/// Lets every laptop send its `round`th W1, so many of them at the same time. The requests are made before.
pub async fn send(
    laptops: Vec<Laptop>,
    template: &[Edit],
    round: u64,
    at_once: usize,
) -> Result<(Vec<Laptop>, Round)> {
    let places = Arc::new(Semaphore::new(at_once));
    let requests = laptops.into_iter().map(|laptop| {
        let request = work::request(template, laptop.number, round);
        Ok((laptop, request.request, pack(&request)?))
    });
    let requests: Vec<_> = requests.collect::<Result<_>>()?;
    let mut under_way = JoinSet::new();
    let begun = Instant::now();
    for (laptop, number, body) in requests {
        let place = Arc::clone(&places).acquire_owned().await?;
        under_way.spawn(async move {
            let begun = Instant::now();
            let reply = laptop
                .road
                .send(EXCHANGE_PATH, Some(&laptop.token), body)
                .await?;
            let took = begun.elapsed();
            drop(place);
            let reply: ExchangeReply = unpack(&reply)?;
            ensure!(reply.request == number, "an answer to another request");
            let Answer::Taken(taken) = reply.answer else {
                anyhow::bail!("not taken: {:?}", reply.answer);
            };
            ensure!(
                taken
                    .receipts
                    .iter()
                    .all(|receipt| receipt.exceptions.is_empty()),
                "not applied: {:?}",
                taken.receipts
            );
            Ok((laptop, took))
        });
    }
    let (mut laptops, mut latencies) = (Vec::new(), Vec::new());
    while let Some(done) = under_way.join_next().await {
        let (laptop, took) = done.context("a laptop of the crowd panicked")??;
        laptops.push(laptop);
        latencies.push(took);
    }
    let took = begun.elapsed();
    latencies.sort();
    Ok((
        laptops,
        Round {
            requests: latencies.len(),
            took,
            latencies,
        },
    ))
}

/// All of them hang up, and keep their TLS tickets.
pub fn hang_up(laptops: &[Laptop]) {
    for laptop in laptops {
        laptop.road.hang_up();
    }
}
