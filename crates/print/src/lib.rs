//! The documents on paper: domain data → typst → PDF and page pictures.
//!
//! One file per document (so far `roster`); what they share stands apart: `page_setup`, `letterhead`,
//! `signature`, `table`. Each of these has its other half in `templates/*.typ`. Rust decides what is printed
//! and how wide it is, typst sets it. What users wrote reaches typst only as strings in `data.json`, never as
//! markup, so a name may hold any sign.
//!
//! Nothing here reads a file, the clock, the network or a font of the system.
#![warn(missing_docs)]

mod column_widths;
mod error;
mod letterhead;
mod measure;
mod page_setup;
mod paper_saving;
mod region;
mod rendered;
mod roster;
mod signature;
mod table;
mod text;
mod wording;
mod world;

pub use error::PrintError;
pub use rendered::RenderedDocument;
pub use roster::{Roster, RosterColumn, roster};
pub use signature::{Signer, Signing};
pub use wording::{education_words, position_words};
