//! Words as they are compared: lower case, without marks and punctuation, usual abbreviations written out.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Abbreviations of heads, and what they stand for.
const WRITTEN_OUT: &[(&str, &str)] = &[
    ("tgl", "tanggal"),
    ("tg", "tanggal"),
    ("tangal", "tanggal"),
    ("no", "nomor"),
    ("nmr", "nomor"),
    ("nomer", "nomor"),
    ("jns", "jenis"),
    ("telp", "hp"),
    ("tlp", "hp"),
    ("telepon", "hp"),
    ("telpon", "hp"),
    ("tel", "hp"),
    ("hape", "hp"),
    ("handphone", "hp"),
    ("ponsel", "hp"),
    ("phone", "hp"),
    ("wa", "hp"),
    ("whatsapp", "hp"),
    ("wathsapp", "hp"),
    ("kontak", "hp"),
    ("almt", "alamat"),
    ("pend", "pendidikan"),
    ("pddk", "pendidikan"),
    ("ket", "keterangan"),
    ("jab", "jabatan"),
    ("pek", "pekerjaan"),
    ("bid", "bidang"),
    ("koord", "koordinator"),
    ("kor", "koordinator"),
    ("lhr", "lahir"),
    ("tpt", "tempat"),
    ("tmp", "tempat"),
];

/// A text as words, lower case, without marks and punctuation.
pub(super) fn words(text: &str) -> Vec<String> {
    let plain: String = text
        .nfd()
        .filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '’' | '`'))
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .flat_map(char::to_lowercase)
        .collect();
    plain.split_whitespace().map(str::to_owned).collect()
}

/// A text as one line of words.
pub fn folded(text: &str) -> String {
    words(text).join(" ")
}

/// A head as it is compared: abbreviations written out, without "dan" and repeated words.
pub(super) fn folded_head(text: &str) -> String {
    let mut kept: Vec<String> = Vec::new();
    for word in words(text) {
        let written = WRITTEN_OUT.iter().find(|(short, _)| *short == word);
        let word = written.map_or(word, |(_, long)| (*long).to_owned());
        if !matches!(word.as_str(), "dan" | "atau" | "yang") && kept.last() != Some(&word) {
            kept.push(word);
        }
    }
    kept.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_folded() {
        for (head, expected) in [
            ("No. HP / WA", "nomor hp"),
            ("Tempat/Tgl. Lahir", "tempat tanggal lahir"),
            ("TEMPAT DAN TANGGAL LAHIR", "tempat tanggal lahir"),
            ("L/P", "l p"),
            ("  Nama\nLengkap ", "nama lengkap"),
        ] {
            assert_eq!(folded_head(head), expected, "{head}");
        }
        assert_eq!(folded("M. Syafi'i, José"), "m syafii jose");
    }
}
