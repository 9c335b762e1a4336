//! The minutes.

use super::support::checks::{A4, F4, Printed, printed};
use super::support::geometry::PageGeometry;
use super::support::golden::golden;
use super::support::meetings::{known_members, meeting};
use super::support::people::{stationery, today};
use super::support::photos::{broken, logo, photo};
use adinda_domain::meeting::{Decision, FollowUpStatus, Meeting, MeetingStatus};
use adinda_domain::profile::{Paper, Profile};
use adinda_print::{Minutes, Photo, Signing, minutes};

fn ordinary(paper: Paper) -> Minutes {
    let members = known_members(30);
    let meeting = meeting(&members);
    let stationery = stationery(paper);
    Minutes {
        signing: Signing::of_meeting(&stationery.profile, &meeting, today()),
        stationery,
        meeting,
        members,
        with_attendance: true,
        photos: vec![
            photo(800, 600, "Peserta menyimak laporan Sekretaris"),
            photo(800, 600, "José Soares menjelaskan rencana pelatihan"),
            photo(600, 800, "Daftar hadir ditandatangani"),
            photo(800, 600, ""),
            photo(600, 800, "Foto bersama"),
        ],
    }
}

fn of(asked: &Minutes, file: &str) -> Printed {
    printed(&minutes(asked).unwrap(), file)
}

#[test]
fn ordinary_minutes_are_as_they_were() {
    let mut asked = ordinary(Paper::F4);
    asked.stationery.logo = Some(logo());
    let printed = of(&asked, "minutes");
    golden("minutes", &printed);
    printed.is_on(F4);
    printed.has_none(&["DRAF", "Perbaikan"]);
    let photos: usize = printed.pages[1..]
        .iter()
        .map(|page| page.pictures.len())
        .sum();
    assert_eq!(photos, 5);
}

#[test]
fn drafts_say_so_on_every_page_and_revisions_once() {
    let mut asked = ordinary(Paper::A4);
    asked.meeting.status = Some(MeetingStatus::Draft);
    let draft = of(&asked, "minutes-draft");
    draft.is_on(A4);
    for page in &draft.pages {
        assert!(page.has_run("DRAF – BELUM FINAL"));
    }
    asked.meeting.status = None;
    assert!(of(&asked, "minutes-draft").pages[0].has_run("DRAF – BELUM FINAL"));
    asked.meeting.status = Some(MeetingStatus::Final);
    asked.meeting.revision = Some(2);
    let revised = of(&asked, "minutes-revised");
    assert!(revised.pages[0].has_run("PERBAIKAN KE-2"));
    revised.has_none(&["DRAF"]);
}

#[test]
fn empty_minutes_can_still_be_written_upon() {
    let mut asked = ordinary(Paper::F4);
    asked.meeting = Meeting::default();
    asked.stationery.profile = Profile::default();
    asked.signing = Signing::of_meeting(&Profile::default(), &asked.meeting, today());
    asked.photos.clear();
    asked.members.clear();
    let printed = of(&asked, "minutes-empty");
    assert_eq!(printed.pages.len(), 2);
    printed.has_all(&[
        "NOTULEN RAPAT",
        "1. Pembukaan",
        "4. Penutup",
        "Belum ada peserta yang dicatat.",
        "Notulis,",
    ]);
    printed.has_none(&["Tindak Lanjut"]);
    asked.with_attendance = false;
    assert_eq!(of(&asked, "minutes-bare").pages.len(), 1);
}

/// Twelve pages: as one paragraph that never ends, and as many short ones; nothing is lost between pages.
#[test]
fn twelve_pages_flow() {
    let sentence = "Peserta kembali membahas jembatan. ";
    for (paper, repeats, between, file) in [
        (Paper::F4, 1150, "", "minutes-long-paragraph"),
        (Paper::A4, 480, "\n", "minutes-long-paragraphs"),
    ] {
        let mut asked = ordinary(paper);
        asked.with_attendance = false;
        asked.photos.clear();
        asked.meeting.discussion = format!("{sentence}{between}").repeat(repeats);
        let printed = of(&asked, file);
        let pages = printed.pages.len();
        assert!((12..=16).contains(&pages), "{pages} pages");
        let letters = printed.pdf.letters();
        assert_eq!(letters.matches("membahas").count(), repeats);
        let last = printed.pages.last().unwrap();
        for part in [
            "Demikian notulen ini",
            "MENGETAHUI",
            "Ni Luh Putu Ayu Sri Wahyuni",
        ] {
            assert!(last.lowest(part).is_some(), "{part}");
        }
    }
}

/// Wherever the text ends, its last sentence and the signatures stand on one page, and headings stand over text.
#[test]
fn signatures_and_headings_never_stand_alone() {
    for lines in 0..30 {
        let mut asked = ordinary(Paper::A4);
        asked.with_attendance = false;
        asked.photos.clear();
        asked.meeting.discussion = "Satu baris saja.\n".repeat(lines);
        let pages = PageGeometry::of(&minutes(&asked).unwrap());
        let last = pages.last().unwrap();
        for part in ["Demikian notulen", "MENGETAHUI", "Sri Wahyuningsih"] {
            assert!(last.lowest(part).is_some(), "{part} after {lines} lines");
        }
        for page in &pages {
            assert_eq!(page.faults(), [] as [&str; 0]);
            let text: Vec<_> = page
                .runs
                .iter()
                .filter(|run| run.base < page.height - 86.0)
                .collect();
            let lowest = text
                .iter()
                .max_by(|a, b| a.base.total_cmp(&b.base))
                .unwrap();
            for heading in [
                "KEGIATAN RAPAT",
                "1. Pembukaan",
                "2. Pembahasan",
                "3. Keputusan",
                "4. Penutup",
                "Tindak Lanjut",
            ] {
                assert!(
                    lowest.text != heading,
                    "{heading} at the foot after {lines} lines"
                );
            }
        }
    }
}

#[test]
fn many_decisions_make_a_long_table_with_its_heading_on_every_page() {
    let mut asked = ordinary(Paper::F4);
    asked.photos.clear();
    asked.meeting.decisions = (1..=90)
        .map(|number| Decision {
            topic: format!("Pokok ke-{number} tentang Kampuang Tanjuang Koto Mambang"),
            decision: format!("Baris satu {number}.\nBaris dua {number}."),
            responsible: "H. Muhammad Zainuddin Al-Ghifari, S.Pd.I., M.Pd.".into(),
            status: Some(FollowUpStatus::ALL[number % 4]),
            note: "x".repeat(60),
            ..Decision::default()
        })
        .collect();
    let printed = of(&asked, "minutes-many-decisions");
    let with_rows = printed.pages.iter().filter(|page| page.has_run("Tenggat"));
    assert!(with_rows.count() > 2);
    printed.has_all(&["Pokok ke-90", "Baris dua 90."]);
}

#[test]
fn photos_of_every_shape_and_broken_ones_have_their_place() {
    let mut asked = ordinary(Paper::A4);
    asked.with_attendance = false;
    let long = "Keterangan yang panjang sekali tentang foto ini. ".repeat(4);
    asked.photos = vec![
        photo(1200, 100, "Sangat lebar"),
        photo(100, 1200, &long),
        photo(90, 1200, "tegak"),
        photo(100, 1200, "tegak"),
        broken(),
        Photo::default(),
        photo(3, 3, "kecil"),
        photo(600, 800, "tegak"),
        photo(600, 800, &long),
    ];
    let printed = of(&asked, "minutes-photos");
    let shown: usize = printed.pages.iter().map(|page| page.pictures.len()).sum();
    assert_eq!(shown, 7);
    let words = "Foto tidak dapat ditampilkan";
    assert_eq!(printed.pdf.pages.concat().matches(words).count(), 2);
    printed.has_all(&["Foto 5. Foto yang rusak", "Foto 6", "Foto 9. Keterangan"]);
}

#[test]
fn what_was_typed_is_never_markup() {
    let mut asked = ordinary(Paper::F4);
    asked.meeting.title = "= Rapat #pagebreak() *tebal*".into();
    asked.meeting.discussion = "#panic(\"x\")\n$x^2$ \\ _miring_ <a> @b // c /* d".into();
    asked.meeting.chair = "M. *Syafi'i*".into();
    let printed = of(&asked, "minutes-hostile");
    printed.has_all(&[
        "= RAPAT #PAGEBREAK() *TEBAL*",
        "#panic(\"x\")",
        "$x^2$ \\ _miring_ <a> @b // c /* d",
        "M. *Syafi'i*",
    ]);
}
