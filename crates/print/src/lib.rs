//! The documents on paper: domain data → typst → PDF and page pictures.
//!
//! One file per document in `documents`, listed in `documents.rs`; what they share stands apart: `page_setup`,
//! `letterhead`, `signature`, `table`, `facts`, `prose`, `pictures`. Each of these has its other half in
//! `templates/*.typ`. Rust decides what is printed and how wide it is, typst sets it. What users wrote reaches typst
//! only as strings in `data.json`, never as markup, so a name may hold any sign.
//!
//! A document knows nothing of the book: whoever prints passes profile, records, photos and signers.
//!
//! Nothing here reads a file, the clock, the network or a font of the system.
#![warn(missing_docs)]

mod column_widths;
mod documents;
mod error;
mod facts;
mod letterhead;
mod measure;
mod page_setup;
mod paper_saving;
mod pictures;
mod prose;
mod region;
mod rendered;
mod signature;
mod stationery;
mod table;
mod text;
mod wording;
mod world;

pub use documents::Document;
pub use documents::roster::{Roster, RosterColumn, roster};
pub use error::PrintError;
pub use pictures::Photo;
pub use rendered::RenderedDocument;
pub use signature::{Signer, Signing};
pub use stationery::Stationery;
pub use wording::{education_words, position_words};
