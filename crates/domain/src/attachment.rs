//! Photos and scans beside a record (foto & lampiran). The record says which files belong to it; the files themselves
//! travel apart, after the text, and are known by the SHA-256 of their bytes.

use crate::items::item;
use crate::record::{choice, flat_fields};
use crate::schema::FieldType::{Choice, Integer, Text};
use crate::schema::{ListSpec, SHORT_TEXT};
use crate::warning::FieldProblem;
use crate::{FieldPath, Kind, RecordId, Value};
use std::fmt;
use std::str::FromStr;

/// The list of attachments, the same on every kind of record that has them.
pub const ATTACHMENTS: ListSpec = ListSpec {
    name: "attachments",
    fields: Attachment::FIELDS,
};
/// Largest file in bytes, at the laptop and at the office.
pub const MOST_BYTES: u64 = 10 * 1024 * 1024;

choice! {
    /// What a file is, once it is kept: every picture becomes a JPEG when it is added.
    MediaType { Jpeg = "image/jpeg", Pdf = "application/pdf" }
}
choice! {
    /// What a file shows.
    AttachmentRole { Photo = "photo", AttendanceList = "attendance_list", Letter = "letter", Other = "other" }
}

flat_fields! {
    /// One photo or scan that belongs to a record.
    Attachment {
        /// SHA-256 of its bytes, 64 hexadecimal digits; given by the laptop when the file is added.
        file: String = Text(FileHash::TEXT_BYTES);
        /// Nama berkas, as it was called where it came from.
        name: String = Text(SHORT_TEXT);
        /// Keterangan.
        caption: String = Text(SHORT_TEXT);
        /// What it is.
        media_type: Option<MediaType> = Choice(MediaType::WORDS);
        /// Its size in bytes.
        size: Option<i64> = Integer(0, MOST_BYTES as i64);
        /// What it shows.
        role: Option<AttachmentRole> = Choice(AttachmentRole::WORDS);
        /// Its place in the list.
        pos: String = Text(SHORT_TEXT);
    } and {
        /// Its identity; left out in new entries.
        id: Option<RecordId>;
    }
}
item!(Attachment);

/// The SHA-256 of a file's bytes: its name everywhere.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileHash(pub [u8; 32]);

/// The text is not the name of a file.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("not the SHA-256 of a file: {0:?}")]
pub struct NotAFileHash(pub String);

impl FileHash {
    /// Length as text.
    const TEXT_BYTES: usize = 64;

    /// The record of kind [`Kind::ATTACHMENT`] in which the office says that the file has arrived.
    pub fn record(self) -> RecordId {
        let mut first_half = [0; 16];
        first_half.copy_from_slice(&self.0[..16]);
        RecordId::from_bytes(first_half)
    }

    /// The office's word that it has the file.
    pub fn stored_path() -> FieldPath {
        FieldPath::scalar("office/stored")
    }

    /// How many bytes the office has of it.
    pub fn size_path() -> FieldPath {
        FieldPath::scalar("office/size")
    }
}

impl fmt::Display for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileHash({self})")
    }
}

impl FromStr for FileHash {
    type Err = NotAFileHash;

    fn from_str(text: &str) -> Result<Self, NotAFileHash> {
        let bad = || NotAFileHash(text.to_owned());
        let is_ours = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() != Self::TEXT_BYTES || !text.bytes().all(is_ours) {
            return Err(bad());
        }
        let mut hash = [0; 32];
        for (index, byte) in hash.iter_mut().enumerate() {
            let digits = text.get(index * 2..index * 2 + 2).ok_or_else(bad)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| bad())?;
        }
        Ok(FileHash(hash))
    }
}

/// The file that a field names, if it is the `file` of an attachment.
pub fn file_of(path: &FieldPath, value: &Value) -> Option<FileHash> {
    // Asked of every field of every record: most are told by their ending.
    if !path.as_str().ends_with("/file") {
        return None;
    }
    match path.as_item() {
        Some((list, _, "file")) if list == ATTACHMENTS.name => value.as_text()?.parse().ok(),
        _ => None,
    }
}

/// What stands in the way of saving: an entry without a file.
pub(crate) fn walls(attachments: &[Attachment], list: &str) -> Vec<FieldProblem> {
    attachments
        .iter()
        .enumerate()
        .filter(|(_, attachment)| attachment.file.parse::<FileHash>().is_err())
        .map(|(index, _)| FieldProblem::new(&format!("{list}[{index}].file"), "missing_file"))
        .collect()
}

/// The kinds of record that have attachments.
pub fn has_attachments(kind: &Kind) -> bool {
    crate::kinds::specs_of(kind)
        .is_some_and(|(_, lists)| lists.iter().any(|list| list.name == ATTACHMENTS.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aspiration::Aspiration;
    use crate::kinds::{RecordKind, changed_fields};
    use crate::meeting::Meeting;
    use uuid::Uuid;

    fn attachment(file: FileHash) -> Attachment {
        Attachment {
            id: Some(RecordId(Uuid::from_u128(7))),
            file: file.to_string(),
            name: "rapat.jpg".into(),
            caption: "Warga menyimak".into(),
            media_type: Some(MediaType::Jpeg),
            size: Some(200_000),
            role: Some(AttachmentRole::Photo),
            pos: "5".into(),
        }
    }

    #[test]
    fn a_file_is_named_by_its_hash_in_one_form() {
        let hash = FileHash([0xab; 32]);
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert_eq!(hash.record(), RecordId::from_bytes([0xab; 16]));
        for bad in [
            "",
            "ab",
            &"AB".repeat(32),
            &"zz".repeat(32),
            &"é".repeat(32),
        ] {
            assert!(bad.parse::<FileHash>().is_err(), "{bad}");
        }
    }

    #[test]
    fn meetings_and_aspirations_carry_attachments_as_fields() {
        let hash = FileHash([1; 32]);
        let meeting = Meeting {
            title: "Rapat".into(),
            attachments: vec![attachment(hash)],
            ..Meeting::default()
        };
        let fields = meeting.to_fields();
        assert_eq!(Meeting::from_fields(&fields), meeting);
        let files: Vec<FileHash> = fields.iter().filter_map(|(p, v)| file_of(p, v)).collect();
        assert_eq!(files, [hash]);
        assert!(meeting.problems().is_empty());

        let aspiration = Aspiration {
            title: "Jalan".into(),
            attachments: meeting.attachments.clone(),
            ..Aspiration::default()
        };
        assert_eq!(Aspiration::from_fields(&aspiration.to_fields()), aspiration);
        let mut without = aspiration.clone();
        without.attachments.clear();
        let changed = changed_fields(&aspiration.to_fields(), &without.to_fields());
        assert_eq!(
            changed.into_values().collect::<Vec<_>>(),
            [Value::Boolean(true)]
        );
    }

    #[test]
    fn an_entry_without_a_file_is_a_wall() {
        let meeting = Meeting {
            title: "Rapat".into(),
            attachments: vec![Attachment {
                caption: "kosong".into(),
                ..Attachment::default()
            }],
            ..Meeting::default()
        };
        let problems = meeting.problems();
        assert_eq!(problems[0].field, "attachments[0].file");
        assert!(has_attachments(&Kind::MEETING) && !has_attachments(&Kind::MEMBER));
    }
}
