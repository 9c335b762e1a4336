//! Promises 11, 12 and 13: photos of laptops without any network, in the files of a stick.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

use adinda_client::views::{AttachmentRow, FileStanding, FormKind, SyncPhase};
use adinda_domain::attachment::{Attachment, AttachmentRole};
use adinda_domain::meeting::Meeting;
use adinda_domain::{Kind, RecordId};
use adinda_tests::office::{TestBook, TestKim, TestOffice};
use adinda_tests::photos::large_photo;
use adinda_tests::stick::{Stick, answered, import, open};

const EVERYWHERE: FileStanding = FileStanding {
    here: true,
    at_office: true,
};

/// An office, and two laptops of one KIM that never meet a network.
async fn village() -> (TestOffice, TestKim, Stick, TestBook, TestBook) {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let stick = Stick::new();
    let (one, two) = (TestBook::new(), TestBook::new());
    stick.pair(&office, &kim, &one);
    stick.pair(&office, &kim, &two);
    (office, kim, stick, one, two)
}

fn meeting_with_photos(book: &TestBook, photos: &[Vec<u8>]) -> RecordId {
    let mut form = book.book.open_form::<Meeting>(None).unwrap();
    form.record.title = "Rapat rutin".into();
    for photo in photos {
        let added = book.book.add_file(form.draft, "rapat.jpg", photo).unwrap();
        form.record.attachments.push(Attachment {
            role: Some(AttachmentRole::Photo),
            ..added
        });
    }
    book.book.save_form(form.draft, &form.record).unwrap()
}

fn photos_of(book: &TestBook, id: RecordId) -> Vec<AttachmentRow> {
    book.book.attachments(FormKind::Meeting, id).unwrap()
}

fn phase(book: &TestBook) -> SyncPhase {
    book.book.sync_status(false, None).unwrap().phase
}

fn at_office(office: &TestOffice) -> i64 {
    office.in_database(|tx| {
        let sql = "SELECT count(*) FROM attachment WHERE complete = 1";
        Ok(tx.query_row(sql, [], |row| row.get(0))?)
    })
}

#[tokio::test]
async fn promise_13_photos_go_with_the_stick_and_come_with_it() {
    let (office, _kim, stick, one, two) = village().await;
    let id = meeting_with_photos(&one, &[large_photo(1), large_photo(2)]);
    let saved = one.book.export_bundle(stick.folder()).unwrap();
    assert_eq!((saved.edits, saved.photos), (1, 2));
    assert_ne!(phase(&one), SyncPhase::AllSent);

    let file = std::fs::read(&saved.path).unwrap();
    let first = answered(import(&office, &file).unwrap());
    assert_eq!((first.edits, first.photos, at_office(&office)), (1, 2, 2));
    // Brought again, nothing is doubled.
    answered(import(&office, &file).unwrap());
    assert_eq!(at_office(&office), 2);

    let answer = stick.put(&first.answer);
    for _ in 0..2 {
        open(&one, &answer).unwrap();
        assert_eq!(phase(&one), SyncPhase::AllSent);
        let rows = photos_of(&one, id);
        assert!(rows.iter().all(|row| row.standing == EVERYWHERE));
    }

    // The other laptop hears of them with its first trip, and has them with the second.
    stick.round_trip(&office, &two);
    assert!(photos_of(&two, id).iter().all(|row| !row.standing.here));
    let opened = stick.round_trip(&office, &two);
    assert_eq!(opened.photos, 2);
    let rows = photos_of(&two, id);
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row.standing == EVERYWHERE));
}

#[tokio::test]
async fn promise_13_a_photo_of_what_was_erased_on_the_way_stays_nowhere() {
    let (office, _kim, stick, one, two) = village().await;
    let id = meeting_with_photos(&one, &[large_photo(3)]);
    stick.round_trip(&office, &one);
    stick.round_trip(&office, &two);
    // The answer with the photo is on its way when the meeting is erased on both sides.
    let answer = stick.bring(&office, &stick.save(&two));
    two.book.erase(&Kind::MEETING, id).unwrap();
    assert_eq!(open(&two, &answer).unwrap().photos, 0);
    stick.round_trip(&office, &two);
    assert_eq!(at_office(&office), 0);
    // An old file with the photo, brought once more, brings nothing back.
    let late = meeting_with_photos(&one, &[large_photo(4)]);
    let file = std::fs::read(stick.save(&one)).unwrap();
    one.book.erase(&Kind::MEETING, late).unwrap();
    stick.round_trip(&office, &one);
    let taken = answered(import(&office, &file).unwrap());
    assert_eq!((taken.photos, at_office(&office)), (0, 0));
}

#[tokio::test]
async fn promise_13_an_office_that_was_set_back_gets_the_photos_again() {
    let (mut office, _kim, stick, one, _two) = village().await;
    let before = office.copied().await;
    let id = meeting_with_photos(&one, &[large_photo(5)]);
    stick.round_trip(&office, &one);
    assert_eq!(phase(&one), SyncPhase::AllSent);
    office.set_back(&before).await;
    assert_eq!(at_office(&office), 0);
    stick.round_trip(&office, &one);
    stick.round_trip(&office, &one);
    assert_eq!(at_office(&office), 1);
    assert_eq!(phase(&one), SyncPhase::AllSent);
    assert_eq!(photos_of(&one, id)[0].standing, EVERYWHERE);
}
