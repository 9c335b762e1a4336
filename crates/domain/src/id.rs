//! Newtypes for every identifier, from one macro. All are UUIDs; new ones are version 7 (RFC 9562).

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// The text is not a UUID.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("not an identifier: {0:?}")]
pub struct NotAnId(pub String);

macro_rules! uuid_newtype {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
        #[ts(type = "string")]
        pub struct $name(pub Uuid);

        impl $name {
            /// A fresh version 7 id from the time in milliseconds since 1970 and ten random bytes.
            /// Both are passed in: this crate knows neither a clock nor chance. The time only makes
            /// neighbours in the database; nothing is decided by it.
            pub fn from_parts(unix_milliseconds: u64, random: [u8; 10]) -> Self {
                Self(uuid::Builder::from_unix_timestamp_millis(unix_milliseconds, &random).into_uuid())
            }

            /// The sixteen bytes, as stored and as sent.
            pub fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            /// From the sixteen stored bytes.
            pub fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0.hyphenated())
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::try_parse(text).map(Self).map_err(|_| NotAnId(text.to_owned()))
            }
        }
    )*};
}

uuid_newtype! {
    /// One village group; its register is an island, never mixed with another's.
    KimId;
    /// One enrolled laptop of a KIM.
    DeviceId;
    /// One record within a KIM, together with its kind.
    RecordId;
    /// One save: the edit that is sent, and receipted, exactly once.
    OpId;
    /// One open form on a laptop.
    DraftId;
}

impl RecordId {
    /// The profile of a KIM: the same on every laptop, so that two laptops of one KIM never make two.
    pub const PROFILE: RecordId = RecordId(Uuid::from_u128(1));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fresh_id_is_version_seven_and_round_trips() {
        let id = RecordId::from_parts(1_790_000_000_000, [7; 10]);
        assert_eq!(id.0.get_version_num(), 7);
        assert_eq!(id.to_string().parse::<RecordId>(), Ok(id));
        assert_eq!(RecordId::from_bytes(*id.as_bytes()), id);
        assert!("sri".parse::<RecordId>().is_err());
    }
}
