//! What arrived of a KIM, as JSON for officers and scripts. Who spoke in confidence is never in it.

use crate::store::{self, Kim, OfficeError};
use adinda_domain::aspiration::identity_is_open;
use adinda_domain::{FieldPath, Kind, RecordId, Value};
use adinda_wire::exchange::Alternative;
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
    let alternatives = store::open_alternatives(tx, kim.kim)?;
    let open_reporters = reporters_that_may_be_shown(&records, &alternatives);
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
    for (kind, record, alternative) in alternatives {
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

/// Reporters named by at least one aspiration, and by none that is, or may have to become, secret or anonymous: a
/// conflict or held value about that counts as well.
fn reporters_that_may_be_shown(
    records: &store::Records,
    alternatives: &[(Kind, RecordId, Alternative)],
) -> BTreeSet<RecordId> {
    let identity_path = FieldPath::scalar("identity");
    let is_contested = |aspiration: &RecordId| {
        alternatives.iter().any(|(kind, record, alternative)| {
            *kind == Kind::ASPIRATION
                && record == aspiration
                && alternative.path == identity_path
                && !identity_is_open(Some(&alternative.value))
        })
    };
    let (mut open, mut closed) = (BTreeSet::new(), BTreeSet::new());
    for ((kind, record), fields) in records {
        let value = |path: &FieldPath| fields.get(path).map(|field| &field.value);
        let reporter = value(&FieldPath::scalar("reporter"));
        if let (true, Some(Value::Reference(reporter))) = (*kind == Kind::ASPIRATION, reporter) {
            let shown = identity_is_open(value(&identity_path)) && !is_contested(record);
            let set = if shown { &mut open } else { &mut closed };
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
