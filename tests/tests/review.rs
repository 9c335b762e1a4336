//! Promises 4, 6 and 7: what waits for a person is shown with both versions, and the choice travels like any edit.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

use adinda_client::BookError;
use adinda_client::views::{
    FormKind, Review, ReviewAuthor, ReviewItem, ReviewReason, ReviewValue, SettleChoice,
    Settlement, SyncPhase,
};
use adinda_domain::meeting::{Meeting, MeetingStatus};
use adinda_domain::member::Member;
use adinda_domain::{FieldPath, Kind, RecordId, Value};
use adinda_tests::office::{TestBook, TestKim, TestOffice};
use adinda_tests::sample::{meeting, member};
use std::collections::BTreeMap;

async fn two_laptops() -> (TestOffice, TestKim, TestBook, TestBook) {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let one = TestBook::paired(&office, &kim).await;
    let two = TestBook::paired(&office, &kim).await;
    (office, kim, one, two)
}

async fn sync_all(books: &[&TestBook]) {
    for _ in 0..2 {
        for book in books {
            book.book.sync().await.unwrap();
        }
    }
}

fn change_member(book: &TestBook, id: RecordId, change: impl FnOnce(&mut Member)) {
    let mut form = book.book.open_form::<Member>(Some(id)).unwrap();
    change(&mut form.record);
    book.book.save_form(form.draft, &form.record).unwrap();
}

fn get(book: &TestBook, id: RecordId) -> Member {
    book.book.open_form::<Member>(Some(id)).unwrap().record
}

fn review(book: &TestBook) -> Review {
    book.book.review().unwrap()
}

fn only_item(book: &TestBook) -> ReviewItem {
    let mut items = review(book).items;
    assert_eq!(items.len(), 1, "{items:#?}");
    items.remove(0)
}

fn chosen(item: &ReviewItem, choice: SettleChoice) -> Settlement {
    Settlement {
        op: item.op,
        field: item.field.clone(),
        stamp: item.stamp.clone(),
        choice,
    }
}

fn settle(book: &TestBook, item: &ReviewItem, choice: SettleChoice) {
    book.book.settle(&[chosen(item, choice)]).unwrap();
}

fn text(text: &str) -> ReviewValue {
    ReviewValue::Text(text.into())
}

fn phase(book: &TestBook) -> SyncPhase {
    book.book.sync_status(false, None).unwrap().phase
}

/// Both write an address without knowing of each other; the first one's stands.
async fn conflict_about_an_address() -> (TestOffice, TestKim, TestBook, TestBook, RecordId) {
    let (office, kim, one, two) = two_laptops().await;
    let id = one.book.add(&member("Sri")).unwrap();
    sync_all(&[&one, &two]).await;
    change_member(&one, id, |sri| sri.address = "RT 1".into());
    change_member(&two, id, |sri| sri.address = "RT 2".into());
    sync_all(&[&one, &two]).await;
    (office, kim, one, two, id)
}

#[tokio::test]
async fn promise_04_a_conflict_shows_both_versions_on_every_laptop_and_is_settled_once() {
    let (_office, _kim, one, two, id) = conflict_about_an_address().await;
    for (book, standing, other) in [
        (
            &one,
            ReviewAuthor::Here,
            ReviewAuthor::Laptop { letter: "B".into() },
        ),
        (
            &two,
            ReviewAuthor::Laptop { letter: "A".into() },
            ReviewAuthor::Here,
        ),
    ] {
        let item = only_item(book);
        assert_eq!(
            (item.label.as_str(), item.title.as_str()),
            ("address", "Sri")
        );
        assert_eq!(item.reason, ReviewReason::SameField);
        assert_eq!(
            (item.standing.value, item.standing.author),
            (text("RT 1"), Some(standing))
        );
        assert_eq!(
            (item.other.value, item.other.author),
            (text("RT 2"), Some(other))
        );
        assert!(item.standing.saved_at.is_some() && item.other.saved_at.is_some());
        assert_eq!(phase(book), SyncPhase::Review);
    }
    settle(&one, &only_item(&one), SettleChoice::TakeOther);
    assert!(review(&one).items.is_empty(), "at once, without the office");
    assert_eq!(phase(&one), SyncPhase::Waiting);
    sync_all(&[&one, &two]).await;
    for book in [&one, &two] {
        assert_eq!(get(book, id).address, "RT 2");
        assert_eq!(phase(book), SyncPhase::AllSent);
    }
}

#[tokio::test]
async fn promise_04_keeping_or_joining_closes_exactly_what_was_looked_at() {
    let (_office, _kim, one, two, id) = conflict_about_an_address().await;
    settle(&two, &only_item(&two), SettleChoice::KeepStanding);
    sync_all(&[&two, &one]).await;
    assert_eq!(get(&one, id).address, "RT 1");
    assert!(review(&one).items.is_empty());

    change_member(&one, id, |sri| sri.note = "Rajin.".into());
    change_member(&two, id, |sri| sri.note = "Pandai menulis.".into());
    sync_all(&[&one, &two]).await;
    let item = only_item(&two);
    assert!(item.long_text);
    let joined = "Rajin. Pandai menulis.";
    settle(
        &two,
        &item,
        SettleChoice::Write {
            text: joined.into(),
        },
    );
    sync_all(&[&two, &one]).await;
    for book in [&one, &two] {
        assert_eq!(get(book, id).note, joined);
        assert!(review(book).items.is_empty());
    }
}

#[tokio::test]
async fn promise_04_nothing_is_settled_that_nobody_has_looked_at() {
    let (_office, _kim, one, two, id) = conflict_about_an_address().await;
    let looked_at = only_item(&two);
    change_member(&one, id, |sri| sri.address = "RT 3".into());
    sync_all(&[&one, &two]).await;
    let settled = two
        .book
        .settle(&[chosen(&looked_at, SettleChoice::TakeOther)]);
    assert!(
        matches!(settled, Err(BookError::ChangedMeanwhile)),
        "{settled:?}"
    );
    assert_eq!(get(&two, id).address, "RT 3");
    settle(&two, &only_item(&two), SettleChoice::TakeOther);
    let again = two
        .book
        .settle(&[chosen(&looked_at, SettleChoice::TakeOther)]);
    assert!(matches!(again, Err(BookError::NotFound(_))), "{again:?}");
}

#[tokio::test]
async fn promise_04_two_laptops_settling_differently_ask_again_and_lose_nothing() {
    let (_office, _kim, one, two, id) = conflict_about_an_address().await;
    settle(&one, &only_item(&one), SettleChoice::TakeOther);
    settle(
        &two,
        &only_item(&two),
        SettleChoice::Write {
            text: "RT 4".into(),
        },
    );
    sync_all(&[&one, &two]).await;
    assert_eq!(get(&one, id).address, "RT 2");
    assert_eq!(only_item(&one).other.value, text("RT 4"));
    settle(&one, &only_item(&one), SettleChoice::KeepStanding);
    sync_all(&[&one, &two]).await;
    assert_eq!(phase(&one), SyncPhase::AllSent);
    assert_eq!(phase(&two), SyncPhase::AllSent);
}

#[tokio::test]
async fn promise_04_an_edit_of_what_was_archived_brings_it_back_until_somebody_chooses() {
    let (_office, _kim, one, two) = two_laptops().await;
    let id = one.book.add(&member("Sri")).unwrap();
    sync_all(&[&one, &two]).await;
    one.book.archive(FormKind::Member, id, None).unwrap();
    change_member(&two, id, |sri| sri.address = "RT 2".into());
    sync_all(&[&one, &two]).await;
    let archived = |book: &TestBook| book.book.members().unwrap()[0].archived;
    assert!(!archived(&one) && !archived(&two));
    let item = only_item(&one);
    assert_eq!(item.reason, ReviewReason::Archived);
    settle(&one, &item, SettleChoice::TakeOther);
    sync_all(&[&one, &two]).await;
    assert!(!archived(&one) && !archived(&two));
    assert_eq!(get(&two, id).address, "RT 2");

    two.book.archive(FormKind::Member, id, None).unwrap();
    change_member(&one, id, |sri| sri.address = "RT 5".into());
    sync_all(&[&two, &one]).await;
    settle(&one, &only_item(&one), SettleChoice::KeepStanding);
    sync_all(&[&one, &two]).await;
    assert!(archived(&one) && archived(&two), "stays put away");
}

#[tokio::test]
async fn promise_06_archiving_what_changed_meanwhile_is_asked_about() {
    let (_office, _kim, one, two) = two_laptops().await;
    let id = one.book.add(&member("Sri")).unwrap();
    sync_all(&[&one, &two]).await;
    change_member(&one, id, |sri| sri.address = "RT 1".into());
    two.book.archive(FormKind::Member, id, None).unwrap();
    sync_all(&[&one, &two]).await;
    let item = only_item(&one);
    assert_eq!(item.reason, ReviewReason::Archiving);
    assert!(!one.book.members().unwrap()[0].archived);
    settle(&one, &item, SettleChoice::TakeOther);
    sync_all(&[&one, &two]).await;
    assert!(one.book.members().unwrap()[0].archived && two.book.members().unwrap()[0].archived);
    one.book.restore(FormKind::Member, id).unwrap();
    sync_all(&[&one, &two]).await;
    assert!(
        !two.book.members().unwrap()[0].archived,
        "and a removal is undone"
    );
}

#[tokio::test]
async fn promise_04_final_minutes_are_a_guard() {
    let (_office, _kim, one, two) = two_laptops().await;
    let id = one.book.add(&meeting("Rapat rutin", &[])).unwrap();
    sync_all(&[&one, &two]).await;
    let change = |book: &TestBook, change: fn(&mut Meeting)| {
        let mut form = book.book.open_form::<Meeting>(Some(id)).unwrap();
        change(&mut form.record);
        book.book.save_form(form.draft, &form.record).unwrap();
    };
    change(&one, |meeting| meeting.status = Some(MeetingStatus::Final));
    change(&two, |meeting| meeting.place = "Rumah Pak RT".into());
    sync_all(&[&one, &two]).await;
    let item = only_item(&one);
    assert_eq!(item.reason, ReviewReason::MadeFinal);
    settle(&one, &item, SettleChoice::TakeOther);
    sync_all(&[&one, &two]).await;
    let form = two.book.open_form::<Meeting>(Some(id)).unwrap();
    assert_eq!(form.record.place, "Rumah Pak RT");
    assert_eq!(form.record.status, Some(MeetingStatus::Final));
}

#[tokio::test]
async fn promise_07_a_held_value_is_read_mended_and_sent_again() {
    let (office, kim, one, two) = two_laptops().await;
    let id = one.book.add(&member("Sri")).unwrap();
    let other = one.book.add(&member("Dewi")).unwrap();
    sync_all(&[&one, &two]).await;
    one.plant_value(
        Kind::MEMBER,
        id,
        FieldPath::scalar("joined_on"),
        Value::Text("31 Februari".into()),
    );
    change_member(&one, other, |dewi| dewi.address = "RT 7".into());
    sync_all(&[&one, &two]).await;
    assert_eq!(get(&two, other).address, "RT 7", "nobody is held up");
    for book in [&one, &two] {
        let item = only_item(book);
        assert_eq!(
            item.reason,
            ReviewReason::Held {
                code: "not_a_date".into()
            }
        );
        assert_eq!(
            (item.form, item.standing.value),
            (Some(FormKind::Member), ReviewValue::Empty)
        );
    }
    let item = only_item(&one);
    let unfit = one.book.settle(&[chosen(
        &item,
        SettleChoice::Write {
            text: "kapan-kapan".into(),
        },
    )]);
    assert!(matches!(unfit, Err(BookError::Invalid(_))), "{unfit:?}");
    settle(&one, &item, SettleChoice::TakeOther);
    sync_all(&[&one, &two]).await;
    let item = only_item(&one);
    settle(
        &one,
        &item,
        SettleChoice::Write {
            text: "2026-02-28".into(),
        },
    );
    sync_all(&[&one, &two]).await;
    assert_eq!(phase(&one), SyncPhase::AllSent);
    assert_eq!(phase(&two), SyncPhase::AllSent);
    let members = office.records_of(&kim, "member");
    assert!(
        members
            .iter()
            .any(|fields| fields["joined_on"] == "2026-02-28")
    );
}

#[tokio::test]
async fn promise_07_a_held_value_may_be_put_away() {
    let (_office, _kim, one, two) = two_laptops().await;
    let id = one.book.add(&member("Sri")).unwrap();
    one.plant_value(
        Kind::MEMBER,
        id,
        FieldPath::scalar("sex"),
        Value::Text("?".into()),
    );
    sync_all(&[&one, &two]).await;
    settle(&two, &only_item(&two), SettleChoice::KeepStanding);
    sync_all(&[&two, &one]).await;
    for book in [&one, &two] {
        assert_eq!(phase(book), SyncPhase::AllSent);
        assert_eq!(get(book, id).sex, None);
    }
}

#[tokio::test]
async fn promise_06_doubles_are_shown_and_joined_and_references_follow() {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let one = TestBook::paired(&office, &kim).await;
    let kept = one.book.add(&member("Sri Lestari")).unwrap();
    change_member(&one, kept, |sri| sri.occupation = String::new());
    one.book.sync().await.unwrap();
    // A laptop with a register of its own joins the filled KIM.
    let two = TestBook::new();
    let twin = two.book.add(&member("Hj. Sri Lestari, S.Pd")).unwrap();
    change_member(&two, twin, |sri| sri.occupation = "Guru".into());
    let rapat = two.book.add(&meeting("Rapat rutin", &[twin])).unwrap();
    two.pair(&office, &kim).await;
    sync_all(&[&two, &one]).await;

    let double = one.book.review().unwrap().doubles.remove(0);
    // Which of the two stands first says nothing: ids of one second are drawn.
    let meetings = BTreeMap::from([
        (double.first.id, double.first.meetings),
        (double.second.id, double.second.meetings),
    ]);
    assert_eq!(meetings, BTreeMap::from([(kept, 0), (twin, 1)]));
    one.book.join_members(kept, twin).unwrap();
    sync_all(&[&one, &two]).await;
    for book in [&one, &two] {
        assert!(book.book.review().unwrap().doubles.is_empty());
        let members = book.book.members().unwrap();
        let in_view: Vec<_> = members.iter().filter(|row| !row.archived).collect();
        assert_eq!(in_view.len(), 1);
        assert_eq!(
            in_view[0].member.occupation, "Guru",
            "what it lacked it got"
        );
        let form = book.book.open_form::<Meeting>(Some(rapat)).unwrap();
        assert_eq!(
            form.record.attendance[0].member,
            Some(kept),
            "the mark follows"
        );
        assert_eq!(book.book.meetings().unwrap()[0].attendance.present, 1);
        let unchanged = form.record.clone();
        book.book.save_form(form.draft, &unchanged).unwrap();
        assert_eq!(
            book.book.sync_status(false, None).unwrap().waiting,
            0,
            "children are not rewritten"
        );
    }
    two.book.restore(FormKind::Member, twin).unwrap();
    sync_all(&[&two, &one]).await;
    let form = one.book.open_form::<Meeting>(Some(rapat)).unwrap();
    assert_eq!(
        form.record.attendance[0].member,
        Some(twin),
        "and they are parted again"
    );
}

#[tokio::test]
async fn promise_06_the_one_that_was_written_down_later_may_be_the_one_that_is_kept() {
    let (_office, _kim, one, two) = two_laptops().await;
    let earlier = one.book.add(&member("Sri")).unwrap();
    one.book.sync().await.unwrap();
    let later = two.book.add(&member("Hj. Sri")).unwrap();
    two.book.add(&meeting("Rapat rutin", &[later])).unwrap();
    sync_all(&[&two, &one]).await;
    one.book.join_members(later, earlier).unwrap();
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    for book in [&one, &two] {
        let members = book.book.members().unwrap().into_iter();
        let in_view: Vec<_> = members
            .filter(|row| !row.archived)
            .map(|row| row.id)
            .collect();
        assert_eq!(in_view, [later]);
        assert!(review(book).doubles.is_empty());
    }
}

#[tokio::test]
async fn promise_06_joined_into_each_other_on_two_laptops_one_still_stands() {
    let (_office, _kim, one, two) = two_laptops().await;
    let (a, b) = (
        one.book.add(&member("Sri")).unwrap(),
        one.book.add(&member("Sri")).unwrap(),
    );
    sync_all(&[&one, &two]).await;
    one.book.join_members(a, b).unwrap();
    two.book.join_members(b, a).unwrap();
    sync_all(&[&one, &two]).await;
    for book in [&one, &two] {
        let members = book.book.members().unwrap();
        let in_view: Vec<_> = members
            .iter()
            .filter(|row| !row.archived)
            .map(|row| row.id)
            .collect();
        assert_eq!(in_view, [a.min(b)], "the earlier one");
    }
}

#[tokio::test]
async fn promise_06_two_people_of_one_name_are_not_asked_about_again() {
    let (_office, _kim, one, two) = two_laptops().await;
    let (a, b) = (
        one.book.add(&member("Sri")).unwrap(),
        one.book.add(&member("Sri")).unwrap(),
    );
    sync_all(&[&one, &two]).await;
    assert_eq!(two.book.review().unwrap().doubles.len(), 1);
    two.book.mark_distinct(b, a).unwrap();
    sync_all(&[&two, &one]).await;
    assert!(one.book.review().unwrap().doubles.is_empty());
    assert!(two.book.review().unwrap().doubles.is_empty());
}

#[tokio::test]
async fn promise_09_office_fields_of_a_set_back_office_wait_for_an_officer_and_show_on() {
    let (mut office, kim, one, two) = two_laptops().await;
    let id = one
        .book
        .add(&adinda_tests::sample::aspiration("Jalan rusak"))
        .unwrap();
    sync_all(&[&one, &two]).await;
    let before = office.copied().await;
    office.in_database(|tx| {
        let answer = [
            (
                FieldPath::scalar("office/status"),
                Value::Text("done".into()),
            ),
            (
                FieldPath::scalar("office/answer"),
                Value::Text("Sudah diperbaiki.".into()),
            ),
        ];
        adinda_server::office_edit::write(tx, kim.id, &Kind::ASPIRATION, id, answer, 0)
    });
    one.book.sync().await.unwrap();
    assert_eq!(
        one.book.aspirations().unwrap()[0].office.answer,
        "Sudah diperbaiki."
    );
    office.set_back(&before).await;
    sync_all(&[&one, &two]).await;
    assert_eq!(
        one.book.aspirations().unwrap()[0].office.answer,
        "Sudah diperbaiki."
    );
    assert!(
        review(&one).items.is_empty(),
        "that isn't the village's to decide"
    );
    assert_eq!(phase(&one), SyncPhase::AllSent);
    let held = office.records(&kim)["held"].clone();
    assert_eq!(held.as_array().unwrap().len(), 2, "{held}");
}

#[tokio::test]
async fn promise_04_a_conflict_about_the_mark_of_a_joined_member_is_settled_for_good() {
    use adinda_domain::meeting::Attendance;
    let (_office, _kim, one, two) = two_laptops().await;
    let kept = one.book.add(&member("Sri Lestari")).unwrap();
    let twin = one.book.add(&member("Sri Lestari")).unwrap();
    let rapat = one.book.add(&meeting("Rapat rutin", &[twin])).unwrap();
    sync_all(&[&one, &two]).await;
    let mark = |book: &TestBook, status| {
        let mut form = book.book.open_form::<Meeting>(Some(rapat)).unwrap();
        form.record.attendance[0].status = Some(status);
        book.book.save_form(form.draft, &form.record).unwrap();
    };
    mark(&one, Attendance::Sick);
    mark(&two, Attendance::Excused);
    sync_all(&[&one, &two]).await;
    one.book.join_members(kept, twin).unwrap();
    sync_all(&[&one, &two]).await;
    settle(&two, &only_item(&two), SettleChoice::TakeOther);
    sync_all(&[&two, &one]).await;
    for book in [&one, &two] {
        assert_eq!(review(book).items, []);
        let form = book.book.open_form::<Meeting>(Some(rapat)).unwrap();
        assert_eq!(form.record.attendance[0].member, Some(kept));
        assert_eq!(form.record.attendance[0].status, Some(Attendance::Excused));
    }
}
