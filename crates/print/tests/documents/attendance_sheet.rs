//! The attendance sheet.

use super::support::checks::{A4, F4, Printed, printed};
use super::support::geometry::PageGeometry;
use super::support::golden::golden;
use super::support::meetings::{known_members, meeting};
use super::support::people::{stationery, today};
use super::support::photos;
use adinda_domain::meeting::Meeting;
use adinda_domain::profile::{Paper, Profile};
use adinda_print::{AttendanceForm, AttendanceSheet, Signing, attendance_sheet};

const FOR_SIGNING: AttendanceForm = AttendanceForm::ForSigning { spare_rows: 8 };

fn sheet(count: usize, form: AttendanceForm, paper: Paper) -> AttendanceSheet {
    let members = known_members(count);
    let meeting = meeting(&members);
    let stationery = stationery(paper);
    AttendanceSheet {
        signing: Signing::of_meeting(&stationery.profile, &meeting, today()),
        stationery,
        meeting,
        members,
        form,
    }
}

fn of(sheet: &AttendanceSheet, file: &str) -> Printed {
    printed(&attendance_sheet(sheet).unwrap(), file)
}

#[test]
fn the_usual_sheets_are_as_they_were() {
    let mut blank = sheet(20, FOR_SIGNING, Paper::F4);
    blank.stationery.logo = Some(photos::logo());
    golden("attendance-sheet", &of(&blank, "attendance-sheet"));
    let filled = sheet(30, AttendanceForm::Filled, Paper::F4);
    golden(
        "attendance-sheet-filled",
        &of(&filled, "attendance-sheet-filled"),
    );
}

#[test]
fn every_number_of_members_comes_out_right() {
    for (paper, size) in [(Paper::F4, F4), (Paper::A4, A4)] {
        for (count, most_pages) in [(0, 1), (1, 1), (30, 4), (1000, 80)] {
            if count == 1000 && paper == Paper::A4 {
                // Once is enough of what takes seconds.
                continue;
            }
            for form in [FOR_SIGNING, AttendanceForm::Filled] {
                let sheet = sheet(count, form, paper);
                let kind = if form == FOR_SIGNING {
                    "blank"
                } else {
                    "filled"
                };
                let file = format!("attendance-sheet-{}-{kind}-{count}", paper.word());
                let printed = of(&sheet, &file);
                printed.is_on(size);
                let pages = printed.pages.len();
                assert!(pages <= most_pages, "{count} members on {pages} pages");
                for page in &printed.pages {
                    assert!(page.has_run("Nama") && page.has_run("Jabatan"));
                }
                // Members, two guests and spare rows are numbered through.
                let rows = count + 2 + if form == FOR_SIGNING { 8 } else { 0 };
                assert!(printed.pages.iter().any(|p| p.has_run(&rows.to_string())));
                let more = (rows + 1).to_string();
                let numbers_too_far = printed.pages.iter().any(|page| page.has_run(&more));
                // The columns have numbers as well.
                assert!(rows < 6 || !numbers_too_far);
                for known in &sheet.members {
                    assert!(printed.pdf.has(&known.member.name), "{}", known.member.name);
                }
            }
        }
    }
}

#[test]
fn numbers_to_sign_at_stand_left_and_right_in_turn() {
    let printed = of(
        &sheet(12, FOR_SIGNING, Paper::F4),
        "attendance-sheet-zigzag",
    );
    let heading = printed.pages[0]
        .runs
        .iter()
        .find(|run| run.text == "Tanda Tangan");
    let left_of = |number: usize| {
        let mut lefts: Vec<f64> = printed.pages[0]
            .runs
            .iter()
            .filter(|run| run.text == number.to_string())
            .map(|run| run.left)
            .collect();
        lefts.sort_by(f64::total_cmp);
        lefts.pop().unwrap()
    };
    let middle = heading.map(|run| (run.left + run.right) / 2.0).unwrap();
    for number in [7, 9, 11] {
        assert!(left_of(number) < middle - 20.0, "{number}");
    }
    for number in [8, 10, 12] {
        assert!((left_of(number) - middle).abs() < 5.0, "{number}");
    }
    printed.has_all(&["Jumlah peserta: ………… orang", "Notulis,", "Pimpinan Rapat,"]);
    assert!(!printed.pages[0].has_run("Hadir") && !printed.pages[0].has_run("Kehadiran"));
}

#[test]
fn the_filled_sheet_says_who_came() {
    let printed = of(
        &sheet(20, AttendanceForm::Filled, Paper::F4),
        "attendance-sheet-count",
    );
    printed.has_all(&[
        "Jumlah peserta: 16 orang. Tidak hadir: izin 2, sakit 2, alpa 2",
        "Ke luar kota",
        "Tamu",
        "Pemerintah Desa Toyomarto",
        "Sabtu, 21 November 2026",
        "19.30 – 21.15 WIB",
    ]);
}

#[test]
fn what_is_not_known_is_left_to_the_pen() {
    let mut sheet = sheet(0, FOR_SIGNING, Paper::A4);
    sheet.meeting = Meeting::default();
    sheet.stationery.profile = Profile::default();
    sheet.signing = Signing::of_meeting(&Profile::default(), &sheet.meeting, today());
    let printed = of(&sheet, "attendance-sheet-bare");
    assert_eq!(printed.pdf.letters().matches("……………………………………").count(), 4);
}

#[test]
fn signatures_stay_with_the_last_rows() {
    for count in 1..=40 {
        let sheet = sheet(count, FOR_SIGNING, Paper::A4);
        let pages = PageGeometry::of(&attendance_sheet(&sheet).unwrap());
        let last = pages.last().unwrap();
        assert!(last.has_run(&(count + 10).to_string()), "{count}");
        for part in [
            "MENGETAHUI",
            "Pimpinan Rapat,",
            "Ni Luh Putu Ayu Sri Wahyuni",
        ] {
            assert!(last.lowest(part).is_some(), "{part} of {count}");
        }
    }
}
