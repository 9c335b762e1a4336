//! Daftar pengurus dan anggota: the roster, with the columns that the user picked.

use adinda_domain::dates::{long_date, short_date};
use adinda_domain::member::{Member, Sex};
use adinda_domain::profile::Letterhead;
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::column_widths::Column;
use crate::documents::Document;
use crate::error::PrintError;
use crate::letterhead::{HeadLine, LetterheadSpec, places};
use crate::measure::{Weight, text_em};
use crate::page_setup::{Foot, Orientation, PageSetup, upright_text_width_mm};
use crate::pictures::Pictures;
use crate::region;
use crate::rendered::RenderedDocument;
use crate::signature::{SIZE_UNDER_TABLES, SignatureBlock, Signing};
use crate::stationery::Stationery;
use crate::table::{Table, TableSpec};
use crate::text::{joined, one_line};
use crate::wording::{address_of, education_words, phone_shown, position_of, sex_letter};
use crate::world::render;

const TITLE: &str = Document::Roster.title();
/// Point size of the KIM's name under the title.
const NAME_SIZE: f64 = 12.0;

/// Everything that a printed roster says.
#[derive(Clone, Debug)]
pub struct Roster {
    /// KIM, logo, paper, and the day for which the roster speaks.
    pub stationery: Stationery,
    /// Who is on the roster, already chosen and in order.
    pub members: Vec<Member>,
    /// Who signs.
    pub signing: Signing,
    /// Whether the NIK may be printed this time. Without it there is no NIK, whatever the columns say.
    pub show_nik: bool,
    /// The columns in the order of the page; if empty, all of them.
    pub columns: Vec<RosterColumn>,
    /// What was filtered for, to be said under the title: "Bidang Penyebaran Informasi".
    pub filter_note: Option<String>,
}

/// A column of the roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RosterColumn {
    /// No.
    RowNumber,
    /// No. Anggota.
    MemberNumber,
    /// NIK.
    Nik,
    /// Nama.
    Name,
    /// L/P.
    Sex,
    /// Tempat/Tgl Lahir.
    Birth,
    /// Alamat.
    Address,
    /// Jabatan.
    Position,
    /// Unsur.
    Origin,
    /// Pendidikan.
    Education,
    /// Pekerjaan.
    Occupation,
    /// HP.
    Phone,
    /// Ket.
    Note,
}

impl RosterColumn {
    /// Every column, in the usual order.
    pub const ALL: [RosterColumn; 13] = [
        RosterColumn::RowNumber,
        RosterColumn::MemberNumber,
        RosterColumn::Nik,
        RosterColumn::Name,
        RosterColumn::Sex,
        RosterColumn::Birth,
        RosterColumn::Address,
        RosterColumn::Position,
        RosterColumn::Origin,
        RosterColumn::Education,
        RosterColumn::Occupation,
        RosterColumn::Phone,
        RosterColumn::Note,
    ];

    /// The word by which a command line or a window names the column.
    pub fn word(self) -> &'static str {
        match self {
            RosterColumn::RowNumber => "row_number",
            RosterColumn::MemberNumber => "member_number",
            RosterColumn::Nik => "nik",
            RosterColumn::Name => "name",
            RosterColumn::Sex => "sex",
            RosterColumn::Birth => "birth",
            RosterColumn::Address => "address",
            RosterColumn::Position => "position",
            RosterColumn::Origin => "origin",
            RosterColumn::Education => "education",
            RosterColumn::Occupation => "occupation",
            RosterColumn::Phone => "phone",
            RosterColumn::Note => "note",
        }
    }

    /// The column with that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.word() == word)
    }

    /// The heading, as printed.
    pub fn heading(self) -> &'static str {
        self.column().heading
    }

    fn column(self) -> Column {
        let (heading, comfort, firm, centred, share) = match self {
            RosterColumn::RowNumber => ("No", 12.0, 12.0, true, 0.0),
            RosterColumn::MemberNumber => ("No. Anggota", 24.0, 20.0, true, 0.0),
            RosterColumn::Nik => ("NIK", 35.0, 35.0, true, 0.0),
            RosterColumn::Name => ("Nama", 45.0, 26.0, false, 3.0),
            RosterColumn::Sex => ("L/P", 10.0, 9.0, true, 0.0),
            RosterColumn::Birth => ("Tempat/Tgl Lahir", 32.0, 24.0, false, 1.0),
            RosterColumn::Address => ("Alamat", 45.0, 25.0, false, 3.0),
            RosterColumn::Position => ("Jabatan", 34.0, 25.0, false, 2.0),
            RosterColumn::Origin => ("Unsur", 26.0, 20.0, false, 1.0),
            RosterColumn::Education => ("Pendidikan", 24.0, 23.0, false, 0.5),
            RosterColumn::Occupation => ("Pekerjaan", 28.0, 22.0, false, 1.0),
            RosterColumn::Phone => ("HP", 30.0, 27.0, false, 0.5),
            RosterColumn::Note => ("Ket.", 24.0, 16.0, false, 2.0),
        };
        Column {
            heading,
            comfort,
            firm,
            centred,
            share,
        }
    }
}

/// What `book.typ` takes.
#[derive(Debug, Serialize)]
struct RosterData {
    setup: PageSetup,
    letterhead: LetterheadSpec,
    title: Vec<HeadLine>,
    table: TableSpec,
    signatures: SignatureBlock,
}

/// Lays the roster out.
pub fn roster(roster: &Roster) -> Result<RenderedDocument, PrintError> {
    let columns = roster.printed_columns();
    let stationery = &roster.stationery;
    let kim = region::kim(&stationery.profile);
    let mut pictures = Pictures::default();
    let setup = PageSetup::new(
        stationery,
        orientation(&columns, upright_text_width_mm(stationery)),
        Foot::Always,
        &format!("{TITLE} {kim}"),
    );
    let (width, height) = (setup.text_width(), setup.text_height());
    let signatures = SignatureBlock::new(&roster.signing, SIZE_UNDER_TABLES, width);
    let table = Table {
        columns: columns.iter().map(|column| column.column()).collect(),
        rows: roster.rows(&columns),
        when_empty: "Belum ada anggota.",
        total: roster.total(),
        ..Table::default()
    };
    let data = RosterData {
        letterhead: LetterheadSpec::new(stationery, &mut pictures, width),
        title: roster.title(width),
        table: table.laid_out(width, height, signatures.height()),
        signatures,
        setup,
    };
    render("/book.typ", &data, pictures)
}

/// The paper lies across as soon as the columns would be cramped upright. The columns alone decide, not what
/// stands in them, so that the same choice looks the same every time.
fn orientation(columns: &[RosterColumn], upright_mm: f64) -> Orientation {
    let comfort: f64 = columns.iter().map(|column| column.column().comfort).sum();
    if comfort <= upright_mm {
        Orientation::Upright
    } else {
        Orientation::Across
    }
}

impl Roster {
    /// The chosen columns, each once, and the NIK only if it is shown.
    fn printed_columns(&self) -> Vec<RosterColumn> {
        let chosen: &[RosterColumn] = if self.columns.is_empty() {
            &RosterColumn::ALL
        } else {
            &self.columns
        };
        let mut columns: Vec<RosterColumn> = Vec::new();
        for column in chosen {
            let hidden = *column == RosterColumn::Nik && !self.show_nik;
            if !hidden && !columns.contains(column) {
                columns.push(*column);
            }
        }
        if columns.is_empty() {
            // Only the NIK was chosen and isn't shown: a list of names is left.
            columns.extend([RosterColumn::RowNumber, RosterColumn::Name]);
        }
        columns
    }

    fn rows(&self, columns: &[RosterColumn]) -> Vec<Vec<String>> {
        let row = |(index, member): (usize, &Member)| {
            columns
                .iter()
                .map(|column| self.cell(*column, index, member))
                .collect()
        };
        self.members.iter().enumerate().map(row).collect()
    }

    fn cell(&self, column: RosterColumn, index: usize, member: &Member) -> String {
        match column {
            RosterColumn::RowNumber => (index + 1).to_string(),
            RosterColumn::MemberNumber => one_line(&member.member_number),
            RosterColumn::Nik => one_line(&member.nik),
            RosterColumn::Name => one_line(&member.name),
            RosterColumn::Sex => sex_letter(member.sex).to_owned(),
            RosterColumn::Birth => {
                let date = member.birth_date.map(short_date).unwrap_or_default();
                joined([one_line(&member.birth_place), date], ", ")
            }
            RosterColumn::Address => address_of(member, &self.stationery.profile),
            RosterColumn::Position => position_of(member),
            RosterColumn::Origin => one_line(&member.origin),
            RosterColumn::Education => member
                .education
                .map(education_words)
                .unwrap_or_default()
                .to_owned(),
            RosterColumn::Occupation => one_line(&member.occupation),
            RosterColumn::Phone => phone_shown(&member.phone),
            RosterColumn::Note => self.note(member),
        }
    }

    /// Ket.: the note, after what a reader of the list must know of the person.
    fn note(&self, member: &Member) -> String {
        let left = match member.left_on {
            _ if member.is_active(self.stationery.today) => String::new(),
            Some(left) if left <= self.stationery.today => format!("Keluar {}", short_date(left)),
            _ => "Tidak aktif".to_owned(),
        };
        let outside = if member.from_outside {
            "Warga luar desa"
        } else {
            ""
        };
        joined([left, outside.to_owned(), one_line(&member.note)], "; ")
    }

    /// "Jumlah: 30 orang (L: 14, P: 16)".
    fn total(&self) -> String {
        let count = |sex| {
            self.members
                .iter()
                .filter(|member| member.sex == sex)
                .count()
        };
        let unknown = match count(None) {
            0 => String::new(),
            n => format!(", belum diisi: {n}"),
        };
        let (men, women) = (count(Some(Sex::Male)), count(Some(Sex::Female)));
        format!(
            "Jumlah: {} orang (L: {men}, P: {women}{unknown})",
            self.members.len()
        )
    }

    fn title(&self, width: f64) -> Vec<HeadLine> {
        let profile = &self.stationery.profile;
        let bold = |text: String, size| HeadLine::new(&text, size, Weight::Bold, width);
        let plain = |text: String| HeadLine::new(&text, 10.5, Weight::Regular, width);
        // What the letterhead has already said isn't said again.
        let (name, place) = match profile.letterhead {
            Some(Letterhead::Kim) => (region::kim(profile), String::new()),
            _ if places(profile).is_empty() => (region::kim_in_full(profile), String::new()),
            _ => (region::kim_in_full(profile), region::village(profile)),
        };
        let on_one_line = joined([name.clone(), place.clone()], " ").to_uppercase();
        let fits = text_em(&on_one_line, Weight::Bold) * NAME_SIZE <= width;
        let (name, place) = if fits {
            (on_one_line, String::new())
        } else {
            (name, place)
        };
        let state = format!("Keadaan per {}", long_date(self.stationery.today));
        let lines = [
            bold(TITLE.to_uppercase(), 13.0),
            bold(name.to_uppercase(), NAME_SIZE),
            bold(place.to_uppercase(), NAME_SIZE),
            plain(self.decree()),
            plain(joined([self.period(), state], " – ")),
            plain(one_line(self.filter_note.as_deref().unwrap_or_default())),
        ];
        lines.into_iter().flatten().collect()
    }

    /// "Masa bakti 2024–2027".
    fn period(&self) -> String {
        let profile = &self.stationery.profile;
        match (profile.period_start, profile.period_end) {
            (Some(start), Some(end)) => format!("Masa bakti {}–{}", start.year(), end.year()),
            (Some(start), None) => format!("Masa bakti sejak {}", start.year()),
            _ => String::new(),
        }
    }

    /// "Keputusan Kepala Desa Nomor 188/12/2024 tanggal 5 Agustus 2024".
    fn decree(&self) -> String {
        let profile = &self.stationery.profile;
        let number = one_line(&profile.decree_number);
        if number.is_empty() {
            return String::new();
        }
        // The date goes to the next line as a whole.
        let date = profile
            .decree_date
            .map(|date| format!("tanggal {}", long_date(date)));
        let date = date.map(|date| date.replace(' ', "\u{a0}"));
        joined(
            [
                "Keputusan".to_owned(),
                one_line(&profile.decree_issuer),
                format!("Nomor {number}"),
                date.unwrap_or_default(),
            ],
            " ",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_its_own_word() {
        for column in RosterColumn::ALL {
            assert_eq!(RosterColumn::from_word(column.word()), Some(column));
        }
        assert_eq!(RosterColumn::from_word("Nama"), None);
    }

    #[test]
    fn few_columns_stand_upright_and_many_lie_across() {
        use RosterColumn::{Name, Phone, Position, RowNumber, Sex};
        let few = [RowNumber, Name, Sex, Position, Phone];
        for upright_mm in [160.0, 155.0] {
            assert_eq!(orientation(&few, upright_mm), Orientation::Upright);
            assert_eq!(
                orientation(&RosterColumn::ALL, upright_mm),
                Orientation::Across
            );
        }
    }
}
