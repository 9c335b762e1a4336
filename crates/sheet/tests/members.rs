//! Lists of members as villages have them: letterheads above, signatures below, dates and numbers in every shape.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

use adinda_domain::member::{Education, Member, Position, Religion, Sex};
use adinda_sheet::Workbook;
use adinda_sheet::understanding::{
    Importable, ImportedAspiration, Layout, LeftOutReason, Understood, understand,
};
use chrono::NaiveDate;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn understood<T: Importable>(csv: &str) -> (Layout, Understood<T>) {
    let grid = Workbook::open(csv.as_bytes()).unwrap().read(0).unwrap();
    let layout = Layout::guess::<T>(&grid);
    let understood = understand::<T>(&grid, &layout, today());
    (layout, understood)
}

fn members(csv: &str) -> Vec<Member> {
    let (_, understood) = understood::<Member>(csv);
    assert_eq!(understood.bad, []);
    understood.rows.into_iter().map(|row| row.record).collect()
}

fn fields(layout: &Layout) -> Vec<(&str, &str)> {
    let columns = layout.columns.iter();
    columns
        .filter_map(|column| Some((column.letters.as_str(), column.field?)))
        .collect()
}

fn bad(csv: &str) -> Vec<(u32, String, String)> {
    let (_, understood) = understood::<Member>(csv);
    let problems = understood.bad.into_iter();
    problems
        .map(|bad| (bad.row, bad.heading, bad.problem.code))
        .collect()
}

const FULL: &str = "\
PEMERINTAH DESA SUKOREJO;;;;;;;;;;;
DAFTAR PENGURUS DAN ANGGOTA KIM;;;;;;;;;;;
;;;;;;;;;;;
No.;No. Anggota;Nama Lengkap;L/P;Tempat/Tgl. Lahir;NIK;No. HP/WA;Alamat;RT/RW;Jabatan;Pendidikan Terakhir;Ket.
(1);(2);(3);(4);(5);(6);(7);(8);(9);(10);(11);(12)
1;001;H. Moh. Syafi'i, S.Pd;L;Malang, 5-8-1987;3507120508870003;0812-3456-7890;Jl. Mawar 3;003/001;Ketua;S-1;
2;002;Ni Luh Putu Ayu Sri;Perempuan;\"Denpasar, 17 Agustus 1990\";3507125708900004;81234567891;Dusun Krajan;RT 02 RW 01;Koord. Bid. Pengolahan;SLTA/Sederajat;aktif sekali
3;;José;Pria;05-08-87;-;+62 812 3456 7892;;;Humas;Pesantren;
4;;;;;;;;;;;
Jumlah;;3;;;;;;;;;
;;;;;;;;;;;
;;;;;;;;;Sukorejo, 5 Agustus 2026;;
;;Mengetahui,;;;;;;;;;
;;Kepala Desa Sukorejo;;;;;;;Ketua KIM;;
;;SUTRISNO;;;;;;;H. MOH. SYAFI'I;;
";

#[test]
fn a_whole_list_is_understood() {
    let (layout, understood) = understood::<Member>(FULL);
    assert_eq!(layout.heading_row, Some(4));
    assert_eq!(
        fields(&layout),
        [
            ("B", "member_number"),
            ("C", "name"),
            ("D", "sex"),
            ("E", "birth"),
            ("F", "nik"),
            ("G", "phone"),
            ("H", "address"),
            ("I", "rt_rw"),
            ("J", "position"),
            ("K", "education"),
            ("L", "note")
        ]
    );
    assert_eq!(understood.bad, []);
    let rows: Vec<u32> = understood.rows.iter().map(|row| row.row).collect();
    assert_eq!(rows, [6, 7, 8]);
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
    assert_eq!(
        understood.rows[0].record,
        Member {
            member_number: "001".into(),
            name: "H. Moh. Syafi'i, S.Pd".into(),
            sex: Some(Sex::Male),
            birth_place: "Malang".into(),
            birth_date: day(1987, 8, 5),
            nik: "3507120508870003".into(),
            phone: "+6281234567890".into(),
            address: "Jl. Mawar 3".into(),
            rt: "003".into(),
            rw: "001".into(),
            position: Some(Position::Chair),
            education: Some(Education::Bachelor),
            ..Member::default()
        }
    );
    let second = &understood.rows[1].record;
    assert_eq!(
        (second.birth_place.as_str(), second.birth_date),
        ("Denpasar", day(1990, 8, 17))
    );
    assert_eq!((second.rt.as_str(), second.rw.as_str()), ("02", "01"));
    assert_eq!(second.position, Some(Position::ProcessingCoordinator));
    assert_eq!(second.education, Some(Education::UpperSecondary));
    let third = &understood.rows[2].record;
    assert_eq!(
        (third.nik.as_str(), third.birth_date),
        ("", day(1987, 8, 5))
    );
    assert_eq!(
        (third.position, third.position_text.as_str()),
        (Some(Position::Other), "Humas")
    );
    assert_eq!(third.note, "Pendidikan: Pesantren");
    let left_out: Vec<(u32, LeftOutReason)> = understood
        .left_out
        .iter()
        .map(|row| (row.row, row.reason))
        .collect();
    use LeftOutReason::{ColumnNumbers, NoPerson, OnlyNumbered, SignatureBlock, Total};
    assert_eq!(
        left_out,
        [
            (5, ColumnNumbers),
            (9, OnlyNumbered),
            (10, Total),
            (12, NoPerson),
            (13, SignatureBlock),
            (14, SignatureBlock),
            (15, SignatureBlock)
        ]
    );
    let warned: Vec<(u32, &str)> = understood
        .warnings
        .iter()
        .map(|w| (w.row, w.problem.code.as_str()))
        .collect();
    assert_eq!(warned, [(8, "choice_kept_as_note")]);
}

#[test]
fn every_bad_row_says_where_and_why() {
    let csv = "\
Nama;NIK;Tgl Lahir;JK;HP;Tgl Masuk
Sri;3,50712E+15;5-8-1987;P;0812345678901;
Budi;3507125708870000;;L;;
;3507125708870003;;P;;
Wati;;31-2-1987;P;;
Ani;;1987;P;;
Joko;;5-8-1987;X;;
Tono;;5-8-1987;L;8,12346E+11;
12345;;;L;;
Rini;;;P;;32/13/2020
";
    let expected = [
        (2, "NIK", "nik_eaten"),
        (3, "NIK", "nik_eaten"),
        (4, "Nama", "required"),
        (5, "Tgl Lahir", "date_unreadable"),
        (6, "Tgl Lahir", "date_year_only"),
        (7, "JK", "sex_unknown"),
        (8, "HP", "phone_eaten"),
        (9, "Nama", "name_without_letters"),
        (10, "Tgl Masuk", "date_unreadable"),
    ];
    let expected: Vec<_> = expected
        .into_iter()
        .map(|(row, head, code)| (row, head.to_owned(), code.to_owned()))
        .collect();
    assert_eq!(bad(csv), expected);
}

#[test]
fn heads_are_found_however_they_are_written() {
    let heads = |line: &str| {
        let (layout, _) = understood::<Member>(&format!(
            "{line}\nSri{}",
            ";x".repeat(line.matches(';').count())
        ));
        layout
            .columns
            .into_iter()
            .map(|column| column.field.unwrap_or("-"))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        heads(
            "Nama;Jenis Kelamin (L/P);Tempat Lahir;Tanggal Lahir (dd/mm/yyyy);No. KTP;Alamat Lengkap;Dusun;RT;RW"
        ),
        [
            "name",
            "sex",
            "birth_place",
            "birth_date",
            "nik",
            "address",
            "hamlet",
            "rt",
            "rw"
        ]
    );
    assert_eq!(
        heads(
            "NAMA ANGGOTA KIM;TEMPAT, TANGGAL LAHIR;AGAMA;PEKERJAAN;UNSUR;TGL. BERGABUNG;STATUS;KETERANGAN"
        ),
        [
            "name",
            "birth",
            "religion",
            "occupation",
            "origin",
            "joined_on",
            "status",
            "note"
        ]
    );
    assert_eq!(
        heads("Nama Lengkap*;Nama Orang Tua;No. WhatsApp;E-mail"),
        ["name", "-", "phone", "email"]
    );
}

#[test]
fn heads_over_two_rows_are_one() {
    let csv = "\
No;Nama;L/P;Lahir;;Alamat
;;;Tempat;Tanggal;
1;Sri Lestari;P;Malang;5-8-1987;Krajan
";
    let (layout, understood) = understood::<Member>(csv);
    assert_eq!(
        fields(&layout),
        [
            ("B", "name"),
            ("C", "sex"),
            ("D", "birth_place"),
            ("E", "birth_date"),
            ("F", "address")
        ]
    );
    assert_eq!(understood.rows.len(), 1);
    assert_eq!(understood.rows[0].record.birth_place, "Malang");
}

#[test]
fn pages_that_repeat_their_heads_are_one_list() {
    let csv = "No,Nama,L/P,Alamat\n1,Sri,P,Krajan\n2,Ani,P,Krajan\nNo,Nama,L/P,Alamat\n3,Budi,L,Sukorejo\n";
    let (_, understood) = understood::<Member>(csv);
    assert_eq!(
        understood
            .rows
            .iter()
            .map(|row| row.row)
            .collect::<Vec<_>>(),
        [2, 3, 5]
    );
    assert_eq!(
        understood.left_out[0].reason,
        LeftOutReason::RepeatedHeading
    );
}

#[test]
fn a_list_of_names_alone_will_do_and_columns_can_be_named() {
    let names: Vec<String> = members("Nama\nSri\nBudi\n")
        .into_iter()
        .map(|m| m.name)
        .collect();
    assert_eq!(names, ["Sri", "Budi"]);
    let grid = Workbook::open(b"Sri;5-8-1987\nBudi;6-8-1987\n")
        .unwrap()
        .read(0)
        .unwrap();
    let mut layout = Layout::guess::<Member>(&grid);
    assert_eq!(layout.heading_row, None);
    assert!(
        layout.set(0, Some("name"))
            && layout.set(1, Some("birth_date"))
            && !layout.set(9, Some("nik"))
    );
    let understood = understand::<Member>(&grid, &layout, today());
    assert_eq!(understood.rows.len(), 2);
    assert_eq!(
        understood.rows[1].record.birth_date,
        NaiveDate::from_ymd_opt(1987, 8, 6)
    );
}

#[test]
fn a_nik_fills_birth_and_sex_and_contradictions_are_said() {
    let csv = "Nama;NIK;L/P;Tanggal Lahir;Agama\nSri;'3507 1257 0887 0003;;;Islam\nWati;3507125708870003;L;1-1-1980;Sunda Wiwitan\nAni;350712570887;P;;\n";
    let (_, understood) = understood::<Member>(csv);
    let sri = &understood.rows[0].record;
    assert_eq!(sri.nik, "3507125708870003");
    assert_eq!(
        (sri.sex, sri.birth_date),
        (Some(Sex::Female), NaiveDate::from_ymd_opt(1987, 8, 17))
    );
    assert_eq!(sri.religion, Some(Religion::Islam));
    let warned: Vec<(u32, &str, &str)> = understood
        .warnings
        .iter()
        .map(|w| (w.row, w.heading.as_str(), w.problem.code.as_str()))
        .collect();
    assert_eq!(
        warned,
        [
            (3, "Agama", "choice_left_empty"),
            (3, "Tanggal Lahir", "differs_from_nik"),
            (3, "L/P", "differs_from_nik"),
            (4, "NIK", "nik_not_sixteen_digits")
        ]
    );
    assert!(
        understood.rows[1].record.note.is_empty(),
        "a religion must not leave the laptop in a note"
    );
}

#[test]
fn aspirations_are_read_with_who_spoke() {
    let csv = "\
BUKU ASPIRASI
No;Hari/Tanggal;Penyampai;No HP;Isi Aspirasi;Kategori;Kerahasiaan;Status
1;Senin, 5 Januari 2026;Budi;081234567890;Lampu jalan di RT 03 mati sejak bulan lalu. Mohon diperbaiki.;Infrastruktur;Rahasia;Selesai
2;6-1-2026;Anonim;;Air keruh;Air bersih;;
3;7-1-2026;Sri;;Harga pupuk;Pupuk;mungkin;
";
    let (_, understood) = understood::<ImportedAspiration>(csv);
    assert_eq!(understood.bad, []);
    let json = |row: usize| {
        let record = &understood.rows[row].record;
        let aspiration = &record.aspiration;
        (
            aspiration.title.as_str(),
            aspiration.identity.map(|i| i.word()),
            aspiration.category.map(|c| c.word()),
            aspiration.stage.map(|s| s.word()),
            record.reporter.name.as_str(),
        )
    };
    assert_eq!(
        json(0),
        (
            "Lampu jalan di RT 03 mati sejak bulan lalu",
            Some("secret"),
            Some("public_works"),
            Some("done_in_village"),
            "Budi"
        )
    );
    assert_eq!(
        json(1),
        (
            "Air keruh",
            Some("anonymous"),
            Some("water"),
            Some("recorded"),
            ""
        )
    );
    assert_eq!(
        json(2),
        ("Harga pupuk", Some("secret"), None, Some("recorded"), "Sri")
    );
    assert_eq!(understood.rows[0].record.reporter.contact, "+6281234567890");
}
