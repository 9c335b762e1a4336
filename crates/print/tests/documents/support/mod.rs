//! What the tests of documents share: invented people and photos, the checks that hold for every document, a reader
//! of the written PDF, and the geometry of a page.

pub mod activities;
pub mod aspirations;
pub mod checks;
pub mod geometry;
pub mod golden;
pub mod meetings;
pub mod pdf;
pub mod people;
pub mod photos;
