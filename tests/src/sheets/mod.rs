//! Spreadsheets for tests: sound ones of every kind, and what chance makes of them.

pub mod mutation;
pub mod samples;

use adinda_client::imports::plan_without_book;
use adinda_client::imports::views::{ImportKind, ImportOptions};
use chrono::NaiveDate;

/// The day that sheets are read on.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

/// Reads bytes as both kinds of import; says how many were taken. It may refuse them, and never panics.
pub fn read(bytes: &[u8]) -> usize {
    [ImportKind::Member, ImportKind::Aspiration]
        .into_iter()
        .filter_map(|kind| plan_without_book(kind, bytes, &ImportOptions::default(), today()).ok())
        .map(|plan| plan.ready)
        .sum()
}
