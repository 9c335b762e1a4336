//! How much is read at most. A village's register is a thousandth of this; what is beyond was not made for us.

/// Longest file.
pub const MOST_FILE_BYTES: usize = 20 << 20;
/// Most rows with something in them.
pub const MOST_ROWS: usize = 50_000;
/// Most columns that are looked at; what stands right of them is left out.
pub const MOST_COLUMNS: usize = 256;
/// Most cells with something in them.
pub const MOST_CELLS: usize = 1_000_000;
/// Most bytes of text in all cells together.
pub const MOST_TEXT_BYTES: usize = 32 << 20;
/// Most bytes that are unpacked of one part of a workbook, whatever its head says.
pub const MOST_PART_BYTES: u64 = 100 << 20;
/// Most parts of a workbook.
pub const MOST_PARTS: usize = 5_000;
/// Most sheets of a workbook.
pub const MOST_SHEETS: usize = 500;
