//! The member cards.

use super::support::checks::{A4, F4, Printed, printed_within};
use super::support::geometry::{Margins, PageGeometry, Run};
use super::support::golden::golden;
use super::support::people::{members, stationery};
use super::support::photos::{broken, logo, photo};
use adinda_domain::member::Member;
use adinda_domain::profile::{Paper, Profile};
use adinda_print::{Cards, MemberCard, card};

fn cards(count: usize, paper: Paper) -> Cards {
    let mut stationery = stationery(paper);
    stationery.logo = Some(logo());
    let card = |(index, member)| MemberCard {
        member,
        photo: match index % 4 {
            0 => Some(photo(300, 400, "")),
            1 => Some(photo(400, 300, "")),
            2 => None,
            _ => Some(broken()),
        },
    };
    Cards {
        stationery,
        cards: members(count).into_iter().enumerate().map(card).collect(),
    }
}

fn of(cards: &Cards, file: &str) -> Printed {
    let margins = Margins {
        top: 8.0,
        bottom: 8.0,
        left: 8.0,
        right: 8.0,
    };
    let printed = printed_within(&card(cards).unwrap(), file, margins);
    for page in &printed.pages {
        for run in &page.runs {
            assert!(stands_on_a_card(page, run), "{run:?} of {file}");
        }
    }
    printed
}

/// Whether a text stands on one of the cards, and not beyond its edges.
fn stands_on_a_card(page: &PageGeometry, run: &Run) -> bool {
    const MM: f64 = 72.0 / 25.4;
    let (width, height, gap) = (85.6 * MM, 54.0 * MM, 4.0 * MM);
    let rows = ((page.height - 16.0 * MM + gap) / (height + gap)).floor();
    let left = (page.width - 2.0 * width - gap) / 2.0;
    let top = (page.height - rows * height - (rows - 1.0) * gap) / 2.0;
    let within = |from: f64, to: f64, first: f64, side: f64| {
        let start = first + ((from - first) / (side + gap)).floor() * (side + gap);
        from >= start + 1.5 * MM && to <= start + side - 1.5 * MM
    };
    let nobody = run.text == "Belum ada anggota.";
    nobody || (within(run.left, run.right, left, width) && within(run.top, run.base, top, height))
}

#[test]
fn an_ordinary_sheet_is_as_it_was() {
    let printed = of(&cards(13, Paper::F4), "card");
    printed.is_on(F4);
    golden("card", &printed);
}

#[test]
fn every_number_of_cards_comes_out_right() {
    for (paper, size, on_sheet) in [(Paper::F4, F4, 10), (Paper::A4, A4, 8)] {
        for count in [0, 1, 30, 200] {
            let cards = cards(count, paper);
            let printed = of(&cards, &format!("card-{}-{count}", paper.word()));
            printed.is_on(size);
            assert_eq!(printed.pages.len(), count.div_ceil(on_sheet).max(1));
            let titles = printed.pages.iter().flat_map(|page| &page.runs);
            let titles = titles.filter(|run| run.text == "KARTU TANDA ANGGOTA");
            assert_eq!(titles.count(), count);
            for card in &cards.cards {
                assert!(printed.pdf.has(&card.member.member_number));
                assert!(!printed.pdf.has(&card.member.nik));
            }
        }
    }
}

#[test]
fn long_names_are_made_to_fit_and_empty_ones_leave_the_card_whole() {
    let mut cards = cards(10, Paper::F4);
    cards.stationery.profile.village = "Kampuang Tanjuang Koto Mambang Sungai Durian".into();
    cards.stationery.profile.name = "KIM Sungai Durian Sejahtera Makmur Sentosa Abadi".into();
    let long =
        "Raden Ajeng Kusumaningrum Brahmantyo Wirakusuma Hutagalung Situmorang, S.Pd.I., M.Pd. ";
    cards.cards[0].member.name = long.into();
    cards.cards[1].member.name = long.repeat(3);
    cards.cards[2].member.name = "x".repeat(200);
    cards.cards[3].member = Member::default();
    cards.cards[4].member.member_number =
        "001/KIM-MEKARSARI/TOYOMARTO/SINGOSARI/MALANG/2024".into();
    cards.cards[5].member.member_number = "9".repeat(300);
    cards.cards[6].member.position_text = "y".repeat(120);
    cards.cards[6].member.position = None;
    let printed = of(&cards, "card-long");
    assert_eq!(printed.pages.len(), 1);

    cards.stationery.profile = Profile::default();
    cards.stationery.logo = None;
    of(&cards, "card-bare");
}
