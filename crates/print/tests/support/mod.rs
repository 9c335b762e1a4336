//! What the tests of documents share: invented people, a reader of the written PDF, and the geometry of a page.
#![allow(dead_code)]

pub mod geometry;
pub mod pdf;
pub mod people;
