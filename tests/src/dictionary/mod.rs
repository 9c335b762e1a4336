//! Makes the dictionary that messages are compressed with: what messages of our own look like, with every name that a
//! field, a kind or a choice has, and with phrases of minutes that we wrote ourselves. What is last in it is cheapest.

use adinda_client::views::AspirationForm;
use adinda_domain::merge::{Change, Checkpoint, RecordSeen};
use adinda_domain::{Base, Fields, Kind, OpId, RecordId, RecordKind, Value, Version};
use adinda_domain::{aspiration, dates, meeting, member};
use adinda_wire::exchange::{ExchangeRequest, Turn};
use adinda_wire::{Edit, PROTOCOL};
use anyhow::Result;
use uuid::Uuid;

const PHRASES: &str = include_str!("phrases.txt");

/// The dictionary's bytes.
pub fn make() -> Result<Vec<u8>> {
    let mut dictionary = Vec::new();
    // Names and words that a sample below doesn't use.
    for kind in [
        Kind::PROFILE,
        Kind::REPORTER,
        Kind::MEETING,
        Kind::ASPIRATION,
        Kind::MEMBER,
    ] {
        for name in adinda_domain::kinds::field_names(&kind) {
            dictionary.extend_from_slice(name.replace("[].", "//").as_bytes());
            dictionary.push(0);
        }
    }
    for word in words() {
        dictionary.extend_from_slice(word.as_bytes());
        dictionary.push(0);
    }
    dictionary.extend_from_slice(PHRASES.replace('\n', "\0").as_bytes());
    dictionary.extend(adinda_wire::envelope::compressible_part(&sample())?);
    Ok(dictionary)
}

fn words() -> Vec<&'static str> {
    fn all<T: Copy>(choices: &[T], word: impl Fn(T) -> &'static str) -> Vec<&'static str> {
        choices.iter().map(|choice| word(*choice)).collect()
    }
    [
        all(member::Education::ALL, member::Education::word),
        all(member::Position::ALL, member::Position::word),
        all(meeting::AdindaFunction::ALL, meeting::AdindaFunction::word),
        all(meeting::MeetingType::ALL, meeting::MeetingType::word),
        all(meeting::MeetingStatus::ALL, meeting::MeetingStatus::word),
        all(meeting::FollowUpStatus::ALL, meeting::FollowUpStatus::word),
        all(
            aspiration::Classification::ALL,
            aspiration::Classification::word,
        ),
        all(aspiration::Identity::ALL, aspiration::Identity::word),
        all(aspiration::Channel::ALL, aspiration::Channel::word),
        all(aspiration::Destination::ALL, aspiration::Destination::word),
        all(aspiration::Priority::ALL, aspiration::Priority::word),
        all(
            aspiration::VillageStage::ALL,
            aspiration::VillageStage::word,
        ),
        all(
            aspiration::OfficeStatus::ALL,
            aspiration::OfficeStatus::word,
        ),
        all(aspiration::Category::ALL, aspiration::Category::word),
        all(meeting::Attendance::ALL, meeting::Attendance::word),
    ]
    .concat()
}

/// A request with one record of each kind, as laptops make them.
fn sample() -> ExchangeRequest {
    let form = aspiration_form();
    let meeting = meeting().to_fields();
    let aspiration = form.aspiration.to_fields();
    let reporter = form.reporter.to_fields();
    let edits = [
        (Kind::MEMBER, member().to_fields()),
        (Kind::MEETING, meeting),
        (Kind::ASPIRATION, aspiration.clone()),
        (Kind::REPORTER, reporter.clone()),
        (Kind::ASPIRATION, aspiration),
        (Kind::REPORTER, reporter),
    ];
    let edits = edits
        .into_iter()
        .zip(1u8..)
        .map(|((kind, fields), number)| edit(kind, fields, number));
    ExchangeRequest {
        protocol: PROTOCOL,
        request: 0,
        turn: Turn::default(),
        seen: Checkpoint::ORIGIN,
        older: Vec::new(),
        cursor: Version(0),
        edits: edits.collect(),
        page_bytes: 0,
    }
}

fn edit(kind: Kind, fields: Fields, number: u8) -> Edit {
    let private =
        |path: &adinda_domain::FieldPath| adinda_domain::schema::stays_on_laptop(&kind, path);
    let sent = fields.into_iter().filter(|(path, _)| !private(path));
    let changes = sent
        .map(|(path, value): (_, Value)| Change {
            path,
            value,
            base: Base::Nothing,
        })
        .collect();
    let second = 1_790_000_000 + u64::from(number) * 1000;
    Edit {
        op: OpId::from_parts(second * 1000, [number; 10]),
        saved_at: i64::try_from(second).unwrap(),
        kind,
        record: RecordId::from_parts((second - 60) * 1000, [number; 10]),
        seen: RecordSeen::default(),
        changes,
        closes: Vec::new(),
        alternative_of: None,
    }
}

fn someone(number: u128) -> RecordId {
    RecordId(Uuid::from_u128(number))
}

fn member() -> member::Member {
    member::Member {
        member_number: "001".into(),
        name: "Siti Nur Hidayah Wahyuni Sri Rahayu Agus Budi Santoso Setiawan Lestari".into(),
        sex: Some(member::Sex::Female),
        address: "Jalan Raya Desa".into(),
        hamlet: "Krajan".into(),
        rt: "01".into(),
        rw: "02".into(),
        occupation: "Petani".into(),
        phone: "+62812".into(),
        position: Some(member::Position::Member),
        joined_on: dates::parse_iso_date("2025-01-15"),
        note: "Bersedia membantu.".into(),
        ..member::Member::default()
    }
}

fn meeting() -> meeting::Meeting {
    let marks = [
        meeting::Attendance::Present,
        meeting::Attendance::Excused,
        meeting::Attendance::Present,
        meeting::Attendance::Present,
    ];
    let mark = |(number, status)| meeting::AttendanceMark {
        member: Some(someone(number)),
        status: Some(status),
        note: String::new(),
    };
    let decision = |number: u128, text: &str| meeting::Decision {
        topic: "Kegiatan".into(),
        decision: text.into(),
        responsible: "Ketua".into(),
        due: dates::parse_iso_date("2026-12-31"),
        pos: format!("{number}"),
        id: Some(someone(90 + number)),
        ..meeting::Decision::default()
    };
    meeting::Meeting {
        title: "Rapat rutin bulanan".into(),
        meeting_type: Some(meeting::MeetingType::Routine),
        date: dates::parse_iso_date("2026-11-10"),
        start_time: "19:30".into(),
        end_time: "21:00".into(),
        place: "Balai Desa".into(),
        invitation_number: "005/KIM/2026".into(),
        chair: "Ketua".into(),
        opening: "Rapat dibuka dengan doa.".into(),
        discussion: "Peserta menyampaikan bahwa".into(),
        closing: "Rapat ditutup dengan doa.".into(),
        attendance: (50..).zip(marks).map(mark).collect(),
        decisions: vec![
            decision(1, "Kerja bakti hari Minggu."),
            decision(2, "Disampaikan kepada pemerintah desa."),
        ],
        ..meeting::Meeting::default()
    }
}

fn aspiration_form() -> AspirationForm {
    AspirationForm {
        aspiration: aspiration::Aspiration {
            register_number: "001/2026".into(),
            date: dates::parse_iso_date("2026-11-10"),
            classification: Some(aspiration::Classification::Aspiration),
            title: "Jalan rusak".into(),
            body: "Warga meminta agar segera diperbaiki.".into(),
            category: Some(aspiration::Category::PublicWorks),
            location: "Dusun Krajan RT 01 RW 02".into(),
            identity: Some(aspiration::Identity::Open),
            reporter: Some(someone(70)),
            channel: Some(aspiration::Channel::Meeting),
            meeting: Some(someone(71)),
            destination: Some(aspiration::Destination::Regency),
            priority: Some(aspiration::Priority::Normal),
            stage: Some(aspiration::VillageStage::Recorded),
            ..aspiration::Aspiration::default()
        },
        reporter: aspiration::Reporter {
            name: "Sri".into(),
            ..aspiration::Reporter::default()
        },
    }
}
