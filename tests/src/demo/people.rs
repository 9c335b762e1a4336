//! The demonstration's members: 25 invented people. Their NIK end in 0000, which is given to nobody.

use adinda_domain::dates;
use adinda_domain::member::{Education, Member, Position, Religion, Sex};
use adinda_domain::profile::Profile;
use chrono::Datelike;

type Row = (
    &'static str,
    Sex,
    &'static str,
    Position,
    &'static str,
    &'static str,
    &'static str,
);

use Position::{
    Chair, GatheringCoordinator, GatheringMember, ProcessingCoordinator, ProcessingMember,
    Responsible, Secretary, SpreadingCoordinator, SpreadingMember, Treasurer, ViceChair,
};
use Sex::{Female as F, Male as M};

/// Name, sex, birth, position, hamlet, occupation, where from.
#[rustfmt::skip]
const PEOPLE: [Row; 25] = [
    ("Sugeng Prasetyo Utomo", M, "1971-03-14", Responsible, "Krajan", "Kepala desa", "Pemerintah desa"),
    ("Retno Dwi Lestariani", F, "1984-07-02", Chair, "Krajan", "Guru", "Tokoh masyarakat"),
    ("Bambang Hariyono Slamet", M, "1979-11-23", ViceChair, "Sumberjo", "Petani", "Kelompok tani"),
    ("Ni Luh Ayu Maharani Sari", F, "1991-05-17", Secretary, "Krajan", "Perangkat desa", "Pemerintah desa"),
    ("Siti Khoirun Nisa'ul Jannah", F, "1988-09-30", Treasurer, "Tegalrejo", "Pedagang", "PKK"),
    ("Agus Wahyu Ramadhani", M, "1990-01-08", GatheringCoordinator, "Sumberjo", "Wiraswasta", "Karang Taruna"),
    ("Dewi Puspita Anggraeni", F, "1995-12-19", GatheringMember, "Sumberjo", "Ibu rumah tangga", "PKK"),
    ("Muhammad Fathur Rozikin", M, "1998-04-25", GatheringMember, "Tegalrejo", "Mahasiswa", "Karang Taruna"),
    ("Yohanes Krisna Adiputra", M, "1986-08-11", GatheringMember, "Bendo", "Peternak", "Kelompok ternak"),
    ("Lilik Endang Suryaningsih", F, "1977-02-06", GatheringMember, "Bendo", "Penjahit", "KWT"),
    ("Eko Nur Cahyadi", M, "1989-10-15", ProcessingCoordinator, "Krajan", "Guru", "Tokoh pemuda"),
    ("Rina Amelia Kusumawati", F, "1997-06-21", ProcessingMember, "Krajan", "Karyawan swasta", "Karang Taruna"),
    ("Joko Susilo Widagdo", M, "1982-03-27", ProcessingMember, "Sumberjo", "Fotografer", "Pelaku usaha"),
    ("Indah Permatasari Wulandari", F, "1999-09-09", ProcessingMember, "Tegalrejo", "Mahasiswa", "Karang Taruna"),
    ("Hendra Gunawan Saputro", M, "1985-12-01", ProcessingMember, "Bendo", "Teknisi", "Pelaku usaha"),
    ("Fitria Rahmadani Ulfah", F, "1993-07-13", SpreadingCoordinator, "Tegalrejo", "Bidan desa", "Tenaga kesehatan"),
    ("Dimas Aryo Nugroho", M, "2000-02-18", SpreadingMember, "Krajan", "Pembuat konten", "Karang Taruna"),
    ("Sri Mulyaningtyas", F, "1974-11-05", SpreadingMember, "Sumberjo", "Pedagang", "PKK"),
    ("Arif Budi Setyawan", M, "1987-05-29", SpreadingMember, "Bendo", "Sopir", "Tokoh pemuda"),
    ("Nurul Hidayatul Fitri", F, "1996-08-24", SpreadingMember, "Tegalrejo", "Guru TPQ", "Tokoh agama"),
    ("Slamet Riyadi Wibisono", M, "1968-01-31", Position::Member, "Bendo", "Petani", "Kelompok tani"),
    ("Wahyu Tri Handayani", F, "1981-04-12", Position::Member, "Krajan", "Ibu rumah tangga", "KWT"),
    ("Antonius Bayu Kristanto", M, "1992-10-03", Position::Member, "Sumberjo", "Wiraswasta", "Pelaku usaha"),
    ("Umi Kulsum Rahayuningsih", F, "1976-06-07", Position::Member, "Tegalrejo", "Pengrajin", "UMKM"),
    ("Rizky Maulana Firmansyah", M, "2003-03-22", Position::Member, "Krajan", "Pelajar", "Karang Taruna"),
];

/// The members, of the village of a profile.
pub fn members(profile: &Profile) -> Vec<Member> {
    let with_number = PEOPLE.iter().zip(1..);
    with_number
        .map(|(row, number)| member(row, number, profile))
        .collect()
}

fn member(row: &Row, number: u32, profile: &Profile) -> Member {
    let (name, sex, birth, position, hamlet, occupation, origin) = *row;
    let birth_date = dates::parse_iso_date(birth);
    let religion = [
        Religion::Islam,
        Religion::Islam,
        Religion::Islam,
        Religion::Hindu,
        Religion::Catholic,
    ];
    let education = [
        Education::UpperSecondary,
        Education::Bachelor,
        Education::Diploma,
        Education::LowerSecondary,
    ];
    Member {
        member_number: format!("{number:03}"),
        name: name.into(),
        sex: Some(sex),
        birth_place: "Malang".into(),
        birth_date,
        nik: birth_date.map_or_else(String::new, |birth| {
            let district: String = profile
                .village_code
                .chars()
                .filter(char::is_ascii_digit)
                .take(6)
                .collect();
            let day = birth.day() + if sex == Sex::Female { 40 } else { 0 };
            let (month, year) = (birth.month(), birth.year().rem_euclid(100));
            format!("{district}{day:02}{month:02}{year:02}0000")
        }),
        hamlet: hamlet.into(),
        rt: format!("{:02}", 1 + number % 6),
        rw: format!("{:02}", 1 + number % 3),
        religion: Some(religion[number as usize % religion.len()]),
        education: Some(education[number as usize % education.len()]),
        occupation: occupation.into(),
        phone: format!("0812000001{number:02}"),
        position: Some(position),
        origin: origin.into(),
        married: !number.is_multiple_of(4),
        joined_on: dates::parse_iso_date("2024-01-15"),
        appointment_decree: "141/07/35.07.06.2008/2024".into(),
        consent_date: dates::parse_iso_date("2024-01-15"),
        ..Member::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use adinda_domain::nik;

    #[test]
    fn every_nik_fits_its_bearer_and_no_two_are_alike() {
        let profile = Profile {
            village_code: "35.07.06.2008".into(),
            ..Profile::default()
        };
        let members = members(&profile);
        let today = dates::parse_iso_date("2026-11-22").unwrap();
        for member in &members {
            let read = nik::read(&member.nik, today).unwrap();
            assert_eq!(Some(read.birth_date), member.birth_date, "{}", member.name);
            assert_eq!(Some(read.sex), member.sex, "{}", member.name);
        }
        let distinct: std::collections::BTreeSet<_> = members.iter().map(|m| &m.nik).collect();
        assert_eq!(distinct.len(), 25);
    }
}
