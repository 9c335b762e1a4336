//! The KIM's profile and the settings that travel with it: names, decree, the region's own words, signers.

use crate::kinds::{Kind, RecordKind};
use crate::path::FieldPath;
use crate::record::{choice, flat_fields};
use crate::schema::FieldType::{Choice, Date, Integer, Text};
use crate::schema::{LONG_TEXT, SHORT_TEXT};
use crate::value::Fields;
use crate::warning::FieldProblem;
use chrono::NaiveDate;

choice! {
    /// On which level of government the KIM stands.
    Level { Village = "village", UrbanVillage = "urban_village", Nagari = "nagari", District = "district", Other = "other" }
}
choice! {
    /// Zona waktu.
    TimeZone { Wib = "WIB", Wita = "WITA", Wit = "WIT" }
}
choice! {
    /// What KIM is short for here: Kelompok, or Komunitas since Permenkominfo 4/2024.
    LongForm { Group = "group", Community = "community" }
}
choice! {
    /// Whose letterhead stands on documents.
    Letterhead { Village = "village", Kim = "kim" }
}
choice! {
    /// The label before a signer's number. A kepala desa usually has none.
    SignerNumberLabel { None = "none", Nip = "NIP", Nipd = "NIPD" }
}
choice! {
    /// The paper that documents are printed on.
    Paper { F4 = "F4", A4 = "A4" }
}

flat_fields! {
    /// A KIM's profile with its settings (domain.md, "KIM profile").
    Profile {
        /// Nama KIM.
        name: String = Text(SHORT_TEXT);
        /// Kode or KIM ID (kim.id).
        code: String = Text(SHORT_TEXT);
        /// Tingkat.
        level: Option<Level> = Choice(Level::WORDS);
        /// Kode wilayah Kemendagri, `PP.KK.CC.DDDD`; empty when the village was typed.
        village_code: String = Text(SHORT_TEXT);
        /// Nama desa, without the word before it.
        village: String = Text(SHORT_TEXT);
        /// Nama kecamatan.
        district: String = Text(SHORT_TEXT);
        /// Nama kabupaten or kota, without the word before it.
        regency: String = Text(SHORT_TEXT);
        /// Nama provinsi.
        province: String = Text(SHORT_TEXT);
        /// Alamat sekretariat.
        address: String = Text(SHORT_TEXT);
        /// Tanggal berdiri.
        founded_on: Option<NaiveDate> = Date;
        /// Email.
        email: String = Text(SHORT_TEXT);
        /// Telepon, stored as +62….
        phone: String = Text(SHORT_TEXT);
        /// Tautan media.
        media_links: String = Text(LONG_TEXT);
        /// Awal periode kepengurusan.
        period_start: Option<NaiveDate> = Date;
        /// Akhir periode kepengurusan.
        period_end: Option<NaiveDate> = Date;
        /// Nomor SK.
        decree_number: String = Text(SHORT_TEXT);
        /// Tanggal SK.
        decree_date: Option<NaiveDate> = Date;
        /// Tentang.
        decree_subject: String = Text(SHORT_TEXT);
        /// Penerbit SK (Kepala Desa, Perbekel, Lurah, Wali Nagari, Camat, Dinas, Walikota).
        decree_issuer: String = Text(SHORT_TEXT);
        /// Sebutan for kabupaten.
        word_regency: String = Text(SHORT_TEXT);
        /// Sebutan for kecamatan.
        word_district: String = Text(SHORT_TEXT);
        /// Sebutan for desa.
        word_village: String = Text(SHORT_TEXT);
        /// Sebutan for dusun.
        word_hamlet: String = Text(SHORT_TEXT);
        /// Sebutan for kepala desa.
        word_village_head: String = Text(SHORT_TEXT);
        /// Name of the dinas that guides the KIM (Diskominfo, Diskominfotik, …).
        office_name: String = Text(SHORT_TEXT);
        /// Zona waktu.
        time_zone: Option<TimeZone> = Choice(TimeZone::WORDS);
        /// Kelompok or Komunitas.
        long_form: Option<LongForm> = Choice(LongForm::WORDS);
        /// Kop desa or kop KIM.
        letterhead: Option<Letterhead> = Choice(Letterhead::WORDS);
        /// Paper.
        paper: Option<Paper> = Choice(Paper::WORDS);
        /// Pejabat penandatangan: nama.
        official_name: String = Text(SHORT_TEXT);
        /// Pejabat penandatangan: jabatan.
        official_position: String = Text(SHORT_TEXT);
        /// Label of the official's number.
        official_number_label: Option<SignerNumberLabel> = Choice(SignerNumberLabel::WORDS);
        /// The official's number.
        official_number: String = Text(SHORT_TEXT);
        /// Fewest members that the regency asks for.
        members_least: Option<i64> = Integer(0, 1000);
        /// Most members that the regency allows.
        members_most: Option<i64> = Integer(0, 1000);
    }
}

impl Profile {
    /// A word of the region or, where none was set, the usual one.
    fn word<'a>(set: &'a str, usual: &'a str) -> &'a str {
        if set.is_empty() { usual } else { set }
    }
    /// Sebutan for kabupaten.
    pub fn regency_word(&self) -> &str {
        Self::word(&self.word_regency, "Kabupaten")
    }
    /// Sebutan for kecamatan.
    pub fn district_word(&self) -> &str {
        Self::word(&self.word_district, "Kecamatan")
    }
    /// Sebutan for desa.
    pub fn village_word(&self) -> &str {
        Self::word(&self.word_village, "Desa")
    }
    /// Sebutan for dusun.
    pub fn hamlet_word(&self) -> &str {
        Self::word(&self.word_hamlet, "Dusun")
    }
    /// Sebutan for kepala desa.
    pub fn village_head_word(&self) -> &str {
        Self::word(&self.word_village_head, "Kepala Desa")
    }
    /// What KIM stands for here.
    pub fn long_form_words(&self) -> &'static str {
        match self.long_form {
            Some(LongForm::Group) => "Kelompok Informasi Masyarakat",
            Some(LongForm::Community) | None => "Komunitas Informasi Masyarakat",
        }
    }
    /// Fewest and most members before a warning: 3 to 30 unless the regency says otherwise.
    pub fn member_bounds(&self) -> (i64, i64) {
        (
            self.members_least.unwrap_or(3),
            self.members_most.unwrap_or(30),
        )
    }
}

impl RecordKind for Profile {
    const KIND: Kind = Kind::PROFILE;

    fn to_fields(&self) -> Fields {
        let mut fields = Fields::new();
        self.put_flat(&mut fields, FieldPath::scalar);
        fields
    }

    fn from_fields(fields: &Fields) -> Self {
        let mut profile = Profile::default();
        profile.take_flat(fields, FieldPath::scalar);
        profile
    }

    fn walls(&self) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(FieldProblem::new("name", "required"));
        }
        if let (Some(start), Some(end)) = (self.period_start, self.period_end)
            && end < start
        {
            problems.push(FieldProblem::new("period_end", "end_before_start"));
        }
        problems
    }

    fn tidied(mut self) -> Self {
        self.phone = crate::phone::to_stored(&self.phone);
        self
    }

    fn search_text(&self) -> String {
        String::new()
    }
}
