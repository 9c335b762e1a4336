//! What a KIM keeps and the rules about it: kinds, fields, ids, checks, the merge decision.
//!
//! This crate is pure: no files, no network, no database and no clock. Whatever it needs to know about
//! the moment (today's date, random bytes) is passed in. A test in `tests/` holds it to that.
#![warn(missing_docs)]

pub mod activity;
pub mod aspiration;
pub mod attachment;
pub mod dates;
pub mod dissemination;
pub mod doubles;
pub mod id;
mod items;
pub mod kinds;
pub mod letter;
pub mod letter_number;
pub mod meeting;
pub mod member;
pub mod member_group;
pub mod merge;
pub mod nik;
pub mod numbering;
pub mod path;
pub mod phone;
pub mod position;
pub mod profile;
mod record;
pub mod schema;
pub mod value;
pub mod warning;

pub use id::{DeviceId, DraftId, KimId, OpId, RecordId};
pub use kinds::{Kind, RecordKind};
pub use merge::{Base, Mark, Version};
pub use path::FieldPath;
pub use value::{Fields, Value};
