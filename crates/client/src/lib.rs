//! The laptop without a window: the book, its outbox, the sync engine and the use cases over them.
#![warn(missing_docs)]

pub mod views;
