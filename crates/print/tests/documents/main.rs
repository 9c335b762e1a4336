//! The documents as they leave the printer: read back from the PDF, and measured on the laid-out pages. What each
//! ordinary document looks like stands in `golden`; to write one anew:
//! `ADINDA_WRITE_GOLDEN=1 cargo test -p adinda-print --test documents`.
#![allow(clippy::unwrap_used)]

mod activity_book;
mod activity_report;
mod aspiration_book;
mod aspiration_sheet;
mod attendance_sheet;
mod card;
mod cover_letter;
mod invitation;
mod minutes;
mod official_report;
mod print_settings;
mod roster;
mod support;
