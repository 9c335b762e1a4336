//! Random numbers from the operating system, in the shapes that the office needs.

use crate::store::OfficeError;
use adinda_domain::Mark;
use chrono::Utc;

pub(crate) fn random<const N: usize>() -> Result<[u8; N], OfficeError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(OfficeError::Random)?;
    Ok(bytes)
}

/// A fresh mark: random, not derived from anything (a derived one would hide a rollback).
pub(crate) fn mark() -> Result<Mark, OfficeError> {
    Ok(Mark(u64::from_be_bytes(random()?)))
}

/// The time and ten random bytes that a new id is made of.
pub(crate) fn id_parts() -> Result<(u64, [u8; 10]), OfficeError> {
    let milliseconds = u64::try_from(Utc::now().timestamp_millis()).unwrap_or_default();
    Ok((milliseconds, random()?))
}
