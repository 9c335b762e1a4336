//! Our programs as real processes: `adinda-cli` on a book, `adinda-server` in its folder, and what hinders them.

pub mod disk;
pub mod laptop;
pub mod office;
pub mod program;
