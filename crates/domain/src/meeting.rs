//! Meetings (rapat): what was on the agenda, who came, what was decided and who follows it up.

use crate::RecordId;
use crate::attachment::{self, ATTACHMENTS, Attachment};
use crate::items::{Item, item, item_ids, put_items, take_items, tidy_items};
use crate::kinds::{Kind, RecordKind};
use crate::path::FieldPath;
use crate::profile::TimeZone;
use crate::record::{choice, flat_fields};
use crate::schema::FieldType::{Choice, Date, Integer, Text, Time};
use crate::schema::{LONG_TEXT, ListSpec, SHORT_TEXT};
use crate::value::Fields;
use crate::warning::FieldProblem;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The list of attendance marks, keyed by the member's own id: two laptops ticking the same name meet in one mark.
pub const ATTENDANCE: &str = "attendance";
const AGENDA: &str = "agenda";
const GUESTS: &str = "guests";
const DECISIONS: &str = "decisions";

/// The lists of a meeting.
pub(crate) const LISTS: &[ListSpec] = &[
    ListSpec {
        name: AGENDA,
        fields: AgendaItem::FIELDS,
    },
    ListSpec {
        name: ATTENDANCE,
        fields: AttendanceMark::FIELDS,
    },
    ListSpec {
        name: GUESTS,
        fields: Guest::FIELDS,
    },
    ListSpec {
        name: DECISIONS,
        fields: Decision::FIELDS,
    },
    ATTACHMENTS,
];

choice! {
    /// Fungsi ADINDA that the meeting served.
    AdindaFunction {
        Access = "access", Discussion = "discussion", Implementation = "implementation",
        Networking = "networking", Dissemination = "dissemination", Aspiration = "aspiration",
    }
}
choice! {
    /// Jenis rapat.
    MeetingType { Routine = "routine", Board = "board", Plenary = "plenary", Coordination = "coordination", Special = "special", Other = "other" }
}
choice! {
    /// Draf or final; final is a guard: a correction is a visible revision.
    MeetingStatus { Draft = "draft", Final = "final" }
}
choice! {
    /// Kehadiran: hadir, izin, sakit, alpa.
    Attendance { Present = "present", Excused = "excused", Sick = "sick", Absent = "absent" }
}
choice! {
    /// Status tindak lanjut.
    FollowUpStatus { Open = "open", InProgress = "in_progress", Done = "done", Dropped = "dropped" }
}

flat_fields! {
    /// One numbered point of the agenda (acara).
    AgendaItem {
        /// The point.
        text: String = Text(SHORT_TEXT);
        /// Its place in the list (see `position`); kept by the laptop.
        pos: String = Text(SHORT_TEXT);
    } and {
        /// Its identity; left out in new entries, where the laptop gives one.
        id: Option<RecordId>;
    }
}
flat_fields! {
    /// The mark of one member (kehadiran).
    AttendanceMark {
        /// Hadir, izin, sakit, alpa.
        status: Option<Attendance> = Choice(Attendance::WORDS);
        /// Keterangan.
        note: String = Text(SHORT_TEXT);
    } and {
        /// The member.
        member: Option<RecordId>;
    }
}
flat_fields! {
    /// A guest (tamu).
    Guest {
        /// Nama; required.
        name: String = Text(SHORT_TEXT);
        /// Lembaga.
        organisation: String = Text(SHORT_TEXT);
        /// Jabatan.
        position: String = Text(SHORT_TEXT);
        /// Place in the list.
        pos: String = Text(SHORT_TEXT);
    } and {
        /// Its identity; left out in new entries.
        id: Option<RecordId>;
    }
}
flat_fields! {
    /// A decision with its follow-up (keputusan & tindak lanjut).
    Decision {
        /// Pokok bahasan.
        topic: String = Text(SHORT_TEXT);
        /// Keputusan; required.
        decision: String = Text(LONG_TEXT);
        /// Penanggung jawab.
        responsible: String = Text(SHORT_TEXT);
        /// Tenggat.
        due: Option<NaiveDate> = Date;
        /// Status.
        status: Option<FollowUpStatus> = Choice(FollowUpStatus::WORDS);
        /// Keterangan.
        note: String = Text(LONG_TEXT);
        /// Place in the list.
        pos: String = Text(SHORT_TEXT);
    } and {
        /// Its identity; left out in new entries.
        id: Option<RecordId>;
    }
}

flat_fields! {
    /// A meeting (domain.md, "Meeting", "Attendance", "Decision & follow-up").
    Meeting {
        /// Nama rapat; required.
        title: String = Text(SHORT_TEXT);
        /// Jenis.
        meeting_type: Option<MeetingType> = Choice(MeetingType::WORDS);
        /// Fungsi ADINDA.
        function: Option<AdindaFunction> = Choice(AdindaFunction::WORDS);
        /// Tanggal.
        date: Option<NaiveDate> = Date;
        /// Waktu mulai, `09:00`.
        start_time: String = Time;
        /// Waktu selesai.
        end_time: String = Time;
        /// Zona waktu.
        time_zone: Option<TimeZone> = Choice(TimeZone::WORDS);
        /// Tempat.
        place: String = Text(SHORT_TEXT);
        /// Nomor undangan.
        invitation_number: String = Text(SHORT_TEXT);
        /// Tanggal undangan.
        invitation_date: Option<NaiveDate> = Date;
        /// Pimpinan rapat.
        chair: String = Text(SHORT_TEXT);
        /// Sekretaris rapat.
        secretary: String = Text(SHORT_TEXT);
        /// Pencatat.
        note_taker: String = Text(SHORT_TEXT);
        /// Pembukaan.
        opening: String = Text(LONG_TEXT);
        /// Pembahasan.
        discussion: String = Text(LONG_TEXT);
        /// Penutup.
        closing: String = Text(LONG_TEXT);
        /// Draf or final.
        status: Option<MeetingStatus> = Choice(MeetingStatus::WORDS);
        /// How often a final set of minutes was opened again.
        revision: Option<i64> = Integer(0, 1000);
    } and {
        /// Acara, in order.
        agenda: Vec<AgendaItem>;
        /// Kehadiran, one mark a member.
        attendance: Vec<AttendanceMark>;
        /// Tamu, in order.
        guests: Vec<Guest>;
        /// Keputusan & tindak lanjut, in order.
        decisions: Vec<Decision>;
        /// Foto & lampiran, in order.
        attachments: Vec<Attachment>;
    }
}
item!(AgendaItem);
item!(Guest);
item!(Decision);

/// How many came and whether that is a quorum (more than half of the members who are counted).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct AttendanceCount {
    /// Hadir.
    pub present: usize,
    /// Izin.
    pub excused: usize,
    /// Sakit.
    pub sick: usize,
    /// Alpa.
    pub absent: usize,
    /// Tamu.
    pub guests: usize,
    /// Whether more than half of the members were present.
    pub quorum: bool,
}

impl Meeting {
    /// Counts the marks; `members` are those whom the quorum is reckoned from. Others (pelindung, pembina) are
    /// counted as present, and not for the quorum.
    pub fn count_attendance(&self, members: &BTreeSet<RecordId>) -> AttendanceCount {
        let marked = |status| {
            self.attendance
                .iter()
                .filter(move |mark| mark.status == Some(status))
        };
        let present_members = marked(Attendance::Present)
            .filter(|mark| mark.member.is_some_and(|member| members.contains(&member)))
            .count();
        AttendanceCount {
            present: marked(Attendance::Present).count(),
            excused: marked(Attendance::Excused).count(),
            sick: marked(Attendance::Sick).count(),
            absent: marked(Attendance::Absent).count(),
            guests: self.guests.len(),
            quorum: present_members * 2 > members.len(),
        }
    }

    /// Gives every entry that has none an id from `fresh`, so that it can be told apart from now on.
    pub fn with_item_ids(mut self, mut fresh: impl FnMut() -> RecordId) -> Self {
        let of_agenda = self.agenda.iter_mut().map(|item| &mut item.id);
        let of_guests = self.guests.iter_mut().map(|item| &mut item.id);
        let of_decisions = self.decisions.iter_mut().map(|item| &mut item.id);
        let of_attachments = self.attachments.iter_mut().map(|item| &mut item.id);
        let ids = of_agenda.chain(of_guests).chain(of_decisions);
        for id in ids.chain(of_attachments) {
            id.get_or_insert_with(&mut fresh);
        }
        self
    }
}

impl RecordKind for Meeting {
    const KIND: Kind = Kind::MEETING;

    fn to_fields(&self) -> Fields {
        let mut fields = Fields::new();
        self.put_flat(&mut fields, FieldPath::scalar);
        put_items(AGENDA, &self.agenda, &mut fields);
        put_items(GUESTS, &self.guests, &mut fields);
        put_items(DECISIONS, &self.decisions, &mut fields);
        put_items(ATTACHMENTS.name, &self.attachments, &mut fields);
        for mark in &self.attendance {
            if let Some(member) = mark.member {
                mark.put_flat(&mut fields, |name| {
                    FieldPath::item(ATTENDANCE, member.0, name)
                });
            }
        }
        fields
    }

    fn from_fields(fields: &Fields) -> Self {
        let mut meeting = Meeting {
            agenda: take_items(AGENDA, fields),
            guests: take_items(GUESTS, fields),
            decisions: take_items(DECISIONS, fields),
            attachments: take_items(ATTACHMENTS.name, fields),
            attendance: item_ids(ATTENDANCE, fields)
                .into_iter()
                .map(|member| {
                    let mut mark = AttendanceMark {
                        member: Some(RecordId(member)),
                        ..AttendanceMark::default()
                    };
                    mark.take_flat(fields, |name| FieldPath::item(ATTENDANCE, member, name));
                    mark
                })
                .collect(),
            ..Meeting::default()
        };
        meeting.take_flat(fields, FieldPath::scalar);
        meeting
    }

    fn walls(&self) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        if self.title.trim().is_empty() {
            problems.push(FieldProblem::new("title", "required"));
        }
        if !self.start_time.is_empty()
            && !self.end_time.is_empty()
            && self.end_time < self.start_time
        {
            problems.push(FieldProblem::new("end_time", "end_before_start"));
        }
        for (index, guest) in self.guests.iter().enumerate() {
            if guest.name.trim().is_empty() && !guest.is_blank() {
                problems.push(FieldProblem::new(
                    &format!("guests[{index}].name"),
                    "required",
                ));
            }
        }
        for (index, decision) in self.decisions.iter().enumerate() {
            if decision.decision.trim().is_empty() && !decision.is_blank() {
                problems.push(FieldProblem::new(
                    &format!("decisions[{index}].decision"),
                    "required",
                ));
            }
        }
        problems.extend(attachment::walls(&self.attachments, "attachments"));
        for (index, mark) in self.attendance.iter().enumerate() {
            if mark.member.is_none() {
                problems.push(FieldProblem::new(
                    &format!("attendance[{index}].member"),
                    "required",
                ));
            }
        }
        problems
    }

    fn tidied(mut self) -> Self {
        tidy_items(&mut self.agenda);
        tidy_items(&mut self.guests);
        tidy_items(&mut self.decisions);
        tidy_items(&mut self.attachments);
        self
    }

    fn search_text(&self) -> String {
        let decisions = self.decisions.iter().flat_map(|d| {
            [
                d.topic.as_str(),
                d.decision.as_str(),
                d.responsible.as_str(),
            ]
        });
        let guests = self
            .guests
            .iter()
            .flat_map(|g| [g.name.as_str(), g.organisation.as_str()]);
        let own = [
            &self.title,
            &self.place,
            &self.opening,
            &self.discussion,
            &self.closing,
            &self.chair,
        ]
        .map(String::as_str);
        own.into_iter()
            .chain(self.agenda.iter().map(|a| a.text.as_str()))
            .chain(decisions)
            .chain(guests)
            .chain(self.attachments.iter().map(|a| a.caption.as_str()))
            .collect::<Vec<_>>()
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

    fn sample() -> Meeting {
        let mut next = 100;
        Meeting {
            title: "Rapat rutin".into(),
            start_time: "09:00".into(),
            attendance: vec![AttendanceMark {
                member: Some(id(1)),
                status: Some(Attendance::Present),
                note: String::new(),
            }],
            guests: vec![
                Guest {
                    name: "Pak Camat".into(),
                    ..Guest::default()
                },
                Guest::default(),
            ],
            decisions: ["kedua", "pertama"]
                .map(|text| Decision {
                    decision: text.into(),
                    ..Decision::default()
                })
                .into(),
            ..Meeting::default()
        }
        .tidied()
        .with_item_ids(|| {
            next += 1;
            id(next)
        })
    }

    #[test]
    fn a_meeting_survives_the_way_to_fields_and_back() {
        let meeting = sample();
        assert_eq!(meeting.guests.len(), 1, "a blank line is no guest");
        assert_eq!(Meeting::from_fields(&meeting.to_fields()), meeting);
    }

    #[test]
    fn an_entry_taken_out_is_marked_and_gone() {
        let shown = sample();
        let mut edited = shown.clone();
        edited.decisions.remove(0);
        edited.attendance[0].status = Some(Attendance::Sick);
        let changed = changed_fields(&shown.to_fields(), &edited.to_fields());
        let removed = FieldPath::item(
            DECISIONS,
            shown.decisions[0].id.unwrap().0,
            FieldPath::REMOVED,
        );
        assert_eq!(changed.get(&removed), Some(&Value::Boolean(true)));
        assert_eq!(changed.len(), 2, "{changed:?}");
        let mut after = shown.to_fields();
        after.extend(changed);
        assert_eq!(Meeting::from_fields(&after).decisions.len(), 1);
        assert_eq!(
            Meeting::from_fields(&after).attendance[0].status,
            Some(Attendance::Sick)
        );
    }

    #[test]
    fn unticking_a_name_empties_its_mark() {
        let shown = sample();
        let mut edited = shown.clone();
        edited.attendance.clear();
        let changed = changed_fields(&shown.to_fields(), &edited.to_fields());
        assert_eq!(changed.into_values().collect::<Vec<_>>(), [Value::Null]);
    }

    #[test]
    fn the_count_runs_along_and_only_members_make_a_quorum() {
        let quorum = |members: &[u128]| {
            let members = members.iter().map(|n| id(*n)).collect();
            sample().count_attendance(&members)
        };
        assert_eq!(
            (
                quorum(&[1]).present,
                quorum(&[1]).guests,
                quorum(&[1]).quorum
            ),
            (1, 1, true)
        );
        assert!(!quorum(&[1, 2]).quorum, "half is not enough");
        assert!(!quorum(&[2]).quorum, "who was present doesn't count for it");
        assert!(!quorum(&[]).quorum);
    }

    #[test]
    fn times_in_order_and_entries_complete() {
        let mut meeting = sample();
        meeting.end_time = "08:00".into();
        meeting.decisions.push(Decision {
            topic: "jalan".into(),
            ..Decision::default()
        });
        let fields: Vec<String> = meeting.problems().into_iter().map(|p| p.field).collect();
        assert_eq!(fields, ["end_time", "decisions[2].decision"]);
    }
}
