//! What chance makes of a sound file: bytes changed, cut, doubled, swapped; parts of zips changed before they are packed
//! again, so that chance gets behind their checksums.

use crate::simulation::SeededChance;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A file after chance has been at it: the same for the same seed.
pub fn mutated(sound: &[u8], seed: u64) -> Vec<u8> {
    let mut chance = SeededChance::new(seed);
    if sound.starts_with(b"PK") && chance.below(3) > 0 {
        return repacked(sound, &mut chance);
    }
    let mut bytes = sound.to_vec();
    scramble(&mut bytes, &mut chance);
    bytes
}

/// Words that mean something to a reader of sheets.
const MEANINGFUL: &[&str] = &[
    "999999999999",
    "-1",
    "1048576",
    "A1",
    "XFD1048576",
    "<c r=\"A1\" t=\"s\"><v>4000000000</v></c>",
    "table:number-rows-repeated=\"4294967295\"",
    "E+15",
    "\u{0}",
    "<",
    "&amp;",
    "&bogus;",
    "]]>",
    "\"",
    ";;;;;;;;",
    "\t",
    "31-2-1987",
    "1e308",
    "NaN",
];

fn scramble(bytes: &mut Vec<u8>, chance: &mut SeededChance) {
    for _ in 0..1 + chance.below(8) {
        if bytes.is_empty() {
            return;
        }
        let length = bytes.len();
        let (at, other) = (chance.below(length), chance.below(length));
        let span = (length - at).min(other % 64 + 1);
        match chance.below(8) {
            0 => bytes[at] = u8::try_from(chance.below(256)).unwrap(),
            1 => bytes[at] ^= 1 << chance.below(8),
            2 => bytes.truncate(at),
            3 => drop(bytes.drain(at..at + span)),
            4 => {
                let piece = bytes[at..at + span].to_vec();
                bytes.splice(other..other, piece);
            }
            5 => bytes[at..at + span].fill(0xff),
            6 => bytes[at..at + span].fill(0),
            _ => {
                let word = MEANINGFUL[chance.below(MEANINGFUL.len())];
                bytes.splice(at..at, word.bytes());
            }
        }
    }
}

fn repacked(sound: &[u8], chance: &mut SeededChance) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(sound)).unwrap();
    let chosen = chance.below(archive.len());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let name = archive.name_for_index(index).unwrap().unwrap().into_owned();
        let mut content = Vec::new();
        archive
            .by_index(index)
            .unwrap()
            .read_to_end(&mut content)
            .unwrap();
        if index == chosen {
            scramble(&mut content, chance);
        }
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
