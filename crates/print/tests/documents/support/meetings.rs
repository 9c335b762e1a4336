//! An invented meeting of the invented KIM, and who came.

use super::people::members;
use adinda_domain::RecordId;
use adinda_domain::meeting::{
    AgendaItem, Attendance, AttendanceMark, Decision, FollowUpStatus, Guest, Meeting, MeetingStatus,
};
use adinda_domain::profile::TimeZone;
use adinda_print::KnownMember;
use chrono::NaiveDate;

/// So many members with their ids.
pub fn known_members(count: usize) -> Vec<KnownMember> {
    let known = |(index, member)| KnownMember {
        id: record_id(index),
        member,
    };
    members(count).into_iter().enumerate().map(known).collect()
}

/// The same number always gives the same id.
pub fn record_id(index: usize) -> RecordId {
    RecordId::from_bytes((index as u128 + 1).to_be_bytes())
}

/// A routine meeting, final, at which these members were marked.
pub fn meeting(members: &[KnownMember]) -> Meeting {
    let agenda = [
        "Pembukaan dan doa",
        "Laporan kegiatan bulan Oktober",
        "Rencana pelatihan membuat konten untuk UMKM desa",
        "Aspirasi warga Dusun Petungwulung",
    ];
    Meeting {
        title: "Rapat Rutin Bulan November".into(),
        date: NaiveDate::from_ymd_opt(2026, 11, 21),
        start_time: "19:30".into(),
        end_time: "21:15".into(),
        time_zone: Some(TimeZone::Wib),
        place: "Balai Desa Toyomarto".into(),
        invitation_number: "005/KIM/XI/2026".into(),
        invitation_date: NaiveDate::from_ymd_opt(2026, 11, 14),
        chair: "Sri Wahyuningsih".into(),
        secretary: "H. Muhammad Zainuddin Al-Ghifari, S.Pd.I., M.Pd.".into(),
        note_taker: "Ni Luh Putu Ayu Sri Wahyuni".into(),
        opening: "Rapat dibuka oleh Ketua dengan salam dan doa bersama.\nKepala Desa menyampaikan \
                  terima kasih kepada KIM atas penyebaran informasi posyandu."
            .into(),
        discussion: "Sekretaris melaporkan tiga kegiatan bulan Oktober:\n1. Sosialisasi anti hoaks di \
                     Balai RW 02, diikuti 34 orang.\n2. Siaran pengeras suara tentang jadwal \
                     posyandu.\n3. Liputan panen raya yang dimuat di laman desa.\n\nM. Syafi'i \
                     mengusulkan pelatihan membuat foto dan video pendek bagi pelaku UMKM. José Soares \
                     bersedia menjadi narasumber.\nWarga Dusun Petungwulung mengeluhkan jembatan yang \
                     lapuk; peserta sepakat mencatatnya sebagai aspirasi."
            .into(),
        closing: "Rapat ditutup pukul 21.15 WIB dengan doa.".into(),
        status: Some(MeetingStatus::Final),
        agenda: agenda
            .map(|text| AgendaItem {
                text: text.into(),
                ..AgendaItem::default()
            })
            .to_vec(),
        attendance: members.iter().enumerate().map(mark).collect(),
        guests: vec![
            guest("Sumarto, S.Sos.", "Pemerintah Desa Toyomarto", "Kepala Desa"),
            guest("José", "Babinsa", ""),
        ],
        decisions: vec![
            Decision {
                topic: "Pelatihan konten".into(),
                decision: "Diadakan pada 12 Desember 2026 di Balai Desa untuk 20 pelaku UMKM.".into(),
                responsible: "José Soares".into(),
                due: NaiveDate::from_ymd_opt(2026, 12, 12),
                status: Some(FollowUpStatus::Open),
                note: "Undangan lewat grup WA".into(),
                ..Decision::default()
            },
            Decision {
                topic: "Jembatan Dusun Petungwulung".into(),
                decision: "Dicatat sebagai aspirasi dan disampaikan ke Dinas PUPR.".into(),
                responsible: "Bambang Prasetyo, S.Kom.".into(),
                status: Some(FollowUpStatus::InProgress),
                ..Decision::default()
            },
            Decision {
                decision: "Iuran anggota tetap.".into(),
                ..Decision::default()
            },
        ],
        ..Meeting::default()
    }
}

/// Four in five came.
fn mark((index, known): (usize, &KnownMember)) -> AttendanceMark {
    let status = match index % 10 {
        4 => Attendance::Excused,
        7 => Attendance::Sick,
        9 => Attendance::Absent,
        _ => Attendance::Present,
    };
    AttendanceMark {
        member: Some(known.id),
        status: Some(status),
        note: if status == Attendance::Excused {
            "Ke luar kota".into()
        } else {
            String::new()
        },
    }
}

fn guest(name: &str, organisation: &str, position: &str) -> Guest {
    Guest {
        name: name.into(),
        organisation: organisation.into(),
        position: position.into(),
        ..Guest::default()
    }
}
