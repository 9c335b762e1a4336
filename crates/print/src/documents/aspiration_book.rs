//! Buku aspirasi: what people brought forward, when and by whom, and what became of it.

use adinda_domain::dates::{DAYS, short_date};
use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::aspiration_wording::{KnownAspiration, category_words};
use crate::column_widths::Column;
use crate::documents::Document;
use crate::error::PrintError;
use crate::letterhead::{HeadLine, LetterheadSpec, title_lines};
use crate::page_setup::{Foot, Orientation, PageSetup};
use crate::pictures::Pictures;
use crate::region;
use crate::rendered::RenderedDocument;
use crate::signature::{SIZE_UNDER_TABLES, SignatureBlock, Signing};
use crate::stationery::Stationery;
use crate::table::{Table, TableSpec};
use crate::text::{joined, lines, one_line};
use crate::world::render;

/// What stands at the head of every page on which a name stands that is kept back.
pub(crate) const SECRET_MARK: &str = "RAHASIA – MEMUAT NAMA YANG DIRAHASIAKAN";

/// Everything that a book of aspirations says.
#[derive(Clone, Debug)]
pub struct AspirationBook {
    /// KIM, logo, paper, day.
    pub stationery: Stationery,
    /// The aspirations, already chosen and in order.
    pub aspirations: Vec<KnownAspiration>,
    /// What was chosen, to be said under the title: "Tahun 2026".
    pub filter_note: Option<String>,
    /// Whether names that are kept back may be printed this time.
    pub show_secret_names: bool,
    /// Who signs.
    pub signing: Signing,
}

/// What `book.typ` takes.
#[derive(Debug, Serialize)]
struct AspirationBookData {
    setup: PageSetup,
    letterhead: LetterheadSpec,
    title: Vec<HeadLine>,
    table: TableSpec,
    signatures: SignatureBlock,
}

/// Lays the book out.
pub fn aspiration_book(book: &AspirationBook) -> Result<RenderedDocument, PrintError> {
    let stationery = &book.stationery;
    let kim = region::kim(&stationery.profile);
    let title = Document::AspirationBook.title();
    let setup = PageSetup::new(
        stationery,
        Orientation::Across,
        Foot::Always,
        &joined([title, &kim], " "),
    );
    let shows_secrets = book.show_secret_names
        && book
            .aspirations
            .iter()
            .any(KnownAspiration::has_secret_name);
    let setup = setup.marked(if shows_secrets { SECRET_MARK } else { "" });
    let (width, height) = (setup.text_width(), setup.text_height());
    let mut pictures = Pictures::default();
    let signatures = SignatureBlock::new(&book.signing, SIZE_UNDER_TABLES, width);
    let table = Table {
        columns: columns(),
        rows: book
            .aspirations
            .iter()
            .map(|known| book.row(known))
            .collect(),
        when_empty: "Belum ada aspirasi.",
        total: format!("Jumlah: {} aspirasi", book.aspirations.len()),
        by_hand: None,
    };
    let note = one_line(book.filter_note.as_deref().unwrap_or_default());
    let data = AspirationBookData {
        letterhead: LetterheadSpec::new(stationery, &mut pictures, width),
        title: title_lines(title, &[&kim, &note], width),
        table: table.laid_out(width, height, signatures.height()),
        signatures,
        setup,
    };
    render("/book.typ", &data, pictures)
}

impl AspirationBook {
    fn row(&self, known: &KnownAspiration) -> Vec<String> {
        let aspiration = &known.aspiration;
        let about = joined(
            [
                aspiration.category.map(category_words).unwrap_or_default(),
                &one_line(&aspiration.location),
            ],
            " · ",
        );
        let about = match about.as_str() {
            "" => String::new(),
            about => format!("[{about}]"),
        };
        vec![
            one_line(&aspiration.register_number),
            aspiration.date.map(day_and_date).unwrap_or_default(),
            known.reporter_words(self.show_secret_names),
            joined(
                [one_line(&aspiration.title), lines(&aspiration.body), about],
                "\n",
            ),
            known.follow_up_lines(&self.stationery.profile),
        ]
    }
}

fn columns() -> Vec<Column> {
    let column = |heading, comfort, firm, share| Column {
        heading,
        comfort,
        firm,
        centred: heading == "Nomor",
        share,
    };
    vec![
        column("Nomor", 24.0, 20.0, 0.0),
        column("Hari/Tanggal", 27.0, 25.0, 0.0),
        column("Penyampai", 40.0, 28.0, 0.5),
        column("Aspirasi", 95.0, 60.0, 3.0),
        column("Tindak Lanjut", 75.0, 45.0, 2.0),
    ]
}

/// "Senin," above "05-08-2024", as the registers have it.
pub(crate) fn day_and_date(date: NaiveDate) -> String {
    let day = DAYS[date.weekday().num_days_from_monday() as usize];
    format!("{day},\n{}", short_date(date))
}
