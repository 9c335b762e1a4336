//! What tests across crates share: offices and books in throw-away folders, the line between them, the real window.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::missing_panics_doc,
    missing_docs,
    reason = "test code"
)]

pub mod bench;
pub mod demo;
pub mod dictionary;
pub mod killing;
pub mod load;
pub mod mutants;
pub mod office;
pub mod photos;
pub mod processes;
pub mod proxy;
pub mod sample;
pub mod sheets;
pub mod simulation;
pub mod stick;
pub mod window;
