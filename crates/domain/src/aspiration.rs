//! Aspirations (aspirasi) and who brought them forward (penyampai).

use crate::RecordId;
use crate::attachment::{self, ATTACHMENTS, Attachment};
use crate::items::{put_items, take_items, tidy_items};
use crate::kinds::{Kind, RecordKind};
use crate::path::FieldPath;
use crate::phone;
use crate::record::{choice, flat_fields};
use crate::schema::FieldType::{Choice, Date, Reference, Text};
use crate::schema::{LONG_TEXT, ListSpec, SHORT_TEXT};
use crate::value::{Fields, Value};
use crate::warning::FieldProblem;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The lists of an aspiration.
pub(crate) const LISTS: &[ListSpec] = &[ATTACHMENTS];

choice! {
    /// Klasifikasi.
    Classification { Complaint = "complaint", Aspiration = "aspiration", InformationRequest = "information_request" }
}
choice! {
    /// Kategori, the list of SP4N-LAPOR! with "Lainnya".
    Category {
        Religion = "religion", Economy = "economy", Health = "health", Gender = "gender", Order = "order",
        Environment = "environment", PublicWorks = "public_works", VillageDevelopment = "village_development",
        Education = "education", Agriculture = "agriculture", Politics = "politics", Social = "social", Energy = "energy",
        CivilRegistry = "civil_registry", Labour = "labour", Transport = "transport", ConsumerProtection = "consumer_protection",
        InformationTechnology = "information_technology", Water = "water", Housing = "housing", SpecialTopic = "special_topic",
        Other = "other",
    }
}
choice! {
    /// How openly the person who spoke is recorded: named, anonymous (not asked) or rahasia (kept, not shown, not printed).
    Identity { Open = "open", Anonymous = "anonymous", Secret = "secret" }
}
choice! {
    /// Kanal.
    Channel { Meeting = "meeting", Spoken = "spoken", Letter = "letter", Whatsapp = "whatsapp", Other = "other" }
}
choice! {
    /// Tujuan: who is asked to act. Only what is meant for the regency waits for the office's answer.
    Destination { Village = "village", District = "district", Regency = "regency" }
}
choice! {
    /// Prioritas.
    Priority { Low = "low", Normal = "normal", High = "high", Urgent = "urgent" }
}
choice! {
    /// How far it has come in the village itself: Draf, Dicatat, Disampaikan ke desa, Selesai di desa.
    VillageStage { Draft = "draft", Recorded = "recorded", PassedToVillage = "passed_to_village", DoneInVillage = "done_in_village" }
}
choice! {
    /// How far it has come at the office.
    OfficeStatus {
        Received = "received", Verified = "verified", Forwarded = "forwarded", InProgress = "in_progress", Done = "done",
        Rejected = "rejected", NotOurs = "not_ours", Postponed = "postponed",
    }
}

flat_fields! {
    /// An aspiration (domain.md, "Aspiration"). Its register number is given by the laptop when it is first saved.
    Aspiration {
        /// Nomor register (`014/2026`); given by the laptop, never changed.
        register_number: String = Text(SHORT_TEXT);
        /// Tanggal.
        date: Option<NaiveDate> = Date;
        /// Klasifikasi.
        classification: Option<Classification> = Choice(Classification::WORDS);
        /// Judul; required.
        title: String = Text(SHORT_TEXT);
        /// Isi.
        body: String = Text(LONG_TEXT);
        /// Kategori.
        category: Option<Category> = Choice(Category::WORDS);
        /// Lokasi (dusun/RT/RW).
        location: String = Text(SHORT_TEXT);
        /// Tanggal kejadian.
        incident_date: Option<NaiveDate> = Date;
        /// Named, anonymous or rahasia.
        identity: Option<Identity> = Choice(Identity::WORDS);
        /// Penyampai, a record of its own.
        reporter: Option<RecordId> = Reference;
        /// Kanal.
        channel: Option<Channel> = Choice(Channel::WORDS);
        /// Rapat asal.
        meeting: Option<RecordId> = Reference;
        /// Tujuan.
        destination: Option<Destination> = Choice(Destination::WORDS);
        /// Perangkat daerah (OPD) yang dituju.
        agency: String = Text(SHORT_TEXT);
        /// Nomor SP4N-LAPOR!.
        lapor_number: String = Text(SHORT_TEXT);
        /// Prioritas.
        priority: Option<Priority> = Choice(Priority::WORDS);
        /// How far it has come in the village.
        stage: Option<VillageStage> = Choice(VillageStage::WORDS);
        /// Hasil di desa.
        village_result: String = Text(LONG_TEXT);
        /// Tanggal hasil di desa.
        village_result_date: Option<NaiveDate> = Date;
    } and {
        /// Foto & lampiran, in order.
        attachments: Vec<Attachment>;
    }
}

flat_fields! {
    /// Who brought an aspiration forward: kept apart from it, so that it can be held back or erased alone.
    Reporter {
        /// Nama.
        name: String = Text(SHORT_TEXT);
        /// Lembaga.
        organisation: String = Text(SHORT_TEXT);
        /// Kontak.
        contact: String = Text(SHORT_TEXT);
    }
}

/// What the office has said about an aspiration: read from the `office/…` fields, which only the office writes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct OfficeWord {
    /// How far it has come.
    pub status: Option<OfficeStatus>,
    /// Nomor pelacakan.
    pub tracking_number: String,
    /// The OPD that it was forwarded to.
    pub agency: String,
    /// Why it was turned down or postponed, to be read out.
    pub reason: String,
    /// The answer.
    pub answer: String,
}

impl OfficeWord {
    /// Reads the office's fields.
    pub fn from_fields(fields: &Fields) -> Self {
        use crate::record::FieldValue;
        let field = |name: &str| {
            fields.get(&FieldPath::scalar(&format!(
                "{}{name}",
                FieldPath::OFFICE_PREFIX
            )))
        };
        let text = |name: &str| String::from_value(field(name));
        OfficeWord {
            status: FieldValue::from_value(field("status")),
            tracking_number: text("tracking_number"),
            agency: text("agency"),
            reason: text("reason"),
            answer: text("answer"),
        }
    }
}

impl Aspiration {
    /// Gives every entry that has none an id from `fresh`.
    pub fn with_item_ids(mut self, mut fresh: impl FnMut() -> RecordId) -> Self {
        for attachment in &mut self.attachments {
            attachment.id.get_or_insert_with(&mut fresh);
        }
        self
    }

    /// Whether it is meant for the regency's office, so that its answer is waited for.
    pub fn is_for_office(&self) -> bool {
        self.destination == Some(Destination::Regency)
            && !matches!(self.stage, None | Some(VillageStage::Draft))
    }
}

impl RecordKind for Aspiration {
    const KIND: Kind = Kind::ASPIRATION;

    fn to_fields(&self) -> Fields {
        let mut fields = Fields::new();
        self.put_flat(&mut fields, FieldPath::scalar);
        put_items(ATTACHMENTS.name, &self.attachments, &mut fields);
        fields
    }

    fn from_fields(fields: &Fields) -> Self {
        let mut aspiration = Aspiration {
            attachments: take_items(ATTACHMENTS.name, fields),
            ..Aspiration::default()
        };
        aspiration.take_flat(fields, FieldPath::scalar);
        aspiration
    }

    fn walls(&self) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        if self.title.trim().is_empty() {
            problems.push(FieldProblem::new("title", "required"));
        }
        problems.extend(attachment::walls(&self.attachments, "attachments"));
        problems
    }

    fn tidied(mut self) -> Self {
        tidy_items(&mut self.attachments);
        self
    }

    fn search_text(&self) -> String {
        [
            &self.register_number,
            &self.title,
            &self.body,
            &self.location,
            &self.agency,
        ]
        .map(String::as_str)
        .join(" ")
    }
}

impl RecordKind for Reporter {
    const KIND: Kind = Kind::REPORTER;

    fn to_fields(&self) -> Fields {
        let mut fields = Fields::new();
        self.put_flat(&mut fields, FieldPath::scalar);
        fields
    }

    fn from_fields(fields: &Fields) -> Self {
        let mut reporter = Reporter::default();
        reporter.take_flat(fields, FieldPath::scalar);
        reporter
    }

    fn walls(&self) -> Vec<FieldProblem> {
        Vec::new()
    }

    fn tidied(mut self) -> Self {
        self.contact = phone::to_stored(&self.contact);
        self
    }

    fn search_text(&self) -> String {
        String::new()
    }
}

/// What is missing before the office can act on it: 24,345 of 57,171 LAPOR reports of early 2018 were thrown
/// out as incomplete. Only said of what is meant for the office; none of it forbids saving.
pub fn warnings(aspiration: &Aspiration, today: NaiveDate) -> Vec<FieldProblem> {
    let mut warnings = Vec::new();
    if let Some(date) = aspiration.incident_date.filter(|date| *date > today) {
        warnings.push(
            FieldProblem::new("incident_date", "in_the_future")
                .with("date", crate::dates::long_date(date)),
        );
    }
    if aspiration.destination != Some(Destination::Regency) {
        return warnings;
    }
    let missing = [
        ("body", aspiration.body.trim().is_empty(), "incomplete_body"),
        (
            "category",
            aspiration.category.is_none(),
            "incomplete_category",
        ),
        (
            "location",
            aspiration.location.trim().is_empty(),
            "incomplete_location",
        ),
    ];
    warnings.extend(
        missing
            .into_iter()
            .filter(|(_, is_missing, _)| *is_missing)
            .map(|(field, _, code)| FieldProblem::new(field, code)),
    );
    warnings
}

/// Whether a value of `identity` lets the person who spoke be shown: only when it says so, or nothing. A word that
/// this version doesn't know may mean any secrecy.
pub fn identity_is_open(identity: Option<&Value>) -> bool {
    match identity {
        None | Some(Value::Null) => true,
        Some(value) => value.as_text() == Some(Identity::Open.word()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn completeness_is_asked_only_of_what_goes_to_the_office() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let mut aspiration = Aspiration {
            title: "Jalan rusak".into(),
            ..Aspiration::default()
        };
        assert!(aspiration.problems().is_empty());
        assert!(warnings(&aspiration, today).is_empty());
        aspiration.destination = Some(Destination::Regency);
        assert_eq!(warnings(&aspiration, today).len(), 3);
        assert!(!aspiration.is_for_office(), "a draft waits for nobody");
        aspiration.stage = Some(VillageStage::Recorded);
        assert!(aspiration.is_for_office());
    }

    #[test]
    fn the_offices_word_is_read_from_its_own_fields() {
        let mut fields = Fields::new();
        fields.insert(
            FieldPath::scalar("office/status"),
            Value::Text("forwarded".into()),
        );
        fields.insert(
            FieldPath::scalar("office/agency"),
            Value::Text("Dinas PUPR".into()),
        );
        let word = OfficeWord::from_fields(&fields);
        assert_eq!(
            (word.status, word.agency.as_str()),
            (Some(OfficeStatus::Forwarded), "Dinas PUPR")
        );
    }
}
