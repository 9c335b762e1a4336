//! How aspirations are spoken of on paper, and who of those who spoke is named.

use adinda_domain::aspiration::{
    Aspiration, Category, Channel, Classification, Destination, Identity, OfficeStatus, OfficeWord,
    Priority, Reporter, VillageStage,
};
use adinda_domain::dates::long_date;
use adinda_domain::profile::Profile;

use crate::text::{joined, lines, one_line};

/// The words for a classification.
pub fn classification_words(classification: Classification) -> &'static str {
    match classification {
        Classification::Complaint => "Pengaduan",
        Classification::Aspiration => "Aspirasi",
        Classification::InformationRequest => "Permintaan informasi",
    }
}

/// The words for a category of SP4N-LAPOR!.
pub fn category_words(category: Category) -> &'static str {
    match category {
        Category::Religion => "Agama",
        Category::Economy => "Ekonomi dan Keuangan",
        Category::Health => "Kesehatan",
        Category::Gender => "Kesetaraan Gender dan Sosial Inklusif",
        Category::Order => "Ketentraman, Ketertiban Umum dan Perlindungan Masyarakat",
        Category::Environment => "Lingkungan Hidup dan Kehutanan",
        Category::PublicWorks => "Pekerjaan Umum dan Penataan Ruang",
        Category::VillageDevelopment => "Pembangunan Desa, Daerah Tertinggal dan Transmigrasi",
        Category::Education => "Pendidikan dan Kebudayaan",
        Category::Agriculture => "Pertanian dan Peternakan",
        Category::Politics => "Politik dan Hukum",
        Category::Social => "Sosial dan Kesejahteraan",
        Category::Energy => "Energi dan SDA",
        Category::CivilRegistry => "Kependudukan",
        Category::Labour => "Ketenagakerjaan",
        Category::Transport => "Perhubungan",
        Category::ConsumerProtection => "Perlindungan Konsumen",
        Category::InformationTechnology => "Teknologi Informasi dan Komunikasi",
        Category::Water => "Perairan",
        Category::Housing => "Perumahan",
        Category::SpecialTopic => "Topik Khusus",
        Category::Other => "Lainnya",
    }
}

/// The words for the way by which it came.
pub fn channel_words(channel: Channel) -> &'static str {
    match channel {
        Channel::Meeting => "Rapat",
        Channel::Spoken => "Lisan",
        Channel::Letter => "Surat",
        Channel::Whatsapp => "WhatsApp",
        Channel::Other => "Lainnya",
    }
}

/// The words for a priority.
pub fn priority_words(priority: Priority) -> &'static str {
    match priority {
        Priority::Low => "Rendah",
        Priority::Normal => "Biasa",
        Priority::High => "Tinggi",
        Priority::Urgent => "Mendesak",
    }
}

/// The words for a stage in the village.
pub fn stage_words(stage: VillageStage) -> &'static str {
    match stage {
        VillageStage::Draft => "Draf",
        VillageStage::Recorded => "Dicatat",
        VillageStage::PassedToVillage => "Disampaikan ke desa",
        VillageStage::DoneInVillage => "Selesai di desa",
    }
}

/// The words for a status at the office.
pub fn office_status_words(status: OfficeStatus) -> &'static str {
    match status {
        OfficeStatus::Received => "Diterima",
        OfficeStatus::Verified => "Terverifikasi",
        OfficeStatus::Forwarded => "Diteruskan",
        OfficeStatus::InProgress => "Diproses",
        OfficeStatus::Done => "Selesai",
        OfficeStatus::Rejected => "Ditolak",
        OfficeStatus::NotOurs => "Bukan kewenangan",
        OfficeStatus::Postponed => "Tertunda",
    }
}

/// An aspiration with all that is printed of it.
#[derive(Clone, Debug, Default)]
pub struct KnownAspiration {
    /// The record.
    pub aspiration: Aspiration,
    /// Who brought it forward, if a record was kept of them.
    pub reporter: Option<Reporter>,
    /// Whether a conflict, or a word that this version doesn't know, may mean that they asked to be kept back.
    pub secrecy_contested: bool,
    /// What the office has said.
    pub office: OfficeWord,
    /// The name of the meeting in which it was brought forward.
    pub meeting_title: String,
}

impl KnownAspiration {
    /// Whether the person who spoke is kept back and printed only when the user asks for it that one time.
    pub fn is_secret(&self) -> bool {
        self.aspiration.identity == Some(Identity::Secret)
            || (self.secrecy_contested && self.aspiration.identity != Some(Identity::Anonymous))
    }

    /// Whether printing with names would show one that is kept back.
    pub fn has_secret_name(&self) -> bool {
        let name = self
            .reporter
            .as_ref()
            .map(|reporter| one_line(&reporter.name));
        self.is_secret() && name.is_some_and(|name| !name.is_empty())
    }

    /// The person who spoke, if they may be printed.
    pub(crate) fn shown_reporter(&self, show_secret_names: bool) -> Option<&Reporter> {
        let is_anonymous = self.aspiration.identity == Some(Identity::Anonymous);
        let is_kept_back = is_anonymous || (self.is_secret() && !show_secret_names);
        self.reporter.as_ref().filter(|_| !is_kept_back)
    }

    /// "Siti Aminah (KWT)", "Dirahasiakan", "Anonim".
    pub(crate) fn reporter_words(&self, show_secret_names: bool) -> String {
        if self.aspiration.identity == Some(Identity::Anonymous) {
            return "Anonim".to_owned();
        }
        if self.is_secret() && !show_secret_names {
            return "Dirahasiakan".to_owned();
        }
        let Some(reporter) = &self.reporter else {
            return String::new();
        };
        let organisation = match one_line(&reporter.organisation) {
            organisation if organisation.is_empty() => organisation,
            organisation => format!("({organisation})"),
        };
        let secret = if self.is_secret() { "– rahasia" } else { "" };
        let name = one_line(&reporter.name);
        joined([name.as_str(), organisation.as_str(), secret], " ")
    }

    /// What became of it, a line for each thing: the village's stage and result, the office's status and answer.
    pub(crate) fn follow_up_lines(&self, profile: &Profile) -> String {
        let Aspiration {
            stage,
            village_result,
            village_result_date,
            ..
        } = &self.aspiration;
        let stage = stage.map(stage_words).unwrap_or_default();
        let date = village_result_date.map(|date| format!("({})", long_date(date)));
        let office = self
            .office
            .status
            .map(|_| format!("{}: {}", office_name(profile), self.office_status_line()));
        joined(
            [
                joined([stage.to_owned(), date.unwrap_or_default()], " "),
                lines(village_result),
                office.unwrap_or_default(),
                labelled("Alasan", &self.office.reason),
                labelled("Jawaban", &self.office.answer),
            ],
            "\n",
        )
    }

    /// "Diteruskan ke Dinas PUPR".
    pub(crate) fn office_status_line(&self) -> String {
        let status = self.office.status.map(office_status_words);
        let agency = match (self.office.status, one_line(&self.office.agency)) {
            (None, _) => String::new(),
            (_, agency) if agency.is_empty() => agency,
            (Some(OfficeStatus::Forwarded), agency) => format!("ke {agency}"),
            (_, agency) => format!("({agency})"),
        };
        joined([status.unwrap_or_default().to_owned(), agency], " ")
    }
}

/// The words for whom an aspiration is meant: "Pemerintah Desa", "Kecamatan", "Kabupaten", in the region's own words.
pub(crate) fn destination_words(destination: Destination, profile: &Profile) -> String {
    match destination {
        Destination::Village => format!("Pemerintah {}", profile.village_word()),
        Destination::District => profile.district_word().to_owned(),
        Destination::Regency => profile.regency_word().to_owned(),
    }
}

/// What the dinas that guides the KIM is called.
pub(crate) fn office_name(profile: &Profile) -> String {
    match one_line(&profile.office_name) {
        name if name.is_empty() => "Diskominfo".to_owned(),
        name => name,
    }
}

/// "Alasan: …", or nothing without a text.
pub(crate) fn labelled(label: &str, text: &str) -> String {
    match lines(text) {
        text if text.is_empty() => text,
        text => format!("{label}: {text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(identity: Option<Identity>, contested: bool) -> KnownAspiration {
        KnownAspiration {
            aspiration: Aspiration {
                identity,
                ..Aspiration::default()
            },
            reporter: Some(Reporter {
                name: "Siti Aminah".into(),
                organisation: "KWT".into(),
                ..Reporter::default()
            }),
            secrecy_contested: contested,
            ..KnownAspiration::default()
        }
    }

    #[test]
    fn only_the_open_are_named_unless_asked_for() {
        for (identity, contested, usual, asked) in [
            (None, false, "Siti Aminah (KWT)", "Siti Aminah (KWT)"),
            (
                Some(Identity::Open),
                false,
                "Siti Aminah (KWT)",
                "Siti Aminah (KWT)",
            ),
            (
                Some(Identity::Open),
                true,
                "Dirahasiakan",
                "Siti Aminah (KWT) – rahasia",
            ),
            (None, true, "Dirahasiakan", "Siti Aminah (KWT) – rahasia"),
            (
                Some(Identity::Secret),
                false,
                "Dirahasiakan",
                "Siti Aminah (KWT) – rahasia",
            ),
            (Some(Identity::Anonymous), false, "Anonim", "Anonim"),
            (Some(Identity::Anonymous), true, "Anonim", "Anonim"),
        ] {
            let known = known(identity, contested);
            assert_eq!(known.reporter_words(false), usual);
            assert_eq!(known.reporter_words(true), asked);
            assert_eq!(
                known.shown_reporter(false).is_some(),
                usual.starts_with("Siti")
            );
            assert_eq!(
                known.shown_reporter(true).is_some(),
                asked.starts_with("Siti")
            );
        }
    }

    #[test]
    fn what_became_of_it_is_told_line_by_line() {
        let mut known = known(None, false);
        assert_eq!(known.follow_up_lines(&Profile::default()), "");
        known.aspiration.stage = Some(VillageStage::PassedToVillage);
        known.office.status = Some(OfficeStatus::Forwarded);
        known.office.agency = "Dinas PUPR".into();
        known.office.answer = "Disurvei\n\nbulan depan".into();
        assert_eq!(
            known.follow_up_lines(&Profile::default()),
            "Disampaikan ke desa\nDiskominfo: Diteruskan ke Dinas PUPR\nJawaban: Disurvei\nbulan depan"
        );
    }
}
