//! Photos and scans from a terminal.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

mod support;

use serde_json::json;
use support::Desk;

const SCAN: &str = "%PDF-1.4\n1 0 obj\n<< >>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< >>\nstartxref\n30\n%%EOF\n";

#[test]
fn a_scan_is_added_listed_and_saved_again() {
    let desk = Desk::new();
    let meeting = json!({ "title": "Rapat rutin" }).to_string();
    let id = desk.json(&["meeting", "add"], &meeting)["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let scan = desk.file("daftar hadir.pdf", SCAN);
    let added = desk.json(
        &[
            "attachment",
            "add",
            "--meeting",
            "Rapat rutin",
            "--caption",
            "Lembar 1",
            "--role",
            "attendance_list",
            &scan,
        ],
        "",
    );
    assert_eq!(added["media_type"], "application/pdf");
    assert_eq!(added["size"], SCAN.len());
    let hash = added["file"].as_str().unwrap();

    let rows = desk.json(&["attachment", "list", "--meeting", &id], "");
    assert_eq!(rows[0]["name"], "daftar hadir.pdf");
    assert_eq!(rows[0]["caption"], "Lembar 1");
    assert_eq!(rows[0]["role"], "attendance_list");
    assert_eq!(
        (&rows[0]["here"], &rows[0]["at_office"]),
        (&json!(true), &json!(false))
    );
    let table = desk.done(&["attachment", "list", "--meeting", &id], "");
    assert!(
        table.contains(hash) && table.contains("menunggu dikirim"),
        "{table}"
    );
    let status = desk.json(&["status"], "");
    assert_eq!(status["attachments"]["to_send"], 1);

    let out = desk.folder.path().join("salinan.pdf");
    let out = out.to_str().unwrap();
    desk.done(&["attachment", "save", hash, "--out", out], "");
    assert_eq!(std::fs::read_to_string(out).unwrap(), SCAN);
}

#[test]
fn what_cant_be_attached_is_refused_in_one_line_and_changes_nothing() {
    let desk = Desk::new();
    desk.done(&["aspiration", "add"], r#"{"title": "Jalan rusak"}"#);
    let before = desk.json(&["attachment", "list", "--aspiration", "Jalan rusak"], "");
    assert_eq!(before, json!([]));
    let heic = desk.file("IMG_1.heic", "\0\0\0\u{18}ftypheic....");
    let half = desk.file("setengah.pdf", &SCAN[..40]);
    let program = desk.file("foto.jpg", "MZ this program");
    let empty = desk.file("kosong.jpg", "");
    let absent = desk.folder.path().join("tidak-ada.jpg");
    for (file, part) in [
        (heic.as_str(), "HEIC"),
        (&half, "rusak atau terpotong"),
        (&program, "JPEG, PNG, WebP dan dokumen PDF"),
        (&empty, "kosong"),
        (absent.to_str().unwrap(), "berkas ini tidak ada"),
    ] {
        let ran = desk.run(
            &["attachment", "add", "--aspiration", "Jalan rusak", file],
            "",
        );
        assert_eq!(ran.code, 2, "{ran:?}");
        assert_eq!(ran.stderr.lines().count(), 1, "{ran:?}");
        assert!(ran.stderr.contains(part), "{ran:?}");
    }
    let scan = desk.file("a.pdf", SCAN);
    let ran = desk.run(&["attachment", "add", "--meeting", "Rapat lain", &scan], "");
    assert_eq!(ran.code, 2, "{ran:?}");
    let ran = desk.run(&["attachment", "add", &scan], "");
    assert_ne!(ran.code, 0, "whose attachment?");
    let never = "00".repeat(32);
    let ran = desk.run(&["attachment", "save", &never, "--out", "x.pdf"], "");
    assert_eq!(ran.code, 2, "{ran:?}");
    let after = desk.json(&["attachment", "list", "--aspiration", "Jalan rusak"], "");
    assert_eq!(after, before);
    assert_eq!(desk.json(&["status"], "")["attachments"]["to_send"], 0);
}
