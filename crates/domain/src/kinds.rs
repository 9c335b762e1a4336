//! The kinds of record this version knows, and what each must be able to do.

use crate::path::FieldPath;
use crate::schema::{FieldSpec, ListSpec, ValueProblem, check_value};
use crate::value::{Fields, Value};
use crate::warning::FieldProblem;
use crate::{activity, aspiration, dissemination, letter, meeting, member, profile};
use std::borrow::Cow;
use std::fmt;

/// The kind of a record, by name. Unknown kinds are carried along untouched.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind(Cow<'static, str>);

impl Kind {
    /// The KIM's profile and settings: one per KIM, with a fixed id.
    pub const PROFILE: Kind = Kind(Cow::Borrowed("profile"));
    /// A member (anggota).
    pub const MEMBER: Kind = Kind(Cow::Borrowed("member"));
    /// A meeting (rapat) with attendance, guests, agenda, decisions and follow-ups.
    pub const MEETING: Kind = Kind(Cow::Borrowed("meeting"));
    /// An aspiration (aspirasi).
    pub const ASPIRATION: Kind = Kind(Cow::Borrowed("aspiration"));
    /// Who brought an aspiration forward (penyampai), a record of its own so that it can be kept apart.
    pub const REPORTER: Kind = Kind(Cow::Borrowed("reporter"));
    /// An activity (kegiatan) beside meetings.
    pub const ACTIVITY: Kind = Kind(Cow::Borrowed("activity"));
    /// Information that was spread (diseminasi).
    pub const DISSEMINATION: Kind = Kind(Cow::Borrowed("dissemination"));
    /// A letter that goes out (surat keluar).
    pub const LETTER: Kind = Kind(Cow::Borrowed("letter"));
    /// The office's word on a file (`attachment`): that it has arrived. Written by the office alone.
    pub const ATTACHMENT: Kind = Kind(Cow::Borrowed("attachment"));
    /// Longest name of a kind in bytes.
    pub const MAX_BYTES: usize = 40;

    /// A kind by its name, known or not.
    pub fn new(name: &str) -> Kind {
        Kind(Cow::Owned(name.to_owned()))
    }

    /// The name, as stored and sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this could be the name of a kind at all: short, lower-case letters and `_`.
    pub fn is_well_formed(&self) -> bool {
        (1..=Self::MAX_BYTES).contains(&self.0.len())
            && self.0.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The field table of a kind: flat fields and lists; `None` for a kind that this version doesn't know.
pub(crate) fn specs_of(kind: &Kind) -> Option<(&'static [FieldSpec], &'static [ListSpec])> {
    match kind.as_str() {
        "profile" => Some((profile::Profile::FIELDS, profile::LISTS)),
        "member" => Some((member::Member::FIELDS, &[])),
        "meeting" => Some((meeting::Meeting::FIELDS, meeting::LISTS)),
        "aspiration" => Some((aspiration::Aspiration::FIELDS, aspiration::LISTS)),
        "reporter" => Some((aspiration::Reporter::FIELDS, &[])),
        "activity" => Some((activity::Activity::FIELDS, activity::LISTS)),
        "dissemination" => Some((dissemination::Dissemination::FIELDS, dissemination::LISTS)),
        "letter" => Some((letter::Letter::FIELDS, letter::LISTS)),
        _ => None,
    }
}

/// The lists whose entries are members, marked under the member's own id. An entry is unmarked by emptying its fields,
/// so that the member can be marked again.
const MEMBER_LISTS: &[(Kind, &str)] = &[
    (Kind::MEETING, meeting::ATTENDANCE),
    (Kind::ACTIVITY, activity::PARTICIPANTS),
];

/// Whether records of a kind mark members.
pub fn marks_members(kind: &Kind) -> bool {
    MEMBER_LISTS.iter().any(|(marking, _)| marking == kind)
}

/// The field names of a known kind, lists as `list[].field`: for help texts.
pub fn field_names(kind: &Kind) -> Vec<String> {
    let Some((scalars, lists)) = specs_of(kind) else {
        return Vec::new();
    };
    let of_lists = lists.iter().flat_map(|list| {
        list.fields
            .iter()
            .map(move |field| format!("{}[].{}", list.name, field.name))
    });
    scalars
        .iter()
        .map(|field| field.name.to_owned())
        .chain(of_lists)
        .collect()
}

/// A record that a person fills in: its shape, its way to fields and back, and its own rules.
pub trait RecordKind:
    Clone + Default + PartialEq + serde::Serialize + serde::de::DeserializeOwned
{
    /// Which kind this is.
    const KIND: Kind;

    /// All fields that aren't empty.
    fn to_fields(&self) -> Fields;

    /// The record that the fields show; entries taken out of a list are left out.
    fn from_fields(fields: &Fields) -> Self;

    /// What stands in the way of saving: required fields, dates that contradict each other.
    fn walls(&self) -> Vec<FieldProblem>;

    /// Puts right what needs no question before saving (phone numbers to +62, order of lists).
    fn tidied(self) -> Self {
        self
    }

    /// The text under which a search finds it.
    fn search_text(&self) -> String;

    /// Everything that forbids saving: the walls, and single values that don't fit their field.
    fn problems(&self) -> Vec<FieldProblem> {
        let mut problems = self.walls();
        for (path, value) in self.to_fields() {
            if let Err(problem) = check_value(&Self::KIND, &path, &value) {
                problems.push(FieldProblem::new(path.as_str(), problem_code(problem)));
            }
        }
        problems
    }
}

/// The code of a problem for the message catalogue.
pub fn problem_code(problem: ValueProblem) -> &'static str {
    match problem {
        ValueProblem::TooLong => "too_long",
        ValueProblem::NotADate => "not_a_date",
        ValueProblem::NotATime => "not_a_time",
        ValueProblem::OutOfBounds => "out_of_bounds",
        ValueProblem::NotAChoice => "not_a_choice",
        ValueProblem::WrongType => "wrong_type",
    }
}

/// The fields that differ between what a form showed and what it holds now. A flat field or a member's
/// mark that is gone becomes [`Value::Null`]; an entry that is gone from a list is marked removed.
pub fn changed_fields(shown: &Fields, edited: &Fields) -> Fields {
    let mut changed: Fields = edited
        .iter()
        .filter(|(path, value)| shown.get(path) != Some(value))
        .map(|(p, v)| (p.clone(), v.clone()))
        .collect();
    for (path, value) in shown {
        if edited.contains_key(path) || value.is_null() {
            continue;
        }
        match path.as_item() {
            Some((list, id, _)) if !is_member_list(list) && !has_item(edited, list, id) => {
                changed.insert(
                    FieldPath::item(list, id, FieldPath::REMOVED),
                    Value::Boolean(true),
                );
            }
            _ => {
                changed.insert(path.clone(), Value::Null);
            }
        }
    }
    changed
}

fn is_member_list(list: &str) -> bool {
    MEMBER_LISTS.iter().any(|(_, marking)| *marking == list)
}

fn has_item(fields: &Fields, list: &str, id: uuid::Uuid) -> bool {
    fields
        .keys()
        .any(|path| matches!(path.as_item(), Some((l, i, _)) if l == list && i == id))
}
