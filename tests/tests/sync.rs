//! The client against the real server on a port of its own, over real SQLite files.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

use adinda_client::BookError;
use adinda_client::sync::SyncError;
use adinda_client::sync::transport::{HttpTransport, Transport};
use adinda_client::views::{FormKind, RecordSync, SyncPhase};
use adinda_domain::RecordId;
use adinda_domain::activity::{Activity, Participant};
use adinda_domain::dissemination::Dissemination;
use adinda_domain::member::Member;
use adinda_tests::office::{TestBook, TestOffice};
use adinda_tests::sample::{aspiration, meeting, member, member_with_private_fields};
use adinda_wire::exchange::EXCHANGE_PATH;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Changes one member through its form.
fn edit(book: &TestBook, id: RecordId, change: impl FnOnce(&mut Member)) {
    let mut form = book.book.open_form::<Member>(Some(id)).unwrap();
    change(&mut form.record);
    book.book.save_form(form.draft, &form.record).unwrap();
}

fn named(book: &TestBook, id: RecordId) -> Member {
    book.book
        .members()
        .unwrap()
        .into_iter()
        .find(|row| row.id == id)
        .unwrap()
        .member
}

fn phase(book: &TestBook) -> SyncPhase {
    book.book.sync_status(false, None).unwrap().phase
}

#[tokio::test]
async fn promise_02_everything_arrives_once_when_the_link_is_back() {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let laptop = TestBook::new();
    assert_eq!(phase(&laptop), SyncPhase::Unpaired);
    let ids: Vec<RecordId> = ["Sri", "Made", "José"]
        .map(|name| laptop.book.add(&member(name)).unwrap())
        .into();
    laptop.book.add(&meeting("Rapat rutin", &ids)).unwrap();
    for title in ["Jalan rusak", "Air bersih"] {
        laptop.book.add(&aspiration(title)).unwrap();
    }
    assert!(matches!(
        laptop.book.sync().await,
        Err(BookError::Sync(SyncError::NotPaired))
    ));
    laptop.pair(&office, &kim).await;
    assert_eq!(phase(&laptop), SyncPhase::Waiting);
    laptop.book.sync().await.unwrap();
    assert_eq!(phase(&laptop), SyncPhase::AllSent);
    assert_eq!(office.records_of(&kim, "member").len(), 3);
    assert_eq!(office.records_of(&kim, "meeting").len(), 1);
    let mut numbers: Vec<String> = office
        .records_of(&kim, "aspiration")
        .iter()
        .map(|fields| fields["register_number"].as_str().unwrap().to_owned())
        .collect();
    numbers.sort();
    assert_eq!(numbers, ["001/2026", "002/2026"]);
    assert!(
        laptop
            .book
            .members()
            .unwrap()
            .iter()
            .all(|row| matches!(row.sync, RecordSync::Sent { .. }))
    );

    let version = office.records(&kim)["version"].clone();
    laptop.book.sync().await.unwrap();
    assert_eq!(
        office.records(&kim)["version"],
        version,
        "an idle sync changes nothing"
    );
}

#[tokio::test]
async fn what_must_not_leave_the_laptop_does_not() {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let laptop = TestBook::paired(&office, &kim).await;
    let id = laptop.book.add(&member_with_private_fields("Sri")).unwrap();
    laptop.book.sync().await.unwrap();
    let arrived = office.records(&kim).to_string();
    assert!(arrived.contains("Sri") && arrived.contains("secretary"));
    for secret in [
        "3507125708870003",
        "1987-08-17",
        "Malang",
        "islam",
        "nik",
        "birth",
    ] {
        assert!(!arrived.contains(secret), "{secret} left the laptop");
    }
    for file in ["office.db", "office.db-wal"] {
        let bytes = std::fs::read(office.folder.path().join(file)).unwrap();
        assert!(
            !bytes
                .windows(16)
                .any(|window| window == b"3507125708870003"),
            "{file} holds the NIK"
        );
    }
    assert_eq!(
        named(&laptop, id),
        member_with_private_fields("Sri"),
        "and the laptop keeps it"
    );
}

/// Lets the request through and loses the answer, so many times.
struct LosesAnswers<'a> {
    road: &'a HttpTransport,
    left: AtomicUsize,
}

impl Transport for LosesAnswers<'_> {
    async fn send(
        &self,
        path: &'static str,
        token: Option<&str>,
        body: Vec<u8>,
    ) -> Result<Vec<u8>, SyncError> {
        let reply = self.road.send(path, token, body).await?;
        let lost = self
            .left
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
                left.checked_sub(1)
            })
            .is_ok();
        if lost {
            Err(SyncError::Unreachable("the line broke".into()))
        } else {
            Ok(reply)
        }
    }
}

#[tokio::test]
async fn promise_02_a_lost_answer_is_asked_for_again_and_nothing_is_doubled() {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let laptop = TestBook::paired(&office, &kim).await;
    laptop.book.add(&member("Sri")).unwrap();
    laptop.book.add(&aspiration("Jalan rusak")).unwrap();
    let road = HttpTransport::pinned(&office.url(), None).unwrap();
    let lossy = LosesAnswers {
        road: &road,
        left: AtomicUsize::new(2),
    };
    for _ in 0..2 {
        assert!(laptop.book.sync_over(&lossy).await.is_err());
        assert_eq!(phase(&laptop), SyncPhase::Waiting, "no receipt, no claim");
    }
    let version = office.records(&kim)["version"].clone();
    let laptop = laptop.reopened();
    laptop.book.sync_over(&lossy).await.unwrap();
    assert_eq!(phase(&laptop), SyncPhase::AllSent);
    assert_eq!(office.records(&kim)["version"], version);
    assert_eq!(office.records_of(&kim, "member").len(), 1);
    assert_eq!(
        office.records(&kim)["conflicts"].as_array().unwrap().len(),
        0
    );
}

#[tokio::test]
async fn promise_02_the_same_edits_sent_side_by_side_are_taken_once() {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let laptop = TestBook::paired(&office, &kim).await;
    for name in ["Sri", "Made", "Wati"] {
        laptop.book.add(&member(name)).unwrap();
    }
    let request = laptop.book.prepare_exchange(false).unwrap();
    let body = adinda_wire::envelope::pack(&request).unwrap();
    let token = laptop.book.credential().unwrap().unwrap();
    let road = HttpTransport::pinned(&office.url(), None).unwrap();
    let (one, two, three) = tokio::join!(
        road.send(EXCHANGE_PATH, Some(&token), body.clone()),
        road.send(EXCHANGE_PATH, Some(&token), body.clone()),
        road.send(EXCHANGE_PATH, Some(&token), body.clone()),
    );
    let replies =
        [one, two, three].map(|reply| adinda_wire::envelope::unpack(&reply.unwrap()).unwrap());
    for reply in &replies {
        laptop.book.apply_reply(&request, reply).unwrap();
    }
    assert_eq!(office.records(&kim)["version"], 3);
    assert_eq!(office.records_of(&kim, "member").len(), 3);
    assert_eq!(laptop.book.members().unwrap().len(), 3);
    assert_eq!(phase(&laptop), SyncPhase::AllSent);
}

#[tokio::test]
async fn promise_04_two_laptops_editing_different_fields_merge_without_asking() {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let (one, two) = (
        TestBook::paired(&office, &kim).await,
        TestBook::paired(&office, &kim).await,
    );
    let id = one.book.add(&member("Sri")).unwrap();
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    edit(&one, id, |member| member.address = "RT 2".into());
    edit(&two, id, |member| member.occupation = "Petani".into());
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    one.book.sync().await.unwrap();
    for book in [&one, &two] {
        assert_eq!(
            named(book, id),
            Member {
                address: "RT 2".into(),
                occupation: "Petani".into(),
                ..member("Sri")
            }
        );
        assert_eq!(phase(book), SyncPhase::AllSent);
    }
}

#[tokio::test]
async fn promise_04_two_laptops_editing_the_same_field_keep_both_values() {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let (one, two) = (
        TestBook::paired(&office, &kim).await,
        TestBook::paired(&office, &kim).await,
    );
    let id = one.book.add(&member("Sri")).unwrap();
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    edit(&one, id, |member| member.address = "RT 2".into());
    edit(&two, id, |member| member.address = "RT 9".into());
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    one.book.sync().await.unwrap();
    let conflicts = office.records(&kim)["conflicts"].clone();
    assert_eq!(conflicts.as_array().unwrap().len(), 1);
    assert_eq!(
        (
            conflicts[0]["field"].as_str(),
            conflicts[0]["value"].as_str()
        ),
        (Some("address"), Some("RT 9"))
    );
    for book in [&one, &two] {
        assert_eq!(named(book, id).address, "RT 2", "the confirmed value stays");
        assert_eq!(phase(book), SyncPhase::Review);
        assert_eq!(book.book.members().unwrap()[0].sync, RecordSync::Review);
    }
    // The same value twice is no conflict.
    edit(&one, id, |member| member.note = "sama".into());
    edit(&two, id, |member| member.note = "sama".into());
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    assert_eq!(
        office.records(&kim)["conflicts"].as_array().unwrap().len(),
        1
    );
}

#[tokio::test]
async fn promise_04_a_form_left_open_across_a_sync_does_not_overwrite_what_it_never_showed() {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let (one, two) = (
        TestBook::paired(&office, &kim).await,
        TestBook::paired(&office, &kim).await,
    );
    let id = one.book.add(&member("Sri")).unwrap();
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    let mut form = two.book.open_form::<Member>(Some(id)).unwrap();
    edit(&one, id, |member| member.address = "RT 2".into());
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    form.record.address = "RT 9".into();
    two.book.save_form(form.draft, &form.record).unwrap();
    two.book.sync().await.unwrap();
    assert_eq!(named(&two, id).address, "RT 2");
    assert_eq!(
        office.records(&kim)["conflicts"].as_array().unwrap().len(),
        1
    );
}

#[tokio::test]
async fn promise_04_one_laptop_editing_a_field_twice_offline_never_conflicts_with_itself() {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let laptop = TestBook::paired(&office, &kim).await;
    let id = laptop.book.add(&member("Sri")).unwrap();
    edit(&laptop, id, |member| member.address = "RT 2".into());
    edit(&laptop, id, |member| member.address = "RT 3".into());
    laptop.book.sync().await.unwrap();
    edit(&laptop, id, |member| member.address = "RT 4".into());
    edit(&laptop, id, |member| member.name = "Sri Wahyuni".into());
    edit(&laptop, id, |member| member.address = String::new());
    laptop.book.archive(FormKind::Member, id, None).unwrap();
    laptop.book.restore(FormKind::Member, id).unwrap();
    laptop.book.sync().await.unwrap();
    assert_eq!(
        office.records(&kim)["conflicts"].as_array().unwrap().len(),
        0
    );
    let arrived = &office.records_of(&kim, "member")[0];
    assert_eq!(
        (arrived["name"].as_str(), arrived["address"].is_null()),
        (Some("Sri Wahyuni"), true)
    );
    assert_eq!(arrived["removed"], serde_json::Value::Null);
}

#[tokio::test]
async fn promise_06_archiving_what_somebody_changed_meanwhile_is_a_conflict_and_the_record_stays() {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let (one, two) = (
        TestBook::paired(&office, &kim).await,
        TestBook::paired(&office, &kim).await,
    );
    let id = one.book.add(&member("Sri")).unwrap();
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    edit(&one, id, |member| member.address = "RT 2".into());
    one.book.sync().await.unwrap();
    two.book.archive(FormKind::Member, id, None).unwrap();
    two.book.sync().await.unwrap();
    let row = &two.book.members().unwrap()[0];
    assert!(!row.archived && row.sync == RecordSync::Review, "{row:?}");
    assert_eq!(row.member.address, "RT 2");
}

#[tokio::test]
async fn the_office_goes_and_comes_back() {
    let mut office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let laptop = TestBook::paired(&office, &kim).await;
    laptop.book.sync().await.unwrap();
    office.stop().await;
    laptop.book.add(&member("Sri")).unwrap();
    let error = laptop.book.sync().await.unwrap_err();
    assert_eq!(error.code(), "unreachable");
    let status = laptop.book.sync_status(false, None).unwrap();
    assert_eq!((status.phase, status.waiting), (SyncPhase::Waiting, 1));
    assert_eq!(status.last_problem.unwrap().code, "unreachable");
    office.serve().await;
    laptop.book.sync().await.unwrap();
    let status = laptop.book.sync_status(false, None).unwrap();
    assert_eq!(
        (status.phase, status.waiting, status.last_problem),
        (SyncPhase::AllSent, 0, None)
    );
    assert_eq!(office.records_of(&kim, "member").len(), 1);
}

#[tokio::test]
async fn promise_16_another_kims_token_is_refused_everywhere() {
    let office = TestOffice::start().await;
    let (ours, theirs) = (
        office.add_kim("KIM Swara Warga"),
        office.add_kim("KIM Lain"),
    );
    let (laptop, other) = (
        TestBook::paired(&office, &ours).await,
        TestBook::paired(&office, &theirs).await,
    );
    let id = laptop.book.add(&member("Sri")).unwrap();
    laptop.book.sync().await.unwrap();
    other.book.sync().await.unwrap();
    assert_eq!(
        other.book.members().unwrap().len(),
        0,
        "an island sees nothing of another"
    );

    // The other KIM's token with our laptop's very edits: they land on its own island, never on ours.
    edit(&laptop, id, |member| member.name = "Diubah".into());
    let request = laptop.book.prepare_exchange(false).unwrap();
    let road = HttpTransport::pinned(&office.url(), None).unwrap();
    let send = |token: String| {
        let body = adinda_wire::envelope::pack(&request).unwrap();
        let road = &road;
        async move {
            adinda_wire::envelope::unpack(
                &road.send(EXCHANGE_PATH, Some(&token), body).await.unwrap(),
            )
            .unwrap()
        }
    };
    let token = other.book.credential().unwrap().unwrap();
    let reply: adinda_wire::exchange::ExchangeReply = send(token).await;
    assert_eq!(
        reply.answer,
        adinda_wire::exchange::Answer::SendCheckpoints,
        "our history is unknown there"
    );
    assert_eq!(office.records_of(&ours, "member")[0]["name"], "Sri");

    // No token, and one that nobody has.
    let reply: adinda_wire::exchange::ExchangeReply = send("f00".into()).await;
    assert!(matches!(
        reply.answer,
        adinda_wire::exchange::Answer::Refused(_)
    ));
    assert_eq!(office.records(&theirs)["version"], 0);

    // A book that belongs to a KIM doesn't pair with another one.
    let error = laptop
        .book
        .begin_pairing(&office.url(), &office.new_code(&theirs))
        .await
        .unwrap_err();
    assert!(
        matches!(error.code(), "another_kim" | "code_used"),
        "{error:?}"
    );
}

#[tokio::test]
async fn promise_15_a_revoked_laptop_keeps_everything_and_sends_it_when_it_is_paired_again() {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let laptop = TestBook::paired(&office, &kim).await;
    laptop.book.add(&member("Sri")).unwrap();
    let device = office.devices(&kim).remove(0);
    office.in_database(|tx| device.revoke(tx, adinda_tests::office::now()));
    assert_eq!(laptop.book.sync().await.unwrap_err().code(), "revoked");
    let status = laptop.book.sync_status(false, None).unwrap();
    assert_eq!((status.phase, status.waiting), (SyncPhase::NeedsCode, 1));
    laptop.pair(&office, &kim).await;
    laptop.book.sync().await.unwrap();
    assert_eq!(office.records_of(&kim, "member").len(), 1);
    assert_eq!(
        office.devices(&kim).len(),
        2,
        "a device of its own, with a letter of its own"
    );
    assert_eq!(office.devices(&kim)[1].letter, "B");
}

#[tokio::test]
async fn promise_09_an_office_that_was_set_back_is_offered_what_it_lost() {
    let mut office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let (one, two) = (
        TestBook::paired(&office, &kim).await,
        TestBook::paired(&office, &kim).await,
    );
    let first = one.book.add(&member("Sri")).unwrap();
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    let backup = office.copied().await;

    one.book.add(&member("Made")).unwrap();
    edit(&one, first, |member| member.address = "RT 2".into());
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    edit(&two, first, |member| member.address = "RT 3".into());
    two.book.sync().await.unwrap();
    // A form that was open before the office was set back, saved after.
    one.book.sync().await.unwrap();
    let mut form = one.book.open_form::<Member>(Some(first)).unwrap();

    office.set_back(&backup).await;
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    form.record.address = "RT 4".into();
    one.book.save_form(form.draft, &form.record).unwrap();
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    for book in [&one, &two] {
        assert_eq!(book.book.members().unwrap().len(), 2);
        assert_eq!(named(book, first).address, "RT 4");
        assert_eq!(phase(book), SyncPhase::AllSent);
    }
    assert_eq!(
        office.records(&kim)["conflicts"].as_array().unwrap().len(),
        0
    );
}

#[tokio::test]
async fn promise_06_archiving_from_a_form_left_open_across_a_sync_does_not_claim_what_it_never_showed()
 {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let (one, two) = (
        TestBook::paired(&office, &kim).await,
        TestBook::paired(&office, &kim).await,
    );
    let id = one.book.add(&member("Sri")).unwrap();
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    let form = two.book.open_form::<Member>(Some(id)).unwrap();
    edit(&one, id, |member| member.address = "RT 2".into());
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    two.book
        .archive(FormKind::Member, id, Some(form.draft))
        .unwrap();
    two.book.sync().await.unwrap();
    let row = &two.book.members().unwrap()[0];
    assert!(
        !row.archived && row.sync == RecordSync::Review,
        "the record stays: {row:?}"
    );
}

#[tokio::test]
async fn who_asked_for_secrecy_stays_unnamed_while_that_is_in_conflict() {
    use adinda_client::views::AspirationForm;
    use adinda_domain::aspiration::Identity;
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let (one, two) = (
        TestBook::paired(&office, &kim).await,
        TestBook::paired(&office, &kim).await,
    );
    let mut spoken = aspiration("Jalan rusak");
    spoken.aspiration.identity = Some(Identity::Open);
    spoken.reporter.name = "Pak Slamet".into();
    let id = one.book.add(&spoken).unwrap();
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();
    assert!(office.records(&kim).to_string().contains("Pak Slamet"));
    // One laptop takes it out of view, the other hears that the person wants to be secret.
    one.book.archive(FormKind::Aspiration, id, None).unwrap();
    one.book.sync().await.unwrap();
    let mut form = two.book.open_form::<AspirationForm>(Some(id)).unwrap();
    form.record.aspiration.identity = Some(Identity::Secret);
    two.book.save_form(form.draft, &form.record).unwrap();
    two.book.sync().await.unwrap();
    one.book.sync().await.unwrap();
    let report = office.records(&kim);
    assert_eq!(report["conflicts"][0]["field"], "identity");
    assert!(!report.to_string().contains("Pak Slamet"));
    for book in [&one, &two] {
        assert_eq!(book.book.aspirations().unwrap()[0].reporter_name, "");
    }
}

fn part_of(activity: &Activity) -> Vec<(Option<RecordId>, &str)> {
    let parts = activity.participants.iter();
    parts
        .map(|part| (part.member, part.role.as_str()))
        .collect()
}

#[tokio::test]
async fn two_laptops_write_down_one_activity_and_one_dissemination() {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let one = TestBook::paired(&office, &kim).await;
    let two = TestBook::paired(&office, &kim).await;
    let [sri, made, twin] = ["Sri", "Made", "Made S."].map(|n| one.book.add(&member(n)).unwrap());
    let training = Activity {
        title: "Pelatihan menulis berita".into(),
        ..Activity::default()
    };
    let training = one.book.add(&training).unwrap();
    let news = Dissemination {
        title: "Jadwal imunisasi".into(),
        by_whatsapp: true,
        ..Dissemination::default()
    };
    let news = one.book.add(&news).unwrap();
    one.book.sync().await.unwrap();
    two.book.sync().await.unwrap();

    for (book, members, role) in [
        (&one, vec![sri, made], "Panitia"),
        (&two, vec![sri, twin], ""),
    ] {
        let mut form = book.book.open_form::<Activity>(Some(training)).unwrap();
        form.record.participants = members
            .into_iter()
            .map(|member| Participant {
                member: Some(member),
                role: role.into(),
                ..Participant::default()
            })
            .collect();
        book.book.save_form(form.draft, &form.record).unwrap();
        let mut form = book.book.open_form::<Dissemination>(Some(news)).unwrap();
        form.record.by_loudspeaker |= role.is_empty();
        form.record.by_notice_board |= !role.is_empty();
        book.book.save_form(form.draft, &form.record).unwrap();
    }
    one.book.join_members(made, twin).unwrap();
    for book in [&one, &two, &one] {
        book.book.sync().await.unwrap();
    }
    for book in [&one, &two] {
        let rows = book.book.activities().unwrap();
        assert_eq!(
            part_of(&rows[0].activity),
            [(Some(sri), "Panitia"), (Some(made), "Panitia")],
            "one row a person, whoever ticked it, and one for those who were joined"
        );
        assert_eq!(rows[0].participants, 2);
        let spread = &book.book.disseminations().unwrap()[0].dissemination;
        assert!(spread.by_whatsapp && spread.by_loudspeaker && spread.by_notice_board);
        assert_eq!(phase(book), SyncPhase::AllSent);
        assert!(book.book.review().unwrap().items.is_empty());
    }
    let hits = two.book.search("imunisasi").unwrap();
    assert_eq!(hits[0].kind, FormKind::Dissemination);
}
