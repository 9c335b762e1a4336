//! Every sentence of adinda-cli in Indonesian, but for the help in `arguments.rs`.

pub mod imports;

use crate::references::Target;
use adinda_client::views::{
    AnswerOutcome, AppliedAnswer, RecordSync, ReviewAuthor, ReviewReason, ReviewValue, SavedFile,
    SyncPhase,
};
use adinda_domain::dissemination::FactCheck;
use adinda_domain::doubles::DoubleReason;
use adinda_domain::letter::LetterKind;
use adinda_domain::profile::Paper;
use adinda_domain::schema::{FieldSpec, FieldType, ValueProblem};
use adinda_domain::warning::FieldProblem;
use adinda_paperwork::Document;
use serde_json::Value as Json;
use std::path::Path;

pub const NOT_A_DATE: &str = "tanggal tidak ada";
pub const NO_DATA_FOLDER: &str = "folder data sistem tidak ditemukan; sebutkan folder buku";
pub const NO_SUCH_FILE: &str = "berkas ini tidak ada";
pub const FILE_EXISTS: &str = "berkas ini sudah ada dan tidak ditimpa";
pub const NO_SUCH_FOLDER: &str = "folder ini tidak ada";
pub const IS_A_FOLDER: &str = "ini folder, bukan berkas";
pub const ANONYMOUS: &str = "penyampai anonim tidak dicatat; hapus isian ini atau ganti identity";
pub const OUTPUT_FAILED: &str = "keluaran tidak bisa ditulis";
pub const NO_RUNTIME: &str = "jaringan tidak bisa disiapkan";
pub const NOT_UTF8: &str = "bukan teks UTF-8";
pub const EMPTY_INPUT: &str = "masukan kosong; perlu JSON";
pub const GIVEN_BY_LAPTOP: &str = "isian ini diberikan oleh laptop, jangan disebut";
pub const UNKNOWN_FIELD: &str = "isian ini tidak dikenal; lihat --help";
pub const NOT_AN_ARRAY: &str = "harus larik JSON: [ … ]";
pub const NOT_AN_OBJECT: &str = "harus objek JSON: { … }";
pub const ONE_OBJECT: &str = "harus satu objek JSON, bukan larik";
pub const TWICE: &str = "anggota ini sudah disebut sebelumnya";
pub const PRINT_FAILED: &str = "dokumen tidak bisa dibuat";
pub const NOT_WRITTEN: &str = "PDF tidak bisa ditulis";
pub const BOOK_DAMAGED: &str = "berkas buku rusak";
pub const NOTHING_FOUND: &str = "Tidak ada desa yang cocok.";
pub const ALL_SENT: &str = "Semua terkirim.";
pub const TEXT_SENT: &str = "Semua catatan terkirim.";
pub const NOT_A_FILE_CODE: &str = "bukan kode berkas; salin dari daftar";
pub const FILE_NOT_HERE: &str = "berkas ini belum ada di laptop ini";
pub const FILE_NOT_WRITTEN: &str = "berkas tidak bisa ditulis";

pub const NOT_TO_REVIEW: &str =
    "tidak ada yang perlu ditinjau dengan id ini; lihat `conflict list`";
pub const NOT_AN_ID: &str = "bukan id";
pub const XLSX_OR_CSV: &str = "namanya harus berakhiran .xlsx atau .csv";
pub const NOT_WITH_ALL: &str = "seluruh data selalu dengan semua kolom";
pub const FOLDER_EXISTS: &str = "sudah ada; sebutkan folder yang belum ada";
pub const DONE: &str = "Selesai.";

/// A document that was printed.
pub fn printed(
    document: Document,
    file: &Path,
    listed: Option<usize>,
    pages: usize,
    paper: Paper,
) -> String {
    let what = match document {
        Document::Roster => "anggota",
        Document::AttendanceSheet => "nama",
        Document::AspirationBook | Document::CoverLetter => "aspirasi",
        Document::ActivityBook => "kegiatan",
        Document::Card => "kartu",
        Document::Invitation => "surat",
        _ => "catatan",
    };
    let listed = listed
        .map(|count| format!("{count} {what}, "))
        .unwrap_or_default();
    let (file, paper) = (file.display(), paper.word());
    format!("{file}: {listed}{pages} halaman {paper}")
}

/// A file that can't be read.
pub fn unreadable_file(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => NO_SUCH_FILE.to_owned(),
        _ => format!("berkas ini tidak bisa dibaca ({error})"),
    }
}

/// Text that isn't JSON.
pub fn not_json(error: &serde_json::Error) -> String {
    let (line, column) = (error.line(), error.column());
    let why = error.to_string();
    let why = why.split(" at line ").next().unwrap_or_default();
    format!("JSON tidak terbaca pada baris {line} kolom {column} ({why})")
}

/// One object names a field twice.
pub fn named_twice(name: &str) -> String {
    format!("isian “{name}” disebut dua kali")
}

/// Two or more records of that name.
pub fn several_named(target: Target, name: &str) -> String {
    format!(
        "ada beberapa {} bernama “{name}”; sebutkan id-nya",
        noun(target)
    )
}

/// No record of that name.
pub fn none_named(target: Target, name: &str) -> String {
    format!("tidak ada {} bernama “{name}”", noun(target))
}

/// No record with that id.
pub fn no_such_id(target: Target, id: &str) -> String {
    format!("tidak ada {} dengan id {id}", noun(target))
}

/// A column that a list doesn't have.
pub fn unknown_column(name: &str, known: &[&str]) -> String {
    format!("kolom “{name}” tidak ada; pilih dari: {}", known.join(", "))
}

/// Attachments that aren't here yet.
pub fn attachments_missing(count: usize) -> String {
    format!("{count} lampiran belum ada di laptop ini, jadi belum ikut")
}

/// The code turned out to be another KIM's.
pub fn another_kim(found: &str, expected: &str) -> String {
    format!("kode ini untuk “{found}”, bukan “{expected}”; laptop tidak jadi dihubungkan")
}

/// What waits was saved as a file.
pub fn bundle_saved(saved: &SavedFile) -> String {
    let SavedFile {
        path,
        edits,
        photos,
    } = saved;
    let photos = match photos {
        0 => String::new(),
        photos => format!(" dan {photos} foto"),
    };
    format!("{path}: {edits} perubahan{photos}; tetap menunggu sampai jawaban dinas dibuka")
}

/// A pairing request was saved as a file.
pub fn pairing_saved(path: &str) -> String {
    format!("{path}: bawa ke dinas, lalu buka balasannya dengan bundle import")
}

/// What came of an answer.
pub fn answer_opened(file: &str, answer: &AppliedAnswer) -> String {
    let said = match answer.outcome {
        AnswerOutcome::Applied => format!(
            "{} perubahan sudah di dinas, {} masih menunggu",
            answer.receipts, answer.waiting
        ),
        AnswerOutcome::NothingNew => "sudah pernah dibuka, tidak ada yang baru".to_owned(),
        AnswerOutcome::SetBack => format!(
            "dinas memakai salinan lama; {} perubahan dikirim ulang: buat paket kiriman baru",
            answer.waiting
        ),
        AnswerOutcome::Overtaken => {
            "jawaban ini sudah terlewati, tidak ada yang diubah: buat paket kiriman baru".to_owned()
        }
    };
    let more = match answer.more {
        true => "; dinas masih punya yang lain: buat paket kiriman baru",
        false => "",
    };
    let photos = match answer.photos {
        0 => String::new(),
        photos => format!("; {photos} foto datang"),
    };
    format!("{file}: {said}{photos}{more}")
}

/// Something still waits after a sync.
pub fn still_waiting(count: usize) -> String {
    format!("masih ada {count} perubahan yang menunggu dikirim")
}

/// Photos that still wait after a sync.
pub fn files_waiting(count: usize) -> String {
    format!("masih ada {count} foto atau lampiran yang menunggu dikirim")
}

/// Where a file is.
pub fn file_standing(here: bool, at_office: bool) -> &'static str {
    match (here, at_office) {
        (true, true) => "di dinas",
        (true, false) => "menunggu dikirim",
        (false, _) => "menyusul",
    }
}

/// Something needs a look after a sync.
pub fn to_review(count: usize) -> String {
    format!("ada {count} hal yang perlu ditinjau; lihat `adinda-cli conflict list`")
}

/// The book wasn't there before.
pub fn new_book(folder: &std::path::Path) -> String {
    format!("buku baru dibuat di {}", folder.display())
}

fn noun(target: Target) -> &'static str {
    match target {
        Target::Member => "anggota",
        Target::Meeting => "rapat",
        Target::Aspiration => "aspirasi",
        Target::Activity => "kegiatan",
        Target::Dissemination => "informasi",
        Target::Letter => "surat",
    }
}

/// A value that doesn't fit its field.
pub fn wrong_value(problem: ValueProblem, spec: &FieldSpec, given: &Json) -> String {
    let shown = shortened(given);
    match (problem, spec.field_type) {
        (ValueProblem::TooLong, FieldType::Text(most)) => {
            format!("teks terlalu panjang, paling banyak {most} byte")
        }
        (ValueProblem::TooLong, _) => "teks terlalu panjang".to_owned(),
        (ValueProblem::NotADate, _) => format!("{NOT_A_DATE} ({shown}); tulis seperti 2026-08-05"),
        (ValueProblem::NotATime, _) => format!("jam tidak ada ({shown}); tulis seperti 09:30"),
        (ValueProblem::OutOfBounds, FieldType::Integer(least, most)) => {
            format!("angka di luar batas {least} sampai {most} ({shown})")
        }
        (ValueProblem::NotAChoice, FieldType::Choice(words)) => {
            format!(
                "pilihan tidak dikenal ({shown}); pilih salah satu: {}",
                words.join(", ")
            )
        }
        (_, kind) => format!("harus {} ({shown})", type_noun(kind)),
    }
}

fn type_noun(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Text(_) => "teks di dalam tanda kutip",
        FieldType::Date => "tanggal seperti \"2026-08-05\"",
        FieldType::Time => "jam seperti \"09:30\"",
        FieldType::Boolean => "true atau false",
        FieldType::Mark => "true",
        FieldType::Integer(..) => "bilangan bulat tanpa tanda kutip",
        FieldType::Choice(_) => "salah satu kata pilihannya, di dalam tanda kutip",
        FieldType::Reference => "id atau nama, di dalam tanda kutip",
    }
}

fn shortened(given: &Json) -> String {
    let text = match given {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    };
    if text.chars().count() > 40 {
        format!("{}…", text.chars().take(40).collect::<String>())
    } else {
        text
    }
}

/// A problem or warning about a field, with its path: `member[3].nik: …`.
pub fn about_field(path: &str, problem: &FieldProblem) -> String {
    // The person who spoke is given flat.
    let field = problem
        .field
        .replace("reporter.", crate::shapes::REPORTER_PREFIX);
    format!("{path}.{field}: {}", field_problem(problem))
}

/// The sentence of a problem or warning.
pub fn field_problem(problem: &FieldProblem) -> String {
    let arg = |name: &str| {
        problem
            .args
            .get(name)
            .map(String::as_str)
            .unwrap_or_default()
    };
    match problem.code.as_str() {
        "required" => "perlu diisi".to_owned(),
        "too_long" => "teks terlalu panjang".to_owned(),
        "not_a_date" => NOT_A_DATE.to_owned(),
        "not_a_time" => "jam tidak ada".to_owned(),
        "out_of_bounds" => "angka di luar batas".to_owned(),
        "not_a_choice" => "pilihan tidak dikenal".to_owned(),
        "wrong_type" => "jenis isian salah".to_owned(),
        "missing_file" => "berkasnya tidak ada di laptop ini".to_owned(),
        "end_before_start" => "selesainya lebih awal daripada mulainya".to_owned(),
        "left_before_joined" => "tanggal keluar lebih awal daripada tanggal masuk".to_owned(),
        "nik_not_sixteen_digits" => "NIK biasanya 16 angka".to_owned(),
        "nik_no_such_date" => "tanggal lahir di dalam NIK ini tidak ada".to_owned(),
        "nik_taken" => format!("NIK ini sudah dipakai {}", arg("name")),
        "differs_from_nik" => "tidak sama dengan yang tertulis di NIK".to_owned(),
        "phone_unusual_length" => "nomor terlalu pendek atau terlalu panjang".to_owned(),
        "in_the_future" => format!("tanggal ini belum terjadi {}", arg("date"))
            .trim_end()
            .to_owned(),
        "age_unlikely" => format!("umurnya jadi {} tahun", arg("age")),
        "officer_under_18" => format!(
            "pengurus biasanya 18 tahun ke atas; ini {} tahun",
            arg("age")
        ),
        "under_17" => format!(
            "anggota biasanya 17 tahun ke atas atau sudah menikah; ini {} tahun",
            arg("age")
        ),
        "nik_eaten" => format!(
            "NIK sudah dibulatkan oleh Excel ({}), angka belakangnya hilang; jadikan kolom NIK teks, lalu ketik ulang dari \
             KTP atau KK",
            arg("shown")
        ),
        "phone_eaten" => format!(
            "nomor HP sudah diubah oleh Excel ({}); jadikan kolomnya teks, lalu ketik ulang",
            arg("shown")
        ),
        "date_unreadable" => format!(
            "tanggal tidak terbaca ({}); tulis seperti 5-8-1987 atau 5 Agustus 1987",
            arg("shown")
        ),
        "date_year_only" => format!(
            "baru tahunnya saja ({}); tulis lengkap seperti 5-8-1987, atau kosongkan",
            arg("shown")
        ),
        "sex_unknown" => format!("tidak dikenali ({}); tulis L atau P", arg("shown")),
        "cell_error" => "selnya berisi galat Excel, misalnya #N/A atau #REF!".to_owned(),
        "name_without_letters" => format!("ini bukan nama ({})", arg("shown")),
        "rt_rw_became_date" => format!(
            "RT/RW diubah Excel menjadi tanggal ({}); jadikan kolomnya teks, lalu ketik ulang",
            arg("shown")
        ),
        "choice_left_empty" => format!("tidak dikenali ({}), dikosongkan", arg("shown")),
        "choice_kept_as_note" => {
            format!("tidak dikenali ({}), disimpan di keterangan", arg("shown"))
        }
        "identity_taken_for_secret" => {
            format!("tidak dikenali ({}), dianggap rahasia", arg("shown"))
        }
        "anonymous_not_kept" => "penyampai anonim tidak dicatat namanya".to_owned(),
        "more_members_than_usual" => {
            format!(
                "anggota menjadi {} orang; batas di daerah ini {} orang",
                arg("count"),
                arg("most")
            )
        }
        "position_taken" => format!("jabatan ini masih dipegang {}", arg("name")),
        "not_a_picture" => "logo harus berupa gambar, bukan PDF".to_owned(),
        "pattern_unknown_word" => "ada kata di dalam kurung kurawal yang tidak dikenal".to_owned(),
        "pattern_without_number" => "pola ini perlu memuat {nomor}".to_owned(),
        "pattern_without_year" => "pola ini perlu memuat {tahun}".to_owned(),
        "spread_unchecked" => "disebarkan, tetapi belum dicek kebenarannya".to_owned(),
        "incomplete_body" => "isi aspirasi belum diceritakan".to_owned(),
        "incomplete_category" => "kategori belum dipilih".to_owned(),
        "incomplete_location" => "lokasi belum ditulis".to_owned(),
        code => format!("perlu diperiksa ({code})"),
    }
}

/// The sentence behind an error's code; its causes follow it.
pub fn error(code: &str) -> &'static str {
    match code {
        "invalid" => "masih ada isian yang perlu dibetulkan",
        "not_found" => "catatan ini tidak ada",
        "changed_meanwhile" => "isinya berubah sejak dilihat; lihat lagi, lalu pilih",
        "key_unavailable" => "kunci buku ini tidak bisa diambil; data tidak diubah",
        "wrong_key" => "kunci ini bukan kunci buku ini, atau berkas buku rusak; data tidak diubah",
        "newer_book" => "buku ini dibuat dengan Adinda yang lebih baru; data tidak diubah",
        "unfit_database" => "pemasangan Adinda di komputer ini tidak lengkap",
        "disk_full" => {
            "penyimpanan komputer ini penuh; kosongkan sedikit ruang, lalu ulangi perintah ini"
        }
        "not_writable" => {
            "folder ini tidak bisa ditulis; beri izin tulis atau pakai folder lain, lalu ulangi"
        }
        "damaged_book" => "berkas buku rusak; data tidak diubah, hubungi petugas pembina",
        "book_gone" => {
            "berkas buku rusak: hilang atau kosong; kembalikan salinannya, atau pakai folder lain untuk buku baru"
        }
        "database" => "buku tidak bisa dibaca atau ditulis",
        "file" => "berkas atau folder tidak bisa dipakai",
        "unreadable" => "ada catatan yang tidak bisa dibaca",
        "random" => "komputer ini tidak memberi bilangan acak",
        "wilayah" => "daftar wilayah tidak bisa dibuka",
        "file_empty" => "berkas ini kosong",
        "file_not_taken" => "hanya foto JPEG, PNG, WebP dan dokumen PDF yang bisa dilampirkan",
        "file_heic" => {
            "foto HEIC belum bisa dibaca; simpan dahulu sebagai JPEG (iPhone: Pengaturan > Kamera > Format > Paling \
             Kompatibel, atau kirim foto itu ke diri sendiri lewat WhatsApp)"
        }
        "file_disguised" => "nama berkas ini tidak sesuai dengan isinya",
        "file_too_large" => "berkas ini terlalu besar",
        "file_too_many_pixels" => "gambar ini terlalu besar untuk dibuka; perkecil dahulu",
        "file_broken" => "gambar ini rusak atau tidak bisa dibaca",
        "file_damaged" => "berkas ini rusak atau terpotong; salin ulang dari asalnya",
        "sheet_empty" => "berkas atau lembar ini kosong",
        "sheet_not_a_sheet" => "ini bukan lembar kerja; yang bisa dibaca: .xlsx, .xls, .ods, .csv",
        "sheet_web_page" => {
            "ini halaman web (HTML) yang diberi nama lembar kerja; buka di Excel, lalu Simpan Sebagai .xlsx"
        }
        "sheet_plain_xml" => "ini berkas XML; buka di Excel, lalu Simpan Sebagai .xlsx",
        "sheet_binary_workbook" => {
            "ini lembar kerja biner (.xlsb); buka di Excel, lalu Simpan Sebagai .xlsx"
        }
        "sheet_encrypted" => {
            "berkas ini terkunci kata sandi; hapus kata sandinya di Excel, lalu simpan lagi"
        }
        "sheet_file_too_large" => {
            "berkas ini terlalu besar, paling besar 20 MB; simpan hanya lembar yang perlu"
        }
        "sheet_unpacks_too_much" => {
            "isi berkas ini jauh terlalu besar untuk sebuah daftar; tidak dibuka, tidak ada yang ditulis"
        }
        "sheet_too_many_cells" => {
            "lembar ini terlalu besar, paling banyak 50.000 baris; bagi menjadi beberapa"
        }
        "sheet_broken" => "berkas ini rusak atau terpotong; salin ulang dari asalnya",
        "sheet_no_such_sheet" => "lembar ini tidak ada di berkasnya",
        "import_undecided" => "masih ada baris yang perlu diputuskan",
        "export_failed" => "berkasnya tidak bisa dibuat",
        "no_room_at_office" => "ruang foto KIM ini di dinas sudah penuh; foto aman di laptop ini",
        "file_not_taken_by_office" => "dinas belum menerima satu berkas; akan dicoba lagi",
        "unreachable" => "dinas tidak bisa dihubungi; catatan aman di laptop ini",
        "not_the_office" => "yang menjawab bukan komputer dinas; catatan aman di laptop ini",
        "not_the_pinned_office" => {
            "komputer di alamat itu bukan dinas yang dikenal buku ini; tidak ada yang dikirim"
        }
        "bad_reply" => "jawaban dinas tidak terbaca; catatan aman di laptop ini",
        "office_busy" => "komputer dinas sedang sibuk; catatan aman di laptop ini, coba lagi nanti",
        "sync_busy" => "program lain sedang mengirim buku ini",
        "protocol" => "versi Adinda di sini dan di dinas tidak cocok",
        "unknown_device" => "dinas tidak mengenal laptop ini lagi; perlu kode baru",
        "revoked" => "hubungan laptop ini dihentikan oleh dinas; perlu kode baru",
        "not_paired" => "laptop ini belum terhubung dengan dinas",
        "bad_address" => "alamat ini tidak benar; tulis seperti https://kim.kabupaten.go.id",
        "not_a_code" => "kode ini belum lengkap atau salah ketik",
        "code_not_valid" => "kode ini tidak berlaku; minta kode baru ke dinas",
        "code_used" => "kode ini sudah dipakai laptop lain; minta kode baru ke dinas",
        "too_many_tries" => "terlalu banyak percobaan; tunggu beberapa menit",
        "forged_grant" => "jawaban tidak bisa dipastikan dari dinas; tidak ada yang dikirim",
        "no_address" => "alamat dinas belum diketahui; buku ini dikirim lewat berkas",
        "unknown_bundle" => "ini jawaban untuk paket yang tidak dibuat oleh buku ini",
        "file_exists" => "berkas ini sudah ada dan tidak ditimpa",
        "bundle_not_ours" => "ini bukan berkas Adinda; tidak ada yang diubah",
        "bundle_damaged" => "berkas ini terpotong atau rusak; tidak ada yang diubah",
        "bundle_newer" => "berkas ini dibuat dengan Adinda yang lebih baru; tidak ada yang diubah",
        "bundle_other_kind" => {
            "ini berkas Adinda, tetapi bukan jawaban dinas; tidak ada yang diubah"
        }
        "bundle_for_another" => "berkas ini untuk laptop lain; tidak ada yang diubah",
        "bundle_not_sealed" => "berkas tidak bisa disegel untuk dinas",
        "another_kim" => "kode ini milik KIM lain daripada buku ini",
        _ => "ada yang tidak berjalan semestinya",
    }
}

/// Why somebody has to look.
pub fn review_reason(reason: &ReviewReason) -> String {
    match reason {
        ReviewReason::SameField => "diisi berbeda di dua laptop".to_owned(),
        ReviewReason::Archived => "diubah, tetapi sudah diarsipkan".to_owned(),
        ReviewReason::Archiving => "mau diarsipkan, tetapi sudah berubah".to_owned(),
        ReviewReason::MadeFinal => "diubah, tetapi notulennya sudah final".to_owned(),
        ReviewReason::Held { code } => format!("belum diterima dinas: {}", held(code)),
    }
}

fn held(code: &str) -> String {
    match code {
        "office_field" => "isian ini milik dinas".to_owned(),
        "edit_reused" => "kiriman ini pernah datang dengan isi lain".to_owned(),
        "office_fault" => "dinas tidak bisa menyimpannya".to_owned(),
        code => field_problem(&FieldProblem::new("", code)),
    }
}

/// Who wrote a version.
pub fn review_author(author: &ReviewAuthor) -> String {
    match author {
        ReviewAuthor::Here => "laptop ini".to_owned(),
        ReviewAuthor::Laptop { letter } => format!("laptop {letter}"),
        ReviewAuthor::Office => "dinas".to_owned(),
    }
}

/// A value of a version.
pub fn review_value(value: &ReviewValue) -> String {
    match value {
        ReviewValue::Empty => "kosong".to_owned(),
        ReviewValue::Text(text)
        | ReviewValue::Date(text)
        | ReviewValue::Choice(text)
        | ReviewValue::Record(text) => text.clone(),
        ReviewValue::Boolean(true) => "ya".to_owned(),
        ReviewValue::Boolean(false) => "tidak".to_owned(),
        ReviewValue::Number(number) => number.to_string(),
        ReviewValue::Unknown => "(dari versi yang lebih baru)".to_owned(),
    }
}

/// How much still waits for a choice.
pub fn left_to_review(left: usize) -> String {
    match left {
        0 => "Tidak ada lagi yang perlu ditinjau.".to_owned(),
        left => format!("Masih ada {left} hal yang perlu ditinjau."),
    }
}

/// What came of checking information.
pub fn fact_check(checked: FactCheck) -> &'static str {
    match checked {
        FactCheck::True => "benar",
        FactCheck::Hoax => "hoaks",
        FactCheck::Unclear => "belum jelas",
    }
}

/// What kind of letter it is.
pub fn letter_kind(kind: LetterKind) -> &'static str {
    match kind {
        LetterKind::Invitation => "undangan",
        LetterKind::OfficialReport => "berita acara",
        LetterKind::CoverLetter => "surat pengantar",
        LetterKind::Other => "lainnya",
    }
}

/// Why two members look like one person.
pub fn double_reason(reason: DoubleReason) -> &'static str {
    match reason {
        DoubleReason::SameNik => "NIK sama",
        DoubleReason::SamePhone => "nomor HP sama",
        DoubleReason::SameBirthDate => "tanggal lahir sama",
        DoubleReason::SameName => "nama sama",
    }
}

/// Where a record stands.
pub fn record_sync(sync: &RecordSync) -> &'static str {
    match sync {
        RecordSync::OnlyHere => "hanya di sini",
        RecordSync::Waiting => "menunggu",
        RecordSync::Sent { .. } => "terkirim",
        RecordSync::Review => "perlu diperiksa",
    }
}

/// Where the sync stands.
pub fn phase(phase: SyncPhase) -> &'static str {
    match phase {
        SyncPhase::Unpaired => "belum terhubung dengan dinas",
        SyncPhase::AwaitingConfirmation => "menunggu KIM disetujui",
        SyncPhase::AllSent => "semua terkirim",
        SyncPhase::Waiting => "menunggu dikirim",
        SyncPhase::Sending => "sedang mengirim",
        SyncPhase::Review => "ada yang perlu diperiksa",
        SyncPhase::NeedsCode => "perlu kode baru dari dinas",
    }
}
