//! The official report of a meeting.

use super::support::checks::{A4, F4, Printed, printed};
use super::support::golden::golden;
use super::support::meetings::{known_members, meeting};
use super::support::people::{stationery, today};
use super::support::photos::logo;
use adinda_domain::meeting::{AgendaItem, Decision, Meeting};
use adinda_domain::profile::{Paper, Profile};
use adinda_print::{OfficialReport, Signing, official_report};

fn report(paper: Paper) -> OfficialReport {
    let members = known_members(30);
    let meeting = meeting(&members);
    let stationery = stationery(paper);
    OfficialReport {
        number: "BA/003/KIM/XI/2026".into(),
        signing: Signing::of_meeting(&stationery.profile, &meeting, today()),
        stationery,
        meeting,
        members,
    }
}

fn of(report: &OfficialReport, file: &str) -> Printed {
    printed(&official_report(report).unwrap(), file)
}

#[test]
fn an_ordinary_report_is_as_it_was() {
    let mut report = report(Paper::F4);
    report.stationery.logo = Some(logo());
    let printed = of(&report, "official-report");
    printed.is_on(F4);
    golden("official-report", &printed);
    printed.has_all(&[
        "Sabtu, tanggal dua puluh satu bulan November tahun dua ribu dua puluh enam (21-11-2026)",
        "21 (dua puluh satu) orang anggota KIM Mekar Sari dan 2 (dua) orang undangan",
        "Nomor: BA/003/KIM/XI/2026",
    ]);
}

#[test]
fn an_empty_report_leaves_room_for_the_pen() {
    let mut report = report(Paper::A4);
    report.meeting = Meeting::default();
    report.number.clear();
    report.members.clear();
    report.stationery.profile = Profile::default();
    report.signing = Signing::of_meeting(&Profile::default(), &report.meeting, today());
    let printed = of(&report, "official-report-empty");
    printed.is_on(A4);
    assert_eq!(printed.pages.len(), 1);
    printed.has_all(&["Nomor: ……", "Pada hari ini, ……", "sebagaimana mestinya."]);
    printed.has_none(&["Acara rapat", "memutuskan"]);
}

#[test]
fn signatures_stand_under_the_last_sentence_however_long_the_report() {
    for entries in [1, 18, 19, 20, 21, 22, 23, 24, 25, 26, 200] {
        let mut report = report(Paper::A4);
        report.meeting.title = "Musyawarah Kampuang Tanjuang Koto Mambang Sungai Durian".into();
        let point = AgendaItem {
            text: "José, M. Syafi'i, dan Ni Luh Putu Ayu Sri melapor".into(),
            ..AgendaItem::default()
        };
        report.meeting.agenda = vec![point; entries];
        let decision = Decision {
            decision: "Dilanjutkan.".into(),
            ..Decision::default()
        };
        report.meeting.decisions = vec![decision; entries];
        let printed = of(&report, "official-report-long");
        let last = printed.pages.last().unwrap();
        for part in ["Demikian berita acara", "MENGETAHUI", "Notulis,"] {
            assert!(last.lowest(part).is_some(), "{part} of {entries}");
        }
        assert_eq!(
            printed.pdf.letters().matches("Dilanjutkan.").count(),
            entries
        );
    }
}
