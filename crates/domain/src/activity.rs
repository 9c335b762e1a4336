//! Activities (kegiatan) beside meetings: trainings, outreach, community work; who took part and what came of it.

use crate::RecordId;
use crate::attachment::{self, ATTACHMENTS, Attachment};
use crate::items::{item_ids, put_items, take_items, tidy_items};
use crate::kinds::{Kind, RecordKind};
use crate::meeting::AdindaFunction;
use crate::path::FieldPath;
use crate::record::{choice, flat_fields};
use crate::schema::FieldType::{Boolean, Choice, Date, Integer, Text, Time};
use crate::schema::{LONG_TEXT, ListSpec, SHORT_TEXT};
use crate::value::Fields;
use crate::warning::FieldProblem;
use chrono::NaiveDate;

/// The list of members who took part, keyed by the member's own id as attendance is.
pub const PARTICIPANTS: &str = "participants";

/// The lists of an activity.
pub(crate) const LISTS: &[ListSpec] = &[
    ListSpec {
        name: PARTICIPANTS,
        fields: Participant::FIELDS,
    },
    ATTACHMENTS,
];

choice! {
    /// Jenis kegiatan.
    ActivityType {
        Training = "training", Outreach = "outreach", Discussion = "discussion",
        ContentMaking = "content_making", CommunityWork = "community_work", Culture = "culture",
        Visit = "visit", Competition = "competition", Other = "other",
    }
}

flat_fields! {
    /// A member who took part.
    Participant {
        /// True for everybody in the list; kept by the laptop.
        took_part: bool = Boolean;
        /// Peran (narasumber, panitia, peserta, …).
        role: String = Text(SHORT_TEXT);
    } and {
        /// The member.
        member: Option<RecordId>;
    }
}

flat_fields! {
    /// An activity (domain.md, "Activity").
    Activity {
        /// Nama kegiatan; required.
        title: String = Text(SHORT_TEXT);
        /// Jenis.
        activity_type: Option<ActivityType> = Choice(ActivityType::WORDS);
        /// Fungsi ADINDA that it served.
        function: Option<AdindaFunction> = Choice(AdindaFunction::WORDS);
        /// Tanggal, or the first day of several.
        date: Option<NaiveDate> = Date;
        /// The last day, if there are several.
        end_date: Option<NaiveDate> = Date;
        /// Waktu mulai, `09:00`.
        start_time: String = Time;
        /// Waktu selesai.
        end_time: String = Time;
        /// Lokasi.
        place: String = Text(SHORT_TEXT);
        /// Pelaksana.
        organiser: String = Text(SHORT_TEXT);
        /// Deskripsi.
        description: String = Text(LONG_TEXT);
        /// Hasil.
        result: String = Text(LONG_TEXT);
        /// How many took part who aren't members.
        other_participants: Option<i64> = Integer(0, 1_000_000);
        /// Who they were.
        other_participants_note: String = Text(SHORT_TEXT);
        /// Keterangan.
        note: String = Text(LONG_TEXT);
    } and {
        /// Members who took part.
        participants: Vec<Participant>;
        /// Foto & lampiran, in order.
        attachments: Vec<Attachment>;
    }
}

impl Activity {
    /// Everybody who took part, members and others.
    pub fn count_participants(&self) -> u64 {
        let others = self.other_participants.unwrap_or_default();
        let members = u64::try_from(self.participants.len()).unwrap_or(u64::MAX);
        members.saturating_add(u64::try_from(others).unwrap_or_default())
    }

    /// Gives every entry that has none an id from `fresh`.
    pub fn with_item_ids(mut self, mut fresh: impl FnMut() -> RecordId) -> Self {
        for attachment in &mut self.attachments {
            attachment.id.get_or_insert_with(&mut fresh);
        }
        self
    }
}

impl RecordKind for Activity {
    const KIND: Kind = Kind::ACTIVITY;

    fn to_fields(&self) -> Fields {
        let mut fields = Fields::new();
        self.put_flat(&mut fields, FieldPath::scalar);
        put_items(ATTACHMENTS.name, &self.attachments, &mut fields);
        for participant in &self.participants {
            if let Some(member) = participant.member {
                participant.put_flat(&mut fields, |name| {
                    FieldPath::item(PARTICIPANTS, member.0, name)
                });
            }
        }
        fields
    }

    fn from_fields(fields: &Fields) -> Self {
        let participant = |member| {
            let mut participant = Participant {
                member: Some(RecordId(member)),
                ..Participant::default()
            };
            participant.take_flat(fields, |name| FieldPath::item(PARTICIPANTS, member, name));
            participant
        };
        let mut activity = Activity {
            participants: item_ids(PARTICIPANTS, fields)
                .into_iter()
                .map(participant)
                .collect(),
            attachments: take_items(ATTACHMENTS.name, fields),
            ..Activity::default()
        };
        activity.take_flat(fields, FieldPath::scalar);
        activity
    }

    fn walls(&self) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        if self.title.trim().is_empty() {
            problems.push(FieldProblem::new("title", "required"));
        }
        if let (Some(start), Some(end)) = (self.date, self.end_date)
            && end < start
        {
            problems.push(FieldProblem::new("end_date", "end_before_start"));
        }
        let is_one_day = self.end_date.is_none() || self.end_date == self.date;
        if is_one_day
            && !self.start_time.is_empty()
            && !self.end_time.is_empty()
            && self.end_time < self.start_time
        {
            problems.push(FieldProblem::new("end_time", "end_before_start"));
        }
        for (index, participant) in self.participants.iter().enumerate() {
            if participant.member.is_none() {
                problems.push(FieldProblem::new(
                    &format!("{PARTICIPANTS}[{index}].member"),
                    "required",
                ));
            }
        }
        problems.extend(attachment::walls(&self.attachments, "attachments"));
        problems
    }

    fn tidied(mut self) -> Self {
        for participant in &mut self.participants {
            participant.took_part = true;
        }
        tidy_items(&mut self.attachments);
        self
    }

    fn search_text(&self) -> String {
        [
            &self.title,
            &self.place,
            &self.organiser,
            &self.description,
            &self.result,
        ]
        .map(String::as_str)
        .join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Value;
    use crate::kinds::changed_fields;
    use uuid::Uuid;

    fn id(n: u128) -> RecordId {
        RecordId(Uuid::from_u128(n))
    }

    fn sample() -> Activity {
        let participant = |n: u128, role: &str| Participant {
            member: Some(id(n)),
            role: role.into(),
            ..Participant::default()
        };
        Activity {
            title: "Pelatihan menulis berita".into(),
            activity_type: Some(ActivityType::Training),
            date: crate::dates::parse_iso_date("2026-10-04"),
            start_time: "09:00".into(),
            participants: vec![participant(1, ""), participant(2, "Narasumber")],
            other_participants: Some(20),
            ..Activity::default()
        }
        .tidied()
    }

    #[test]
    fn an_activity_survives_the_way_to_fields_and_back() {
        let activity = sample();
        assert_eq!(Activity::from_fields(&activity.to_fields()), activity);
        assert_eq!(activity.count_participants(), 22);
        assert!(activity.problems().is_empty());
    }

    #[test]
    fn a_member_can_be_taken_out_and_put_back() {
        let shown = sample();
        let mut edited = shown.clone();
        edited.participants.remove(1);
        let mut fields = shown.to_fields();
        let changed = changed_fields(&fields, &edited.to_fields());
        assert!(changed.values().all(Value::is_null), "{changed:?}");
        fields.extend(changed);
        assert_eq!(Activity::from_fields(&fields), edited);
        let back = changed_fields(&edited.to_fields(), &shown.to_fields());
        fields.extend(back);
        assert_eq!(Activity::from_fields(&fields), shown);
    }

    #[test]
    fn the_end_is_not_before_the_start() {
        let mut activity = sample();
        activity.end_time = "08:00".into();
        let fields = |activity: &Activity| -> Vec<String> {
            activity.problems().into_iter().map(|p| p.field).collect()
        };
        assert_eq!(fields(&activity), ["end_time"]);
        activity.end_date = crate::dates::parse_iso_date("2026-10-05");
        assert!(fields(&activity).is_empty(), "the next morning is later");
        activity.end_date = crate::dates::parse_iso_date("2026-10-03");
        assert_eq!(fields(&activity), ["end_date"]);
    }
}
