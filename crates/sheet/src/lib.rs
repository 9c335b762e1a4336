//! Spreadsheets: bytes in, values out, and tables written. Pure: no files, clock or chance.
//!
//! [`reading`] turns the bytes of a workbook into a bounded grid of typed cells, or says why it doesn't;
//! [`understanding`] finds out what the grid says about members or aspirations; [`writing`] makes `.xlsx` and `.csv`.
#![warn(missing_docs)]

pub mod reading;
pub mod understanding;
pub mod words;
pub mod writing;

pub use reading::{Cell, Grid, Row, SheetError, Workbook};
