//! Invented members of an invented KIM; the same number always gives the same person.

use adinda_domain::member::{Education, Member, Position, Sex, roster_order};
use adinda_domain::profile::{Letterhead, Paper, Profile};
use adinda_print::{Roster, Signing, Stationery};
use chrono::{Days, NaiveDate};

const WOMEN: [&str; 10] = [
    "Siti Aminah",
    "Ni Luh Putu Ayu Sri Wahyuni",
    "Dewi Kusumaningrum",
    "Rukmini",
    "Sri Wahyuningsih",
    "Maria Goreti Nahak",
    "Nur'aini",
    "Endang Sulistyowati",
    "Yohana Bête",
    "Fitriani Rahmawati Hasibuan",
];
const MEN: [&str; 10] = [
    "M. Syafi'i",
    "Abdurrahman Hidayatullah",
    "I Gusti Ngurah Agung Wiratama",
    "José Soares",
    "Bambang Prasetyo, S.Kom.",
    "Agus",
    "H. Muhammad Zainuddin Al-Ghifari, S.Pd.I., M.Pd.",
    "Yohanes Bria",
    "Slamet Riyadi",
    "Dr. Ir. Hadi Sucipto",
];
const FAMILIES: [&str; 13] = [
    "",
    "Lestari",
    "Nugroho",
    "Simanjuntak",
    "Tarigan",
    "Pattiasina",
    "Mokoginta",
    "Wirakusuma",
    "Situmorang",
    "Hutagalung",
    "Matondang",
    "Puspitasari",
    "Dg. Ngalle",
];
const PLACES: [&str; 6] = [
    "Malang",
    "Tulungagung",
    "Bojonegoro",
    "Timor Tengah Selatan",
    "Ende",
    "Kabupaten Kepulauan Sangihe",
];
const HAMLETS: [&str; 4] = ["Krajan", "Petungwulung", "Bodean Putuk", "Ngujung"];
const ORIGINS: [&str; 7] = [
    "KWT",
    "Karang Taruna",
    "Kader Posyandu",
    "Kelompok seni budaya",
    "UMKM",
    "Kelompok tani",
    "",
];
const OCCUPATIONS: [&str; 7] = [
    "Petani",
    "Wiraswasta",
    "Guru honorer",
    "Ibu rumah tangga",
    "Perangkat desa",
    "Pelajar/Mahasiswa",
    "Karyawan swasta",
];

/// The day of all these tests.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

/// A KIM in a village of the regency of Malang.
pub fn profile() -> Profile {
    Profile {
        name: "KIM Mekar Sari".into(),
        village: "Toyomarto".into(),
        district: "Singosari".into(),
        regency: "Kabupaten Malang".into(),
        address: "Jl. Raya Toyomarto No. 12".into(),
        phone: "+6281234567890".into(),
        email: "kim.mekarsari@toyomarto.desa.id".into(),
        period_start: NaiveDate::from_ymd_opt(2024, 8, 1),
        period_end: NaiveDate::from_ymd_opt(2027, 7, 31),
        decree_number: "188.45/12/35.07.24.2006/2024".into(),
        decree_date: NaiveDate::from_ymd_opt(2024, 8, 5),
        decree_issuer: "Kepala Desa Toyomarto".into(),
        official_name: "Sumarto, S.Sos.".into(),
        letterhead: Some(Letterhead::Village),
        ..Profile::default()
    }
}

/// That KIM's paper, without a logo.
pub fn stationery(paper: Paper) -> Stationery {
    Stationery {
        profile: profile(),
        logo: None,
        paper,
        today: today(),
    }
}

/// So many members, in the order of the roster.
pub fn members(count: usize) -> Vec<Member> {
    let mut members: Vec<Member> = (0..count).map(member).collect();
    roster_order(&mut members);
    members
}

fn member(index: usize) -> Member {
    let sex = if (index / 3).is_multiple_of(2) {
        Sex::Male
    } else {
        Sex::Female
    };
    let given = match sex {
        Sex::Male => MEN[index % MEN.len()],
        Sex::Female => WOMEN[index % WOMEN.len()],
    };
    let name = format!("{given} {}", FAMILIES[(index / 10) % FAMILIES.len()]);
    let birth_date =
        NaiveDate::from_ymd_opt(1962, 3, 4).unwrap() + Days::new(index as u64 * 211 % 14_000);
    let position = if index < 14 {
        Position::ALL[index]
    } else {
        Position::Member
    };
    Member {
        member_number: format!("{:03}/KIM-MS/2024", index + 1),
        name: name.trim_end().to_owned(),
        sex: Some(sex),
        birth_place: PLACES[index % PLACES.len()].into(),
        birth_date: Some(birth_date),
        nik: format!("350724{:06}{:04}", 170_887 + index, 1 + index),
        address: if index.is_multiple_of(3) {
            format!("Jl. Raya Toyomarto Gg. {}", index + 1)
        } else {
            String::new()
        },
        hamlet: HAMLETS[index % HAMLETS.len()].into(),
        rt: format!("{:02}", 1 + index % 9),
        rw: format!("{:02}", 1 + index % 4),
        education: Some(Education::ALL[index % Education::ALL.len()]),
        occupation: OCCUPATIONS[index % OCCUPATIONS.len()].into(),
        phone: if index % 5 == 4 {
            String::new()
        } else {
            format!("+62812{:08}", 34_567_890 + index)
        },
        position: Some(position),
        origin: ORIGINS[index % ORIGINS.len()].into(),
        note: if index % 8 == 7 {
            "Admin grup WA".into()
        } else {
            String::new()
        },
        ..Member::default()
    }
}

/// The usual roster of so many members.
pub fn roster_of(count: usize, paper: Paper) -> Roster {
    let members = members(count);
    Roster {
        signing: Signing::usual(&profile(), &members, today()),
        stationery: stationery(paper),
        members,
        show_nik: false,
        columns: Vec::new(),
        filter_note: None,
    }
}
