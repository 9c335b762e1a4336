//! How the domain's own words are written: ids as 16 bytes, paths without their ids' text, values as
//! plain CBOR so that what a newer version sends can be kept byte for byte.

use crate::cbor::{Cbor, Listed, Out, Put, Take, array_length, skip_rest};
use adinda_domain::merge::{Change, Checkpoint, HeldReason, Outcome, RecordSeen};
use adinda_domain::path::FieldPath;
use adinda_domain::{Base, DeviceId, KimId, Kind, Mark, OpId, RecordId, Value, Version};
use minicbor::data::{Tag, Type};
use minicbor::{Decoder, decode};
use uuid::Uuid;

/// CBOR tag 37, "binary UUID" in the IANA registry.
const TAG_UUID: Tag = Tag::new(37);

macro_rules! id_as_bytes {
    ($($name:ident),+) => {$(
        impl Cbor for $name {
            fn put(&self, out: &mut Out) -> Put {
                self.as_bytes().put(out)
            }
            fn take(from: &mut Decoder<'_>) -> Take<Self> {
                Ok($name::from_bytes(Cbor::take(from)?))
            }
        }
        impl Listed for $name {}
    )+};
}
id_as_bytes!(KimId, DeviceId, OpId, RecordId);

impl Cbor for Version {
    fn put(&self, out: &mut Out) -> Put {
        self.0.put(out)
    }
    fn take(from: &mut Decoder<'_>) -> Take<Self> {
        Ok(Version(from.u64()?))
    }
}
impl Listed for Version {}

impl Cbor for Mark {
    fn put(&self, out: &mut Out) -> Put {
        self.0.to_be_bytes().put(out)
    }
    fn take(from: &mut Decoder<'_>) -> Take<Self> {
        Ok(Mark(u64::from_be_bytes(Cbor::take(from)?)))
    }
}

crate::cbor::cbor_array!(Checkpoint { version, mark });

impl Cbor for Kind {
    fn put(&self, out: &mut Out) -> Put {
        out.str(self.as_str())?.ok()
    }
    fn take(from: &mut Decoder<'_>) -> Take<Self> {
        let kind = Kind::new(from.str()?);
        if kind.is_well_formed() {
            Ok(kind)
        } else {
            Err(decode::Error::message("not a kind"))
        }
    }
}

impl Cbor for FieldPath {
    fn put(&self, out: &mut Out) -> Put {
        let (template, ids) = self.template();
        if ids.is_empty() {
            return out.str(&template)?.ok();
        }
        out.array(1 + ids.len() as u64)?.str(&template)?;
        ids.iter().try_for_each(|id| id.as_bytes().put(out))
    }
    fn take(from: &mut Decoder<'_>) -> Take<Self> {
        let bad = |_| decode::Error::message("not a field path");
        if from.datatype()? == Type::String {
            return from.str()?.parse().map_err(bad);
        }
        let length = array_length(from)?;
        let template = from.str()?;
        let ids = (1..length)
            .map(|_| Ok(Uuid::from_bytes(Cbor::take(from)?)))
            .collect::<Take<Vec<Uuid>>>()?;
        FieldPath::from_template(template, &ids).map_err(bad)
    }
}

impl Listed for FieldPath {}

impl Cbor for Value {
    fn put(&self, out: &mut Out) -> Put {
        match self {
            Value::Null => out.null()?.ok(),
            Value::Boolean(yes) => out.bool(*yes)?.ok(),
            Value::Integer(number) => out.i64(*number)?.ok(),
            Value::Text(text) => out.str(text)?.ok(),
            Value::Reference(id) => {
                out.tag(TAG_UUID)?;
                id.as_bytes().put(out)
            }
            Value::Opaque(item) => {
                out.writer_mut().extend_from_slice(item);
                Ok(())
            }
        }
    }

    fn take(from: &mut Decoder<'_>) -> Take<Self> {
        let start = from.position();
        let value = match from.datatype()? {
            Type::Null => from.null().map(|()| Value::Null),
            Type::Bool => from.bool().map(Value::Boolean),
            Type::U8
            | Type::U16
            | Type::U32
            | Type::U64
            | Type::I8
            | Type::I16
            | Type::I32
            | Type::I64 => from.i64().map(Value::Integer),
            Type::String => from.str().map(|text| Value::Text(text.to_owned())),
            Type::Tag => take_reference(from),
            _ => Err(decode::Error::message("opaque")),
        };
        // Whatever isn't one of ours in our own way of writing it is kept as it came.
        if let Ok(value) = value {
            let mut again = minicbor::Encoder::new(Vec::new());
            if value.put(&mut again).is_ok()
                && again.into_writer() == from.input()[start..from.position()]
            {
                return Ok(value);
            }
        }
        from.set_position(start);
        from.skip()?;
        Ok(Value::Opaque(from.input()[start..from.position()].to_vec()))
    }
}

fn take_reference(from: &mut Decoder<'_>) -> Take<Value> {
    if from.tag()? != TAG_UUID {
        return Err(decode::Error::message("another tag"));
    }
    Ok(Value::Reference(Uuid::from_bytes(Cbor::take(from)?)))
}

/// `null`, a version, an edit's sixteen bytes, `[version]` for "up to", or `false` for unseen.
impl Cbor for Base {
    fn put(&self, out: &mut Out) -> Put {
        match self {
            Base::Nothing => out.null()?.ok(),
            Base::At(version) => version.put(out),
            Base::Own(op) => op.put(out),
            Base::UpTo(version) => {
                out.array(1)?;
                version.put(out)
            }
            Base::Unseen => out.bool(false)?.ok(),
        }
    }
    fn take(from: &mut Decoder<'_>) -> Take<Self> {
        Ok(match from.datatype()? {
            Type::Null => {
                from.null()?;
                Base::Nothing
            }
            Type::Bool => {
                from.bool()?;
                Base::Unseen
            }
            Type::Bytes => Base::Own(Cbor::take(from)?),
            Type::Array => {
                let length = array_length(from)?;
                let version = Version::take(from)?;
                skip_rest(from, length, 1)?;
                Base::UpTo(version)
            }
            _ => Base::At(Version::take(from)?),
        })
    }
}

crate::cbor::cbor_array!(RecordSeen { version, own });
crate::cbor::cbor_array!(Change { path, value, base });

/// What isn't simply applied: `[1, version]` same, `[2]` conflict, `[3, reason]` held, `[4]` erased; `[0]` applied.
impl Cbor for Outcome {
    fn put(&self, out: &mut Out) -> Put {
        match self {
            Outcome::Applied => out.array(1)?.u8(0)?.ok(),
            Outcome::Same(version) => out.array(2)?.u8(1)?.u64(version.0)?.ok(),
            Outcome::Conflict => out.array(1)?.u8(2)?.ok(),
            Outcome::Held(reason) => out.array(2)?.u8(3)?.u64(reason.code())?.ok(),
            Outcome::Erased => out.array(1)?.u8(4)?.ok(),
        }
    }
    fn take(from: &mut Decoder<'_>) -> Take<Self> {
        let length = array_length(from)?;
        let (outcome, known) = match from.u8()? {
            0 => (Outcome::Applied, 1),
            1 => (Outcome::Same(Version::take(from)?), 2),
            2 => (Outcome::Conflict, 1),
            3 => (Outcome::Held(HeldReason::from_code(from.u64()?)), 2),
            4 => (Outcome::Erased, 1),
            _ => return Err(decode::Error::message("unknown outcome")),
        };
        skip_rest(from, length, known)?;
        Ok(outcome)
    }
}
