//! The book on disk: keys, drafts, forms, numbers, search, what Beranda answers. Real encrypted SQLite files.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

mod support;

use adinda_client::views::{AppState, AspirationForm, FormKind, RecordSync};
use adinda_client::{Book, BookError, KeySource, System, write_new_key_file};
use adinda_domain::RecordId;
use adinda_domain::aspiration::{Destination, Identity, VillageStage};
use adinda_domain::meeting::{Attendance, AttendanceMark, Decision, Guest, Meeting};
use adinda_domain::member::{Member, Position};
use adinda_domain::profile::Profile;
use std::fs;
use std::path::Path;
use support::{Folder, day, moment};

fn member(name: &str) -> Member {
    Member {
        name: name.into(),
        ..Member::default()
    }
}

fn aspiration(title: &str, date: &str) -> AspirationForm {
    let mut form = AspirationForm::default();
    form.aspiration.title = title.into();
    form.aspiration.date = Some(day(date));
    form
}

#[test]
fn nothing_lies_in_the_clear_and_only_the_right_key_opens() {
    let folder = Folder::new();
    let book = folder.open();
    book.add(&member("Wahyuningsih Sulistyowati")).unwrap();
    for file in fs::read_dir(folder.data()).unwrap() {
        let path = file.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
        assert!(
            !holds(b"Wahyuningsih") && !holds(b"SQLite format 3"),
            "{} is readable",
            path.display()
        );
    }
    drop(book);
    write_new_key_file(&folder.0.path().join("other"), &System).unwrap();
    let wrong = KeySource::File(folder.0.path().join("other"));
    assert_eq!(
        Book::open(&folder.data(), &wrong, moment())
            .err()
            .unwrap()
            .code(),
        "wrong_key"
    );
    fs::write(folder.0.path().join("other"), "pendek").unwrap();
    assert_eq!(
        Book::open(&folder.data(), &wrong, moment())
            .err()
            .unwrap()
            .code(),
        "key_unavailable"
    );
    let missing = KeySource::File(folder.0.path().join("tidak-ada"));
    assert_eq!(
        Book::open(&folder.data(), &missing, moment())
            .err()
            .unwrap()
            .code(),
        "file"
    );
    assert_eq!(
        folder.open().members().unwrap().len(),
        1,
        "and all these tries harmed nothing"
    );
}

#[test]
fn a_key_file_may_hold_raw_bytes_or_digits_and_is_never_overwritten() {
    let folder = Folder::new();
    drop(folder.open());
    let file = folder.0.path().join("key");
    let digits = fs::read_to_string(&file).unwrap();
    let raw: Vec<u8> = digits
        .trim()
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect();
    fs::write(&file, raw).unwrap();
    assert!(folder.try_open().is_ok());
    assert_eq!(
        write_new_key_file(&file, &System).unwrap_err().code(),
        "file_exists"
    );
}

#[test]
fn a_key_wrapped_by_a_later_version_is_refused_kindly() {
    let folder = Folder::new();
    drop(folder.open());
    let envelope = folder.data().join("kunci.json");
    let later = fs::read_to_string(&envelope)
        .unwrap()
        .replace("\"version\": 1", "\"version\": 2");
    fs::write(&envelope, later).unwrap();
    assert_eq!(folder.try_open().err().unwrap().code(), "newer_book");
}

#[test]
fn typing_survives_and_comes_back() {
    let folder = Folder::new();
    let book = folder.open();
    let mut form = book.open_form::<Meeting>(None).unwrap();
    assert!(form.is_new && form.restored_from.is_none());
    form.record.title = "Rapat yang belum disimp".into();
    book.keep_draft(form.draft, &form.record).unwrap();
    drop(book);

    let book = folder.open();
    let drafts = book.drafts().unwrap();
    assert_eq!(
        (drafts.len(), drafts[0].title.as_str(), drafts[0].is_new),
        (1, "Rapat yang belum disimp", true)
    );
    let restored = book.open_draft::<Meeting>(drafts[0].draft).unwrap();
    assert_eq!(restored.record, form.record);
    assert!(restored.restored_from.is_some());
    assert_eq!(book.meetings().unwrap().len(), 0, "a draft is not a record");
    book.save_form(restored.draft, &restored.record).unwrap();
    assert_eq!(
        (book.meetings().unwrap().len(), book.drafts().unwrap().len()),
        (1, 0)
    );
    assert!(
        matches!(
            book.save_form(restored.draft, &restored.record),
            Err(BookError::NotFound(_))
        ),
        "saved once"
    );
}

#[test]
fn opening_a_record_again_brings_back_what_was_typed() {
    let folder = Folder::new();
    let book = folder.open();
    let id = book.add(&member("Sri")).unwrap();
    let mut form = book.open_form::<Member>(Some(id)).unwrap();
    form.record.address = "RT 2".into();
    book.keep_draft(form.draft, &form.record).unwrap();
    let again = book.open_form::<Member>(Some(id)).unwrap();
    assert_eq!(
        (again.draft, again.record.address.as_str()),
        (form.draft, "RT 2")
    );
    book.discard_draft(form.draft).unwrap();
    assert_eq!(
        book.open_form::<Member>(Some(id)).unwrap().record.address,
        ""
    );
    let unknown = RecordId::from_parts(1, [1; 10]);
    assert!(matches!(
        book.open_form::<Member>(Some(unknown)),
        Err(BookError::NotFound(_))
    ));
}

#[test]
fn what_cannot_be_saved_says_which_field_and_writes_nothing() {
    let folder = Folder::new();
    let book = folder.open();
    let error = book.add(&Member {
        joined_on: Some(day("2024-01-02")),
        left_on: Some(day("2024-01-01")),
        ..member(" ")
    });
    let Err(BookError::Invalid(problems)) = error else {
        panic!("{error:?}")
    };
    assert_eq!(
        problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["name: required", "left_on: left_before_joined"]
    );
    let long = Meeting {
        discussion: "x".repeat(70_000),
        ..Meeting {
            title: "Rapat".into(),
            ..Meeting::default()
        }
    };
    assert!(matches!(book.add(&long), Err(BookError::Invalid(_))));
    assert_eq!(
        (
            book.members().unwrap().len(),
            book.meetings().unwrap().len(),
            book.drafts().unwrap().len()
        ),
        (0, 0, 0)
    );
    assert_eq!(book.sync_status(false, None).unwrap().waiting, 0);
}

#[test]
fn saving_without_a_change_makes_no_edit() {
    let folder = Folder::new();
    let book = folder.open();
    let id = book
        .add(&Member {
            phone: "0812-3456-7890".into(),
            ..member("Sri")
        })
        .unwrap();
    assert_eq!(book.members().unwrap()[0].member.phone, "+6281234567890");
    assert_eq!(book.sync_status(false, None).unwrap().waiting, 1);
    let form = book.open_form::<Member>(Some(id)).unwrap();
    book.save_form(form.draft, &form.record).unwrap();
    assert_eq!(book.sync_status(false, None).unwrap().waiting, 1);
    let mut form = book.open_form::<Member>(Some(id)).unwrap();
    form.record.nik = "3507 1257 0887 0003".into();
    book.save_form(form.draft, &form.record).unwrap();
    assert_eq!(
        book.sync_status(false, None).unwrap().waiting,
        1,
        "what stays on the laptop isn't sent"
    );
    assert_eq!(book.members().unwrap()[0].member.nik, "3507125708870003");
}

#[test]
fn archiving_can_be_undone() {
    let folder = Folder::new();
    let book = folder.open();
    let id = book.add(&member("Sri")).unwrap();
    book.archive(FormKind::Member, id, None).unwrap();
    book.archive(FormKind::Member, id, None).unwrap();
    assert!(book.members().unwrap()[0].archived);
    assert!(book.search("sri").unwrap().is_empty());
    assert!(book.roster_members(false).unwrap().is_empty());
    book.restore(FormKind::Member, id).unwrap();
    assert!(!book.members().unwrap()[0].archived);
    assert_eq!(book.search("sri").unwrap().len(), 1);
    assert_eq!(book.members().unwrap()[0].sync, RecordSync::OnlyHere);
}

#[test]
fn register_numbers_run_per_year_and_never_change() {
    let folder = Folder::new();
    let book = folder.open();
    let first = book.add(&aspiration("Jalan rusak", "2025-12-31")).unwrap();
    book.add(&aspiration("Air bersih", "2026-01-02")).unwrap();
    book.add(&aspiration("Lampu jalan", "2026-01-03")).unwrap();
    let mut form = book.open_form::<AspirationForm>(Some(first)).unwrap();
    form.record.aspiration.date = Some(day("2026-02-01"));
    form.record.aspiration.register_number = "999/2026".into();
    book.save_form(form.draft, &form.record).unwrap();
    let mut numbers: Vec<String> = book
        .aspirations()
        .unwrap()
        .into_iter()
        .map(|row| row.aspiration.register_number)
        .collect();
    numbers.sort();
    assert_eq!(numbers, ["001/2025", "001/2026", "002/2026"]);
}

#[test]
fn who_spoke_is_a_record_of_its_own_and_kept_back_when_asked() {
    let folder = Folder::new();
    let book = folder.open();
    let mut named = aspiration("Jalan rusak", "2026-10-04");
    named.reporter.name = "Pak Slamet".into();
    book.add(&named).unwrap();
    let mut secret = named.clone();
    secret.aspiration.identity = Some(Identity::Secret);
    let secret_id = book.add(&secret).unwrap();
    let mut anonymous = named.clone();
    anonymous.aspiration.identity = Some(Identity::Anonymous);
    let anonymous_id = book.add(&anonymous).unwrap();
    let shown: Vec<String> = book
        .aspirations()
        .unwrap()
        .into_iter()
        .map(|row| row.reporter_name)
        .collect();
    assert_eq!(
        shown
            .iter()
            .filter(|name| name.as_str() == "Pak Slamet")
            .count(),
        1,
        "{shown:?}"
    );
    let name = |id| {
        book.open_form::<AspirationForm>(Some(id))
            .unwrap()
            .record
            .reporter
            .name
    };
    assert_eq!(
        name(secret_id),
        "Pak Slamet",
        "kept, and seen in its own form"
    );
    assert_eq!(name(anonymous_id), "", "anonymous means not asked");
    // Becoming anonymous empties what had been written down.
    let mut form = book.open_form::<AspirationForm>(Some(secret_id)).unwrap();
    form.record.aspiration.identity = Some(Identity::Anonymous);
    book.save_form(form.draft, &form.record).unwrap();
    assert_eq!(name(secret_id), "");
}

#[test]
fn a_meeting_keeps_its_lists_through_edits() {
    let folder = Folder::new();
    let book = folder.open();
    let sri = book.add(&member("Sri")).unwrap();
    let decision = |text: &str| Decision {
        decision: text.into(),
        due: Some(day("2026-11-25")),
        ..Decision::default()
    };
    let meeting = Meeting {
        title: "Rapat rutin".into(),
        date: Some(day("2026-11-01")),
        attendance: vec![AttendanceMark {
            member: Some(sri),
            status: Some(Attendance::Present),
            note: String::new(),
        }],
        guests: vec![Guest {
            name: "Bu Camat".into(),
            ..Guest::default()
        }],
        decisions: vec![decision("Kerja bakti"), decision("Beli terpal")],
        ..Meeting::default()
    };
    let id = book.add(&meeting).unwrap();
    let mut form = book.open_form::<Meeting>(Some(id)).unwrap();
    form.record.decisions.swap(0, 1);
    form.record.guests.clear();
    form.record.decisions.push(decision("Lapor ke desa"));
    book.save_form(form.draft, &form.record).unwrap();
    let form = book.open_form::<Meeting>(Some(id)).unwrap();
    let texts: Vec<&str> = form
        .record
        .decisions
        .iter()
        .map(|decision| decision.decision.as_str())
        .collect();
    assert_eq!(texts, ["Beli terpal", "Kerja bakti", "Lapor ke desa"]);
    assert!(form.record.guests.is_empty());
    let overview = book.overview().unwrap();
    assert_eq!(
        (
            overview.due.len(),
            overview.members,
            overview.meetings_this_year
        ),
        (3, 1, 1)
    );
    assert_eq!(overview.last_meeting.unwrap().attendance.present, 1);
}

#[test]
fn beranda_counts_only_what_is_meant_for_the_office() {
    let folder = Folder::new();
    let book = folder.open();
    let mut for_office = aspiration("Jembatan", "2026-10-04");
    for_office.aspiration.destination = Some(Destination::Regency);
    for_office.aspiration.stage = Some(VillageStage::Recorded);
    book.add(&for_office).unwrap();
    let mut for_village = aspiration("Lampu pos ronda", "2026-10-04");
    for_village.aspiration.destination = Some(Destination::Village);
    for_village.aspiration.stage = Some(VillageStage::DoneInVillage);
    book.add(&for_village).unwrap();
    let overview = book.overview().unwrap();
    assert_eq!(overview.awaiting_office, 1);
    let standings: Vec<&str> = overview
        .aspirations
        .iter()
        .map(|standing| standing.standing.as_str())
        .collect();
    assert_eq!(standings, ["village/done_in_village", "village/recorded"]);
}

#[test]
fn the_search_finds_beginnings_without_accents() {
    let folder = Folder::new();
    let book = folder.open();
    book.add(&member("José Syafi'i")).unwrap();
    book.add(&aspiration("Jembatan bambu", "2026-10-04"))
        .unwrap();
    let titles = |query: &str| {
        book.search(query)
            .unwrap()
            .into_iter()
            .map(|hit| hit.title)
            .collect::<Vec<_>>()
    };
    assert_eq!(titles("jose"), ["José Syafi'i"]);
    assert_eq!(titles("syaf"), ["José Syafi'i"]);
    assert_eq!(titles("bam jem"), ["Jembatan bambu"]);
    for harmless in ["", "\"", "* OR", "NEAR(", "' --", "zzz"] {
        assert_eq!(titles(harmless), [] as [&str; 0], "{harmless}");
    }
}

#[test]
fn first_start_ends_with_a_name_and_members_stand_in_roster_order() {
    let folder = Folder::new();
    let book = folder.open();
    assert_eq!(book.state().unwrap(), AppState::FirstStart);
    let mut form = book.open_form::<Profile>(None).unwrap();
    form.record.name = "KIM Swara Warga".into();
    book.save_form(form.draft, &form.record).unwrap();
    assert_eq!(
        book.state().unwrap(),
        AppState::Ready {
            kim_name: "KIM Swara Warga".into()
        }
    );
    let mut form = book.open_form::<Profile>(None).unwrap();
    form.record.village = "Pringgondani".into();
    book.save_form(form.draft, &form.record).unwrap();
    assert_eq!(book.profile().unwrap().village, "Pringgondani");
    book.add(&member("Ani")).unwrap();
    book.add(&Member {
        position: Some(Position::Chair),
        ..member("Zul")
    })
    .unwrap();
    let names: Vec<String> = book
        .roster_members(true)
        .unwrap()
        .into_iter()
        .map(|member| member.name)
        .collect();
    assert_eq!(names, ["Zul", "Ani"]);
}

#[test]
fn a_book_of_a_newer_version_is_refused_and_left_alone() {
    let folder = Folder::new();
    drop(folder.open());
    let key = fs::read_to_string(folder.0.path().join("key")).unwrap();
    let file = folder.data().join("buku.db");
    let own = set_schema_version(&file, key.trim(), 999);
    assert_eq!(folder.try_open().err().unwrap().code(), "newer_book");
    set_schema_version(&file, key.trim(), own);
    assert!(folder.try_open().is_ok());
}

/// Says which version it was before.
fn set_schema_version(file: &Path, key: &str, version: i64) -> i64 {
    let connection = rusqlite::Connection::open(file).unwrap();
    connection
        .pragma_update(None, "key", format!("x'{key}'"))
        .unwrap();
    let before = connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    connection
        .pragma_update(None, "user_version", version)
        .unwrap();
    before
}

#[test]
fn a_power_cut_at_the_very_first_start_is_no_dead_end() {
    let folder = Folder::new();
    fs::create_dir_all(folder.data()).unwrap();
    fs::write(folder.data().join("kunci.json"), "").unwrap();
    assert!(
        folder.try_open().is_ok(),
        "there is no book yet that it could be the key of"
    );
    fs::write(folder.data().join("kunci.json"), "").unwrap();
    assert_eq!(
        folder.try_open().err().unwrap().code(),
        "key_unavailable",
        "but a book's envelope is not made anew"
    );
}
