//! `member list`, `meeting list` and the others: small tables, or every field as JSON. Tables never show NIK,
//! religion or birth.

use crate::failure::Failure;
use crate::output::Output;
use crate::words;
use crate::workplace::Workplace;
use adinda_client::views::{
    ActivityRow, AspirationRow, DisseminationRow, LetterRow, MeetingRow, MemberRow, RecordSync,
};
use adinda_print::position_words;
use chrono::NaiveDate;

/// The members.
pub fn members(workplace: &Workplace, output: &Output) -> Result<(), Failure> {
    let rows = workplace.open()?.members()?;
    if output.json {
        return output.json(&rows);
    }
    let row = |row: MemberRow| {
        let position = row.member.position.map(position_words).unwrap_or_default();
        let position = if position.is_empty() {
            row.member.position_text
        } else {
            position.to_owned()
        };
        let active = if row.active { "aktif" } else { "tidak aktif" };
        [
            row.member.member_number,
            row.member.name,
            position,
            row.member.hamlet,
            state(active, row.archived, &row.sync),
            row.id.to_string(),
        ]
    };
    output.table(
        ["No.", "Nama", "Jabatan", "Dusun", "Keadaan", "Id"],
        rows.into_iter().map(row).collect(),
    )
}

/// The meetings.
pub fn meetings(workplace: &Workplace, output: &Output) -> Result<(), Failure> {
    let rows = workplace.open()?.meetings()?;
    if output.json {
        return output.json(&rows);
    }
    let row = |row: MeetingRow| {
        [
            date(row.date),
            row.title,
            row.place,
            row.attendance.present.to_string(),
            row.decisions.to_string(),
            state("", row.archived, &row.sync),
            row.id.to_string(),
        ]
    };
    output.table(
        [
            "Tanggal", "Rapat", "Tempat", "Hadir", "Putusan", "Keadaan", "Id",
        ],
        rows.into_iter().map(row).collect(),
    )
}

/// The aspirations.
pub fn aspirations(workplace: &Workplace, output: &Output) -> Result<(), Failure> {
    let rows = workplace.open()?.aspirations()?;
    if output.json {
        return output.json(&rows);
    }
    let row = |row: AspirationRow| {
        [
            row.aspiration.register_number,
            date(row.aspiration.date),
            row.aspiration.title,
            row.reporter_name,
            state("", row.archived, &row.sync),
            row.id.to_string(),
        ]
    };
    output.table(
        ["Nomor", "Tanggal", "Judul", "Penyampai", "Keadaan", "Id"],
        rows.into_iter().map(row).collect(),
    )
}

/// The activities.
pub fn activities(workplace: &Workplace, output: &Output) -> Result<(), Failure> {
    let rows = workplace.open()?.activities()?;
    if output.json {
        return output.json(&rows);
    }
    let row = |row: ActivityRow| {
        [
            date(row.activity.date),
            row.activity.title,
            row.activity.place,
            row.participants.to_string(),
            state("", row.archived, &row.sync),
            row.id.to_string(),
        ]
    };
    output.table(
        ["Tanggal", "Kegiatan", "Tempat", "Peserta", "Keadaan", "Id"],
        rows.into_iter().map(row).collect(),
    )
}

/// The information that was spread.
pub fn disseminations(workplace: &Workplace, output: &Output) -> Result<(), Failure> {
    let rows = workplace.open()?.disseminations()?;
    if output.json {
        return output.json(&rows);
    }
    let row = |row: DisseminationRow| {
        let checked = row.dissemination.fact_check.map(words::fact_check);
        [
            date(row.dissemination.date),
            row.dissemination.title,
            row.dissemination.source,
            checked.unwrap_or_default().to_owned(),
            state("", row.archived, &row.sync),
            row.id.to_string(),
        ]
    };
    output.table(
        ["Tanggal", "Judul", "Sumber", "Dicek", "Keadaan", "Id"],
        rows.into_iter().map(row).collect(),
    )
}

/// The letters.
pub fn letters(workplace: &Workplace, output: &Output) -> Result<(), Failure> {
    let rows = workplace.open()?.letters()?;
    if output.json {
        return output.json(&rows);
    }
    let row = |row: LetterRow| {
        let kind = row.letter.letter_kind.map(words::letter_kind);
        let voided = if row.letter.voided { "batal" } else { "" };
        [
            row.letter.number,
            date(row.letter.date),
            kind.unwrap_or_default().to_owned(),
            row.letter.subject,
            state(voided, row.archived, &row.sync),
            row.id.to_string(),
        ]
    };
    output.table(
        ["Nomor", "Tanggal", "Jenis", "Hal", "Keadaan", "Id"],
        rows.into_iter().map(row).collect(),
    )
}

fn state(own: &str, archived: bool, sync: &RecordSync) -> String {
    let archived = if archived { "arsip" } else { "" };
    let parts = [own, archived, words::record_sync(sync)];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

fn date(date: Option<NaiveDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}
