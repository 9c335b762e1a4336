//! Rows of a sheet that may be known already: from the book, or from a row above.

use super::reading::Rows;
use super::views::{DuplicateReason, ImportDuplicate};
use adinda_domain::RecordId;
use adinda_domain::aspiration::Aspiration;
use adinda_domain::doubles::likely_doubles;
use adinda_domain::member::Member;
use adinda_sheet::understanding::{ImportedAspiration, UnderstoodRow, folded};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// What is in the book.
#[derive(Default)]
pub(super) struct Known {
    pub(super) members: Vec<(RecordId, Member)>,
    pub(super) aspirations: Vec<(RecordId, Aspiration)>,
}

/// At most one for each row: the surest, and of like ones that in the book.
pub(super) fn of(rows: &Rows, known: &Known) -> Vec<ImportDuplicate> {
    match rows {
        Rows::Members(rows) => of_members(rows, &known.members),
        Rows::Aspirations(rows) => of_aspirations(rows, &known.aspirations),
    }
}

fn of_members(
    rows: &[UnderstoodRow<Member>],
    known: &[(RecordId, Member)],
) -> Vec<ImportDuplicate> {
    // Ids above all others, in the order of the rows: who is in the book comes first.
    let id_of_row = |index: usize| {
        let below = u128::try_from(rows.len() - index).unwrap_or_default();
        RecordId(Uuid::from_u128(u128::MAX - below))
    };
    let by_id: HashMap<RecordId, &UnderstoodRow<Member>> = rows
        .iter()
        .enumerate()
        .map(|(index, row)| (id_of_row(index), row))
        .collect();
    let of_rows = rows
        .iter()
        .enumerate()
        .map(|(index, row)| (id_of_row(index), &row.record));
    let all: Vec<(RecordId, &Member)> = known
        .iter()
        .map(|(id, member)| (*id, member))
        .chain(of_rows)
        .collect();
    let names: HashMap<RecordId, &str> = known
        .iter()
        .map(|(id, member)| (*id, member.name.as_str()))
        .collect();
    let mut found: BTreeMap<u32, (bool, ImportDuplicate)> = BTreeMap::new();
    // The surest come first.
    for double in likely_doubles(&all) {
        let Some(row) = by_id.get(&double.second) else {
            continue;
        };
        let above = by_id.get(&double.first);
        let duplicate = ImportDuplicate {
            row: row.row,
            name: row.record.name.clone(),
            reason: double.reason.into(),
            other_row: above.map(|row| row.row),
            other_record: above.is_none().then_some(double.first),
            other_name: match above {
                Some(row) => row.record.name.clone(),
                None => names
                    .get(&double.first)
                    .copied()
                    .unwrap_or_default()
                    .to_owned(),
            },
        };
        let is_in_book = above.is_none();
        let is_better = found.get(&row.row).is_none_or(|(had_in_book, had)| {
            is_in_book && !had_in_book && had.reason == duplicate.reason
        });
        if is_better {
            found.insert(row.row, (is_in_book, duplicate));
        }
    }
    found
        .into_values()
        .map(|(_, duplicate)| duplicate)
        .collect()
}

fn of_aspirations(
    rows: &[UnderstoodRow<ImportedAspiration>],
    known: &[(RecordId, Aspiration)],
) -> Vec<ImportDuplicate> {
    let words = |aspiration: &Aspiration| {
        (
            aspiration.date,
            folded(&aspiration.title),
            folded(&aspiration.body),
        )
    };
    let in_book: HashMap<_, (RecordId, &str)> = known
        .iter()
        .map(|(id, aspiration)| (words(aspiration), (*id, aspiration.title.as_str())))
        .collect();
    let mut above: HashMap<_, u32> = HashMap::new();
    let mut found = Vec::new();
    for row in rows {
        let aspiration = &row.record.aspiration;
        let words = words(aspiration);
        let record = in_book.get(&words);
        let other_row = above.get(&words).copied().filter(|_| record.is_none());
        if record.is_some() || other_row.is_some() {
            found.push(ImportDuplicate {
                row: row.row,
                name: aspiration.title.clone(),
                reason: DuplicateReason::SameText,
                other_row,
                other_record: record.map(|(id, _)| *id),
                other_name: record.map_or_else(
                    || aspiration.title.clone(),
                    |(_, title)| (*title).to_owned(),
                ),
            });
        }
        above.entry(words).or_insert(row.row);
    }
    found
}
