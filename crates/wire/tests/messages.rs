//! One golden file per message: the bytes on the wire are held still, whatever the code does.
//! To write a new one: `ADINDA_WRITE_GOLDEN=1 cargo test -p adinda-wire --test messages`.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

use adinda_domain::attachment::FileHash;
use adinda_domain::merge::{Change, Checkpoint, HeldReason, Outcome, RecordSeen};
use adinda_domain::path::FieldPath;
use adinda_domain::schema::ValueProblem;
use adinda_domain::{Base, DeviceId, KimId, Kind, Mark, OpId, RecordId, Value, Version};
use adinda_wire::attachment::*;
use adinda_wire::bundle::{AnswerBundle, Message, RequestBundle};
use adinda_wire::exchange::*;
use adinda_wire::pairing::*;
use adinda_wire::pin::Pin;
use adinda_wire::separation::SeparationRequest;
use adinda_wire::{Cbor, Edit, Receipt, decode, encode};
use std::fmt::Debug;
use std::path::Path;
use uuid::Uuid;

fn op(n: u8) -> OpId {
    OpId::from_bytes([n; 16])
}

fn record(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

fn checkpoint(version: u64) -> Checkpoint {
    Checkpoint {
        version: Version(version),
        mark: Mark(version * 0x0101_0101),
    }
}

fn edit() -> Edit {
    let change = |path, value, base| Change { path, value, base };
    let scalar = FieldPath::scalar;
    Edit {
        op: op(1),
        kind: Kind::MEETING,
        record: record(2),
        seen: RecordSeen {
            version: Version(40),
            own: vec![op(9)],
        },
        changes: vec![
            change(
                scalar("title"),
                Value::Text("Rapat rutin, José".into()),
                Base::Nothing,
            ),
            change(
                FieldPath::item("attendance", Uuid::from_u128(7), "status"),
                Value::Text("present".into()),
                Base::At(Version(12)),
            ),
            change(scalar("revision"), Value::Integer(-3), Base::Own(op(9))),
            change(
                scalar("removed"),
                Value::Boolean(true),
                Base::UpTo(Version(30)),
            ),
            change(
                scalar("meeting"),
                Value::Reference(Uuid::from_u128(8)),
                Base::Unseen,
            ),
            change(scalar("closing"), Value::Null, Base::Nothing),
            change(
                scalar("of_tomorrow"),
                Value::Opaque(vec![0x82, 0x01, 0x61, b'x']),
                Base::Nothing,
            ),
        ],
        closes: vec![(op(5), scalar("title"))],
        alternative_of: Some(op(6)),
        saved_at: 1_795_000_000,
    }
}

#[track_caller]
fn golden<T: Cbor + PartialEq + Debug>(name: &str, message: &T) {
    let bytes = encode(message).unwrap();
    assert_eq!(
        &decode::<T>(&bytes).unwrap(),
        message,
        "{name} doesn't survive"
    );
    let hex: String = bytes
        .chunks(32)
        .map(|line| line.iter().map(|b| format!("{b:02x}")).collect::<String>() + "\n")
        .collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(format!("{name}.hex"));
    if std::env::var_os("ADINDA_WRITE_GOLDEN").is_some() && !path.exists() {
        std::fs::write(&path, &hex).unwrap();
    }
    let kept = std::fs::read_to_string(&path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    assert_eq!(hex, kept, "{name}: the bytes on the wire changed");
    for cut in 0..bytes.len() {
        assert!(
            decode::<T>(&bytes[..cut]).is_err(),
            "{name} cut at {cut} was read"
        );
    }
}

#[test]
fn exchange_request() {
    golden(
        "exchange_request",
        &ExchangeRequest {
            protocol: 1,
            request: 77,
            turn: Turn {
                number: 7,
                previous: 1,
                nonce: 2,
            },
            seen: checkpoint(40),
            older: vec![checkpoint(30), Checkpoint::ORIGIN],
            cursor: Version(38),
            edits: vec![edit()],
            page_bytes: 65_536,
        },
    );
}

#[test]
fn exchange_reply() {
    let outcomes = [
        Outcome::Applied,
        Outcome::Same(Version(4)),
        Outcome::Conflict,
        Outcome::Held(HeldReason::Value(ValueProblem::TooLong)),
        Outcome::Erased,
        Outcome::Held(HeldReason::Unknown(900)),
    ];
    let receipt = Receipt::new(Version(41), &outcomes);
    assert_eq!(receipt.outcome(0), Outcome::Applied);
    assert_eq!(receipt.outcome(3), outcomes[3]);
    let alternative = Alternative {
        op: op(3),
        path: FieldPath::scalar("title"),
        value: Value::Text("Rapat".into()),
        base: Base::At(Version(3)),
        held: Some(HeldReason::OfficeField),
        open: true,
        device_letter: "B".into(),
        saved_at: 5,
    };
    let taken = Taken {
        receipts: vec![receipt],
        changes: vec![ChangedRecord {
            version: Version(39),
            letter: Some("B".into()),
            saved_at: 1_795_000_000,
            kind: Kind::MEMBER,
            record: record(4),
            fields: vec![(FieldPath::scalar("name"), Value::Text("Sri".into()))],
            alternatives: vec![alternative],
        }],
        asof: checkpoint(41),
        cursor: Version(41),
        more: false,
    };
    golden(
        "reply_taken",
        &ExchangeReply {
            request: 77,
            server_time: 1_795_000_001,
            answer: Answer::Taken(taken),
        },
    );
    golden(
        "reply_send_checkpoints",
        &ExchangeReply {
            request: 77,
            server_time: 1,
            answer: Answer::SendCheckpoints,
        },
    );
    golden(
        "reply_rolled_back",
        &ExchangeReply {
            request: 77,
            server_time: 1,
            answer: Answer::RolledBack(Version(30)),
        },
    );
    golden(
        "reply_refused",
        &ExchangeReply {
            request: 77,
            server_time: 1,
            answer: Answer::Refused(Refusal::Revoked),
        },
    );
    golden(
        "reply_separate",
        &ExchangeReply {
            request: 77,
            server_time: 1,
            answer: Answer::Separate,
        },
    );
}

#[test]
fn bundles() {
    // Of a kind that this version doesn't know, as a later one may add.
    let messages = vec![Message {
        kind: 9,
        body: vec![1, 2, 3],
    }];
    golden(
        "request_bundle",
        &RequestBundle {
            token: "abc".into(),
            nonce: [5; 16],
            sender: "KIM Swara Warga B".into(),
            messages: messages.clone(),
        },
    );
    let answer = AnswerBundle {
        nonce: [5; 16],
        messages,
    };
    golden("answer_bundle", &answer);
    assert!(answer.replies().unwrap().is_empty() && answer.history().unwrap().is_empty());
}

#[test]
fn pairing() {
    let request = PairingRequest {
        protocol: 1,
        code_name: "K7QM".into(),
        token_hash: [9; 32],
        device_public_key: "age1example".into(),
        device_name: "LAPTOP-BALAI".into(),
        app_version: "0.1.0".into(),
    };
    golden("pairing_request", &request);
    golden(
        "separation_request",
        &SeparationRequest {
            protocol: request.protocol,
            token_hash: request.token_hash,
            device_public_key: request.device_public_key.clone(),
            device_name: request.device_name.clone(),
            app_version: request.app_version.clone(),
        },
    );
    let grant = PairingGrant {
        kim: KimId::from_bytes([1; 16]),
        device: DeviceId::from_bytes([2; 16]),
        device_letter: "A".into(),
        kim_name: "KIM Swara Warga".into(),
        village: "Pringgondani".into(),
        district: "Bantur".into(),
        regency: "Kabupaten Malang".into(),
        office_name: "Diskominfo".into(),
        office_public_key: "age1office".into(),
        pin: Some(Pin::Key([3; 32])),
        has_records: true,
    };
    golden("pairing_grant", &grant);
    golden("pairing_pin_authority", &Pin::Authority(vec![1, 2, 3]));
    let proven = prove_request("SECRET", &request).unwrap();
    golden("pairing_proven", &proven);
    golden(
        "pairing_granted",
        &PairingReply::Granted(prove_grant("SECRET", &proven, &grant).unwrap()),
    );
    golden(
        "pairing_refused",
        &PairingReply::Refused(PairingRefusal::TooManyTries),
    );
}

#[test]
fn attachments() {
    let hash = FileHash([0xa5; 32]);
    let request = |piece| AttachmentRequest {
        protocol: 1,
        request: 78,
        piece,
    };
    let put = Piece::Put {
        hash,
        size: 200_000,
        offset: 65_536,
        bytes: vec![0xff, 0xd8],
    };
    golden("attachment_put", &request(put));
    let get = Piece::Get {
        hash,
        offset: 65_536,
        most: 4096,
    };
    golden("attachment_get", &request(get));
    let reply = |answer| AttachmentReply {
        request: 78,
        answer,
    };
    let answers = [
        (
            "attachment_received",
            PieceAnswer::Received {
                offset: 200_000,
                complete: true,
            },
        ),
        (
            "attachment_bytes",
            PieceAnswer::Bytes {
                size: 200_000,
                bytes: vec![0xff, 0xd8],
            },
        ),
        ("attachment_unknown", PieceAnswer::Unknown),
        ("attachment_refused", PieceAnswer::Refused(Refusal::Revoked)),
        (
            "attachment_not_taken",
            PieceAnswer::NotTaken(FileRefusal::NoRoom),
        ),
    ];
    for (name, answer) in answers {
        golden(name, &reply(answer));
    }
}

#[test]
fn a_grant_is_believed_only_from_who_knows_the_secret_and_for_this_request() {
    let request = |name: &str| PairingRequest {
        protocol: 1,
        code_name: "K7QM".into(),
        token_hash: [9; 32],
        device_public_key: "age1example".into(),
        device_name: name.into(),
        app_version: "0.1.0".into(),
    };
    let (mine, other) = (
        prove_request("SECRET", &request("a")).unwrap(),
        prove_request("SECRET", &request("b")).unwrap(),
    );
    assert!(request_holds("SECRET", &mine) && !request_holds("GUESS", &mine));
    let grant = PairingGrant {
        kim: KimId::from_bytes([1; 16]),
        device: DeviceId::from_bytes([2; 16]),
        device_letter: String::new(),
        kim_name: String::new(),
        village: String::new(),
        district: String::new(),
        regency: String::new(),
        office_name: String::new(),
        office_public_key: String::new(),
        pin: None,
        has_records: false,
    };
    let granted = prove_grant("SECRET", &mine, &grant).unwrap();
    assert_eq!(
        accept_grant("SECRET", &mine, &granted).unwrap(),
        Some(grant)
    );
    assert_eq!(accept_grant("SECRET", &other, &granted).unwrap(), None);
    assert_eq!(accept_grant("GUESS", &mine, &granted).unwrap(), None);
}

#[test]
fn restating_bases_keeps_the_content_hash() {
    let mut restated = edit();
    restated.changes[0].base = Base::UpTo(Version(1));
    restated.seen = RecordSeen::default();
    assert_eq!(
        restated.content_hash().unwrap(),
        edit().content_hash().unwrap()
    );
    restated.changes[0].value = Value::Text("lain".into());
    assert_ne!(
        restated.content_hash().unwrap(),
        edit().content_hash().unwrap()
    );
}

#[test]
fn a_newer_message_with_more_positions_is_still_read() {
    // [version, mark, something new]
    let newer = [0x83, 0x05, 0x48, 0, 0, 0, 0, 0, 0, 0, 9, 0x61, b'x'];
    assert_eq!(
        decode::<Checkpoint>(&newer).unwrap(),
        Checkpoint {
            version: Version(5),
            mark: Mark(9)
        }
    );
}
