//! The book beside what the office has: every field that may leave the laptop arrived, once; what must stay stayed.

use adinda_client::Book;
use adinda_client::views::AspirationForm;
use adinda_domain::aspiration::Identity;
use adinda_domain::meeting::Meeting;
use adinda_domain::schema::stays_on_laptop;
use adinda_domain::{FieldPath, Fields, Kind, RecordId, RecordKind, Value};
use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// What was found to agree.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// How many records of each kind are on both sides.
    pub records: BTreeMap<String, usize>,
    /// How many fields are the same on both sides.
    pub fields: usize,
    /// How many fields the book has that stayed on the laptop.
    pub kept_back: usize,
    /// How many reporters the office has and doesn't show.
    pub withheld: usize,
}

/// A record of the book, as it stands there.
pub struct InBook {
    kind: Kind,
    id: RecordId,
    fields: Fields,
    /// Who spoke in confidence isn't in the office's report.
    is_withheld: bool,
}

impl InBook {
    /// The text of a field, if the record is of that kind and has it.
    pub fn text(&self, kind: &str, field: &str) -> Option<&str> {
        let value = self.fields.get(&FieldPath::scalar(field))?;
        value.as_text().filter(|_| self.kind.as_str() == kind)
    }
}

/// Everything in a book.
pub fn records_of_book(book: &Book) -> Result<Vec<InBook>> {
    let shown = |kind, id, fields| InBook {
        kind,
        id,
        fields,
        is_withheld: false,
    };
    let mut records = vec![shown(
        Kind::PROFILE,
        RecordId::PROFILE,
        book.profile()?.to_fields(),
    )];
    for row in book.members()? {
        records.push(shown(Kind::MEMBER, row.id, row.member.to_fields()));
    }
    for row in book.meetings()? {
        let form = book.open_form::<Meeting>(Some(row.id))?;
        book.discard_draft(form.draft)?;
        records.push(shown(Kind::MEETING, row.id, form.record.to_fields()));
    }
    for row in book.aspirations()? {
        let form = book.open_form::<AspirationForm>(Some(row.id))?;
        book.discard_draft(form.draft)?;
        let AspirationForm {
            aspiration,
            reporter,
        } = form.record;
        if let Some(id) = aspiration.reporter {
            records.push(InBook {
                kind: Kind::REPORTER,
                id,
                fields: reporter.to_fields(),
                is_withheld: aspiration.identity != Some(Identity::Open),
            });
        }
        records.push(shown(Kind::ASPIRATION, row.id, aspiration.to_fields()));
    }
    Ok(records)
}

/// Compares a book with the office's report on it.
pub fn compare(book: &[InBook], report: &Json) -> Result<Agreement> {
    let list = |name: &str| {
        report[name]
            .as_array()
            .with_context(|| format!("{name} in the report"))
    };
    ensure!(
        list("conflicts")?.is_empty(),
        "there are conflicts: {}",
        report["conflicts"]
    );
    ensure!(
        list("held")?.is_empty(),
        "something is held: {}",
        report["held"]
    );
    let mut at_office = BTreeMap::new();
    for record in list("records")? {
        let key = (record["kind"].to_string(), record["id"].to_string());
        let twice = at_office.insert(key, record).is_some();
        ensure!(!twice, "twice at the office: {record}");
    }
    let mut agreement = Agreement::default();
    let mut faults = Vec::new();
    for record in book {
        let name = format!("{} {}", record.kind, record.id);
        let key = (
            json!(record.kind.as_str()).to_string(),
            json!(record.id).to_string(),
        );
        match at_office.remove(&key) {
            None => faults.push(format!("{name} isn't at the office")),
            Some(arrived) => compare_record(record, arrived, &name, &mut agreement, &mut faults),
        }
    }
    faults.extend(
        at_office
            .values()
            .map(|record| format!("not in the book: {record}")),
    );
    ensure!(
        faults.is_empty(),
        "book and office differ:\n{}",
        faults.join("\n")
    );
    Ok(agreement)
}

fn compare_record(
    record: &InBook,
    arrived: &Json,
    name: &str,
    agreement: &mut Agreement,
    faults: &mut Vec<String>,
) {
    *agreement
        .records
        .entry(record.kind.to_string())
        .or_default() += 1;
    if record.is_withheld {
        agreement.withheld += 1;
        if arrived["withheld"] != true || arrived.get("fields").is_some() {
            faults.push(format!("{name} isn't withheld: {arrived}"));
        }
        return;
    }
    let nothing = Map::new();
    let mut fields: BTreeMap<&str, &Json> = arrived["fields"]
        .as_object()
        .unwrap_or(&nothing)
        .iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(path, value)| (path.as_str(), value))
        .collect();
    for (path, value) in &record.fields {
        let there = fields.remove(path.as_str());
        if stays_on_laptop(&record.kind, path) {
            agreement.kept_back += 1;
            if there.is_some() {
                faults.push(format!("{name}: {path} must not leave the laptop"));
            }
        } else if there == Some(&to_json(value)) {
            agreement.fields += 1;
        } else {
            faults.push(format!(
                "{name}: {path} is {value:?} here and {there:?} there"
            ));
        }
    }
    for (path, value) in fields {
        faults.push(format!("{name}: {path} is only there: {value}"));
    }
}

/// A value as the office's report writes it.
fn to_json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Boolean(yes) => json!(yes),
        Value::Integer(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::Reference(id) => json!(id),
        Value::Opaque(bytes) => json!({ "cbor": bytes }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn book() -> Vec<InBook> {
        vec![InBook {
            kind: Kind::MEMBER,
            id: RecordId::PROFILE,
            fields: sample::member_with_private_fields("Sri").to_fields(),
            is_withheld: false,
        }]
    }

    fn report(fields: Json, more: &[Json]) -> Json {
        let mut records =
            vec![json!({ "kind": "member", "id": RecordId::PROFILE, "fields": fields })];
        records.extend(more.iter().cloned());
        json!({ "records": records, "conflicts": [], "held": [] })
    }

    fn fault(report: &Json) -> String {
        compare(&book(), report).unwrap_err().to_string()
    }

    #[test]
    fn what_agrees_is_counted_and_every_difference_is_found() {
        let good = json!({ "name": "Sri", "position": "secretary", "note": null });
        let agreement = compare(&book(), &report(good.clone(), &[])).unwrap();
        assert_eq!((agreement.fields, agreement.kept_back), (2, 4));
        assert_eq!(
            agreement.records,
            BTreeMap::from([("member".to_owned(), 1)])
        );

        let without = |name: &str| {
            let mut fields = good.clone();
            fields[name] = Json::Null;
            report(fields, &[])
        };
        assert!(fault(&without("name")).contains("name is Text(\"Sri\") here and None there"));
        let with = |name: &str, value: &str| {
            let mut fields = good.clone();
            fields[name] = json!(value);
            report(fields, &[])
        };
        assert!(fault(&with("name", "Sry")).contains("name is"));
        assert!(fault(&with("nik", "3507125708870003")).contains("nik must not leave"));
        assert!(fault(&with("origin", "PKK")).contains("origin is only there"));
        let other = json!({ "kind": "member", "id": "other", "fields": {} });
        assert!(fault(&report(good.clone(), &[other])).contains("not in the book"));
        let twin = json!({ "kind": "member", "id": RecordId::PROFILE, "fields": good });
        assert!(fault(&report(good.clone(), &[twin])).contains("twice at the office"));
        assert!(fault(&json!({ "records": [], "conflicts": [], "held": [] })).contains("isn't at"));
        let mut held = report(good, &[]);
        held["held"] = json!([{}]);
        assert!(fault(&held).contains("held"));
    }

    #[test]
    fn who_spoke_in_confidence_must_be_withheld() {
        let book = [InBook {
            is_withheld: true,
            ..book().remove(0)
        }];
        let entry = |more: Json| json!({ "records": [more], "conflicts": [], "held": [] });
        let withheld = json!({ "kind": "member", "id": RecordId::PROFILE, "withheld": true });
        assert_eq!(compare(&book, &entry(withheld)).unwrap().withheld, 1);
        let shown = json!({ "kind": "member", "id": RecordId::PROFILE, "fields": {} });
        assert!(compare(&book, &entry(shown)).is_err());
    }
}
