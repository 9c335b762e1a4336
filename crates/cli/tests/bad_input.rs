//! Input that can't be used: status 2, one line on stderr that names the field, nothing written.
#![allow(clippy::unwrap_used, reason = "test code")]

mod support;

use support::{Desk, contents, finish, program};

/// Command, stdin, what the line must say.
const BAD: &[(&[&str], &str, &[&str])] = &[
    (&["member", "add"], "", &["stdin", "masukan kosong"]),
    (
        &["member", "add"],
        "{\"name\": \"Sri\"",
        &["stdin", "baris 1 kolom 14"],
    ),
    (
        &["member", "add"],
        r#"{"name": "Sri", "name": "Sri"}"#,
        &["“name” disebut dua kali"],
    ),
    (&["member", "add"], "7", &["member: ", "objek JSON"]),
    (
        &["member", "add"],
        "[{\"name\": \"Sri\"}, 7]",
        &["member[1]: "],
    ),
    (
        &["member", "add"],
        r#"{"nama": "Sri"}"#,
        &["member.nama: ", "tidak dikenal"],
    ),
    (
        &["member", "add"],
        r#"{"name": 5}"#,
        &["member.name: ", "teks", "(5)"],
    ),
    (
        &["member", "add"],
        r#"{"sex": "female"}"#,
        &["member.name: perlu diisi"],
    ),
    (
        &["member", "add"],
        r#"{"name": "  "}"#,
        &["member.name: perlu diisi"],
    ),
    (
        &["member", "add"],
        r#"{"name": "Sri", "nik": 3507125708870003}"#,
        &["member.nik: "],
    ),
    (
        &["member", "add"],
        r#"{"name": "Sri", "married": "ya"}"#,
        &["member.married: ", "true atau false"],
    ),
    (
        &["member", "add"],
        r#"{"name": "Sri", "order": 10001}"#,
        &["member.order: ", "10000"],
    ),
    (
        &["member", "add"],
        r#"{"name": "Sri", "order": 1.5}"#,
        &["member.order: "],
    ),
    (
        &["member", "add"],
        r#"{"name": "Sri", "sex": "x"}"#,
        &["member.sex: ", "male, female"],
    ),
    (
        &["member", "add"],
        r#"{"name": "Sri", "id": "1"}"#,
        &["member.id: ", "diberikan oleh laptop"],
    ),
    (
        &["member", "add"],
        r#"{"name": "Sri", "note": {}}"#,
        &["member.note: "],
    ),
    (
        &["member", "add"],
        r#"[{"name": "A"}, {"name": "B"}, {"name": "C"}, {"name": "D", "birth_date": "2026-02-30"}]"#,
        &["member[3].birth_date: tanggal tidak ada (2026-02-30)"],
    ),
    (
        &["member", "add"],
        r#"[{"name": "A"}, {"name": "B", "joined_on": "2024-01-02", "left_on": "2024-01-01"}]"#,
        &["member[1].left_on: tanggal keluar lebih awal"],
    ),
    (
        &["member", "add", "/no/such/file.json"],
        "",
        &["/no/such/file.json: berkas ini tidak ada"],
    ),
    (
        &["meeting", "add"],
        r#"{"title": "Rapat", "start_time": "9.30"}"#,
        &["meeting.start_time: jam tidak ada (9.30)"],
    ),
    (
        &["meeting", "add"],
        r#"{"title": "Rapat", "start_time": "10:00", "end_time": "09:00"}"#,
        &["meeting.end_time: "],
    ),
    (
        &["meeting", "add"],
        r#"{"title": "Rapat", "guests": [{"position": "Camat"}]}"#,
        &["meeting.guests[0].name: "],
    ),
    (
        &["meeting", "add"],
        r#"{"title": "Rapat", "guests": {}}"#,
        &["meeting.guests: ", "larik"],
    ),
    (
        &["meeting", "add"],
        r#"{"title": "Rapat", "agenda": [{"teks": "x"}]}"#,
        &["meeting.agenda[0].teks: "],
    ),
    (
        &["meeting", "add"],
        r#"{"title": "Rapat", "decisions": [{"decision": "A"}, {"decision": "B", "status": "maybe"}]}"#,
        &["meeting.decisions[1].status: ", "open, in_progress"],
    ),
    (
        &["meeting", "add"],
        r#"{"title": "Rapat", "attendance": [{"member": "Siapa", "status": "present"}]}"#,
        &["meeting.attendance[0].member: tidak ada anggota bernama “Siapa”"],
    ),
    (
        &["meeting", "add"],
        r#"{"title": "Rapat", "attendance": [{"member": "00000000-0000-7000-8000-000000000001"}]}"#,
        &["meeting.attendance[0].member: tidak ada anggota dengan id"],
    ),
    (
        &["meeting", "add"],
        r#"{"title": "Rapat", "attendance": [{"status": "sick"}]}"#,
        &["meeting.attendance[0].member: "],
    ),
    (
        &["aspiration", "add"],
        r#"{"title": "Jalan", "register_number": "1"}"#,
        &["aspiration.register_number: ", "laptop"],
    ),
    (
        &["aspiration", "add"],
        r#"{"title": "Jalan", "reporter_nama": "Tini"}"#,
        &["aspiration.reporter_nama: "],
    ),
    (
        &["aspiration", "add"],
        r#"{"title": "Jalan", "reporter": "Tini"}"#,
        &["aspiration.reporter: "],
    ),
    (
        &["aspiration", "add"],
        r#"{"title": "Jalan", "meeting": "Rapat gaib"}"#,
        &["aspiration.meeting: tidak ada rapat"],
    ),
    (
        &["aspiration", "add"],
        r#"{"title": "Jalan", "identity": "anonymous", "reporter_name": "Tini"}"#,
        &["aspiration.reporter_name: "],
    ),
    (
        &["profile", "set"],
        r#"{"village": "Toyomarto", "name": ""}"#,
        &["profile.name: perlu diisi"],
    ),
    (
        &["profile", "set"],
        r#"[{"name": "KIM"}]"#,
        &["profile: ", "larik"],
    ),
    (
        &["profile", "set"],
        r#"{"name": "KIM", "paper": "B5"}"#,
        &["profile.paper: ", "F4, F4_narrow, A4"],
    ),
    (
        &["print", "roster", "--paper", "B5", "--out", "x.pdf"],
        "",
        &["--paper: ", "“B5”", "F4, F4_narrow, A4"],
    ),
    (&["print", "roster", "--paper", "F4"], "", &["--out"]),
    (
        &["print", "roster", "--out", "/no/such/folder/x.pdf"],
        "",
        &["--out: folder ini tidak ada"],
    ),
    (
        &["print", "roster", "--out", "x.pdf", "--date", "2026-02-30"],
        "",
        &["--date: tanggal tidak ada (2026-02-30)"],
    ),
    (&["pair", "--server", "http://localhost:9"], "", &["--code"]),
    (
        &["member", "hapus"],
        "",
        &["hapus: perintah ini tidak dikenal"],
    ),
    (
        &["member", "list", "--semua"],
        "",
        &["--semua: pilihan ini tidak dikenal"],
    ),
];

#[test]
fn bad_input_is_named_and_nothing_is_written() {
    let (empty, full) = (Desk::new(), Desk::new());
    full.add_member("Sri");
    full.done(&["profile", "set"], r#"{"name": "KIM Swara Warga"}"#);
    let read = |command: [&str; 2]| full.json(&command, "");
    let before = [
        ["member", "list"],
        ["meeting", "list"],
        ["aspiration", "list"],
        ["profile", "show"],
    ]
    .map(read);
    for (arguments, stdin, said) in BAD {
        for desk in [&empty, &full] {
            let ran = desk.run(arguments, stdin);
            assert_eq!(ran.code, 2, "{arguments:?} {stdin}: {ran:?}");
            assert_eq!(ran.stdout, "", "{arguments:?} {stdin}");
            assert_eq!(
                ran.stderr.lines().count(),
                1,
                "{arguments:?} {stdin}: {ran:?}"
            );
            for words in *said {
                assert!(
                    ran.stderr.contains(words),
                    "{arguments:?} {stdin}: no {words} in {}",
                    ran.stderr
                );
            }
        }
    }
    assert!(!empty.data().exists(), "nobody made a book");
    let after = [
        ["member", "list"],
        ["meeting", "list"],
        ["aspiration", "list"],
        ["profile", "show"],
    ]
    .map(read);
    assert_eq!(after, before);
}

#[test]
fn names_that_several_have_and_names_given_twice_are_refused() {
    let desk = Desk::new();
    for name in ["Sri", "Sri", "Made"] {
        desk.add_member(name);
    }
    for (attendance, said) in [
        (
            r#"[{"member": "Sri"}]"#,
            "attendance[0].member: ada beberapa anggota bernama “Sri”",
        ),
        (
            r#"[{"member": "Made"}, {"member": "Made"}]"#,
            "attendance[1].member: anggota ini sudah disebut",
        ),
    ] {
        let ran = desk.run(
            &["meeting", "add"],
            &format!(r#"{{"title": "Rapat", "attendance": {attendance}}}"#),
        );
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.stderr.contains(said), "{ran:?}");
    }
    assert_eq!(desk.json(&["meeting", "list"], ""), serde_json::json!([]));
}

#[test]
fn a_key_that_cannot_be_used_leaves_nothing_behind() {
    let desk = Desk::new();
    for (key, text, code) in [("missing", None, 2), ("short", Some("abc"), 1)] {
        let key = desk.folder.path().join(key);
        if let Some(text) = text {
            std::fs::write(&key, text).unwrap();
        }
        let mut asked = program();
        asked
            .arg("--data")
            .arg(desk.data())
            .arg("--key-file")
            .arg(&key);
        let ran = finish(asked.args(["member", "add"]), r#"{"name": "Sri"}"#);
        assert_eq!((ran.code, ran.stderr.lines().count()), (code, 1), "{ran:?}");
        assert!(contents(&desk.data()).is_empty());
    }
}

#[test]
fn codes_and_addresses_that_are_none_are_named() {
    let desk = Desk::new();
    for (server, code, named) in [
        ("http://localhost:9", "abc", "--code: "),
        ("bukan alamat", "abc", "--server: "),
    ] {
        let ran = desk.run(&["pair", "--server", server, "--code", code], "");
        assert_eq!((ran.code, ran.stderr.lines().count()), (2, 1), "{ran:?}");
        assert!(ran.stderr.contains(named), "{ran:?}");
    }
}
