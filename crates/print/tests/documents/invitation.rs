//! Invitations to a meeting.

use super::support::checks::{A4, F4, Printed, printed_letter};
use super::support::golden::golden;
use super::support::meetings::{known_members, meeting};
use super::support::people::{members, profile, stationery, today};
use super::support::photos::logo;
use adinda_domain::letter::{Letter, LetterNature};
use adinda_domain::meeting::{AgendaItem, Meeting};
use adinda_domain::profile::{Paper, Profile};
use adinda_print::{Invitation, Signing, invitation};

fn letter() -> Letter {
    Letter {
        number: "UND/005/KIM/XI/2026".into(),
        date: Some(today()),
        subject: "Undangan Rapat Rutin".into(),
        nature: Some(LetterNature::Important),
        addressee: "Bapak/Ibu Pengurus dan Anggota KIM Mekar Sari\ndi Toyomarto".into(),
        ..Letter::default()
    }
}

fn usual(paper: Paper) -> Invitation {
    let mut signing = Signing::usual(&profile(), &members(20), today());
    signing.left = None;
    Invitation {
        stationery: stationery(paper),
        letter: letter(),
        addressees: Vec::new(),
        meeting: meeting(&known_members(5)),
        signing,
    }
}

fn of(asked: &Invitation, file: &str) -> Printed {
    printed_letter(&invitation(asked).unwrap(), file)
}

#[test]
fn an_ordinary_invitation_is_as_it_was() {
    let mut asked = usual(Paper::F4);
    asked.stationery.logo = Some(logo());
    let printed = of(&asked, "invitation");
    printed.is_on(F4);
    assert_eq!(printed.pages.len(), 1);
    golden("invitation", &printed);
    printed.has_none(&["Halaman", "MENGETAHUI"]);
    printed.has_all(&[
        "Toyomarto, 22 November 2026",
        "Penting",
        "Yth. Bapak/Ibu Pengurus",
    ]);
}

#[test]
fn each_member_gets_a_letter() {
    let mut asked = usual(Paper::A4);
    asked.addressees = members(30)
        .into_iter()
        .map(|m| format!("Sdr. {}\ndi Toyomarto", m.name))
        .collect();
    asked.addressees[7] = "Kampuang Tanjuang Koto Mambang Sungai Durian ".repeat(4);
    asked.addressees[8] = "x".repeat(150);
    let printed = of(&asked, "invitation-many");
    printed.is_on(A4);
    assert_eq!(printed.pages.len(), 30);
    printed.has_none(&["Halaman"]);
    for (page, addressee) in printed.pdf.pages.iter().zip(&asked.addressees) {
        let letters = super::support::pdf::letters;
        assert!(letters(page).contains(&letters(addressee)), "{addressee}");
        assert!(letters(page).contains("terimakasih.") && letters(page).contains("DESATOYOMARTO"));
    }
}

#[test]
fn an_empty_invitation_leaves_room_for_the_pen_and_a_long_one_counts_its_pages() {
    let mut asked = usual(Paper::A4);
    asked.letter = Letter::default();
    asked.meeting = Meeting::default();
    asked.stationery.profile = Profile::default();
    let empty = of(&asked, "invitation-empty");
    assert_eq!(empty.pages.len(), 1);
    empty.has_all(&[
        "Yth. ……",
        "kehadiran Bapak/Ibu/Saudara pada rapat,",
        "Undangan Rapat",
    ]);

    let mut asked = usual(Paper::A4);
    asked.letter.body = "Kata pengantar sendiri.\n1. Pertama\n2. Kedua".into();
    asked.stationery.profile.letter_opening = "Salam sejahtera,".into();
    asked.stationery.profile.letter_closing = "Hadirlah tepat waktu.".into();
    let point = AgendaItem {
        text: "Pembahasan rencana kerja bersama perangkat desa dan warga".into(),
        ..AgendaItem::default()
    };
    asked.meeting.agenda = vec![point; 36];
    let long = of(&asked, "invitation-long");
    long.has_all(&[
        "Salam sejahtera,",
        "Kata pengantar sendiri.",
        "Hadirlah tepat waktu.",
    ]);
    let pages = long.pages.len();
    assert!(pages > 1);
    long.has_all(&[&format!("Halaman 1 dari {pages}")]);
    long.has_none(&["Dengan hormat", "Demikian undangan"]);
}
