//! The Indonesian words of the domain's choices in spreadsheets: those that are written, and all those that are read.

use crate::understanding::folded;
use adinda_domain::activity::ActivityType;
use adinda_domain::aspiration::{
    Category, Channel, Classification, Destination, Identity, OfficeStatus, Priority, VillageStage,
};
use adinda_domain::dissemination::FactCheck;
use adinda_domain::letter::LetterKind;
use adinda_domain::meeting::{
    AdindaFunction, Attendance, FollowUpStatus, MeetingStatus, MeetingType,
};
use adinda_domain::member::{Education, Position, Religion, Sex};

/// A choice that stands in spreadsheets by its words.
pub trait SheetWords: Copy + Sized + 'static {
    /// Every choice with the word that is written, and others that are read, folded as they are compared.
    const WORDS: &'static [(Self, &'static str, &'static [&'static str])];

    /// The choice that words stand for.
    fn of_words(words: &str) -> Option<Self> {
        found(Self::WORDS, &folded(words))
    }
}

type Table<T> = &'static [(T, &'static str, &'static [&'static str])];

fn found<T: Copy>(table: Table<T>, folded_words: &str) -> Option<T> {
    if folded_words.is_empty() {
        return None;
    }
    let by_others = table
        .iter()
        .find(|(.., others)| others.contains(&folded_words));
    let entry = by_others.or_else(|| {
        table
            .iter()
            .find(|(_, written, _)| folded(written) == folded_words)
    });
    entry.map(|(choice, ..)| *choice)
}

/// The word that is written for a choice.
pub fn written<T: SheetWords + PartialEq>(choice: Option<T>) -> &'static str {
    let known = T::WORDS.iter().find(|(known, ..)| Some(*known) == choice);
    known.map(|(_, word, _)| *word).unwrap_or_default()
}

impl SheetWords for Sex {
    const WORDS: &'static [(Self, &'static str, &'static [&'static str])] = &[
        (
            Sex::Male,
            "L",
            &[
                "laki laki",
                "lakilaki",
                "laki",
                "lk",
                "pria",
                "cowok",
                "m",
                "male",
                "laki laki l",
                "l laki laki",
                "bapak",
                "1 laki laki",
                "laki2",
            ],
        ),
        (
            Sex::Female,
            "P",
            &[
                "perempuan",
                "pr",
                "wanita",
                "w",
                "pwr",
                "cewek",
                "f",
                "female",
                "perempuan p",
                "p perempuan",
                "ibu",
                "2 perempuan",
                "prp",
            ],
        ),
    ];
}

impl SheetWords for Religion {
    const WORDS: &'static [(Self, &'static str, &'static [&'static str])] = &[
        (Religion::Islam, "Islam", &["moslem", "muslim"]),
        (
            Religion::Protestant,
            "Kristen",
            &["kristen protestan", "protestan"],
        ),
        (
            Religion::Catholic,
            "Katolik",
            &["katholik", "kristen katolik", "katolik roma"],
        ),
        (Religion::Hindu, "Hindu", &["hindhu"]),
        (
            Religion::Buddhist,
            "Buddha",
            &["budha", "budhis", "buddhis"],
        ),
        (
            Religion::Confucian,
            "Khonghucu",
            &["konghucu", "kong hu cu", "khong hu cu", "kong hucu"],
        ),
        (
            Religion::Belief,
            "Kepercayaan",
            &[
                "penghayat",
                "penghayat kepercayaan",
                "kepercayaan terhadap tuhan yme",
                "aliran kepercayaan",
                "kepercayaan kepada tuhan yme",
            ],
        ),
    ];
}

impl SheetWords for Education {
    const WORDS: &'static [(Self, &'static str, &'static [&'static str])] = &[
        (
            Education::None,
            "Tidak sekolah",
            &[
                "tidak belum sekolah",
                "belum sekolah",
                "tidak tamat sd",
                "belum tamat sd sederajat",
                "belum tamat sd",
                "tidak tamat sd sederajat",
            ],
        ),
        (
            Education::Primary,
            "SD",
            &[
                "sd sederajat",
                "tamat sd sederajat",
                "tamat sd",
                "mi",
                "sd mi",
                "paket a",
                "sr",
                "sekolah dasar",
                "sdn",
            ],
        ),
        (
            Education::LowerSecondary,
            "SMP",
            &[
                "sltp",
                "sltp sederajat",
                "smp sederajat",
                "mts",
                "smp mts",
                "paket b",
                "tamat smp",
                "smpn",
                "sekolah menengah pertama",
            ],
        ),
        (
            Education::UpperSecondary,
            "SMA",
            &[
                "slta",
                "slta sederajat",
                "sma sederajat",
                "smk",
                "sma smk",
                "ma",
                "stm",
                "smea",
                "sma smk ma",
                "sma ma",
                "paket c",
                "smu",
                "spg",
                "tamat sma",
                "sman",
                "smkn",
                "sekolah menengah atas",
                "sma k",
            ],
        ),
        (
            Education::Diploma,
            "Diploma",
            &[
                "d1",
                "d2",
                "d3",
                "d4",
                "d 1",
                "d 2",
                "d 3",
                "d 4",
                "di",
                "dii",
                "diii",
                "div",
                "d i",
                "d ii",
                "d iii",
                "d iv",
                "diploma i ii",
                "diploma iii",
                "akademi",
                "akademi diploma iii s muda",
                "diploma 3",
                "d1 d2",
                "diploma i",
                "diploma ii",
                "sarjana muda",
            ],
        ),
        (
            Education::Bachelor,
            "S1",
            &[
                "s 1",
                "strata 1",
                "strata i",
                "sarjana",
                "diploma iv strata i",
                "sarjana s1",
                "s1 sarjana",
                "d4 s1",
            ],
        ),
        (
            Education::Master,
            "S2",
            &[
                "s 2",
                "strata 2",
                "strata ii",
                "magister",
                "pascasarjana",
                "magister s2",
            ],
        ),
        (
            Education::Doctor,
            "S3",
            &["s 3", "strata 3", "strata iii", "doktor", "doktor s3"],
        ),
    ];
}

impl SheetWords for Position {
    const WORDS: &'static [(Self, &'static str, &'static [&'static str])] = &[
        (Position::Patron, "Pelindung", &["pelindung penasehat"]),
        (Position::Mentor, "Pembina", &[]),
        (Position::Adviser, "Penasihat", &["penasehat"]),
        (
            Position::Responsible,
            "Penanggung Jawab",
            &["penanggungjawab"],
        ),
        (
            Position::Chair,
            "Ketua",
            &["ketua kim", "ketua umum", "ketua kelompok"],
        ),
        (
            Position::ViceChair,
            "Wakil Ketua",
            &["wakil", "wkl ketua", "wk ketua", "waka", "wakil ketua kim"],
        ),
        (
            Position::Secretary,
            "Sekretaris",
            &[
                "sekretaris kim",
                "sekertaris",
                "sekretaris i",
                "sekretaris 1",
                "sekr",
            ],
        ),
        (
            Position::Treasurer,
            "Bendahara",
            &["bendahara kim", "bendahara i", "bendahara 1", "bend"],
        ),
        (
            Position::GatheringCoordinator,
            "Koordinator Bidang Pengumpulan Informasi",
            &[],
        ),
        (
            Position::GatheringMember,
            "Anggota Bidang Pengumpulan Informasi",
            &[],
        ),
        (
            Position::ProcessingCoordinator,
            "Koordinator Bidang Pengolahan Informasi",
            &[],
        ),
        (
            Position::ProcessingMember,
            "Anggota Bidang Pengolahan Informasi",
            &[],
        ),
        (
            Position::SpreadingCoordinator,
            "Koordinator Bidang Penyebaran Informasi",
            &[],
        ),
        (
            Position::SpreadingMember,
            "Anggota Bidang Penyebaran Informasi",
            &[],
        ),
        (
            Position::Member,
            "Anggota",
            &["anggota kim", "anggota biasa", "agt"],
        ),
    ];

    fn of_words(words: &str) -> Option<Self> {
        let folded = folded(words);
        found(<Self as SheetWords>::WORDS, &folded).or_else(|| of_a_field(&folded))
    }
}

/// Positions in one of the three fields of work, however they are written: "Kabid. Pengolahan", "Seksi Diseminasi".
fn of_a_field(folded: &str) -> Option<Position> {
    let words: Vec<&str> = folded.split(' ').collect();
    let begins = |starts: &[&str]| {
        words
            .iter()
            .any(|word| starts.iter().any(|start| word.starts_with(start)))
    };
    let fields = [
        (
            &["pengumpul"][..],
            Position::GatheringCoordinator,
            Position::GatheringMember,
        ),
        (
            &["pengolah", "pengelola"][..],
            Position::ProcessingCoordinator,
            Position::ProcessingMember,
        ),
        (
            &["penyebar", "diseminasi", "desiminasi", "penyebarluas"][..],
            Position::SpreadingCoordinator,
            Position::SpreadingMember,
        ),
    ];
    let mut found = fields.into_iter().filter(|(starts, ..)| begins(starts));
    let (_, coordinator, member) = found.next()?;
    // "Pengumpulan dan Pengolahan": neither of them alone.
    if found.next().is_some() || begins(&["wakil"]) {
        return None;
    }
    let leads = begins(&["koord", "ketua", "kepala", "kabid", "kasi", "koor", "kor"]);
    Some(if leads { coordinator } else { member })
}

impl SheetWords for Classification {
    const WORDS: &'static [(Self, &'static str, &'static [&'static str])] = &[
        (
            Classification::Complaint,
            "Pengaduan",
            &["aduan", "keluhan", "laporan"],
        ),
        (
            Classification::Aspiration,
            "Aspirasi",
            &["usulan", "usul", "saran", "masukan", "permohonan"],
        ),
        (
            Classification::InformationRequest,
            "Permintaan informasi",
            &["informasi", "permohonan informasi", "pertanyaan"],
        ),
    ];
}

impl SheetWords for Category {
    const WORDS: &'static [(Self, &'static str, &'static [&'static str])] = &[
        (Category::Religion, "Agama", &["keagamaan"]),
        (
            Category::Economy,
            "Ekonomi dan Keuangan",
            &["ekonomi", "umkm", "keuangan"],
        ),
        (Category::Health, "Kesehatan", &[]),
        (
            Category::Gender,
            "Kesetaraan Gender dan Sosial Inklusif",
            &["gender"],
        ),
        (
            Category::Order,
            "Ketentraman, Ketertiban Umum dan Perlindungan Masyarakat",
            &[
                "ketertiban",
                "keamanan",
                "ketertiban umum",
                "bencana",
                "kebencanaan",
                "mitigasi bencana",
            ],
        ),
        (
            Category::Environment,
            "Lingkungan Hidup dan Kehutanan",
            &["lingkungan", "lingkungan hidup", "kehutanan", "sampah"],
        ),
        (
            Category::PublicWorks,
            "Pekerjaan Umum dan Penataan Ruang",
            &["pekerjaan umum", "infrastruktur", "jalan", "pu"],
        ),
        (
            Category::VillageDevelopment,
            "Pembangunan Desa, Daerah Tertinggal dan Transmigrasi",
            &["pembangunan desa", "pembangunan"],
        ),
        (
            Category::Education,
            "Pendidikan dan Kebudayaan",
            &["pendidikan", "kebudayaan", "budaya", "pariwisata"],
        ),
        (
            Category::Agriculture,
            "Pertanian dan Peternakan",
            &["pertanian", "peternakan", "perikanan"],
        ),
        (
            Category::Politics,
            "Politik dan Hukum",
            &["politik", "hukum"],
        ),
        (
            Category::Social,
            "Sosial dan Kesejahteraan",
            &["sosial", "kesejahteraan", "bansos", "bantuan sosial"],
        ),
        (
            Category::Energy,
            "Energi dan SDA",
            &["energi", "listrik", "energi dan sumber daya alam"],
        ),
        (
            Category::CivilRegistry,
            "Kependudukan",
            &["administrasi kependudukan", "adminduk"],
        ),
        (Category::Labour, "Ketenagakerjaan", &["tenaga kerja"]),
        (Category::Transport, "Perhubungan", &["transportasi"]),
        (Category::ConsumerProtection, "Perlindungan Konsumen", &[]),
        (
            Category::InformationTechnology,
            "Teknologi Informasi dan Komunikasi",
            &["tik", "kominfo", "internet", "komunikasi"],
        ),
        (Category::Water, "Perairan", &["air bersih", "irigasi"]),
        (Category::Housing, "Perumahan", &["rumah"]),
        (Category::SpecialTopic, "Topik Khusus", &[]),
        (Category::Other, "Lainnya", &["lain lain", "lain"]),
    ];
}

impl SheetWords for Identity {
    const WORDS: &'static [(Self, &'static str, &'static [&'static str])] = &[
        (
            Identity::Open,
            "Terbuka",
            &["tidak rahasia", "biasa", "tidak", "bukan rahasia"],
        ),
        (
            Identity::Anonymous,
            "Anonim",
            &[
                "tanpa nama",
                "nn",
                "n n",
                "hamba allah",
                "no name",
                "tidak disebutkan",
                "tidak mau disebut",
            ],
        ),
        (
            Identity::Secret,
            "Rahasia",
            &["dirahasiakan", "ya", "sangat rahasia"],
        ),
    ];
}

impl SheetWords for Channel {
    const WORDS: &'static [(Self, &'static str, &'static [&'static str])] = &[
        (
            Channel::Meeting,
            "Rapat",
            &["musyawarah", "pertemuan", "musdes", "musdus"],
        ),
        (
            Channel::Spoken,
            "Lisan",
            &["langsung", "tatap muka", "datang langsung"],
        ),
        (Channel::Letter, "Surat", &["tertulis"]),
        (
            Channel::Whatsapp,
            "WhatsApp",
            &["wa", "grup wa", "whatsapp group"],
        ),
        (Channel::Other, "Lainnya", &["lain lain"]),
    ];
}

impl SheetWords for Destination {
    const WORDS: &'static [(Self, &'static str, &'static [&'static str])] = &[
        (
            Destination::Village,
            "Desa",
            &[
                "kelurahan",
                "pemerintah desa",
                "kepala desa",
                "pemdes",
                "nagari",
            ],
        ),
        (Destination::District, "Kecamatan", &["camat"]),
        (
            Destination::Regency,
            "Kabupaten",
            &[
                "kota",
                "kabupaten kota",
                "bupati",
                "diskominfo",
                "pemkab",
                "pemda",
            ],
        ),
    ];
}

impl SheetWords for Priority {
    const WORDS: &'static [(Self, &'static str, &'static [&'static str])] = &[
        (Priority::Low, "Rendah", &[]),
        (Priority::Normal, "Biasa", &["sedang", "normal"]),
        (Priority::High, "Tinggi", &["penting"]),
        (
            Priority::Urgent,
            "Mendesak",
            &["sangat penting", "segera", "darurat"],
        ),
    ];
}

impl SheetWords for VillageStage {
    const WORDS: &'static [(Self, &'static str, &'static [&'static str])] = &[
        (VillageStage::Draft, "Draf", &["draft"]),
        (
            VillageStage::Recorded,
            "Dicatat",
            &["baru", "diterima", "masuk"],
        ),
        (
            VillageStage::PassedToVillage,
            "Disampaikan ke desa",
            &[
                "disampaikan",
                "diteruskan",
                "proses",
                "diproses",
                "dalam proses",
                "sedang diproses",
            ],
        ),
        (
            VillageStage::DoneInVillage,
            "Selesai di desa",
            &[
                "selesai",
                "sudah",
                "ditindaklanjuti",
                "sudah ditindaklanjuti",
                "tuntas",
                "sudah selesai",
            ],
        ),
    ];
}

impl SheetWords for OfficeStatus {
    const WORDS: &'static [(Self, &'static str, &'static [&'static str])] = &[
        (OfficeStatus::Received, "Diterima", &[]),
        (OfficeStatus::Verified, "Terverifikasi", &[]),
        (OfficeStatus::Forwarded, "Diteruskan", &[]),
        (OfficeStatus::InProgress, "Diproses", &[]),
        (OfficeStatus::Done, "Selesai", &[]),
        (OfficeStatus::Rejected, "Ditolak", &[]),
        (OfficeStatus::NotOurs, "Bukan kewenangan", &[]),
        (OfficeStatus::Postponed, "Tertunda", &[]),
    ];
}

impl SheetWords for MeetingType {
    const WORDS: &'static [(Self, &'static str, &'static [&'static str])] = &[
        (MeetingType::Routine, "Rutin", &[]),
        (MeetingType::Board, "Pengurus", &[]),
        (MeetingType::Plenary, "Pleno", &[]),
        (MeetingType::Coordination, "Koordinasi", &[]),
        (MeetingType::Special, "Luar biasa", &[]),
        (MeetingType::Other, "Lainnya", &[]),
    ];
}

impl SheetWords for AdindaFunction {
    const WORDS: &'static [(Self, &'static str, &'static [&'static str])] = &[
        (AdindaFunction::Access, "Akses informasi", &[]),
        (AdindaFunction::Discussion, "Diskusi", &[]),
        (AdindaFunction::Implementation, "Implementasi", &[]),
        (AdindaFunction::Networking, "Networking", &[]),
        (AdindaFunction::Dissemination, "Diseminasi", &[]),
        (AdindaFunction::Aspiration, "Aspirasi", &[]),
    ];
}

impl SheetWords for MeetingStatus {
    const WORDS: &'static [(Self, &'static str, &'static [&'static str])] = &[
        (MeetingStatus::Draft, "Draf", &[]),
        (MeetingStatus::Final, "Final", &[]),
    ];
}

impl SheetWords for Attendance {
    const WORDS: &'static [(Self, &'static str, &'static [&'static str])] = &[
        (Attendance::Present, "Hadir", &[]),
        (Attendance::Excused, "Izin", &[]),
        (Attendance::Sick, "Sakit", &[]),
        (Attendance::Absent, "Alpa", &[]),
    ];
}

impl SheetWords for FollowUpStatus {
    const WORDS: &'static [(Self, &'static str, &'static [&'static str])] = &[
        (FollowUpStatus::Open, "Belum", &[]),
        (FollowUpStatus::InProgress, "Berjalan", &[]),
        (FollowUpStatus::Done, "Selesai", &[]),
        (FollowUpStatus::Dropped, "Dibatalkan", &[]),
    ];
}

impl SheetWords for ActivityType {
    const WORDS: &'static [(Self, &'static str, &'static [&'static str])] = &[
        (ActivityType::Training, "Pelatihan", &[]),
        (ActivityType::Outreach, "Sosialisasi", &[]),
        (ActivityType::Discussion, "Diskusi", &[]),
        (ActivityType::ContentMaking, "Pembuatan konten", &[]),
        (ActivityType::CommunityWork, "Kerja bakti", &[]),
        (ActivityType::Culture, "Seni budaya", &[]),
        (ActivityType::Visit, "Kunjungan", &[]),
        (ActivityType::Competition, "Lomba", &[]),
        (ActivityType::Other, "Lainnya", &[]),
    ];
}

impl SheetWords for FactCheck {
    const WORDS: &'static [(Self, &'static str, &'static [&'static str])] = &[
        (FactCheck::True, "Benar", &[]),
        (FactCheck::Hoax, "Hoaks", &[]),
        (FactCheck::Unclear, "Belum jelas", &[]),
    ];
}

impl SheetWords for LetterKind {
    const WORDS: &'static [(Self, &'static str, &'static [&'static str])] = &[
        (LetterKind::Invitation, "Undangan", &[]),
        (LetterKind::OfficialReport, "Berita acara", &[]),
        (LetterKind::CoverLetter, "Surat pengantar", &[]),
        (LetterKind::Other, "Lainnya", &[]),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        fn holds<T: SheetWords + PartialEq + std::fmt::Debug>(all: &[T]) {
            for choice in all {
                let word = written(Some(*choice));
                assert!(!word.is_empty(), "{choice:?} has no word");
                assert_eq!(T::of_words(word), Some(*choice), "{word}");
            }
        }
        holds(Sex::ALL);
        holds(Religion::ALL);
        holds(Education::ALL);
        let named: Vec<Position> = Position::ALL
            .iter()
            .copied()
            .filter(|p| *p != Position::Other)
            .collect();
        holds(&named);
        holds(Classification::ALL);
        holds(Category::ALL);
        holds(Identity::ALL);
        holds(Channel::ALL);
        holds(Destination::ALL);
        holds(Priority::ALL);
        holds(VillageStage::ALL);
        holds(OfficeStatus::ALL);
        holds(MeetingType::ALL);
        holds(AdindaFunction::ALL);
        holds(MeetingStatus::ALL);
        holds(Attendance::ALL);
        holds(FollowUpStatus::ALL);
        holds(ActivityType::ALL);
        holds(FactCheck::ALL);
        holds(LetterKind::ALL);
    }

    #[test]
    fn no_word_stands_for_two_choices() {
        fn holds<T: SheetWords + PartialEq + std::fmt::Debug>() {
            for (choice, written, others) in T::WORDS {
                assert_eq!(T::of_words(written), Some(*choice), "{written}");
                for word in *others {
                    assert_eq!(folded(word), *word);
                    assert_eq!(T::of_words(word), Some(*choice), "{word}");
                }
            }
        }
        holds::<Sex>();
        holds::<Religion>();
        holds::<Education>();
        holds::<Position>();
        holds::<Classification>();
        holds::<Category>();
        holds::<Channel>();
        holds::<Destination>();
        holds::<Priority>();
        holds::<Identity>();
        holds::<VillageStage>();
    }

    #[test]
    fn positions_are_read_as_they_are_written() {
        for (words, expected) in [
            ("KETUA", Some(Position::Chair)),
            ("Wkl. Ketua", Some(Position::ViceChair)),
            (
                "Koord. Bid. Pengolahan Informasi",
                Some(Position::ProcessingCoordinator),
            ),
            (
                "Ketua Bidang Diseminasi",
                Some(Position::SpreadingCoordinator),
            ),
            ("Seksi Pengumpulan", Some(Position::GatheringMember)),
            (
                "Anggota Bidang Penyebarluasan Informasi",
                Some(Position::SpreadingMember),
            ),
            ("Bidang Pengumpulan dan Pengolahan", None),
            ("Humas", None),
            ("Wakil Sekretaris", None),
        ] {
            assert_eq!(Position::of_words(words), expected, "{words}");
        }
    }
}
