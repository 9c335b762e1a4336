//! Daftar hadir: for signing, with numbers left and right in turn and spare rows, or filled from the marks.

use adinda_domain::meeting::Meeting;
use serde::Serialize;

use crate::attendance::{KnownMember, filled_table, table_for_signing};
use crate::documents::Document;
use crate::error::PrintError;
use crate::facts::{Facts, Value};
use crate::letterhead::{HeadLine, LetterheadSpec, title_lines};
use crate::meeting_wording::{day_of, or_dots, time_of};
use crate::page_setup::{Foot, Orientation, PageSetup};
use crate::pictures::Pictures;
use crate::region;
use crate::rendered::RenderedDocument;
use crate::signature::{SIZE_UNDER_TABLES, SignatureBlock, Signing};
use crate::stationery::Stationery;
use crate::table::TableSpec;
use crate::text::one_line;
use crate::world::render;

const TITLE: &str = Document::AttendanceSheet.title();
/// Point size of what stands above the table.
const SIZE: f64 = 11.0;

/// Everything that an attendance sheet says.
#[derive(Clone, Debug)]
pub struct AttendanceSheet {
    /// KIM, logo, paper, day.
    pub stationery: Stationery,
    /// The meeting, with its marks and guests.
    pub meeting: Meeting,
    /// Who is on the list, already chosen and in order: those in the KIM on that day, and whoever was marked.
    pub members: Vec<KnownMember>,
    /// For signing or filled.
    pub form: AttendanceForm,
    /// Who signs.
    pub signing: Signing,
}

/// What an attendance sheet is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttendanceForm {
    /// To be signed at the meeting.
    ForSigning {
        /// Empty rows after members and known guests.
        spare_rows: usize,
    },
    /// Says who came.
    Filled,
}

/// What `attendance-sheet.typ` takes.
#[derive(Debug, Serialize)]
struct AttendanceSheetData {
    setup: PageSetup,
    letterhead: LetterheadSpec,
    title: Vec<HeadLine>,
    facts: Facts,
    table: TableSpec,
    signatures: SignatureBlock,
}

/// Lays the sheet out.
pub fn attendance_sheet(sheet: &AttendanceSheet) -> Result<RenderedDocument, PrintError> {
    let AttendanceSheet {
        stationery,
        meeting,
        members,
        ..
    } = sheet;
    let profile = &stationery.profile;
    let kim = region::kim(profile);
    let title = format!("{TITLE} {}", one_line(&meeting.title));
    let setup = PageSetup::new(stationery, Orientation::Upright, Foot::Always, &title);
    let (width, height) = (setup.text_width(), setup.text_height());
    let mut pictures = Pictures::default();
    let signatures = SignatureBlock::new(&sheet.signing, SIZE_UNDER_TABLES, width);
    let table = match sheet.form {
        AttendanceForm::ForSigning { spare_rows } => {
            table_for_signing(meeting, members, profile, spare_rows)
        }
        AttendanceForm::Filled => filled_table(meeting, members, profile),
    };
    let facts = [
        ("Acara", one_line(&meeting.title)),
        ("Hari/Tanggal", day_of(meeting)),
        ("Waktu", time_of(meeting, profile)),
        ("Tempat", one_line(&meeting.place)),
    ];
    let facts = facts.map(|(label, value)| (label, Value::Text(or_dots(value))));
    let data = AttendanceSheetData {
        letterhead: LetterheadSpec::new(stationery, &mut pictures, width),
        title: title_lines(TITLE, &[&kim], width),
        facts: Facts::new(facts, SIZE, width),
        table: table.laid_out(width, height, signatures.height()),
        signatures,
        setup,
    };
    render("/attendance-sheet.typ", &data, pictures)
}
