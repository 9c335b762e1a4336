//! The letter with which aspirations are handed over.

use super::support::aspirations::{SECRET_NAMES, aspirations};
use super::support::checks::{A4, F4, Printed, printed_letter};
use super::support::geometry::PageGeometry;
use super::support::golden::golden;
use super::support::people::{members, profile, stationery, today};
use super::support::photos::logo;
use adinda_domain::letter::Letter;
use adinda_domain::profile::{Paper, Profile};
use adinda_print::{CoverLetter, Signing, cover_letter};

fn asked(count: usize, paper: Paper) -> CoverLetter {
    CoverLetter {
        stationery: stationery(paper),
        letter: Letter {
            number: "SP/002/KIM/XI/2026".into(),
            date: Some(today()),
            subject: "Pengiriman Aspirasi Masyarakat".into(),
            enclosures: "1 (satu) berkas".into(),
            addressee: "Kepala Dinas Komunikasi dan Informatika\nKabupaten Malang\ndi Kepanjen"
                .into(),
            ..Letter::default()
        },
        aspirations: aspirations(count),
        show_secret_names: false,
        signing: Signing::usual(&profile(), &members(20), today()),
    }
}

fn of(asked: &CoverLetter, file: &str) -> Printed {
    printed_letter(&cover_letter(asked).unwrap(), file)
}

#[test]
fn an_ordinary_letter_is_as_it_was() {
    let mut asked = asked(6, Paper::F4);
    asked.stationery.logo = Some(logo());
    let printed = of(&asked, "cover-letter");
    printed.is_on(F4);
    golden("cover-letter", &printed);
    printed.has_all(&[
        "6 (enam) aspirasi masyarakat Desa Toyomarto",
        "Diterima tanggal ……",
        "Penerima,",
    ]);
}

#[test]
fn every_number_of_aspirations_comes_out_right() {
    for (paper, size) in [(Paper::F4, F4), (Paper::A4, A4)] {
        for (count, most_pages) in [(0, 1), (1, 1), (30, 4), (1000, 90)] {
            if count == 1000 && paper == Paper::A4 {
                // Once is enough of what takes seconds.
                continue;
            }
            let printed = of(
                &asked(count, paper),
                &format!("cover-letter-{}-{count}", paper.word()),
            );
            printed.is_on(size);
            let pages = printed.pages.len();
            assert!(pages <= most_pages, "{count} aspirations on {pages} pages");
            let last = printed.pages.last().unwrap();
            for part in ["Demikian surat pengantar", "Penerima,"] {
                assert!(last.lowest(part).is_some(), "{part} of {count}");
            }
            assert_eq!(printed.pdf.has("Halaman 1 dari"), pages > 1);
        }
    }
}

#[test]
fn names_kept_back_are_printed_only_when_asked_for() {
    let mut asked = asked(20, Paper::A4);
    let hidden = of(&asked, "cover-letter-hidden");
    hidden.has_none(&SECRET_NAMES);
    hidden.has_all(&["Dirahasiakan", "Anonim"]);
    asked.show_secret_names = true;
    let shown = of(&asked, "cover-letter-shown");
    shown.has_all(&SECRET_NAMES);
    for page in &shown.pages {
        assert!(page.has_run("RAHASIA – MEMUAT NAMA YANG DIRAHASIAKAN"));
    }
}

/// Wherever the table ends, the last sentences and the signatures stand on one page.
#[test]
fn the_closing_is_never_torn() {
    for count in 1..=26 {
        let pages = PageGeometry::of(&cover_letter(&asked(count, Paper::A4)).unwrap());
        let last = pages.last().unwrap();
        for part in [
            "Demikian surat pengantar",
            "Diterima tanggal",
            "Sri Wahyuningsih",
        ] {
            assert!(last.lowest(part).is_some(), "{part} of {count}");
        }
    }
}

#[test]
fn an_empty_letter_leaves_room_for_the_pen() {
    let mut asked = asked(0, Paper::A4);
    asked.letter = Letter::default();
    asked.stationery.profile = Profile::default();
    let printed = of(&asked, "cover-letter-empty");
    assert_eq!(printed.pages.len(), 1);
    printed.has_all(&["Yth. ……", "0 (nol) aspirasi masyarakat yang"]);
}
