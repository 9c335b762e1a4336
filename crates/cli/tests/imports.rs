//! `member import` as people and scripts use it: what a dry run tells, what is refused, what is written.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

mod support;

use serde_json::{Value as Json, json};
use support::{Desk, contents, finish, program};

const LIST: &str = "\
DAFTAR ANGGOTA
No;Nama Lengkap;L/P;NIK;Tempat/Tgl Lahir
1;Sri Lestari;P;3507125708870003;Malang, 17-8-1987
2;Budi;L;3,50712E+15;Malang, 5-8-1980
3;Ani;P;;Blitar, 31-2-1990
";

fn texts<'a>(list: &'a Json, keys: &[&str]) -> Vec<Vec<&'a Json>> {
    let rows = list.as_array().unwrap().iter();
    rows.map(|row| keys.iter().map(|key| &row[*key]).collect())
        .collect()
}

#[test]
fn a_dry_run_needs_no_book_and_tells_all() {
    let desk = Desk::new();
    let file = desk.file("anggota.csv", LIST);
    let ran = finish(
        program()
            .args(["member", "import", &file, "--dry-run", "--json", "--data"])
            .arg(desk.data()),
        "",
    );
    assert_eq!(ran.code, 0, "{ran:?}");
    let told: Json = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        (&told["rows"], &told["ready"], &told["heading_row"]),
        (&json!(3), &json!(1), &json!(2))
    );
    assert_eq!(
        told["columns"]["nik"],
        json!({ "column": 4, "letters": "D", "heading": "NIK" })
    );
    assert_eq!(told["columns"]["birth"]["heading"], "Tempat/Tgl Lahir");
    assert_eq!(
        texts(&told["bad"], &["row", "column"]),
        [
            [&json!(4), &json!("NIK")],
            [&json!(5), &json!("Tempat/Tgl Lahir")]
        ]
    );
    assert!(
        told["bad"][0]["reason"]
            .as_str()
            .unwrap()
            .contains("dibulatkan oleh Excel (3,50712E+15)")
    );
    assert_eq!(
        (&told["warnings"], &told["duplicates"]),
        (&json!([]), &json!([]))
    );
    assert!(!desk.data().exists(), "a dry run made a book");
}

#[test]
fn an_import_is_all_or_nothing() {
    let desk = Desk::new();
    desk.add_member("Siti");
    let file = desk.file("anggota.csv", LIST);
    let ran = desk.run(&["member", "import", &file], "");
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(
        ran.stderr
            .contains("2 baris belum bisa diimpor (baris 4, 5)"),
        "{}",
        ran.stderr
    );
    assert_eq!(
        desk.json(&["member", "list"], "").as_array().unwrap().len(),
        1
    );
    let done = desk.json(&["member", "import", &file, "--without-bad"], "");
    assert_eq!((&done["added"], &done["joined"]), (&json!(1), &json!(0)));
    // Again: the same person is found, and somebody has to say what is to become of her.
    let told = desk.json(&["member", "import", &file, "--dry-run"], "");
    assert_eq!(
        texts(&told["duplicates"], &["row", "reason", "other_name"]),
        [[&json!(3), &json!("NIK sama"), &json!("Sri Lestari")]]
    );
    let ran = desk.run(&["member", "import", &file, "--without-bad"], "");
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("mungkin sudah tercatat (baris 3)"),
        "{}",
        ran.stderr
    );
    let again = desk.json(
        &[
            "member",
            "import",
            &file,
            "--without-bad",
            "--duplicates",
            "fill",
        ],
        "",
    );
    assert_eq!((&again["added"], &again["joined"]), (&json!(0), &json!(1)));
    let import = done["import"].as_str().unwrap();
    let undone = desk.json(&["member", "import", "--undo", import], "");
    assert_eq!(undone["archived"], 1);
    assert_eq!(
        desk.run(&["member", "import", "--undo", import], "").code,
        2
    );
    assert_eq!(
        desk.json(&["member", "import"], "")
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn columns_are_named_by_number_or_letter() {
    let desk = Desk::new();
    let file = desk.file(
        "anggota.csv",
        "Nama;Panggilan;X\nSri Lestari;Sri;081234567890\n",
    );
    let columns = |arguments: &[&str]| {
        let all = [&["member", "import", &file, "--dry-run"], arguments].concat();
        desk.json(&all, "")["columns"].clone()
    };
    let named = columns(&["--column", "name=2", "--column", "phone=c"]);
    assert_eq!(
        (&named["name"]["letters"], &named["phone"]["letters"]),
        (&json!("B"), &json!("C"))
    );
    for (bad, said) in [
        ("nik", "nik=3"),
        ("nokk=3", "tidak dikenal"),
        ("nik=9", "tidak ada"),
    ] {
        let ran = desk.run(
            &["member", "import", &file, "--dry-run", "--column", bad],
            "",
        );
        assert_eq!(ran.code, 2, "{bad}");
        assert!(ran.stderr.contains(said), "{bad}: {}", ran.stderr);
    }
}

#[test]
fn what_is_no_sheet_is_refused_in_one_line_and_nothing_is_written() {
    let desk = Desk::new();
    desk.add_member("Siti");
    let before = contents(&desk.data());
    for (name, text, said) in [
        (
            "a.xls",
            "<html><table><tr><td>Nama</td></tr></table>",
            "halaman web",
        ),
        ("a.xlsx", "%PDF-1.7 x", "bukan lembar kerja"),
        ("b.xlsx", "PK\u{3}\u{4}zip", "rusak"),
        ("c.csv", "", "kosong"),
        (
            "d.csv",
            "tanpa;kepala\nsatu;dua\n",
            "tidak ada baris yang bisa diimpor",
        ),
    ] {
        let file = desk.file(name, text);
        let ran = desk.run(&["member", "import", &file], "");
        assert_eq!(
            (ran.code, ran.stderr.lines().count()),
            (2, 1),
            "{name}: {ran:?}"
        );
        assert!(ran.stderr.contains(said), "{name}: {}", ran.stderr);
    }
    assert_eq!(
        desk.run(&["member", "import", "/tidak/ada.xlsx"], "").code,
        2
    );
    assert_eq!(contents(&desk.data()).len(), before.len());
    assert_eq!(
        desk.json(&["member", "list"], "").as_array().unwrap().len(),
        1
    );
}
