//! The name of a field within a record: `name`, or `attendance/⟨member⟩/status` for an entry of a list.

use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// A field path: lower-case names joined by `/`, with ids in between for the entries of a list.
/// Paths of newer versions are kept and passed on, whatever they name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldPath(String);

/// A path that no Adinda would write.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("not a field path: {0:?}")]
pub struct BadPath(pub String);

impl FieldPath {
    /// Longest path in bytes: shared by laptop and office.
    pub const MAX_BYTES: usize = 200;
    /// The guard that takes a record out of view.
    pub const REMOVED: &'static str = "removed";
    /// The permanent mark that a record was erased on purpose (UU 27/2022): it beats whatever comes for the record, and
    /// for entries of lists under the same id.
    pub const ERASED: &'static str = "erased";
    /// The record that this one was joined with: references follow.
    pub const MERGED_INTO: &'static str = "merged_into";
    /// The list of records that somebody said are not the same as this one.
    pub const DISTINCT_FROM: &'static str = "distinct_from";
    /// What only the office writes.
    pub const OFFICE_PREFIX: &'static str = "office/";

    /// A field of the record itself. Panics never: the name is one of ours, checked by the schema's test.
    pub fn scalar(name: &str) -> FieldPath {
        FieldPath(name.to_owned())
    }

    /// A field of one entry of a list.
    pub fn item(list: &str, id: Uuid, name: &str) -> FieldPath {
        FieldPath(format!("{list}/{}/{name}", id.hyphenated()))
    }

    /// `removed`.
    pub fn removed() -> FieldPath {
        FieldPath::scalar(Self::REMOVED)
    }

    /// `erased`.
    pub fn erased() -> FieldPath {
        FieldPath::scalar(Self::ERASED)
    }

    /// `merged_into`.
    pub fn merged_into() -> FieldPath {
        FieldPath::scalar(Self::MERGED_INTO)
    }

    /// `distinct_from/⟨other⟩/marked`.
    pub fn distinct_from(other: Uuid) -> FieldPath {
        FieldPath::item(Self::DISTINCT_FROM, other, "marked")
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether only the office may write this.
    pub fn is_office(&self) -> bool {
        self.0.starts_with(Self::OFFICE_PREFIX)
    }

    /// `(list, id, field)` when this is a field of a list's entry.
    pub fn as_item(&self) -> Option<(&str, Uuid, &str)> {
        let mut parts = self.0.splitn(3, '/');
        let (list, id, field) = (parts.next()?, parts.next()?, parts.next()?);
        Some((list, canonical_uuid(id)?, field))
    }

    /// The path with every id taken out, as the schema names it (`attendance//status`), and the ids.
    pub fn template(&self) -> (String, Vec<Uuid>) {
        let mut ids = Vec::new();
        let parts: Vec<&str> = self
            .0
            .split('/')
            .map(|part| match canonical_uuid(part) {
                Some(id) => {
                    ids.push(id);
                    ""
                }
                None => part,
            })
            .collect();
        (parts.join("/"), ids)
    }

    /// The path whose template and ids these are.
    ///
    /// # Errors
    /// [`BadPath`] if the ids are too many or too few, or the result is no path.
    pub fn from_template(template: &str, ids: &[Uuid]) -> Result<FieldPath, BadPath> {
        let mut ids = ids.iter();
        let parts: Option<Vec<String>> = template
            .split('/')
            .map(|part| match part {
                "" => ids.next().map(|id| id.hyphenated().to_string()),
                name => Some(name.to_owned()),
            })
            .collect();
        match parts {
            Some(parts) if ids.next().is_none() => parts.join("/").parse(),
            _ => Err(BadPath(template.to_owned())),
        }
    }
}

/// An id in exactly the form that we write, so that a path is the same text after any journey.
fn canonical_uuid(part: &str) -> Option<Uuid> {
    let id = Uuid::try_parse(part).ok()?;
    (id.hyphenated().to_string() == part).then_some(id)
}

impl FromStr for FieldPath {
    type Err = BadPath;

    fn from_str(text: &str) -> Result<Self, BadPath> {
        let good_part = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
        };
        if text.len() <= Self::MAX_BYTES && text.split('/').all(good_part) {
            Ok(FieldPath(text.to_owned()))
        } else {
            Err(BadPath(text.to_owned()))
        }
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_and_taken_apart() {
        let id = Uuid::from_u128(7);
        let path = FieldPath::item("attendance", id, "status");
        assert_eq!(path.as_str().parse::<FieldPath>(), Ok(path.clone()));
        assert_eq!(path.as_item(), Some(("attendance", id, "status")));
        assert_eq!(path.template(), ("attendance//status".to_owned(), vec![id]));
        assert_eq!(
            FieldPath::from_template("attendance//status", &[id]),
            Ok(path)
        );
        assert!(FieldPath::from_template("attendance//status", &[]).is_err());
        assert!(FieldPath::from_template("name", &[id]).is_err());
        let not_ours: FieldPath = id.simple().to_string().parse().unwrap();
        assert_eq!(not_ours.template(), (id.simple().to_string(), vec![]));
        assert!(FieldPath::scalar("office/status").is_office());
        for bad in ["", "/", "Nama", "a//b", "a b", &"x".repeat(201)] {
            assert!(bad.parse::<FieldPath>().is_err(), "{bad}");
        }
    }
}
