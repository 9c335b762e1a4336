//! Small records for tests. Names are invented.

use adinda_client::views::AspirationForm;
use adinda_domain::aspiration::{Aspiration, Destination, Reporter, VillageStage};
use adinda_domain::meeting::{Attendance, AttendanceMark, Decision, Guest, Meeting};
use adinda_domain::member::{Member, Position};
use adinda_domain::{RecordId, dates};

pub fn member(name: &str) -> Member {
    Member {
        name: name.into(),
        ..Member::default()
    }
}

/// A member with everything that must not leave the laptop.
pub fn member_with_private_fields(name: &str) -> Member {
    Member {
        nik: "3507125708870003".into(),
        birth_place: "Malang".into(),
        birth_date: dates::parse_iso_date("1987-08-17"),
        religion: Some(adinda_domain::member::Religion::Islam),
        position: Some(Position::Secretary),
        ..member(name)
    }
}

pub fn meeting(title: &str, present: &[RecordId]) -> Meeting {
    let mark = |member: &RecordId| AttendanceMark {
        member: Some(*member),
        status: Some(Attendance::Present),
        note: String::new(),
    };
    Meeting {
        title: title.into(),
        date: dates::parse_iso_date("2026-10-04"),
        attendance: present.iter().map(mark).collect(),
        guests: vec![Guest {
            name: "Pak Camat".into(),
            ..Guest::default()
        }],
        decisions: vec![Decision {
            decision: "Kerja bakti hari Minggu".into(),
            ..Decision::default()
        }],
        ..Meeting::default()
    }
}

pub fn aspiration(title: &str) -> AspirationForm {
    AspirationForm {
        aspiration: Aspiration {
            title: title.into(),
            date: dates::parse_iso_date("2026-10-04"),
            destination: Some(Destination::Regency),
            stage: Some(VillageStage::Recorded),
            ..Aspiration::default()
        },
        reporter: Reporter::default(),
    }
}
