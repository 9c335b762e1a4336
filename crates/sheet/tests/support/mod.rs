//! Workbooks made by hand, well-formed and otherwise.
#![allow(dead_code, reason = "each test file uses its part")]

use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A workbook that lies beside the tests.
pub fn sample_bytes(name: &str) -> Vec<u8> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    std::fs::read(folder.join(name)).unwrap()
}

pub fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The same zip with one more part.
pub fn with_part(zip: &[u8], name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for index in 0..archive.len() {
        let name = archive.name_for_index(index).unwrap().unwrap().into_owned();
        let mut content = Vec::new();
        archive
            .by_index(index)
            .unwrap()
            .read_to_end(&mut content)
            .unwrap();
        parts.push((name, content));
    }
    parts.push((name.to_owned(), bytes.to_vec()));
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    zip_of(&parts)
}

/// The least workbook around a sheet's XML.
pub fn xlsx_with_sheet(sheet: &[u8]) -> Vec<u8> {
    let workbook = br#"<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let relations = br#"<Relationships><Relationship Id="rId1" Type="x/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    zip_of(&[
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

/// The same zip, whose heads say that every part unpacks to ten bytes.
pub fn with_lying_sizes(mut zip: Vec<u8>) -> Vec<u8> {
    let heads: [(&[u8], usize); 2] = [(b"PK\x03\x04", 22), (b"PK\x01\x02", 24)];
    for (mark, size_at) in heads {
        let places: Vec<usize> = (0..zip.len() - 4)
            .filter(|at| zip[*at..].starts_with(mark))
            .collect();
        for place in places {
            zip[place + size_at..place + size_at + 4].copy_from_slice(&10_u32.to_le_bytes());
        }
    }
    zip
}

/// A compound file with one stream.
pub fn compound_file(stream: &str) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(format!("/{stream}"))
        .unwrap()
        .write_all(&[7; 5000])
        .unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}
