//! The built-in list of Indonesia's villages: found by typing parts of their name, or by their official code.
//!
//! The whole list stays one text buffer with offsets into it, and beside it the same names folded for the search.

mod folding;
mod search;

use serde::Serialize;

use self::folding::{fold_into, letters_of};

/// A zstd frame of lines like `\t\t\t2001 Keude Bakongan`: the level by tabs, the last group of the code, the name.
/// Where it comes from and under which licence: `data/README.md`.
const PACKED_LIST: &[u8] = include_bytes!("../data/wilayah.zst");

/// A village with everything above it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Village {
    /// The official code, `PP.KK.CC.DDDD`.
    pub code: String,
    /// The village's own name, without "Desa" or "Kelurahan".
    pub name: String,
    /// Kecamatan, without that word.
    pub district: String,
    /// With the word that tells its kind: "Kabupaten Bandung", "Kota Bandung".
    pub regency: String,
    /// Provinsi, without that word.
    pub province: String,
    /// What kind of village it is.
    pub level: VillageLevel,
}

/// The kind of a village, as the last group of its code tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum VillageLevel {
    /// 1xxx: led by a lurah.
    Kelurahan,
    /// 2xxx: led by its own elected head.
    Desa,
    /// 3xxx: a village of customary law.
    DesaAdat,
}

/// Why the built-in list can't be used. Either means a broken build, not a broken laptop.
#[derive(Debug, thiserror::Error)]
pub enum WilayahError {
    /// The compressed list doesn't unpack.
    #[error("the built-in list of villages does not unpack")]
    Unpack(#[source] std::io::Error),
    /// The unpacked list isn't text.
    #[error("the built-in list of villages is not UTF-8")]
    Text(#[from] std::string::FromUtf8Error),
    /// A line isn't what `scripts/make-wilayah.mjs` writes.
    #[error("line {line} of the built-in list of villages is malformed")]
    Malformed {
        /// Counted from 1.
        line: usize,
    },
}

/// All villages of Indonesia, some four megabytes in memory.
#[derive(Debug)]
pub struct Wilayah {
    text: String,
    folded: Vec<u8>,
    provinces: Vec<Area>,
    regencies: Vec<Area>,
    districts: Vec<Area>,
    villages: Vec<Area>,
}

impl Wilayah {
    /// Unpacks the list that is part of the program.
    pub fn load() -> Result<Self, WilayahError> {
        let bytes = zstd::stream::decode_all(PACKED_LIST).map_err(WilayahError::Unpack)?;
        Self::from_text(String::from_utf8(bytes)?)
    }

    /// How many villages the list has.
    pub fn village_count(&self) -> usize {
        self.villages.len()
    }

    /// The village with this official code, written `PP.KK.CC.DDDD`.
    pub fn by_code(&self, code: &str) -> Option<Village> {
        let groups: Vec<u16> = code
            .split('.')
            .map(str::parse)
            .collect::<Result<_, _>>()
            .ok()?;
        let [province, regency, district, village] = groups[..] else {
            return None;
        };
        let province = position(&self.provinces, 0, province)?;
        let regency = position(&self.regencies, province, regency)?;
        let district = position(&self.districts, regency, district)?;
        let village = position(&self.villages, district, village)?;
        Some(self.describe(&self.villages[village])).filter(|found| found.code == code)
    }

    fn describe(&self, village: &Area) -> Village {
        let district = &self.districts[village.parent as usize];
        let regency = &self.regencies[district.parent as usize];
        let province = &self.provinces[regency.parent as usize];
        Village {
            code: format!(
                "{:02}.{:02}.{:02}.{:04}",
                province.group, regency.group, district.group, village.group
            ),
            name: self.name(village).to_owned(),
            district: self.name(district).to_owned(),
            regency: self.name(regency).to_owned(),
            province: self.name(province).to_owned(),
            level: match village.group / 1000 {
                1 => VillageLevel::Kelurahan,
                3 => VillageLevel::DesaAdat,
                _ => VillageLevel::Desa,
            },
        }
    }

    fn name(&self, area: &Area) -> &str {
        let start = area.name_start as usize;
        &self.text[start..start + area.name_len as usize]
    }

    fn folded_name(&self, area: &Area) -> &[u8] {
        let start = area.folded_start as usize;
        &self.folded[start..start + area.folded_len as usize]
    }

    fn from_text(text: String) -> Result<Self, WilayahError> {
        let mut levels: [Vec<Area>; 4] = Default::default();
        let mut folded = Vec::with_capacity(text.len());
        let mut line_start = 0;
        for (number, line) in text.split_terminator('\n').enumerate() {
            let level = line.bytes().take_while(|byte| *byte == b'\t').count();
            let area = Area::from_line(line, line_start, level, &levels, &mut folded);
            let (area, areas) = area
                .zip(levels.get_mut(level))
                .ok_or(WilayahError::Malformed { line: number + 1 })?;
            areas.push(area);
            line_start += line.len() + 1;
        }
        let [provinces, regencies, districts, villages] = levels;
        Ok(Self {
            text,
            folded,
            provinces,
            regencies,
            districts,
            villages,
        })
    }
}

/// One line of the list. Children follow their parent and codes rise, so each level is sorted by (parent, group).
#[derive(Debug)]
struct Area {
    name_start: u32,
    folded_start: u32,
    /// The letters that the folded name has: bit 0 for a, and so on; bit 26 for any digit.
    letters: u32,
    /// Where in the level above this area's parent stands; 0 for provinces.
    parent: u16,
    /// The last group of the code.
    group: u16,
    name_len: u8,
    folded_len: u8,
}

impl Area {
    fn from_line(
        line: &str,
        line_start: usize,
        level: usize,
        levels: &[Vec<Area>; 4],
        folded: &mut Vec<u8>,
    ) -> Option<Self> {
        let (group, name) = line[level..].split_once(' ')?;
        let group: u16 = group.parse().ok()?;
        // Which kind a village is stands in the first digit of its group.
        if level == 3 && !(1000..4000).contains(&group) {
            return None;
        }
        let parent = match level {
            0 => 0,
            _ => levels.get(level - 1)?.len().checked_sub(1)?,
        };
        let folded_start = folded.len();
        fold_into(folded, name);
        Some(Self {
            name_start: u32::try_from(line_start + line.len() - name.len()).ok()?,
            folded_start: u32::try_from(folded_start).ok()?,
            letters: letters_of(&folded[folded_start..]),
            parent: u16::try_from(parent).ok()?,
            group,
            name_len: u8::try_from(name.len()).ok()?,
            folded_len: u8::try_from(folded.len() - folded_start).ok()?,
        })
    }
}

/// Where an area with this last group stands among its level.
fn position(areas: &[Area], parent: usize, group: u16) -> Option<usize> {
    areas
        .binary_search_by_key(&(parent, group), |area| (area.parent as usize, area.group))
        .ok()
}

/// The list for tests, unpacked once.
#[cfg(test)]
fn list_for_tests() -> &'static Wilayah {
    static LIST: std::sync::OnceLock<Wilayah> = std::sync::OnceLock::new();
    LIST.get_or_init(|| Wilayah::load().unwrap())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_country_is_there() {
        let list = list_for_tests();
        assert_eq!(list.provinces.len(), 38);
        assert_eq!(list.regencies.len(), 514);
        assert_eq!(list.districts.len(), 7285);
        assert_eq!(list.village_count(), 83_762);
    }

    #[test]
    fn each_village_is_found_by_its_code() {
        for village in &list_for_tests().villages {
            let described = list_for_tests().describe(village);
            assert_eq!(list_for_tests().by_code(&described.code), Some(described));
        }
    }

    #[test]
    fn a_village_says_all_about_itself() {
        let village = list_for_tests().by_code("32.73.14.1004").unwrap();
        assert_eq!(
            serde_json::to_value(&village).unwrap(),
            serde_json::json!({
                "code": "32.73.14.1004",
                "name": "Sukamaju",
                "district": "Cibeunying Kidul",
                "regency": "Kota Bandung",
                "province": "Jawa Barat",
                "level": "kelurahan",
            })
        );
    }

    #[test]
    fn what_is_no_code_finds_nothing() {
        for code in [
            "",
            "32",
            "32.73.14",
            "32.73.14.9999",
            "32.73.14.1004.1",
            "32.73.+14.1004",
            "a.b.c.d",
        ] {
            assert_eq!(list_for_tests().by_code(code), None, "{code}");
        }
    }

    #[test]
    fn a_broken_list_is_refused_with_its_line() {
        for (text, broken) in [
            ("11 Aceh\nx", 2),
            ("11 Aceh\n\t\t01 Bakongan", 2),
            ("11 Aceh\n\t01 A\n\t\t01 B\n\t\t\t4001 C", 4),
            ("11 Aceh\n\t01 A\n\t\t01 B\n\t\t\t2001 C\n\t\t\t\t01 D", 5),
        ] {
            let error = Wilayah::from_text(text.to_owned()).unwrap_err();
            assert!(
                matches!(error, WilayahError::Malformed { line } if line == broken),
                "{error}"
            );
        }
    }
}
