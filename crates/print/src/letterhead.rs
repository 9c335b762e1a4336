//! Kop: the head of the first page, of the village or of the KIM itself.

use adinda_domain::profile::{Letterhead, Profile};
use serde::Serialize;

use crate::measure::Weight;
use crate::region;
use crate::text::{breakable, one_line};
use crate::wording::phone_shown;

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
}

/// The lines of the letterhead, for a text this wide in points.
pub(crate) fn letterhead(profile: &Profile, width: f64) -> Vec<HeadLine> {
    let bold = |text: String, size| HeadLine::new(&text.to_uppercase(), size, Weight::Bold, width);
    let lines = match profile.letterhead {
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
    lines.into_iter().flatten().collect()
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
        ("Telp. ", phone_shown(&profile.phone)),
        ("Email: ", one_line(&profile.email)),
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
            "Telp. 081234567890",
        ];
        assert_eq!(texts(&profile), own);
    }
}
