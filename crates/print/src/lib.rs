//! The documents on paper: domain data → typst → PDF and page pictures.
//!
//! One file per document in `documents`, listed in `documents.rs`; what they share stands apart: `page_setup`,
//! `letterhead`, `signature`, `table`, `facts`, `prose`, `pictures`. Each of these has its other half in
//! `templates/*.typ`. Rust decides what is printed and how wide it is, typst sets it. What users wrote reaches typst
//! only as strings in `data.json`, never as markup, so a name may hold any sign.
//!
//! A document knows nothing of the book: whoever prints passes profile, records, photos and signers.
//!
//! Nothing here reads a file, the clock, the network or a font of the system.
#![warn(missing_docs)]

mod activity_wording;
mod aspiration_wording;
mod attendance;
mod bars;
mod column_widths;
mod documents;
mod error;
mod facts;
mod fitting;
mod letter_wording;
mod letterhead;
mod measure;
mod meeting_wording;
mod number_words;
mod page_setup;
mod paper_saving;
mod pictures;
mod prose;
mod qr;
mod region;
mod rendered;
mod report_sections;
mod signature;
mod stationery;
mod table;
mod text;
mod wording;
mod world;

pub use activity_wording::{activity_type_words, fact_check_words};
pub use aspiration_wording::{
    KnownAspiration, category_words, channel_words, classification_words, office_status_words,
    priority_words, stage_words,
};
pub use attendance::KnownMember;
pub use documents::Document;
pub use documents::activity_book::{ActivityBook, activity_book};
pub use documents::activity_report::{ActivityReport, activity_report};
pub use documents::aspiration_book::{AspirationBook, aspiration_book};
pub use documents::aspiration_sheet::{AspirationSheet, aspiration_sheet};
pub use documents::attendance_sheet::{AttendanceForm, AttendanceSheet, attendance_sheet};
pub use documents::card::{Cards, MemberCard, card};
pub use documents::cover_letter::{CoverLetter, cover_letter};
pub use documents::invitation::{Invitation, invitation};
pub use documents::minutes::{Minutes, minutes};
pub use documents::official_report::{OfficialReport, official_report};
pub use documents::roster::{Roster, RosterColumn, roster};
pub use error::PrintError;
pub use letter_wording::letter_nature_words;
pub use meeting_wording::{
    adinda_function_words, attendance_words, follow_up_words, meeting_type_words,
};
pub use pictures::Photo;
pub use rendered::RenderedDocument;
pub use signature::{Signer, Signing};
pub use stationery::Stationery;
pub use wording::{education_words, member_group_words, position_words};
