//! Names of the KIM and of the places above it, each with the word that its region uses, and never with that
//! word twice.

use adinda_domain::profile::{Level, Profile};

use crate::text::one_line;

/// "Kabupaten Malang", "Kota Batu"; empty if the profile names no regency.
pub(crate) fn regency(profile: &Profile) -> String {
    let name = one_line(&profile.regency);
    let lower = name.to_lowercase();
    for (short, long) in [("kab. ", "Kabupaten "), ("kab ", "Kabupaten ")] {
        if lower.starts_with(short) {
            return format!("{long}{}", name[short.len()..].trim_start());
        }
    }
    if lower.starts_with("kabupaten ") || lower.starts_with("kota ") {
        return name;
    }
    with_word(profile.regency_word(), name)
}

/// "Kecamatan Singosari".
pub(crate) fn district(profile: &Profile) -> String {
    with_word(profile.district_word(), one_line(&profile.district))
}

/// "Desa Toyomarto", "Kelurahan Candirenggo"; empty for a KIM of a whole district.
pub(crate) fn village(profile: &Profile) -> String {
    if profile.level == Some(Level::District) {
        return String::new();
    }
    with_word(village_word(profile), one_line(&profile.village))
}

/// "Dusun Krajan".
pub(crate) fn hamlet(profile: &Profile, hamlet: &str) -> String {
    with_word(profile.hamlet_word(), one_line(hamlet))
}

/// "Kepala Desa Toyomarto", "Lurah Candirenggo", "Camat Singosari".
pub(crate) fn head_of_village(profile: &Profile) -> String {
    let usual = match profile.level {
        Some(Level::UrbanVillage) => "Lurah",
        Some(Level::Nagari) => "Wali Nagari",
        Some(Level::District) => "Camat",
        _ => profile.village_head_word(),
    };
    let word = if profile.word_village_head.is_empty() {
        usual
    } else {
        profile.village_head_word()
    };
    let (place, place_word) = match profile.level {
        Some(Level::District) => (&profile.district, profile.district_word()),
        _ => (&profile.village, village_word(profile)),
    };
    let place = one_line(place);
    let place = without_prefix(&place, place_word).unwrap_or(&place);
    format!("{} {place}", one_line(word)).trim_end().to_owned()
}

/// The KIM's short name, "KIM Mekar Sari", however it was typed.
pub(crate) fn kim(profile: &Profile) -> String {
    format!("KIM {}", own_name(profile)).trim_end().to_owned()
}

/// The KIM's full name, "Komunitas Informasi Masyarakat (KIM) Mekar Sari".
pub(crate) fn kim_in_full(profile: &Profile) -> String {
    format!("{} (KIM) {}", profile.long_form_words(), own_name(profile))
        .trim_end()
        .to_owned()
}

/// What makes the KIM's name its own: "Mekar Sari".
fn own_name(profile: &Profile) -> String {
    let typed = one_line(&profile.name);
    let mut name = typed.as_str();
    for prefix in [
        "Kelompok Informasi Masyarakat",
        "Komunitas Informasi Masyarakat",
        "(KIM)",
        "KIM",
    ] {
        if name.eq_ignore_ascii_case(prefix) {
            return String::new();
        }
        name = without_prefix(name, prefix).unwrap_or(name);
    }
    name.to_owned()
}

fn village_word(profile: &Profile) -> &str {
    match profile.level {
        Some(Level::UrbanVillage) if profile.word_village.is_empty() => "Kelurahan",
        Some(Level::Nagari) if profile.word_village.is_empty() => "Nagari",
        _ => profile.village_word(),
    }
}

fn with_word(word: &str, name: String) -> String {
    let word = one_line(word);
    if name.is_empty() || without_prefix(&name, &word).is_some() {
        return name;
    }
    format!("{word} {name}").trim_start().to_owned()
}

/// The rest of `text` after the words of `prefix`, whatever their case.
fn without_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    (head.eq_ignore_ascii_case(prefix) && !prefix.is_empty())
        .then(|| rest.strip_prefix(' '))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_regency_has_its_word_once() {
        for (typed, word, printed) in [
            ("Malang", "", "Kabupaten Malang"),
            ("Kabupaten Malang", "", "Kabupaten Malang"),
            ("kab. Malang", "Kabupaten", "Kabupaten Malang"),
            ("Kota Batu", "", "Kota Batu"),
            ("Kota Batu", "Kabupaten", "Kota Batu"),
            ("Batu", "Kota", "Kota Batu"),
            ("Kotawaringin Barat", "", "Kabupaten Kotawaringin Barat"),
            (
                "Kabupaten Administrasi Kepulauan Seribu",
                "",
                "Kabupaten Administrasi Kepulauan Seribu",
            ),
            ("", "", ""),
        ] {
            let profile = Profile {
                regency: typed.into(),
                word_regency: word.into(),
                ..Profile::default()
            };
            assert_eq!(regency(&profile), printed, "{typed} with {word}");
        }
    }

    #[test]
    fn villages_and_their_heads_follow_the_level() {
        let mut profile = Profile {
            village: "Candirenggo".into(),
            ..Profile::default()
        };
        assert_eq!(village(&profile), "Desa Candirenggo");
        assert_eq!(head_of_village(&profile), "Kepala Desa Candirenggo");
        profile.level = Some(Level::UrbanVillage);
        assert_eq!(village(&profile), "Kelurahan Candirenggo");
        assert_eq!(head_of_village(&profile), "Lurah Candirenggo");
        profile.level = Some(Level::Village);
        profile.village = "Desa Baru".into();
        profile.word_village_head = "Perbekel".into();
        assert_eq!(village(&profile), "Desa Baru");
        assert_eq!(head_of_village(&profile), "Perbekel Baru");
        profile.level = Some(Level::District);
        profile.word_village_head.clear();
        profile.district = "Singosari".into();
        assert_eq!(village(&profile), "");
        assert_eq!(head_of_village(&profile), "Camat Singosari");
    }

    #[test]
    fn the_name_of_the_kim_has_its_long_form_once() {
        for typed in [
            "Mekar Sari",
            "KIM Mekar Sari",
            "Kelompok Informasi Masyarakat Mekar Sari",
            "Komunitas Informasi Masyarakat (KIM) Mekar Sari",
        ] {
            let profile = Profile {
                name: typed.into(),
                ..Profile::default()
            };
            assert_eq!(kim(&profile), "KIM Mekar Sari", "{typed}");
            assert_eq!(
                kim_in_full(&profile),
                "Komunitas Informasi Masyarakat (KIM) Mekar Sari"
            );
        }
        let kimia = Profile {
            name: "Kimia".into(),
            ..Profile::default()
        };
        assert_eq!(kim(&kimia), "KIM Kimia");
    }
}
