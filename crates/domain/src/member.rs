//! Members (anggota): who belongs to the KIM, in which office, since when.

use crate::kinds::{Kind, RecordKind};
use crate::path::FieldPath;
use crate::profile::Profile;
use crate::record::{choice, flat_fields};
use crate::schema::FieldType::{Boolean, Choice, Date, Integer, Text};
use crate::schema::{LONG_TEXT, SHORT_TEXT};
use crate::value::Fields;
use crate::warning::FieldProblem;
use crate::{nik, phone};
use chrono::{Datelike, NaiveDate};

choice! {
    /// Jenis kelamin.
    Sex { Male = "male", Female = "female" }
}
choice! {
    /// Jabatan, in the order of the roster ("Susunan Pengurus"). The first four are not counted as members.
    Position {
        Patron = "patron", Mentor = "mentor", Adviser = "adviser", Responsible = "responsible",
        Chair = "chair", ViceChair = "vice_chair", Secretary = "secretary", Treasurer = "treasurer",
        /// Koordinator bidang Pengumpulan Informasi.
        GatheringCoordinator = "gathering_coordinator",
        /// Anggota bidang Pengumpulan Informasi.
        GatheringMember = "gathering_member",
        /// Koordinator bidang Pengolahan Informasi.
        ProcessingCoordinator = "processing_coordinator",
        /// Anggota bidang Pengolahan Informasi.
        ProcessingMember = "processing_member",
        /// Koordinator bidang Penyebaran (Diseminasi) Informasi.
        SpreadingCoordinator = "spreading_coordinator",
        /// Anggota bidang Penyebaran (Diseminasi) Informasi.
        SpreadingMember = "spreading_member",
        Member = "member",
        /// Free text in `position_text`.
        Other = "other",
    }
}
choice! {
    /// Agama; stays on the laptop.
    Religion {
        Islam = "islam", Protestant = "protestant", Catholic = "catholic", Hindu = "hindu",
        Buddhist = "buddhist", Confucian = "confucian", Belief = "belief",
    }
}
choice! {
    /// Pendidikan.
    Education {
        None = "none", Primary = "sd", LowerSecondary = "smp", UpperSecondary = "sma",
        Diploma = "diploma", Bachelor = "s1", Master = "s2", Doctor = "s3",
    }
}

impl Position {
    /// Whether people in this position count among the members.
    pub fn counts_as_member(self) -> bool {
        !matches!(
            self,
            Position::Patron | Position::Mentor | Position::Adviser | Position::Responsible
        )
    }

    /// Whether there should be one in office at a time.
    fn is_single(self) -> bool {
        matches!(
            self,
            Position::Chair | Position::Secretary | Position::Treasurer
        )
    }

    /// Whether this is an officer (pengurus), for whom the age of 18 is asked.
    pub fn is_officer(self) -> bool {
        self.counts_as_member() && !matches!(self, Position::Member | Position::Other)
    }
}

flat_fields! {
    /// A member (domain.md, "Member").
    Member {
        /// Nomor anggota.
        member_number: String = Text(SHORT_TEXT);
        /// Nama; required.
        name: String = Text(SHORT_TEXT);
        /// Jenis kelamin.
        sex: Option<Sex> = Choice(Sex::WORDS);
        /// Tempat lahir.
        birth_place: String = Text(SHORT_TEXT), stays_on_laptop;
        /// Tanggal lahir.
        birth_date: Option<NaiveDate> = Date, stays_on_laptop;
        /// NIK, 16 digits.
        nik: String = Text(SHORT_TEXT), stays_on_laptop;
        /// Alamat.
        address: String = Text(SHORT_TEXT);
        /// Dusun, banjar, lingkungan.
        hamlet: String = Text(SHORT_TEXT);
        /// RT.
        rt: String = Text(SHORT_TEXT);
        /// RW.
        rw: String = Text(SHORT_TEXT);
        /// Agama.
        religion: Option<Religion> = Choice(Religion::WORDS), stays_on_laptop;
        /// Pendidikan.
        education: Option<Education> = Choice(Education::WORDS);
        /// Pekerjaan.
        occupation: String = Text(SHORT_TEXT);
        /// HP/WA, stored as +62….
        phone: String = Text(SHORT_TEXT);
        /// Email.
        email: String = Text(SHORT_TEXT);
        /// Jabatan.
        position: Option<Position> = Choice(Position::WORDS);
        /// Jabatan in free text, when none of the list fits.
        position_text: String = Text(SHORT_TEXT);
        /// Unsur asal (KWT, Karang Taruna, …).
        origin: String = Text(SHORT_TEXT);
        /// Warga luar desa.
        from_outside: bool = Boolean;
        /// Sudah/pernah menikah: allows an age below 17.
        married: bool = Boolean, stays_on_laptop;
        /// Tanggal masuk.
        joined_on: Option<NaiveDate> = Date;
        /// Tanggal keluar.
        left_on: Option<NaiveDate> = Date;
        /// No longer active.
        inactive: bool = Boolean;
        /// SK pengangkatan.
        appointment_decree: String = Text(SHORT_TEXT);
        /// SK pemberhentian.
        dismissal_decree: String = Text(SHORT_TEXT);
        /// Tanggal persetujuan data (consent, UU 27/2022).
        consent_date: Option<NaiveDate> = Date;
        /// Keterangan.
        note: String = Text(LONG_TEXT);
        /// Place within the same position, smaller first.
        order: Option<i64> = Integer(0, 10_000);
    }
}

impl Member {
    /// Whether the person is in the KIM on that day.
    pub fn is_active(&self, today: NaiveDate) -> bool {
        !self.inactive && self.left_on.is_none_or(|left| left > today)
    }
}

impl RecordKind for Member {
    const KIND: Kind = Kind::MEMBER;

    fn to_fields(&self) -> Fields {
        let mut fields = Fields::new();
        self.put_flat(&mut fields, FieldPath::scalar);
        fields
    }

    fn from_fields(fields: &Fields) -> Self {
        let mut member = Member::default();
        member.take_flat(fields, FieldPath::scalar);
        member
    }

    fn walls(&self) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(FieldProblem::new("name", "required"));
        }
        if let (Some(joined), Some(left)) = (self.joined_on, self.left_on)
            && left < joined
        {
            problems.push(FieldProblem::new("left_on", "left_before_joined"));
        }
        problems
    }

    fn tidied(mut self) -> Self {
        self.phone = phone::to_stored(&self.phone);
        self.nik.retain(|c| !c.is_whitespace());
        self
    }

    fn search_text(&self) -> String {
        [
            &self.name,
            &self.member_number,
            &self.hamlet,
            &self.address,
            &self.origin,
            &self.occupation,
            &self.position_text,
        ]
        .map(String::as_str)
        .join(" ")
    }
}

/// Warnings about one member beside the others; none of them forbids saving.
/// `others` are the rest of the register without archived ones, `regency_code` is `PPKK` of the village.
pub fn warnings(
    member: &Member,
    others: &[Member],
    profile: &Profile,
    today: NaiveDate,
) -> Vec<FieldProblem> {
    let mut warnings = Vec::new();
    if !member.nik.is_empty() {
        match nik::read(&member.nik, today) {
            Err(nik::NikProblem::NotSixteenDigits) => {
                warnings.push(FieldProblem::new("nik", "nik_not_sixteen_digits"))
            }
            Err(nik::NikProblem::NoSuchDate) => {
                warnings.push(FieldProblem::new("nik", "nik_no_such_date"))
            }
            Ok(reading) => {
                if member
                    .birth_date
                    .is_some_and(|date| date != reading.birth_date)
                {
                    warnings.push(FieldProblem::new("birth_date", "differs_from_nik"));
                }
                if member.sex.is_some_and(|sex| sex != reading.sex) {
                    warnings.push(FieldProblem::new("sex", "differs_from_nik"));
                }
            }
        }
        if let Some(twin) = others.iter().find(|other| other.nik == member.nik) {
            warnings.push(FieldProblem::new("nik", "nik_taken").with("name", &twin.name));
        }
    }
    if !member.phone.is_empty() && !phone::has_usual_length(&phone::to_stored(&member.phone)) {
        warnings.push(FieldProblem::new("phone", "phone_unusual_length"));
    }
    if let Some(birth_date) = member.birth_date {
        warnings.extend(age_warning(member, birth_date, today));
    }
    if member.is_active(today) {
        warnings.extend(position_warning(member, others, today));
        let counted =
            |m: &&Member| m.is_active(today) && m.position.is_none_or(Position::counts_as_member);
        let count = others.iter().filter(counted).count() + usize::from(counted(&member));
        let (_, most) = profile.member_bounds();
        if i64::try_from(count).is_ok_and(|count| count > most) {
            warnings.push(
                FieldProblem::new("name", "more_members_than_usual")
                    .with("count", count)
                    .with("most", most),
            );
        }
    }
    warnings
}

fn age_warning(member: &Member, birth_date: NaiveDate, today: NaiveDate) -> Option<FieldProblem> {
    if birth_date > today {
        return Some(FieldProblem::new("birth_date", "in_the_future"));
    }
    let age = today.years_since(birth_date).unwrap_or(0);
    if age > 110 {
        Some(
            FieldProblem::new("birth_date", "age_unlikely")
                .with("age", age)
                .with("year", birth_date.year()),
        )
    } else if member.position.is_some_and(Position::is_officer) && age < 18 {
        Some(FieldProblem::new("birth_date", "officer_under_18").with("age", age))
    } else if age < 17 && !member.married {
        Some(FieldProblem::new("birth_date", "under_17").with("age", age))
    } else {
        None
    }
}

fn position_warning(member: &Member, others: &[Member], today: NaiveDate) -> Option<FieldProblem> {
    let position = member.position.filter(|position| position.is_single())?;
    let holder = others
        .iter()
        .find(|other| other.position == Some(position) && other.is_active(today))?;
    Some(FieldProblem::new("position", "position_taken").with("name", &holder.name))
}

/// The order of the roster: by position, then by the order set within it, then by name.
pub fn roster_order(members: &mut [Member]) {
    members.sort_by_cached_key(|m| {
        (
            m.position.map_or(usize::MAX, |p| p as usize),
            m.order.unwrap_or(i64::MAX),
            m.name.to_lowercase(),
        )
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Member {
        Member {
            name: name.into(),
            ..Member::default()
        }
    }

    fn codes(member: &Member, others: &[Member]) -> Vec<String> {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        warnings(member, others, &Profile::default(), today)
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn a_member_survives_the_way_to_fields_and_back() {
        let member = Member {
            birth_date: NaiveDate::from_ymd_opt(1987, 8, 17),
            position: Some(Position::Chair),
            from_outside: true,
            order: Some(3),
            ..named("Ni Luh Putu Ayu Sri")
        };
        assert_eq!(Member::from_fields(&member.to_fields()), member);
        assert_eq!(member.to_fields().len(), 5);
    }

    #[test]
    fn rules_about_people_are_warnings() {
        assert_eq!(codes(&named("Sri"), &[]), [] as [&str; 0]);
        let twin = Member {
            nik: "3507125708870003".into(),
            ..named("Wati")
        };
        let member = Member {
            nik: "3507125708870003".into(),
            sex: Some(Sex::Male),
            phone: "0812".into(),
            birth_date: NaiveDate::from_ymd_opt(2012, 1, 1),
            position: Some(Position::Chair),
            ..named("Sri")
        };
        let chair = Member {
            position: Some(Position::Chair),
            ..named("Made")
        };
        assert_eq!(
            codes(&member, &[twin, chair]),
            [
                "birth_date: differs_from_nik",
                "sex: differs_from_nik",
                "nik: nik_taken",
                "phone: phone_unusual_length",
                "birth_date: officer_under_18",
                "position: position_taken"
            ]
        );
    }

    #[test]
    fn walls_are_a_name_and_dates_in_order() {
        let mut member = Member {
            joined_on: NaiveDate::from_ymd_opt(2024, 1, 2),
            left_on: NaiveDate::from_ymd_opt(2024, 1, 1),
            ..named(" ")
        };
        assert_eq!(
            member
                .problems()
                .iter()
                .map(|p| p.field.as_str())
                .collect::<Vec<_>>(),
            ["name", "left_on"]
        );
        member.name = "x".repeat(SHORT_TEXT + 1);
        member.left_on = None;
        assert_eq!(member.problems()[0].code, "too_long");
    }

    #[test]
    fn the_roster_goes_by_position_then_name() {
        let mut members = vec![
            named("Budi"),
            Member {
                position: Some(Position::Treasurer),
                ..named("Zul")
            },
            Member {
                position: Some(Position::Chair),
                ..named("Made")
            },
            named("Ani"),
        ];
        roster_order(&mut members);
        assert_eq!(
            members.iter().map(|m| m.name.as_str()).collect::<Vec<_>>(),
            ["Made", "Zul", "Ani", "Budi"]
        );
    }
}
