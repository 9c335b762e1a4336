//! Files that are there whole or not at all, on a disk or on a stick that may be pulled out at any moment.
//!
//! Written under another name in the same folder, flushed, renamed, and read back. Nothing here needs more than a FAT32
//! stick has: no links, no permissions. How a folder's own entry is flushed, each system's `platform` knows.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// What an unfinished file is called, after its own name.
const UNFINISHED: &str = "belum-selesai";

/// Writes a new file whole. One that is there already is never touched.
///
/// `flush_folder` makes the name of a file survive a power cut.
///
/// # Errors
/// What the system says; [`io::ErrorKind::AlreadyExists`] for a file that is there; [`io::ErrorKind::InvalidData`] if
/// what was read back is something else. Then nothing is left behind.
pub fn write_whole(
    file: &Path,
    content: &[u8],
    flush_folder: impl Fn(&Path) -> io::Result<()>,
) -> io::Result<()> {
    write_whole_with(
        file,
        flush_folder,
        |out| out.write_all(content),
        |read_back| same(read_back, content),
    )
}

/// Writes a new file whole, where its content doesn't lie in memory: `write` puts it there, `is_right` says of what was
/// read back whether it is what was meant.
///
/// # Errors
/// As [`write_whole`].
pub fn write_whole_with(
    file: &Path,
    flush_folder: impl Fn(&Path) -> io::Result<()>,
    write: impl FnOnce(&mut File) -> io::Result<()>,
    is_right: impl FnOnce(&mut File) -> io::Result<bool>,
) -> io::Result<()> {
    if file.try_exists()? {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let unfinished = unfinished_name(file);
    let written = write_unfinished(&unfinished, write)
        .and_then(|()| std::fs::rename(&unfinished, file))
        .and_then(|()| flush_folder(file));
    if let Err(error) = written {
        remove_if_there(&unfinished)?;
        remove_if_there(file)?;
        return Err(error);
    }
    let read_back = File::open(file).and_then(|mut opened| is_right(&mut opened));
    match read_back {
        Ok(true) => Ok(()),
        Ok(false) => {
            remove_if_there(file)?;
            Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "what was read back is not what was written",
            ))
        }
        Err(error) => {
            remove_if_there(file)?;
            Err(error)
        }
    }
}

/// A name in a folder that no file has yet: `⟨stem⟩-1.⟨ending⟩`, `⟨stem⟩-2.⟨ending⟩`, …
///
/// # Errors
/// What the system says.
pub fn free_name(folder: &Path, stem: &str, ending: &str) -> io::Result<PathBuf> {
    for number in 1..u32::MAX {
        let file = folder.join(format!("{stem}-{number}.{ending}"));
        if !file.try_exists()? {
            return Ok(file);
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// A name as it may stand in a file's name on every system: small letters, digits, single dashes.
pub fn plain_name(text: &str) -> String {
    let mut plain = String::new();
    for letter in text.chars().flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            plain.push(letter);
        } else if !plain.is_empty() && !plain.ends_with('-') {
            plain.push('-');
        }
        if plain.len() >= 40 {
            break;
        }
    }
    plain.trim_end_matches('-').to_owned()
}

fn unfinished_name(file: &Path) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(UNFINISHED);
    file.with_file_name(name)
}

fn write_unfinished(
    unfinished: &Path,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = File::create(unfinished)?;
    write(&mut out)?;
    out.sync_all()
}

fn remove_if_there(file: &Path) -> io::Result<()> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn same(file: &mut File, content: &[u8]) -> io::Result<bool> {
    let mut read = Vec::with_capacity(content.len());
    file.take(content.len() as u64 + 1).read_to_end(&mut read)?;
    Ok(read == content)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_in(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_whole_or_not_there_and_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kiriman.adinda");
        let flushed = std::cell::Cell::new(0);
        let flush = |_: &Path| {
            flushed.set(flushed.get() + 1);
            Ok(())
        };
        write_whole(&file, b"whole", flush).unwrap();
        assert_eq!(
            (std::fs::read(&file).unwrap(), flushed.get()),
            (b"whole".to_vec(), 1)
        );
        let refused = write_whole(&file, b"another", flush).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(std::fs::read(&file).unwrap(), b"whole");

        let full = folder.path().join("penuh.adinda");
        let halfway = |out: &mut File| {
            out.write_all(b"half")?;
            Err(io::ErrorKind::StorageFull.into())
        };
        let refused = write_whole_with(&full, flush, halfway, |_| Ok(true)).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::StorageFull);
        let lying = write_whole_with(&full, flush, |out| out.write_all(b"x"), |_| Ok(false));
        assert_eq!(lying.unwrap_err().kind(), io::ErrorKind::InvalidData);
        assert_eq!(names_in(folder.path()), ["kiriman.adinda"]);
    }

    #[test]
    fn names_are_plain_and_free() {
        assert_eq!(
            plain_name("Desa  Pringgondani (Kec. Bantur)"),
            "desa-pringgondani-kec-bantur"
        );
        assert_eq!(plain_name("…"), "");
        let folder = tempfile::tempdir().unwrap();
        let first = free_name(folder.path(), "kiriman-x", FILE_ENDING).unwrap();
        std::fs::write(&first, b"").unwrap();
        let second = free_name(folder.path(), "kiriman-x", FILE_ENDING).unwrap();
        assert!(first.ends_with("kiriman-x-1.adinda") && second.ends_with("kiriman-x-2.adinda"));
    }

    const FILE_ENDING: &str = crate::bundle::FILE_ENDING;
}
