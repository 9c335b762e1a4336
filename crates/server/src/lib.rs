//! The office: takes what laptops send, keeps it per KIM, answers. SQLite in a folder, HTTP in front.
//!
//! `adinda-server` is the binary; tests start the same server on a port of their own through [`http::serve`].
#![warn(missing_docs)]

mod chance;
pub mod exchange;
pub mod http;
pub mod pairing;
pub mod platform;
pub mod records;
pub mod store;
pub mod tls;
pub mod writer;

pub use store::{Office, OfficeError};
