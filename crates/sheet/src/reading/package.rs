//! The zip that `.xlsx` and `.ods` files are. Its heads say how much a part unpacks to; one that unpacks to more than it
//! says is refused by the unpacker (`tests/reading.rs` holds it to that).

use super::error::SheetError;
use super::limits::{MOST_PART_BYTES, MOST_PARTS};
use std::io::{BufReader, Cursor};
use std::sync::Arc;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

type Archive = ZipArchive<Cursor<Arc<[u8]>>>;

/// A part being read.
pub(super) type PartReader<'a> = BufReader<ZipFile<'a, Cursor<Arc<[u8]>>>>;

/// An opened zip with the names of its parts.
pub(super) struct Package {
    archive: Archive,
    /// Names in lower case with `/`, in the order of the archive.
    names: Vec<String>,
}

impl Package {
    pub(super) fn open(bytes: &[u8]) -> Result<Package, SheetError> {
        let archive = ZipArchive::new(Cursor::new(Arc::from(bytes))).map_err(refused)?;
        if archive.len() > MOST_PARTS {
            return Err(SheetError::UnpacksTooMuch);
        }
        let names = (0..archive.len())
            .map(|index| {
                let name = archive.name_for_index(index).transpose().ok().flatten();
                folded(&name.unwrap_or_default())
            })
            .collect();
        Ok(Package { archive, names })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains(&folded(name))
    }

    /// Whether there is a part whose name begins so.
    pub(super) fn has_folder(&self, start: &str) -> bool {
        let start = folded(start);
        self.names.iter().any(|name| name.starts_with(&start))
    }

    /// Whether it says to be an OpenDocument.
    pub(super) fn is_open_document(&self) -> bool {
        self.has("content.xml") && self.has("META-INF/manifest.xml")
    }

    /// Reads a part, if it is there.
    pub(super) fn with_part<T>(
        &self,
        name: &str,
        work: impl FnOnce(PartReader<'_>) -> Result<T, SheetError>,
    ) -> Result<Option<T>, SheetError> {
        let name = folded(name);
        let Some(index) = self.names.iter().position(|known| *known == name) else {
            return Ok(None);
        };
        let mut archive = self.archive.clone();
        let file = archive.by_index(index).map_err(refused)?;
        if file.size() > MOST_PART_BYTES {
            return Err(SheetError::UnpacksTooMuch);
        }
        work(BufReader::with_capacity(64 << 10, file)).map(Some)
    }
}

fn folded(name: &str) -> String {
    name.replace('\\', "/")
        .trim_start_matches('/')
        .to_lowercase()
}

fn refused(error: ZipError) -> SheetError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => SheetError::Encrypted,
        error => SheetError::broken_by(error),
    }
}
