//! What people change in forms: few records, few fields, and values of which some are common.

use crate::sample;
use adinda_client::FormRecord;
use adinda_client::views::AspirationForm;
use adinda_domain::RecordId;
use adinda_domain::aspiration::VillageStage;
use adinda_domain::meeting::{Attendance, AttendanceMark, Guest, Meeting, MeetingStatus};
use adinda_domain::member::Member;

/// A text to be typed, and by what the form is to choose.
pub struct Typing {
    pub text: String,
    pub pick: u32,
    /// Members that can be ticked.
    pub members: Vec<RecordId>,
}

impl Typing {
    /// Unique texts begin with `#`; one in three is common, and some of those are empty. Some are long, so that pages
    /// and batches split.
    pub fn new(number: u64, pick: u32, value: u32, members: Vec<RecordId>) -> Typing {
        let text = match value % 10 {
            0 => "Petani".to_owned(),
            1 => "Guru".to_owned(),
            2 => String::new(),
            3 | 4 => format!("#{number} {}", "panjang ".repeat(40))
                .trim()
                .to_owned(),
            _ => format!("#{number}"),
        };
        Typing {
            text,
            pick,
            members,
        }
    }

    fn required(&self) -> String {
        if self.text.is_empty() {
            "Sri".into()
        } else {
            self.text.clone()
        }
    }
}

/// A form that the simulation can fill in.
pub trait Typed: FormRecord {
    /// Changes one field.
    fn type_in(&mut self, typing: &Typing);
    /// A new one.
    fn new(typing: &Typing) -> Self;
}

impl Typed for Member {
    fn type_in(&mut self, typing: &Typing) {
        match typing.pick % 5 {
            0 => self.name = typing.required(),
            1..=3 => self.address.clone_from(&typing.text),
            _ => self.occupation.clone_from(&typing.text),
        }
    }

    fn new(typing: &Typing) -> Self {
        Member {
            name: typing.required(),
            ..Member::default()
        }
    }
}

impl Typed for Meeting {
    fn type_in(&mut self, typing: &Typing) {
        let choice = usize::try_from(typing.pick / 8).unwrap();
        match typing.pick % 8 {
            0 => self.title = typing.required(),
            1 | 2 => self.place.clone_from(&typing.text),
            3 if choice.is_multiple_of(4) => {
                let is_final = self.status == Some(MeetingStatus::Final);
                self.status = Some(if is_final {
                    MeetingStatus::Draft
                } else {
                    MeetingStatus::Final
                });
            }
            4 if !typing.members.is_empty() => {
                self.mark(typing).status = Some(Attendance::ALL[choice % Attendance::ALL.len()])
            }
            5 if !typing.members.is_empty() => self.mark(typing).note.clone_from(&typing.text),
            6 if self.guests.len() < 3 => self.guests.push(Guest {
                name: typing.required(),
                ..Guest::default()
            }),
            7 if !self.guests.is_empty() => {
                let at = choice % self.guests.len();
                if choice.is_multiple_of(5) {
                    self.guests.remove(at);
                } else {
                    self.guests[at].organisation.clone_from(&typing.text);
                }
            }
            _ => self.discussion.clone_from(&typing.text),
        }
    }

    fn new(typing: &Typing) -> Self {
        Meeting {
            title: typing.required(),
            ..Meeting::default()
        }
    }
}

impl Typed for AspirationForm {
    fn type_in(&mut self, typing: &Typing) {
        match typing.pick % 3 {
            0 => self.aspiration.title = typing.required(),
            1 => self.aspiration.location.clone_from(&typing.text),
            _ => self.aspiration.village_result.clone_from(&typing.text),
        }
    }

    fn new(typing: &Typing) -> Self {
        let mut form = sample::aspiration(&typing.required());
        // A day that no clock is off by.
        form.aspiration.stage = Some(VillageStage::Recorded);
        form
    }
}

/// The mark of a member, made if it isn't there.
trait Marks {
    fn mark(&mut self, typing: &Typing) -> &mut AttendanceMark;
}

impl Marks for Meeting {
    fn mark(&mut self, typing: &Typing) -> &mut AttendanceMark {
        let member =
            typing.members[usize::try_from(typing.pick / 16).unwrap() % typing.members.len()];
        let at = self
            .attendance
            .iter()
            .position(|mark| mark.member == Some(member))
            .unwrap_or_else(|| {
                self.attendance.push(AttendanceMark {
                    member: Some(member),
                    ..AttendanceMark::default()
                });
                self.attendance.len() - 1
            });
        &mut self.attendance[at]
    }
}
