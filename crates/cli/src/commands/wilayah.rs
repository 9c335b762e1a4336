//! `wilayah search`: villages of the built-in list, without a book.

use crate::failure::Failure;
use crate::output::Output;
use crate::words;
use adinda_client::wilayah::Wilayah;

const MOST_HITS: usize = 20;

/// Villages by parts of their names.
pub fn search(output: &Output, text: &str) -> Result<(), Failure> {
    let wilayah =
        Wilayah::load().map_err(|error| Failure::because(words::error("wilayah"), error))?;
    let found = wilayah.search(text, MOST_HITS);
    if output.json {
        return output.json(&found);
    }
    if found.is_empty() {
        return output.line(words::NOTHING_FOUND);
    }
    let rows = found.into_iter();
    let rows = rows.map(|village| {
        [
            village.code,
            village.name,
            village.district,
            village.regency,
            village.province,
        ]
    });
    output.table(
        [
            "Kode",
            "Desa/kelurahan",
            "Kecamatan",
            "Kabupaten/kota",
            "Provinsi",
        ],
        rows.collect(),
    )
}
