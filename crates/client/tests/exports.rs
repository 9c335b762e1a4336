//! What leaves the book: lists, the whole register, messages; what is kept back stays, and what is shown is written down.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

use adinda_client::exports::columns_of;
use adinda_client::exports::views::{DisclosedField, ExportFormat, ExportList, ExportOptions};
use adinda_client::imports::plan_without_book;
use adinda_client::imports::views::{ImportDecisions, ImportKind, ImportOptions};
use adinda_client::views::{AspirationForm, DisclosureWay};
use adinda_client::{Book, BookError, KeySource, Moment, System, write_new_key_file};
use adinda_domain::aspiration::{Category, Identity};
use adinda_domain::dates::parse_iso_date;
use adinda_domain::meeting::{AgendaItem, Decision, Meeting};
use adinda_domain::member::{Education, Member, Position, Religion, Sex};
use adinda_domain::profile::{Profile, TimeZone};
use adinda_sheet::{Cell, Workbook};
use tempfile::TempDir;

struct Desk {
    folder: TempDir,
    book: Book,
}

fn desk() -> Desk {
    let folder = TempDir::new().unwrap();
    let key = folder.path().join("key");
    write_new_key_file(&key, &System).unwrap();
    let data = folder.path().join("data");
    let book = Book::open(&data, &KeySource::File(key), Moment::system()).unwrap();
    Desk { folder, book }
}

fn sri() -> Member {
    Member {
        member_number: "001".into(),
        name: "Ni Luh Putu Ayu Sri".into(),
        sex: Some(Sex::Female),
        birth_place: "Denpasar".into(),
        birth_date: parse_iso_date("1987-08-17"),
        nik: "3507125708870003".into(),
        address: "Jl. Mawar 3".into(),
        hamlet: "Krajan".into(),
        rt: "003".into(),
        rw: "001".into(),
        religion: Some(Religion::Hindu),
        education: Some(Education::Bachelor),
        occupation: "Guru".into(),
        phone: "+6281234567890".into(),
        position: Some(Position::ProcessingCoordinator),
        origin: "KWT".into(),
        joined_on: parse_iso_date("2024-01-02"),
        note: "=SUM(A1)".into(),
        ..Member::default()
    }
}

fn options(list: ExportList, format: ExportFormat, shown: &[DisclosedField]) -> ExportOptions {
    ExportOptions {
        shown: shown.to_vec(),
        ..ExportOptions::usual(list, format)
    }
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn what_is_kept_back_stays_unless_it_is_ticked_and_that_is_written_down() {
    let desk = desk();
    desk.book.add(&sri()).unwrap();
    let list = |shown: &[DisclosedField]| {
        let exported =
            desk.book
                .export_list(&options(ExportList::Member, ExportFormat::Csv, shown));
        text_of(&exported.unwrap().bytes)
    };
    let plain = list(&[]);
    for kept_back in ["3507125708870003", "Hindu", "Denpasar", "17-08-1987"] {
        assert!(!plain.contains(kept_back), "{kept_back} in {plain}");
    }
    assert!(
        plain.contains("Ni Luh Putu Ayu Sri")
            && plain.contains("'081234567890")
            && plain.contains("'=SUM(A1)")
    );
    assert_eq!(desk.book.disclosures().unwrap(), []);
    let shown = [
        DisclosedField::Nik,
        DisclosedField::Religion,
        DisclosedField::Birth,
    ];
    let whole = list(&shown);
    for ticked in ["'3507125708870003", "Hindu", "Denpasar", "17-08-1987"] {
        assert!(whole.contains(ticked), "{ticked} not in {whole}");
    }
    let log = desk.book.disclosures().unwrap();
    assert_eq!(log.len(), 1);
    let disclosure = &log[0].disclosure;
    assert_eq!(
        (
            disclosure.document.as_str(),
            disclosure.way,
            disclosure.people
        ),
        ("Daftar anggota", DisclosureWay::Exported, 1)
    );
    assert_eq!(
        disclosure.shown,
        [
            DisclosedField::Nik,
            DisclosedField::Birth,
            DisclosedField::Religion
        ]
    );
    // Asking for the column isn't ticking it.
    let asked = ExportOptions {
        columns: vec!["name".into(), "nik".into()],
        ..ExportOptions::usual(ExportList::Member, ExportFormat::Csv)
    };
    assert_eq!(
        text_of(&desk.book.export_list(&asked).unwrap().bytes),
        "\u{feff}Nama\r\nNi Luh Putu Ayu Sri\r\n"
    );
    let unknown = ExportOptions {
        columns: vec!["gaji".into()],
        ..asked
    };
    assert!(matches!(
        desk.book.export_list(&unknown),
        Err(BookError::NotFound(_))
    ));
}

#[test]
fn a_workbook_has_real_dates_and_text_and_comes_back_as_it_was() {
    let desk = desk();
    desk.book.add(&sri()).unwrap();
    let shown = [
        DisclosedField::Nik,
        DisclosedField::Religion,
        DisclosedField::Birth,
    ];
    for format in [ExportFormat::Xlsx, ExportFormat::Csv] {
        let bytes = desk
            .book
            .export_list(&options(ExportList::Member, format, &shown))
            .unwrap()
            .bytes;
        if format == ExportFormat::Xlsx {
            let rows = Workbook::open(&bytes).unwrap().read(0).unwrap().rows;
            assert!(
                rows[1]
                    .cells
                    .contains(&Cell::Text("3507125708870003".into()))
            );
            assert!(
                rows[1]
                    .cells
                    .contains(&Cell::Date("1987-08-17T00:00:00".parse().unwrap()))
            );
        }
        let today = parse_iso_date("2026-11-22").unwrap();
        let plan = plan_without_book(ImportKind::Member, &bytes, &ImportOptions::default(), today)
            .unwrap();
        assert_eq!(
            (plan.ready, plan.bad.len(), plan.warnings.len()),
            (1, 0, 0),
            "{format:?}: {plan:?}"
        );
        let other = self::desk();
        let decisions = ImportDecisions {
            stamp: plan.stamp,
            ..ImportDecisions::default()
        };
        other
            .book
            .apply_import(
                ImportKind::Member,
                &bytes,
                &ImportOptions::default(),
                &decisions,
                "x",
            )
            .unwrap();
        let expected = match format {
            ExportFormat::Xlsx => sri(),
            // The apostrophe that disarms a formula is taken off again.
            ExportFormat::Csv => sri(),
        };
        assert_eq!(
            other.book.members().unwrap()[0].member,
            expected,
            "{format:?}"
        );
    }
}

fn told(title: &str, identity: Identity, name: &str) -> AspirationForm {
    let mut form = AspirationForm::default();
    form.aspiration.title = title.into();
    form.aspiration.date = parse_iso_date("2026-01-05");
    form.aspiration.category = Some(Category::Water);
    form.aspiration.identity = Some(identity);
    form.reporter.name = name.into();
    form
}

#[test]
fn secret_names_are_in_no_export_and_no_message_unless_ticked() {
    let desk = desk();
    let secret = desk
        .book
        .add(&told("Air keruh", Identity::Secret, "Budi Rahasia"))
        .unwrap();
    let open = desk
        .book
        .add(&told("Lampu mati", Identity::Open, "Sri Terbuka"))
        .unwrap();
    let list = |shown: &[DisclosedField]| {
        text_of(
            &desk
                .book
                .export_list(&options(ExportList::Aspiration, ExportFormat::Csv, shown))
                .unwrap()
                .bytes,
        )
    };
    assert!(!list(&[]).contains("Budi Rahasia") && list(&[]).contains("Sri Terbuka"));
    assert!(list(&[DisclosedField::SecretNames]).contains("Budi Rahasia"));
    let log = desk.book.disclosures().unwrap();
    assert_eq!((log.len(), log[0].disclosure.people), (1, 1));
    let message = desk.book.aspiration_message(secret).unwrap();
    assert!(
        !message.contains("Budi") && message.contains("*Air keruh*"),
        "{message}"
    );
    assert!(
        desk.book
            .aspiration_message(open)
            .unwrap()
            .contains("Penyampai: Sri Terbuka")
    );
}

#[test]
fn a_meeting_becomes_a_neat_message() {
    let desk = desk();
    desk.book
        .edit_profile(|profile| Profile {
            name: "KIM Swara Warga".into(),
            time_zone: Some(TimeZone::Wita),
            ..profile
        })
        .unwrap();
    let meeting = Meeting {
        title: "Rapat *bulanan*".into(),
        date: parse_iso_date("2024-08-05"),
        start_time: "09:00".into(),
        end_time: "11:30".into(),
        place: "Balai desa".into(),
        agenda: vec![AgendaItem {
            text: "Laporan".into(),
            ..AgendaItem::default()
        }],
        decisions: vec![Decision {
            decision: "Perbaiki lampu".into(),
            responsible: "Pak RT".into(),
            due: parse_iso_date("2024-09-01"),
            ..Decision::default()
        }],
        ..Meeting::default()
    };
    let id = desk.book.add(&meeting).unwrap();
    assert_eq!(
        desk.book.meeting_message(id).unwrap(),
        "*Rapat bulanan*\n_(belum final)_\n\nHari/tanggal: Senin, 5 Agustus 2024\nWaktu: 09.00 – 11.30 WITA\nTempat: Balai desa\n\n\
         *Acara*\n1. Laporan\n\n*Keputusan*\n1. Perbaiki lampu – Pak RT, paling lambat 1 September 2024\n\n_KIM Swara Warga_"
    );
}

#[test]
fn the_whole_register_goes_into_a_folder_of_open_files() {
    let desk = desk();
    desk.book
        .edit_profile(|profile| Profile {
            name: "KIM Swara Warga".into(),
            ..profile
        })
        .unwrap();
    desk.book.add(&sri()).unwrap();
    desk.book
        .add(&told("Air keruh", Identity::Secret, "Budi Rahasia"))
        .unwrap();
    let folder = desk.folder.path().join("bawa");
    let written = desk.book.export_register(&folder, &[]).unwrap();
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names.len(), written.files);
    for name in [
        "BACA-SAYA.txt",
        "anggota.csv",
        "anggota.json",
        "aspirasi.csv",
        "penyampai.json",
        "profil.json",
        "rapat.json",
        "surat.csv",
    ] {
        assert!(
            names.iter().any(|known| known == name),
            "{name} in {names:?}"
        );
    }
    for name in &names {
        for kept_back in [
            "3507125708870003",
            "hindu",
            "Hindu",
            "Denpasar",
            "Budi Rahasia",
        ] {
            assert!(!read(name).contains(kept_back), "{kept_back} in {name}");
        }
    }
    assert!(
        read("BACA-SAYA.txt").contains("KIM Swara Warga")
            && read("BACA-SAYA.txt").contains("NIK, agama")
    );
    assert!(matches!(
        desk.book.export_register(&folder, &[]),
        Err(BookError::File { .. })
    ));
    let all = [
        DisclosedField::Nik,
        DisclosedField::Religion,
        DisclosedField::Birth,
        DisclosedField::SecretNames,
    ];
    let whole = desk.folder.path().join("semua");
    desk.book.export_register(&whole, &all).unwrap();
    let json: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(whole.join("anggota.json")).unwrap())
            .unwrap();
    assert_eq!(
        (&json[0]["nik"], &json[0]["religion"]),
        (&"3507125708870003".into(), &"hindu".into())
    );
    assert!(
        std::fs::read_to_string(whole.join("penyampai.json"))
            .unwrap()
            .contains("Budi Rahasia")
    );
    assert_eq!(desk.book.disclosures().unwrap().len(), 1);
}

#[test]
fn every_list_can_be_written_with_all_its_columns() {
    let desk = desk();
    for list in ExportList::ALL {
        let columns: Vec<String> = columns_of(list)
            .into_iter()
            .map(|column| column.name)
            .collect();
        for format in [ExportFormat::Xlsx, ExportFormat::Csv] {
            let asked = ExportOptions {
                columns: columns.clone(),
                ..ExportOptions::usual(list, format)
            };
            let exported = desk.book.export_list(&asked).unwrap();
            assert_eq!(exported.rows, 0);
            assert_eq!(
                Workbook::open(&exported.bytes)
                    .unwrap()
                    .read(0)
                    .unwrap()
                    .rows
                    .len(),
                1
            );
        }
    }
}
