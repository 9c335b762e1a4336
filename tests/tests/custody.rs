//! Promise 7: an edit that the office can't write down holds up nobody, and isn't lost.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

use adinda_client::views::{RecordSync, SyncPhase};
use adinda_domain::Kind;
use adinda_domain::meeting::{AttendanceMark, Meeting};
use adinda_tests::office::{TestBook, TestOffice};
use adinda_tests::sample::{meeting, member};

const OFFICE_FAULT: u64 = 22;

/// A trigger that makes a value impossible to write.
fn plant(office: &TestOffice, table: &str, poison: &str) {
    office.in_database(|tx| {
        tx.execute_batch(&format!(
            "CREATE TRIGGER planted_{table} BEFORE INSERT ON {table}
             WHEN instr(new.value, CAST('{poison}' AS BLOB)) > 0
             BEGIN SELECT RAISE(ABORT, 'planted'); END"
        ))?;
        Ok(())
    });
}

#[tokio::test]
async fn promise_07_an_edit_that_fails_at_the_office_is_kept_and_the_others_get_through() {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let (one, two) = (
        TestBook::paired(&office, &kim).await,
        TestBook::paired(&office, &kim).await,
    );
    plant(&office, "field", "Poison");
    for name in ["Sri", "Poison", "Made"] {
        one.book.add(&member(name)).unwrap();
    }
    one.book.sync().await.unwrap();
    let status = one.book.sync_status(false, None).unwrap();
    assert_eq!((status.waiting, status.phase), (0, SyncPhase::Review));
    let report = office.records(&kim);
    let mut names: Vec<&str> = report["records"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|record| record["fields"]["name"].as_str())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["Made", "Sri"]);
    let held = report["held"].as_array().unwrap();
    assert!(!held.is_empty());
    assert!(
        held.iter().all(|one| one["reason"] == OFFICE_FAULT),
        "{report}"
    );
    assert!(held.iter().any(|one| one["value"] == "Poison"), "{report}");
    // On both laptops it is there, to be looked at.
    two.book.sync().await.unwrap();
    assert!(two.book.sync_status(false, None).unwrap().review > 0);
    // And nothing is done twice when it is asked again.
    one.book.add(&member("Tuti")).unwrap();
    one.book.sync().await.unwrap();
    assert_eq!(office.records_of(&kim, "member").len(), 3);
}

#[tokio::test]
async fn promise_07_what_cannot_even_be_kept_is_not_said_to_be() {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let book = TestBook::paired(&office, &kim).await;
    plant(&office, "field", "Poison");
    plant(&office, "alternative", "Poison");
    book.book.add(&member("Poison")).unwrap();
    book.book.add(&member("Sri")).unwrap();
    assert!(book.book.sync().await.is_err());
    let status = book.book.sync_status(false, None).unwrap();
    assert_eq!(status.waiting, 2, "it is all still here");
    assert!(office.records_of(&kim, "member").is_empty());
    // Once the office is mended, it all arrives.
    office.in_database(|tx| {
        tx.execute_batch("DROP TRIGGER planted_field; DROP TRIGGER planted_alternative")?;
        Ok(())
    });
    book.book.sync().await.unwrap();
    assert_eq!(office.records_of(&kim, "member").len(), 2);
}

#[tokio::test]
async fn promise_17_a_record_loses_its_mark_for_review_with_what_was_open_about_the_erased() {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let laptop = TestBook::paired(&office, &kim).await;
    plant(&office, "field", "Poison");
    let sri = laptop.book.add(&member("Sri")).unwrap();
    let rapat = laptop.book.add(&meeting("Rapat rutin", &[])).unwrap();
    laptop.book.sync().await.unwrap();
    let mut form = laptop.book.open_form::<Meeting>(Some(rapat)).unwrap();
    form.record.attendance.push(AttendanceMark {
        member: Some(sri),
        note: "Poison".into(),
        ..AttendanceMark::default()
    });
    laptop.book.save_form(form.draft, &form.record).unwrap();
    laptop.book.sync().await.unwrap();
    let sync = || laptop.book.meetings().unwrap()[0].sync.clone();
    assert!(matches!(sync(), RecordSync::Review), "{:?}", sync());
    laptop.book.erase(&Kind::MEMBER, sri).unwrap();
    assert!(matches!(sync(), RecordSync::Sent { .. }), "{:?}", sync());
}
