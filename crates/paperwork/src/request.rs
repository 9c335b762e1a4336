//! What can be asked of a document: what all have in common, and what is each one's own.

use adinda_domain::RecordId;
use adinda_domain::aspiration::Destination;
use adinda_domain::member_group::MemberGroup;
use adinda_domain::profile::Paper;
use adinda_print::{Document, RosterColumn};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A document, wanted in a certain way. `usual` fills one in; faces change it and hand it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DocumentRequest {
    /// Which document, with the options that it alone has.
    pub document: DocumentOptions,
    /// Paper.
    pub paper: Paper,
    /// Place before the date of signing; empty for the usual one.
    pub place: String,
    /// Date of signing; none is the usual one.
    pub date: Option<NaiveDate>,
    /// Left signer, under MENGETAHUI; one without a position isn't printed.
    pub left: SignerChoice,
    /// Right signer, under place and date; without a position it is the usual one.
    pub right: SignerChoice,
    /// Whether to show NIK: never unless asked for this one time.
    pub show_nik: bool,
    /// Whether to show names that are kept secret: never unless asked for this one time.
    pub show_secret_names: bool,
}

/// A signer of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct SignerChoice {
    /// Jabatan over the signature.
    pub position: String,
    /// Nama.
    pub name: String,
    /// Line below the name, with its label (`NIP. 1967…`), or empty.
    pub number: String,
}

/// A document with the options that it alone has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "name", rename_all = "kebab-case")]
pub enum DocumentOptions {
    /// The member roster.
    Roster(RosterOptions),
    /// Daftar hadir.
    AttendanceSheet(AttendanceSheetOptions),
    /// Notulen.
    Minutes(MinutesOptions),
    /// Berita acara rapat.
    OfficialReport(MeetingLetterOptions),
    /// Undangan rapat.
    Invitation(InvitationOptions),
    /// Buku aspirasi.
    AspirationBook(PeriodOptions),
    /// One aspiration with its history.
    AspirationSheet(AspirationSheetOptions),
    /// Surat pengantar pengiriman aspirasi.
    CoverLetter(CoverLetterOptions),
    /// Buku kegiatan.
    ActivityBook(ActivityBookOptions),
    /// Laporan kegiatan KIM.
    ActivityReport(ActivityReportOptions),
    /// Kartu tanda anggota.
    Card(CardOptions),
}

impl DocumentOptions {
    /// Which document it is.
    pub fn name(&self) -> Document {
        match self {
            DocumentOptions::Roster(_) => Document::Roster,
            DocumentOptions::AttendanceSheet(_) => Document::AttendanceSheet,
            DocumentOptions::Minutes(_) => Document::Minutes,
            DocumentOptions::OfficialReport(_) => Document::OfficialReport,
            DocumentOptions::Invitation(_) => Document::Invitation,
            DocumentOptions::AspirationBook(_) => Document::AspirationBook,
            DocumentOptions::AspirationSheet(_) => Document::AspirationSheet,
            DocumentOptions::CoverLetter(_) => Document::CoverLetter,
            DocumentOptions::ActivityBook(_) => Document::ActivityBook,
            DocumentOptions::ActivityReport(_) => Document::ActivityReport,
            DocumentOptions::Card(_) => Document::Card,
        }
    }
}

/// How the roster is to be printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RosterOptions {
    /// The columns in the order of the page; if empty, all. The NIK's stands only where NIK are shown.
    pub columns: Vec<RosterColumn>,
    /// Only members that are active today.
    pub active_only: bool,
    /// Only this group.
    pub group: Option<MemberGroup>,
    /// Whom to begin with.
    pub order: RosterOrder,
}

impl Default for RosterOptions {
    fn default() -> Self {
        Self {
            columns: Vec::new(),
            active_only: true,
            group: None,
            order: RosterOrder::Position,
        }
    }
}

/// The order of a roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RosterOrder {
    /// By position ("Susunan Pengurus").
    Position,
    /// By name.
    Name,
    /// By member number; who has none comes last.
    Number,
}

impl RosterOrder {
    /// The words of the orders, as a command line names them.
    pub const WORDS: [&str; 3] = ["position", "name", "number"];

    /// The order with that word.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "position" => Some(RosterOrder::Position),
            "name" => Some(RosterOrder::Name),
            "number" => Some(RosterOrder::Number),
            _ => None,
        }
    }
}

/// How an attendance sheet is to be printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AttendanceSheetOptions {
    /// The meeting; none for a sheet on which everything is written by hand.
    pub meeting: Option<RecordId>,
    /// Filled from the marks, in the place of one to be signed.
    pub filled: bool,
    /// Empty rows below the names, on one to be signed.
    pub spare_rows: u32,
}

impl AttendanceSheetOptions {
    /// For the guests who weren't expected.
    pub const USUAL_SPARE_ROWS: u32 = 5;
    /// More than this is a mistake in typing.
    pub const MOST_SPARE_ROWS: u32 = 500;
}

/// How minutes are to be printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MinutesOptions {
    /// The meeting.
    pub meeting: RecordId,
    /// With the list of who came behind them.
    pub with_attendance: bool,
    /// With the photos behind them.
    pub with_photos: bool,
}

/// A paper of a meeting that bears a number of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MeetingLetterOptions {
    /// The meeting.
    pub meeting: RecordId,
    /// The letter that gives it its number; without one, dots are printed.
    pub letter: Option<RecordId>,
}

/// How an invitation is to be printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InvitationOptions {
    /// To which meeting; none if the letter alone says it.
    pub meeting: Option<RecordId>,
    /// The letter with number and addressee; without one, dots are printed.
    pub letter: Option<RecordId>,
    /// One letter for each member, in the place of one for the addressee.
    pub for_each_member: bool,
}

/// A span of days; an end that is left out is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PeriodOptions {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
}

/// How the sheet of an aspiration is to be printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AspirationSheetOptions {
    /// The aspiration.
    pub aspiration: RecordId,
    /// With its photos.
    pub with_photos: bool,
}

/// What a cover letter hands over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CoverLetterOptions {
    /// The letter with number and addressee; without one, dots are printed.
    pub letter: Option<RecordId>,
    /// Aspirations of these days.
    pub period: PeriodOptions,
    /// Those that go there.
    pub destination: Destination,
    /// Only those that nobody has finished yet.
    pub unfinished_only: bool,
}

/// How the book of activities is to be printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ActivityBookOptions {
    /// Activities of these days.
    pub period: PeriodOptions,
    /// With the meetings among them.
    pub with_meetings: bool,
}

/// How the report on activities is to be printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ActivityReportOptions {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// Own words before the sections; if empty, the usual ones.
    pub introduction: String,
    /// Own words at the end; if empty, the usual ones.
    pub conclusion: String,
    /// With photos of meetings and activities.
    pub with_photos: bool,
}

/// For whom cards are to be printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CardOptions {
    /// For this member alone; without one, for all who are active.
    pub member: Option<RecordId>,
    /// Of all, only this group.
    pub group: Option<MemberGroup>,
}
