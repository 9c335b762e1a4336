//! Copied laptops, erased people and the office's own words: what the simulation found, told as stories.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

use adinda_client::BookError;
use adinda_client::sync::exchange::Round;
use adinda_client::sync::transport::{HttpTransport, Transport};
use adinda_client::views::{AspirationForm, FormKind};
use adinda_domain::aspiration::Reporter;
use adinda_domain::member::Member;
use adinda_domain::{FieldPath, Kind, RecordId, Value};
use adinda_tests::office::{TestBook, TestKim, TestOffice};
use adinda_tests::sample::{aspiration, member};
use adinda_wire::envelope::{pack, unpack};
use adinda_wire::exchange::{EXCHANGE_PATH, ExchangeReply, ExchangeRequest};

async fn answer(office: &TestOffice, book: &TestBook, request: &ExchangeRequest) -> ExchangeReply {
    let token = book.book.credential().unwrap().unwrap();
    let road = HttpTransport::pinned(&office.url(), None).unwrap();
    let body = pack(request).unwrap();
    let reply = road.send(EXCHANGE_PATH, Some(&token), body).await.unwrap();
    unpack(&reply).unwrap()
}

#[tokio::test]
async fn a_late_reply_does_not_make_a_laptop_pass_for_a_copy_of_itself() {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let laptop = TestBook::paired(&office, &kim).await;
    let request = laptop.book.prepare_exchange(false).unwrap();
    let late = answer(&office, &laptop, &request).await;
    for _ in 0..2 {
        laptop.book.sync().await.unwrap();
    }
    // Nothing has changed meanwhile, so that it may be applied; but it is long over.
    let round = laptop.book.apply_reply(&request, &late).unwrap();
    assert!(matches!(round, Round::Taken { .. }), "{round:?}");
    laptop.book.sync().await.unwrap();
    assert_eq!(office.devices(&kim).len(), 1);
}

fn office_says(office: &TestOffice, kim: &TestKim, id: RecordId, word: &str) {
    let values = [(FieldPath::scalar("office/answer"), Value::Text(word.into()))];
    office.in_database(|tx| {
        adinda_server::office_edit::write(tx, kim.id, &Kind::ASPIRATION, id, values, 0)
    });
}

#[tokio::test]
async fn the_office_says_it_again_and_nobodys_copy_of_the_older_word_hides_it() {
    let mut office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let laptop = TestBook::paired(&office, &kim).await;
    let id = laptop.book.add(&aspiration("Jembatan")).unwrap();
    laptop.book.sync().await.unwrap();
    let before = office.copied().await;
    office_says(&office, &kim, id, "Diperbaiki Mei");
    laptop.book.sync().await.unwrap();
    let word = |book: &TestBook| book.book.aspirations().unwrap()[0].office.answer.clone();
    office.set_back(&before).await;
    laptop.book.sync().await.unwrap();
    assert_eq!(word(&laptop), "Diperbaiki Mei", "meanwhile its own copy");
    office_says(&office, &kim, id, "Diperbaiki Juni");
    laptop.book.sync().await.unwrap();
    assert_eq!(word(&laptop), "Diperbaiki Juni");
}

#[tokio::test]
async fn an_erased_record_has_no_form_and_its_reporter_makes_room_for_another() {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let laptop = TestBook::paired(&office, &kim).await;
    let id = laptop.book.add(&member("Sri")).unwrap();
    laptop.book.erase(&Kind::MEMBER, id).unwrap();
    let opened = laptop.book.open_form::<Member>(Some(id)).map(|_| ());
    assert!(matches!(opened, Err(BookError::NotFound(_))), "{opened:?}");
    let archived = laptop.book.archive(FormKind::Member, id, None);
    assert!(matches!(archived, Err(BookError::NotFound(_))));

    let named = |name: &str| Reporter {
        name: name.into(),
        ..Reporter::default()
    };
    let told = AspirationForm {
        reporter: named("Joko"),
        ..aspiration("Jembatan")
    };
    let id = laptop.book.add(&told).unwrap();
    let form = laptop.book.open_form::<AspirationForm>(Some(id)).unwrap();
    let joko = form.record.aspiration.reporter.unwrap();
    laptop.book.erase(&Kind::REPORTER, joko).unwrap();
    let mut form = laptop.book.open_form::<AspirationForm>(Some(id)).unwrap();
    assert_eq!(form.record.reporter, Reporter::default());
    form.record.reporter = named("Dewi");
    laptop.book.save_form(form.draft, &form.record).unwrap();
    laptop.book.sync().await.unwrap();
    let form = laptop.book.open_form::<AspirationForm>(Some(id)).unwrap();
    assert_eq!(form.record.reporter, named("Dewi"));
}

#[tokio::test]
async fn an_office_set_back_twice_in_a_row_finds_no_conflict_of_a_laptop_with_itself() {
    let mut office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let laptop = TestBook::paired(&office, &kim).await;
    let empty = office.copied().await;
    let id = laptop.book.add(&member("Sri")).unwrap();
    let set_address = |address: &str| {
        let mut form = laptop.book.open_form::<Member>(Some(id)).unwrap();
        form.record.address = address.into();
        laptop.book.save_form(form.draft, &form.record).unwrap();
    };
    set_address("RT 1");
    laptop.book.sync().await.unwrap();
    let half = office.copied().await;
    set_address("RT 2");
    laptop.book.sync().await.unwrap();
    office.set_back(&half).await;
    // It is found, the value confirmed before comes again; RT 2 is still on its way.
    let asked = laptop.book.prepare_exchange(true).unwrap();
    let reply = answer(&office, &laptop, &asked).await;
    let round = laptop.book.apply_reply(&asked, &reply).unwrap();
    assert_eq!(round, Round::SetBack);
    let mut empty_handed = laptop.book.prepare_exchange(false).unwrap();
    empty_handed.edits.clear();
    let page = answer(&office, &laptop, &empty_handed).await;
    laptop.book.apply_reply(&empty_handed, &page).unwrap();
    office.set_back(&empty).await;
    laptop.book.sync().await.unwrap();
    assert!(
        office.records(&kim)["conflicts"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    assert_eq!(office.records_of(&kim, "member")[0]["address"], "RT 2");
}
