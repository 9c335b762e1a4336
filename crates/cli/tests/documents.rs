//! `print`: what was asked for stands in the PDF, and nothing that wasn't.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

mod support;

use std::process::Command;
use support::Desk;

/// What stands in a PDF, laid out as on the page.
fn text_of(pdf: &std::path::Path) -> String {
    let read = Command::new("pdftotext")
        .arg("-layout")
        .arg(pdf)
        .arg("-")
        .output()
        .unwrap();
    assert!(read.status.success(), "{read:?}");
    String::from_utf8(read.stdout).unwrap()
}

/// The line in which something first stands.
fn place_in(text: &str, part: &str) -> usize {
    let found = text.lines().position(|line| line.contains(part));
    found.unwrap_or_else(|| panic!("{part} isn't in:\n{text}"))
}

fn desk_with_members() -> Desk {
    let desk = Desk::new();
    desk.done(
        &["profile", "set"],
        r#"{"name": "KIM Swara Warga", "village": "Toyomarto"}"#,
    );
    desk.done(
        &["member", "add"],
        r#"[{"name": "Zainal", "position": "chair", "nik": "3507120506870001", "member_number": "10"},
            {"name": "Ayu", "position": "spreading_coordinator", "member_number": "9", "sex": "female"},
            {"name": "Budi", "position": "member", "member_number": "1"}]"#,
    );
    desk
}

impl Desk {
    fn roster(&self, arguments: &[&str]) -> String {
        let out = self.folder.path().join("roster.pdf");
        let mut all = vec!["print", "roster", "--out", out.to_str().unwrap()];
        all.extend(arguments);
        self.done(&all, "");
        text_of(&out)
    }
}

#[test]
fn the_roster_has_the_columns_the_filter_and_the_order_that_were_asked_for() {
    let desk = desk_with_members();
    let usual = desk.roster(&[]);
    assert!(place_in(&usual, "Zainal") < place_in(&usual, "Ayu"));
    assert!(usual.contains("L/P") && !usual.contains("3507120506870001"));

    let by_name = desk.roster(&["--order", "name", "--columns", "name,position"]);
    assert!(place_in(&by_name, "Ayu") < place_in(&by_name, "Zainal"));
    assert!(by_name.contains("Jabatan") && !by_name.contains("L/P"));

    let by_number = desk.roster(&["--order", "number"]);
    assert!(place_in(&by_number, "Budi") < place_in(&by_number, "Ayu"));
    assert!(place_in(&by_number, "Ayu") < place_in(&by_number, "Zainal"));

    let spreading = desk.roster(&["--filter", "spreading"]);
    assert!(spreading.contains("Bidang Penyebaran Informasi") && spreading.contains("Ayu"));
    assert!(!spreading.contains("Budi") && spreading.contains("Jumlah: 1 orang"));
}

#[test]
fn a_nik_is_printed_only_when_it_is_asked_for() {
    let desk = desk_with_members();
    let named = desk.roster(&["--columns", "name,nik"]);
    assert!(!named.contains("3507120506870001"), "{named}");
    for columns in ["name", "name,nik"] {
        let asked = desk.roster(&["--columns", columns, "--nik"]);
        assert!(asked.contains("3507120506870001"), "{asked}");
    }
}

#[test]
fn what_is_no_column_group_or_order_is_refused() {
    let desk = desk_with_members();
    for (option, value) in [
        ("--columns", "name,agama"),
        ("--filter", "x"),
        ("--order", "x"),
    ] {
        let ran = desk.run(&["print", "roster", "--out", "x.pdf", option, value], "");
        assert_eq!((ran.code, ran.stderr.lines().count()), (2, 1), "{ran:?}");
        assert!(ran.stderr.contains(option), "{ran:?}");
    }
}

/// A book with something for every document.
fn full_desk() -> Desk {
    let desk = desk_with_members();
    desk.done(
        &["meeting", "add"],
        r#"{"title": "Rapat: jalan/jembatan", "date": "2026-10-04", "start_time": "09:00", "place": "Balai Desa",
            "chair": "Zainal", "note_taker": "Ayu", "opening": "Dibuka dengan doa.",
            "agenda": [{"text": "Membahas jalan"}],
            "attendance": [{"member": "Zainal", "status": "present"}, {"member": "Ayu", "status": "excused"}],
            "guests": [{"name": "Pak Camat", "organisation": "Kecamatan"}],
            "decisions": [{"topic": "Jalan", "decision": "Kerja bakti hari Minggu", "responsible": "Budi"}]}"#,
    );
    desk.done(
        &["aspiration", "add"],
        r#"[{"title": "Jalan berlubang", "date": "2026-10-05", "destination": "regency", "reporter_name": "Bu Tini"},
            {"title": "Bantuan beras", "date": "2026-10-06", "destination": "regency", "identity": "secret",
             "reporter_name": "Nyoman Rahasia"}]"#,
    );
    desk.done(
        &["activity", "add"],
        r#"{"title": "Pelatihan cek fakta", "date": "2026-03-02", "place": "Balai Desa", "result": "12 orang terlatih"}"#,
    );
    desk
}

impl Desk {
    /// A document's text, and what the program said of it.
    fn printed(&self, arguments: &[&str]) -> (String, serde_json::Value) {
        let out = self.folder.path().join(format!("{}.pdf", arguments[0]));
        let mut all = vec!["print"];
        all.extend(arguments);
        all.extend(["--out", out.to_str().unwrap()]);
        let said = self.json(&all, "");
        (text_of(&out), said)
    }
}

/// The book's database, opened beside the program.
fn database(desk: &Desk) -> rusqlite::Connection {
    let key = std::fs::read_to_string(desk.key()).unwrap();
    let database = rusqlite::Connection::open(desk.book_file()).unwrap();
    database
        .pragma_update(None, "key", format!("x'{}'", key.trim()))
        .unwrap();
    database
}

#[test]
fn every_document_that_is_listed_is_printed() {
    let desk = full_desk();
    let listed = desk.json(&["print", "--list"], "");
    let meeting = ["--meeting", "Rapat: jalan/jembatan"];
    for document in listed.as_array().unwrap() {
        let name = document["name"].as_str().unwrap();
        let (about, parts): (&[&str], &[&str]) = match name {
            "roster" => (&[], &["Zainal", "Ayu"]),
            "attendance-sheet" => (&meeting, &["Zainal", "Pak Camat", "4 Oktober 2026"]),
            "minutes" => (
                &meeting,
                &["Membahas jalan", "Kerja bakti hari Minggu", "Budi"],
            ),
            "official-report" => (&meeting, &["Balai Desa", "Kerja bakti hari Minggu"]),
            "invitation" => (&meeting, &["Yth.", "Membahas jalan", "Balai Desa"]),
            "aspiration-book" => (&[], &["Jalan berlubang", "Bu Tini", "TAHUN 2026"]),
            "aspiration-sheet" => (
                &["--aspiration", "Jalan berlubang"],
                &["Bu Tini", "001/2026"],
            ),
            "cover-letter" => (&[], &["Jalan berlubang", "Bantuan beras"]),
            "activity-book" => (
                &[],
                &["Pelatihan cek fakta", "12 orang terlatih", "jalan/jembatan"],
            ),
            "activity-report" => (&["--until", "2026-12-31"], &["Pelatihan cek fakta"]),
            "card" => (&[], &["Zainal", "Ayu", "Budi"]),
            other => panic!("{other} is listed, and nobody tried it"),
        };
        let mut arguments = vec![name];
        arguments.extend(about);
        let (text, said) = desk.printed(&arguments);
        assert!(said["pages"].as_u64() >= Some(1), "{said}");
        for part in parts {
            assert!(text.contains(part), "{part} isn't in {name}:\n{text}");
        }
    }
    assert_eq!(listed.as_array().unwrap().len(), 11);
}

#[test]
fn a_secret_name_is_printed_only_when_it_is_asked_for_and_that_is_noted() {
    let desk = full_desk();
    for document in [
        &["aspiration-book"][..],
        &["aspiration-sheet", "--aspiration", "Bantuan beras"],
        &["cover-letter"],
    ] {
        let (usual, _) = desk.printed(document);
        assert!(
            !usual.contains("Nyoman") && usual.contains("Dirahasiakan"),
            "{usual}"
        );
        let asked = [document, &["--secret-names"]].concat();
        let (asked, _) = desk.printed(&asked);
        assert!(asked.contains("Nyoman Rahasia"), "{asked}");
    }
    desk.roster(&["--nik"]);
    desk.roster(&[]);
    let book = database(&desk);
    let noted: Vec<(String, String, u32)> = book
        .prepare("SELECT document, shown, people FROM disclosure ORDER BY number")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let secret = r#"["secret_names"]"#;
    let expected = [
        ("Buku Aspirasi", secret),
        ("Lembar Aspirasi", secret),
        ("Surat Pengantar Pengiriman Aspirasi", secret),
        ("Daftar Pengurus dan Anggota", r#"["nik"]"#),
    ];
    assert_eq!(
        noted,
        expected.map(|(document, shown)| (document.into(), shown.into(), 1))
    );
}

#[test]
fn an_attendance_sheet_is_blank_or_filled_or_of_no_meeting() {
    let desk = full_desk();
    let meeting = ["attendance-sheet", "--meeting", "Rapat: jalan/jembatan"];
    let (blank, _) = desk.printed(&meeting);
    assert!(
        !blank.contains("Izin") && !blank.contains("izin"),
        "{blank}"
    );
    let (filled, _) = desk.printed(&[&meeting[..], &["--filled"]].concat());
    assert!(filled.to_lowercase().contains("izin"), "{filled}");
    let (none, _) = desk.printed(&["attendance-sheet", "--spare-rows", "0"]);
    assert!(
        none.contains("Budi") && !none.contains("Pak Camat"),
        "{none}"
    );
}

#[test]
fn an_invitation_bears_the_number_of_its_letter_and_goes_to_each_member() {
    let desk = full_desk();
    let (text, said) = desk.printed(&[
        "invitation",
        "--meeting",
        "Rapat: jalan/jembatan",
        "--each-member",
    ]);
    assert_eq!(said["pages"], 3, "one for each member: {text}");
    assert!(text.contains("Zainal") && text.contains("Ketua"), "{text}");
}

#[test]
fn a_document_about_nothing_that_is_there_is_refused() {
    let desk = full_desk();
    for (arguments, part) in [
        (&["minutes", "--meeting", "Rapat gaib"][..], "Rapat gaib"),
        (&["minutes"], "--meeting"),
        (&["attendance-sheet", "--filled"], "--meeting"),
        (&["aspiration-sheet", "--aspiration", "Gaib"], "Gaib"),
        (&["card", "--member", "Gaib"], "Gaib"),
        (&["invitation"], "--"),
        (&["activity-book", "--from", "2026-13-01"], "--from"),
    ] {
        let out = desk.folder.path().join("none.pdf");
        let all = [&["print"], arguments, &["--out", out.to_str().unwrap()]].concat();
        let ran = desk.run(&all, "");
        assert_eq!((ran.code, ran.stderr.lines().count()), (2, 1), "{ran:?}");
        assert!(ran.stderr.contains(part), "{part}: {ran:?}");
        assert!(!out.exists());
    }
}
