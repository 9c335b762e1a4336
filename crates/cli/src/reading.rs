//! JSON as it was given: read, and checked field by field against the domain's tables before anything is opened.

use crate::failure::Failure;
use crate::references::References;
use crate::shapes::{Field, Shape};
use crate::strict_json;
use crate::words;
use adinda_domain::schema::ValueProblem;
use adinda_domain::{RecordId, Value};
use serde_json::{Map, Value as Json};
use std::io::Read;
use std::path::Path;

/// The objects of a document, each with its path for messages: `member`, or `member[3]` in an array.
pub struct Given {
    /// Path and object.
    pub objects: Vec<(String, Json)>,
    /// Whether an array was given.
    pub is_array: bool,
}

impl Given {
    /// Reads a document from a file, or from stdin for `-` and nothing.
    pub fn read(file: Option<&Path>, root: &str) -> Result<Given, Failure> {
        let (bytes, place) = match file.filter(|file| *file != Path::new("-")) {
            Some(file) => (std::fs::read(file), file.display().to_string()),
            None => {
                let mut bytes = Vec::new();
                let read = std::io::stdin().lock().read_to_end(&mut bytes);
                (read.map(|_| bytes), "stdin".to_owned())
            }
        };
        let bytes =
            bytes.map_err(|error| Failure::of_field(&place, &words::unreadable_file(&error)))?;
        let text =
            std::str::from_utf8(&bytes).map_err(|_| Failure::of_field(&place, words::NOT_UTF8))?;
        // Windows editors begin a file with a byte order mark.
        let text = text.trim_start_matches('\u{feff}');
        if text.trim().is_empty() {
            return Err(Failure::of_field(&place, words::EMPTY_INPUT));
        }
        let json = strict_json::read(text)
            .map_err(|error| Failure::of_field(&place, &words::not_json(&error)))?;
        Ok(match json {
            Json::Array(items) => {
                let items = items.into_iter().enumerate();
                Given {
                    objects: items
                        .map(|(index, item)| (format!("{root}[{index}]"), item))
                        .collect(),
                    is_array: true,
                }
            }
            one => Given {
                objects: vec![(root.to_owned(), one)],
                is_array: false,
            },
        })
    }
}

impl Shape {
    /// Checks one object and gives back what serde can take: every value as the domain would store it, records that
    /// are named by their ids. An emptied field (`null` or `""`) becomes `null`.
    pub fn check(
        &self,
        path: &str,
        object: &Json,
        references: &References<'_>,
    ) -> Result<Map<String, Json>, Failure> {
        let mut checked = Map::new();
        for (name, given) in as_object(path, object)? {
            let at = format!("{path}.{name}");
            let value = if let Some((_, fields)) = self.lists.iter().find(|(list, _)| list == name)
            {
                checked_list(&at, given, fields, references)?
            } else if let Some(field) = self.fields.iter().find(|field| field.name == *name) {
                checked_value(&at, given, field, references)?
            } else if self.given_by_laptop.contains(&name.as_str()) {
                return Err(Failure::of_field(&at, words::GIVEN_BY_LAPTOP));
            } else {
                return Err(Failure::of_field(&at, words::UNKNOWN_FIELD));
            };
            checked.insert(name.clone(), value);
        }
        Ok(checked)
    }
}

fn checked_list(
    path: &str,
    given: &Json,
    fields: &[Field],
    references: &References<'_>,
) -> Result<Json, Failure> {
    let items = match given {
        Json::Null => return Ok(Json::Null),
        Json::Array(items) => items,
        _ => return Err(Failure::of_field(path, words::NOT_AN_ARRAY)),
    };
    let mut checked = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let path = format!("{path}[{index}]");
        let mut entry = Map::new();
        for (name, given) in as_object(&path, item)? {
            let at = format!("{path}.{name}");
            let field = fields.iter().find(|field| field.name == *name);
            let field = field.ok_or_else(|| Failure::of_field(&at, words::UNKNOWN_FIELD))?;
            let value = checked_value(&at, given, field, references)?;
            if !value.is_null() {
                entry.insert(name.clone(), value);
            }
        }
        checked.push(Json::Object(entry));
    }
    Ok(Json::Array(checked))
}

fn checked_value(
    path: &str,
    given: &Json,
    field: &Field,
    references: &References<'_>,
) -> Result<Json, Failure> {
    let wrong = |problem| Failure::of_field(path, &words::wrong_value(problem, &field.spec, given));
    let value = match given {
        Json::Null => Value::Null,
        Json::Bool(yes) => Value::Boolean(*yes),
        Json::Number(number) => number
            .as_i64()
            .map(Value::Integer)
            .ok_or_else(|| wrong(ValueProblem::WrongType))?,
        Json::String(text) => match (Value::text(text), field.target) {
            (Value::Text(text), Some(target)) => {
                Value::Reference(references.find(target, path, &text)?.0)
            }
            (value, _) => value,
        },
        Json::Array(_) | Json::Object(_) => return Err(wrong(ValueProblem::WrongType)),
    };
    field.spec.check(&value).map_err(wrong)?;
    Ok(match value {
        Value::Boolean(yes) => Json::Bool(yes),
        Value::Integer(number) => Json::from(number),
        Value::Text(text) => Json::String(text),
        Value::Reference(id) => Json::String(RecordId(id).to_string()),
        Value::Null | Value::Opaque(_) => Json::Null,
    })
}

fn as_object<'a>(path: &str, json: &'a Json) -> Result<&'a Map<String, Json>, Failure> {
    json.as_object()
        .ok_or_else(|| Failure::of_field(path, words::NOT_AN_OBJECT))
}
