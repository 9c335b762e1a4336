//! The longer commands of adinda-server, a file each; `main.rs` has the table and the short ones.

pub mod backup;
pub mod bundle;
