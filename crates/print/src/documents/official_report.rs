//! Berita acara rapat: that a meeting took place, who was there and what was decided, in the form that is signed.

use adinda_domain::meeting::Meeting;
use serde::Serialize;

use crate::attendance::{KnownMember, count};
use crate::documents::Document;
use crate::documents::minutes::decision_words;
use crate::error::PrintError;
use crate::letterhead::{HeadLine, LetterheadSpec, number_line, title_lines};
use crate::meeting_wording::{DOTS, agenda_of, or_dots, time_of};
use crate::number_words::{date_words, number_words};
use crate::page_setup::{Foot, Orientation, PageSetup};
use crate::pictures::Pictures;
use crate::prose::{PROSE_SIZE, Paragraph, numbered, paragraphs};
use crate::region;
use crate::rendered::RenderedDocument;
use crate::signature::{SignatureBlock, Signing};
use crate::stationery::Stationery;
use crate::text::{joined, one_line};
use crate::world::render;

const CLOSING: &str = "Demikian berita acara ini dibuat dengan sebenarnya untuk dapat dipergunakan \
                       sebagaimana mestinya.";

/// Everything that an official report says.
#[derive(Clone, Debug)]
pub struct OfficialReport {
    /// KIM, logo, paper, day.
    pub stationery: Stationery,
    /// Its number; if empty, dots to write it on.
    pub number: String,
    /// The meeting.
    pub meeting: Meeting,
    /// The members from whom those present are counted.
    pub members: Vec<KnownMember>,
    /// Who signs.
    pub signing: Signing,
}

/// What `official-report.typ` takes.
#[derive(Debug, Serialize)]
struct OfficialReportData {
    setup: PageSetup,
    letterhead: LetterheadSpec,
    title: Vec<HeadLine>,
    body: Vec<Paragraph>,
    closing: &'static str,
    signatures: SignatureBlock,
}

/// Lays the report out.
pub fn official_report(report: &OfficialReport) -> Result<RenderedDocument, PrintError> {
    let OfficialReport {
        stationery,
        meeting,
        ..
    } = report;
    let name = one_line(&meeting.title);
    let title = Document::OfficialReport.title();
    let setup = PageSetup::new(
        stationery,
        Orientation::Upright,
        Foot::Always,
        &joined([title, &name], " – "),
    );
    let width = setup.text_width();
    let mut pictures = Pictures::default();
    let mut lines = title_lines("Berita Acara", &[&name], width);
    lines.extend(number_line(&report.number, width));
    let data = OfficialReportData {
        letterhead: LetterheadSpec::new(stationery, &mut pictures, width),
        title: lines,
        body: report.body(width / PROSE_SIZE),
        closing: CLOSING,
        signatures: SignatureBlock::new(&report.signing, PROSE_SIZE, width),
        setup,
    };
    render("/official-report.typ", &data, pictures)
}

impl OfficialReport {
    fn body(&self, width_em: f64) -> Vec<Paragraph> {
        let meeting = &self.meeting;
        let mut body = paragraphs(&self.opening(), width_em);
        let led = [
            ("dipimpin oleh", &meeting.chair),
            ("dengan sekretaris", &meeting.secretary),
            ("dan pencatat", &meeting.note_taker),
        ];
        let led = led.map(|(words, name)| match one_line(name) {
            name if name.is_empty() => name,
            name => format!("{words} {name}"),
        });
        let led = joined(led, ", ");
        if !led.is_empty() {
            body.extend(paragraphs(&format!("Rapat {led}."), width_em));
        }
        let decisions = meeting.decisions.iter().map(decision_words);
        let decisions: Vec<String> = decisions.filter(|words| !words.is_empty()).collect();
        for (words, entries) in [
            ("Acara rapat:", agenda_of(meeting)),
            (
                "Setelah dibahas bersama, rapat memutuskan hal-hal sebagai berikut:",
                decisions,
            ),
        ] {
            if !entries.is_empty() {
                body.extend(paragraphs(words, width_em));
                body.extend(numbered(&entries, width_em));
            }
        }
        body
    }

    /// "Pada hari ini, Senin, tanggal …, bertempat di …, telah diselenggarakan …, dihadiri oleh …".
    fn opening(&self) -> String {
        let meeting = &self.meeting;
        let date = match meeting.date {
            Some(date) => date_words(date),
            None => "………………, tanggal ……………… bulan ……………… tahun ………………".to_owned(),
        };
        let time = match time_of(meeting, &self.stationery.profile) {
            time if time.is_empty() => time,
            time => format!(", pukul {time}"),
        };
        let count = count(meeting, &self.members);
        let people = |count: usize| format!("{count} ({}) orang", number_words(count));
        let kim = region::kim(&self.stationery.profile);
        let members = match count.present {
            0 => String::new(),
            present => format!("{} anggota {kim}", people(present)),
        };
        let guests = match count.guests {
            0 => String::new(),
            guests => format!("{} undangan", people(guests)),
        };
        let present = match joined([members, guests], " dan ") {
            present if present.is_empty() => format!("{DOTS} orang"),
            present => present,
        };
        format!(
            "Pada hari ini, {date}{time}, bertempat di {}, telah diselenggarakan {} yang dihadiri \
             oleh {present}, sebagaimana tercantum dalam daftar hadir.",
            or_dots(one_line(&meeting.place)),
            or_dots(one_line(&meeting.title)),
        )
    }
}
