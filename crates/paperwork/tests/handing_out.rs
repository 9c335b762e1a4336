//! Documents from a real book: set once and shown, kept as they were wanted, private data noted and never remembered.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

use adinda_client::views::{DisclosedField, DisclosureWay};
use adinda_client::{Book, KeySource, Moment, System, write_new_key_file};
use adinda_domain::member::{Member, Position};
use adinda_domain::profile::{Paper, Profile};
use adinda_paperwork::{
    Document, DocumentOptions, DocumentRequest, DocumentShelf, PaperworkError, RosterColumn,
    RosterOrder, as_last_time, document_of, keep_choice, note_disclosure, usual,
};
use tempfile::TempDir;

fn book() -> (TempDir, Book) {
    let folder = TempDir::new().unwrap();
    let key = folder.path().join("key");
    write_new_key_file(&key, &System).unwrap();
    let source = KeySource::File(key);
    let book = Book::open(&folder.path().join("data"), &source, Moment::system()).unwrap();
    book.edit_profile(|profile| Profile {
        name: "KIM Mekar Sari".into(),
        ..profile
    })
    .unwrap();
    for (name, nik) in [("Sri", "3507125708870003"), ("Made", "")] {
        book.add(&Member {
            name: name.into(),
            nik: nik.into(),
            position: Some(Position::Member),
            ..Member::default()
        })
        .unwrap();
    }
    (folder, book)
}

fn roster(book: &Book) -> DocumentRequest {
    usual(book, Document::Roster, None).unwrap()
}

#[test]
fn a_document_is_set_once_until_request_or_book_change() {
    let (_folder, book) = book();
    let shelf = DocumentShelf::default();
    let request = roster(&book);
    let number =
        |request: &DocumentRequest| shelf.document(&book, request, || true).unwrap().number;
    let first = number(&request);
    assert_eq!(number(&request), first, "the same again");
    let a4 = DocumentRequest {
        paper: Paper::A4,
        ..request.clone()
    };
    assert_ne!(number(&a4), first, "another paper");
    assert_eq!(number(&request), first, "still on the shelf");
    book.add(&Member {
        name: "Baru".into(),
        ..Member::default()
    })
    .unwrap();
    let anew = number(&request);
    assert_ne!(anew, first, "another book");
    assert!(
        shelf
            .page_svg(anew, 0)
            .unwrap()
            .unwrap()
            .starts_with("<svg")
    );
    for paper in [Paper::A4, Paper::F4Narrow] {
        number(&DocumentRequest {
            paper,
            ..request.clone()
        });
    }
    assert!(shelf.page_svg(first, 0).unwrap().is_none(), "put away");
}

#[test]
fn what_is_not_wanted_any_more_is_dropped() {
    let (_folder, book) = book();
    let shelf = DocumentShelf::default();
    let request = roster(&book);
    let refused = shelf.document(&book, &request, || false);
    assert!(matches!(refused, Err(PaperworkError::NotWantedAnyMore)));
    let asked = std::sync::atomic::AtomicU32::new(0);
    let only_at_first = || asked.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0;
    let stopped = shelf.document(&book, &request, only_at_first);
    assert!(matches!(stopped, Err(PaperworkError::NotWantedAnyMore)));
    assert_eq!(shelf.document(&book, &request, || true).unwrap().number, 1);
}

#[test]
fn paper_columns_and_order_are_kept_for_the_next_time_and_a_nik_never_is() {
    let (_folder, book) = book();
    let mut request = roster(&book);
    request.paper = Paper::F4Narrow;
    request.show_nik = true;
    request.left.name = "Pejabat Lama".into();
    if let DocumentOptions::Roster(options) = &mut request.document {
        options.columns = vec![RosterColumn::Name, RosterColumn::Nik, RosterColumn::Sex];
        options.order = RosterOrder::Name;
    }
    keep_choice(&book, &request).unwrap();
    let next = as_last_time(&book, Document::Roster, None).unwrap();
    let DocumentOptions::Roster(options) = &next.document else {
        panic!("{next:?}")
    };
    assert_eq!(options.columns, [RosterColumn::Name, RosterColumn::Sex]);
    assert_eq!(
        (options.order, next.paper),
        (RosterOrder::Name, Paper::F4Narrow)
    );
    assert!(!next.show_nik && next.left.name.is_empty(), "{next:?}");
    // Each document has its own, and what can't be read is as nothing.
    assert_eq!(
        as_last_time(&book, Document::Card, None).unwrap().paper,
        Paper::F4
    );
    book.keep_document_choice("roster", "{broken").unwrap();
    assert_eq!(
        as_last_time(&book, Document::Roster, None).unwrap(),
        roster(&book)
    );
}

#[test]
fn only_what_is_really_shown_is_noted() {
    let (_folder, book) = book();
    let hand_out = |request: &DocumentRequest| {
        let document = document_of(&book, request).unwrap();
        note_disclosure(&book, request, &document, DisclosureWay::Printed).unwrap();
    };
    let mut request = roster(&book);
    hand_out(&request);
    assert!(book.disclosures().unwrap().is_empty());
    request.show_nik = true;
    hand_out(&request);
    let noted = book.disclosures().unwrap();
    assert_eq!(noted.len(), 1);
    assert_eq!(noted[0].disclosure.shown, [DisclosedField::Nik]);
    assert_eq!(noted[0].disclosure.people, 1, "only Sri has one");
}
