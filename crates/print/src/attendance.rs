//! Who was at a meeting: the tables of the attendance sheet and of the minutes, and the count.

use std::collections::BTreeSet;

use adinda_domain::RecordId;
use adinda_domain::meeting::{Attendance, AttendanceCount, AttendanceMark, Meeting};
use adinda_domain::member::{Member, Position};
use adinda_domain::profile::Profile;

use crate::column_widths::Column;
use crate::meeting_wording::attendance_words;
use crate::region;
use crate::table::{ByHand, Table};
use crate::text::{joined, one_line};
use crate::wording::position_of;

/// Height of a row to sign in, in points: nine millimetres.
const SIGNED_ROW: f64 = 25.5;

/// A member with the id by which meetings and other records name them.
#[derive(Clone, Debug)]
pub struct KnownMember {
    /// The record's id.
    pub id: RecordId,
    /// The member.
    pub member: Member,
}

/// Counts the marks of a meeting; the quorum is reckoned from these members.
pub(crate) fn count(meeting: &Meeting, members: &[KnownMember]) -> AttendanceCount {
    let counted = |known: &&KnownMember| {
        let position = known.member.position;
        position.is_none_or(Position::counts_as_member)
    };
    let ids: BTreeSet<RecordId> = members
        .iter()
        .filter(counted)
        .map(|known| known.id)
        .collect();
    meeting.count_attendance(&ids)
}

/// "24 anggota dan 3 tamu"; empty if nobody was marked.
pub(crate) fn present_words(count: &AttendanceCount) -> String {
    let part = |count: usize, words: &str| match count {
        0 => String::new(),
        count => format!("{count} {words}"),
    };
    joined(
        [part(count.present, "anggota"), part(count.guests, "tamu")],
        " dan ",
    )
}

/// "izin 2, sakit 1, alpa 3"; empty if everybody came.
pub(crate) fn missing_words(count: &AttendanceCount) -> String {
    let part = |count: usize, words: &str| match count {
        0 => String::new(),
        count => format!("{words} {count}"),
    };
    let parts = [
        part(count.excused, "izin"),
        part(count.sick, "sakit"),
        part(count.absent, "alpa"),
    ];
    joined(parts, ", ")
}

/// The table of who came and who didn't.
pub(crate) fn filled_table(meeting: &Meeting, members: &[KnownMember], profile: &Profile) -> Table {
    let mark_of = |known: &KnownMember| {
        let mark = |mark: &&AttendanceMark| mark.member == Some(known.id);
        let found = meeting.attendance.iter().find(mark);
        let status = found.and_then(|mark| mark.status);
        [
            status.map(attendance_words).unwrap_or_default().to_owned(),
            found.map(|mark| one_line(&mark.note)).unwrap_or_default(),
        ]
    };
    let of_members = members
        .iter()
        .map(|known| (person(known, profile), mark_of(known)));
    let of_guests = guests(meeting).map(|guest| {
        let here = attendance_words(Attendance::Present).to_owned();
        (guest, [here, "Tamu".to_owned()])
    });
    let rows = of_members.chain(of_guests).enumerate();
    let count = count(meeting, members);
    let number = count.present + count.guests;
    let missing = missing_words(&count);
    let missing = match missing.as_str() {
        "" => String::new(),
        missing => format!("Tidak hadir: {missing}"),
    };
    let total = [format!("Jumlah peserta: {number} orang"), missing];
    Table {
        columns: columns(&[("Kehadiran", 20.0, 20.0, 0.0), ("Ket.", 26.0, 16.0, 1.0)]),
        rows: rows
            .map(|(index, (person, mark))| row(index, person, mark))
            .collect(),
        when_empty: "Belum ada peserta yang dicatat.",
        total: joined(total, ". "),
        by_hand: None,
    }
}

/// The table for signing, with so many rows for guests who aren't expected.
pub(crate) fn table_for_signing(
    meeting: &Meeting,
    members: &[KnownMember],
    profile: &Profile,
    spare_rows: usize,
) -> Table {
    let of_members = members.iter().map(|known| person(known, profile));
    let spare = std::iter::repeat_with(<[String; 3]>::default).take(spare_rows);
    let people = of_members.chain(guests(meeting)).chain(spare).enumerate();
    let columns = columns(&[("Tanda Tangan", 46.0, 42.0, 1.0)]);
    Table {
        rows: people
            .map(|(index, person)| row(index, person, [(index + 1).to_string()]))
            .collect(),
        when_empty: "Belum ada peserta.",
        total: "Jumlah peserta: ………… orang".to_owned(),
        by_hand: Some(ByHand {
            row_height: SIGNED_ROW,
            signature_column: columns.len() - 1,
        }),
        columns,
    }
}

fn columns(last: &[(&'static str, f64, f64, f64)]) -> Vec<Column> {
    let people = [
        ("No", 12.0, 12.0, 0.0),
        ("Nama", 45.0, 30.0, 3.0),
        ("Lembaga/Unsur", 34.0, 29.0, 1.5),
        ("Jabatan", 34.0, 25.0, 1.5),
    ];
    let column = |(heading, comfort, firm, share): &(&'static str, f64, f64, f64)| Column {
        heading,
        comfort: *comfort,
        firm: *firm,
        centred: matches!(*heading, "No" | "Kehadiran"),
        share: *share,
    };
    people.iter().chain(last).map(column).collect()
}

fn row<const N: usize>(index: usize, person: [String; 3], rest: [String; N]) -> Vec<String> {
    let number = (index + 1).to_string();
    let cells = std::iter::once(number).chain(person);
    cells.chain(rest).collect()
}

/// Name, organisation, position.
fn person(known: &KnownMember, profile: &Profile) -> [String; 3] {
    let member = &known.member;
    let origin = one_line(&member.origin);
    let organisation = if origin.is_empty() {
        region::kim(profile)
    } else {
        origin
    };
    [one_line(&member.name), organisation, position_of(member)]
}

fn guests(meeting: &Meeting) -> impl Iterator<Item = [String; 3]> {
    meeting
        .guests
        .iter()
        .map(|guest| [&guest.name, &guest.organisation, &guest.position].map(|text| one_line(text)))
}
