//! Letters that go out (surat keluar): invitations, official reports, cover letters; each with its number.

use crate::RecordId;
use crate::attachment::{self, ATTACHMENTS, Attachment};
use crate::items::{put_items, take_items, tidy_items};
use crate::kinds::{Kind, RecordKind};
use crate::path::FieldPath;
use crate::record::{choice, flat_fields};
use crate::schema::FieldType::{Boolean, Choice, Date, Reference, Text};
use crate::schema::{LONG_TEXT, ListSpec, SHORT_TEXT};
use crate::value::Fields;
use crate::warning::FieldProblem;
use chrono::NaiveDate;

/// The lists of a letter.
pub(crate) const LISTS: &[ListSpec] = &[ATTACHMENTS];

choice! {
    /// What kind of letter it is: undangan, berita acara, surat pengantar.
    LetterKind { Invitation = "invitation", OfficialReport = "official_report", CoverLetter = "cover_letter", Other = "other" }
}
choice! {
    /// Sifat.
    LetterNature { Ordinary = "ordinary", Important = "important", Urgent = "urgent", Confidential = "confidential" }
}

flat_fields! {
    /// A letter. Its number is given by the laptop when it is first saved, and stays used when the letter is voided.
    Letter {
        /// What kind of letter.
        letter_kind: Option<LetterKind> = Choice(LetterKind::WORDS);
        /// Nomor (`UND/014/KIM/VIII/2026`); given by the laptop, never changed.
        number: String = Text(SHORT_TEXT);
        /// Tanggal.
        date: Option<NaiveDate> = Date;
        /// Hal; required.
        subject: String = Text(SHORT_TEXT);
        /// Sifat.
        nature: Option<LetterNature> = Choice(LetterNature::WORDS);
        /// Lampiran, in words ("1 berkas").
        enclosures: String = Text(SHORT_TEXT);
        /// Kepada, line by line.
        addressee: String = Text(LONG_TEXT);
        /// The meeting that it is about.
        meeting: Option<RecordId> = Reference;
        /// Isi.
        body: String = Text(LONG_TEXT);
        /// Whether it was voided (batal).
        voided: bool = Boolean;
        /// Keterangan.
        note: String = Text(LONG_TEXT);
    } and {
        /// The signed letter as a scan, and the like.
        attachments: Vec<Attachment>;
    }
}

impl LetterKind {
    /// The code of this kind in numbers, where the KIM has set none.
    pub fn usual_code(self) -> &'static str {
        match self {
            LetterKind::Invitation => "UND",
            LetterKind::OfficialReport => "BA",
            LetterKind::CoverLetter => "SP",
            LetterKind::Other => "S",
        }
    }
}

impl Letter {
    /// Gives every entry that has none an id from `fresh`.
    pub fn with_item_ids(mut self, mut fresh: impl FnMut() -> RecordId) -> Self {
        for attachment in &mut self.attachments {
            attachment.id.get_or_insert_with(&mut fresh);
        }
        self
    }
}

impl RecordKind for Letter {
    const KIND: Kind = Kind::LETTER;

    fn to_fields(&self) -> Fields {
        let mut fields = Fields::new();
        self.put_flat(&mut fields, FieldPath::scalar);
        put_items(ATTACHMENTS.name, &self.attachments, &mut fields);
        fields
    }

    fn from_fields(fields: &Fields) -> Self {
        let mut letter = Letter {
            attachments: take_items(ATTACHMENTS.name, fields),
            ..Letter::default()
        };
        letter.take_flat(fields, FieldPath::scalar);
        letter
    }

    fn walls(&self) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        if self.subject.trim().is_empty() {
            problems.push(FieldProblem::new("subject", "required"));
        }
        problems.extend(attachment::walls(&self.attachments, "attachments"));
        problems
    }

    fn tidied(mut self) -> Self {
        tidy_items(&mut self.attachments);
        self
    }

    fn search_text(&self) -> String {
        [&self.number, &self.subject, &self.addressee, &self.body]
            .map(String::as_str)
            .join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_letter_survives_the_way_to_fields_and_back() {
        let letter = Letter {
            letter_kind: Some(LetterKind::Invitation),
            number: "UND/001/KIM/X/2026".into(),
            subject: "Undangan rapat".into(),
            addressee: "Ketua RT 01\nKetua RT 02".into(),
            meeting: Some(RecordId(Uuid::from_u128(7))),
            voided: true,
            ..Letter::default()
        };
        assert_eq!(Letter::from_fields(&letter.to_fields()), letter);
        assert!(letter.problems().is_empty());
        assert_eq!(Letter::default().problems()[0].field, "subject");
    }
}
