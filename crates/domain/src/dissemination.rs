//! Information that the KIM has spread (diseminasi): what, from where, checked or not, by which channels, how far.

use crate::RecordId;
use crate::attachment::{self, ATTACHMENTS, Attachment};
use crate::items::{put_items, take_items, tidy_items};
use crate::kinds::{Kind, RecordKind};
use crate::path::FieldPath;
use crate::record::{choice, flat_fields};
use crate::schema::FieldType::{Boolean, Choice, Date, Integer, Text};
use crate::schema::{LONG_TEXT, ListSpec, SHORT_TEXT};
use crate::value::Fields;
use crate::warning::FieldProblem;
use chrono::NaiveDate;

/// The lists of a dissemination.
pub(crate) const LISTS: &[ListSpec] = &[ATTACHMENTS];

choice! {
    /// What came of checking it: benar, hoaks, belum jelas.
    FactCheck { True = "true", Hoax = "hoax", Unclear = "unclear" }
}

flat_fields! {
    /// Information that was spread (domain.md, "Information spread"). Each channel is a field of its own, so that two
    /// laptops that note different ones both have their say.
    Dissemination {
        /// Judul; required.
        title: String = Text(SHORT_TEXT);
        /// Tanggal.
        date: Option<NaiveDate> = Date;
        /// Sumber.
        source: String = Text(SHORT_TEXT);
        /// Sudah dicek?
        fact_check: Option<FactCheck> = Choice(FactCheck::WORDS);
        /// How it was checked.
        fact_check_note: String = Text(LONG_TEXT);
        /// Isi.
        body: String = Text(LONG_TEXT);
        /// Kanal: WhatsApp.
        by_whatsapp: bool = Boolean;
        /// Kanal: pengeras suara.
        by_loudspeaker: bool = Boolean;
        /// Kanal: papan informasi.
        by_notice_board: bool = Boolean;
        /// Kanal: tatap muka.
        by_face_to_face: bool = Boolean;
        /// Kanal: media sosial.
        by_social_media: bool = Boolean;
        /// Kanal: another one, in words.
        other_channel: String = Text(SHORT_TEXT);
        /// Tautan, one a line.
        links: String = Text(LONG_TEXT);
        /// Jangkauan: how many people.
        reach: Option<i64> = Integer(0, 100_000_000);
        /// Jangkauan: who they are.
        reach_note: String = Text(SHORT_TEXT);
    } and {
        /// Foto & lampiran, in order.
        attachments: Vec<Attachment>;
    }
}

impl Dissemination {
    /// Whether it went out by any channel.
    pub fn was_spread(&self) -> bool {
        self.by_whatsapp
            || self.by_loudspeaker
            || self.by_notice_board
            || self.by_face_to_face
            || self.by_social_media
            || !self.other_channel.trim().is_empty()
    }

    /// Gives every entry that has none an id from `fresh`.
    pub fn with_item_ids(mut self, mut fresh: impl FnMut() -> RecordId) -> Self {
        for attachment in &mut self.attachments {
            attachment.id.get_or_insert_with(&mut fresh);
        }
        self
    }
}

impl RecordKind for Dissemination {
    const KIND: Kind = Kind::DISSEMINATION;

    fn to_fields(&self) -> Fields {
        let mut fields = Fields::new();
        self.put_flat(&mut fields, FieldPath::scalar);
        put_items(ATTACHMENTS.name, &self.attachments, &mut fields);
        fields
    }

    fn from_fields(fields: &Fields) -> Self {
        let mut dissemination = Dissemination {
            attachments: take_items(ATTACHMENTS.name, fields),
            ..Dissemination::default()
        };
        dissemination.take_flat(fields, FieldPath::scalar);
        dissemination
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
        [&self.title, &self.source, &self.body, &self.links]
            .map(String::as_str)
            .join(" ")
    }
}

/// What is only said: information went out that nobody has checked.
pub fn warnings(dissemination: &Dissemination) -> Vec<FieldProblem> {
    let is_unchecked = matches!(dissemination.fact_check, None | Some(FactCheck::Unclear));
    if is_unchecked && dissemination.was_spread() {
        vec![FieldProblem::new("fact_check", "spread_unchecked")]
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::changed_fields;

    fn sample() -> Dissemination {
        Dissemination {
            title: "Jadwal imunisasi".into(),
            source: "Puskesmas".into(),
            by_whatsapp: true,
            reach: Some(120),
            ..Dissemination::default()
        }
    }

    #[test]
    fn it_survives_the_way_to_fields_and_back() {
        let sample = sample();
        assert!(sample.problems().is_empty());
        assert_eq!(Dissemination::from_fields(&sample.to_fields()), sample);
    }

    #[test]
    fn two_laptops_note_different_channels_and_both_stand() {
        let shown = sample();
        let here = Dissemination {
            by_notice_board: true,
            ..shown.clone()
        };
        let there = Dissemination {
            by_whatsapp: false,
            by_loudspeaker: true,
            ..shown.clone()
        };
        let mut merged = shown.to_fields();
        merged.extend(changed_fields(&shown.to_fields(), &here.to_fields()));
        merged.extend(changed_fields(&shown.to_fields(), &there.to_fields()));
        let merged = Dissemination::from_fields(&merged);
        assert!(!merged.by_whatsapp && merged.by_loudspeaker && merged.by_notice_board);
    }

    #[test]
    fn what_went_out_unchecked_is_said() {
        let mut sample = sample();
        assert_eq!(warnings(&sample)[0].code, "spread_unchecked");
        sample.fact_check = Some(FactCheck::Hoax);
        assert!(warnings(&sample).is_empty(), "a hoax is told as one");
        let unsent = Dissemination {
            title: "Kabar".into(),
            ..Dissemination::default()
        };
        assert!(warnings(&unsent).is_empty());
    }
}
