//! What is said beside a field: a problem that forbids saving, or a warning that doesn't. Only codes;
//! the sentences live in the message catalogue.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Something about one field: the path, a code of the message catalogue, and what the sentence fills in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct FieldProblem {
    /// The field's path, as in JSON (`name`, `guests[0].name` shown as `guests/⟨id⟩/name`).
    pub field: String,
    /// The code under which the catalogue has the sentence.
    pub code: String,
    /// What the sentence fills in.
    pub args: BTreeMap<String, String>,
}

impl FieldProblem {
    /// A problem without anything to fill in.
    pub fn new(field: &str, code: &str) -> Self {
        Self {
            field: field.to_owned(),
            code: code.to_owned(),
            args: BTreeMap::new(),
        }
    }

    /// The same with something to fill in.
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }
}

impl std::fmt::Display for FieldProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.field, self.code)
    }
}
