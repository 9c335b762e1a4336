//! Separated values: comma, semicolon or tab, whichever the lines agree on.

use super::error::SheetError;
use super::grid::{Cell, Grid, GridBuilder};

/// The separators, in the order of their likelihood in a country where the comma is the decimal sign.
const SEPARATORS: [u8; 3] = [b';', b',', b'\t'];
const LOOKED_AT: usize = 60;

/// Reads separated values. Numbers stay text: what they mean, the column says.
pub(super) fn read(text: &str) -> Result<Grid, SheetError> {
    // Excel's own hint in the first line.
    let (hint, text) = match text
        .strip_prefix("sep=")
        .and_then(|rest| rest.split_once('\n'))
    {
        Some((separator, rest)) => (separator.bytes().next(), rest),
        None => (None, text),
    };
    let first_row = u32::from(hint.is_some());
    let separator = hint
        .filter(|b| b.is_ascii())
        .unwrap_or_else(|| separator_of(text));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut grid = GridBuilder::from_epoch(false);
    let mut record = csv::StringRecord::new();
    let mut row = first_row;
    loop {
        // The reader skips empty lines; the user's spreadsheet shows them.
        let from = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        row = row.saturating_add(empty_lines(text, from));
        if !reader
            .read_record(&mut record)
            .map_err(SheetError::broken_by)?
        {
            return grid.finish();
        }
        for (column, value) in record.iter().enumerate() {
            grid.put(row, column, Cell::Text(value.to_owned()))?;
        }
        row = row.saturating_add(1);
    }
}

/// How many empty lines begin at a place, which may lie between CR and LF.
fn empty_lines(text: &str, from: usize) -> u32 {
    let bytes = text.as_bytes();
    let rest = bytes.get(from..).unwrap_or_default();
    let is_within_line_end =
        from > 0 && bytes.get(from - 1) == Some(&b'\r') && rest.first() == Some(&b'\n');
    let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let count = ends.filter(|byte| **byte == b'\n').count() - usize::from(is_within_line_end);
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The separator that the most lines have the same number of times, and the more the better.
fn separator_of(text: &str) -> u8 {
    let rows: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let score = |separator: u8| {
        let counts: Vec<usize> = rows
            .iter()
            .take(LOOKED_AT)
            .map(|line| outside_quotes(line, separator))
            .filter(|count| *count > 0)
            .collect();
        let most_often = counts
            .iter()
            .map(|count| {
                (
                    counts.iter().filter(|other| *other == count).count(),
                    *count,
                )
            })
            .max();
        most_often.map_or(0, |(lines, count)| lines * 10 + lines * count.min(20))
    };
    let best = SEPARATORS
        .iter()
        .rev()
        .max_by_key(|separator| score(**separator));
    best.copied().unwrap_or(b',')
}

fn outside_quotes(line: &str, separator: u8) -> usize {
    let mut quoted = false;
    let counted = line.bytes().filter(|byte| {
        quoted ^= *byte == b'"';
        !quoted && *byte == separator
    });
    counted.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(u32, Vec<String>)> {
        let as_text = |cell: Cell| match cell {
            Cell::Text(text) => text,
            _ => String::new(),
        };
        let rows = read(text).unwrap().rows.into_iter();
        rows.map(|row| (row.number, row.cells.into_iter().map(as_text).collect()))
            .collect()
    }

    #[test]
    fn every_separator_is_found() {
        let expected = vec![
            (1, vec!["Nama".to_owned(), "Alamat".to_owned()]),
            (2, vec!["Sri, S.Pd".to_owned(), "Jl. \"A\"; 3".to_owned()]),
        ];
        for text in [
            "Nama;Alamat\r\n\"Sri, S.Pd\";\"Jl. \"\"A\"\"; 3\"\r\n",
            "Nama,Alamat\n\"Sri, S.Pd\",\"Jl. \"\"A\"\"; 3\"",
            "Nama\tAlamat\n\"Sri, S.Pd\"\t\"Jl. \"\"A\"\"; 3\"\n",
        ] {
            assert_eq!(texts(text), expected, "{text:?}");
        }
    }

    #[test]
    fn rows_keep_the_numbers_that_a_spreadsheet_shows() {
        let numbers = |text: &str| {
            texts(text)
                .into_iter()
                .map(|(row, _)| row)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            numbers("Judul\n\n\nNama;L/P\nSri;P\n\nAni;P\n"),
            [1, 4, 5, 7]
        );
        assert_eq!(numbers("Judul\r\n\r\nNama;L/P\r\nSri;P\r\n"), [1, 3, 4]);
        assert_eq!(
            numbers("Nama;Alamat\n\"Sri\";\"dua\nbaris\"\nAni;x\n"),
            [1, 2, 3]
        );
    }
}
