//! The office: takes what laptops send, keeps it per KIM, answers. SQLite in a folder, HTTP in front.
//!
//! `adinda-server` is the binary; tests start the same server on a port of their own through [`http::serve`].
#![warn(missing_docs)]

pub mod attachment;
pub mod backup;
mod batch;
pub mod bundles;
mod chance;
pub mod erasure;
pub mod exchange;
pub mod http;
mod idle;
pub mod ledger;
pub mod office_edit;
pub mod pairing;
pub mod platform;
pub mod reader;
pub mod records;
pub mod remembered;
pub mod separation;
pub mod store;
mod taking;
pub mod tls;
pub mod writer;

pub use store::{Office, OfficeError};
