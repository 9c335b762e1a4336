//! What a row says of a member.

use super::RowReading;
use super::cells::{Eaten, RowCells, long_digits, shown};
use super::folding::folded;
use crate::reading::Cell;
use crate::words::SheetWords;
use adinda_domain::member::{self, Education, Member, Position, Religion, Sex};
use adinda_domain::profile::Profile;
use adinda_domain::warning::FieldProblem;
use adinda_domain::{RecordKind, nik};
use chrono::NaiveDate;

/// Reads a row.
pub(super) fn read(cells: &RowCells<'_>, today: NaiveDate) -> RowReading<Member> {
    let mut notes = Notes::default();
    let mut member = Member {
        name: name(cells, &mut notes),
        member_number: notes.take(cells.line("member_number")),
        sex: sex(cells, &mut notes),
        nik: digits(cells, "nik", "nik_eaten", &mut notes),
        phone: digits(cells, "phone", "phone_eaten", &mut notes),
        address: notes.take(cells.line("address")),
        hamlet: notes.take(cells.line("hamlet")),
        rt: notes.take(cells.line("rt")),
        rw: notes.take(cells.line("rw")),
        occupation: notes.take(cells.line("occupation")),
        email: notes.take(cells.line("email")),
        origin: notes.take(cells.line("origin")),
        appointment_decree: notes.take(cells.line("appointment_decree")),
        note: notes.take(cells.text("note")),
        joined_on: notes.take(cells.day("joined_on", today)),
        left_on: notes.take(cells.day("left_on", today)),
        consent_date: notes.take(cells.day("consent_date", today)),
        birth_place: notes.take(cells.line("birth_place")),
        birth_date: notes.take(cells.day("birth_date", today)),
        ..Member::default()
    };
    let (place, day) = notes.take(cells.place_and_day("birth", today));
    if member.birth_place.is_empty() {
        member.birth_place = place;
    }
    member.birth_date = member.birth_date.or(day);
    rt_and_rw(cells, &mut member, &mut notes);
    choices(cells, &mut member, &mut notes);
    member = member.tidied();
    member.nik = plain_nik(&member.nik);
    if let Ok(reading) = nik::read(&member.nik, today) {
        member.birth_date = member.birth_date.or(Some(reading.birth_date));
        member.sex = member.sex.or(Some(reading.sex));
    }
    for problem in member.problems() {
        // What couldn't be read is empty for that alone.
        if !notes.bad.iter().any(|known| known.field == problem.field) {
            notes.bad.push(problem);
        }
    }
    // Beside nobody: who is already in the book is the book's to say.
    notes
        .warnings
        .extend(member::warnings(&member, &[], &Profile::default(), today));
    RowReading {
        record: member,
        bad: notes.bad,
        warnings: notes.warnings,
    }
}

/// What is found to be said while a row is read.
#[derive(Default)]
pub(super) struct Notes {
    pub(super) bad: Vec<FieldProblem>,
    pub(super) warnings: Vec<FieldProblem>,
}

impl Notes {
    /// The value, or nothing with its problem noted.
    pub(super) fn take<T: Default>(&mut self, read: Result<T, FieldProblem>) -> T {
        read.unwrap_or_else(|problem| {
            self.bad.push(problem);
            T::default()
        })
    }
}

fn name(cells: &RowCells<'_>, notes: &mut Notes) -> String {
    let name = notes.take(cells.line("name"));
    // "1. Sri Lestari", where the numbering has no column of its own.
    let unnumbered = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let name = match unnumbered.strip_prefix(['.', ')']) {
        Some(rest) if unnumbered.len() < name.len() => rest.trim().to_owned(),
        _ => name,
    };
    if !name.is_empty() && !name.chars().any(char::is_alphabetic) {
        notes
            .bad
            .push(FieldProblem::new("name", "name_without_letters").with("shown", &name));
    }
    name
}

fn sex(cells: &RowCells<'_>, notes: &mut Notes) -> Option<Sex> {
    let words = notes.take(cells.line("sex"));
    let sex = Sex::of_words(&words);
    if sex.is_none() && !words.is_empty() {
        notes
            .bad
            .push(FieldProblem::new("sex", "sex_unknown").with("shown", words));
    }
    sex
}

fn digits(cells: &RowCells<'_>, field: &str, eaten: &str, notes: &mut Notes) -> String {
    match cells.cell(field) {
        None => String::new(),
        Some(Cell::Error) => notes.take(cells.line(field)),
        Some(cell) => match long_digits(cell) {
            Ok(digits) => digits,
            Err(Eaten { shown }) => {
                notes
                    .bad
                    .push(FieldProblem::new(field, eaten).with("shown", shown));
                String::new()
            }
        },
    }
}

/// A NIK without what people put between its digits.
fn plain_nik(nik: &str) -> String {
    let is_between = |c: char| c.is_whitespace() || matches!(c, '.' | '-' | '_' | '\'' | '`');
    let plain: String = nik.chars().filter(|c| !is_between(*c)).collect();
    match plain.chars().all(|c| c.is_ascii_digit()) {
        true => plain,
        false => nik.to_owned(),
    }
}

/// "003/001", "RT 03 RW 01", "RT.3/RW.1".
fn rt_and_rw(cells: &RowCells<'_>, member: &mut Member, notes: &mut Notes) {
    for field in ["rt_rw", "rt", "rw"] {
        if let Some(cell @ Cell::Date(_)) = cells.cell(field) {
            let problem = FieldProblem::new(field, "rt_rw_became_date");
            notes.bad.push(problem.with("shown", shown(cell)));
            return;
        }
    }
    let text = notes.take(cells.line("rt_rw"));
    let parts: Vec<String> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .map(|part| {
            part.trim_start_matches(|c: char| c.is_ascii_alphabetic())
                .to_owned()
        })
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [] => {}
        [rt, rw] => {
            member.rt.clone_from(rt);
            member.rw.clone_from(rw);
        }
        _ => member.rt = text,
    }
    for place in [&mut member.rt, &mut member.rw] {
        let lower = place.to_lowercase();
        if let Some(rest) = lower
            .strip_prefix("rt")
            .or_else(|| lower.strip_prefix("rw"))
            && rest
                .trim_start_matches(['.', ' ', ':', '-'])
                .chars()
                .all(|c| c.is_ascii_digit())
        {
            *place = rest.trim_start_matches(['.', ' ', ':', '-']).to_owned();
        }
    }
}

fn choices(cells: &RowCells<'_>, member: &mut Member, notes: &mut Notes) {
    let position = notes.take(cells.line("position"));
    member.position = Position::of_words(&position);
    if member.position.is_none() && !position.is_empty() {
        member.position = Some(Position::Other);
        member.position_text = position;
    }
    let religion = notes.take(cells.line("religion"));
    member.religion = Religion::of_words(&religion);
    if member.religion.is_none() && !religion.is_empty() {
        // Left empty: a note of it would leave the laptop.
        notes
            .warnings
            .push(FieldProblem::new("religion", "choice_left_empty").with("shown", religion));
    }
    let education = notes.take(cells.line("education"));
    member.education =
        Education::of_words(&education).or_else(|| first_known::<Education>(&education));
    if member.education.is_none() && !education.is_empty() {
        let known = format!("Pendidikan: {education}");
        member.note = match member.note.is_empty() {
            true => known,
            false => format!("{}\n{known}", member.note),
        };
        notes
            .warnings
            .push(FieldProblem::new("education", "choice_kept_as_note").with("shown", education));
    }
    let status = notes.take(cells.line("status"));
    match folded(&status).as_str() {
        "" | "aktif" | "ya" | "masih aktif" | "anggota" | "anggota aktif" | "a" => {}
        "tidak aktif" | "nonaktif" | "non aktif" | "keluar" | "berhenti" | "tidak" | "pindah"
        | "meninggal" | "mengundurkan diri" | "meninggal dunia" => member.inactive = true,
        _ => notes
            .warnings
            .push(FieldProblem::new("status", "choice_left_empty").with("shown", status)),
    }
    let married = folded(&notes.take(cells.line("married")));
    member.married = married.starts_with("kawin")
        || married.starts_with("menikah")
        || married.starts_with("nikah")
        || married.starts_with("cerai")
        || matches!(
            married.as_str(),
            "sudah kawin" | "sudah menikah" | "k" | "janda" | "duda" | "ya"
        );
}

/// "SMA Jurusan IPA", "S1 Pertanian": the first word says it.
fn first_known<T: SheetWords>(words: &str) -> Option<T> {
    let folded = folded(words);
    folded.split(' ').next().and_then(T::of_words)
}
