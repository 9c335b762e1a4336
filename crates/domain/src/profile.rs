//! The KIM's profile and the settings that travel with it: names, decree, the region's own words, signers.

use crate::RecordId;
use crate::attachment::{self, ATTACHMENTS, Attachment, MediaType};
use crate::items::{put_items, take_items, tidy_items};
use crate::kinds::{Kind, RecordKind};
use crate::letter::LetterKind;
use crate::letter_number;
use crate::path::FieldPath;
use crate::record::{choice, flat_fields};
use crate::schema::FieldType::{Choice, Date, Integer, Text};
use crate::schema::{FieldType, LONG_TEXT, ListSpec, SHORT_TEXT};
use crate::value::Fields;
use crate::warning::FieldProblem;
use chrono::NaiveDate;

/// The lists of a profile: the logo is its first picture.
pub(crate) const LISTS: &[ListSpec] = &[ATTACHMENTS];
/// How far from the paper's edge text may begin, in millimetres: printers don't reach nearer.
const MARGIN: FieldType = Integer(5, 60);

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
    /// The paper that documents are printed on: F4 (215 × 330 mm), the narrower folio that is sold as F4 too
    /// (210 × 330 mm), A4.
    Paper { F4 = "F4", F4Narrow = "F4_narrow", A4 = "A4" }
}
choice! {
    /// Who signs for the KIM.
    KimSigner { Chair = "chair", Secretary = "secretary" }
}

/// How far from the paper's edges text begins, in millimetres.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Margins {
    /// Above.
    pub top: i64,
    /// Below.
    pub bottom: i64,
    /// On the left.
    pub left: i64,
    /// On the right.
    pub right: i64,
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
        /// Own lines of the letterhead, in the place of the usual ones.
        letterhead_lines: String = Text(LONG_TEXT);
        /// Paper.
        paper: Option<Paper> = Choice(Paper::WORDS);
        /// Margin above, in millimetres.
        margin_top: Option<i64> = MARGIN;
        /// Margin below.
        margin_bottom: Option<i64> = MARGIN;
        /// Margin on the left.
        margin_left: Option<i64> = MARGIN;
        /// Margin on the right.
        margin_right: Option<i64> = MARGIN;
        /// Pejabat penandatangan: nama.
        official_name: String = Text(SHORT_TEXT);
        /// Pejabat penandatangan: jabatan.
        official_position: String = Text(SHORT_TEXT);
        /// Label of the official's number.
        official_number_label: Option<SignerNumberLabel> = Choice(SignerNumberLabel::WORDS);
        /// The official's number.
        official_number: String = Text(SHORT_TEXT);
        /// Who signs for the KIM.
        kim_signer: Option<KimSigner> = Choice(KimSigner::WORDS);
        /// Sebutan for the chair over a signature ("Ketua KIM Mekar Sari").
        word_chair: String = Text(SHORT_TEXT);
        /// Sebutan for the secretary over a signature.
        word_secretary: String = Text(SHORT_TEXT);
        /// Pattern of letter numbers (see `letter_number`).
        letter_number_pattern: String = Text(SHORT_TEXT);
        /// Code of invitations in numbers.
        letter_code_invitation: String = Text(SHORT_TEXT);
        /// Code of official reports.
        letter_code_official_report: String = Text(SHORT_TEXT);
        /// Code of cover letters.
        letter_code_cover_letter: String = Text(SHORT_TEXT);
        /// Code of other letters.
        letter_code_other: String = Text(SHORT_TEXT);
        /// The sentences that letters usually begin with.
        letter_opening: String = Text(LONG_TEXT);
        /// The sentences that letters usually end with.
        letter_closing: String = Text(LONG_TEXT);
        /// Fewest members that the regency asks for.
        members_least: Option<i64> = Integer(0, 1000);
        /// Most members that the regency allows.
        members_most: Option<i64> = Integer(0, 1000);
    } and {
        /// The logo, if there is one: the first is printed.
        attachments: Vec<Attachment>;
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
    /// The margins, or the usual ones where none are set.
    pub fn margins(&self) -> Margins {
        Margins {
            top: self.margin_top.unwrap_or(25),
            bottom: self.margin_bottom.unwrap_or(30),
            left: self.margin_left.unwrap_or(30),
            right: self.margin_right.unwrap_or(25),
        }
    }
    /// The picture that stands in the letterhead.
    pub fn logo(&self) -> Option<&Attachment> {
        let mut attachments = self.attachments.iter();
        attachments.find(|attachment| attachment.media_type == Some(MediaType::Jpeg))
    }
    /// The pattern that letters are numbered by.
    pub fn letter_pattern(&self) -> &str {
        Self::word(&self.letter_number_pattern, letter_number::USUAL_PATTERN)
    }
    /// The code of a kind of letter in its number.
    pub fn letter_code(&self, kind: LetterKind) -> &str {
        let set = match kind {
            LetterKind::Invitation => &self.letter_code_invitation,
            LetterKind::OfficialReport => &self.letter_code_official_report,
            LetterKind::CoverLetter => &self.letter_code_cover_letter,
            LetterKind::Other => &self.letter_code_other,
        };
        Self::word(set, kind.usual_code())
    }
    /// Gives every entry that has none an id from `fresh`.
    pub fn with_item_ids(mut self, mut fresh: impl FnMut() -> RecordId) -> Self {
        for attachment in &mut self.attachments {
            attachment.id.get_or_insert_with(&mut fresh);
        }
        self
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
        put_items(ATTACHMENTS.name, &self.attachments, &mut fields);
        fields
    }

    fn from_fields(fields: &Fields) -> Self {
        let mut profile = Profile {
            attachments: take_items(ATTACHMENTS.name, fields),
            ..Profile::default()
        };
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
        if let Some(problem) = letter_number::pattern_problem(self.letter_pattern()) {
            problems.push(FieldProblem::new("letter_number_pattern", problem));
        }
        problems.extend(attachment::walls(&self.attachments, "attachments"));
        let is_picture = |logo: &Attachment| logo.media_type != Some(MediaType::Pdf);
        if !self.attachments.iter().all(is_picture) {
            problems.push(FieldProblem::new("attachments", "not_a_picture"));
        }
        problems
    }

    fn tidied(mut self) -> Self {
        self.phone = crate::phone::to_stored(&self.phone);
        tidy_items(&mut self.attachments);
        self
    }

    fn search_text(&self) -> String {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(profile: &Profile) -> Vec<(String, String)> {
        let problems = profile.problems().into_iter();
        problems.map(|p| (p.field, p.code)).collect()
    }

    #[test]
    fn what_prints_has_its_usual_values_and_its_bounds() {
        let mut profile = Profile {
            name: "KIM Mekar Sari".into(),
            ..Profile::default()
        };
        let usual = Margins {
            top: 25,
            bottom: 30,
            left: 30,
            right: 25,
        };
        assert_eq!(profile.margins(), usual);
        assert_eq!(profile.letter_code(LetterKind::Invitation), "UND");
        assert!(problems(&profile).is_empty());
        profile.margin_top = Some(4);
        profile.letter_number_pattern = "{nomor}".into();
        profile.letter_code_invitation = "005".into();
        assert_eq!(profile.letter_code(LetterKind::Invitation), "005");
        let expected = [
            ("letter_number_pattern", "pattern_without_year"),
            ("margin_top", "out_of_bounds"),
        ];
        assert_eq!(
            problems(&profile),
            expected.map(|(f, c)| (f.into(), c.into()))
        );
    }

    #[test]
    fn a_logo_is_a_picture() {
        let logo = |media_type| Attachment {
            id: Some(RecordId(uuid::Uuid::from_u128(7))),
            file: "ab".repeat(32),
            media_type: Some(media_type),
            ..Attachment::default()
        };
        let mut profile = Profile {
            name: "KIM Mekar Sari".into(),
            attachments: vec![logo(MediaType::Jpeg)],
            ..Profile::default()
        };
        profile = profile.tidied();
        assert!(problems(&profile).is_empty());
        assert_eq!(Profile::from_fields(&profile.to_fields()), profile);
        assert!(profile.logo().is_some());
        profile.attachments = vec![logo(MediaType::Pdf)];
        assert_eq!(profile.logo(), None);
        let refused = [("attachments".to_owned(), "not_a_picture".to_owned())];
        assert_eq!(problems(&profile), refused);
    }
}
