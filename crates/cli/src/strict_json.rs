//! JSON in which no object names a field twice: of two values for one field, nobody knows which was meant.

use crate::words;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value as Json};
use std::fmt;

/// Reads a document.
pub fn read(text: &str) -> Result<Json, serde_json::Error> {
    serde_json::from_str(text).map(|Strict(json)| json)
}

struct Strict(Json);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Strict, D::Error> {
        deserializer.deserialize_any(StrictVisitor).map(Strict)
    }
}

struct StrictVisitor;

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }
    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }
    fn visit_bool<E: Error>(self, yes: bool) -> Result<Json, E> {
        Ok(Json::Bool(yes))
    }
    fn visit_i64<E: Error>(self, number: i64) -> Result<Json, E> {
        Ok(Json::from(number))
    }
    fn visit_u64<E: Error>(self, number: u64) -> Result<Json, E> {
        Ok(Json::from(number))
    }
    fn visit_f64<E: Error>(self, number: f64) -> Result<Json, E> {
        Ok(Number::from_f64(number).map_or(Json::Null, Json::Number))
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Json, E> {
        Ok(Json::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut read = Vec::new();
        while let Some(Strict(item)) = items.next_element()? {
            read.push(item);
        }
        Ok(Json::Array(read))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Json, A::Error> {
        let mut read = Map::new();
        while let Some((name, Strict(value))) = fields.next_entry::<String, Strict>()? {
            if read.contains_key(&name) {
                return Err(A::Error::custom(words::named_twice(&name)));
            }
            read.insert(name, value);
        }
        Ok(Json::Object(read))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_read_as_it_stands() {
        let text = r#"{"a": [1, -2, 1.5, true, null, "x", {"b": {}}], "c": 18446744073709551615}"#;
        let usual: Json = serde_json::from_str(text).unwrap();
        assert_eq!(read(text).unwrap(), usual);
    }

    #[test]
    fn a_field_named_twice_is_refused() {
        let error = read(r#"[{"a": 1, "b": {"c": 1, "c": 1}}]"#).unwrap_err();
        assert!(error.to_string().contains("“c”"), "{error}");
        assert!(read(r#"[{"a": 1}, {"a": 1}]"#).is_ok());
    }
}
