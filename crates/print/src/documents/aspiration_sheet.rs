//! One aspiration on a sheet of its own: what it says, who brought it forward, and its history.

use adinda_domain::aspiration::{Aspiration, VillageStage};
use adinda_domain::dates::{long_date, long_date_with_day};
use serde::Serialize;

use crate::aspiration_wording::{
    KnownAspiration, category_words, channel_words, classification_words, destination_words,
    labelled, office_name, priority_words, stage_words,
};
use crate::column_widths::Column;
use crate::documents::Document;
use crate::documents::aspiration_book::SECRET_MARK;
use crate::error::PrintError;
use crate::facts::{Facts, Value};
use crate::letterhead::{HeadLine, LetterheadSpec, number_line, title_lines};
use crate::page_setup::{Foot, Orientation, PageSetup};
use crate::pictures::{Photo, PhotoRow, Pictures};
use crate::prose::{PROSE_SIZE, Section, paragraphs};
use crate::region;
use crate::rendered::RenderedDocument;
use crate::signature::{SIZE_UNDER_TABLES, SignatureBlock, Signing};
use crate::stationery::Stationery;
use crate::table::{Table, TableSpec};
use crate::text::{joined, lines, one_line};
use crate::wording::phone_shown;
use crate::world::render;

/// Everything that the sheet of an aspiration says.
#[derive(Clone, Debug)]
pub struct AspirationSheet {
    /// KIM, logo, paper, day.
    pub stationery: Stationery,
    /// The aspiration.
    pub aspiration: KnownAspiration,
    /// The photos that belong to it.
    pub photos: Vec<Photo>,
    /// Whether a name that is kept back may be printed this time.
    pub show_secret_names: bool,
    /// Who signs.
    pub signing: Signing,
}

/// What `aspiration-sheet.typ` takes.
#[derive(Debug, Serialize)]
struct AspirationSheetData {
    setup: PageSetup,
    letterhead: LetterheadSpec,
    title: Vec<HeadLine>,
    facts: Facts,
    body: Section,
    history_heading: &'static str,
    history: TableSpec,
    photos_heading: &'static str,
    photos: Vec<PhotoRow>,
    signatures: SignatureBlock,
}

/// Lays the sheet out.
pub fn aspiration_sheet(sheet: &AspirationSheet) -> Result<RenderedDocument, PrintError> {
    let stationery = &sheet.stationery;
    let known = &sheet.aspiration;
    let aspiration = &known.aspiration;
    let title = Document::AspirationSheet.title();
    let number = one_line(&aspiration.register_number);
    let setup = PageSetup::new(
        stationery,
        Orientation::Upright,
        Foot::Always,
        &joined([title, &number], " "),
    );
    let shows_secret = sheet.show_secret_names && known.has_secret_name();
    let setup = setup.marked(if shows_secret { SECRET_MARK } else { "" });
    let (width, height) = (setup.text_width(), setup.text_height());
    let mut pictures = Pictures::default();
    let mut heading = title_lines(title, &[&region::kim(&stationery.profile)], width);
    heading.extend(number_line(&number, width));
    let signatures = SignatureBlock::new(&sheet.signing, SIZE_UNDER_TABLES, width);
    let data = AspirationSheetData {
        letterhead: LetterheadSpec::new(stationery, &mut pictures, width),
        title: heading,
        facts: Facts::new(sheet.facts(), PROSE_SIZE, width),
        body: Section {
            heading: one_line(&aspiration.title),
            paragraphs: paragraphs(&aspiration.body, width / PROSE_SIZE),
        },
        history_heading: "Riwayat",
        history: sheet.history().laid_out(width, height, signatures.height()),
        photos_heading: "Lampiran Foto",
        photos: pictures.rows(&sheet.photos, width),
        signatures,
        setup,
    };
    render("/aspiration-sheet.typ", &data, pictures)
}

impl AspirationSheet {
    fn facts(&self) -> Vec<(&'static str, Value)> {
        let known = &self.aspiration;
        let profile = &self.stationery.profile;
        let Aspiration {
            date,
            classification,
            category,
            location,
            incident_date,
            channel,
            destination,
            agency,
            lapor_number,
            priority,
            ..
        } = &known.aspiration;
        let contact = known.shown_reporter(self.show_secret_names);
        let channel = channel.map(channel_words).unwrap_or_default();
        let destination = destination.map(|to| destination_words(to, profile));
        let facts = [
            (
                "Tanggal",
                date.map(long_date_with_day).unwrap_or_default(),
                true,
            ),
            (
                "Jenis",
                classification
                    .map(classification_words)
                    .unwrap_or_default()
                    .to_owned(),
                true,
            ),
            (
                "Kategori",
                category.map(category_words).unwrap_or_default().to_owned(),
                true,
            ),
            ("Lokasi", one_line(location), true),
            (
                "Tanggal Kejadian",
                incident_date.map(long_date).unwrap_or_default(),
                false,
            ),
            (
                "Penyampai",
                known.reporter_words(self.show_secret_names),
                true,
            ),
            (
                "Kontak",
                contact
                    .map(|reporter| phone_shown(&reporter.contact))
                    .unwrap_or_default(),
                false,
            ),
            (
                "Disampaikan lewat",
                joined([channel.to_owned(), one_line(&known.meeting_title)], ": "),
                false,
            ),
            (
                "Ditujukan ke",
                joined([destination.unwrap_or_default(), one_line(agency)], " – "),
                true,
            ),
            ("Nomor SP4N-LAPOR!", one_line(lapor_number), false),
            (
                "Prioritas",
                priority.map(priority_words).unwrap_or_default().to_owned(),
                false,
            ),
        ];
        // What is always asked shows its gap; the rest is left out where nothing was said.
        let said = facts
            .into_iter()
            .filter(|(_, value, always)| *always || !value.is_empty());
        said.map(|(label, value, _)| match value {
            value if value.is_empty() => (label, Value::Text("–".to_owned())),
            value => (label, Value::Text(value)),
        })
        .collect()
    }

    /// What happened to it, the oldest first.
    fn history(&self) -> Table {
        let known = &self.aspiration;
        let aspiration = &known.aspiration;
        let stage = aspiration.stage.unwrap_or(VillageStage::Draft);
        let mut rows: Vec<[String; 3]> = Vec::new();
        let long = |date: Option<_>| date.map(long_date).unwrap_or_default();
        let kim = region::kim(&self.stationery.profile);
        rows.push([
            long(aspiration.date),
            if stage == VillageStage::Draft {
                stage_words(stage).to_owned()
            } else {
                stage_words(VillageStage::Recorded).to_owned()
            },
            format!("Oleh {kim}"),
        ]);
        if matches!(
            stage,
            VillageStage::PassedToVillage | VillageStage::DoneInVillage
        ) {
            rows.push([
                long(aspiration.village_result_date),
                stage_words(stage).to_owned(),
                lines(&aspiration.village_result),
            ]);
        }
        let office = &known.office;
        if office.status.is_some() {
            let told = [
                labelled("Nomor pelacakan", &office.tracking_number),
                labelled("Alasan", &office.reason),
                labelled("Jawaban", &office.answer),
            ];
            rows.push([
                String::new(),
                format!(
                    "{}: {}",
                    office_name(&self.stationery.profile),
                    known.office_status_line()
                ),
                joined(told, "\n"),
            ]);
        }
        let number = |(index, cells): (usize, [String; 3])| {
            std::iter::once((index + 1).to_string())
                .chain(cells)
                .collect()
        };
        let column = |heading, comfort, firm, share| Column {
            heading,
            comfort,
            firm,
            centred: heading == "No",
            share,
        };
        Table {
            columns: vec![
                column("No", 12.0, 12.0, 0.0),
                column("Tanggal", 34.0, 34.0, 0.0),
                column("Tahap", 44.0, 35.0, 1.0),
                column("Keterangan", 70.0, 40.0, 3.0),
            ],
            rows: rows.into_iter().enumerate().map(number).collect(),
            ..Table::default()
        }
    }
}
