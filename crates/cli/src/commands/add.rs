//! `member add`, `meeting add` and the others: everything is checked first, then saved in one go.

use crate::failure::Failure;
use crate::output::Output;
use crate::reading::Given;
use crate::references::References;
use crate::shapes::{self, REPORTER_PREFIX, Shape};
use crate::words;
use crate::workplace::Workplace;
use adinda_client::views::AspirationForm;
use adinda_client::{Book, FormRecord};
use adinda_domain::activity::Activity;
use adinda_domain::aspiration::{Aspiration, Identity};
use adinda_domain::dissemination::Dissemination;
use adinda_domain::letter::Letter;
use adinda_domain::meeting::Meeting;
use adinda_domain::member::Member;
use adinda_domain::warning::FieldProblem;
use adinda_domain::{RecordId, RecordKind};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A kind of record that can be given as JSON.
pub trait KindAdded: FormRecord {
    /// The field of the number that the book gives.
    const NUMBER: &'static str = "register_number";

    /// What its JSON may hold.
    fn shape() -> Shape;
    /// The record of checked fields.
    fn from_checked(path: &str, fields: Map<String, Json>) -> Result<Self, Failure>;
    /// What forbids saving it.
    fn walls(&self) -> Vec<FieldProblem>;
    /// Its name, as people know it.
    fn title(&self) -> &str;
    /// The numbers that the book gave, by record.
    fn numbers(_book: &Book) -> Result<BTreeMap<RecordId, String>, Failure> {
        Ok(BTreeMap::new())
    }
}

/// Adds one record or several: all of them, or none.
pub fn add<K: KindAdded>(
    workplace: &Workplace,
    output: &Output,
    file: Option<&Path>,
) -> Result<(), Failure> {
    let shape = K::shape();
    let given = Given::read(file, shape.root)?;
    let references = References::new(workplace);
    let mut records = Vec::with_capacity(given.objects.len());
    for (path, object) in &given.objects {
        let record = K::from_checked(path, shape.check(path, object, &references)?)?;
        let problems = record.walls();
        if !problems.is_empty() {
            return Err(Failure::of_problems(path, &problems));
        }
        records.push(record);
    }
    let book = workplace.open()?;
    let ids = book.add_all(&records)?;
    // Saved: from here on nothing may keep the ids from being told.
    let numbers = K::numbers(book)?;
    if !output.json {
        for (id, record) in ids.iter().zip(&records) {
            let parts = [
                Some(&id.to_string()),
                numbers.get(id),
                Some(&record.title().to_owned()),
            ];
            let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
            output.line(&parts.join("\t"))?;
        }
    }
    let mut answers = Vec::new();
    for (((path, _), id), record) in given.objects.iter().zip(&ids).zip(&records) {
        let warnings = book.check_form(Some(*id), record)?.warnings;
        output.warnings(path, &warnings);
        answers.push(answer::<K>(*id, numbers.get(id), &warnings));
    }
    match answers.as_slice() {
        _ if !output.json => Ok(()),
        [one] if !given.is_array => output.json(one),
        all => output.json(&all),
    }
}

fn answer<K: KindAdded>(id: RecordId, number: Option<&String>, warnings: &[FieldProblem]) -> Json {
    let said = |warning: &FieldProblem| {
        json!({
            "field": warning.field, "code": warning.code, "args": warning.args,
            "message": words::field_problem(warning),
        })
    };
    let warnings: Vec<Json> = warnings.iter().map(said).collect();
    let name = K::NUMBER;
    match number {
        Some(number) => json!({ "id": id, name: number, "warnings": warnings }),
        None => json!({ "id": id, "warnings": warnings }),
    }
}

/// The record that checked fields make. Emptied ones are left out: an empty field is none.
fn typed<T: DeserializeOwned>(path: &str, fields: Map<String, Json>) -> Result<T, Failure> {
    let fields: Map<String, Json> = fields
        .into_iter()
        .filter(|(_, value)| !value.is_null())
        .collect();
    serde_json::from_value(Json::Object(fields))
        .map_err(|error| Failure::of_field(path, &error.to_string()))
}

/// Nobody stands in a list twice.
fn named_once(list: &str, members: impl Iterator<Item = Option<RecordId>>) -> Result<(), Failure> {
    let mut named = BTreeSet::new();
    for (index, member) in members.enumerate() {
        if member.is_some_and(|member| !named.insert(member)) {
            let field = format!("{list}[{index}].member");
            return Err(Failure::of_field(&field, words::TWICE));
        }
    }
    Ok(())
}

impl KindAdded for Member {
    fn shape() -> Shape {
        shapes::member()
    }
    fn from_checked(path: &str, fields: Map<String, Json>) -> Result<Self, Failure> {
        typed(path, fields)
    }
    fn walls(&self) -> Vec<FieldProblem> {
        RecordKind::problems(self)
    }
    fn title(&self) -> &str {
        &self.name
    }
}

impl KindAdded for Meeting {
    fn shape() -> Shape {
        shapes::meeting()
    }

    fn from_checked(path: &str, fields: Map<String, Json>) -> Result<Self, Failure> {
        let meeting: Meeting = typed(path, fields)?;
        let marked = meeting.attendance.iter().map(|mark| mark.member);
        named_once(&format!("{path}.attendance"), marked)?;
        Ok(meeting)
    }

    fn walls(&self) -> Vec<FieldProblem> {
        RecordKind::problems(self)
    }

    fn title(&self) -> &str {
        &self.title
    }
}

impl KindAdded for Activity {
    fn shape() -> Shape {
        shapes::activity()
    }
    fn from_checked(path: &str, fields: Map<String, Json>) -> Result<Self, Failure> {
        let activity: Activity = typed(path, fields)?;
        let named = activity.participants.iter().map(|part| part.member);
        named_once(&format!("{path}.participants"), named)?;
        Ok(activity)
    }
    fn walls(&self) -> Vec<FieldProblem> {
        RecordKind::problems(self)
    }
    fn title(&self) -> &str {
        &self.title
    }
}

impl KindAdded for Dissemination {
    fn shape() -> Shape {
        shapes::dissemination()
    }
    fn from_checked(path: &str, fields: Map<String, Json>) -> Result<Self, Failure> {
        typed(path, fields)
    }
    fn walls(&self) -> Vec<FieldProblem> {
        RecordKind::problems(self)
    }
    fn title(&self) -> &str {
        &self.title
    }
}

impl KindAdded for Letter {
    const NUMBER: &'static str = "number";

    fn shape() -> Shape {
        shapes::letter()
    }
    fn from_checked(path: &str, fields: Map<String, Json>) -> Result<Self, Failure> {
        typed(path, fields)
    }
    fn walls(&self) -> Vec<FieldProblem> {
        RecordKind::problems(self)
    }
    fn title(&self) -> &str {
        &self.subject
    }
    fn numbers(book: &Book) -> Result<BTreeMap<RecordId, String>, Failure> {
        let rows = book.letters()?.into_iter();
        Ok(rows.map(|row| (row.id, row.letter.number)).collect())
    }
}

impl KindAdded for AspirationForm {
    fn shape() -> Shape {
        shapes::aspiration()
    }

    fn from_checked(path: &str, fields: Map<String, Json>) -> Result<Self, Failure> {
        let mut reporter = Map::new();
        let mut aspiration = Map::new();
        for (name, value) in fields {
            match name.strip_prefix(REPORTER_PREFIX) {
                Some(name) => drop(reporter.insert(name.to_owned(), value)),
                None => drop(aspiration.insert(name, value)),
            }
        }
        let aspiration: Aspiration = typed(path, aspiration)?;
        // The book keeps nothing of somebody who wasn't asked: better said than dropped in silence.
        let named = reporter.iter().find(|(_, value)| !value.is_null());
        if let (Some(Identity::Anonymous), Some((name, _))) = (aspiration.identity, named) {
            let field = format!("{path}.{REPORTER_PREFIX}{name}");
            return Err(Failure::of_field(&field, words::ANONYMOUS));
        }
        Ok(AspirationForm {
            aspiration,
            reporter: typed(path, reporter)?,
        })
    }

    fn walls(&self) -> Vec<FieldProblem> {
        RecordKind::problems(&self.aspiration)
    }

    fn title(&self) -> &str {
        &self.aspiration.title
    }

    fn numbers(book: &Book) -> Result<BTreeMap<RecordId, String>, Failure> {
        let rows = book.aspirations()?.into_iter();
        Ok(rows
            .map(|row| (row.id, row.aspiration.register_number))
            .collect())
    }
}
