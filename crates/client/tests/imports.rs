//! Imports: what is shown, what is written, all or nothing, and taken back as a whole.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

use adinda_client::imports::plan_without_book;
use adinda_client::imports::views::{
    DuplicateChoice, DuplicateReason, ImportDecisions, ImportDone, ImportKind, ImportOptions,
    ImportPlan,
};
use adinda_client::views::FormKind;
use adinda_client::{Book, BookError, KeySource, Moment, System, write_new_key_file};
use adinda_domain::aspiration::Identity;
use adinda_domain::dates::parse_iso_date;
use adinda_domain::member::Member;
use adinda_domain::{Kind, RecordId};
use std::collections::BTreeMap;
use tempfile::TempDir;

struct Desk {
    _folder: TempDir,
    book: Book,
}

impl Desk {
    fn new() -> Desk {
        let folder = TempDir::new().unwrap();
        let key = folder.path().join("key");
        write_new_key_file(&key, &System).unwrap();
        let data = folder.path().join("data");
        let book = Book::open(&data, &KeySource::File(key), Moment::system()).unwrap();
        Desk {
            _folder: folder,
            book,
        }
    }

    fn plan(&self, csv: &str) -> ImportPlan {
        self.book
            .plan_import(
                ImportKind::Member,
                csv.as_bytes(),
                &ImportOptions::default(),
            )
            .unwrap()
    }

    fn apply(
        &self,
        csv: &str,
        choices: &[(u32, DuplicateChoice)],
    ) -> Result<ImportDone, BookError> {
        let decisions = ImportDecisions {
            stamp: self.plan(csv).stamp,
            without_bad: false,
            duplicates: choices.iter().copied().collect(),
        };
        let options = ImportOptions::default();
        self.book.apply_import(
            ImportKind::Member,
            csv.as_bytes(),
            &options,
            &decisions,
            "anggota.csv",
        )
    }

    fn names(&self) -> Vec<String> {
        let rows = self.book.members().unwrap().into_iter();
        let mut names: Vec<String> = rows
            .filter(|row| !row.archived)
            .map(|row| row.member.name)
            .collect();
        names.sort();
        names
    }

    fn member(&self, name: &str) -> Member {
        let rows = self.book.members().unwrap().into_iter();
        rows.map(|row| row.member)
            .find(|member| member.name == name)
            .unwrap()
    }
}

const LIST: &str = "Nama;NIK;L/P;HP;Dusun\nSri Lestari;3507125708870003;P;081234567890;Krajan\nBudi Santoso;;L;;Krajan\n";

#[test]
fn a_list_is_added_and_taken_back_as_a_whole() {
    let desk = Desk::new();
    let plan = desk.plan(LIST);
    assert_eq!(
        (plan.rows, plan.ready, plan.bad.len(), plan.duplicates.len()),
        (2, 2, 0, 0)
    );
    let done = desk.apply(LIST, &[]).unwrap();
    assert_eq!((done.added, done.joined, done.skipped), (2, 0, 0));
    assert_eq!(desk.names(), ["Budi Santoso", "Sri Lestari"]);
    assert_eq!(
        desk.member("Sri Lestari").birth_date,
        parse_iso_date("1987-08-17")
    );
    let undone = desk.book.undo_import(done.import).unwrap();
    assert_eq!((undone.archived, undone.put_back, undone.kept), (2, 0, 0));
    assert_eq!(desk.names(), [""; 0]);
    assert!(matches!(
        desk.book.undo_import(done.import),
        Err(BookError::NotFound(_))
    ));
    let imports = desk.book.imports().unwrap();
    assert_eq!(
        (imports.len(), imports[0].file.as_str(), imports[0].undone),
        (1, "anggota.csv", true)
    );
    // Nothing stands in the way of importing it again.
    assert_eq!(desk.plan(LIST).duplicates, []);
}

#[test]
fn nothing_is_written_while_anything_is_undecided_or_has_changed() {
    let desk = Desk::new();
    let with_bad = format!("{LIST}Ani;3,50712E+15;P;;\n");
    assert_eq!(desk.plan(&with_bad).bad.len(), 1);
    assert!(matches!(
        desk.apply(&with_bad, &[]),
        Err(BookError::ImportUndecided)
    ));
    let twice = format!("{LIST}sri lestari;3507125708870003;;;\n");
    let found = desk.plan(&twice).duplicates;
    assert_eq!(
        (
            found.len(),
            found[0].row,
            found[0].other_row,
            found[0].reason
        ),
        (1, 4, Some(2), DuplicateReason::SameNik)
    );
    assert!(matches!(
        desk.apply(&twice, &[]),
        Err(BookError::ImportUndecided)
    ));
    let stamp = desk.plan(LIST).stamp;
    desk.book
        .add(&Member {
            name: "Budi Santoso".into(),
            ..Member::default()
        })
        .unwrap();
    let decisions = ImportDecisions {
        stamp,
        ..ImportDecisions::default()
    };
    let applied = desk.book.apply_import(
        ImportKind::Member,
        LIST.as_bytes(),
        &ImportOptions::default(),
        &decisions,
        "x",
    );
    assert!(matches!(applied, Err(BookError::ChangedMeanwhile)));
    assert_eq!(desk.names(), ["Budi Santoso"]);
    assert_eq!(desk.book.imports().unwrap(), []);
}

#[test]
fn bad_rows_are_left_out_only_when_told_so() {
    let desk = Desk::new();
    let csv = format!("{LIST};;P;081;\n");
    let plan = desk.plan(&csv);
    assert_eq!((plan.rows, plan.ready), (3, 2));
    let decisions = ImportDecisions {
        stamp: plan.stamp,
        without_bad: true,
        duplicates: BTreeMap::new(),
    };
    let done = desk
        .book
        .apply_import(
            ImportKind::Member,
            csv.as_bytes(),
            &ImportOptions::default(),
            &decisions,
            "x",
        )
        .unwrap();
    assert_eq!((done.added, done.bad), (2, 1));
}

#[test]
fn known_people_are_filled_or_replaced_and_put_back() {
    let known = Member {
        name: "Sri Lestari".into(),
        nik: "3507125708870003".into(),
        hamlet: "Sukorejo".into(),
        birth_date: parse_iso_date("1987-08-17"),
        ..Member::default()
    };
    let csv =
        "Nama;NIK;L/P;HP;Dusun;Agama\nSri Lestari;3507125708870003;P;081234567890;Krajan;Islam\n";
    for (choice, hamlet) in [
        (DuplicateChoice::FillBlanks, "Sukorejo"),
        (DuplicateChoice::TakeSheet, "Krajan"),
    ] {
        let desk = Desk::new();
        desk.book.add(&known).unwrap();
        let found = desk.plan(csv).duplicates;
        assert_eq!(
            (found.len(), found[0].other_name.as_str()),
            (1, "Sri Lestari")
        );
        let done = desk.apply(csv, &[(2, choice)]).unwrap();
        assert_eq!((done.added, done.joined), (0, 1));
        let joined = desk.member("Sri Lestari");
        assert_eq!(
            (joined.hamlet.as_str(), joined.phone.as_str()),
            (hamlet, "+6281234567890")
        );
        assert!(joined.religion.is_some() && joined.sex.is_some());
        // Somebody writes another number: that stays; the rest goes back.
        let id = desk.book.members().unwrap()[0].id;
        let form = desk.book.open_form::<Member>(Some(id)).unwrap();
        let typed = Member {
            phone: "089999999999".into(),
            ..form.record
        };
        desk.book.save_form(form.draft, &typed).unwrap();
        let undone = desk.book.undo_import(done.import).unwrap();
        assert_eq!((undone.archived, undone.kept), (0, 1), "{choice:?}");
        let expected = Member {
            phone: "+6289999999999".into(),
            ..known.clone()
        };
        assert_eq!(desk.member("Sri Lestari"), expected, "{choice:?}");
    }
}

#[test]
fn rows_that_are_one_person_become_one() {
    let csv = format!("{LIST}Budi Santoso;;L;081300000001;\nBudi Santosa;;L;081300000001;\n");
    let desk = Desk::new();
    let rows: Vec<u32> = desk
        .plan(&csv)
        .duplicates
        .iter()
        .map(|found| found.row)
        .collect();
    assert_eq!(rows, [4, 5]);
    let choices = [(4, DuplicateChoice::FillBlanks), (5, DuplicateChoice::Skip)];
    let done = desk.apply(&csv, &choices).unwrap();
    assert_eq!((done.added, done.joined, done.skipped), (2, 1, 1));
    assert_eq!(desk.member("Budi Santoso").phone, "+6281300000001");
    desk.book.undo_import(done.import).unwrap();
    assert_eq!(desk.names(), [""; 0]);
}

#[test]
fn what_was_erased_is_forgotten_by_imports_too() {
    let desk = Desk::new();
    let done = desk.apply(LIST, &[]).unwrap();
    let sri = desk
        .book
        .members()
        .unwrap()
        .into_iter()
        .find(|row| row.member.name == "Sri Lestari")
        .unwrap();
    desk.book.erase(&Kind::MEMBER, sri.id).unwrap();
    let undone = desk.book.undo_import(done.import).unwrap();
    assert_eq!(undone.archived, 1);
}

#[test]
fn columns_are_changed_and_sheets_chosen() {
    let options = |index: usize, field: Option<&str>| ImportOptions {
        sheet: None,
        columns: [(index, field.map(str::to_owned))].into(),
    };
    let today = parse_iso_date("2026-11-22").unwrap();
    let plan = |csv: &str, options: &ImportOptions| {
        plan_without_book(ImportKind::Member, csv.as_bytes(), options, today)
    };
    let csv = "Nama;Panggilan\nSri Lestari;Sri\n";
    assert_eq!(
        plan(csv, &ImportOptions::default()).unwrap().columns[1].field,
        None
    );
    let renamed = plan(csv, &options(1, Some("name"))).unwrap();
    assert_eq!(renamed.columns[0].field, None);
    assert_eq!(
        (
            renamed.columns[1].field.as_deref(),
            renamed.columns[1].samples[0].as_str()
        ),
        (Some("name"), "Sri")
    );
    assert!(matches!(
        plan(csv, &options(1, Some("no_such_field"))),
        Err(BookError::NotFound(_))
    ));
    assert!(matches!(
        plan(csv, &options(7, None)),
        Err(BookError::NotFound(_))
    ));
    assert!(matches!(
        plan("%PDF-1.4", &ImportOptions::default()),
        Err(BookError::Sheet(_))
    ));
}

#[test]
fn aspirations_come_with_who_spoke_and_their_numbers() {
    let desk = Desk::new();
    let csv = "Tanggal;Judul;Penyampai;Kerahasiaan\n5-1-2026;Jalan rusak;Budi;Rahasia\n6-1-2026;Air keruh;Sri;\n6-1-2026;Air keruh;Sri;\n";
    let options = ImportOptions::default();
    let plan = desk
        .book
        .plan_import(ImportKind::Aspiration, csv.as_bytes(), &options)
        .unwrap();
    assert_eq!((plan.ready, plan.duplicates.len()), (3, 1));
    let decisions = ImportDecisions {
        stamp: plan.stamp,
        without_bad: false,
        duplicates: [(4, DuplicateChoice::Skip)].into(),
    };
    let done = desk
        .book
        .apply_import(
            ImportKind::Aspiration,
            csv.as_bytes(),
            &options,
            &decisions,
            "aspirasi.csv",
        )
        .unwrap();
    assert_eq!((done.added, done.skipped), (2, 1));
    let rows = desk.book.aspirations().unwrap();
    let mut shown: Vec<(&str, &str, bool)> = rows
        .iter()
        .map(|row| {
            let secret = row.aspiration.identity == Some(Identity::Secret);
            (
                row.aspiration.register_number.as_str(),
                row.reporter_name.as_str(),
                secret,
            )
        })
        .collect();
    shown.sort();
    assert_eq!(shown, [("001/2026", "", true), ("002/2026", "Sri", false)]);
    assert_eq!(desk.book.undo_import(done.import).unwrap().archived, 2);
    let ids: Vec<RecordId> = rows.iter().map(|row| row.id).collect();
    for id in ids {
        desk.book.restore(FormKind::Aspiration, id).unwrap();
    }
}
