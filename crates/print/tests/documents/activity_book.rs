//! The book of activities.

use super::support::activities::activities;
use super::support::checks::{A4, F4, Printed, printed};
use super::support::golden::golden;
use super::support::meetings::{known_members, meeting};
use super::support::people::{members, profile, stationery, today};
use adinda_domain::activity::Activity;
use adinda_domain::profile::{Paper, Profile};
use adinda_print::{ActivityBook, Signing, activity_book};

fn book(count: usize, paper: Paper) -> ActivityBook {
    ActivityBook {
        stationery: stationery(paper),
        activities: activities(count),
        meetings: Vec::new(),
        filter_note: Some("Tahun 2026".into()),
        signing: Signing::usual(&profile(), &members(20), today()),
    }
}

fn of(book: &ActivityBook, file: &str) -> Printed {
    printed(&activity_book(book).unwrap(), file)
}

#[test]
fn an_ordinary_book_is_as_it_was_with_meetings_among_activities() {
    let mut book = book(8, Paper::F4);
    book.meetings = vec![meeting(&known_members(20))];
    let printed = of(&book, "activity-book");
    golden("activity-book", &printed);
    printed.has_all(&[
        "Jumlah: 9 kegiatan",
        "Acara: Pembukaan dan doa;",
        "Peserta: 16 orang",
    ]);
}

#[test]
fn every_number_of_activities_comes_out_right() {
    for (paper, size) in [(Paper::F4, F4), (Paper::A4, A4)] {
        for (count, most_pages) in [(0, 1), (1, 1), (30, 6), (1000, 180)] {
            if count == 1000 && paper == Paper::A4 {
                // Once is enough of what takes seconds.
                continue;
            }
            let printed = of(
                &book(count, paper),
                &format!("activity-book-{}-{count}", paper.word()),
            );
            printed.is_on((size.1, size.0));
            let pages = printed.pages.len();
            assert!(pages <= most_pages, "{count} activities on {pages} pages");
            for page in &printed.pages {
                assert!(page.has_run("Jenis") && page.has_run("Pelaksana"));
            }
            printed.has_all(&[&format!("Jumlah: {count} kegiatan"), "MENGETAHUI"]);
            let found = printed
                .pdf
                .letters()
                .matches("Pesertamembuat12video")
                .count();
            assert_eq!(found, count);
        }
    }
}

#[test]
fn days_are_in_order_and_what_is_bare_or_endless_stays_in_its_cell() {
    let mut book = book(5, Paper::A4);
    book.stationery.profile = Profile::default();
    book.activities.reverse();
    book.activities.push(Activity {
        title: "x".repeat(300),
        ..Activity::default()
    });
    book.activities[1].description = "Sangat panjang. ".repeat(600);
    let printed = of(&book, "activity-book-long");
    assert_eq!(printed.pdf.letters().matches("Sangatpanjang.").count(), 600);
    let text = printed.pdf.letters();
    let place = |date: &str| text.find(date).unwrap();
    assert!(place("10012026") < place("21012026") && place("21012026") < place("01022026"));
    assert!(place("23022026") < text.find("xxxx").unwrap());
}
