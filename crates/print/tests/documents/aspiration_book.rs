//! The book of aspirations.

use super::support::aspirations::{SECRET_NAMES, aspiration, aspirations};
use super::support::checks::{A4, F4, Printed, printed};
use super::support::golden::golden;
use super::support::people::{members, profile, stationery, today};
use adinda_domain::aspiration::{Aspiration, Identity};
use adinda_domain::profile::{Paper, Profile};
use adinda_print::{AspirationBook, KnownAspiration, Signing, aspiration_book};

fn book(count: usize, paper: Paper) -> AspirationBook {
    AspirationBook {
        stationery: stationery(paper),
        aspirations: aspirations(count),
        filter_note: Some("Tahun 2026".into()),
        show_secret_names: false,
        signing: Signing::usual(&profile(), &members(20), today()),
    }
}

fn of(book: &AspirationBook, file: &str) -> Printed {
    printed(&aspiration_book(book).unwrap(), file)
}

#[test]
fn an_ordinary_book_is_as_it_was() {
    golden(
        "aspiration-book",
        &of(&book(12, Paper::F4), "aspiration-book"),
    );
}

#[test]
fn every_number_of_aspirations_comes_out_right() {
    for (paper, size) in [(Paper::F4, F4), (Paper::A4, A4)] {
        for (count, most_pages) in [(0, 1), (1, 1), (30, 5), (1000, 150)] {
            if count == 1000 && paper == Paper::A4 {
                // Once is enough of what takes seconds.
                continue;
            }
            let book = book(count, paper);
            let printed = of(&book, &format!("aspiration-book-{}-{count}", paper.word()));
            printed.is_on((size.1, size.0));
            let pages = printed.pages.len();
            assert!(pages <= most_pages, "{count} aspirations on {pages} pages");
            for page in &printed.pages {
                assert!(page.has_run("Penyampai") && page.has_run("Tindak Lanjut"));
            }
            let letters = printed.pdf.letters();
            for known in &book.aspirations {
                let number = &known.aspiration.register_number;
                assert!(letters.contains(number), "{number}");
            }
            printed.has_all(&[
                &format!("Jumlah: {count} aspirasi"),
                "TAHUN 2026",
                "MENGETAHUI",
            ]);
            assert_eq!(printed.pdf.has("Belum ada aspirasi."), count == 0);
        }
    }
}

#[test]
fn names_kept_back_are_printed_only_when_asked_for() {
    let mut book = book(30, Paper::F4);
    let mut contested = aspiration(0);
    contested.secrecy_contested = true;
    contested.reporter.as_mut().unwrap().name = "Nama Yang Diperselisihkan".into();
    book.aspirations.push(contested);
    let hidden = of(&book, "aspiration-book-hidden");
    hidden.has_none(&SECRET_NAMES);
    hidden.has_none(&["Nama Yang Tidak Ditanyakan", "Diperselisihkan", "RAHASIA"]);
    hidden.has_all(&["Dirahasiakan", "Anonim", "Ni Luh Putu Ayu Sri Wahyuni"]);
    book.show_secret_names = true;
    let shown = of(&book, "aspiration-book-shown");
    shown.has_all(&SECRET_NAMES);
    shown.has_all(&["Nama Yang Diperselisihkan", "– rahasia"]);
    shown.has_none(&["Nama Yang Tidak Ditanyakan"]);
    for page in &shown.pages {
        assert!(page.has_run("RAHASIA – MEMUAT NAMA YANG DIRAHASIAKAN"));
    }
    book.aspirations
        .retain(|known| known.aspiration.identity == Some(Identity::Open));
    book.aspirations.pop();
    of(&book, "aspiration-book-open").has_none(&["RAHASIA"]);
}

#[test]
fn bare_and_endless_aspirations_stay_in_their_cells() {
    let mut book = book(6, Paper::A4);
    book.stationery.profile = Profile {
        village: "Kampuang Tanjuang Koto Mambang Sungai Durian".into(),
        ..Profile::default()
    };
    book.aspirations[0] = KnownAspiration {
        aspiration: Aspiration {
            title: "x".repeat(200),
            ..Aspiration::default()
        },
        ..KnownAspiration::default()
    };
    book.aspirations[1].aspiration.identity = None;
    book.aspirations[1].reporter.as_mut().unwrap().name = "Brahmantyo".repeat(8);
    book.aspirations[2].aspiration.body = "Panjang sekali.\n".repeat(300);
    book.aspirations[3].office.answer = "Jawaban yang panjang. ".repeat(300);
    let printed = of(&book, "aspiration-book-long");
    assert_eq!(printed.pdf.letters().matches("Panjangsekali.").count(), 300);
    printed.has_all(&[&"Brahmantyo".repeat(8), &"x".repeat(200)]);
}
