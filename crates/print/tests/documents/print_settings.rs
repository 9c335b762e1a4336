//! What the KIM has set for its paper: size, margins, own lines of letterhead, who signs.

use super::support::checks::{printed, printed_within};
use super::support::geometry::Margins;
use super::support::people::{members, profile, roster_of, today};
use adinda_domain::profile::{KimSigner, Paper};
use adinda_print::{Roster, RosterColumn, Signing, roster};

const F4_NARROW: (f64, f64) = (595.276, 935.433);

fn upright(paper: Paper) -> Roster {
    let mut roster = roster_of(30, paper);
    roster.columns = vec![
        RosterColumn::RowNumber,
        RosterColumn::Name,
        RosterColumn::Position,
    ];
    roster
}

#[test]
fn the_narrow_folio_is_210_by_330() {
    let narrow = printed(
        &roster(&upright(Paper::F4Narrow)).unwrap(),
        "settings-narrow",
    );
    narrow.is_on(F4_NARROW);
    let across = printed(
        &roster(&roster_of(30, Paper::F4Narrow)).unwrap(),
        "settings-across",
    );
    across.is_on((F4_NARROW.1, F4_NARROW.0));
}

#[test]
fn text_stands_within_the_margins_that_were_set() {
    for [top, bottom, left, right] in [
        [40, 15, 50, 10],
        [5, 5, 5, 5],
        [60, 60, 60, 60],
        [10, 35, 20, 20],
    ] {
        let mut asked = upright(Paper::A4);
        let profile = &mut asked.stationery.profile;
        profile.margin_top = Some(top);
        profile.margin_bottom = Some(bottom);
        profile.margin_left = Some(left);
        profile.margin_right = Some(right);
        let [top, bottom, left, right] = [top, bottom, left, right].map(|mm| mm as f64);
        let margins = Margins {
            top,
            bottom,
            left,
            right,
        };
        let printed = printed_within(&roster(&asked).unwrap(), "settings-margins", margins);
        let first = printed.pages[0].rules.iter().map(|rule| rule.from.0);
        let edge = first.fold(f64::INFINITY, f64::min) * 25.4 / 72.0;
        assert!(
            (edge - left).abs() < 0.2,
            "the table begins at {edge} mm instead of {left}"
        );
        let title = printed.pages[0]
            .runs
            .iter()
            .map(|run| run.top)
            .fold(f64::INFINITY, f64::min);
        assert!((title * 25.4 / 72.0 - top).abs() < 3.0, "{title}");
    }
}

#[test]
fn own_lines_stand_in_the_place_of_the_usual_letterhead() {
    let mut asked = upright(Paper::F4);
    asked.stationery.profile.letterhead_lines =
        "Pemerintah Kabupaten Malang\nKIM Mekar Sari\nJl. Raya Toyomarto No. 12".into();
    let printed = printed(&roster(&asked).unwrap(), "settings-letterhead");
    printed.has_all(&["Pemerintah Kabupaten Malang", "Jl. Raya Toyomarto No. 12"]);
    printed.has_none(&["KECAMATAN SINGOSARI"]);
}

#[test]
fn the_secretary_signs_where_the_kim_has_set_it() {
    let mut profile = profile();
    profile.kim_signer = Some(KimSigner::Secretary);
    let mut asked = upright(Paper::F4);
    asked.signing = Signing::usual(&profile, &members(30), today());
    let printed = printed(&roster(&asked).unwrap(), "settings-signer");
    printed.has_all(&["Sekretaris KIM Mekar Sari,"]);
    printed.has_none(&["Ketua KIM Mekar Sari,"]);
}
