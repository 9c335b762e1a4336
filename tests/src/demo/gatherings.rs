//! The demonstration's meetings: two that were held and one that is to come. One more is typed in the window.

use crate::window::steps::MeetingToType;
use adinda_domain::RecordId;
use adinda_domain::meeting::{
    AgendaItem, Attendance, AttendanceMark, Decision, FollowUpStatus, Guest, Meeting,
    MeetingStatus, MeetingType,
};
use adinda_domain::profile::TimeZone;
use chrono::{NaiveDate, TimeDelta};

/// The meeting that is typed in the window while the line is cut.
pub const TYPED: MeetingToType<'static> = MeetingToType {
    title: "Rapat darurat jembatan Dusun Bendo",
    start: "19.30",
    place: "Rumah Pak Slamet, Dusun Bendo",
    agenda: "Melihat keadaan jembatan setelah hujan",
    attendance: &[
        ("Retno Dwi Lestariani", "present"),
        ("Bambang Hariyono Slamet", "present"),
        ("Ni Luh Ayu Maharani Sari", "present"),
        ("Siti Khoirun Nisa'ul Jannah", "excused"),
        ("Yohanes Krisna Adiputra", "present"),
        ("Slamet Riyadi Wibisono", "sick"),
    ],
    guest: ("Pak Darmaji", "BPBD, petugas piket"),
    discussion: "Tiang sebelah timur retak. Kendaraan roda empat diminta memutar lewat Sumberjo.",
    decision: "Jembatan ditutup untuk kendaraan roda empat sampai diperiksa",
    responsible: "Yohanes Krisna Adiputra",
    due: "",
};

/// Meetings around today; `members` in the order of the people.
pub fn meetings(today: NaiveDate, members: &[RecordId]) -> Vec<Meeting> {
    let day = |days: i64| today + TimeDelta::days(days);
    let held = |title: &str, date, kind, absent: &[usize]| Meeting {
        title: title.into(),
        meeting_type: Some(kind),
        date: Some(date),
        start_time: "19:00".into(),
        end_time: "21:15".into(),
        time_zone: Some(TimeZone::Wib),
        place: "Balai Desa".into(),
        chair: "Retno Dwi Lestariani".into(),
        note_taker: "Ni Luh Ayu Maharani Sari".into(),
        opening: "Rapat dibuka oleh ketua dengan doa bersama.".into(),
        closing: "Rapat ditutup pukul 21.15 dengan doa.".into(),
        attendance: attendance(members, absent),
        status: Some(MeetingStatus::Final),
        ..Meeting::default()
    };
    vec![
        Meeting {
            agenda: agenda(&[
                "Pembukaan",
                "Laporan kegiatan triwulan",
                "Rencana papan informasi dusun",
            ]),
            discussion: "Papan informasi di tiga dusun sudah tidak terbaca. Karang Taruna bersedia membuat yang baru.".into(),
            guests: vec![guest("Bu Lastri Handoko", "Kecamatan", "Kasi Pemberdayaan")],
            decisions: vec![
                decision("Papan informasi", "Membuat tiga papan informasi baru", "Agus Wahyu Ramadhani", day(-5), FollowUpStatus::InProgress),
                decision("Media sosial", "Jadwal unggahan dua kali seminggu", "Dimas Aryo Nugroho", day(-30), FollowUpStatus::Done),
            ],
            ..held("Rapat triwulan KIM", day(-48), MeetingType::Routine, &[4, 9, 17, 23])
        },
        Meeting {
            agenda: agenda(&["Pembukaan", "Aspirasi warga tentang air bersih", "Lain-lain"]),
            discussion: "Debit sumber turun sejak dua bulan. Warga Tegalrejo mengambil air bergiliran.".into(),
            guests: vec![
                guest("Pak Mustofa Kamal", "HIPPAM", "Pengurus"),
                guest("Bu Kartika Sariasih", "Puskesmas", "Petugas sanitasi"),
            ],
            decisions: vec![
                decision("Air bersih", "Mendata rumah yang kekurangan air di Tegalrejo", "Fitria Rahmadani Ulfah", day(6), FollowUpStatus::Open),
                decision("Air bersih", "Menyampaikan aspirasi ke kabupaten", "Ni Luh Ayu Maharani Sari", day(9), FollowUpStatus::Open),
            ],
            ..held("Rapat aspirasi air bersih", day(-13), MeetingType::Special, &[0, 12, 19])
        },
        Meeting {
            title: "Rapat pleno persiapan festival desa".into(),
            meeting_type: Some(MeetingType::Plenary),
            date: Some(day(8)),
            start_time: "09:00".into(),
            time_zone: Some(TimeZone::Wib),
            place: "Balai Desa".into(),
            agenda: agenda(&["Pembagian tugas dokumentasi", "Daftar pengisi acara"]),
            status: Some(MeetingStatus::Draft),
            ..Meeting::default()
        },
    ]
}

fn attendance(members: &[RecordId], absent: &[usize]) -> Vec<AttendanceMark> {
    let reasons = [
        (Attendance::Excused, "menjenguk keluarga"),
        (Attendance::Sick, ""),
        (Attendance::Absent, ""),
    ];
    let marks = members.iter().enumerate();
    marks
        .map(|(index, member)| {
            let reason = absent.iter().position(|other| *other == index);
            let (status, note) =
                reason.map_or((Attendance::Present, ""), |at| reasons[at % reasons.len()]);
            AttendanceMark {
                member: Some(*member),
                status: Some(status),
                note: note.into(),
            }
        })
        .collect()
}

fn agenda(points: &[&str]) -> Vec<AgendaItem> {
    let items = points.iter().map(|point| AgendaItem {
        text: (*point).into(),
        ..AgendaItem::default()
    });
    items.collect()
}

fn guest(name: &str, organisation: &str, position: &str) -> Guest {
    Guest {
        name: name.into(),
        organisation: organisation.into(),
        position: position.into(),
        ..Guest::default()
    }
}

fn decision(
    topic: &str,
    decision: &str,
    responsible: &str,
    due: NaiveDate,
    status: FollowUpStatus,
) -> Decision {
    Decision {
        topic: topic.into(),
        decision: decision.into(),
        responsible: responsible.into(),
        due: Some(due),
        status: Some(status),
        ..Decision::default()
    }
}
