//! `profile set` and `profile show`: who the KIM is, and its settings.

use crate::failure::Failure;
use crate::output::Output;
use crate::reading::Given;
use crate::references::References;
use crate::shapes;
use crate::words;
use crate::workplace::Workplace;
use adinda_domain::RecordKind;
use adinda_domain::profile::Profile;
use serde_json::{Map, Value as Json};
use std::path::Path;

/// Changes the fields that are named and no others.
pub fn set(workplace: &Workplace, output: &Output, file: Option<&Path>) -> Result<(), Failure> {
    let shape = shapes::profile();
    let given = Given::read(file, shape.root)?;
    let [(path, object)] = given.objects.as_slice() else {
        return Err(Failure::of_field(shape.root, words::ONE_OBJECT));
    };
    if given.is_array {
        return Err(Failure::of_field(shape.root, words::ONE_OBJECT));
    }
    let changes = shape.check(path, object, &References::new(workplace))?;
    let stored = match workplace.existing()? {
        Some(book) => book.profile()?,
        None => Profile::default(),
    };
    let problems = merged(&stored, &changes)?.problems();
    if !problems.is_empty() {
        return Err(Failure::of_problems(path, &problems));
    }
    let mut failed = None;
    let book = workplace.open()?;
    book.edit_profile(|stored| {
        merged(&stored, &changes).unwrap_or_else(|failure| {
            failed = Some(failure);
            stored
        })
    })?;
    if let Some(failure) = failed {
        return Err(failure);
    }
    show(workplace, output)
}

/// Shows what is stored.
pub fn show(workplace: &Workplace, output: &Output) -> Result<(), Failure> {
    let profile = workplace.open()?.profile()?;
    if output.json {
        return output.json(&profile);
    }
    for (path, value) in profile.to_fields() {
        let value = match value {
            adinda_domain::Value::Text(text) => text,
            adinda_domain::Value::Integer(number) => number.to_string(),
            adinda_domain::Value::Boolean(yes) => yes.to_string(),
            _ => continue,
        };
        output.line(&format!("{path}: {}", value.replace('\n', " ")))?;
    }
    Ok(())
}

/// The stored profile with the given fields over it.
fn merged(stored: &Profile, changes: &Map<String, Json>) -> Result<Profile, Failure> {
    let unfit = |error| Failure::because(words::error("unreadable"), error);
    let mut fields = serde_json::to_value(stored).map_err(unfit)?;
    if let Some(fields) = fields.as_object_mut() {
        for (name, value) in changes {
            match value {
                Json::Null => drop(fields.remove(name)),
                value => drop(fields.insert(name.clone(), value.clone())),
            }
        }
    }
    serde_json::from_value(fields).map_err(unfit)
}
