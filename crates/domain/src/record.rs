//! Two small macros that make a record's struct, its field table and the way between them from one list,
//! so that the three can never disagree.

use crate::id::RecordId;
use crate::value::{Value, normalise_text};
use chrono::NaiveDate;

/// A Rust type that one field can be. Reading is tolerant: what an older or newer version left in the
/// store and this one can't read shows as empty, and stays as it is unless somebody changes it.
pub(crate) trait FieldValue: Sized {
    fn to_value(&self) -> Value;
    fn from_value(value: Option<&Value>) -> Self;
}

impl FieldValue for String {
    fn to_value(&self) -> Value {
        Value::text(self)
    }
    fn from_value(value: Option<&Value>) -> Self {
        value
            .and_then(Value::as_text)
            .map(normalise_text)
            .unwrap_or_default()
    }
}

impl FieldValue for Option<NaiveDate> {
    fn to_value(&self) -> Value {
        self.map_or(Value::Null, |date| {
            Value::Text(date.format("%Y-%m-%d").to_string())
        })
    }
    fn from_value(value: Option<&Value>) -> Self {
        value
            .and_then(Value::as_text)
            .and_then(crate::dates::parse_iso_date)
    }
}

impl FieldValue for bool {
    fn to_value(&self) -> Value {
        if *self {
            Value::Boolean(true)
        } else {
            Value::Null
        }
    }
    fn from_value(value: Option<&Value>) -> Self {
        matches!(value, Some(Value::Boolean(true)))
    }
}

impl FieldValue for Option<i64> {
    fn to_value(&self) -> Value {
        self.map_or(Value::Null, Value::Integer)
    }
    fn from_value(value: Option<&Value>) -> Self {
        match value {
            Some(Value::Integer(n)) => Some(*n),
            _ => None,
        }
    }
}

impl FieldValue for Option<RecordId> {
    fn to_value(&self) -> Value {
        self.map_or(Value::Null, |id| Value::Reference(id.0))
    }
    fn from_value(value: Option<&Value>) -> Self {
        match value {
            Some(Value::Reference(id)) => Some(RecordId(*id)),
            _ => None,
        }
    }
}

/// Makes an enum of words: serialised, sent and stored as the word on the right.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, ts_rs::TS)]
        pub enum $name {
            $($(#[$word_doc])* #[doc = concat!("`", $word, "`")] #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every word, in the order in which they are offered.
            pub const WORDS: &'static [&'static str] = &[$($word),+];
            /// Every choice, in the order in which they are offered.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word, as stored and sent.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }

        impl crate::record::FieldValue for Option<$name> {
            fn to_value(&self) -> crate::value::Value {
                self.map_or(crate::value::Value::Null, |choice| crate::value::Value::Text(choice.word().to_owned()))
            }
            fn from_value(value: Option<&crate::value::Value>) -> Self {
                match value.and_then(crate::value::Value::as_text) {
                    $(Some($word) => Some($name::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

/// Makes a struct of flat fields, with its table of [`crate::schema::FieldSpec`]s and both conversions.
macro_rules! flat_fields {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$field_doc:meta])* $field:ident : $type:ty = $field_type:expr $(, $reach:ident)?;)+
    } $(and { $($(#[$extra_doc:meta])* $extra:ident : $extra_type:ty;)+ })?) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name {
            $($($(#[$extra_doc])* pub $extra: $extra_type,)+)?
            $($(#[$field_doc])* pub $field: $type,)+
        }

        impl $name {
            /// The table of flat fields.
            pub const FIELDS: &'static [crate::schema::FieldSpec] = &[$(crate::schema::FieldSpec {
                name: stringify!($field),
                field_type: $field_type,
                reach: crate::record::reach!($($reach)?),
            }),+];

            /// Writes every flat field that isn't empty, under the path that `path` makes of its name.
            pub(crate) fn put_flat(&self, fields: &mut crate::value::Fields, path: impl Fn(&str) -> crate::path::FieldPath) {
                $(
                    let value = crate::record::FieldValue::to_value(&self.$field);
                    if !value.is_null() {
                        fields.insert(path(stringify!($field)), value);
                    }
                )+
            }

            /// Reads every flat field from the path that `path` makes of its name.
            pub(crate) fn take_flat(&mut self, fields: &crate::value::Fields, path: impl Fn(&str) -> crate::path::FieldPath) {
                $(self.$field = crate::record::FieldValue::from_value(fields.get(&path(stringify!($field))));)+
            }
        }
    };
}

macro_rules! reach {
    () => {
        crate::schema::Reach::Shared
    };
    (stays_on_laptop) => {
        crate::schema::Reach::StaysOnLaptop
    };
}

pub(crate) use {choice, flat_fields, reach};
