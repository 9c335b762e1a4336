//! The sections of a KIM's report: what is told of profile, officers, meetings, activities, information and aspirations.

use std::collections::BTreeMap;

use adinda_domain::aspiration::{Category, OfficeStatus, VillageStage};
use adinda_domain::dates::{long_date, short_date};
use adinda_domain::meeting::AdindaFunction;
use adinda_domain::member::{Position, Sex};

use crate::activity_wording::{activity_type_words, channels_of, fact_check_words};
use crate::aspiration_wording::{
    KnownAspiration, category_words, office_name, office_status_words, stage_words,
};
use crate::attendance::{KnownMember, count};
use crate::bars::Bars;
use crate::column_widths::Column;
use crate::documents::activity_report::{ActivityReport, ReportPart, ReportSection, letter_of};
use crate::facts::{Facts, Value};
use crate::letterhead::places;
use crate::meeting_wording::adinda_function_words;
use crate::prose::{PROSE_SIZE, paragraphs};
use crate::region;
use crate::table::Table;
use crate::text::{joined, lines, one_line};
use crate::wording::{phone_shown, position_of, sex_letter};

/// Every section, lettered, for a text so wide and high in points.
pub(crate) fn sections(report: &ActivityReport, width: f64, height: f64) -> Vec<ReportSection> {
    let page = Page { width, height };
    let sections = [
        ("PROFIL KIM", profile(report, &page)),
        ("SUSUNAN PENGURUS", officers(report, &page)),
        ("RAPAT DAN KEHADIRAN", meetings(report, &page)),
        ("KEGIATAN MENURUT FUNGSI ADINDA", activities(report, &page)),
        ("DISEMINASI INFORMASI", disseminations(report, &page)),
        ("ASPIRASI MASYARAKAT", aspirations(report, &page)),
    ];
    let lettered = |(index, (heading, parts)): (usize, (&str, Vec<ReportPart>))| ReportSection {
        heading: format!("{}. {heading}", letter_of(index)),
        parts,
    };
    sections.into_iter().enumerate().map(lettered).collect()
}

/// The room between the margins, in points.
struct Page {
    width: f64,
    height: f64,
}

impl Page {
    fn prose(&self, words: &str) -> ReportPart {
        ReportPart::Prose(paragraphs(words, self.width / PROSE_SIZE))
    }

    fn table(&self, columns: Vec<Column>, rows: Vec<Vec<String>>, total: String) -> ReportPart {
        let numbered = |(index, row): (usize, Vec<String>)| {
            std::iter::once((index + 1).to_string())
                .chain(row)
                .collect()
        };
        let table = Table {
            columns: std::iter::once(column("No", 12.0, 12.0, 0.0))
                .chain(columns)
                .collect(),
            rows: rows.into_iter().enumerate().map(numbered).collect(),
            total,
            ..Table::default()
        };
        ReportPart::Table(table.laid_out(self.width, self.height, 0.0))
    }

    /// A caption and its chart; nothing if there is nothing to count.
    fn chart(&self, caption: &str, counts: &[(String, u64)]) -> Vec<ReportPart> {
        match Bars::new(counts, self.width) {
            Some(bars) => vec![
                ReportPart::Caption(caption.to_owned()),
                ReportPart::Bars(bars),
            ],
            None => Vec::new(),
        }
    }
}

fn column(heading: &'static str, comfort: f64, firm: f64, share: f64) -> Column {
    Column {
        heading,
        comfort,
        firm,
        centred: share == 0.0,
        share,
    }
}

fn profile(report: &ActivityReport, page: &Page) -> Vec<ReportPart> {
    let profile = &report.stationery.profile;
    let decree = match one_line(&profile.decree_number) {
        number if number.is_empty() => number,
        number => format!("Nomor {number}"),
    };
    let decree_date = profile
        .decree_date
        .map(|date| format!("tanggal {}", long_date(date)));
    let period = [profile.period_start, profile.period_end];
    let period = period.map(|date| date.map(long_date).unwrap_or_default());
    let facts = [
        ("Nama", region::kim_in_full(profile)),
        ("Kode/KIM ID", one_line(&profile.code)),
        ("Wilayah", places(profile)),
        ("Sekretariat", one_line(&profile.address)),
        ("Telepon", phone_shown(&profile.phone)),
        ("Email", one_line(&profile.email)),
        ("Media", lines(&profile.media_links)),
        (
            "Tanggal Berdiri",
            profile.founded_on.map(long_date).unwrap_or_default(),
        ),
        (
            "Surat Keputusan",
            joined(
                [
                    one_line(&profile.decree_issuer),
                    decree,
                    decree_date.unwrap_or_default(),
                ],
                " ",
            ),
        ),
        ("Masa Bakti", joined(period, " s.d. ")),
        ("Jumlah Anggota", members_words(&report.members)),
    ];
    let known = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let facts = known.map(|(label, value)| (label, Value::Text(value)));
    vec![ReportPart::Facts(Facts::new(facts, PROSE_SIZE, page.width))]
}

/// "30 orang (14 laki-laki, 16 perempuan)". Pelindung and pembina aren't counted as members.
fn members_words(members: &[KnownMember]) -> String {
    let counted = |known: &&KnownMember| {
        let position = known.member.position;
        position.is_none_or(Position::counts_as_member)
    };
    let of = |sex: Option<Sex>| {
        let found = members.iter().filter(counted);
        found.filter(|known| known.member.sex == sex).count()
    };
    let (men, women, unknown) = (of(Some(Sex::Male)), of(Some(Sex::Female)), of(None));
    let unknown_words = match unknown {
        0 => String::new(),
        count => format!(", belum diisi {count}"),
    };
    format!(
        "{} orang ({men} laki-laki, {women} perempuan{unknown_words})",
        men + women + unknown
    )
}

fn officers(report: &ActivityReport, page: &Page) -> Vec<ReportPart> {
    let is_officer =
        |known: &&KnownMember| !matches!(known.member.position, None | Some(Position::Member));
    let row = |known: &KnownMember| {
        let member = &known.member;
        vec![
            one_line(&member.name),
            sex_letter(member.sex).to_owned(),
            position_of(member),
            one_line(&member.origin),
        ]
    };
    let rows: Vec<_> = report.members.iter().filter(is_officer).map(row).collect();
    if rows.is_empty() {
        return vec![page.prose("Belum ada pengurus yang dicatat.")];
    }
    let columns = vec![
        column("Nama", 60.0, 35.0, 2.0),
        column("L/P", 10.0, 9.0, 0.0),
        column("Jabatan", 55.0, 30.0, 2.0),
        column("Unsur", 30.0, 20.0, 1.0),
    ];
    vec![page.table(columns, rows, String::new())]
}

fn meetings(report: &ActivityReport, page: &Page) -> Vec<ReportPart> {
    if report.meetings.is_empty() {
        return vec![page.prose("Tidak ada rapat pada periode ini.")];
    }
    let mut present = 0;
    let mut guests = 0;
    let rows: Vec<Vec<String>> = report
        .meetings
        .iter()
        .map(|meeting| {
            let count = count(meeting, &report.members);
            present += count.present;
            guests += count.guests;
            let numbers = [
                count.present,
                count.excused,
                count.sick,
                count.absent,
                count.guests,
            ];
            let texts = [
                meeting.date.map(short_date).unwrap_or_default(),
                one_line(&meeting.title),
            ];
            let numbers = numbers.map(|number| number.to_string());
            let decisions = meeting.decisions.len().to_string();
            texts
                .into_iter()
                .chain(numbers)
                .chain([decisions])
                .collect()
        })
        .collect();
    let total = format!(
        "Jumlah: {} rapat, dihadiri {present} anggota dan {guests} tamu",
        rows.len()
    );
    let columns = vec![
        column("Tanggal", 23.0, 22.0, 0.0),
        column("Rapat", 50.0, 35.0, 2.0),
        column("Hadir", 13.0, 12.0, 0.0),
        column("Izin", 11.0, 10.0, 0.0),
        column("Sakit", 12.0, 11.0, 0.0),
        column("Alpa", 12.0, 10.0, 0.0),
        column("Tamu", 12.0, 11.0, 0.0),
        column("Keputusan", 21.0, 20.0, 0.0),
    ];
    vec![page.table(columns, rows, total)]
}

fn activities(report: &ActivityReport, page: &Page) -> Vec<ReportPart> {
    let of_function = |function: AdindaFunction| {
        let activities = report.activities.iter().map(|activity| activity.function);
        let meetings = report.meetings.iter().map(|meeting| meeting.function);
        let mut count = activities
            .chain(meetings)
            .filter(|found| *found == Some(function))
            .count() as u64;
        if function == AdindaFunction::Dissemination {
            count += report.disseminations.len() as u64;
        }
        (adinda_function_words(function).to_owned(), count)
    };
    let counts: Vec<_> = AdindaFunction::ALL
        .iter()
        .copied()
        .map(of_function)
        .collect();
    let mut parts = page.chart(
        "Jumlah rapat, kegiatan, dan diseminasi menurut fungsi ADINDA:",
        &counts,
    );
    if report.activities.is_empty() {
        parts.push(page.prose("Tidak ada kegiatan pada periode ini."));
        return parts;
    }
    let mut people = 0;
    let row = |activity: &adinda_domain::activity::Activity| {
        let count = activity.count_participants();
        people += count;
        let kind = activity.activity_type.map(activity_type_words);
        let function = activity.function.map(adinda_function_words);
        vec![
            activity.date.map(short_date).unwrap_or_default(),
            joined([one_line(&activity.title), one_line(&activity.place)], "\n"),
            joined(
                [kind.unwrap_or_default(), function.unwrap_or_default()],
                "\n",
            ),
            match count {
                0 => String::new(),
                count => count.to_string(),
            },
            lines(&activity.result),
        ]
    };
    let rows: Vec<_> = report.activities.iter().map(row).collect();
    let total = format!("Jumlah: {} kegiatan, diikuti {people} orang", rows.len());
    let columns = vec![
        column("Tanggal", 23.0, 22.0, 0.0),
        column("Kegiatan dan Tempat", 50.0, 32.0, 2.0),
        column("Jenis dan Fungsi", 34.0, 26.0, 1.0),
        column("Peserta", 17.0, 15.0, 0.0),
        column("Hasil", 45.0, 28.0, 2.0),
    ];
    parts.push(ReportPart::Caption("Daftar kegiatan:".to_owned()));
    parts.push(page.table(columns, rows, total));
    parts
}

fn disseminations(report: &ActivityReport, page: &Page) -> Vec<ReportPart> {
    if report.disseminations.is_empty() {
        return vec![page.prose("Tidak ada diseminasi yang dicatat pada periode ini.")];
    }
    let mut reached: i64 = 0;
    let row = |dissemination: &adinda_domain::dissemination::Dissemination| {
        reached = reached.saturating_add(dissemination.reach.unwrap_or(0));
        let checked = dissemination.fact_check.map(fact_check_words);
        let reach = dissemination.reach.map(|reach| format!("{reach} orang"));
        vec![
            dissemination.date.map(short_date).unwrap_or_default(),
            joined(
                [
                    one_line(&dissemination.title),
                    one_line(&dissemination.source),
                ],
                "\n",
            ),
            checked.unwrap_or_default().to_owned(),
            channels_of(dissemination),
            joined(
                [
                    reach.unwrap_or_default(),
                    one_line(&dissemination.reach_note),
                ],
                "\n",
            ),
        ]
    };
    let rows: Vec<_> = report.disseminations.iter().map(row).collect();
    let total = format!(
        "Jumlah: {} informasi, menjangkau {reached} orang",
        rows.len()
    );
    let columns = vec![
        column("Tanggal", 23.0, 22.0, 0.0),
        column("Judul dan Sumber", 55.0, 32.0, 2.0),
        column("Hasil Cek", 20.0, 17.0, 0.5),
        column("Kanal", 36.0, 26.0, 1.0),
        column("Jangkauan", 28.0, 21.0, 0.5),
    ];
    vec![page.table(columns, rows, total)]
}

fn aspirations(report: &ActivityReport, page: &Page) -> Vec<ReportPart> {
    if report.aspirations.is_empty() {
        return vec![page.prose("Tidak ada aspirasi yang dicatat pada periode ini.")];
    }
    let mut parts = vec![page.prose(&format!(
        "Pada periode ini dicatat {} aspirasi.",
        report.aspirations.len()
    ))];
    let counted = |key: fn(&KnownAspiration) -> Option<usize>| {
        let mut counts: BTreeMap<usize, u64> = BTreeMap::new();
        for known in &report.aspirations {
            *counts.entry(key(known).unwrap_or(usize::MAX)).or_default() += 1;
        }
        counts
    };
    let named = |counts: BTreeMap<usize, u64>, words: &dyn Fn(usize) -> Option<String>| {
        let name = |index| words(index).unwrap_or_else(|| "Belum diisi".to_owned());
        counts
            .into_iter()
            .map(|(index, count)| (name(index), count))
            .collect::<Vec<_>>()
    };
    let mut categories = named(
        counted(|known| known.aspiration.category.map(|category| category as usize)),
        &|index| {
            Category::ALL
                .get(index)
                .map(|category| category_words(*category).to_owned())
        },
    );
    // The most frequent first; of equals, the order of the list.
    categories.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    parts.extend(page.chart("Menurut kategori:", &categories));
    let office = office_name(&report.stationery.profile);
    let standing = named(counted(standing_of), &|index| {
        let stages = VillageStage::ALL.len();
        match index.checked_sub(stages) {
            None => VillageStage::ALL
                .get(index)
                .map(|stage| stage_words(*stage).to_owned()),
            Some(index) => OfficeStatus::ALL
                .get(index)
                .map(|status| format!("{} ({office})", office_status_words(*status))),
        }
    });
    parts.extend(page.chart("Menurut keadaan:", &standing));
    parts
}

/// How far it has come: at the office, if that has spoken, or else in the village.
fn standing_of(known: &KnownAspiration) -> Option<usize> {
    match known.office.status {
        Some(status) => Some(VillageStage::ALL.len() + status as usize),
        None => known.aspiration.stage.map(|stage| stage as usize),
    }
}
