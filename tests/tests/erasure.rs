//! Promise 17: erased is erased, at the office and on every laptop, whatever comes later.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

use adinda_client::BookError;
use adinda_domain::meeting::Meeting;
use adinda_domain::member::Member;
use adinda_domain::{Kind, RecordId};
use adinda_tests::office::{TestBook, TestKim, TestOffice};
use adinda_tests::sample::{meeting, member};

async fn two_laptops() -> (TestOffice, TestKim, TestBook, TestBook) {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let one = TestBook::paired(&office, &kim).await;
    let two = TestBook::paired(&office, &kim).await;
    (office, kim, one, two)
}

fn set_address(book: &TestBook, id: RecordId, address: &str) {
    let mut form = book.book.open_form::<Member>(Some(id)).unwrap();
    form.record.address = address.into();
    book.book.save_form(form.draft, &form.record).unwrap();
}

fn erase(book: &TestBook, id: RecordId) {
    book.book.erase(&Kind::MEMBER, id).unwrap();
}

fn knows(book: &TestBook, id: RecordId) -> bool {
    book.book.members().unwrap().iter().any(|row| row.id == id)
}

fn office_fields(office: &TestOffice, kim: &TestKim) -> String {
    serde_json::to_string(&office.records(kim)).unwrap()
}

#[tokio::test]
async fn promise_17_an_erased_person_is_gone_everywhere_and_stays_gone() {
    let (office, kim, one, two) = two_laptops().await;
    let id = one.book.add(&member("Sri Lestari")).unwrap();
    set_address(&one, id, "Dusun Krajan");
    let rapat = one.book.add(&meeting("Rapat rutin", &[id])).unwrap();
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    // A conflict, an edit that waits, and a form that is open: all about her.
    set_address(&one, id, "RT 1");
    set_address(&two, id, "RT 2");
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    set_address(&two, id, "RT 3");
    let form = two.book.open_form::<Member>(Some(id)).unwrap();

    erase(&one, id);
    assert!(!knows(&one, id), "at once");
    assert!(one.book.search("Lestari").unwrap().is_empty());
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    assert!(!knows(&two, id));
    let saved = two.book.save_form(form.draft, &form.record);
    assert!(matches!(saved, Err(BookError::NotFound(_))), "{saved:?}");
    two.book.sync().await.unwrap();

    let at_office = office_fields(&office, &kim);
    for gone in ["Lestari", "Krajan", "RT 1", "RT 2", "RT 3"] {
        assert!(!at_office.contains(gone), "{gone} is still at the office");
    }
    for book in [&one, &two] {
        let form = book.book.open_form::<Meeting>(Some(rapat)).unwrap();
        assert!(form.record.attendance.is_empty(), "and not in the minutes");
        assert_eq!(book.book.sync_status(false, None).unwrap().review, 0);
    }
    let late = TestBook::paired(&office, &kim).await;
    late.book.sync().await.unwrap();
    assert!(!knows(&late, id), "nor does she come to a new laptop");
}

#[tokio::test]
async fn promise_17_what_was_written_elsewhere_without_knowing_is_dropped_with_the_receipt() {
    let (office, kim, one, two) = two_laptops().await;
    let id = one.book.add(&member("Sri Lestari")).unwrap();
    let rapat = one.book.add(&meeting("Rapat rutin", &[])).unwrap();
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    set_address(&two, id, "RT 9");
    let mut form = two.book.open_form::<Meeting>(Some(rapat)).unwrap();
    form.record.attendance = meeting("", &[id]).attendance;
    form.record.place = "Balai desa".into();
    two.book.save_form(form.draft, &form.record).unwrap();
    // Offered already: the request is on its way and gets lost.
    two.book.prepare_exchange(false).unwrap();

    erase(&one, id);
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    assert!(!knows(&two, id));
    let status = two.book.sync_status(false, None).unwrap();
    assert_eq!((status.waiting, status.review), (0, 0));
    assert!(!office_fields(&office, &kim).contains("RT 9"));
    let meetings = office.records_of(&kim, "meeting");
    assert_eq!(
        meetings[0]["place"], "Balai desa",
        "the rest of the edit arrives"
    );
    assert!(!meetings[0].to_string().contains("attendance"));
}

#[tokio::test]
async fn promise_17_an_office_set_back_to_before_the_erasure_is_told_again() {
    let (mut office, kim, one, two) = two_laptops().await;
    let id = one.book.add(&member("Sri Lestari")).unwrap();
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    let before = office.copied().await;
    erase(&one, id);
    one.book.sync().await.unwrap();
    office.set_back(&before).await;
    assert!(office_fields(&office, &kim).contains("Lestari"));
    // The one that never heard of it comes first, and offers what it has.
    set_address(&two, id, "RT 9");
    two.book.sync().await.unwrap();
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    assert!(!office_fields(&office, &kim).contains("Lestari"));
    assert!(!office_fields(&office, &kim).contains("RT 9"));
    assert!(!knows(&one, id) && !knows(&two, id));
}

#[tokio::test]
async fn promise_17_the_office_erases_and_every_laptop_follows() {
    let (office, kim, one, two) = two_laptops().await;
    let id = one.book.add(&member("Sri Lestari")).unwrap();
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    set_address(&two, id, "RT 9");
    for _ in 0..2 {
        office.in_database(|tx| adinda_server::erasure::erase(tx, kim.id, &Kind::MEMBER, id, 0));
    }
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    assert!(!knows(&one, id) && !knows(&two, id));
    assert!(!office_fields(&office, &kim).contains("RT 9"));
}

#[tokio::test]
async fn promise_17_somebody_written_down_twice_goes_as_one() {
    for erased_by_office in [false, true] {
        let (office, kim, one, two) = two_laptops().await;
        let (kept, twin) = (
            one.book.add(&member("Sri Lestari")).unwrap(),
            one.book.add(&member("Sri Lestari")).unwrap(),
        );
        one.book.join_members(kept, twin).unwrap();
        one.book.sync().await.unwrap();
        two.book.sync().await.unwrap();
        if erased_by_office {
            office.in_database(|tx| {
                adinda_server::erasure::erase(tx, kim.id, &Kind::MEMBER, kept, 0)
            });
        } else {
            erase(&one, kept);
            assert!(!knows(&one, kept) && !knows(&one, twin));
        }
        one.book.sync().await.unwrap();
        two.book.sync().await.unwrap();
        for book in [&one, &two] {
            assert!(!knows(book, kept) && !knows(book, twin));
        }
        assert!(!office_fields(&office, &kim).contains("Lestari"));
    }
}
