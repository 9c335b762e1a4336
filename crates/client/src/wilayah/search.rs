//! The search as you type: which villages a query may mean, best first.

use super::folding::{Found, find, fold_into, letters_of};
use super::{Area, Village, Wilayah};

/// Words that people type before a name. They are taken as given when an area's name doesn't have them.
const TITLES: [&str; 8] = [
    "desa",
    "kelurahan",
    "kel",
    "kecamatan",
    "kec",
    "kabupaten",
    "provinsi",
    "prov",
];

/// Search words beyond this many are not looked at: one bit of a `u32` each.
const MOST_WORDS: usize = 32;

impl Wilayah {
    /// The villages that a half-typed query may mean, best first.
    ///
    /// Every word must be found: in the village's name, or at the beginning of a word of its district, regency or
    /// province. Names that are the query come before names that begin with it, those before names with the words
    /// inside, and last the villages of an area that was asked for by its own name.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Village> {
        let words = query_words(query);
        if words.is_empty() {
            return Vec::new();
        }
        let areas = self.words_of_districts(&words);
        let mut hits: Vec<u64> = Vec::new();
        let mut index = 0;
        // Plain loops here and in `find`: they look at 84,000 names per keystroke, in unoptimised builds too.
        while index < self.villages.len() {
            let village = &self.villages[index];
            let in_area = areas[village.parent as usize];
            if let Some(rank) = self.rank(village, &words, in_area) {
                // Within a rank shorter names first, then in the order of the codes; an area's villages by code alone.
                let length = if rank == Rank::AreaOnly {
                    0
                } else {
                    village.folded_len
                };
                hits.push((rank as u64) << 48 | u64::from(length) << 32 | index as u64);
            }
            index += 1;
        }
        if hits.len() > limit {
            hits.select_nth_unstable(limit);
            hits.truncate(limit);
        }
        hits.sort_unstable();
        hits.iter()
            .map(|hit| self.describe(&self.villages[*hit as u32 as usize]))
            .collect()
    }

    fn rank(&self, village: &Area, words: &[Word], in_area: u32) -> Option<Rank> {
        let name = self.folded_name(village);
        let mut inside = 0;
        let mut at_word_start = 0;
        let mut number = 0;
        while number < words.len() {
            let word = &words[number];
            let bit = 1 << number;
            number += 1;
            // Most names lack one of the word's letters: one comparison instead of a search.
            let found = if village.letters & word.letters == word.letters {
                find(name, &word.text)
            } else {
                Found::Nowhere
            };
            match found {
                Found::AtWordStart => at_word_start |= bit,
                Found::Inside => inside |= bit,
                Found::Nowhere if in_area & bit == 0 => return None,
                Found::Nowhere => {}
            }
        }
        // A word found inside the name by chance ("a") belongs rather to the area that begins with it.
        let named = at_word_start | (inside & !in_area);
        if named == 0 {
            return Some(Rank::AreaOnly);
        }
        let best = Rank::of_joined(name, words, at_word_start | inside);
        let best = best
            .into_iter()
            .chain(Rank::of_joined(name, words, named))
            .min();
        let inside_needed = inside & !in_area != 0;
        Some(best.unwrap_or(if inside_needed {
            Rank::Inside
        } else {
            Rank::WordsBegin
        }))
    }

    /// For each district, which of the words begin a word of its name or of the areas above it.
    fn words_of_districts(&self, words: &[Word]) -> Vec<u32> {
        let mut titles: u32 = 0;
        for (number, word) in words.iter().enumerate() {
            if TITLES.iter().any(|title| title.as_bytes() == word.text) {
                titles |= 1 << number;
            }
        }
        // "Desa" alone is a name to look for: titles count only beside something else.
        if titles.count_ones() as usize == words.len() {
            titles = 0;
        }
        let provinces = self.words_of_areas(&self.provinces, words, &[titles]);
        let regencies = self.words_of_areas(&self.regencies, words, &provinces);
        self.words_of_areas(&self.districts, words, &regencies)
    }

    fn words_of_areas(&self, areas: &[Area], words: &[Word], above: &[u32]) -> Vec<u32> {
        let mut found = Vec::with_capacity(areas.len());
        for area in areas {
            let mut mask = above[area.parent as usize];
            for (number, word) in words.iter().enumerate() {
                if area.letters & word.letters == word.letters
                    && find(self.folded_name(area), &word.text) == Found::AtWordStart
                {
                    mask |= 1 << number;
                }
            }
            found.push(mask);
        }
        found
    }
}

/// How well a name answers a query; the earlier the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Equals,
    /// "Suka Maju" for "sukamaju", and the other way round.
    EqualsButForSpaces,
    Begins,
    WordsBegin,
    Inside,
    AreaOnly,
}

impl Rank {
    /// Whether the chosen words, written together in their order, are the name or its beginning.
    fn of_joined(name: &[u8], words: &[Word], chosen: u32) -> Option<Self> {
        let mut rest = name;
        let mut same_spaces = true;
        for (number, word) in words.iter().enumerate() {
            if chosen & (1 << number) != 0 {
                let (head, tail) = rest.split_at_checked(word.text.len())?;
                if !head.eq_ignore_ascii_case(&word.text) {
                    return None;
                }
                let capitals = head.iter().filter(|byte| byte.is_ascii_uppercase()).count();
                same_spaces &= capitals == 1 && head[0].is_ascii_uppercase();
                rest = tail;
            }
        }
        Some(match (rest.is_empty(), same_spaces) {
            (true, true) => Self::Equals,
            (true, false) => Self::EqualsButForSpaces,
            (false, _) => Self::Begins,
        })
    }
}

/// A word of a query, folded to small letters.
struct Word {
    text: Vec<u8>,
    letters: u32,
}

fn query_words(query: &str) -> Vec<Word> {
    query
        .split(|character: char| character.is_whitespace() || "-./,()".contains(character))
        .map(|typed| {
            let mut text = Vec::new();
            fold_into(&mut text, typed);
            text.make_ascii_lowercase();
            Word {
                letters: letters_of(&text),
                text,
            }
        })
        .filter(|word| !word.text.is_empty())
        .take(MOST_WORDS)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::list_for_tests;

    /// The hits as "Name, District, Regency".
    fn search(query: &str) -> Vec<String> {
        let hits = list_for_tests().search(query, 10);
        hits.iter()
            .map(|hit| format!("{}, {}, {}", hit.name, hit.district, hit.regency))
            .collect()
    }

    #[test]
    fn words_match_the_village_and_what_is_above_it() {
        let sukamenak = ["Sukamenak, Margahayu, Kabupaten Bandung"];
        assert_eq!(search("suka mar band")[..1], sukamenak);
        assert_eq!(search("sukamenak, kab. bandung"), sukamenak);
        assert_eq!(
            search("Desa Sukamenak Kec. Margahayu Kab. Bandung Prov. Jawa Barat"),
            sukamenak
        );
        assert_eq!(search("jawa barat sukamenak margahayu"), sukamenak);
    }

    #[test]
    fn homonyms_are_told_apart_by_the_area() {
        let everywhere = list_for_tests().search("sukamaju", 1000);
        let same = everywhere
            .iter()
            .take_while(|village| village.name == "Sukamaju")
            .count();
        assert_eq!(same, 65);
        assert_eq!(
            search("sukamaju bandung"),
            [
                "Sukamaju, Cimaung, Kabupaten Bandung",
                "Sukamaju, Majalaya, Kabupaten Bandung",
                "Sukamaju, Cibeunying Kidul, Kota Bandung",
            ]
        );
    }

    #[test]
    fn the_name_itself_comes_before_names_that_begin_with_it_or_have_it_inside() {
        let hits = list_for_tests().search("pakam", 100);
        let names: Vec<&str> = hits.iter().map(|hit| hit.name.as_str()).collect();
        let equal = ["Pakam"];
        let begin = [
            "Pakam Raya",
            "Pakamban Daya",
            "Pakamban Laok",
            "Pakam Raya Selatan",
        ];
        let with_the_word = [
            "Plu Pakam",
            "Lau Pakam",
            "Namo Pakam",
            "Rantau Pakam",
            "Lubuk Pakam I,II",
            "Lubuk Pakam III",
            "Lubuk Pakam Pekan",
        ];
        let inside = [
            "Campakamulya",
            "Campakamulya",
            "Campaka Mekar",
            "Kapaka Madeta",
        ];
        let expected = [&equal[..], &begin, &with_the_word, &inside].concat();
        assert_eq!(names[..expected.len()], expected);
        assert!(hits[18..].iter().all(|hit| hit.district.contains("Pakam")));
    }

    #[test]
    fn spaces_capitals_accents_and_apostrophes_do_not_matter() {
        for query in [
            "suka maju cimaung",
            "SUKAMAJU  Cimaung",
            " súkamàju cimaung ",
        ] {
            assert_eq!(
                search(query),
                ["Sukamaju, Cimaung, Kabupaten Bandung"],
                "{query}"
            );
        }
        for query in ["soka'an", "Sokaan", "soka’an", "Soka`an"] {
            assert_eq!(
                search(query),
                ["Soka'an, Krejengan, Kabupaten Probolinggo"],
                "{query}"
            );
        }
        assert_eq!(list_for_tests().search("suka maju", 1)[0].name, "Suka Maju");
        assert_eq!(list_for_tests().search("sukamaju", 1)[0].name, "Sukamaju");
    }

    #[test]
    fn an_areas_name_alone_lists_its_villages() {
        let villages = list_for_tests().search("kecamatan cibeunying kidul", 100);
        assert_eq!(villages.len(), 6);
        assert!(
            villages
                .iter()
                .all(|village| village.district == "Cibeunying Kidul")
        );
    }

    #[test]
    fn a_title_alone_is_a_name_and_beside_another_word_it_may_be_one() {
        assert!(
            search("desa")[0].starts_with("Desa"),
            "{:?}",
            search("desa")
        );
        assert!(search("desa baru sarolangun")[0].starts_with("Desa Baru, "));
    }

    #[test]
    fn nothing_is_found_for_nothing_or_nonsense() {
        for query in ["", "  ", "-", "'", "xyzzy", "sukamaju xyzzy", "東京"] {
            assert_eq!(search(query), [""; 0], "{query}");
        }
        assert_eq!(list_for_tests().search("suka", 0), []);
        assert_eq!(list_for_tests().search("suka", 7).len(), 7);
    }
}
