//! Laporan kegiatan KIM for a period: profile, officers, meetings, activities, information spread, aspirations, photos.

use adinda_domain::activity::Activity;
use adinda_domain::dates::long_date;
use adinda_domain::dissemination::Dissemination;
use adinda_domain::meeting::Meeting;
use adinda_domain::profile::Profile;
use chrono::NaiveDate;
use serde::Serialize;

use crate::aspiration_wording::KnownAspiration;
use crate::attendance::KnownMember;
use crate::bars::Bars;
use crate::documents::Document;
use crate::error::PrintError;
use crate::facts::Facts;
use crate::letterhead::{HeadLine, LetterheadSpec, title_lines};
use crate::page_setup::{Foot, Orientation, PageSetup};
use crate::pictures::{Photo, PhotoRow, Pictures};
use crate::prose::{PROSE_SIZE, Paragraph, paragraphs};
use crate::region;
use crate::rendered::RenderedDocument;
use crate::report_sections::sections;
use crate::signature::{SignatureBlock, Signing};
use crate::stationery::Stationery;
use crate::table::TableSpec;
use crate::text::joined;
use crate::world::render;

const CLOSING: &str = "Demikian laporan kegiatan ini disusun sebagai bahan pertanggungjawaban dan \
                       evaluasi. Atas perhatian dan pembinaan semua pihak, kami ucapkan terima kasih.";

/// Everything that a report says. The records are those of the period, already chosen and in order.
#[derive(Clone, Debug)]
pub struct ActivityReport {
    /// KIM, logo, paper, day.
    pub stationery: Stationery,
    /// The first day of the period.
    pub from: NaiveDate,
    /// The last day of the period.
    pub until: NaiveDate,
    /// The members at the end of the period, in the order of the roster.
    pub members: Vec<KnownMember>,
    /// Meetings.
    pub meetings: Vec<Meeting>,
    /// Activities.
    pub activities: Vec<Activity>,
    /// Information that was spread.
    pub disseminations: Vec<Dissemination>,
    /// Aspirations; they are only counted, so that nobody is named.
    pub aspirations: Vec<KnownAspiration>,
    /// The user's own words before the sections; if empty, the usual ones.
    pub introduction: String,
    /// The user's own words at the end; if empty, the usual ones.
    pub conclusion: String,
    /// The photos that stand behind the report.
    pub photos: Vec<Photo>,
    /// Who signs.
    pub signing: Signing,
}

/// What `activity-report.typ` takes.
#[derive(Debug, Serialize)]
struct ActivityReportData {
    setup: PageSetup,
    letterhead: LetterheadSpec,
    title: Vec<HeadLine>,
    introduction: Vec<Paragraph>,
    sections: Vec<ReportSection>,
    closing_heading: String,
    closing: Vec<Paragraph>,
    signatures: SignatureBlock,
    photos_title: Vec<HeadLine>,
    photos: Vec<PhotoRow>,
}

/// A section with what stands in it, in order.
#[derive(Debug, Serialize)]
pub(crate) struct ReportSection {
    pub(crate) heading: String,
    pub(crate) parts: Vec<ReportPart>,
}

/// A part of a section.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", content = "content", rename_all = "lowercase")]
pub(crate) enum ReportPart {
    Facts(Facts),
    Prose(Vec<Paragraph>),
    Table(TableSpec),
    Bars(Bars),
    /// A line that says what the next part shows.
    Caption(String),
}

/// Lays the report out.
pub fn activity_report(report: &ActivityReport) -> Result<RenderedDocument, PrintError> {
    let stationery = &report.stationery;
    let kim = region::kim(&stationery.profile);
    let title = Document::ActivityReport.title();
    let setup = PageSetup::new(
        stationery,
        Orientation::Upright,
        Foot::Always,
        &joined([title, &kim], " – "),
    );
    let (width, height) = (setup.text_width(), setup.text_height());
    let width_em = width / PROSE_SIZE;
    let mut pictures = Pictures::default();
    let period = report.period();
    let usual = introduction(&stationery.profile, &period);
    let or = |typed: &str, usual: &str| match paragraphs(typed, width_em) {
        found if found.is_empty() => paragraphs(usual, width_em),
        found => found,
    };
    let sections = sections(report, width, height);
    let data = ActivityReportData {
        letterhead: LetterheadSpec::new(stationery, &mut pictures, width),
        title: title_lines(
            "Laporan Kegiatan",
            &[
                &region::kim_in_full(&stationery.profile),
                &format!("Periode {period}"),
            ],
            width,
        ),
        introduction: or(&report.introduction, &usual),
        closing_heading: format!("{}. PENUTUP", letter_of(sections.len())),
        sections,
        closing: or(&report.conclusion, CLOSING),
        signatures: SignatureBlock::new(&report.signing, PROSE_SIZE, width),
        photos_title: title_lines("Lampiran: Dokumentasi Kegiatan", &[], width),
        photos: pictures.rows(&report.photos, width),
        setup,
    };
    render("/activity-report.typ", &data, pictures)
}

impl ActivityReport {
    /// "1 Januari 2026 s.d. 30 Juni 2026".
    fn period(&self) -> String {
        format!("{} s.d. {}", long_date(self.from), long_date(self.until))
    }
}

fn introduction(profile: &Profile, period: &str) -> String {
    let place = region::village(profile);
    let place = match place.as_str() {
        "" => String::new(),
        place => format!(" di {place}"),
    };
    format!(
        "Laporan ini memuat kegiatan {}{place} selama periode {period}, disusun dari buku kerja KIM.",
        region::kim(profile)
    )
}

/// "A", "B", … for the sections of a report.
pub(crate) fn letter_of(index: usize) -> char {
    u8::try_from(index).map_or('Z', |index| char::from(b'A'.saturating_add(index)))
}
