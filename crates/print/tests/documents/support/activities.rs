//! Invented activities and information spread by the invented KIM.

use super::meetings::record_id;
use adinda_domain::activity::{Activity, ActivityType, Participant};
use adinda_domain::dissemination::{Dissemination, FactCheck};
use adinda_domain::meeting::AdindaFunction;
use chrono::{Days, NaiveDate};

const TITLES: [&str; 4] = [
    "Pelatihan membuat konten untuk UMKM",
    "Sosialisasi anti hoaks di Balai RW 02",
    "Kerja bakti membersihkan saluran air Dusun Petungwulung",
    "Liputan panen raya",
];

/// So many activities.
pub fn activities(count: usize) -> Vec<Activity> {
    (0..count).map(activity).collect()
}

fn activity(index: usize) -> Activity {
    let date = NaiveDate::from_ymd_opt(2026, 1, 10).unwrap() + Days::new(index as u64 * 11 % 300);
    Activity {
        title: TITLES[index % TITLES.len()].into(),
        activity_type: Some(ActivityType::ALL[index % ActivityType::ALL.len()]),
        function: Some(AdindaFunction::ALL[index % 5]),
        date: Some(date),
        end_date: index.is_multiple_of(4).then_some(date + Days::new(2)),
        place: "Balai Desa Toyomarto".into(),
        organiser: if index % 3 == 1 {
            "Bidang Penyebaran Informasi".into()
        } else {
            String::new()
        },
        description: "Dibuka oleh Kepala Desa.\nNarasumber: José Soares dan M. Syafi'i.".into(),
        result: "Peserta membuat 12 video pendek.".into(),
        other_participants: Some(15 + index as i64 % 7),
        participants: (0..5)
            .map(|member| Participant {
                member: Some(record_id(member)),
                took_part: true,
                ..Participant::default()
            })
            .collect(),
        note: if index % 4 == 2 {
            "Bersama Karang Taruna".into()
        } else {
            String::new()
        },
        ..Activity::default()
    }
}

/// So many pieces of information.
pub fn disseminations(count: usize) -> Vec<Dissemination> {
    let one = |index: usize| Dissemination {
        title: "Jadwal imunisasi posyandu bulan depan".into(),
        date: NaiveDate::from_ymd_opt(2026, 2, 1)
            .map(|date| date + Days::new(index as u64 * 13 % 250)),
        source: "Puskesmas Ardimulyo".into(),
        fact_check: Some(FactCheck::ALL[index % 3]),
        by_whatsapp: true,
        by_loudspeaker: index.is_multiple_of(2),
        by_social_media: index % 3 == 1,
        reach: Some(120),
        reach_note: "Warga empat dusun".into(),
        ..Dissemination::default()
    };
    (0..count).map(one).collect()
}
