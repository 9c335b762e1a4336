//! The report of a KIM's activities.

use super::support::activities::{activities, disseminations};
use super::support::aspirations::{SECRET_NAMES, aspirations};
use super::support::checks::{A4, F4, Printed, printed};
use super::support::golden::golden;
use super::support::meetings::{known_members, meeting};
use super::support::people::{members, profile, stationery, today};
use super::support::photos::{broken, logo, photo};
use adinda_domain::profile::{Paper, Profile};
use adinda_print::{ActivityReport, Signing, activity_report};
use chrono::NaiveDate;

fn report(count: usize, paper: Paper) -> ActivityReport {
    let members = known_members(30);
    ActivityReport {
        stationery: stationery(paper),
        from: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(),
        until: NaiveDate::from_ymd_opt(2026, 6, 30).unwrap(),
        meetings: vec![meeting(&members); count.min(40)],
        members,
        activities: activities(count),
        disseminations: disseminations(count),
        aspirations: aspirations(count * 3),
        introduction: String::new(),
        conclusion: String::new(),
        photos: vec![
            photo(800, 600, "Pelatihan"),
            photo(600, 800, "Kerja bakti"),
            broken(),
        ],
        signing: Signing::usual(&profile(), &self::members(20), today()),
    }
}

fn of(report: &ActivityReport, file: &str) -> Printed {
    printed(&activity_report(report).unwrap(), file)
}

#[test]
fn an_ordinary_report_is_as_it_was() {
    let mut report = report(8, Paper::F4);
    report.stationery.logo = Some(logo());
    let printed = of(&report, "activity-report");
    printed.is_on(F4);
    golden("activity-report", &printed);
    printed.has_all(&[
        "PERIODE 1 JANUARI 2026 S.D. 30 JUNI 2026",
        "A. PROFIL KIM",
        "Jumlah: 8 rapat, dihadiri 168 anggota dan 16 tamu",
        "F. ASPIRASI MASYARAKAT",
        "Pada periode ini dicatat 24 aspirasi.",
        "G. PENUTUP",
    ]);
    printed.has_none(&SECRET_NAMES);
    printed.has_none(&["Ni Luh Putu Ayu Sri Wahyuni (KWT"]);
}

#[test]
fn an_empty_period_is_told_in_words() {
    let mut report = report(0, Paper::A4);
    report.members.clear();
    report.photos.clear();
    report.stationery.profile = Profile::default();
    let printed = of(&report, "activity-report-empty");
    printed.is_on(A4);
    assert!(printed.pages.len() <= 2);
    printed.has_all(&[
        "Belum ada pengurus yang dicatat.",
        "Tidak ada rapat pada periode ini.",
        "Tidak ada kegiatan pada periode ini.",
        "Tidak ada aspirasi yang dicatat pada periode ini.",
    ]);
}

#[test]
fn long_reports_flow_and_bars_are_as_long_as_their_numbers() {
    let mut report = report(300, Paper::A4);
    report.introduction = "Paragraf pembuka yang panjang. ".repeat(200);
    report.photos = vec![photo(800, 600, "Kegiatan"); 31];
    let printed = of(&report, "activity-report-long");
    assert_eq!(
        printed
            .pdf
            .letters()
            .matches("Pesertamembuat12video")
            .count(),
        300
    );
    let photos: usize = printed.pages.iter().map(|page| page.pictures.len()).sum();
    assert_eq!(photos, 31);
    // Every function but the last has 60 activities; dissemination has 300 pieces of information as well.
    let page = printed
        .pages
        .iter()
        .find(|page| page.has_run("Networking (jejaring)"))
        .unwrap();
    let bar_beside = |label: &str| {
        let run = page.runs.iter().find(|run| run.text == label).unwrap();
        let bar = page
            .bars
            .iter()
            .find(|bar| bar[1] < run.base && bar[3] > run.top);
        let [left, _, right, _] = bar.unwrap();
        right - left
    };
    let long = bar_beside("Diseminasi informasi");
    assert!(
        long > (page.width - 156.0) * 0.5,
        "the longest takes the room that there is: {long}"
    );
    assert!((bar_beside("Diskusi") / long - 60.0 / 360.0).abs() < 0.01);
    assert!((bar_beside("Aspirasi") / long) < 0.01);
}
