//! The yardstick: the same rows by the same code, but one transaction with its own fsync for each W1, nothing else.

use super::work;
use adinda_server::exchange;
use adinda_server::store::{Device, Kim, KimDetails, Office};
use adinda_wire::Edit;
use adinda_wire::exchange::Answer;
use anyhow::{Context, Result, ensure};
use std::path::Path;
use std::time::{Duration, Instant};

/// How many W1 a second one thread commits one by one, measured for some time.
pub fn rate(folder: &Path, template: &[Edit], lasting: Duration) -> Result<f64> {
    let mut office = Office::open(folder)?;
    let kims = 50;
    let devices: Vec<Device> = (0..kims)
        .map(|number| enrol(&mut office, number))
        .collect::<Result<_>>()?;
    let mut done = 0u64;
    let mut took = Duration::ZERO;
    while took < lasting {
        let (laptop, round) = (done % kims, done / kims);
        let request = work::request(template, 1_000_000 + laptop, round);
        let device = devices.get(usize::try_from(laptop)?).context("no device")?;
        let begun = Instant::now();
        let tx = office.begin()?;
        let answer = exchange::exchange(
            &tx,
            device,
            &request,
            exchange::Road::Network,
            crate::office::now(),
        )?;
        tx.commit()?;
        took += begun.elapsed();
        ensure!(matches!(answer, Answer::Taken(_)), "{answer:?}");
        done += 1;
    }
    Ok(done as f64 / took.as_secs_f64())
}

fn enrol(office: &mut Office, number: u64) -> Result<Device> {
    let tx = office.begin()?;
    let details = KimDetails {
        name: format!("KIM {number}"),
        ..KimDetails::default()
    };
    let kim = Kim::add(&tx, &details, crate::office::now())?;
    let mut token = [0; 32];
    token[..8].copy_from_slice(&number.to_be_bytes());
    let code = Kim::new_code(
        &tx,
        kim.kim,
        crate::office::now() + 3600,
        crate::office::now(),
    )?;
    let proven = super::crowd::pairing(&code.name(), &code.secret(), token)?;
    adinda_server::pairing::pair(&tx, &proven, None, crate::office::now())?;
    let device = Device::by_token(&tx, &token)?.context("not enrolled")?;
    tx.commit()?;
    Ok(device)
}
