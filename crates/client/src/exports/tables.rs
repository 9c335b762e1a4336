//! The columns of every list, and the tables that they make of the book.

use super::views::{DisclosedField, ExportColumn, ExportList, ExportOptions};
use crate::book::Book;
use crate::error::BookError;
use crate::lists::{counted_members, meeting_rows};
use crate::store::record_view;
use crate::views::{ActivityRow, AspirationRow, DisseminationRow, LetterRow, MemberRow};
use adinda_domain::RecordId;
use adinda_domain::aspiration::Reporter;
use adinda_domain::meeting::{AttendanceCount, Meeting};
use adinda_domain::member::{Member, Position};
use adinda_domain::phone::to_shown;
use adinda_sheet::words::{SheetWords, written};
use adinda_sheet::writing::{Table, Value};
use std::collections::HashMap;

/// A column of a list of `R`.
struct Column<R> {
    name: &'static str,
    head: &'static str,
    usual: bool,
    kept_back: Option<DisclosedField>,
    value: fn(&R) -> Value,
}

const fn column<R>(name: &'static str, head: &'static str, value: fn(&R) -> Value) -> Column<R> {
    Column {
        name,
        head,
        usual: true,
        kept_back: None,
        value,
    }
}

const fn rare<R>(name: &'static str, head: &'static str, value: fn(&R) -> Value) -> Column<R> {
    Column {
        name,
        head,
        usual: false,
        kept_back: None,
        value,
    }
}

const fn kept_back<R>(
    name: &'static str,
    head: &'static str,
    field: DisclosedField,
    value: fn(&R) -> Value,
) -> Column<R> {
    Column {
        name,
        head,
        usual: false,
        kept_back: Some(field),
        value,
    }
}

fn text(text: &str) -> Value {
    Value::text(text)
}

fn choice<T: SheetWords + PartialEq>(choice: Option<T>) -> Value {
    Value::text(written(choice))
}

const MEMBER: &[Column<MemberRow>] = &[
    column("member_number", "No. Anggota", |row| {
        text(&row.member.member_number)
    }),
    column("name", "Nama", |row| text(&row.member.name)),
    column("sex", "L/P", |row| choice(row.member.sex)),
    kept_back("nik", "NIK", DisclosedField::Nik, |row| {
        text(&row.member.nik)
    }),
    kept_back(
        "birth_place",
        "Tempat Lahir",
        DisclosedField::Birth,
        |row| text(&row.member.birth_place),
    ),
    kept_back(
        "birth_date",
        "Tanggal Lahir",
        DisclosedField::Birth,
        |row| Value::day(row.member.birth_date),
    ),
    column("position", "Jabatan", |row| {
        text(position_words(&row.member))
    }),
    column("address", "Alamat", |row| text(&row.member.address)),
    column("hamlet", "Dusun", |row| text(&row.member.hamlet)),
    column("rt", "RT", |row| text(&row.member.rt)),
    column("rw", "RW", |row| text(&row.member.rw)),
    column("phone", "No. HP", |row| text(&to_shown(&row.member.phone))),
    rare("email", "Email", |row| text(&row.member.email)),
    kept_back("religion", "Agama", DisclosedField::Religion, |row| {
        choice(row.member.religion)
    }),
    column("education", "Pendidikan", |row| {
        choice(row.member.education)
    }),
    column("occupation", "Pekerjaan", |row| {
        text(&row.member.occupation)
    }),
    column("origin", "Unsur", |row| text(&row.member.origin)),
    column("joined_on", "Tanggal Masuk", |row| {
        Value::day(row.member.joined_on)
    }),
    rare("left_on", "Tanggal Keluar", |row| {
        Value::day(row.member.left_on)
    }),
    column("status", "Status", |row| {
        text(if row.active { "Aktif" } else { "Tidak aktif" })
    }),
    rare("appointment_decree", "No. SK", |row| {
        text(&row.member.appointment_decree)
    }),
    rare("consent_date", "Tanggal Persetujuan Data", |row| {
        Value::day(row.member.consent_date)
    }),
    column("note", "Keterangan", |row| text(&row.member.note)),
];

fn position_words(member: &Member) -> &str {
    match member.position {
        Some(Position::Other) | None => &member.position_text,
        position => written(position),
    }
}

/// A meeting with what is counted of it.
struct CountedMeeting {
    meeting: Meeting,
    count: AttendanceCount,
    open_follow_ups: usize,
}

const MEETING: &[Column<CountedMeeting>] = &[
    column("date", "Tanggal", |row| Value::day(row.meeting.date)),
    column("title", "Nama Rapat", |row| text(&row.meeting.title)),
    column("meeting_type", "Jenis", |row| {
        choice(row.meeting.meeting_type)
    }),
    column("function", "Fungsi", |row| choice(row.meeting.function)),
    column("start_time", "Mulai", |row| {
        text(&row.meeting.start_time.replace(':', "."))
    }),
    column("end_time", "Selesai", |row| {
        text(&row.meeting.end_time.replace(':', "."))
    }),
    column("place", "Tempat", |row| text(&row.meeting.place)),
    column("chair", "Pimpinan", |row| text(&row.meeting.chair)),
    rare("secretary", "Sekretaris", |row| {
        text(&row.meeting.secretary)
    }),
    rare("note_taker", "Pencatat", |row| {
        text(&row.meeting.note_taker)
    }),
    rare("invitation_number", "No. Undangan", |row| {
        text(&row.meeting.invitation_number)
    }),
    column("agenda", "Acara", |row| {
        let points = row.meeting.agenda.iter().map(|item| item.text.as_str());
        Value::text(points.collect::<Vec<_>>().join("\n"))
    }),
    column("present", "Hadir", |row| Value::count(row.count.present)),
    column("excused", "Izin", |row| Value::count(row.count.excused)),
    column("sick", "Sakit", |row| Value::count(row.count.sick)),
    column("absent", "Alpa", |row| Value::count(row.count.absent)),
    column("guests", "Tamu", |row| Value::count(row.count.guests)),
    column("decisions", "Keputusan", |row| {
        let decisions = row
            .meeting
            .decisions
            .iter()
            .map(|item| item.decision.as_str());
        Value::text(decisions.collect::<Vec<_>>().join("\n"))
    }),
    column("open_follow_ups", "Tindak Lanjut Belum Selesai", |row| {
        Value::count(row.open_follow_ups)
    }),
    column("status", "Status", |row| choice(row.meeting.status)),
];

/// An aspiration with as much of who spoke as may be shown.
struct ShownAspiration {
    row: AspirationRow,
    reporter: Reporter,
}

const ASPIRATION: &[Column<ShownAspiration>] = &[
    column("register_number", "No. Register", |shown| {
        text(&shown.row.aspiration.register_number)
    }),
    column("date", "Tanggal", |shown| {
        Value::day(shown.row.aspiration.date)
    }),
    column("reporter_name", "Penyampai", |shown| {
        text(&shown.reporter.name)
    }),
    column("reporter_organisation", "Lembaga", |shown| {
        text(&shown.reporter.organisation)
    }),
    rare("reporter_contact", "No. HP Penyampai", |shown| {
        text(&to_shown(&shown.reporter.contact))
    }),
    column("identity", "Kerahasiaan", |shown| {
        choice(shown.row.aspiration.identity)
    }),
    column("classification", "Klasifikasi", |shown| {
        choice(shown.row.aspiration.classification)
    }),
    column("category", "Kategori", |shown| {
        choice(shown.row.aspiration.category)
    }),
    column("title", "Judul", |shown| text(&shown.row.aspiration.title)),
    column("body", "Isi", |shown| text(&shown.row.aspiration.body)),
    column("location", "Lokasi", |shown| {
        text(&shown.row.aspiration.location)
    }),
    rare("incident_date", "Tanggal Kejadian", |shown| {
        Value::day(shown.row.aspiration.incident_date)
    }),
    column("channel", "Kanal", |shown| {
        choice(shown.row.aspiration.channel)
    }),
    column("destination", "Tujuan", |shown| {
        choice(shown.row.aspiration.destination)
    }),
    column("agency", "OPD", |shown| text(&shown.row.aspiration.agency)),
    rare("lapor_number", "No. SP4N-LAPOR!", |shown| {
        text(&shown.row.aspiration.lapor_number)
    }),
    rare("priority", "Prioritas", |shown| {
        choice(shown.row.aspiration.priority)
    }),
    column("stage", "Status", |shown| {
        choice(shown.row.aspiration.stage)
    }),
    column("village_result", "Tindak Lanjut", |shown| {
        text(&shown.row.aspiration.village_result)
    }),
    column("village_result_date", "Tanggal Tindak Lanjut", |shown| {
        Value::day(shown.row.aspiration.village_result_date)
    }),
    column("office_status", "Status di Dinas", |shown| {
        choice(shown.row.office.status)
    }),
    column("office_answer", "Jawaban Dinas", |shown| {
        text(&shown.row.office.answer)
    }),
];

const ACTIVITY: &[Column<ActivityRow>] = &[
    column("date", "Tanggal", |row| Value::day(row.activity.date)),
    column("end_date", "Sampai", |row| {
        Value::day(row.activity.end_date)
    }),
    column("title", "Nama Kegiatan", |row| text(&row.activity.title)),
    column("activity_type", "Jenis", |row| {
        choice(row.activity.activity_type)
    }),
    column("function", "Fungsi", |row| choice(row.activity.function)),
    column("place", "Lokasi", |row| text(&row.activity.place)),
    column("organiser", "Pelaksana", |row| {
        text(&row.activity.organiser)
    }),
    column("participants", "Peserta", |row| {
        i64::try_from(row.participants).map_or(Value::Empty, Value::Number)
    }),
    column("description", "Deskripsi", |row| {
        text(&row.activity.description)
    }),
    column("result", "Hasil", |row| text(&row.activity.result)),
    column("note", "Keterangan", |row| text(&row.activity.note)),
];

const DISSEMINATION: &[Column<DisseminationRow>] = &[
    column("date", "Tanggal", |row| Value::day(row.dissemination.date)),
    column("title", "Judul", |row| text(&row.dissemination.title)),
    column("source", "Sumber", |row| text(&row.dissemination.source)),
    column("fact_check", "Sudah Dicek", |row| {
        choice(row.dissemination.fact_check)
    }),
    column("channels", "Kanal", |row| {
        let of = &row.dissemination;
        let channels = [
            (of.by_whatsapp, "WhatsApp"),
            (of.by_loudspeaker, "Pengeras suara"),
            (of.by_notice_board, "Papan informasi"),
            (of.by_face_to_face, "Tatap muka"),
            (of.by_social_media, "Media sosial"),
            (!of.other_channel.is_empty(), of.other_channel.as_str()),
        ];
        let used = channels
            .into_iter()
            .filter(|(used, _)| *used)
            .map(|(_, name)| name);
        Value::text(used.collect::<Vec<_>>().join(", "))
    }),
    column("links", "Tautan", |row| text(&row.dissemination.links)),
    column("reach", "Jangkauan", |row| {
        row.dissemination.reach.map_or(Value::Empty, Value::Number)
    }),
    column("reach_note", "Keterangan Jangkauan", |row| {
        text(&row.dissemination.reach_note)
    }),
    rare("body", "Isi", |row| text(&row.dissemination.body)),
];

const LETTER: &[Column<LetterRow>] = &[
    column("number", "Nomor", |row| text(&row.letter.number)),
    column("date", "Tanggal", |row| Value::day(row.letter.date)),
    column("letter_kind", "Jenis", |row| choice(row.letter.letter_kind)),
    column("subject", "Hal", |row| text(&row.letter.subject)),
    column("addressee", "Kepada", |row| text(&row.letter.addressee)),
    column("enclosures", "Lampiran", |row| text(&row.letter.enclosures)),
    column("voided", "Keadaan", |row| {
        text(if row.letter.voided { "Batal" } else { "" })
    }),
    column("note", "Keterangan", |row| text(&row.letter.note)),
];

/// A table with what it shows that is otherwise kept back, and of how many people.
pub(super) struct ExportedTable {
    pub(super) table: Table,
    pub(super) shown: Vec<DisclosedField>,
    pub(super) people: u32,
}

/// The columns that a list can have.
pub(super) fn columns_of(list: ExportList) -> Vec<ExportColumn> {
    fn told<R>(columns: &[Column<R>]) -> Vec<ExportColumn> {
        let columns = columns.iter();
        columns
            .map(|column| ExportColumn {
                name: column.name.to_owned(),
                head: column.head.to_owned(),
                usual: column.usual,
                kept_back: column.kept_back,
            })
            .collect()
    }
    match list {
        ExportList::Member => told(MEMBER),
        ExportList::Meeting => told(MEETING),
        ExportList::Aspiration => told(ASPIRATION),
        ExportList::Activity => told(ACTIVITY),
        ExportList::Dissemination => told(DISSEMINATION),
        ExportList::Letter => told(LETTER),
    }
}

impl Book {
    /// The table of a list.
    pub(super) fn table(&self, options: &ExportOptions) -> Result<ExportedTable, BookError> {
        match options.list {
            ExportList::Member => {
                let rows = self
                    .members()?
                    .into_iter()
                    .map(|row| (row.id, row.archived, row));
                made("Daftar anggota", MEMBER, rows.collect(), options)
            }
            ExportList::Meeting => made("Daftar rapat", MEETING, self.counted_meetings()?, options),
            ExportList::Aspiration => {
                let shows_secret = options.shown.contains(&DisclosedField::SecretNames);
                let (rows, secret) = self.shown_aspirations(shows_secret)?;
                let mut exported = made("Buku aspirasi", ASPIRATION, rows, options)?;
                if secret > 0 {
                    exported.shown.push(DisclosedField::SecretNames);
                    exported.people = secret;
                }
                Ok(exported)
            }
            ExportList::Activity => {
                let rows = self
                    .activities()?
                    .into_iter()
                    .map(|row| (row.id, row.archived, row));
                made("Buku kegiatan", ACTIVITY, rows.collect(), options)
            }
            ExportList::Dissemination => {
                let rows = self
                    .disseminations()?
                    .into_iter()
                    .map(|row| (row.id, row.archived, row));
                made(
                    "Daftar penyebaran informasi",
                    DISSEMINATION,
                    rows.collect(),
                    options,
                )
            }
            ExportList::Letter => {
                let rows = self
                    .letters()?
                    .into_iter()
                    .map(|row| (row.id, row.archived, row));
                made("Daftar surat keluar", LETTER, rows.collect(), options)
            }
        }
    }

    fn counted_meetings(&self) -> Result<Vec<(RecordId, bool, CountedMeeting)>, BookError> {
        let today = self.today();
        self.read(|tx| {
            let members = counted_members(tx, today)?;
            let mut whole: HashMap<RecordId, Meeting> = record_view::list::<Meeting>(tx)?
                .into_iter()
                .map(|listed| (listed.id, listed.record))
                .collect();
            let rows = meeting_rows(tx, today)?.into_iter();
            Ok(rows
                .filter_map(|row| {
                    let meeting = whole.remove(&row.id)?;
                    let counted = CountedMeeting {
                        count: meeting.count_attendance(&members),
                        open_follow_ups: row.open_follow_ups,
                        meeting,
                    };
                    Some((row.id, row.archived, counted))
                })
                .collect())
        })
    }

    /// Aspirations with who spoke, and how many of those are shown although they are kept back otherwise.
    #[allow(
        clippy::type_complexity,
        reason = "rows as the others have them, and a count"
    )]
    fn shown_aspirations(
        &self,
        shows_secret: bool,
    ) -> Result<(Vec<(RecordId, bool, ShownAspiration)>, u32), BookError> {
        let rows = self.aspirations()?;
        let reporters: HashMap<RecordId, Reporter> = self.read(|tx| {
            let listed = record_view::list::<Reporter>(tx)?.into_iter();
            Ok(listed.map(|listed| (listed.id, listed.record)).collect())
        })?;
        let mut secret = 0;
        let shown = rows.into_iter().map(|row| {
            let who = row.aspiration.reporter.and_then(|id| reporters.get(&id));
            // The list has decided already whose name may be shown.
            let is_open = !row.reporter_name.is_empty();
            let shown = who.filter(|who| is_open || (shows_secret && !who.name.is_empty()));
            secret += u32::from(shown.is_some() && !is_open);
            let reporter = shown.cloned().unwrap_or_default();
            (row.id, row.archived, ShownAspiration { row, reporter })
        });
        let shown = shown.collect();
        Ok((shown, secret))
    }
}

/// The table that columns make of rows.
fn made<R>(
    name: &str,
    columns: &[Column<R>],
    rows: Vec<(RecordId, bool, R)>,
    options: &ExportOptions,
) -> Result<ExportedTable, BookError> {
    let is_ticked = |column: &&Column<R>| {
        column
            .kept_back
            .is_some_and(|field| options.shown.contains(&field))
    };
    let chosen: Vec<&Column<R>> = if options.columns.is_empty() {
        columns
            .iter()
            .filter(|column| column.usual || is_ticked(column))
            .collect()
    } else {
        let find = |name: &String| columns.iter().find(|column| column.name == name);
        let named = options
            .columns
            .iter()
            .map(|name| find(name).ok_or(BookError::NotFound("column")));
        let named: Vec<&Column<R>> = named.collect::<Result<_, _>>()?;
        // What wasn't ticked isn't shown, even if its column was asked for.
        named
            .into_iter()
            .filter(|column| column.kept_back.is_none() || is_ticked(column))
            .collect()
    };
    let rows: Vec<R> = match &options.only {
        None => rows
            .into_iter()
            .filter(|(_, archived, _)| !archived)
            .map(|(.., row)| row)
            .collect(),
        Some(only) => {
            let mut by_id: HashMap<RecordId, R> =
                rows.into_iter().map(|(id, _, row)| (id, row)).collect();
            only.iter().filter_map(|id| by_id.remove(id)).collect()
        }
    };
    let mut shown: Vec<DisclosedField> = Vec::new();
    for field in chosen.iter().filter_map(|column| column.kept_back) {
        if !shown.contains(&field) {
            shown.push(field);
        }
    }
    let says_something = |row: &&R| {
        let mut kept_back = chosen.iter().filter(|column| column.kept_back.is_some());
        kept_back.any(|column| (column.value)(row) != Value::Empty)
    };
    let people = u32::try_from(rows.iter().filter(says_something).count()).unwrap_or(u32::MAX);
    Ok(ExportedTable {
        table: Table {
            name: name.to_owned(),
            columns: chosen.iter().map(|column| column.head.to_owned()).collect(),
            rows: rows
                .iter()
                .map(|row| chosen.iter().map(|column| (column.value)(row)).collect())
                .collect(),
        },
        shown,
        people,
    })
}
