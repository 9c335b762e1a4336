//! Every command of adinda-cli, run as the real binary.
#![allow(clippy::unwrap_used, reason = "test code")]

mod support;

use adinda_tests::office::TestOffice;
use serde_json::json;
use support::{Desk, finish, program};

const SECRETS: &str = r#"{"name": "Sri Wahyuni", "nik": "3507125708870003", "religion": "islam", "sex": "female",
    "birth_place": "Malang", "birth_date": "1987-08-17", "position": "secretary", "phone": "0812-3456-7890"}"#;

#[test]
fn a_key_is_made_once() {
    let desk = Desk::new();
    let key = std::fs::read_to_string(desk.key()).unwrap();
    assert_eq!(key.trim().len(), 64);
    let again = finish(program().args(["key", "new"]).arg(desk.key()), "");
    assert_eq!(
        (again.code, again.stderr.lines().count()),
        (2, 1),
        "{again:?}"
    );
    assert_eq!(std::fs::read_to_string(desk.key()).unwrap(), key);
}

#[test]
fn the_profile_changes_only_where_it_is_named() {
    let desk = Desk::new();
    desk.done(
        &["profile", "set"],
        r#"{"name": "KIM Swara Warga", "village": "Toyomarto", "members_most": 8, "phone": "0812 3456 7890"}"#,
    );
    let file = desk.file(
        "change.json",
        r#"{"address": "Jl. Mawar 3", "members_most": null, "founded_on": "2019-03-01"}"#,
    );
    let profile = desk.json(&["profile", "set", &file], "");
    assert_eq!(profile, desk.json(&["profile", "show"], ""));
    assert_eq!(profile["name"], "KIM Swara Warga");
    assert_eq!(profile["address"], "Jl. Mawar 3");
    assert_eq!(profile["phone"], "+6281234567890");
    assert_eq!(profile["founded_on"], "2019-03-01");
    assert!(profile["members_most"].is_null());
    let shown = desk.done(&["profile", "show"], "");
    assert!(shown.contains("village: Toyomarto\n"), "{shown}");
}

#[test]
fn members_are_added_and_listed() {
    let desk = Desk::new();
    let line = desk.done(&["member", "add"], SECRETS);
    let (id, name) = line.trim_end().split_once('\t').unwrap();
    assert_eq!((id.len(), name), (36, "Sri Wahyuni"));
    let file = desk.file(
        "two.json",
        "\u{feff}[{\"name\": \"Made\"}, {\"name\": \"José\", \"position\": \"\"}]",
    );
    let added = desk.json(&["member", "add", &file], "");
    assert_eq!(added.as_array().unwrap().len(), 2);
    assert_eq!(added[0]["warnings"], json!([]));

    let rows = desk.json(&["member", "list"], "");
    let names: Vec<&str> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["member"]["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        ["Sri Wahyuni", "José", "Made"],
        "in the order of the roster"
    );
    assert_eq!(rows[0]["id"], id);
    assert_eq!(rows[0]["member"]["nik"], "3507125708870003");
    assert_eq!(rows[0]["archived"], false);
    assert_eq!(rows[0]["sync"]["state"], "only_here");
    let table = desk.done(&["member", "list"], "");
    assert!(
        table.contains("Sri Wahyuni") && table.contains("Sekretaris") && table.contains(id),
        "{table}"
    );
    for secret in ["3507125708870003", "islam", "Islam", "Malang", "1987"] {
        assert!(!table.contains(secret), "{secret} in\n{table}");
    }
}

#[test]
fn warnings_are_said_and_change_nothing() {
    let desk = Desk::new();
    let ran = desk.run(
        &["--json", "member", "add"],
        r#"[{"name": "Sri", "position": "chair"}, {"name": "Made", "position": "chair", "nik": "12"}]"#,
    );
    assert_eq!(ran.code, 0, "{ran:?}");
    let about: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!(
        about[..3],
        [
            "Perhatian: member[0].position: jabatan ini masih dipegang Made",
            "Perhatian: member[1].nik: NIK biasanya 16 angka",
            "Perhatian: member[1].position: jabatan ini masih dipegang Sri",
        ]
    );
    assert!(about[3].starts_with("Perhatian: buku baru dibuat di "));
    let added: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(added[1]["warnings"][0]["field"], "nik");
    assert_eq!(added[1]["warnings"][0]["code"], "nik_not_sixteen_digits");
    assert_eq!(
        desk.json(&["member", "list"], "").as_array().unwrap().len(),
        2
    );
}

#[test]
fn a_meeting_names_members_by_id_or_by_name() {
    let desk = Desk::new();
    let sri = desk.add_member("Sri");
    desk.add_member("Made");
    let meeting = json!({
        "title": "Rapat rutin", "date": "2026-10-04", "start_time": "19:30", "end_time": "21:00", "place": "Balai desa",
        "status": "final", "agenda": [{"text": "Pembukaan"}, {"text": "Kerja bakti"}],
        "attendance": [{"member": sri, "status": "present"}, {"member": "Made", "status": "excused", "note": "sakit"}],
        "guests": [{"name": "Pak Camat"}],
        "decisions": [{"decision": "Kerja bakti hari Minggu", "due": "2026-10-11", "status": "open"}],
    });
    desk.done(&["meeting", "add", "-"], &meeting.to_string());
    let rows = desk.json(&["meeting", "list"], "");
    let counted =
        json!({"present": 1, "excused": 1, "sick": 0, "absent": 0, "guests": 1, "quorum": false});
    assert_eq!(rows[0]["attendance"], counted);
    assert_eq!(
        (&rows[0]["decisions"], &rows[0]["open_follow_ups"]),
        (&json!(1), &json!(1))
    );
    let table = desk.done(&["meeting", "list"], "");
    assert!(
        table.contains("2026-10-04  Rapat rutin  Balai desa"),
        "{table}"
    );
}

#[test]
fn aspirations_get_their_register_numbers_from_the_laptop() {
    let desk = Desk::new();
    desk.done(&["meeting", "add"], r#"{"title": "Rapat rutin"}"#);
    let added = desk.json(
        &["aspiration", "add"],
        r#"[{"title": "Jalan rusak", "date": "2026-10-04", "reporter_name": "Pak Slamet", "meeting": "Rapat rutin"},
            {"title": "Air bersih", "date": "2026-10-05", "identity": "secret", "reporter_name": "Bu Tini"}]"#,
    );
    assert_eq!(added[0]["register_number"], "001/2026");
    assert_eq!(added[1]["register_number"], "002/2026");
    let line = desk.done(
        &["aspiration", "add"],
        r#"{"title": "Lampu jalan", "date": "2026-10-06"}"#,
    );
    assert!(line.ends_with("\t003/2026\tLampu jalan\n"), "{line}");
    let rows = desk.json(&["aspiration", "list"], "");
    assert_eq!(rows[2]["reporter_name"], "Pak Slamet");
    assert!(rows[2]["aspiration"]["meeting"].is_string());
    let table = desk.done(&["aspiration", "list"], "");
    assert!(
        table.contains("Pak Slamet") && !table.contains("Bu Tini"),
        "{table}"
    );
}

const SCAN: &str = "%PDF-1.4\n1 0 obj\n<< >>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< >>\nstartxref\n30\n%%EOF\n";

#[test]
fn activities_and_disseminations_are_added_and_listed() {
    let desk = Desk::new();
    desk.add_member("Sri");
    let activity = json!({
        "title": "Pelatihan menulis", "activity_type": "training", "date": "2026-10-04", "place": "Balai desa",
        "participants": [{"member": "Sri", "role": "Panitia"}], "other_participants": 20,
    });
    desk.done(&["activity", "add"], &activity.to_string());
    let rows = desk.json(&["activity", "list"], "");
    assert_eq!(rows[0]["participants"], 21);
    let table = desk.done(&["activity", "list"], "");
    assert!(
        table.contains("2026-10-04  Pelatihan menulis  Balai desa  21"),
        "{table}"
    );
    let twice = r#"{"title": "X", "participants": [{"member": "Sri"}, {"member": "Sri"}]}"#;
    let refused = desk.run(&["activity", "add"], twice);
    assert!(
        refused
            .stderr
            .contains(": activity.participants[1].member: "),
        "{}",
        refused.stderr
    );

    let spread = json!({
        "title": "Jadwal imunisasi", "date": "2026-10-05", "source": "Puskesmas", "by_whatsapp": true, "reach": 120,
    });
    let added = desk.json(&["dissemination", "add"], &spread.to_string());
    assert_eq!(added["warnings"][0]["code"], "spread_unchecked");
    let id = added["id"].as_str().unwrap();
    let scan = desk.file("poster.pdf", SCAN);
    desk.json(&["attachment", "add", "--dissemination", id, &scan], "");
    let rows = desk.json(&["dissemination", "list"], "");
    assert_eq!(
        rows[0]["dissemination"]["attachments"][0]["name"],
        "poster.pdf"
    );
    let hit = desk.done(&["dissemination", "list"], "");
    assert!(hit.contains("Puskesmas"), "{hit}");
}

#[test]
fn letters_get_their_numbers_from_the_pattern_and_the_profile_its_logo() {
    let desk = Desk::new();
    let refused = desk.run(
        &["profile", "set"],
        r#"{"name": "KIM Mekar Sari", "letter_number_pattern": "{kode}/{tahun}"}"#,
    );
    assert!(
        refused.stderr.contains(": profile.letter_number_pattern: "),
        "{}",
        refused.stderr
    );
    desk.done(
        &["profile", "set"],
        r#"{"name": "KIM Mekar Sari", "paper": "F4_narrow", "margin_left": 20, "letter_number_pattern": "{nomor}/KIM-MS/{bulan}/{tahun}"}"#,
    );
    desk.done(&["meeting", "add"], r#"{"title": "Rapat rutin"}"#);
    let letter = json!({
        "letter_kind": "invitation", "date": "2026-10-01", "subject": "Undangan rapat", "meeting": "Rapat rutin",
    });
    let added = desk.json(&["letter", "add"], &letter.to_string());
    assert_eq!(added["number"], "001/KIM-MS/10/2026");
    let listed = desk.done(&["letter", "list"], "");
    assert!(
        listed.contains("001/KIM-MS/10/2026  2026-10-01  undangan  Undangan rapat"),
        "{listed}"
    );
    let scan = desk.file("logo.pdf", SCAN);
    let refused = desk.run(&["attachment", "add", "--profile", &scan], "");
    assert!(refused.stderr.contains("logo"), "{}", refused.stderr);
    assert_eq!(
        desk.json(&["profile", "show"], "")["attachments"],
        json!([])
    );
    let number = "001/KIM-MS/10/2026";
    desk.json(&["attachment", "add", "--letter", number, &scan], "");
}

#[test]
fn the_book_is_never_in_the_clear_and_opens_only_with_its_key() {
    let desk = Desk::new();
    desk.done(&["member", "add"], SECRETS);
    for file in std::fs::read_dir(desk.data()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.starts_with(b"SQLite format 3"));
        assert!(!bytes.windows(11).any(|window| window == b"Sri Wahyuni"));
    }
    assert!(desk.book_file().exists());

    let other = Desk::new();
    let before = support::contents(&desk.data());
    let mut wrong = program();
    wrong
        .arg("--data")
        .arg(desk.data())
        .arg("--key-file")
        .arg(other.key());
    let ran = finish(wrong.args(["member", "list"]), "");
    assert_eq!(
        (ran.code, ran.stderr.lines().count(), ran.stdout.as_str()),
        (1, 1, ""),
        "{ran:?}"
    );
    assert!(
        ran.stderr.contains("kunci ini bukan kunci buku ini"),
        "{ran:?}"
    );
    assert_eq!(support::contents(&desk.data()), before);
    assert_eq!(
        desk.json(&["member", "list"], "").as_array().unwrap().len(),
        1
    );
}

#[test]
fn the_book_and_its_key_can_come_from_the_environment() {
    let desk = Desk::new();
    desk.add_member("Sri");
    let ran = finish(
        program()
            .env("ADINDA_DATA", desk.data())
            .env("ADINDA_KEY_FILE", desk.key())
            .args(["member", "list"]),
        "",
    );
    assert!(ran.code == 0 && ran.stdout.contains("Sri"), "{ran:?}");
}

#[test]
fn a_newer_book_is_refused_and_left_alone() {
    let desk = Desk::new();
    desk.add_member("Sri");
    let key = std::fs::read_to_string(desk.key()).unwrap();
    let book = rusqlite::Connection::open(desk.book_file()).unwrap();
    book.pragma_update(None, "key", format!("x'{}'", key.trim()))
        .unwrap();
    book.pragma_update(None, "user_version", 99).unwrap();
    drop(book);
    let before = support::contents(&desk.data());
    let ran = desk.run(&["member", "add"], r#"{"name": "Made"}"#);
    assert_eq!((ran.code, ran.stderr.lines().count()), (1, 1), "{ran:?}");
    assert!(
        ran.stderr.contains("lebih baru") && ran.stderr.contains("99"),
        "{ran:?}"
    );
    assert_eq!(support::contents(&desk.data()), before);
}

#[test]
fn the_roster_is_printed() {
    let desk = Desk::new();
    desk.done(
        &["profile", "set"],
        r#"{"name": "KIM Swara Warga", "village": "Toyomarto"}"#,
    );
    desk.done(
        &["member", "add"],
        r#"[{"name": "Sri", "position": "chair"}, {"name": "Made", "inactive": true}]"#,
    );
    let out = desk.folder.path().join("roster.pdf");
    let out_text = out.to_str().unwrap();
    let printed = desk.json(&["print", "roster", "--paper", "A4", "--out", out_text], "");
    assert_eq!(
        printed,
        json!({"file": out_text, "paper": "A4", "pages": 1, "members": 1})
    );
    let first = std::fs::read(&out).unwrap();
    assert!(first.starts_with(b"%PDF-"));
    let line = desk.done(
        &[
            "print",
            "roster",
            "--out",
            out_text,
            "--all",
            "--paper",
            "f4",
            "--place",
            "Malang",
            "--date",
            "2026-08-05",
        ],
        "",
    );
    assert!(
        line.ends_with("roster.pdf: 2 anggota, 1 halaman F4\n"),
        "{line}"
    );
    assert_ne!(std::fs::read(&out).unwrap(), first);
    let listed = desk.done(&["print", "--list"], "");
    assert!(
        listed.contains("roster") && listed.contains("Daftar Pengurus dan Anggota"),
        "{listed}"
    );
    let listed = desk.json(&["print", "--list"], "");
    assert_eq!(
        listed[0],
        json!({"name": "roster", "title": "Daftar Pengurus dan Anggota"})
    );
    let left: Vec<_> = std::fs::read_dir(desk.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(
        left.len(),
        3,
        "no half file beside data, key and roster.pdf: {left:?}"
    );
}

#[test]
fn the_status_counts_and_checks() {
    let desk = Desk::new();
    desk.add_member("Sri");
    let status = desk.json(&["status", "--check"], "");
    assert_eq!(status["phase"], "unpaired");
    assert_eq!(
        status["counts"],
        json!({"members": 1, "meetings": 0, "aspirations": 0, "drafts": 0})
    );
    assert_eq!(status["faults"], json!([]));
    let lines = desk.done(&["status"], "");
    assert!(
        lines.contains("1 anggota") && lines.contains("belum terhubung"),
        "{lines}"
    );
    let ran = desk.run(&["sync"], "");
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr
            .starts_with("adinda-cli: laptop ini belum terhubung"),
        "{ran:?}"
    );
}

#[test]
fn a_damaged_book_is_found() {
    let desk = Desk::new();
    desk.add_member("Sri");
    let mut bytes = std::fs::read(desk.book_file()).unwrap();
    let middle = bytes.len() - 2_000;
    bytes[middle] ^= 1;
    std::fs::write(desk.book_file(), bytes).unwrap();
    let ran = desk.run(&["status", "--check"], "");
    assert_eq!((ran.code, ran.stderr.lines().count()), (1, 1), "{ran:?}");
}

#[test]
fn villages_are_found_without_a_book() {
    let mut asked = program();
    let ran = finish(
        asked.args(["wilayah", "search", "toyomarto", "malang", "--json"]),
        "",
    );
    let found: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(found[0]["name"], "Toyomarto");
    assert_eq!(found[0]["code"].as_str().unwrap().len(), 13);
    let ran = finish(program().args(["wilayah", "search", "toyomarto"]), "");
    assert!(ran.stdout.contains("Singosari"), "{ran:?}");
}

#[test]
fn help_names_the_fields() {
    let ran = finish(program().args(["meeting", "add", "--help"]), "");
    assert_eq!(ran.code, 0);
    for words in [
        "attendance[].member",
        "present | excused | sick | absent",
        "jam \"09:30\"",
    ] {
        assert!(ran.stdout.contains(words), "{words} in\n{}", ran.stdout);
    }
}

// Several threads: the office has to answer while this test waits for the program.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_laptop_is_paired_and_synced() {
    let mut office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let desk = Desk::new();
    desk.add_member("Sri");
    let (url, code) = (office.url(), office.new_code(&kim));

    let ran = desk.run(
        &[
            "pair",
            "--server",
            &url,
            "--code",
            &code,
            "--expect-kim",
            "KIM Lain",
        ],
        "",
    );
    assert_eq!(
        (ran.code, ran.stderr.lines().count(), ran.stdout.as_str()),
        (1, 1, ""),
        "{ran:?}"
    );
    assert!(ran.stderr.contains("KIM Swara Warga"), "{ran:?}");
    assert_eq!(desk.json(&["status"], "")["phase"], "unpaired");
    assert_eq!(desk.run(&["sync"], "").code, 1);

    let code = office.new_code(&kim);
    let lines = desk.done(
        &[
            "pair",
            "--server",
            &url,
            "--code",
            &code,
            "--expect-kim",
            "KIM Swara Warga",
        ],
        "",
    );
    assert!(
        lines.starts_with("KIM: KIM Swara Warga\nDesa: Pringgondani\nDinas: "),
        "{lines}"
    );
    assert_eq!(desk.json(&["status"], "")["phase"], "waiting");
    assert_eq!(desk.done(&["sync"], ""), "Semua terkirim.\n");
    assert_eq!(office.records_of(&kim, "member").len(), 1);
    assert_eq!(
        desk.json(&["member", "list"], "")[0]["sync"]["state"],
        "sent"
    );

    office.stop().await;
    desk.add_member("Made");
    let ran = desk.run(&["sync"], "");
    assert_eq!(
        (ran.code, ran.stderr.lines().count(), ran.stdout.as_str()),
        (1, 1, ""),
        "{ran:?}"
    );
    assert!(
        ran.stderr
            .starts_with("adinda-cli: dinas tidak bisa dihubungi"),
        "{ran:?}"
    );
    assert_eq!(
        desk.json(&["status"], "")["last_problem"]["code"],
        "unreachable"
    );

    office.serve().await;
    assert_eq!(desk.json(&["sync"], "")["phase"], "all_sent");
    assert_eq!(office.records_of(&kim, "member").len(), 2);
}

#[tokio::test]
async fn conflicts_are_listed_and_settled_and_doubles_joined() {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let (one, two) = (Desk::new(), Desk::new());
    let steps = tokio::task::spawn_blocking({
        let (url, codes) = (office.url(), [office.new_code(&kim), office.new_code(&kim)]);
        move || {
            for (desk, code) in [&one, &two].into_iter().zip(&codes) {
                desk.done(&["pair", "--server", &url, "--code", code], "");
            }
            one.done(
                &["profile", "set"],
                r#"{"name": "KIM Swara Warga", "address": "Jl. Mawar 1"}"#,
            );
            one.done(&["member", "add"], r#"{"name": "Sri"}"#);
            two.done(
                &["profile", "set"],
                r#"{"name": "KIM Swara Warga", "address": "Jl. Melati 2"}"#,
            );
            two.done(&["member", "add"], r#"{"name": "Sri"}"#);
            one.done(&["sync"], "");
            two.done(&["sync"], "");
            one.done(&["sync"], "");

            let items = one.json(&["conflict", "list"], "");
            assert_eq!(items.as_array().unwrap().len(), 1, "{items}");
            assert_eq!(items[0]["field"], "address");
            assert_eq!(items[0]["standing"]["value"]["value"], "Jl. Mawar 1");
            assert_eq!(items[0]["other"]["author"]["letter"], "B");
            let table = one.done(&["conflict", "list"], "");
            assert!(table.contains("Jl. Melati 2 [laptop B]"), "{table}");
            let id = items[0]["id"].as_str().unwrap();
            let stale = one.run(&["conflict", "resolve", id, "--take", "--stamp", "0"], "");
            assert_eq!(stale.code, 1, "{stale:?}");
            let unknown = one.run(&["conflict", "resolve", "apa", "--take"], "");
            assert_eq!((unknown.code, unknown.stderr.lines().count()), (2, 1));
            one.done(
                &[
                    "conflict",
                    "resolve",
                    id,
                    "--value",
                    "Jl. Mawar 1 dan Melati 2",
                ],
                "",
            );
            assert_eq!(one.json(&["conflict", "list"], ""), json!([]));
            one.done(&["sync"], "");
            two.done(&["sync"], "");
            assert_eq!(two.json(&["conflict", "list"], ""), json!([]));
            assert_eq!(
                two.json(&["profile", "show"], "")["address"],
                "Jl. Mawar 1 dan Melati 2"
            );

            let doubles = two.json(&["member", "doubles"], "");
            let id = |which: &str| doubles[0][which]["id"].as_str().unwrap().to_owned();
            two.done(&["member", "join", &id("first"), &id("second")], "");
            assert_eq!(two.json(&["member", "doubles"], ""), json!([]));
            assert_eq!(
                two.run(&["member", "erase", &id("second")], "").code,
                2,
                "needs --forever"
            );
            two.done(&["member", "erase", &id("second"), "--forever"], "");
            two.done(&["sync"], "");
            one.done(&["sync"], "");
            assert_eq!(
                one.json(&["member", "list"], ""),
                json!([]),
                "written down twice, one person"
            );
        }
    });
    steps.await.unwrap();
}
