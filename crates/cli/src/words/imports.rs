//! The sentences about imports.

use adinda_client::imports::views::{
    DuplicateReason, ImportDone, ImportDuplicate, ImportUndone, LeftOutReason,
};
use std::collections::BTreeSet;

pub const COLUMN_SHAPE: &str = "tulis seperti nik=3 atau nik=C; nik=- untuk tidak memakainya";
pub const NO_SUCH_COLUMN: &str = "kolom ini tidak ada atau kosong";
pub const NOTHING_FOUND: &str = "tidak ada baris yang bisa diimpor; pastikan ada kolom Nama, atau sebutkan dengan --column name=…";
pub const HAS_MACROS: &str =
    "berkas ini berisi makro; makronya tidak dijalankan, hanya isinya yang dibaca";
pub const NO_SUCH_IMPORT: &str = "tidak ada impor dengan id ini, atau sudah dibatalkan";
pub const UNDONE: &str = "dibatalkan";

/// Most rows that are named one by one.
const NAMED: usize = 10;

/// A field that there isn't.
pub fn unknown_field(known: &[String]) -> String {
    format!(
        "isian ini tidak dikenal; pilih salah satu: {}",
        known.join(", ")
    )
}

fn named(rows: &BTreeSet<u32>) -> String {
    let first: Vec<String> = rows.iter().take(NAMED).map(u32::to_string).collect();
    let more = if rows.len() > NAMED { ", …" } else { "" };
    format!("{}{more}", first.join(", "))
}

/// Rows that can't be taken stand in the way.
pub fn bad_rows(rows: &BTreeSet<u32>, reasons: &str) -> String {
    format!(
        "{} baris belum bisa diimpor (baris {}), tidak ada yang ditulis. {reasons}. Betulkan di lembarnya, atau pakai \
         --without-bad untuk mengimpor sisanya",
        rows.len(),
        named(rows)
    )
}

/// Rows that may be known already stand in the way.
pub fn undecided(rows: &BTreeSet<u32>) -> String {
    format!(
        "{} baris mungkin sudah tercatat (baris {}), tidak ada yang ditulis. Lihat dengan --dry-run, lalu pilih \
         --duplicates fill, take, skip, atau add",
        rows.len(),
        named(rows)
    )
}

/// Something about one cell.
pub fn about_cell(row: u32, column: &str, reason: &str) -> String {
    format!("baris {row}, {column}: {reason}")
}

/// Whom a row is like.
pub fn likeness(found: &ImportDuplicate) -> String {
    let reason = duplicate_reason(found.reason);
    match found.other_row {
        Some(other) => format!(
            "baris {}: {} mungkin sama dengan baris {other} ({reason})",
            found.row, found.name
        ),
        None => format!(
            "baris {}: {} mungkin sama dengan {} di buku ({reason})",
            found.row, found.name, found.other_name
        ),
    }
}

/// Why two are taken for one.
pub fn duplicate_reason(reason: DuplicateReason) -> &'static str {
    match reason {
        DuplicateReason::SameNik => "NIK sama",
        DuplicateReason::SamePhone => "nomor HP sama",
        DuplicateReason::SameBirthDate => "nama mirip, tanggal lahir sama",
        DuplicateReason::SameName => "nama sama",
        DuplicateReason::SameText => "tanggal dan isinya sama",
    }
}

/// Why a row isn't data.
pub fn left_out(reason: LeftOutReason) -> &'static str {
    match reason {
        LeftOutReason::ColumnNumbers => "nomor kolom",
        LeftOutReason::Total => "baris jumlah",
        LeftOutReason::RepeatedHeading => "kepala tabel yang diulang",
        LeftOutReason::SignatureBlock => "tanda tangan dan di bawahnya",
        LeftOutReason::OnlyNumbered => "hanya nomor urut",
        LeftOutReason::NoPerson => "bukan baris data",
    }
}

/// What an import would do.
pub fn would_do(ready: usize, bad: usize, duplicates: usize) -> String {
    format!(
        "{ready} baris siap diimpor, {bad} belum bisa, {duplicates} mungkin sudah tercatat. Tidak ada yang ditulis."
    )
}

/// What an import did.
pub fn done(done: &ImportDone) -> String {
    format!(
        "{} ditambahkan, {} digabungkan, {} dilewati, {} tidak ikut. Batalkan dengan: import --undo {}",
        done.added, done.joined, done.skipped, done.bad, done.import
    )
}

/// What taking it back did.
pub fn undone(undone: &ImportUndone) -> String {
    format!(
        "{} diarsipkan, {} isian dikembalikan, {} isian dibiarkan karena sudah diubah",
        undone.archived, undone.put_back, undone.kept
    )
}
