//! Promises 13 and 15: without any network the same messages travel as files, late, twice, cut and lost.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

use adinda_client::sync::exchange::Round;
use adinda_client::sync::transport::{HttpTransport, Transport};
use adinda_client::views::{AnswerOutcome, MeetingRow, SyncPhase};
use adinda_domain::meeting::Meeting;
use adinda_domain::member::Member;
use adinda_server::bundles::{self, Imported};
use adinda_server::store::{Device, WaitingBundle};
use adinda_tests::office::{TestBook, TestKim, TestOffice, now};
use adinda_tests::sample::{meeting, member};
use adinda_tests::stick::{Stick, answered, import, open};
use adinda_wire::bundle::BundleError;
use adinda_wire::container::FileRefusal;
use adinda_wire::envelope::{pack, unpack};
use adinda_wire::exchange::EXCHANGE_PATH;
use std::path::Path;
use tempfile::TempDir;

async fn office_with_kim() -> (TestOffice, TestKim, Stick) {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    (office, kim, Stick::new())
}

fn names_at(office: &TestOffice, kim: &TestKim) -> Vec<String> {
    let mut names: Vec<String> = office
        .records_of(kim, "member")
        .iter()
        .map(|fields| fields["name"].as_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

fn names_in(book: &TestBook) -> Vec<String> {
    let mut names: Vec<String> = book
        .book
        .members()
        .unwrap()
        .into_iter()
        .map(|row| row.member.name)
        .collect();
    names.sort();
    names
}

fn waiting(book: &TestBook) -> usize {
    book.book.sync_status(false, None).unwrap().waiting
}

fn nothing_in_conflict(office: &TestOffice, kim: &TestKim) {
    let report = office.records(kim);
    for kept in ["conflicts", "held"] {
        assert_eq!(
            report[kept].as_array().unwrap().len(),
            0,
            "{kept}: {report}"
        );
    }
}

fn copy_office(from: &Path, to: &Path) {
    for name in ["office.db", "office.db-wal", "office.db-shm"] {
        match std::fs::remove_file(to.join(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => panic!("{error}"),
            _ => {}
        }
        if from.join(name).exists() {
            std::fs::copy(from.join(name), to.join(name)).unwrap();
        }
    }
}

async fn back_up(office: &mut TestOffice) -> TempDir {
    let copy = TempDir::new().unwrap();
    office.stop().await;
    copy_office(office.folder.path(), copy.path());
    office.serve().await;
    copy
}

async fn set_back(office: &mut TestOffice, to: &TempDir) {
    office.stop().await;
    copy_office(to.path(), office.folder.path());
    office.serve().await;
}

#[tokio::test]
async fn promise_13_a_village_without_a_network_pairs_sends_and_hears_back() {
    let (office, kim, stick) = office_with_kim().await;
    let (far, near) = (TestBook::new(), TestBook::paired(&office, &kim).await);
    stick.pair(&office, &kim, &far);
    for name in ["Sri", "Made"] {
        far.book.add(&member(name)).unwrap();
    }
    near.book.add(&member("Tuti")).unwrap();
    near.book.sync().await.unwrap();

    let file = stick.save(&far);
    let shown = file.file_name().unwrap().to_str().unwrap();
    assert!(shown.starts_with("kiriman-pringgondani-"), "{shown}");
    let status = far.book.sync_status(false, None).unwrap();
    assert_eq!((status.phase, status.waiting), (SyncPhase::Waiting, 2));
    assert!(status.file_unanswered_since.is_some());
    let answer = stick.bring(&office, &file);
    assert_eq!(names_at(&office, &kim), ["Made", "Sri", "Tuti"]);
    assert_eq!(waiting(&far), 2, "only the answer proves it");

    let applied = open(&far, &answer).unwrap();
    assert_eq!(applied.outcome, AnswerOutcome::Applied);
    assert_eq!(
        (applied.receipts, applied.waiting, applied.more),
        (2, 0, false)
    );
    assert_eq!(names_in(&far), ["Made", "Sri", "Tuti"]);
    let status = far.book.sync_status(false, None).unwrap();
    assert_eq!(status.phase, SyncPhase::AllSent);
    assert!(status.file_unanswered_since.is_none());
    near.book.sync().await.unwrap();
    assert_eq!(names_in(&near), ["Made", "Sri", "Tuti"]);
    // Nobody has told it an address: it says so, and doesn't call it a failure of the line.
    assert_eq!(far.book.sync().await.unwrap_err().code(), "no_address");
}

#[tokio::test]
async fn promise_13_a_register_larger_than_one_message_travels_in_one_trip_both_ways() {
    let (office, kim, stick) = office_with_kim().await;
    let (one, two) = (TestBook::new(), TestBook::new());
    stick.pair(&office, &kim, &one);
    stick.pair(&office, &kim, &two);
    // More than five MiB of minutes: more than one part, more than one page.
    for number in 0..90u32 {
        let minutes = Meeting {
            discussion: format!("Pembahasan ke-{number}. ").repeat(3_000),
            ..meeting(&format!("Rapat {number}"), &[])
        };
        one.book.add(&minutes).unwrap();
    }
    let applied = stick.round_trip(&office, &one);
    assert_eq!((applied.receipts, applied.waiting), (90, 0));
    let applied = stick.round_trip(&office, &two);
    assert_eq!(
        (applied.outcome, applied.more),
        (AnswerOutcome::Applied, false)
    );
    let minutes = |book: &TestBook| {
        let rows = book.book.meetings().unwrap();
        let read = |row: MeetingRow| book.book.open_form::<Meeting>(Some(row.id)).unwrap().record;
        rows.into_iter().map(read).collect::<Vec<_>>()
    };
    assert!(minutes(&two) == minutes(&one), "every word of them");
    assert_eq!(minutes(&two).len(), 90);
}

#[tokio::test]
async fn promise_13_files_taken_and_opened_twice_and_out_of_order_change_nothing_more() {
    let (office, kim, stick) = office_with_kim().await;
    let book = TestBook::new();
    stick.pair(&office, &kim, &book);
    book.book.add(&member("Sri")).unwrap();
    let first = stick.save(&book);
    book.book.add(&member("Made")).unwrap();
    let second = stick.save(&book);

    let answers: Vec<_> = [&second, &first, &second, &first]
        .into_iter()
        .map(|file| stick.bring(&office, file))
        .collect();
    assert_eq!(names_at(&office, &kim), ["Made", "Sri"]);
    // The answer to the first file alone proves one of two.
    let applied = open(&book, &answers[1]).unwrap();
    assert_eq!((applied.receipts, applied.waiting), (1, 1));
    // The book has moved on since the second file was made, and its answer is true all the same.
    let applied = open(&book, &answers[0]).unwrap();
    assert_eq!(
        (applied.outcome, applied.waiting),
        (AnswerOutcome::Applied, 0)
    );
    for answer in &answers {
        let applied = open(&book, answer).unwrap();
        assert_eq!(applied.outcome, AnswerOutcome::NothingNew);
    }
    assert_eq!(names_in(&book), ["Made", "Sri"]);
    nothing_in_conflict(&office, &kim);
}

#[tokio::test]
async fn promise_13_the_same_edits_by_network_and_by_file_in_any_order() {
    let (office, kim, stick) = office_with_kim().await;
    let book = TestBook::paired(&office, &kim).await;
    let id = book.book.add(&member("Sri")).unwrap();
    let early = stick.save(&book);
    book.book.sync().await.unwrap();
    let mut form = book.book.open_form::<Member>(Some(id)).unwrap();
    form.record.address = "RT 2".into();
    book.book.save_form(form.draft, &form.record).unwrap();
    book.book.sync().await.unwrap();

    // A file of long ago, after all of it came by network: nothing goes back to what it says.
    let late = stick.bring(&office, &early);
    let applied = open(&book, &late).unwrap();
    assert_eq!((applied.receipts, applied.waiting), (0, 0));
    let shown = &book.book.members().unwrap()[0].member.address;
    assert_eq!(shown, "RT 2");
    assert_eq!(office.records_of(&kim, "member")[0]["address"], "RT 2");

    // The other way round: the file first, then the network, then the file's answer.
    book.book.add(&member("Made")).unwrap();
    let answer = stick.bring(&office, &stick.save(&book));
    book.book.sync().await.unwrap();
    let applied = open(&book, &answer).unwrap();
    assert_eq!(applied.waiting, 0);
    book.book.sync().await.unwrap();
    assert_eq!(names_at(&office, &kim), ["Made", "Sri"]);
    nothing_in_conflict(&office, &kim);
}

#[tokio::test]
async fn promise_13_what_was_said_after_the_answer_is_not_undone_by_it() {
    let (office, kim, stick) = office_with_kim().await;
    let (far, near) = (TestBook::new(), TestBook::paired(&office, &kim).await);
    stick.pair(&office, &kim, &far);
    let id = near.book.add(&member("Sri")).unwrap();
    near.book.sync().await.unwrap();
    let old_answer = stick.bring(&office, &stick.save(&far));
    near.book.erase(&adinda_domain::Kind::MEMBER, id).unwrap();
    near.book.sync().await.unwrap();
    let new_answer = stick.bring(&office, &stick.save(&far));
    open(&far, &new_answer).unwrap();
    let applied = open(&far, &old_answer).unwrap();
    assert_ne!(applied.outcome, AnswerOutcome::Applied);
    assert!(names_in(&far).is_empty(), "she was erased");
}

#[tokio::test]
async fn promise_09_an_office_that_was_set_back_says_so_by_file_too() {
    let (mut office, kim, stick) = office_with_kim().await;
    let book = TestBook::new();
    stick.pair(&office, &kim, &book);
    let before = back_up(&mut office).await;
    book.book.add(&member("Sri")).unwrap();
    stick.round_trip(&office, &book);
    book.book.add(&member("Made")).unwrap();
    let made_before = stick.save(&book);
    let answered_before = stick.bring(&office, &made_before);
    set_back(&mut office, &before).await;
    assert!(names_at(&office, &kim).is_empty());

    let applied = stick.round_trip(&office, &book);
    assert_eq!(applied.outcome, AnswerOutcome::SetBack);
    assert_eq!(applied.waiting, 2, "what it lost waits again");
    // The answer of the lost history would take out of the outbox what nobody has.
    let applied = open(&book, &answered_before).unwrap();
    assert_eq!(
        (applied.outcome, applied.waiting),
        (AnswerOutcome::Overtaken, 2)
    );
    // And the file from before is told the same as any other.
    let applied = open(&book, &stick.bring(&office, &made_before)).unwrap();
    assert_eq!(applied.waiting, 2);

    let applied = stick.round_trip(&office, &book);
    assert_eq!(
        (applied.outcome, applied.waiting),
        (AnswerOutcome::Applied, 0)
    );
    assert_eq!(names_at(&office, &kim), ["Made", "Sri"]);
    assert_eq!(names_in(&book), ["Made", "Sri"]);
    nothing_in_conflict(&office, &kim);
}

#[tokio::test]
async fn promise_09_a_late_answer_of_a_history_that_was_lost_unnoticed_takes_nothing() {
    let (mut office, kim, stick) = office_with_kim().await;
    let (one, two) = (
        TestBook::paired(&office, &kim).await,
        TestBook::paired(&office, &kim).await,
    );
    one.book.sync().await.unwrap();
    let before = back_up(&mut office).await;
    one.book.add(&member("Sri")).unwrap();
    let late = stick.bring(&office, &stick.save(&one));
    set_back(&mut office, &before).await;
    // Another laptop's edits get the same version, and more.
    for name in ["Made", "Tuti"] {
        two.book.add(&member(name)).unwrap();
        two.book.sync().await.unwrap();
    }
    // The first laptop hears of these by network, before it has sent anything of its own.
    let token = one.book.credential().unwrap().unwrap();
    let road = HttpTransport::pinned(&office.url(), None).unwrap();
    let mut asked = one.book.prepare_exchange(false).unwrap();
    asked.edits.clear();
    let reply = road
        .send(EXCHANGE_PATH, Some(&token), pack(&asked).unwrap())
        .await
        .unwrap();
    let round = one.book.apply_reply(&asked, &unpack(&reply).unwrap());
    assert_eq!(round.unwrap(), Round::Taken { more: true });

    let applied = open(&one, &late).unwrap();
    assert_eq!(
        (applied.outcome, applied.waiting),
        (AnswerOutcome::Overtaken, 1)
    );
    one.book.sync().await.unwrap();
    assert_eq!(names_at(&office, &kim), ["Made", "Sri", "Tuti"]);
    nothing_in_conflict(&office, &kim);
}

#[tokio::test]
async fn promise_09_an_answer_from_before_a_rollback_that_was_found_is_not_applied() {
    let (mut office, kim, stick) = office_with_kim().await;
    let book = TestBook::paired(&office, &kim).await;
    let before = back_up(&mut office).await;
    book.book.add(&member("Sri")).unwrap();
    let late = stick.bring(&office, &stick.save(&book));
    book.book.sync().await.unwrap();
    set_back(&mut office, &before).await;
    // All that was seen is lost, so that the book has again seen as little as when the first file was made.
    let applied = stick.round_trip(&office, &book);
    assert_eq!(
        (applied.outcome, applied.waiting),
        (AnswerOutcome::SetBack, 1)
    );
    let applied = open(&book, &late).unwrap();
    assert_eq!(
        (applied.outcome, applied.waiting),
        (AnswerOutcome::Overtaken, 1)
    );
    let applied = stick.round_trip(&office, &book);
    assert_eq!(
        (applied.outcome, applied.waiting),
        (AnswerOutcome::Applied, 0)
    );
    assert_eq!(names_at(&office, &kim), ["Sri"]);
    nothing_in_conflict(&office, &kim);
}

#[tokio::test]
async fn promise_13_a_cut_damaged_or_foreign_file_is_refused_whole_with_a_reason() {
    let (office, kim, stick) = office_with_kim().await;
    let (book, other) = (TestBook::new(), TestBook::new());
    stick.pair(&office, &kim, &book);
    stick.pair(&office, &kim, &other);
    book.book.add(&member("Sri")).unwrap();
    let request = std::fs::read(stick.save(&book)).unwrap();

    let refused = |bytes: &[u8]| match import(&office, bytes).unwrap_err() {
        adinda_server::OfficeError::Bundle(error) => error,
        other => panic!("{other:?}"),
    };
    for length in 0..request.len() {
        let error = refused(&request[..length]);
        let damaged = matches!(error, BundleError::Refused(FileRefusal::CutOrDamaged));
        assert!(damaged, "{length}: {error:?}");
    }
    for position in (0..request.len()).step_by(3) {
        let mut flipped = request.clone();
        flipped[position] ^= 1 << (position % 8);
        let error = refused(&flipped);
        let reason = matches!(
            error,
            BundleError::Refused(FileRefusal::CutOrDamaged | FileRefusal::NotOurs)
        );
        assert!(reason, "{position}: {error:?}");
    }
    assert!(matches!(
        refused(b"PK\x03\x04 a spreadsheet"),
        BundleError::Refused(FileRefusal::NotOurs)
    ));
    assert!(names_at(&office, &kim).is_empty());

    let elsewhere = TestOffice::start().await;
    let error = import(&elsewhere, &request).unwrap_err();
    assert!(
        matches!(
            error,
            adinda_server::OfficeError::Bundle(BundleError::Refused(FileRefusal::ForSomebodyElse))
        ),
        "{error:?}"
    );

    let answer = answered(import(&office, &request).unwrap()).answer;
    let code = |book: &TestBook, bytes: &[u8]| open(book, &stick.put(bytes)).unwrap_err().code();
    for length in (0..answer.len()).step_by(7) {
        assert_eq!(code(&book, &answer[..length]), "bundle_damaged", "{length}");
    }
    for position in (0..answer.len()).step_by(11) {
        let mut flipped = answer.clone();
        flipped[position] ^= 1 << (position % 8);
        let expected = if position < 8 {
            "bundle_not_ours"
        } else {
            "bundle_damaged"
        };
        assert_eq!(code(&book, &flipped), expected, "{position}");
    }
    assert_eq!(code(&other, &answer), "bundle_for_another");
    assert_eq!(code(&book, &request), "bundle_other_kind");
    assert_eq!(code(&book, b"%PDF-1.7"), "bundle_not_ours");
    assert!(
        import(&office, &answer).is_err(),
        "an answer brought to the office"
    );
    assert_eq!(waiting(&book), 1, "nothing was applied");
    assert_eq!(open(&book, &stick.put(&answer)).unwrap().waiting, 0);
}

#[tokio::test]
async fn promise_13_an_answer_of_somebody_who_only_knows_the_laptops_key_is_not_believed() {
    let (office, kim, stick) = office_with_kim().await;
    let book = TestBook::new();
    stick.pair(&office, &kim, &book);
    book.book.add(&member("Sri")).unwrap();
    stick.save(&book);
    let key: String = office
        .in_database(|tx| Ok(tx.query_row("SELECT public_key FROM device", [], |row| row.get(0))?));
    let forged = adinda_wire::bundle::AnswerBundle::new([7; 16], &[], Vec::new()).unwrap();
    let forged = adinda_wire::bundle::seal_answer(&forged, &key).unwrap();
    let error = open(&book, &stick.put(&forged)).unwrap_err();
    assert_eq!(error.code(), "unknown_bundle");
    assert_eq!(waiting(&book), 1);
}

#[tokio::test]
async fn promise_15_a_revoked_laptops_file_waits_for_an_officer_and_is_let_in() {
    let (office, kim, stick) = office_with_kim().await;
    let book = TestBook::new();
    stick.pair(&office, &kim, &book);
    book.book.add(&member("Sri")).unwrap();
    let device = office.devices(&kim).remove(0);
    office.in_database(|tx| device.revoke(tx, now()));
    let file = std::fs::read(stick.save(&book)).unwrap();

    let mut numbers = Vec::new();
    for _ in 0..2 {
        let Imported::Waiting(waiting) = import(&office, &file).unwrap() else {
            panic!("a revoked laptop was answered");
        };
        assert_eq!((waiting.reason.as_str(), waiting.edits), ("revoked", 1));
        numbers.push(waiting.number);
    }
    assert_eq!(numbers[0], numbers[1], "brought twice, it waits once");
    assert!(names_at(&office, &kim).is_empty(), "nothing was taken");
    office.in_database(|tx| bundles::reject(tx, numbers[0], now()));
    assert!(names_at(&office, &kim).is_empty());
    let answered = office.in_database(|tx| bundles::accept(tx, numbers[0], None, now()));
    assert_eq!(names_at(&office, &kim), ["Sri"]);
    let applied = open(&book, &stick.put(&answered.answer)).unwrap();
    assert_eq!(
        (applied.outcome, applied.waiting),
        (AnswerOutcome::Applied, 0)
    );
    let device = office.devices(&kim).remove(0);
    assert!(
        device.revoked,
        "letting a file in doesn't let the laptop in"
    );
    let decided = office.in_database(WaitingBundle::all);
    assert_eq!(decided[0].decision.as_deref(), Some("accepted"));
}

#[tokio::test]
async fn promise_09_an_unknown_laptops_file_is_kept_until_somebody_says_whose_it_is() {
    let (mut office, kim, stick) = office_with_kim().await;
    let before = back_up(&mut office).await;
    let book = TestBook::new();
    stick.pair(&office, &kim, &book);
    book.book.add(&member("Sri")).unwrap();
    let file = std::fs::read(stick.save(&book)).unwrap();
    set_back(&mut office, &before).await;
    let Imported::Waiting(waiting) = import(&office, &file).unwrap() else {
        panic!("an unknown laptop was answered");
    };
    assert_eq!(waiting.reason, "unknown_device");
    assert!(
        waiting.sender.contains("KIM Swara Warga"),
        "{}",
        waiting.sender
    );

    // The laptop gets a new code of the same KIM; the file is let in as its own.
    stick.pair(&office, &kim, &book);
    let device = office.devices(&kim).remove(0);
    let answered =
        office.in_database(|tx| bundles::accept(tx, waiting.number, Some(device.clone()), now()));
    assert_eq!(names_at(&office, &kim), ["Sri"]);
    assert_eq!(
        open(&book, &stick.put(&answered.answer)).unwrap().waiting,
        0
    );
}

#[tokio::test]
async fn promise_16_a_file_is_never_let_in_as_another_kims() {
    let (office, kim, stick) = office_with_kim().await;
    let other_kim = office.add_kim("KIM Lain");
    let book = TestBook::new();
    stick.pair(&office, &kim, &book);
    stick.pair(&office, &other_kim, &TestBook::new());
    book.book.add(&member("Sri")).unwrap();
    let own = office.devices(&kim).remove(0);
    office.in_database(|tx| own.revoke(tx, now()));
    let Imported::Waiting(waiting) =
        import(&office, &std::fs::read(stick.save(&book)).unwrap()).unwrap()
    else {
        panic!("a revoked laptop was answered");
    };
    let foreign: Device = office.devices(&other_kim).remove(0);
    let mut beside = adinda_server::Office::open(office.folder.path()).unwrap();
    let tx = beside.begin().unwrap();
    assert!(bundles::accept(&tx, waiting.number, Some(foreign), now()).is_err());
}

#[tokio::test]
async fn promise_13_pairing_by_file_needs_the_code_and_the_office_that_gave_it() {
    let (office, kim, stick) = office_with_kim().await;
    let (book, thief) = (TestBook::new(), TestBook::new());
    let code = office.new_code(&kim);
    let asked = book
        .book
        .begin_pairing_by_file("", &code, stick.folder())
        .unwrap();
    let asked = std::fs::read(asked.path).unwrap();
    // Another office doesn't know the code; its reply says so.
    let elsewhere = TestOffice::start().await;
    let Imported::Pairing { granted, reply, .. } = import(&elsewhere, &asked).unwrap() else {
        panic!("not taken for a pairing request");
    };
    assert!(!granted);
    let said = book.book.open_file(&stick.put(&reply)).unwrap_err();
    assert_eq!(said.code(), "code_not_valid");
    // The right office's reply is of use to nobody else, as often as it is asked.
    for _ in 0..2 {
        let Imported::Pairing { granted, reply, .. } = import(&office, &asked).unwrap() else {
            panic!("not taken for a pairing request");
        };
        assert!(granted);
        thief
            .book
            .begin_pairing_by_file("", &code, stick.folder())
            .unwrap();
        let said = thief.book.open_file(&stick.put(&reply)).unwrap_err();
        assert_eq!(said.code(), "bundle_for_another");
        assert!(
            book.book.export_bundle(stick.folder()).is_err(),
            "not before it is confirmed"
        );
    }
    assert_eq!(office.devices(&kim).len(), 1);
}

#[tokio::test]
async fn promise_13_an_existing_file_is_never_written_over() {
    let (office, kim, stick) = office_with_kim().await;
    let book = TestBook::new();
    stick.pair(&office, &kim, &book);
    let file = stick.put(b"a letter");
    let error = book.book.export_bundle(&file).unwrap_err();
    assert_eq!(error.code(), "file_exists");
    assert_eq!(std::fs::read(&file).unwrap(), b"a letter");
    let gone = stick.folder().join("pulled out").join("kiriman.adinda");
    assert_eq!(book.book.export_bundle(&gone).unwrap_err().code(), "file");
    assert_ne!(stick.save(&book), stick.save(&book));
}

#[tokio::test]
async fn promise_13_a_pairing_reply_that_comes_after_the_network_was_faster_takes_nothing_away() {
    let (office, kim, stick) = office_with_kim().await;
    let book = TestBook::new();
    let code = office.new_code(&kim);
    let asked = book
        .book
        .begin_pairing_by_file("", &code, stick.folder())
        .unwrap();
    let asked = std::fs::read(asked.path).unwrap();
    let Imported::Pairing { reply, .. } = import(&office, &asked).unwrap() else {
        panic!("not taken for a pairing request");
    };
    book.book.begin_pairing(&office.url(), &code).await.unwrap();
    book.book.confirm_pairing().unwrap();
    book.book.add(&member("Sri")).unwrap();
    let late = book.book.open_file(&stick.put(&reply)).unwrap_err();
    assert_eq!(late.code(), "unknown_bundle");
    book.book.sync().await.unwrap();
    assert_eq!(office.records_of(&kim, "member").len(), 1);
    assert_eq!(office.devices(&kim).len(), 1);
}
