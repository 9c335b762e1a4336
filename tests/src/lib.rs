//! What tests across crates share: offices and books in throw-away folders.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::missing_panics_doc,
    missing_docs,
    reason = "test code"
)]

pub mod office;
pub mod sample;
