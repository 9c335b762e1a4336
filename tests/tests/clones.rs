//! Promise 15: two laptops that speak with one token. One becomes a laptop of its own, and nothing is stuck.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

use adinda_client::sync::transport::{HttpTransport, Transport};
use adinda_client::views::SyncPhase;
use adinda_tests::office::{TestBook, TestKim, TestOffice};
use adinda_tests::sample::member;
use adinda_wire::PROTOCOL;
use adinda_wire::envelope::{pack, unpack};
use adinda_wire::pairing::SeparationReply;
use adinda_wire::separation::{SEPARATION_PATH, SeparationRequest};

async fn office_with_kim() -> (TestOffice, TestKim) {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    (office, kim)
}

fn letters(office: &TestOffice, kim: &TestKim) -> Vec<String> {
    let devices = office.devices(kim);
    devices.into_iter().map(|device| device.letter).collect()
}

fn names(book: &TestBook) -> Vec<String> {
    let members = book.book.members().unwrap();
    let mut names: Vec<String> = members.into_iter().map(|row| row.member.name).collect();
    names.sort();
    names
}

#[tokio::test]
async fn promise_15_a_copied_disk_becomes_a_laptop_of_its_own() {
    let (office, kim) = office_with_kim().await;
    let original = TestBook::paired(&office, &kim).await;
    original.book.add(&member("Sri")).unwrap();
    original.book.sync().await.unwrap();
    // An edit that both disks carry, and that both will send.
    original.book.add(&member("Dewi")).unwrap();
    let copy = original.copied();
    original.book.add(&member("Joko")).unwrap();
    copy.book.add(&member("Wayan")).unwrap();

    for _ in 0..3 {
        original.book.sync().await.unwrap();
        copy.book.sync().await.unwrap();
    }
    assert_eq!(letters(&office, &kim), ["A", "B"]);
    let everybody = ["Dewi", "Joko", "Sri", "Wayan"];
    assert_eq!(names(&original), everybody);
    assert_eq!(names(&copy), everybody);
    assert_eq!(
        office.records_of(&kim, "member").len(),
        4,
        "nothing is doubled"
    );
    assert_ne!(
        original.book.credential().unwrap(),
        copy.book.credential().unwrap()
    );
    for book in [&original, &copy] {
        let status = book.book.sync_status(false, None).unwrap();
        assert_eq!((status.phase, status.review), (SyncPhase::AllSent, 0));
    }
    let letter = |book: &TestBook| {
        let status = book.book.sync_status(false, None).unwrap();
        status.office.unwrap().device_letter
    };
    assert_eq!((letter(&original), letter(&copy)), ("A".into(), "B".into()));
}

#[tokio::test]
async fn promise_15_the_copy_that_speaks_first_is_not_mistaken_and_the_other_is_found() {
    let (office, kim) = office_with_kim().await;
    let original = TestBook::paired(&office, &kim).await;
    original.book.sync().await.unwrap();
    let copy = original.copied();
    copy.book.add(&member("Wayan")).unwrap();
    copy.book.sync().await.unwrap();
    assert_eq!(letters(&office, &kim), ["A"], "so far there is one");
    original.book.add(&member("Joko")).unwrap();
    original.book.sync().await.unwrap();
    assert_eq!(letters(&office, &kim), ["A", "B"]);
    copy.book.sync().await.unwrap();
    original.book.sync().await.unwrap();
    assert_eq!(
        letters(&office, &kim),
        ["A", "B"],
        "and each stays what it is"
    );
    assert_eq!(names(&original), names(&copy));
}

#[tokio::test]
async fn promise_15_an_office_that_forgot_exchanges_is_no_reason_to_separate() {
    let (mut office, kim) = office_with_kim().await;
    let laptop = TestBook::paired(&office, &kim).await;
    laptop.book.sync().await.unwrap();
    let before = office.copied().await;
    for _ in 0..3 {
        laptop.book.sync().await.unwrap();
    }
    office.set_back(&before).await;
    laptop.book.sync().await.unwrap();
    laptop.book.sync().await.unwrap();
    assert_eq!(letters(&office, &kim), ["A"]);
}

#[tokio::test]
async fn promise_15_a_lost_laptop_is_revoked_at_once_and_sends_the_same_edits_when_it_is_paired_again()
 {
    let (office, kim) = office_with_kim().await;
    let laptop = TestBook::paired(&office, &kim).await;
    laptop.book.add(&member("Sri")).unwrap();
    let waiting = laptop.book.prepare_exchange(false).unwrap().edits;
    office.revoke(&kim, "A");
    laptop.book.sync().await.unwrap_err();
    assert!(
        office.records_of(&kim, "member").is_empty(),
        "its token is dead"
    );
    let status = laptop.book.sync_status(false, None).unwrap();
    assert_eq!((status.phase, status.waiting), (SyncPhase::NeedsCode, 1));

    laptop.pair(&office, &kim).await;
    assert_eq!(laptop.book.prepare_exchange(false).unwrap().edits, waiting);
    laptop.book.sync().await.unwrap();
    assert_eq!(office.records_of(&kim, "member").len(), 1);
}

#[tokio::test]
async fn promise_15_nobody_gets_another_identity_who_wasnt_told_to() {
    let (office, kim) = office_with_kim().await;
    let laptop = TestBook::paired(&office, &kim).await;
    laptop.book.sync().await.unwrap();
    let token = laptop.book.credential().unwrap().unwrap();
    let asked = SeparationRequest {
        protocol: PROTOCOL,
        token_hash: [7; 32],
        device_public_key: String::new(),
        device_name: String::new(),
        app_version: String::new(),
    };
    let road = HttpTransport::pinned(&office.url(), None).unwrap();
    let body = pack(&asked).unwrap();
    let reply = road.send(SEPARATION_PATH, Some(&token), body).await;
    assert!(
        reply.is_err()
            || matches!(
                unpack(&reply.unwrap()).unwrap(),
                SeparationReply::Refused(_)
            )
    );
    assert_eq!(letters(&office, &kim), ["A"]);
}

#[tokio::test]
async fn promise_15_revoking_a_laptop_names_what_became_of_its_copies() {
    let (office, kim) = office_with_kim().await;
    let original = TestBook::paired(&office, &kim).await;
    original.book.sync().await.unwrap();
    let copy = original.copied();
    for _ in 0..2 {
        original.book.sync().await.unwrap();
        copy.book.sync().await.unwrap();
    }
    let copy_of_copy = copy.copied();
    for _ in 0..2 {
        copy.book.sync().await.unwrap();
        copy_of_copy.book.sync().await.unwrap();
    }
    let other = TestBook::paired(&office, &kim).await;
    other.book.sync().await.unwrap();
    assert_eq!(letters(&office, &kim), ["A", "B", "C", "D"]);
    let out_of = |at: usize| {
        let device = office.devices(&kim).swap_remove(at);
        let separated = office.in_database(|tx| device.separated_out_of_it(tx));
        let letters = separated.into_iter().map(|device| device.letter);
        letters.collect::<Vec<_>>()
    };
    assert_eq!(out_of(0), ["B", "C"]);
    assert_eq!(out_of(1), ["C"]);
    assert!(out_of(3).is_empty());
}
