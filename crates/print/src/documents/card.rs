//! Kartu tanda anggota: sheets of cards in the size of a bank card, with marks to cut along.

use adinda_domain::dates::long_date;
use adinda_domain::member::Member;
use serde::Serialize;

use crate::documents::Document;
use crate::error::PrintError;
use crate::fitting::{FittedText, fitted};
use crate::letterhead::places;
use crate::measure::{Weight, text_em};
use crate::page_setup::{Foot, Orientation, POINTS_PER_MM, PageSetup};
use crate::pictures::{Photo, PictureSpec, Pictures};
use crate::qr::{QrSpec, qr};
use crate::region;
use crate::rendered::RenderedDocument;
use crate::stationery::Stationery;
use crate::text::{joined, one_line};
use crate::wording::position_of;
use crate::world::render;

/// A card, in millimetres: ISO/IEC 7810 ID-1, as bank cards and KTP are.
const CARD: (f64, f64) = (85.6, 54.0);
/// Room between cards, in which the marks stand.
const GAP: f64 = 4.0;
/// Room that printers need at the paper's edge.
const EDGE: f64 = 8.0;
const COLUMNS: usize = 2;
/// Width of the words beside the photo, in millimetres.
const WORDS: f64 = 56.0;
/// Letter sizes for a name, the best first, and how many lines anything may take.
const NAME_SIZES: [f64; 3] = [10.5, 9.5, 8.5];
const MOST_LINES: usize = 2;
/// Letter sizes of the KIM's name, of the places below it, and of the lines beside the photo.
const KIM_SIZES: [f64; 4] = [10.0, 9.0, 8.0, 7.5];
const PLACES_SIZES: [f64; 2] = [7.0, 6.6];
const SIZES: [f64; 2] = [7.5, 6.8];
/// Width of the words beside the logo, in millimetres.
const HEAD: f64 = 53.0;

/// Cards for members.
#[derive(Clone, Debug)]
pub struct Cards {
    /// KIM, logo, paper, day.
    pub stationery: Stationery,
    /// For whom, in order.
    pub cards: Vec<MemberCard>,
}

/// Whose card.
#[derive(Clone, Debug)]
pub struct MemberCard {
    /// The member.
    pub member: Member,
    /// Their photo; without one a frame to glue it in is printed.
    pub photo: Option<Photo>,
}

/// What `card.typ` takes. Lengths are millimetres, sizes points.
#[derive(Debug, Serialize)]
struct CardsData {
    setup: PageSetup,
    card_width: f64,
    card_height: f64,
    gap: f64,
    columns: usize,
    rows: usize,
    logo: Option<PictureSpec>,
    kim: FittedText,
    places: FittedText,
    title: String,
    when_empty: &'static str,
    cards: Vec<CardSpec>,
}

#[derive(Debug, Serialize)]
struct CardSpec {
    name: FittedText,
    lines: Vec<FittedText>,
    photo: Option<PictureSpec>,
    qr: Option<QrSpec>,
}

/// Lays the sheets out.
pub fn card(cards: &Cards) -> Result<RenderedDocument, PrintError> {
    let Cards { stationery, cards } = cards;
    let profile = &stationery.profile;
    let title = Document::Card.title();
    let kim = region::kim(profile);
    let setup = PageSetup::new(
        stationery,
        Orientation::Upright,
        Foot::Never,
        &joined([title, &kim], " "),
    );
    let (width, height) = setup.paper_mm();
    let rows = ((height - 2.0 * EDGE + GAP) / (CARD.1 + GAP))
        .floor()
        .max(1.0);
    let taken = |count: f64, side: f64| count * side + (count - 1.0) * GAP;
    let setup = setup.with_margins(
        (height - taken(rows, CARD.1)) / 2.0,
        (width - taken(COLUMNS as f64, CARD.0)) / 2.0,
    );
    let mut pictures = Pictures::default();
    let logo = stationery.logo.as_ref().map(|logo| pictures.add(logo));
    let until = profile.period_end.map(long_date);
    let head = HEAD * POINTS_PER_MM;
    let name = kim.to_uppercase();
    // On one line if letters that can be read fit on it, or else on two.
    let on_one_line = text_em(&name, Weight::Bold) * KIM_SIZES[KIM_SIZES.len() - 1] <= head;
    let name_lines = if on_one_line { 1 } else { MOST_LINES };
    let data = CardsData {
        setup,
        card_width: CARD.0,
        card_height: CARD.1,
        gap: GAP,
        columns: COLUMNS,
        rows: rows as usize,
        logo: logo.filter(PictureSpec::is_shown),
        kim: fitted(&name, &KIM_SIZES, name_lines, head, Weight::Bold),
        places: fitted(
            &places(profile),
            &PLACES_SIZES,
            MOST_LINES,
            head,
            Weight::Regular,
        ),
        title: title.to_uppercase(),
        when_empty: "Belum ada anggota.",
        cards: cards
            .iter()
            .map(|card| CardSpec::new(card, until.as_deref(), stationery, &mut pictures))
            .collect(),
    };
    render("/card.typ", &data, pictures)
}

impl CardSpec {
    fn new(
        card: &MemberCard,
        until: Option<&str>,
        stationery: &Stationery,
        pictures: &mut Pictures,
    ) -> Self {
        let member = &card.member;
        let number = one_line(&member.member_number);
        let labelled = |label: &str, value: &str| match value {
            "" => String::new(),
            // A space that doesn't break: the number's own places to break are reckoned from here.
            value => format!("{label}\u{a0}{value}"),
        };
        // Beside the QR code there is less room.
        let beside = (WORDS - 20.0) * POINTS_PER_MM;
        let lines = [
            labelled("No.", &number),
            position_of(member),
            region::hamlet(&stationery.profile, &member.hamlet),
            labelled("Berlaku s.d.", until.unwrap_or_default()),
        ];
        let lines = lines.into_iter().filter(|line| !line.is_empty());
        Self {
            name: fitted(
                &one_line(&member.name),
                &NAME_SIZES,
                MOST_LINES,
                WORDS * POINTS_PER_MM,
                Weight::Bold,
            ),
            lines: lines
                .map(|line| fitted(&line, &SIZES, MOST_LINES, beside, Weight::Regular))
                .collect(),
            photo: card
                .photo
                .as_ref()
                .map(|photo| pictures.add(photo))
                .filter(PictureSpec::is_shown),
            qr: qr(&number),
        }
    }
}
