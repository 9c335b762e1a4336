//! Pairing and TLS: one-time codes, proofs both ways, pins that hold for years and whatever the clock says.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

use adinda_client::sync::transport::{HttpTransport, Transport};
use adinda_client::views::SyncPhase;
use adinda_server::store::{Kim, Office};
use adinda_server::tls::{self, OfficeTls};
use adinda_server::writer::Writer;
use adinda_server::{OfficeError, http};
use adinda_tests::office::{TestBook, TestOffice, now};
use adinda_tests::sample::member;
use adinda_wire::exchange::EXCHANGE_PATH;
use adinda_wire::pin::Pin;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use std::net::TcpListener;
use std::path::Path;
use tempfile::TempDir;

/// Writes a chain and key as an office's administrator would, and loads them as the server does.
fn load(chain: &str, key: &KeyPair, authority: Option<&str>) -> Result<OfficeTls, OfficeError> {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let authority = authority.map(|text| write("authority.pem", text));
    tls::load(
        &write("chain.pem", chain),
        &write("key.pem", &key.serialize_pem()),
        authority.as_deref(),
    )
}

/// A certificate that stands alone, for `localhost`, long expired: laptops pin its key.
fn alone(key: &KeyPair) -> String {
    let mut params = CertificateParams::new(vec!["localhost".into()]).unwrap();
    params.not_before = date_time_ymd(2001, 1, 1);
    params.not_after = date_time_ymd(2002, 1, 1);
    params.self_signed(key).unwrap().pem()
}

fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A certificate of an authority, followed by the authority's own, valid only in the given year.
fn issued(
    authority: &CertifiedIssuer<'static, KeyPair>,
    key: &KeyPair,
    name: &str,
    year: i32,
) -> String {
    let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    params.not_before = date_time_ymd(year, 1, 1);
    params.not_after = date_time_ymd(year, 12, 31);
    params.signed_by(key, authority).unwrap().pem() + &authority.pem()
}

#[tokio::test]
async fn a_code_is_good_once_for_one_laptop_and_answers_it_again() {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let code = office.new_code(&kim);
    let (laptop, other) = (TestBook::new(), TestBook::new());
    let first = laptop
        .book
        .begin_pairing(&office.url(), &code)
        .await
        .unwrap();
    let again = laptop
        .book
        .begin_pairing(&office.url(), &code.to_lowercase().replace('-', " "))
        .await
        .unwrap();
    assert_eq!(first, again, "a lost answer is asked for again");
    assert_eq!(
        (first.village.as_str(), first.device_letter.as_str()),
        ("Pringgondani", "A")
    );
    assert_eq!(office.devices(&kim).len(), 1);
    let refused = other
        .book
        .begin_pairing(&office.url(), &code)
        .await
        .unwrap_err();
    assert_eq!(refused.code(), "code_used");
    // Until the user says yes, nothing is sent.
    laptop.book.add(&member("Sri")).unwrap();
    assert_eq!(
        laptop.book.sync_status(false, None).unwrap().phase,
        SyncPhase::AwaitingConfirmation
    );
    assert_eq!(laptop.book.sync().await.unwrap_err().code(), "not_paired");
    laptop.book.cancel_pairing().unwrap();
    assert_eq!(
        laptop.book.sync_status(false, None).unwrap().phase,
        SyncPhase::Unpaired
    );
}

#[tokio::test]
async fn wrong_and_expired_codes_are_refused_alike_and_guessing_ends() {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let laptop = TestBook::new();
    let code = office.new_code(&kim);
    let wrong = format!("{}-0000-0000-0000", &code[..4]);
    for _ in 0..10 {
        let error = laptop
            .book
            .begin_pairing(&office.url(), &wrong)
            .await
            .unwrap_err();
        assert_eq!(error.code(), "code_not_valid");
    }
    let error = laptop
        .book
        .begin_pairing(&office.url(), &code)
        .await
        .unwrap_err();
    assert_eq!(
        error.code(),
        "too_many_tries",
        "the code is dead, even for who knows it"
    );
    assert_eq!(
        laptop
            .book
            .begin_pairing(&office.url(), "ABCD")
            .await
            .unwrap_err()
            .code(),
        "not_a_code"
    );
    let unknown = "0000-0000-0000-0000";
    assert_eq!(
        laptop
            .book
            .begin_pairing(&office.url(), unknown)
            .await
            .unwrap_err()
            .code(),
        "code_not_valid"
    );
    let expired = office
        .in_database(|tx| Kim::new_code(tx, kim.id, now() - 1, now() - 10))
        .to_string();
    assert_eq!(
        laptop
            .book
            .begin_pairing(&office.url(), &expired)
            .await
            .unwrap_err()
            .code(),
        "code_not_valid"
    );
    assert_eq!(office.devices(&kim).len(), 0);
}

#[tokio::test]
async fn letters_go_round_and_numbers_never_meet() {
    let office = TestOffice::start().await;
    let kim = office.add_kim("KIM Swara Warga");
    let (one, two) = (
        TestBook::paired(&office, &kim).await,
        TestBook::paired(&office, &kim).await,
    );
    for book in [&one, &two] {
        book.book
            .add(&adinda_tests::sample::aspiration("Jalan rusak"))
            .unwrap();
        book.book.sync().await.unwrap();
    }
    let mut numbers: Vec<String> = office
        .records_of(&kim, "aspiration")
        .iter()
        .map(|f| f["register_number"].as_str().unwrap().to_owned())
        .collect();
    numbers.sort();
    assert_eq!(numbers, ["001/2026", "001/B/2026"]);
}

#[tokio::test]
async fn promise_05_the_key_of_a_certificate_that_stands_alone_is_pinned() {
    let key = KeyPair::generate().unwrap();
    let office = TestOffice::start_with(Some(load(&alone(&key), &key, None).unwrap())).await;
    let kim = office.add_kim("KIM Swara Warga");
    let laptop = TestBook::paired(&office, &kim).await;
    laptop.book.add(&member("Sri")).unwrap();
    laptop.book.sync().await.unwrap();
    assert_eq!(
        office.records_of(&kim, "member").len(),
        1,
        "an expired certificate under the pin is no hindrance"
    );

    // Somebody else's certificate for the same name.
    let other = KeyPair::generate().unwrap();
    let impostor = TestOffice::start_with(Some(load(&alone(&other), &other, None).unwrap())).await;
    let pin = load(&alone(&key), &key, None).unwrap().pin;
    let road = HttpTransport::pinned(&impostor.url(), Some(&pin)).unwrap();
    let error = road
        .send(EXCHANGE_PATH, None, vec![0, 1])
        .await
        .unwrap_err();
    assert_eq!(error.code(), "not_the_pinned_office", "{error:?}");
    // The right key under another name.
    let elsewhere = office.url().replace("localhost", "127.0.0.1");
    let road = HttpTransport::pinned(&elsewhere, Some(&pin)).unwrap();
    assert_eq!(
        road.send(EXCHANGE_PATH, None, vec![0, 1])
            .await
            .unwrap_err()
            .code(),
        "not_the_pinned_office"
    );
}

#[tokio::test]
async fn promise_05_the_authority_of_a_chain_is_pinned_so_that_the_leaf_can_be_renewed() {
    let authority = authority();
    let (old, new) = (KeyPair::generate().unwrap(), KeyPair::generate().unwrap());
    let first = load(&issued(&authority, &old, "localhost", 2011), &old, None).unwrap();
    let pin = first.pin.clone();
    assert!(matches!(pin, Pin::Authority(_)));
    let office = TestOffice::start_with(Some(first)).await;
    let kim = office.add_kim("KIM Swara Warga");
    let laptop = TestBook::paired(&office, &kim).await;
    laptop.book.sync().await.unwrap();

    let road_to = async |tls: OfficeTls| {
        let office = TestOffice::start_with(Some(tls)).await;
        let road = HttpTransport::pinned(&office.url(), Some(&pin)).unwrap();
        road.send(EXCHANGE_PATH, None, vec![0, 1])
            .await
            .map(|_| ())
            .map_err(|error| error.code())
    };
    let renewed = load(&issued(&authority, &new, "localhost", 2048), &new, None).unwrap();
    assert_eq!(road_to(renewed).await, Ok(()));
    let for_another_name =
        load(&issued(&authority, &new, "example.org", 2048), &new, None).unwrap();
    assert_eq!(
        road_to(for_another_name).await,
        Err("not_the_pinned_office")
    );
    let by_another = load(
        &issued(&self::authority(), &new, "localhost", 2026),
        &new,
        None,
    )
    .unwrap();
    assert_eq!(road_to(by_another).await, Err("not_the_pinned_office"));
}

/// Passes everything through and changes nothing, but with a certificate of its own: what a man in the middle does.
#[tokio::test]
async fn a_man_in_the_middle_of_pairing_is_found_out() {
    let key = KeyPair::generate().unwrap();
    let office = TestOffice::start_with(Some(load(&alone(&key), &key, None).unwrap())).await;
    let kim = office.add_kim("KIM Swara Warga");
    let code = office.new_code(&kim);
    // The same office behind another certificate: its grant still names the true key.
    let true_pin = load(&alone(&key), &key, None).unwrap().pin;
    let other = KeyPair::generate().unwrap();
    let mut in_the_middle = load(&alone(&other), &other, None).unwrap();
    in_the_middle.pin = true_pin;
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let writer = Writer::start(Office::open(office.folder.path()).unwrap()).unwrap();
    let task = tokio::spawn(http::serve(
        listener,
        Some(in_the_middle),
        writer,
        std::future::pending(),
    ));
    let laptop = TestBook::new();
    let error = laptop
        .book
        .begin_pairing(&format!("https://localhost:{port}"), &code)
        .await
        .unwrap_err();
    assert_eq!(error.code(), "not_the_pinned_office");
    assert_eq!(
        laptop.book.sync_status(false, None).unwrap().phase,
        SyncPhase::Unpaired
    );
    task.abort();
}

#[tokio::test]
async fn promise_08_what_is_not_the_office_is_not_believed() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    // A captive portal: 200 and a page, whatever is asked.
    let portal = tokio::net::TcpListener::bind(("127.0.0.1", 0))
        .await
        .unwrap();
    let address = portal.local_addr().unwrap();
    let task = tokio::spawn(async move {
        loop {
            let (mut stream, _) = portal.accept().await.unwrap();
            let mut request = [0; 4096];
            let _read = stream.read(&mut request).await.unwrap();
            let page = "<html>Silakan masuk</html>";
            let reply = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{page}",
                page.len()
            );
            stream.write_all(reply.as_bytes()).await.unwrap();
        }
    });
    let road = HttpTransport::pinned(&format!("http://{address}"), None).unwrap();
    let error = road
        .send(EXCHANGE_PATH, None, vec![0, 1])
        .await
        .unwrap_err();
    assert_eq!(error.code(), "not_the_office");
    task.abort();
}

#[tokio::test]
async fn a_plain_listener_is_refused_on_anything_but_loopback() {
    let folder = TempDir::new().unwrap();
    let writer = Writer::start(Office::open(folder.path()).unwrap()).unwrap();
    let listener = TcpListener::bind(("0.0.0.0", 0)).unwrap();
    let refused = http::serve(listener, None, writer, std::future::pending())
        .await
        .unwrap_err();
    assert!(matches!(refused, OfficeError::Refused(_)), "{refused}");
}

#[test]
fn unusable_certificates_are_said_to_be() {
    let key = KeyPair::generate().unwrap();
    let other = KeyPair::generate().unwrap();
    assert!(
        matches!(load(&alone(&key), &other, None), Err(OfficeError::Tls(_))),
        "a key of another certificate"
    );
    assert!(matches!(load("", &key, None), Err(OfficeError::Tls(_))));
    let missing = tls::load(
        Path::new("/nowhere/chain.pem"),
        Path::new("/nowhere/key.pem"),
        None,
    );
    assert!(matches!(missing, Err(OfficeError::Tls(_))));
}
