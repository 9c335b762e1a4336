//! Promises that have no file of their own: clocks decide nothing, only our reply counts, two ways, islands.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

use adinda_client::sync::SyncError;
use adinda_client::sync::exchange::Round;
use adinda_client::sync::transport::{HttpTransport, Transport};
use adinda_client::views::SyncPhase;
use adinda_client::{Book, BookError, Clock, KeySource, Moment, System, write_new_key_file};
use adinda_domain::member::Member;
use adinda_domain::{FieldPath, Kind, RecordId, Value};
use adinda_tests::office::{TestBook, TestKim, TestOffice};
use adinda_tests::sample::{aspiration, member};
use adinda_wire::envelope::{pack, unpack};
use adinda_wire::exchange::{Answer, EXCHANGE_PATH, ExchangeReply, ExchangeRequest};
use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use tempfile::TempDir;

/// A clock that stands in a year of its own.
struct Stopped(i32);

impl Clock for Stopped {
    fn now(&self) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(self.0, 3, 4, 5, 6, 7).unwrap()
    }
    fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }
}

fn book_in_the_year(year: i32) -> TestBook {
    let folder = TempDir::new().unwrap();
    let key = folder.path().join("key");
    write_new_key_file(&key, &System).unwrap();
    let moment = Moment::new(Box::new(Stopped(year)), Box::new(System));
    let book = Book::open(&folder.path().join("data"), &KeySource::File(key), moment).unwrap();
    TestBook { folder, book }
}

fn set_address(book: &TestBook, id: RecordId, address: &str) {
    let mut form = book.book.open_form::<Member>(Some(id)).unwrap();
    form.record.address = address.into();
    book.book.save_form(form.draft, &form.record).unwrap();
}

fn address(book: &TestBook, id: RecordId) -> String {
    let form = book.book.open_form::<Member>(Some(id)).unwrap();
    form.record.address
}

#[tokio::test]
async fn promise_05_laptops_of_2010_and_2047_sync_like_any_other_and_their_users_are_told() {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let (early, late) = (book_in_the_year(2010), book_in_the_year(2047));
    early.pair(&office, &kim).await;
    late.pair(&office, &kim).await;
    let id = late.book.add(&member("Sri")).unwrap();
    set_address(&late, id, "RT 1");
    late.book.sync().await.unwrap();
    early.book.sync().await.unwrap();
    // Whoever had seen the other's value replaces it, whatever the years say.
    set_address(&early, id, "RT 2");
    early.book.sync().await.unwrap();
    late.book.sync().await.unwrap();
    assert_eq!(
        (address(&early, id), address(&late, id)),
        ("RT 2".into(), "RT 2".into())
    );
    // Whoever hadn't doesn't, however late his clock.
    set_address(&early, id, "RT 3");
    set_address(&late, id, "RT 4");
    early.book.sync().await.unwrap();
    late.book.sync().await.unwrap();
    early.book.sync().await.unwrap();
    assert_eq!(
        (address(&early, id), address(&late, id)),
        ("RT 3".into(), "RT 3".into())
    );
    for (book, is_ahead) in [(&early, false), (&late, true)] {
        let status = book.book.sync_status(false, None).unwrap();
        assert_eq!((status.phase, status.review), (SyncPhase::Review, 1));
        assert_eq!(status.clock_ahead_minutes.unwrap() > 0, is_ahead);
    }
}

async fn ask(office: &TestOffice, book: &TestBook, request: &ExchangeRequest) -> ExchangeReply {
    let token = book.book.credential().unwrap().unwrap();
    let road = HttpTransport::pinned(&office.url(), None).unwrap();
    let reply = road
        .send(EXCHANGE_PATH, Some(&token), pack(request).unwrap())
        .await;
    unpack(&reply.unwrap()).unwrap()
}

#[tokio::test]
async fn promise_08_only_a_whole_reply_to_this_very_request_counts() {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let laptop = TestBook::paired(&office, &kim).await;
    laptop.book.add(&member("Sri")).unwrap();
    laptop.book.add(&member("Dewi")).unwrap();
    let request = laptop.book.prepare_exchange(false).unwrap();
    let reply = ask(&office, &laptop, &request).await;
    let with = |change: fn(&mut ExchangeReply)| {
        let mut wrong = reply.clone();
        change(&mut wrong);
        wrong
    };
    let changed = |change: fn(&mut adinda_wire::exchange::Taken)| {
        let mut wrong = reply.clone();
        if let Answer::Taken(taken) = &mut wrong.answer {
            change(taken);
        }
        wrong
    };
    for wrong in [
        with(|reply| reply.request ^= 1),
        changed(|taken| drop(taken.receipts.pop())),
        changed(|taken| taken.receipts.push(taken.receipts[0].clone())),
        changed(|taken| taken.receipts[0].version.0 += 100),
        changed(|taken| taken.more = true),
    ] {
        let refused = laptop.book.apply_reply(&request, &wrong);
        let is_bad_reply = matches!(&refused, Err(BookError::Sync(SyncError::BadReply(_))));
        assert!(is_bad_reply, "{refused:?}");
        assert_eq!(laptop.book.sync_status(false, None).unwrap().waiting, 2);
    }
    let applied = laptop.book.apply_reply(&request, &reply).unwrap();
    assert_eq!(applied, Round::Taken { more: false });
    let again = laptop.book.apply_reply(&request, &reply).unwrap();
    assert_eq!(again, Round::Overtaken, "and it counts once");
}

#[tokio::test]
async fn promise_14_the_offices_word_comes_home_and_only_the_office_writes_it() {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let laptop = TestBook::paired(&office, &kim).await;
    let id = laptop.book.add(&aspiration("Jalan rusak")).unwrap();
    laptop.book.sync().await.unwrap();
    let field = |name: &str| FieldPath::scalar(&format!("office/{name}"));
    let say = |values: Vec<(FieldPath, Value)>| {
        let kind = Kind::ASPIRATION;
        office.in_database(|tx| adinda_server::office_edit::write(tx, kim.id, &kind, id, values, 0))
    };
    say(vec![
        (field("status"), Value::Text("verified".into())),
        (
            field("tracking_number"),
            Value::Text("ASP/2026/0001".into()),
        ),
    ]);
    laptop.book.sync().await.unwrap();
    say(vec![
        (field("status"), Value::Text("done".into())),
        (field("answer"), Value::Text("Sudah diperbaiki.".into())),
    ]);
    laptop.book.sync().await.unwrap();
    let word = laptop.book.aspirations().unwrap().remove(0).office;
    assert_eq!(word.tracking_number, "ASP/2026/0001");
    assert_eq!(word.answer, "Sudah diperbaiki.");

    laptop.plant_value(
        Kind::ASPIRATION,
        id,
        field("answer"),
        Value::Text("Palsu.".into()),
    );
    laptop.book.sync().await.unwrap();
    let report = office.records(&kim);
    assert_eq!(
        office.records_of(&kim, "aspiration")[0]["office/answer"],
        "Sudah diperbaiki."
    );
    assert_eq!(
        report["held"].as_array().unwrap().len(),
        1,
        "for an officer to see"
    );
}

#[tokio::test]
async fn promise_16_the_same_ids_in_two_kim_never_meet() {
    let office = TestOffice::start().await;
    let (ours, theirs): (TestKim, TestKim) =
        (office.add_kim("KIM Satu"), office.add_kim("KIM Dua"));
    let one = TestBook::new();
    let id = one.book.add(&member("Sri")).unwrap();
    // The whole disk copied before it belonged to anybody: the same records and edits under the same ids.
    let two = one.copied();
    set_address(&two, id, "Desa lain");
    one.pair(&office, &ours).await;
    two.pair(&office, &theirs).await;
    for book in [&one, &two, &one] {
        book.book.sync().await.unwrap();
    }
    assert!(office.records_of(&ours, "member")[0]["address"].is_null());
    assert_eq!(
        office.records_of(&theirs, "member")[0]["address"],
        "Desa lain"
    );
    assert_eq!(address(&one, id), "");
    one.book.erase(&Kind::MEMBER, id).unwrap();
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    assert_eq!(
        address(&two, id),
        "Desa lain",
        "not even an erasure crosses over"
    );
}
