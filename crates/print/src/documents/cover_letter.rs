//! Surat pengantar: with which aspirations are handed over, with the list of them and the receipt.

use adinda_domain::dates::short_date;
use adinda_domain::letter::Letter;
use serde::Serialize;

use crate::aspiration_wording::{KnownAspiration, category_words, destination_words};
use crate::column_widths::Column;
use crate::documents::Document;
use crate::documents::aspiration_book::SECRET_MARK;
use crate::error::PrintError;
use crate::letter_wording::{LetterHeading, addressee_lines, closing, opening, said};
use crate::letterhead::LetterheadSpec;
use crate::number_words::number_words;
use crate::page_setup::{Foot, Orientation, PageSetup};
use crate::pictures::Pictures;
use crate::prose::Paragraph;
use crate::region;
use crate::rendered::RenderedDocument;
use crate::signature::{SIZE_UNDER_TABLES, SignatureBlock, Signing};
use crate::stationery::Stationery;
use crate::table::{Table, TableSpec};
use crate::text::{joined, one_line};
use crate::world::render;

const CLOSING: &str = "Demikian surat pengantar ini kami sampaikan untuk dapat ditindaklanjuti. Atas \
                       perhatian dan kerja samanya, kami ucapkan terima kasih.";

/// Everything that a cover letter says.
#[derive(Clone, Debug)]
pub struct CoverLetter {
    /// KIM, logo, paper, day.
    pub stationery: Stationery,
    /// Number, nature, subject, addressee and own words.
    pub letter: Letter,
    /// What is handed over, in order.
    pub aspirations: Vec<KnownAspiration>,
    /// Whether names that are kept back may be printed this time.
    pub show_secret_names: bool,
    /// Who signs. On the left stands the line of whoever receives it.
    pub signing: Signing,
}

/// What `cover-letter.typ` takes.
#[derive(Debug, Serialize)]
struct CoverLetterData {
    setup: PageSetup,
    letterhead: LetterheadSpec,
    heading: LetterHeading,
    addressee: String,
    opening: Vec<Paragraph>,
    table: TableSpec,
    closing: Vec<Paragraph>,
    signatures: SignatureBlock,
}

/// Lays the letter out.
pub fn cover_letter(asked: &CoverLetter) -> Result<RenderedDocument, PrintError> {
    let CoverLetter {
        stationery,
        letter,
        aspirations,
        signing,
        ..
    } = asked;
    let profile = &stationery.profile;
    let kim = region::kim(profile);
    let setup = PageSetup::new(
        stationery,
        Orientation::Upright,
        Foot::OfMany,
        &joined([Document::CoverLetter.title(), &kim], " "),
    );
    let shows_secrets =
        asked.show_secret_names && aspirations.iter().any(KnownAspiration::has_secret_name);
    let setup = setup.marked(if shows_secrets { SECRET_MARK } else { "" });
    let (width, height) = (setup.text_width(), setup.text_height());
    let mut pictures = Pictures::default();
    let count = aspirations.len();
    let sentence = format!(
        "Bersama ini kami sampaikan {count} ({}) aspirasi {} yang dihimpun oleh {kim}, sebagaimana \
         daftar berikut:",
        number_words(count),
        joined(["masyarakat".to_owned(), region::village(profile)], " "),
    );
    let mut words = opening(profile, width);
    words.extend(said(&letter.body, &sentence, width));
    let table = Table {
        columns: columns(),
        rows: asked.rows(),
        when_empty: "Belum ada aspirasi.",
        ..Table::default()
    };
    let data = CoverLetterData {
        letterhead: LetterheadSpec::new(stationery, &mut pictures, width),
        heading: LetterHeading::new(letter, Document::CoverLetter.title(), signing, width),
        addressee: addressee_lines(&letter.addressee, width),
        opening: words,
        table: table.laid_out(width, height, 0.0),
        closing: closing(profile, CLOSING, width),
        signatures: SignatureBlock::with_receipt(signing, SIZE_UNDER_TABLES, width),
        setup,
    };
    render("/cover-letter.typ", &data, pictures)
}

impl CoverLetter {
    fn rows(&self) -> Vec<Vec<String>> {
        let row = |(index, known): (usize, &KnownAspiration)| {
            let aspiration = &known.aspiration;
            let category = aspiration.category.map(category_words).unwrap_or_default();
            let category = match category {
                "" => String::new(),
                category => format!("[{category}]"),
            };
            let profile = &self.stationery.profile;
            let destination = aspiration
                .destination
                .map(|to| destination_words(to, profile));
            vec![
                (index + 1).to_string(),
                one_line(&aspiration.register_number),
                aspiration.date.map(short_date).unwrap_or_default(),
                known.reporter_words(self.show_secret_names),
                joined([one_line(&aspiration.title), category], "\n"),
                match one_line(&aspiration.agency) {
                    agency if agency.is_empty() => destination.unwrap_or_default(),
                    agency => agency,
                },
            ]
        };
        self.aspirations.iter().enumerate().map(row).collect()
    }
}

fn columns() -> Vec<Column> {
    let column = |heading, comfort, firm, share| Column {
        heading,
        comfort,
        firm,
        centred: matches!(heading, "No" | "Nomor Register" | "Tanggal"),
        share,
    };
    vec![
        column("No", 12.0, 12.0, 0.0),
        column("Nomor Register", 24.0, 19.0, 0.0),
        column("Tanggal", 22.0, 21.0, 0.0),
        column("Penyampai", 30.0, 25.0, 0.5),
        column("Aspirasi", 52.0, 40.0, 3.0),
        column("Ditujukan ke", 30.0, 22.0, 0.5),
    ]
}
