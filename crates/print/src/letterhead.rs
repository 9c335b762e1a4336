//! Kop: the head of the first page, of the village or of the KIM itself.

use adinda_domain::profile::{Letterhead, Profile};
use serde::Serialize;

use crate::measure::{Weight, text_em};
use crate::pictures::{PictureSpec, Pictures};
use crate::region;
use crate::stationery::Stationery;
use crate::text::{breakable, lines, one_line};
use crate::wording::phone_shown;

/// The largest that a logo gets, in points, and the room between it and the lines.
const LOGO_BOX: (f64, f64) = (72.0, 66.0);
const LOGO_GAP: f64 = 10.0;

/// A centred line.
#[derive(Debug, Serialize, PartialEq)]
pub(crate) struct HeadLine {
    text: String,
    size: f64,
    bold: bool,
}

impl HeadLine {
    /// A line of clean text in that size in points, or nothing for an empty one.
    pub(crate) fn new(text: &str, size: f64, weight: Weight, width: f64) -> Option<Self> {
        (!text.is_empty()).then(|| Self {
            text: breakable(text, width / size, weight),
            size,
            bold: weight == Weight::Bold,
        })
    }

    /// Its width in points on one line.
    fn width(&self) -> f64 {
        let weight = if self.bold {
            Weight::Bold
        } else {
            Weight::Regular
        };
        text_em(&self.text, weight) * self.size
    }
}

/// The letterhead as `letterhead.typ` takes it. Lengths are points.
#[derive(Debug, Serialize)]
pub(crate) struct LetterheadSpec {
    lines: Vec<HeadLine>,
    logo: Option<LogoSpec>,
}

#[derive(Debug, Serialize)]
struct LogoSpec {
    picture: PictureSpec,
    width: f64,
    height: f64,
    /// Width of the logo's column.
    column: f64,
    /// The same room on the right, if the lines have enough without it: they then stand in the middle of the paper.
    right: f64,
}

impl LetterheadSpec {
    /// The letterhead for a text this wide in points. A logo that can't be shown is left out.
    pub(crate) fn new(stationery: &Stationery, pictures: &mut Pictures, width: f64) -> Self {
        let profile = &stationery.profile;
        let logo = stationery.logo.as_ref().map(|logo| pictures.add(logo));
        let Some(picture) = logo.filter(PictureSpec::is_shown) else {
            return Self {
                lines: letterhead(profile, width),
                logo: None,
            };
        };
        let (logo_width, logo_height) = fitted(picture.ratio());
        let column = logo_width + LOGO_GAP;
        let widest = letterhead(profile, width)
            .iter()
            .map(HeadLine::width)
            .fold(0.0, f64::max);
        let right = if widest <= width - 2.0 * column {
            column
        } else {
            0.0
        };
        Self {
            lines: letterhead(profile, width - column - right),
            logo: Some(LogoSpec {
                picture,
                width: logo_width,
                height: logo_height,
                column,
                right,
            }),
        }
    }
}

/// Width and height of a logo of this shape.
fn fitted(ratio: f64) -> (f64, f64) {
    let (width, height) = LOGO_BOX;
    if ratio > width / height {
        (width, width / ratio)
    } else {
        (height * ratio, height)
    }
}

/// The lines of the letterhead, for a text this wide in points.
fn letterhead(profile: &Profile, width: f64) -> Vec<HeadLine> {
    let own = lines(&profile.letterhead_lines);
    if !own.is_empty() {
        return own_lines(&own, width);
    }
    let bold = |text: String, size| HeadLine::new(&text.to_uppercase(), size, Weight::Bold, width);
    let usual = match profile.letterhead {
        Some(Letterhead::Village) | None => {
            let (regency, district, village) = (
                region::regency(profile),
                region::district(profile),
                region::village(profile),
            );
            let government = if regency.is_empty() {
                regency
            } else {
                format!("Pemerintah {regency}")
            };
            // The office that writes stands out; in a KIM of a whole district that is the district.
            if village.is_empty() {
                vec![bold(government, 13.0), bold(district, 16.0)]
            } else {
                vec![
                    bold(government, 13.0),
                    bold(district, 13.0),
                    bold(village, 16.0),
                ]
            }
        }
        Some(Letterhead::Kim) => vec![
            bold(profile.long_form_words().to_owned(), 13.0),
            bold(region::kim(profile), 16.0),
            bold(places(profile), 11.0),
            HeadLine::new(&secretariat(profile), 9.5, Weight::Regular, width),
        ],
    };
    usual.into_iter().flatten().collect()
}

/// Lines that the KIM has set itself, as they were typed. Those with a digit or an address of the net are the small
/// ones below the names, of which the last is the one that stands out.
fn own_lines(typed: &str, width: f64) -> Vec<HeadLine> {
    let is_small = |line: &str| line.contains(|c: char| c.is_ascii_digit() || c == '@');
    let names = typed.split('\n').enumerate();
    let names = names.filter(|(_, line)| !is_small(line));
    let last_name = names.map(|(index, _)| index).last();
    let line = |(index, line): (usize, &str)| match (is_small(line), last_name == Some(index)) {
        (true, _) => HeadLine::new(line, 9.5, Weight::Regular, width),
        (false, true) => HeadLine::new(line, 16.0, Weight::Bold, width),
        (false, false) => HeadLine::new(line, 13.0, Weight::Bold, width),
    };
    typed.split('\n').enumerate().filter_map(line).collect()
}

/// A document's title in capitals, and what it is about below it.
pub(crate) fn title_lines(title: &str, below: &[&str], width: f64) -> Vec<HeadLine> {
    let title = HeadLine::new(&title.to_uppercase(), 13.0, Weight::Bold, width);
    let below = below
        .iter()
        .map(|line| HeadLine::new(&line.to_uppercase(), 12.0, Weight::Bold, width));
    std::iter::once(title).chain(below).flatten().collect()
}

/// "Nomor: 005/KIM/VIII/2026" under a title, or dots to write it on.
pub(crate) fn number_line(number: &str, width: f64) -> Option<HeadLine> {
    let number = match one_line(number) {
        number if number.is_empty() => "……………………………".to_owned(),
        number => number,
    };
    HeadLine::new(&format!("Nomor: {number}"), 11.0, Weight::Regular, width)
}

/// "Desa Toyomarto Kecamatan Singosari Kabupaten Malang".
pub(crate) fn places(profile: &Profile) -> String {
    let places = [
        region::village(profile),
        region::district(profile),
        region::regency(profile),
    ];
    one_line(&places.join(" "))
}

fn secretariat(profile: &Profile) -> String {
    let parts = [
        ("Sekretariat: ", one_line(&profile.address)),
        ("Telp.\u{a0}", phone_shown(&profile.phone)),
        ("Email:\u{a0}", one_line(&profile.email)),
    ];
    let known = parts.into_iter().filter(|(_, value)| !value.is_empty());
    known
        .map(|(label, value)| format!("{label}{value}"))
        .collect::<Vec<_>>()
        .join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(profile: &Profile) -> Vec<String> {
        letterhead(profile, 450.0)
            .into_iter()
            .map(|line| line.text)
            .collect()
    }

    #[test]
    fn the_village_writes_under_its_regency() {
        let mut profile = Profile {
            village: "Toyomarto".into(),
            district: "Singosari".into(),
            regency: "Kabupaten Malang".into(),
            ..Profile::default()
        };
        let village = [
            "PEMERINTAH KABUPATEN MALANG",
            "KECAMATAN SINGOSARI",
            "DESA TOYOMARTO",
        ];
        assert_eq!(texts(&profile), village);
        profile.regency = "Kota Batu".into();
        assert_eq!(texts(&profile)[0], "PEMERINTAH KOTA BATU");
        assert_eq!(texts(&Profile::default()), [] as [&str; 0]);
        profile.letterhead_lines = "Pemerintah Kota Batu\n\nKIM Sisir\nJl. Mawar 3".into();
        let own = letterhead(&profile, 450.0);
        let shown: Vec<_> = own
            .iter()
            .map(|line| (line.text.as_str(), line.size))
            .collect();
        assert_eq!(
            shown,
            [
                ("Pemerintah Kota Batu", 13.0),
                ("KIM Sisir", 16.0),
                ("Jl. Mawar 3", 9.5)
            ]
        );
    }

    #[test]
    fn the_kim_writes_in_its_own_name() {
        let profile = Profile {
            name: "KIM Mekar Sari".into(),
            village: "Toyomarto".into(),
            phone: "+6281234567890".into(),
            letterhead: Some(Letterhead::Kim),
            ..Profile::default()
        };
        let own = [
            "KOMUNITAS INFORMASI MASYARAKAT",
            "KIM MEKAR SARI",
            "DESA TOYOMARTO",
            "Telp.\u{a0}081234567890",
        ];
        assert_eq!(texts(&profile), own);
    }
}
