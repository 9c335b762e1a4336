//! What a row says of an aspiration and of the person who brought it forward.

use super::RowReading;
use super::cells::{Eaten, RowCells, long_digits};
use super::members::Notes;
use crate::words::SheetWords;
use adinda_domain::RecordKind;
use adinda_domain::aspiration::{self, Aspiration, Identity, Reporter, VillageStage};
use adinda_domain::warning::FieldProblem;
use chrono::NaiveDate;

/// Longest title that is made of a body.
const TITLE_LETTERS: usize = 80;

/// An aspiration as a sheet has it, with who spoke.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportedAspiration {
    /// The aspiration.
    pub aspiration: Aspiration,
    /// Who spoke.
    pub reporter: Reporter,
}

/// Reads a row.
pub(super) fn read(cells: &RowCells<'_>, today: NaiveDate) -> RowReading<ImportedAspiration> {
    let mut notes = Notes::default();
    let mut aspiration = Aspiration {
        date: notes.take(cells.day("date", today)),
        title: notes.take(cells.line("title")),
        body: notes.take(cells.text("body")),
        location: notes.take(cells.line("location")),
        incident_date: notes.take(cells.day("incident_date", today)),
        agency: notes.take(cells.line("agency")),
        lapor_number: notes.take(cells.line("lapor_number")),
        village_result: notes.take(cells.text("village_result")),
        village_result_date: notes.take(cells.day("village_result_date", today)),
        classification: choice(cells, "classification", &mut notes),
        category: choice(cells, "category", &mut notes),
        channel: choice(cells, "channel", &mut notes),
        destination: choice(cells, "destination", &mut notes),
        priority: choice(cells, "priority", &mut notes),
        ..Aspiration::default()
    };
    if aspiration.title.is_empty() {
        aspiration.title = beginning(&aspiration.body);
    }
    aspiration.stage = choice(cells, "stage", &mut notes).or(Some(VillageStage::Recorded));
    let mut reporter = Reporter {
        name: notes.take(cells.line("reporter_name")),
        organisation: notes.take(cells.line("reporter_organisation")),
        contact: contact(cells, &mut notes),
    };
    identify(cells, &mut aspiration, &mut reporter, &mut notes);
    let reporter = reporter.tidied();
    let aspiration = aspiration.tidied();
    notes.bad.extend(aspiration.problems());
    notes
        .bad
        .extend(reporter.problems().into_iter().map(|problem| FieldProblem {
            field: format!("reporter.{}", problem.field),
            ..problem
        }));
    notes
        .warnings
        .extend(aspiration::warnings(&aspiration, today));
    RowReading {
        record: ImportedAspiration {
            aspiration,
            reporter,
        },
        bad: notes.bad,
        warnings: notes.warnings,
    }
}

/// How openly who spoke is recorded. What isn't understood is taken for secret: a name that was shown can't be hidden
/// again.
fn identify(
    cells: &RowCells<'_>,
    aspiration: &mut Aspiration,
    reporter: &mut Reporter,
    notes: &mut Notes,
) {
    let words = notes.take(cells.line("identity"));
    let said = Identity::of_words(&words);
    if said.is_none() && !words.is_empty() {
        notes
            .warnings
            .push(FieldProblem::new("identity", "identity_taken_for_secret").with("shown", &words));
    }
    let is_nobody = Identity::of_words(&reporter.name) == Some(Identity::Anonymous);
    aspiration.identity = match (said, words.is_empty()) {
        (Some(said), _) => Some(said),
        (None, false) => Some(Identity::Secret),
        (None, true) if is_nobody => Some(Identity::Anonymous),
        (None, true) => None,
    };
    if aspiration.identity == Some(Identity::Anonymous) {
        if !is_nobody && *reporter != Reporter::default() {
            notes
                .warnings
                .push(FieldProblem::new("reporter_name", "anonymous_not_kept"));
        }
        *reporter = Reporter::default();
    }
}

fn contact(cells: &RowCells<'_>, notes: &mut Notes) -> String {
    match cells.cell("reporter_contact").map(long_digits) {
        None => String::new(),
        Some(Ok(contact)) => contact,
        Some(Err(Eaten { shown })) => {
            let problem = FieldProblem::new("reporter_contact", "phone_eaten");
            notes.bad.push(problem.with("shown", shown));
            String::new()
        }
    }
}

fn choice<T: SheetWords>(cells: &RowCells<'_>, field: &str, notes: &mut Notes) -> Option<T> {
    let words = notes.take(cells.line(field));
    let choice = T::of_words(&words);
    if choice.is_none() && !words.is_empty() {
        notes
            .warnings
            .push(FieldProblem::new(field, "choice_left_empty").with("shown", words));
    }
    choice
}

/// The first sentence of a body, or as much of it as a title holds.
fn beginning(body: &str) -> String {
    let line = body.lines().next().unwrap_or_default().trim();
    let sentence = line.split_inclusive(['.', '!', '?']).next().unwrap_or(line);
    let sentence = sentence.trim().trim_end_matches('.');
    if sentence.chars().count() <= TITLE_LETTERS {
        return sentence.to_owned();
    }
    let mut title = String::new();
    for word in sentence.split(' ') {
        if title.chars().count() + word.chars().count() >= TITLE_LETTERS {
            break;
        }
        title.push_str(word);
        title.push(' ');
    }
    format!("{}…", title.trim_end())
}
