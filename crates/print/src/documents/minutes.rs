//! Notulen: what a meeting was about, what was said and decided, with the list of who came and photos behind it.

use adinda_domain::dates::{long_date, short_date};
use adinda_domain::meeting::{Decision, Meeting};
use serde::Serialize;

use crate::attendance::{KnownMember, count, filled_table, missing_words, present_words};
use crate::column_widths::Column;
use crate::documents::Document;
use crate::error::PrintError;
use crate::facts::{Facts, Value};
use crate::letterhead::{HeadLine, LetterheadSpec, title_lines};
use crate::meeting_wording::{agenda_of, day_of, follow_up_words, is_draft, time_of};
use crate::page_setup::{Foot, Orientation, PageSetup};
use crate::pictures::{Photo, PhotoRow, Pictures};
use crate::prose::{PROSE_SIZE, Section, numbered, paragraphs};
use crate::rendered::RenderedDocument;
use crate::signature::{SignatureBlock, Signing};
use crate::stationery::Stationery;
use crate::table::{Table, TableSpec};
use crate::text::{joined, lines, one_line};
use crate::world::render;

const TITLE: &str = Document::Minutes.title();
/// What stands at the head of every page of minutes that aren't final.
const DRAFT_MARK: &str = "DRAF – BELUM FINAL";
const CLOSING: &str = "Demikian notulen ini dibuat untuk dapat dipergunakan sebagaimana mestinya.";
/// Printed where nothing was written down.
const NOTHING: &str = "–";

/// Everything that minutes say.
#[derive(Clone, Debug)]
pub struct Minutes {
    /// KIM, logo, paper, day.
    pub stationery: Stationery,
    /// The meeting.
    pub meeting: Meeting,
    /// The members who are on the list of attendance, in order.
    pub members: Vec<KnownMember>,
    /// Whether the list of attendance stands behind the minutes.
    pub with_attendance: bool,
    /// The photos that stand behind the minutes.
    pub photos: Vec<Photo>,
    /// Who signs.
    pub signing: Signing,
}

/// What `minutes.typ` takes.
#[derive(Debug, Serialize)]
struct MinutesData {
    setup: PageSetup,
    letterhead: LetterheadSpec,
    title: Vec<HeadLine>,
    facts: Facts,
    heading: &'static str,
    sections: Vec<Section>,
    follow_ups_heading: &'static str,
    follow_ups: Option<TableSpec>,
    closing: &'static str,
    signatures: SignatureBlock,
    attendance: Option<AttendanceAttachment>,
    photos: Option<PhotoAttachment>,
}

#[derive(Debug, Serialize)]
struct AttendanceAttachment {
    title: Vec<HeadLine>,
    table: TableSpec,
}

#[derive(Debug, Serialize)]
struct PhotoAttachment {
    title: Vec<HeadLine>,
    rows: Vec<PhotoRow>,
}

/// Lays the minutes out.
pub fn minutes(minutes: &Minutes) -> Result<RenderedDocument, PrintError> {
    let Minutes {
        stationery,
        meeting,
        members,
        ..
    } = minutes;
    let name = one_line(&meeting.title);
    let setup = PageSetup::new(
        stationery,
        Orientation::Upright,
        Foot::Always,
        &joined([TITLE, &name], " – "),
    );
    let setup = if is_draft(meeting) {
        setup.marked(DRAFT_MARK)
    } else {
        setup
    };
    let (width, height) = (setup.text_width(), setup.text_height());
    let mut pictures = Pictures::default();
    let revision = match meeting.revision.unwrap_or(0) {
        0 => String::new(),
        times => format!("Perbaikan ke-{times}"),
    };
    let mut attachments = 0;
    let mut attachment_title = |words: &str| {
        attachments += 1;
        title_lines(&format!("Lampiran {attachments}: {words}"), &[&name], width)
    };
    let attendance = minutes.with_attendance.then(|| AttendanceAttachment {
        title: attachment_title("Daftar Hadir"),
        table: filled_table(meeting, members, &stationery.profile).laid_out(width, height, 0.0),
    });
    let photos = (!minutes.photos.is_empty()).then(|| PhotoAttachment {
        title: attachment_title("Dokumentasi"),
        rows: pictures.rows(&minutes.photos, width),
    });
    let data = MinutesData {
        letterhead: LetterheadSpec::new(stationery, &mut pictures, width),
        title: title_lines(TITLE, &[&name, &revision], width),
        facts: Facts::new(minutes.facts(), PROSE_SIZE, width),
        heading: "Kegiatan Rapat",
        sections: sections(meeting, width / PROSE_SIZE),
        follow_ups_heading: "Tindak Lanjut",
        follow_ups: follow_ups(&meeting.decisions).map(|table| table.laid_out(width, height, 0.0)),
        closing: CLOSING,
        signatures: SignatureBlock::new(&minutes.signing, PROSE_SIZE, width),
        attendance,
        photos,
        setup,
    };
    render("/minutes.typ", &data, pictures)
}

impl Minutes {
    fn facts(&self) -> Vec<(&'static str, Value)> {
        let meeting = &self.meeting;
        let number = one_line(&meeting.invitation_number);
        let number = match number.as_str() {
            "" => String::new(),
            number => format!("Nomor {number}"),
        };
        let date = meeting.invitation_date;
        let date = date.map(|date| format!("tanggal {}", long_date(date)));
        let invitation = joined([number, date.unwrap_or_default()], " ");
        let text = |text: String| {
            Value::Text(if text.is_empty() {
                NOTHING.to_owned()
            } else {
                text
            })
        };
        let mut facts = vec![
            ("Rapat", text(one_line(&meeting.title))),
            ("Hari/Tanggal", text(day_of(meeting))),
            ("Surat Undangan", text(invitation)),
            ("Waktu", text(time_of(meeting, &self.stationery.profile))),
            ("Tempat", text(one_line(&meeting.place))),
            (
                "Acara",
                match agenda_of(meeting) {
                    points if points.is_empty() => text(String::new()),
                    points => Value::List(points),
                },
            ),
            ("Pimpinan Rapat", text(one_line(&meeting.chair))),
        ];
        // The chair leads every meeting; the others are named where somebody held the office.
        for (label, name) in [
            ("Sekretaris Rapat", &meeting.secretary),
            ("Pencatat", &meeting.note_taker),
        ] {
            let name = one_line(name);
            if !name.is_empty() {
                facts.push((label, Value::Text(name)));
            }
        }
        facts.push(("Peserta", text(self.participants())));
        facts
    }

    /// "24 anggota dan 3 tamu (tidak hadir: izin 2, alpa 1); kuorum tercapai".
    fn participants(&self) -> String {
        let count = count(&self.meeting, &self.members);
        let present = present_words(&count);
        if present.is_empty() {
            return String::new();
        }
        let missing = match missing_words(&count).as_str() {
            "" => String::new(),
            missing => format!("(tidak hadir: {missing})"),
        };
        let quorum = if count.quorum {
            "kuorum tercapai"
        } else {
            "kuorum tidak tercapai"
        };
        joined([joined([present, missing], " "), quorum.to_owned()], "; ")
    }
}

fn sections(meeting: &Meeting, width_em: f64) -> Vec<Section> {
    let decisions: Vec<String> = meeting.decisions.iter().map(decision_words).collect();
    let decisions: Vec<String> = decisions.into_iter().filter(|d| !d.is_empty()).collect();
    let parts = [
        ("Pembukaan", paragraphs(&meeting.opening, width_em)),
        ("Pembahasan", paragraphs(&meeting.discussion, width_em)),
        ("Keputusan", numbered(&decisions, width_em)),
        ("Penutup", paragraphs(&meeting.closing, width_em)),
    ];
    let section = |(index, (heading, found)): (usize, (&str, _))| Section {
        heading: format!("{}. {heading}", index + 1),
        paragraphs: match found {
            found if Vec::is_empty(&found) => paragraphs(NOTHING, width_em),
            found => found,
        },
    };
    parts.into_iter().enumerate().map(section).collect()
}

/// "Jalan desa: Diperbaiki bersama pada hari Minggu."
pub(crate) fn decision_words(decision: &Decision) -> String {
    joined([one_line(&decision.topic), lines(&decision.decision)], ": ")
}

/// The table of who does what by when, of decisions for which something of that was written down.
fn follow_ups(decisions: &[Decision]) -> Option<Table> {
    let column = |heading, comfort, firm, share| Column {
        heading,
        comfort,
        firm,
        centred: matches!(heading, "No" | "Tenggat"),
        share,
    };
    let is_followed_up = |decision: &&Decision| {
        decision.due.is_some()
            || decision.status.is_some()
            || !one_line(&decision.responsible).is_empty()
            || !one_line(&decision.note).is_empty()
    };
    let row = |(index, decision): (usize, &Decision)| {
        let topic = match one_line(&decision.topic) {
            topic if topic.is_empty() => lines(&decision.decision),
            topic => topic,
        };
        vec![
            (index + 1).to_string(),
            topic,
            one_line(&decision.responsible),
            decision.due.map(short_date).unwrap_or_default(),
            decision
                .status
                .map(follow_up_words)
                .unwrap_or_default()
                .to_owned(),
            lines(&decision.note),
        ]
    };
    let followed = decisions.iter().filter(is_followed_up);
    let rows: Vec<Vec<String>> = followed.enumerate().map(row).collect();
    (!rows.is_empty()).then(|| Table {
        columns: vec![
            column("No", 12.0, 12.0, 0.0),
            column("Pokok Bahasan", 45.0, 28.0, 2.0),
            column("Penanggung Jawab", 34.0, 28.0, 1.0),
            column("Tenggat", 23.0, 22.0, 0.0),
            column("Status", 26.0, 22.0, 0.5),
            column("Keterangan", 30.0, 26.0, 2.0),
        ],
        rows,
        ..Table::default()
    })
}
