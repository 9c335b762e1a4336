//! Letters: numbers from the KIM's pattern, given once, offline, and never again; what a laptop notes of disclosures.
#![allow(clippy::unwrap_used, reason = "test code")]

mod support;

use adinda_client::views::{DisclosedField, Disclosure, DisclosureWay, FormKind};
use adinda_client::{Book, BookError};
use adinda_domain::RecordId;
use adinda_domain::letter::{Letter, LetterKind};
use adinda_domain::meeting::{Meeting, MeetingStatus};
use adinda_domain::profile::Profile;
use support::{Folder, day};

fn letter(kind: LetterKind, date: &str) -> Letter {
    Letter {
        letter_kind: Some(kind),
        date: Some(day(date)),
        subject: "Undangan rapat".into(),
        ..Letter::default()
    }
}

fn number_of(book: &Book, id: RecordId) -> String {
    let rows = book.letters().unwrap().into_iter();
    let mut numbers = rows.filter(|row| row.id == id).map(|row| row.letter.number);
    numbers.next().unwrap()
}

fn numbered(book: &Book, kind: LetterKind, date: &str) -> String {
    let id = book.add(&letter(kind, date)).unwrap();
    number_of(book, id)
}

fn with_pattern(book: &Book, pattern: &str) -> Result<(), BookError> {
    book.edit_profile(|profile| Profile {
        name: "KIM Mekar Sari".into(),
        letter_number_pattern: pattern.into(),
        ..profile
    })
}

#[test]
fn every_kind_and_year_counts_for_itself() {
    let folder = Folder::new();
    let book = folder.open();
    use LetterKind::{Invitation, OfficialReport};
    assert_eq!(
        numbered(&book, Invitation, "2026-08-05"),
        "UND/001/KIM/VIII/2026"
    );
    assert_eq!(
        numbered(&book, OfficialReport, "2026-09-05"),
        "BA/001/KIM/IX/2026"
    );
    assert_eq!(
        numbered(&book, Invitation, "2026-09-05"),
        "UND/002/KIM/IX/2026"
    );
    assert_eq!(
        numbered(&book, Invitation, "2025-12-31"),
        "UND/001/KIM/XII/2025"
    );
    let next = book
        .next_letter_number(&Profile::default(), Invitation, None)
        .unwrap();
    assert_eq!(
        next.as_deref(),
        Some("UND/003/KIM/XI/2026"),
        "asking takes none"
    );
    assert_eq!(
        numbered(&book, Invitation, "2026-11-22"),
        "UND/003/KIM/XI/2026"
    );
}

#[test]
fn a_number_never_changes_and_is_never_given_again() {
    let folder = Folder::new();
    let book = folder.open();
    let id = book
        .add(&letter(LetterKind::Invitation, "2026-08-05"))
        .unwrap();
    let mut form = book.open_form::<Letter>(Some(id)).unwrap();
    form.record.number = "1".into();
    form.record.date = Some(day("2027-01-01"));
    form.record.voided = true;
    book.save_form(form.draft, &form.record).unwrap();
    book.archive(FormKind::Letter, id, None).unwrap();
    assert_eq!(number_of(&book, id), "UND/001/KIM/VIII/2026");
    drop(book);
    let book = folder.open();
    assert_eq!(
        numbered(&book, LetterKind::Invitation, "2026-08-05"),
        "UND/002/KIM/VIII/2026"
    );
    let refused = Letter::default();
    assert!(matches!(book.add(&refused), Err(BookError::Invalid(_))));
    assert_eq!(
        numbered(&book, LetterKind::Invitation, "2026-08-05"),
        "UND/003/KIM/VIII/2026",
        "what wasn't saved took no number"
    );
}

#[test]
fn a_change_of_the_pattern_makes_no_doubles() {
    let folder = Folder::new();
    let book = folder.open();
    with_pattern(&book, "UND/{nomor}/{tahun}").unwrap();
    assert_eq!(
        numbered(&book, LetterKind::Other, "2026-08-05"),
        "UND/001/2026"
    );
    assert_eq!(
        numbered(&book, LetterKind::Invitation, "2026-08-05"),
        "UND/002/2026"
    );
    with_pattern(&book, "{kode}/{nomor}/{tahun}").unwrap();
    assert_eq!(
        numbered(&book, LetterKind::Invitation, "2026-08-05"),
        "UND/003/2026"
    );
    assert!(matches!(
        with_pattern(&book, "{kode}/{tahun}"),
        Err(BookError::Invalid(_))
    ));
    assert!(book.review().unwrap().numbers.is_empty());
}

#[test]
fn a_letter_without_a_date_has_that_of_its_number() {
    let folder = Folder::new();
    let book = folder.open();
    let undated = Letter {
        subject: "Pemberitahuan".into(),
        ..Letter::default()
    };
    book.add(&undated).unwrap();
    let row = &book.letters().unwrap()[0];
    assert_eq!(row.letter.number, "S/001/KIM/XI/2026");
    assert_eq!(row.letter.date, Some(day("2026-11-22")));
}

#[test]
fn the_minutes_name_their_invitation() {
    let folder = Folder::new();
    let book = folder.open();
    let invite = |meeting: RecordId| {
        let invitation = Letter {
            meeting: Some(meeting),
            ..letter(LetterKind::Invitation, "2026-08-05")
        };
        book.add(&invitation).unwrap();
        let form = book.open_form::<Meeting>(Some(meeting)).unwrap();
        (form.record.invitation_number, form.record.invitation_date)
    };
    let meeting = |number: &str, status| Meeting {
        title: "Rapat rutin".into(),
        invitation_number: number.into(),
        status: Some(status),
        ..Meeting::default()
    };
    let id = book.add(&meeting("", MeetingStatus::Draft)).unwrap();
    let told = ("UND/001/KIM/VIII/2026".to_owned(), Some(day("2026-08-05")));
    assert_eq!(invite(id), told);
    assert_eq!(book.letters().unwrap()[0].meeting_title, "Rapat rutin");
    assert_eq!(invite(id), told, "a second one changes nothing");
    let own = book.add(&meeting("7/KIM", MeetingStatus::Draft)).unwrap();
    assert_eq!(invite(own).0, "7/KIM");
    let done = book.add(&meeting("", MeetingStatus::Final)).unwrap();
    assert_eq!(
        invite(done).0,
        "",
        "final minutes change only as a visible revision"
    );
}

#[test]
fn disclosures_are_written_down_and_stay() {
    let folder = Folder::new();
    let book = folder.open();
    let roster = Disclosure {
        document: "Daftar anggota".into(),
        way: DisclosureWay::Printed,
        shown: vec![DisclosedField::Nik],
        people: 30,
    };
    let harmless = Disclosure {
        shown: Vec::new(),
        ..roster.clone()
    };
    let book_of_aspirations = Disclosure {
        document: "Buku aspirasi".into(),
        way: DisclosureWay::Exported,
        shown: vec![DisclosedField::SecretNames],
        people: 2,
    };
    for disclosure in [&roster, &harmless, &book_of_aspirations] {
        book.record_disclosure(disclosure).unwrap();
    }
    drop(book);
    let rows = folder.open().disclosures().unwrap();
    let written: Vec<&Disclosure> = rows.iter().map(|row| &row.disclosure).collect();
    assert_eq!(written, [&book_of_aspirations, &roster]);
    assert_eq!(rows[0].at.to_rfc3339(), "2026-11-22T03:00:00+00:00");
}
