//! Letters that go out: their list, the number that each is given once, and numbers that were given twice.

use crate::book::Book;
use crate::error::BookError;
use crate::lists::profile;
use crate::record_sync::{is_paired, of_listed};
use crate::store::{Writing, numbers, pairing, record_view};
use crate::views::{LetterRow, NumberDouble};
use adinda_domain::letter::{Letter, LetterKind};
use adinda_domain::letter_number::{LetterNumber, pattern_problem, series};
use adinda_domain::meeting::{Meeting, MeetingStatus};
use adinda_domain::numbering::DeviceLetter;
use adinda_domain::profile::Profile;
use adinda_domain::{FieldPath, Fields, RecordId, RecordKind, Value};
use chrono::{Datelike, NaiveDate};
use rusqlite::{Transaction, named_params};
use std::collections::BTreeMap;

impl Book {
    /// All letters, the newest first, archived ones too.
    ///
    /// # Errors
    /// Those of the database.
    pub fn letters(&self) -> Result<Vec<LetterRow>, BookError> {
        self.read(letter_rows)
    }

    /// The number that the next letter of a kind and date would get under these settings; none while the pattern is no
    /// good. Without a date, that of today.
    ///
    /// # Errors
    /// Those of the database.
    pub fn next_letter_number(
        &self,
        profile: &Profile,
        kind: LetterKind,
        date: Option<NaiveDate>,
    ) -> Result<Option<String>, BookError> {
        if pattern_problem(profile.letter_pattern()).is_some() {
            return Ok(None);
        }
        let date = date.unwrap_or_else(|| self.moment.clock.today());
        let next = |tx: &Transaction<'_>| next_label(tx, profile, kind, date);
        Ok(Some(self.read(next)?.label))
    }

    /// The number of a letter is given at the first save and never changes.
    pub(crate) fn number_letter(
        &self,
        writing: &mut Writing<'_>,
        shown: &Fields,
        held: &mut Fields,
    ) -> Result<(), BookError> {
        let path = FieldPath::scalar("number");
        if let Some(given) = shown.get(&path) {
            held.insert(path, given.clone());
            return Ok(());
        }
        let letter = Letter::from_fields(held);
        let kind = letter.letter_kind.unwrap_or(LetterKind::Other);
        let date = letter.date.unwrap_or_else(|| self.moment.clock.today());
        let next = next_label(writing.tx, &profile(writing.tx)?, kind, date)?;
        numbers::note_given(
            writing.tx,
            &next.series,
            date.year(),
            &next.letter,
            next.number,
        )?;
        held.insert(path, Value::text(&next.label));
        // The label tells the month and year: the letter has that date, even where nobody typed one.
        let date = Value::text(&date.format("%Y-%m-%d").to_string());
        held.insert(FieldPath::scalar("date"), date);
        self.tell_meeting(writing, &letter, &next.label)
    }

    /// An invitation's number and date are those that its meeting's minutes name, unless others were written there.
    fn tell_meeting(
        &self,
        writing: &mut Writing<'_>,
        letter: &Letter,
        number: &str,
    ) -> Result<(), BookError> {
        let (Some(LetterKind::Invitation), Some(id)) = (letter.letter_kind, letter.meeting) else {
            return Ok(());
        };
        let Some(meeting) = record_view::get::<Meeting>(writing.tx, id)? else {
            return Ok(());
        };
        let is_final = meeting.record.status == Some(MeetingStatus::Final);
        if is_final || !meeting.record.invitation_number.is_empty() {
            return Ok(());
        }
        let today = self.moment.clock.today();
        self.save_at_once::<Meeting>(writing, Some(id), |mut meeting| {
            meeting.invitation_number = number.to_owned();
            meeting.invitation_date = letter.date.or(Some(today));
            meeting
        })
        .map(drop)
    }
}

struct NextNumber {
    label: String,
    series: String,
    letter: DeviceLetter,
    number: u32,
}

/// The next number that no letter in this book bears: after a change of the pattern, labels of two series may be alike.
fn next_label(
    tx: &Transaction<'_>,
    profile: &Profile,
    kind: LetterKind,
    date: NaiveDate,
) -> Result<NextNumber, BookError> {
    let (pattern, code) = (profile.letter_pattern(), profile.letter_code(kind));
    let letter = DeviceLetter(pairing::own_letter(tx)?);
    let series = series(pattern, code);
    let mut number = numbers::last(tx, &series, date.year(), &letter)?;
    loop {
        number += 1;
        let label = LetterNumber {
            code,
            number,
            letter: &letter,
            date,
        }
        .label(pattern);
        if !is_borne(tx, &label)? {
            return Ok(NextNumber {
                label,
                series,
                letter,
                number,
            });
        }
    }
}

fn is_borne(tx: &Transaction<'_>, label: &str) -> Result<bool, BookError> {
    let found = tx
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM record WHERE kind = 'letter' AND body ->> '$.number' = :label)")?
        .query_row(named_params! { ":label": label }, |row| row.get(0))?;
    Ok(found)
}

fn letter_rows(tx: &Transaction<'_>) -> Result<Vec<LetterRow>, BookError> {
    let paired = is_paired(tx)?;
    let mut letters = record_view::list::<Letter>(tx)?;
    letters.sort_by_key(|listed| std::cmp::Reverse((listed.record.date, listed.id)));
    let meetings: BTreeMap<RecordId, String> = record_view::list::<Meeting>(tx)?
        .into_iter()
        .map(|listed| (listed.id, listed.record.title))
        .collect();
    let rows = letters.into_iter().map(|listed| LetterRow {
        id: listed.id,
        meeting_title: listed
            .record
            .meeting
            .and_then(|meeting| meetings.get(&meeting).cloned())
            .unwrap_or_default(),
        archived: listed.archived,
        sync: of_listed(&listed, paired),
        letter: listed.record,
    });
    Ok(rows.collect())
}

/// Numbers that two letters bear which are neither voided nor archived: two laptops gave them before they were paired.
pub(crate) fn number_doubles(tx: &Transaction<'_>) -> Result<Vec<NumberDouble>, BookError> {
    let mut bearers: BTreeMap<String, Vec<LetterRow>> = BTreeMap::new();
    for row in letter_rows(tx)? {
        if !row.archived && !row.letter.voided && !row.letter.number.is_empty() {
            let number = row.letter.number.clone();
            bearers.entry(number).or_default().push(row);
        }
    }
    let doubled = bearers.into_iter().filter(|(_, letters)| letters.len() > 1);
    Ok(doubled
        .map(|(number, letters)| NumberDouble { number, letters })
        .collect())
}
