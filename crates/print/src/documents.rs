//! Every document that can be printed, by the word that names it on a command line.

pub(crate) mod activity_book;
pub(crate) mod activity_report;
pub(crate) mod aspiration_book;
pub(crate) mod aspiration_sheet;
pub(crate) mod attendance_sheet;
pub(crate) mod card;
pub(crate) mod cover_letter;
pub(crate) mod invitation;
pub(crate) mod minutes;
pub(crate) mod official_report;
pub(crate) mod roster;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(rename = "DocumentName")]
pub enum Document {
    /// Daftar pengurus dan anggota.
    Roster,
    /// Daftar hadir, for signing or filled.
    AttendanceSheet,
    /// Notulen.
    Minutes,
    /// Berita acara rapat.
    OfficialReport,
    /// Undangan rapat.
    Invitation,
    /// Buku aspirasi.
    AspirationBook,
    /// One aspiration with its history.
    AspirationSheet,
    /// Surat pengantar pengiriman aspirasi.
    CoverLetter,
    /// Buku kegiatan.
    ActivityBook,
    /// Laporan kegiatan KIM for a period.
    ActivityReport,
    /// Kartu tanda anggota.
    Card,
}

impl Document {
    /// Every document, the most used first.
    pub const ALL: [Document; 11] = [
        Document::Roster,
        Document::AttendanceSheet,
        Document::Minutes,
        Document::OfficialReport,
        Document::Invitation,
        Document::AspirationBook,
        Document::AspirationSheet,
        Document::CoverLetter,
        Document::ActivityBook,
        Document::ActivityReport,
        Document::Card,
    ];

    /// The word by which a command line or a window names it.
    pub fn word(self) -> &'static str {
        match self {
            Document::Roster => "roster",
            Document::AttendanceSheet => "attendance-sheet",
            Document::Minutes => "minutes",
            Document::OfficialReport => "official-report",
            Document::Invitation => "invitation",
            Document::AspirationBook => "aspiration-book",
            Document::AspirationSheet => "aspiration-sheet",
            Document::CoverLetter => "cover-letter",
            Document::ActivityBook => "activity-book",
            Document::ActivityReport => "activity-report",
            Document::Card => "card",
        }
    }

    /// The document with that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|document| document.word() == word)
    }

    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Document::Roster => "Daftar Pengurus dan Anggota",
            Document::AttendanceSheet => "Daftar Hadir",
            Document::Minutes => "Notulen Rapat",
            Document::OfficialReport => "Berita Acara Rapat",
            Document::Invitation => "Undangan Rapat",
            Document::AspirationBook => "Buku Aspirasi",
            Document::AspirationSheet => "Lembar Aspirasi",
            Document::CoverLetter => "Surat Pengantar Pengiriman Aspirasi",
            Document::ActivityBook => "Buku Kegiatan",
            Document::ActivityReport => "Laporan Kegiatan KIM",
            Document::Card => "Kartu Tanda Anggota",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_has_its_own_word() {
        for document in Document::ALL {
            assert_eq!(Document::from_word(document.word()), Some(document));
        }
        assert_eq!(Document::from_word("Notulen"), None);
    }
}
