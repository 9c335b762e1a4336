//! What each known field may hold. Laptop and office check single values by this same table, so
//! that nothing is refused there which was accepted here.

use crate::dates;
use crate::kinds::{Kind, specs_of};
use crate::path::FieldPath;
use crate::value::Value;
use serde::{Deserialize, Serialize};

/// Longest short text in UTF-8 bytes (names, titles, places).
pub const SHORT_TEXT: usize = 400;
/// Longest long text in UTF-8 bytes (minutes, the body of an aspiration): some 20 typed pages.
pub const LONG_TEXT: usize = 64_000;

/// What kind of value a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// Text of at most so many UTF-8 bytes.
    Text(usize),
    /// A date, `2026-08-05`.
    Date,
    /// A time of day, `09:30`.
    Time,
    /// Yes or no.
    Boolean,
    /// Yes, for ever: it is never taken back.
    Mark,
    /// A whole number within these bounds, both included.
    Integer(i64, i64),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// The id of another record.
    Reference,
}

/// Who a field belongs to and how far it travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Goes to the office and to the KIM's other laptops.
    Shared,
    /// Never leaves the laptop (NIK, religion, birth: UU Adminduk, UU 27/2022).
    StaysOnLaptop,
}

/// One known field.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// The name, as in paths and in JSON.
    pub name: &'static str,
    /// What it holds.
    pub field_type: FieldType,
    /// How far it travels.
    pub reach: Reach,
}

/// One known list of a record, its entries keyed by id.
#[derive(Clone, Copy, Debug)]
pub struct ListSpec {
    /// The list's name, first part of the path.
    pub name: &'static str,
    /// The fields of an entry.
    pub fields: &'static [FieldSpec],
}

/// Why a single value cannot be taken; read out to the user by the message catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ValueProblem {
    /// More bytes than the field holds.
    TooLong,
    /// Not a date or not a day that exists.
    NotADate,
    /// Not a time of day.
    NotATime,
    /// A number outside its bounds.
    OutOfBounds,
    /// Not one of the words.
    NotAChoice,
    /// Text where a number belongs, and the like.
    WrongType,
}

impl FieldSpec {
    /// Checks one value; emptying a field is always right here (required fields are the form's matter,
    /// since records may arrive in pieces).
    pub fn check(&self, value: &Value) -> Result<(), ValueProblem> {
        match (self.field_type, value) {
            (FieldType::Mark, value) => {
                ok_if(*value == Value::Boolean(true), ValueProblem::OutOfBounds)
            }
            (_, Value::Null) => Ok(()),
            (FieldType::Text(max), Value::Text(text)) => {
                ok_if(text.len() <= max, ValueProblem::TooLong)
            }
            (FieldType::Date, Value::Text(text)) => ok_if(
                dates::parse_iso_date(text).is_some(),
                ValueProblem::NotADate,
            ),
            (FieldType::Time, Value::Text(text)) => {
                ok_if(dates::is_time(text), ValueProblem::NotATime)
            }
            (FieldType::Boolean, Value::Boolean(_)) => Ok(()),
            (FieldType::Integer(low, high), Value::Integer(n)) => {
                ok_if((low..=high).contains(n), ValueProblem::OutOfBounds)
            }
            (FieldType::Choice(words), Value::Text(text)) => {
                ok_if(words.contains(&text.as_str()), ValueProblem::NotAChoice)
            }
            (FieldType::Reference, Value::Reference(_)) => Ok(()),
            _ => Err(ValueProblem::WrongType),
        }
    }
}

fn ok_if(good: bool, problem: ValueProblem) -> Result<(), ValueProblem> {
    if good { Ok(()) } else { Err(problem) }
}

const REMOVED: FieldSpec = FieldSpec {
    name: FieldPath::REMOVED,
    field_type: FieldType::Boolean,
    reach: Reach::Shared,
};

const ERASED: FieldSpec = FieldSpec {
    name: FieldPath::ERASED,
    field_type: FieldType::Mark,
    reach: Reach::Shared,
};

const MERGED_INTO: FieldSpec = FieldSpec {
    name: FieldPath::MERGED_INTO,
    field_type: FieldType::Reference,
    reach: Reach::Shared,
};

const DISTINCT_MARK: FieldSpec = FieldSpec {
    name: "marked",
    field_type: FieldType::Boolean,
    reach: Reach::Shared,
};

/// The rule for a field, or `None` for a kind or field that this version doesn't know
/// (which then is merged as it came).
pub fn spec_of(kind: &Kind, path: &FieldPath) -> Option<FieldSpec> {
    if path.as_str() == FieldPath::REMOVED {
        return Some(REMOVED);
    }
    if path.as_str() == FieldPath::ERASED {
        return Some(ERASED);
    }
    if path.as_str() == FieldPath::MERGED_INTO {
        return Some(MERGED_INTO);
    }
    if let Some((FieldPath::DISTINCT_FROM, _, "marked")) = path.as_item() {
        return Some(DISTINCT_MARK);
    }
    let (scalars, lists) = specs_of(kind)?;
    match path.as_item() {
        Some((list, _, FieldPath::REMOVED)) => {
            lists.iter().any(|l| l.name == list).then_some(REMOVED)
        }
        Some((list, _, field)) => lists
            .iter()
            .find(|l| l.name == list)?
            .fields
            .iter()
            .find(|f| f.name == field)
            .copied(),
        None => scalars.iter().find(|f| f.name == path.as_str()).copied(),
    }
}

/// Checks one value of one field by its rule; unknown kinds and fields pass.
pub fn check_value(kind: &Kind, path: &FieldPath, value: &Value) -> Result<(), ValueProblem> {
    spec_of(kind, path).map_or(Ok(()), |spec| spec.check(value))
}

/// Whether a field never leaves the laptop.
pub fn stays_on_laptop(kind: &Kind, path: &FieldPath) -> bool {
    spec_of(kind, path).is_some_and(|spec| spec.reach == Reach::StaysOnLaptop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn single_values_are_checked_by_the_table() {
        let check = |kind: &str, path: FieldPath, value: Value| {
            check_value(&Kind::new(kind), &path, &value)
        };
        let member = |path: &str, value| check("member", FieldPath::scalar(path), value);
        assert_eq!(member("name", Value::Text("x".repeat(SHORT_TEXT))), Ok(()));
        assert_eq!(
            member("name", Value::Text("x".repeat(SHORT_TEXT + 1))),
            Err(ValueProblem::TooLong)
        );
        assert_eq!(
            member("joined_on", Value::Text("2026-02-30".into())),
            Err(ValueProblem::NotADate)
        );
        assert_eq!(
            member("sex", Value::Text("x".into())),
            Err(ValueProblem::NotAChoice)
        );
        assert_eq!(
            member("name", Value::Integer(1)),
            Err(ValueProblem::WrongType)
        );
        assert_eq!(member("from_a_newer_version", Value::Integer(1)), Ok(()));
        assert_eq!(
            check(
                "kind_of_tomorrow",
                FieldPath::scalar("name"),
                Value::Integer(1)
            ),
            Ok(())
        );
        let attendance = FieldPath::item("attendance", Uuid::from_u128(1), "status");
        assert_eq!(
            check("meeting", attendance.clone(), Value::Text("present".into())),
            Ok(())
        );
        assert_eq!(
            check("meeting", attendance, Value::Text("maybe".into())),
            Err(ValueProblem::NotAChoice)
        );
    }

    #[test]
    fn what_must_not_leave_the_laptop_is_marked() {
        for name in ["nik", "religion", "birth_place", "birth_date"] {
            assert!(
                stays_on_laptop(&Kind::new("member"), &FieldPath::scalar(name)),
                "{name}"
            );
        }
        assert!(!stays_on_laptop(
            &Kind::new("member"),
            &FieldPath::scalar("name")
        ));
    }
}
