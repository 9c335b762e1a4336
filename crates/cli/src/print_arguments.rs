//! What can be typed after `adinda-cli print`. The comments of the fields are the help that users read.

use adinda_domain::aspiration::Destination;
use adinda_domain::dates::parse_iso_date;
use adinda_domain::member_group::MemberGroup;
use adinda_domain::profile::Paper;
use adinda_paperwork::{RosterColumn, RosterOrder};
use chrono::NaiveDate;
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `print …`
#[derive(Args)]
#[command(arg_required_else_help = true)]
pub struct PrintArguments {
    /// Sebutkan nama dokumen yang bisa dibuat.
    #[arg(long)]
    pub list: bool,
    /// Which document.
    #[command(subcommand)]
    pub document: Option<PrintCommand>,
}

/// The documents.
#[derive(Subcommand)]
pub enum PrintCommand {
    /// Daftar pengurus dan anggota.
    Roster(Box<RosterArguments>),
    /// Daftar hadir rapat: untuk ditandatangani, atau terisi.
    AttendanceSheet(Box<AttendanceSheetArguments>),
    /// Notulen rapat.
    Minutes(Box<MinutesArguments>),
    /// Berita acara rapat.
    OfficialReport(Box<MeetingLetterArguments>),
    /// Undangan rapat.
    Invitation(Box<InvitationArguments>),
    /// Buku aspirasi.
    AspirationBook(Box<AspirationBookArguments>),
    /// Lembar satu aspirasi dengan riwayatnya.
    AspirationSheet(Box<AspirationSheetArguments>),
    /// Surat pengantar pengiriman aspirasi.
    CoverLetter(Box<CoverLetterArguments>),
    /// Buku kegiatan.
    ActivityBook(Box<ActivityBookArguments>),
    /// Laporan kegiatan KIM.
    ActivityReport(Box<ActivityReportArguments>),
    /// Kartu tanda anggota.
    Card(Box<CardArguments>),
}

/// What every document takes.
#[derive(Args)]
pub struct SharedArguments {
    /// Kertas; bawaan: menurut profil, atau F4.
    #[arg(long, ignore_case = true, value_parser = PossibleValuesParser::new(Paper::WORDS))]
    pub paper: Option<String>,
    /// Berkas PDF yang ditulis; yang lama diganti.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Tempat penandatanganan; bawaan: nama desa.
    #[arg(long, value_name = "TEXT")]
    pub place: Option<String>,
    /// Tanggal penandatanganan; bawaan: hari ini, atau tanggal rapatnya.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = iso_date)]
    pub date: Option<NaiveDate>,
    /// Jabatan penanda tangan kiri (mengetahui); "" tanpa penanda tangan kiri.
    #[arg(long, value_name = "TEXT")]
    pub left_position: Option<String>,
    /// Nama penanda tangan kiri.
    #[arg(long, value_name = "TEXT")]
    pub left_name: Option<String>,
    /// Baris di bawah nama kiri, misalnya "NIP. 1967…".
    #[arg(long, value_name = "TEXT")]
    pub left_number: Option<String>,
    /// Jabatan penanda tangan kanan.
    #[arg(long, value_name = "TEXT")]
    pub right_position: Option<String>,
    /// Nama penanda tangan kanan.
    #[arg(long, value_name = "TEXT")]
    pub right_name: Option<String>,
    /// Baris di bawah nama kanan.
    #[arg(long, value_name = "TEXT")]
    pub right_number: Option<String>,
}

/// `print roster …`
#[derive(Args)]
pub struct RosterArguments {
    #[command(flatten)]
    pub shared: SharedArguments,
    /// Cetak NIK juga, kali ini saja; dicatat.
    #[arg(long)]
    pub nik: bool,
    /// Cantumkan juga yang tidak aktif lagi.
    #[arg(long)]
    pub all: bool,
    /// Kolom dalam urutan ini, dipisah koma; bawaan: semua, tanpa NIK.
    #[arg(long, value_name = "COLUMN,…", value_delimiter = ',', value_parser = PossibleValuesParser::new(RosterColumn::ALL.map(RosterColumn::word)))]
    pub columns: Vec<String>,
    /// Kelompok ini saja.
    #[arg(long, value_name = "GROUP", value_parser = PossibleValuesParser::new(MemberGroup::WORDS))]
    pub filter: Option<String>,
    /// Urutan; bawaan: menurut jabatan.
    #[arg(long, value_parser = PossibleValuesParser::new(RosterOrder::WORDS))]
    pub order: Option<String>,
}

/// `print attendance-sheet …`
#[derive(Args)]
pub struct AttendanceSheetArguments {
    #[command(flatten)]
    pub shared: SharedArguments,
    /// Rapat: id, atau judulnya persis; tanpa ini lembar kosong untuk ditulisi.
    #[arg(long, value_name = "TEXT")]
    pub meeting: Option<String>,
    /// Terisi menurut kehadiran yang dicatat.
    #[arg(long, requires = "meeting")]
    pub filled: bool,
    /// Baris kosong untuk tamu; bawaan: 5.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(0..=500))]
    pub spare_rows: Option<u32>,
}

/// `print minutes …`
#[derive(Args)]
pub struct MinutesArguments {
    #[command(flatten)]
    pub shared: SharedArguments,
    /// Rapat: id, atau judulnya persis.
    #[arg(long, value_name = "TEXT")]
    pub meeting: String,
    /// Tanpa lampiran daftar hadir.
    #[arg(long)]
    pub without_attendance: bool,
    /// Tanpa lampiran foto.
    #[arg(long)]
    pub without_photos: bool,
}

/// `print official-report …`
#[derive(Args)]
pub struct MeetingLetterArguments {
    #[command(flatten)]
    pub shared: SharedArguments,
    /// Rapat: id, atau judulnya persis.
    #[arg(long, value_name = "TEXT")]
    pub meeting: String,
    /// Surat yang memuat nomornya: id, atau nomornya persis; bawaan: yang terakhir untuk rapat itu.
    #[arg(long, value_name = "TEXT")]
    pub letter: Option<String>,
}

/// `print invitation …`
#[derive(Args)]
pub struct InvitationArguments {
    #[command(flatten)]
    pub shared: SharedArguments,
    /// Rapat: id, atau judulnya persis.
    #[arg(long, value_name = "TEXT", required_unless_present = "letter")]
    pub meeting: Option<String>,
    /// Surat yang memuat nomor dan alamatnya: id, atau nomornya persis; bawaan: yang terakhir untuk rapat itu.
    #[arg(long, value_name = "TEXT")]
    pub letter: Option<String>,
    /// Satu surat untuk setiap anggota.
    #[arg(long)]
    pub each_member: bool,
}

/// A span of days.
#[derive(Args)]
pub struct PeriodArguments {
    /// Hari pertama; bawaan: awal tahun ini.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = iso_date)]
    pub from: Option<NaiveDate>,
    /// Hari terakhir; bawaan: akhir tahun ini.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = iso_date)]
    pub until: Option<NaiveDate>,
    /// Semuanya, dari tahun berapa pun.
    #[arg(long, conflicts_with_all = ["from", "until"])]
    pub ever: bool,
}

/// `print aspiration-book …`
#[derive(Args)]
pub struct AspirationBookArguments {
    #[command(flatten)]
    pub shared: SharedArguments,
    #[command(flatten)]
    pub period: PeriodArguments,
    /// Cetak juga nama yang dirahasiakan, kali ini saja; dicatat.
    #[arg(long)]
    pub secret_names: bool,
}

/// `print aspiration-sheet …`
#[derive(Args)]
pub struct AspirationSheetArguments {
    #[command(flatten)]
    pub shared: SharedArguments,
    /// Aspirasi: id, atau judulnya persis.
    #[arg(long, value_name = "TEXT")]
    pub aspiration: String,
    /// Tanpa foto.
    #[arg(long)]
    pub without_photos: bool,
    /// Cetak juga nama yang dirahasiakan, kali ini saja; dicatat.
    #[arg(long)]
    pub secret_names: bool,
}

/// `print cover-letter …`
#[derive(Args)]
pub struct CoverLetterArguments {
    #[command(flatten)]
    pub shared: SharedArguments,
    #[command(flatten)]
    pub period: PeriodArguments,
    /// Surat yang memuat nomor dan alamatnya: id, atau nomornya persis.
    #[arg(long, value_name = "TEXT")]
    pub letter: Option<String>,
    /// Tujuan; bawaan: regency.
    #[arg(long, value_parser = PossibleValuesParser::new(Destination::WORDS))]
    pub destination: Option<String>,
    /// Juga yang sudah selesai.
    #[arg(long)]
    pub finished: bool,
    /// Cetak juga nama yang dirahasiakan, kali ini saja; dicatat.
    #[arg(long)]
    pub secret_names: bool,
}

/// `print activity-book …`
#[derive(Args)]
pub struct ActivityBookArguments {
    #[command(flatten)]
    pub shared: SharedArguments,
    #[command(flatten)]
    pub period: PeriodArguments,
    /// Kegiatan saja, tanpa rapat.
    #[arg(long)]
    pub without_meetings: bool,
}

/// `print activity-report …`
#[derive(Args)]
pub struct ActivityReportArguments {
    #[command(flatten)]
    pub shared: SharedArguments,
    /// Hari pertama; bawaan: awal semester yang terakhir.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = iso_date)]
    pub from: Option<NaiveDate>,
    /// Hari terakhir; bawaan: akhir semester yang terakhir.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = iso_date)]
    pub until: Option<NaiveDate>,
    /// Pendahuluan, dengan kata sendiri.
    #[arg(long, value_name = "TEXT")]
    pub introduction: Option<String>,
    /// Penutup, dengan kata sendiri.
    #[arg(long, value_name = "TEXT")]
    pub conclusion: Option<String>,
    /// Tanpa lampiran foto.
    #[arg(long)]
    pub without_photos: bool,
}

/// `print card …`
#[derive(Args)]
pub struct CardArguments {
    #[command(flatten)]
    pub shared: SharedArguments,
    /// Anggota ini saja: id, atau namanya persis; bawaan: semua yang aktif.
    #[arg(long, value_name = "TEXT", conflicts_with = "filter")]
    pub member: Option<String>,
    /// Kelompok ini saja.
    #[arg(long, value_name = "GROUP", value_parser = PossibleValuesParser::new(MemberGroup::WORDS))]
    pub filter: Option<String>,
}

fn iso_date(text: &str) -> Result<NaiveDate, String> {
    parse_iso_date(text).ok_or_else(|| crate::words::NOT_A_DATE.to_owned())
}
