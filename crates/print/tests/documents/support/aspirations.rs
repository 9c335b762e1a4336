//! Invented aspirations of the invented village; the same number always gives the same one.

use adinda_domain::aspiration::{
    Aspiration, Category, Channel, Classification, Destination, Identity, OfficeStatus, OfficeWord,
    Reporter, VillageStage,
};
use adinda_print::KnownAspiration;
use chrono::{Days, NaiveDate};

const TITLES: [&str; 6] = [
    "Jembatan Dusun Petungwulung lapuk",
    "Lampu jalan RT 03 mati sejak sebulan lalu",
    "Pelatihan pemasaran daring bagi UMKM keripik tempe",
    "Jadwal posyandu mohon diumumkan lewat pengeras suara",
    "Sampah menumpuk di tepi sungai",
    "Sinyal telepon di Dusun Ngujung",
];
const BODIES: [&str; 3] = [
    "Papan jembatan patah di tiga tempat. Anak sekolah memutar dua kilometer.\nWarga siap bergotong \
     royong bila bahan disediakan.",
    "",
    "Sudah pernah disampaikan pada musyawarah dusun, belum ada tindak lanjut.",
];
/// The names of those who asked to be kept back.
pub const SECRET_NAMES: [&str; 2] = ["Rahmat Hidayat Sembunyi", "Ni Made Tersimpan"];

/// So many aspirations, in the order of their numbers.
pub fn aspirations(count: usize) -> Vec<KnownAspiration> {
    (0..count).map(aspiration).collect()
}

/// One of them: every fifth is kept back, every seventh is anonymous.
pub fn aspiration(index: usize) -> KnownAspiration {
    let identity = match index {
        _ if index % 5 == 1 => Identity::Secret,
        _ if index % 7 == 2 => Identity::Anonymous,
        _ => Identity::Open,
    };
    let name = match identity {
        Identity::Secret => SECRET_NAMES[index / 5 % 2],
        Identity::Anonymous => "Nama Yang Tidak Ditanyakan",
        Identity::Open => "Ni Luh Putu Ayu Sri Wahyuni",
    };
    let stage = VillageStage::ALL[index % 4];
    let destination = Destination::ALL[index % 3];
    let at_office = destination == Destination::Regency && stage != VillageStage::Draft;
    let date = NaiveDate::from_ymd_opt(2026, 1, 12).unwrap() + Days::new(index as u64 * 7 % 300);
    KnownAspiration {
        aspiration: Aspiration {
            register_number: format!("{:03}/2026", index + 1),
            date: Some(date),
            classification: Some(Classification::ALL[index % 3]),
            title: TITLES[index % TITLES.len()].into(),
            body: BODIES[index % BODIES.len()].into(),
            category: Some(Category::ALL[index * 5 % Category::ALL.len()]),
            location: "Dusun Petungwulung RT 03 RW 02".into(),
            identity: Some(identity),
            channel: Some(Channel::ALL[index % 5]),
            destination: Some(destination),
            agency: if at_office {
                "Dinas PUPR".into()
            } else {
                String::new()
            },
            stage: Some(stage),
            village_result: if stage == VillageStage::DoneInVillage {
                "Diperbaiki bersama warga.".into()
            } else {
                String::new()
            },
            village_result_date: (stage == VillageStage::DoneInVillage)
                .then_some(date + Days::new(9)),
            ..Aspiration::default()
        },
        reporter: Some(Reporter {
            name: name.into(),
            organisation: "KWT Mawar".into(),
            contact: "+6281333444555".into(),
        }),
        office: if at_office {
            OfficeWord {
                status: Some(OfficeStatus::ALL[index / 3 % 8]),
                tracking_number: format!("KIM-{index:04}"),
                agency: "Dinas PUPR".into(),
                reason: String::new(),
                answer: "Akan disurvei pada triwulan berikutnya.".into(),
            }
        } else {
            OfficeWord::default()
        },
        meeting_title: "Rapat Rutin Bulan November".into(),
        secrecy_contested: false,
    }
}
