//! What can be typed after `adinda-cli`. The comments of the fields are the help that users read.

use crate::print_arguments::PrintArguments;
use crate::shapes;
use adinda_domain::attachment::AttachmentRole;
use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

const STATUS_HELP: &str = "\
Status keluar: 0 selesai; 2 masukan tidak bisa dipakai, satu baris di stderr menyebut isian yang salah dan tidak
ada yang ditulis; 1 selain itu. Baris \"Perhatian:\" di stderr hanya memberi tahu.";

/// Buku kerja KIM dari terminal: untuk petugas pendamping, skrip, dan pengujian.
#[derive(Parser)]
#[command(name = "adinda-cli", version, after_help = STATUS_HELP)]
pub struct Arguments {
    /// Folder buku; bawaan: ADINDA_DATA, atau folder data sistem.
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Berkas kunci buku; bawaan: ADINDA_KEY_FILE, atau penyimpan kunci sistem.
    #[arg(long, global = true, value_name = "FILE")]
    pub key_file: Option<PathBuf>,
    /// Keluaran JSON. Baris anggota memuat semua isian, juga NIK, agama, dan kelahiran.
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Kunci buku.
    #[command(subcommand)]
    Key(KeyCommand),
    /// Profil dan pengaturan KIM.
    #[command(subcommand)]
    Profile(ProfileCommand),
    /// Anggota.
    #[command(subcommand)]
    Member(MemberCommand),
    /// Rapat: kehadiran, tamu, keputusan, tindak lanjut.
    #[command(subcommand)]
    Meeting(MeetingCommand),
    /// Aspirasi.
    #[command(subcommand)]
    Aspiration(AspirationCommand),
    /// Kegiatan: pelatihan, sosialisasi, kerja bakti, dan lainnya.
    #[command(subcommand)]
    Activity(ActivityCommand),
    /// Informasi yang disebarkan (diseminasi).
    #[command(subcommand)]
    Dissemination(DisseminationCommand),
    /// Surat keluar dengan nomornya.
    #[command(subcommand)]
    Letter(LetterCommand),
    /// Foto & lampiran satu catatan.
    #[command(subcommand)]
    Attachment(AttachmentCommand),
    /// Yang perlu ditinjau: dua isian yang bertemu, dan isian yang belum bisa diterima dinas.
    #[command(subcommand)]
    Conflict(ConflictCommand),
    /// Hubungkan laptop ini dengan dinas; menjalankannya berarti menyetujui KIM milik kode itu.
    Pair(PairArguments),
    /// Kirim dan terima sekarang: catatan dahulu, lalu foto.
    Sync {
        /// Catatan saja; foto dan lampiran lain kali.
        #[arg(long)]
        without_attachments: bool,
    },
    /// Kirim dan terima lewat berkas, tanpa jaringan.
    #[command(subcommand)]
    Bundle(BundleCommand),
    /// Keadaan buku dan pengiriman.
    Status {
        /// Periksa juga keutuhan berkas buku (membaca semuanya).
        #[arg(long)]
        check: bool,
    },
    /// Simpan daftar untuk Excel, atau seluruh data sebagai berkas terbuka.
    Export(ExportArguments),
    /// Buat dokumen PDF.
    Print(PrintArguments),
    /// Daftar wilayah bawaan.
    #[command(subcommand)]
    Wilayah(WilayahCommand),
}

/// `key …`
#[derive(Subcommand)]
pub enum KeyCommand {
    /// Buat berkas kunci baru; yang sudah ada tidak ditimpa.
    New {
        /// Berkas yang dibuat: 64 angka heksadesimal, hanya terbaca oleh pemiliknya.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

/// Where JSON comes from.
#[derive(Args)]
pub struct Source {
    /// Berkas JSON; `-` atau kosong: stdin.
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// `profile …`
#[derive(Subcommand)]
pub enum ProfileCommand {
    /// Ubah isian yang disebut saja; null atau "" mengosongkan.
    #[command(after_help = shapes::profile().help())]
    Set(Source),
    /// Tampilkan.
    Show,
}

/// `member …`
#[derive(Subcommand)]
pub enum MemberCommand {
    /// Tambah satu anggota (objek) atau beberapa sekaligus (larik): semua, atau tidak satu pun.
    #[command(after_help = shapes::member().help())]
    Add(Source),
    /// Impor dari Excel, OpenDocument, atau CSV: semua baris, atau tidak satu pun. Tanpa FILE: daftar impor.
    Import(ImportArguments),
    /// Daftar anggota. Tabel tidak memuat NIK, agama, dan kelahiran; --json memuat semuanya.
    List,
    /// Arsipkan; tidak ada yang dihapus.
    Archive(RecordArguments),
    /// Kembalikan dari arsip, atau pisahkan lagi yang pernah digabungkan.
    Restore(RecordArguments),
    /// Daftar yang mungkin orang yang sama.
    Doubles,
    /// Gabungkan: yang pertama mewakili keduanya; yang lain disimpan di arsip.
    Join {
        /// Id anggota yang dipertahankan.
        #[arg(value_name = "ID")]
        kept: String,
        /// Id anggota yang digabungkan ke situ.
        #[arg(value_name = "ID")]
        other: String,
    },
    /// Bukan orang yang sama: pasangan ini tidak ditanyakan lagi.
    Distinct {
        /// Id anggota.
        #[arg(value_name = "ID")]
        one: String,
        /// Id anggota yang lain.
        #[arg(value_name = "ID")]
        other: String,
    },
    /// Hapus untuk selamanya, di sini, di dinas, dan di semua laptop, juga catatan yang digabungkan dengannya. Tidak bisa
    /// dibatalkan.
    Erase {
        /// Id anggota.
        #[arg(value_name = "ID")]
        id: String,
        /// Ya, hapus untuk selamanya.
        #[arg(long, required = true)]
        forever: bool,
    },
}

/// `… import …`
#[derive(Args)]
pub struct ImportArguments {
    /// Lembar kerja: .xlsx, .xls, .ods, .csv. Yang menentukan isinya, bukan namanya.
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Lembar ke berapa, mulai dari 1; bawaan: yang pertama yang berisi tabel.
    #[arg(long, value_name = "N", value_parser = 1..=500_i64)]
    pub sheet: Option<i64>,
    /// Lihat saja apa yang dipahami; tidak ada yang ditulis. Tidak perlu buku; bila ada, dibandingkan dengannya.
    #[arg(long)]
    pub dry_run: bool,
    /// Kolom untuk satu isian, bila tebakannya salah: nik=3, nik=C, atau nik=- (tidak dipakai). Boleh berulang.
    #[arg(long, value_name = "FIELD=COLUMN")]
    pub column: Vec<String>,
    /// Impor sisanya tanpa baris yang belum bisa diimpor.
    #[arg(long)]
    pub without_bad: bool,
    /// Untuk baris yang mungkin sudah tercatat: fill mengisi yang kosong, take memakai isi lembar, skip melewati, add
    /// tetap menambah.
    #[arg(long, value_enum, value_name = "RULE")]
    pub duplicates: Option<DuplicateRule>,
    /// Batalkan satu impor seluruhnya.
    #[arg(long, value_name = "ID", conflicts_with_all = ["file", "dry_run"])]
    pub undo: Option<String>,
}

/// What is done with rows that may be known already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum DuplicateRule {
    /// Isi yang kosong pada catatan yang ada.
    Fill,
    /// Ganti dengan isi lembar.
    Take,
    /// Lewati baris itu.
    Skip,
    /// Tetap tambahkan.
    Add,
}

/// One record.
#[derive(Args)]
pub struct RecordArguments {
    /// Id catatan.
    #[arg(value_name = "ID")]
    pub id: String,
}

/// `conflict …`
#[derive(Subcommand)]
pub enum ConflictCommand {
    /// Daftar yang perlu ditinjau, dengan kedua versinya.
    List,
    /// Pilih satu versi.
    Resolve(ResolveArguments),
}

/// `conflict resolve …`
#[derive(Args)]
#[command(group(clap::ArgGroup::new("choice").required(true).args(["keep", "take", "value"])))]
pub struct ResolveArguments {
    /// Id dari `conflict list`.
    #[arg(value_name = "ID")]
    pub id: String,
    /// Biarkan yang sekarang berlaku; yang lain disingkirkan.
    #[arg(long)]
    pub keep: bool,
    /// Pakai yang lain; isian yang ditahan dinas dikirim sekali lagi.
    #[arg(long)]
    pub take: bool,
    /// Tulis isian baru: dua teks yang digabung, atau isian yang dibetulkan.
    #[arg(long, value_name = "TEXT")]
    pub value: Option<String>,
    /// `stamp` dari `conflict list`: tidak jadi bila ada yang berubah sejak itu.
    #[arg(long, value_name = "STAMP")]
    pub stamp: Option<String>,
}

/// `export …`
#[derive(Args)]
pub struct ExportArguments {
    /// Apa yang dibawa.
    #[arg(value_enum, value_name = "WHAT")]
    pub what: ExportWhat,
    /// Berkas .xlsx atau .csv (yang lama diganti); untuk all: folder baru.
    #[arg(long, value_name = "FILE|DIR")]
    pub out: PathBuf,
    /// Kolom-kolomnya, dipisah koma; bawaan: yang biasa.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub columns: Vec<String>,
    /// Sertakan NIK, kali ini saja; tercatat.
    #[arg(long)]
    pub nik: bool,
    /// Sertakan agama, kali ini saja; tercatat.
    #[arg(long)]
    pub religion: bool,
    /// Sertakan tempat dan tanggal lahir, kali ini saja; tercatat.
    #[arg(long)]
    pub birth: bool,
    /// Sertakan nama penyampai yang dirahasiakan, kali ini saja; tercatat.
    #[arg(long)]
    pub secret_names: bool,
}

/// What is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum ExportWhat {
    /// Seluruh data: tabel, catatan lengkap, lampiran.
    All,
    /// Anggota.
    Members,
    /// Rapat.
    Meetings,
    /// Aspirasi.
    Aspirations,
    /// Kegiatan.
    Activities,
    /// Penyebaran informasi.
    Disseminations,
    /// Surat keluar.
    Letters,
}

/// `meeting …`
#[derive(Subcommand)]
pub enum MeetingCommand {
    /// Tambah satu rapat (objek) atau beberapa sekaligus (larik): semua, atau tidak satu pun.
    #[command(after_help = shapes::meeting().help())]
    Add(Source),
    /// Daftar rapat.
    List,
    /// Satu rapat sebagai pesan WhatsApp.
    Message(RecordArguments),
}

/// `aspiration …`
#[derive(Subcommand)]
pub enum AspirationCommand {
    /// Tambah satu aspirasi (objek) atau beberapa sekaligus (larik): semua, atau tidak satu pun.
    #[command(after_help = shapes::aspiration().help())]
    Add(Source),
    /// Impor dari Excel, OpenDocument, atau CSV: semua baris, atau tidak satu pun. Tanpa FILE: daftar impor.
    Import(ImportArguments),
    /// Daftar aspirasi.
    List,
    /// Satu aspirasi sebagai pesan WhatsApp; nama yang dirahasiakan tidak disebut.
    Message(RecordArguments),
}

/// `activity …`
#[derive(Subcommand)]
pub enum ActivityCommand {
    /// Tambah satu kegiatan (objek) atau beberapa sekaligus (larik): semua, atau tidak satu pun.
    #[command(after_help = shapes::activity().help())]
    Add(Source),
    /// Daftar kegiatan.
    List,
}

/// `dissemination …`
#[derive(Subcommand)]
pub enum DisseminationCommand {
    /// Tambah satu informasi (objek) atau beberapa sekaligus (larik): semua, atau tidak satu pun.
    #[command(after_help = shapes::dissemination().help())]
    Add(Source),
    /// Daftar informasi yang disebarkan.
    List,
}

/// `letter …`
#[derive(Subcommand)]
pub enum LetterCommand {
    /// Tambah satu surat (objek) atau beberapa sekaligus (larik): semua, atau tidak satu pun. Nomornya diberikan oleh
    /// laptop menurut pola di profil.
    #[command(after_help = shapes::letter().help())]
    Add(Source),
    /// Daftar surat keluar.
    List,
}

/// `attachment …`
#[derive(Subcommand)]
pub enum AttachmentCommand {
    /// Tambahkan foto (JPEG, PNG, WebP) atau pindaian (PDF). Foto diperkecil; lokasi dan data kamera dihapus. Foto HEIC
    /// dari iPhone: simpan dahulu sebagai JPEG.
    Add {
        #[command(flatten)]
        owner: AttachmentOwner,
        /// Berkasnya.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Keterangan.
        #[arg(long, value_name = "TEXT", default_value = "")]
        caption: String,
        /// Isi gambarnya.
        #[arg(long, ignore_case = true, value_parser = PossibleValuesParser::new(AttachmentRole::WORDS))]
        role: Option<String>,
    },
    /// Daftar lampiran satu catatan.
    List {
        #[command(flatten)]
        owner: AttachmentOwner,
    },
    /// Simpan satu lampiran sebagai berkas; yang lama diganti.
    Save {
        /// Kode berkasnya (SHA-256), seperti pada daftar.
        #[arg(value_name = "HASH")]
        hash: String,
        /// Berkas yang ditulis.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
}

/// Whose attachments.
#[derive(Args)]
#[group(required = true, multiple = false)]
pub struct AttachmentOwner {
    /// Rapat: id, atau judulnya persis.
    #[arg(long, value_name = "TEXT")]
    pub meeting: Option<String>,
    /// Aspirasi: id, atau judulnya persis.
    #[arg(long, value_name = "TEXT")]
    pub aspiration: Option<String>,
    /// Kegiatan: id, atau namanya persis.
    #[arg(long, value_name = "TEXT")]
    pub activity: Option<String>,
    /// Informasi: id, atau judulnya persis.
    #[arg(long, value_name = "TEXT")]
    pub dissemination: Option<String>,
    /// Surat: id, atau nomornya persis.
    #[arg(long, value_name = "TEXT")]
    pub letter: Option<String>,
    /// Profil KIM: logo di kop; yang lama diganti.
    #[arg(long)]
    pub profile: bool,
}

/// `pair …`
#[derive(Args)]
pub struct PairArguments {
    /// Alamat dinas, misalnya https://kim.kabupaten.go.id; boleh kosong bila lewat berkas.
    #[arg(long, value_name = "URL", required_unless_present = "to_file")]
    pub server: Option<String>,
    /// Kode sekali pakai dari dinas.
    #[arg(long, value_name = "CODE")]
    pub code: String,
    /// Batalkan bila kode itu ternyata bukan untuk KIM bernama ini.
    #[arg(long, value_name = "NAME")]
    pub expect_kim: Option<String>,
    /// Tanpa jaringan: simpan permintaan ini sebagai berkas untuk dinas; balasannya dibuka dengan bundle import.
    #[arg(long, value_name = "FILE|DIR", conflicts_with = "expect_kim")]
    pub to_file: Option<PathBuf>,
}

/// `bundle …`
#[derive(Subcommand)]
pub enum BundleCommand {
    /// Simpan semua yang menunggu sebagai berkas tersegel untuk dinas.
    Export {
        /// Berkas baru, atau folder (namanya dibuatkan). Yang sudah ada tidak ditimpa.
        #[arg(value_name = "FILE|DIR")]
        to: PathBuf,
    },
    /// Buka berkas jawaban dari dinas; boleh berkali-kali dan tidak berurutan.
    Import {
        /// Berkas jawaban.
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        /// Untuk balasan permintaan hubung: batalkan bila ternyata bukan untuk KIM bernama ini.
        #[arg(long, value_name = "NAME")]
        expect_kim: Option<String>,
    },
}

/// `wilayah …`
#[derive(Subcommand)]
pub enum WilayahCommand {
    /// Cari desa atau kelurahan menurut awal kata namanya.
    Search {
        /// Nama, boleh sebagian, boleh dengan kecamatan atau kabupatennya.
        #[arg(required = true, value_name = "TEXT")]
        text: Vec<String>,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_commands_fit_together() {
        Arguments::command().debug_assert();
    }
}
