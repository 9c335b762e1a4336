//! What arrived of a KIM, as JSON for officers and scripts. Who spoke in confidence is never in it.

use crate::store::{self, Kim, OfficeError};
use adinda_domain::aspiration::identity_is_open;
use adinda_domain::{FieldPath, Kind, RecordId, Value};
use rusqlite::Transaction;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeSet;

/// Everything that the office has of one KIM: records with their fields and versions, conflicts, held values.
///
/// The reporter of an aspiration that is secret or anonymous, or of none that the office has, is withheld:
/// only a verifikator opens it, with a reason that is logged.
///
/// # Errors
/// [`OfficeError::NoSuchKim`] and those of the database.
pub fn report(tx: &Transaction<'_>, id_or_name: &str) -> Result<Json, OfficeError> {
    let kim = Kim::find(tx, id_or_name)?;
    let records = store::all_fields(tx, kim.kim)?;
    let open_reporters = reporters_that_may_be_shown(&records);
    let is_withheld = |kind: &Kind, record: &RecordId| {
        *kind == Kind::REPORTER && !open_reporters.contains(record)
    };

    let shown: Vec<Json> = records
        .iter()
        .map(|((kind, record), fields)| {
            let version = fields
                .values()
                .map(|field| field.version.0)
                .max()
                .unwrap_or_default();
            let mut entry = json!({ "kind": kind.as_str(), "id": record, "version": version });
            if is_withheld(kind, record) {
                entry["withheld"] = json!(true);
            } else {
                let fields: Map<String, Json> = fields
                    .iter()
                    .map(|(path, field)| (path.to_string(), value_to_json(&field.value)))
                    .collect();
                entry["fields"] = Json::Object(fields);
            }
            entry
        })
        .collect();
    let (mut conflicts, mut held) = (Vec::new(), Vec::new());
    for (kind, record, alternative) in store::open_alternatives(tx, kim.kim)? {
        let value = if is_withheld(&kind, &record) {
            Json::Null
        } else {
            value_to_json(&alternative.value)
        };
        let mut entry = json!({
            "kind": kind.as_str(), "id": record, "field": alternative.path.to_string(), "value": value,
            "edit": alternative.op, "laptop": alternative.device_letter,
        });
        match alternative.held {
            Some(reason) => {
                entry["reason"] = json!(reason.code());
                held.push(entry);
            }
            None => conflicts.push(entry),
        }
    }
    Ok(json!({
        "kim": kim.kim, "name": kim.details.name, "version": kim.version.0,
        "records": shown, "conflicts": conflicts, "held": held,
    }))
}

/// Reporters named by at least one aspiration, and by none that is secret or anonymous.
fn reporters_that_may_be_shown(records: &store::Records) -> BTreeSet<RecordId> {
    let (mut open, mut closed) = (BTreeSet::new(), BTreeSet::new());
    for ((kind, _), fields) in records {
        let reporter = fields
            .get(&FieldPath::scalar("reporter"))
            .map(|field| &field.value);
        if let (true, Some(Value::Reference(reporter))) = (*kind == Kind::ASPIRATION, reporter) {
            let values = fields
                .iter()
                .map(|(path, field)| (path.clone(), field.value.clone()))
                .collect();
            let set = if identity_is_open(&values) {
                &mut open
            } else {
                &mut closed
            };
            set.insert(RecordId(*reporter));
        }
    }
    open.difference(&closed).copied().collect()
}

fn value_to_json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Boolean(yes) => json!(yes),
        Value::Integer(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::Reference(id) => json!(id),
        Value::Opaque(item) => {
            json!({ "cbor": item.iter().map(|byte| format!("{byte:02x}")).collect::<String>() })
        }
    }
}
