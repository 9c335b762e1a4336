//! The laptop without a window: the book, its outbox, the sync engine and the use cases over them.
//!
//! A face opens a [`Book`] and calls its use cases; [`sync`] talks to the office. Everything that is written goes
//! through one door (`store::write`), which commits records, search and outbox together.
#![warn(missing_docs)]

mod attachments;
mod book;
mod disclosures;
mod document_choices;
mod doubles;
mod erasure;
mod error;
pub mod exports;
mod forms;
mod ids;
pub mod imports;
mod integrity;
mod key;
mod letters;
mod lists;
mod moment;
mod overview;
pub mod platform;
mod record_sync;
mod review;
mod store;
pub mod sync;
pub mod views;
mod whole_records;
pub mod wilayah;

pub use book::{Book, Changes};
pub use error::{BookError, chain_of_causes};
pub use forms::FormRecord;
pub use key::{KeySource, write_new_key_file};
pub use moment::{Chance, Clock, Moment, System};
pub use whole_records::WholeAspiration;
