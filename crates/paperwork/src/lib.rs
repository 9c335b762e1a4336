//! From a book and a request to a document: which records go in, in which order, who signs, what the file is called.
//!
//! Window and command line ask for documents here and nowhere else, so that both print the same. What a document
//! looks like is `adinda-print`'s affair.
#![warn(missing_docs)]

mod activity_papers;
mod aspiration_papers;
mod cards;
mod error;
mod file_name;
mod handed_out;
mod meeting_papers;
mod period;
mod period_of_report;
mod prepared;
mod request;
mod roster;
mod shelf;
mod signing;
mod stationery;
mod usual;

pub use adinda_print::{Document, RosterColumn};
pub use error::PaperworkError;
pub use handed_out::{as_last_time, keep_choice, note_disclosure};
pub use prepared::{PreparedDocument, document_of};
pub use request::{
    ActivityBookOptions, ActivityReportOptions, AspirationSheetOptions, AttendanceSheetOptions,
    CardOptions, CoverLetterOptions, DocumentOptions, DocumentRequest, InvitationOptions,
    MeetingLetterOptions, MinutesOptions, PeriodOptions, RosterOptions, RosterOrder, SignerChoice,
};
pub use shelf::{DocumentOutline, DocumentShelf, ShelvedDocument};
pub use usual::usual;
