//! The demonstration's aspirations: twelve written down before, three typed in the window. All invented.

use crate::window::steps::AspirationToType;
use adinda_client::views::AspirationForm;
use adinda_domain::aspiration::{
    Aspiration, Category, Channel, Classification, Destination, Identity, Priority, Reporter,
    VillageStage,
};
use chrono::{NaiveDate, TimeDelta};

/// What is typed in the window while the line is cut: open, anonymous and in confidence.
pub const TYPED: [AspirationToType<'static>; 3] = [
    AspirationToType {
        title: "Jembatan Dusun Bendo retak setelah hujan",
        body: "Tiang sebelah timur retak sejak tadi malam. Anak sekolah dan sepeda motor masih lewat.",
        category: "public_works",
        location: "Dusun Bendo, RT 04 RW 02",
        identity: "open",
        reporter: "Yohanes Krisna Adiputra",
        destination: "regency",
    },
    AspirationToType {
        title: "Harga pupuk bersubsidi di atas ketentuan",
        body: "Kios meminta tambahan untuk setiap karung, tanpa kuitansi.",
        category: "agriculture",
        location: "Dusun Sumberjo",
        identity: "secret",
        reporter: "Ngatemi Rahasiani",
        destination: "regency",
    },
    AspirationToType {
        title: "Lampu jalan pertigaan Tegalrejo padam",
        body: "Padam sejak Senin, rawan kecelakaan pada malam hari.",
        category: "energy",
        location: "Pertigaan Tegalrejo",
        identity: "anonymous",
        reporter: "",
        destination: "village",
    },
];

type Row = (
    &'static str,
    &'static str,
    Category,
    &'static str,
    Destination,
    &'static str,
);

use Destination::{District, Regency, Village};

/// Title, body, category, location, destination, who spoke (empty: anonymous; with `!`: in confidence).
#[rustfmt::skip]
const VOICES: [Row; 12] = [
    ("Air bersih di Tegalrejo berkurang", "Debit sumber turun sejak dua bulan; 40 rumah mengambil air bergiliran.", Category::Water, "Dusun Tegalrejo", Regency, "Umi Kulsum Rahayuningsih"),
    ("Jalan menuju pasar berlubang", "Lubang sepanjang 200 meter, dua kali ada yang jatuh bulan ini.", Category::PublicWorks, "Jalan Krajan – pasar", Regency, "Joko Susilo Widagdo"),
    ("Posyandu butuh timbangan bayi", "Timbangan lama tidak lagi tepat.", Category::Health, "Posyandu Melati, Krajan", District, "Fitria Rahmadani Ulfah"),
    ("Pelatihan pemasaran daring untuk UMKM", "Pengrajin ingin belajar memotret dan menjual lewat internet.", Category::Economy, "Dusun Tegalrejo", Regency, "Umi Kulsum Rahayuningsih"),
    ("Sampah menumpuk di tepi sungai", "Sudah tiga minggu tidak diangkut.", Category::Environment, "Sungai di Dusun Bendo", Village, ""),
    ("Sinyal telepon lemah di Bendo", "Warga naik ke bukit untuk menelepon.", Category::InformationTechnology, "Dusun Bendo", Regency, "Yohanes Krisna Adiputra"),
    ("Bantuan pangan tidak merata", "Tiga keluarga di RT 05 belum menerima sejak bulan lalu.", Category::Social, "Dusun Krajan RT 05", Regency, "!Partinem Bisikan"),
    ("Usul perpustakaan kecil di balai desa", "Ruang sebelah pendopo kosong; warga bersedia menyumbang buku.", Category::Education, "Balai Desa", Village, "Indah Permatasari Wulandari"),
    ("Jadwal bus sekolah", "Minta jadwal yang tetap, terutama hari hujan.", Category::Transport, "Halte depan SD", District, "Wahyu Tri Handayani"),
    ("Cara mengurus akta kelahiran", "Bagaimana kalau orang tua belum punya KTP setempat?", Category::CivilRegistry, "", Regency, "Sri Mulyaningtyas"),
    ("Hama tikus di sawah timur", "Gropyokan bersama diminta dijadwalkan.", Category::Agriculture, "Sawah timur Sumberjo", Village, "Slamet Riyadi Wibisono"),
    ("Pagar sekolah roboh", "Roboh karena angin, dekat jalan raya.", Category::Education, "SD di Dusun Sumberjo", Regency, ""),
];

/// Aspirations of the last weeks, the oldest first, as their numbers are given.
pub fn aspirations(today: NaiveDate) -> Vec<AspirationForm> {
    let with_age = VOICES.iter().zip((1..=VOICES.len() as i64).rev());
    with_age
        .map(|(row, age)| aspiration(row, today - TimeDelta::days(5 * age)))
        .collect()
}

fn aspiration(row: &Row, date: NaiveDate) -> AspirationForm {
    let (title, body, category, location, destination, reporter) = *row;
    let (identity, name) = match reporter.strip_prefix('!') {
        Some(name) => (Identity::Secret, name),
        None if reporter.is_empty() => (Identity::Anonymous, ""),
        None => (Identity::Open, reporter),
    };
    let is_question = category == Category::CivilRegistry;
    AspirationForm {
        aspiration: Aspiration {
            date: Some(date),
            classification: Some(if is_question {
                Classification::InformationRequest
            } else {
                Classification::Aspiration
            }),
            title: title.into(),
            body: body.into(),
            category: Some(category),
            location: location.into(),
            identity: Some(identity),
            channel: Some(Channel::Spoken),
            destination: Some(destination),
            priority: Some(Priority::Normal),
            stage: Some(if destination == Village {
                VillageStage::PassedToVillage
            } else {
                VillageStage::Recorded
            }),
            ..Aspiration::default()
        },
        reporter: Reporter {
            name: name.into(),
            contact: if identity == Identity::Open {
                "081200000999".into()
            } else {
                String::new()
            },
            ..Reporter::default()
        },
    }
}
