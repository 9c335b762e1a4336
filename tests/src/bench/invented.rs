//! A year of a KIM, invented from a seed in the shape of the workload's documents: for when there is no folder.
//! Sentences are put together from parts, so that hardly two are the same.

use super::workload::Workload;
use crate::simulation::chance::SeededChance;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::{Value as Json, json};

const FIRST: [&str; 24] = [
    "Wagiyo",
    "Sulastri",
    "Hendrik",
    "Ketut",
    "Nengah",
    "Rosmawati",
    "Paijo",
    "Yuliana",
    "Imam",
    "Ratih",
    "Samsul",
    "Endang",
    "Made",
    "Suwarno",
    "Laksmi",
    "Taufik",
    "Murni",
    "Gatot",
    "Halimah",
    "Yosef",
    "Daryanti",
    "Bagus",
    "Sinta",
    "Marzuki",
];
const LAST: [&str; 16] = [
    "Hartati",
    "Wijayanto",
    "Simanjuntak",
    "Pertiwi",
    "Sasmita",
    "Nurdin",
    "Puspitasari",
    "Gunadi",
    "Mahendra",
    "Lubis",
    "Anjani",
    "Sutrisno",
    "Kurniasih",
    "Batubara",
    "Widodo",
    "Salim",
];
const HAMLETS: [&str; 8] = [
    "Ngaglik",
    "Pucanganom",
    "Sidorejo",
    "Gondang",
    "Watulimo",
    "Karangtengah",
    "Plosokerep",
    "Sumberagung",
];
const WHO: [&str; 14] = [
    "Pak RT",
    "Bu Lurah",
    "Perwakilan petani",
    "Pengelola pasar desa",
    "Kader kesehatan",
    "Guru PAUD",
    "Ketua remaja masjid",
    "Seorang peternak",
    "Ibu-ibu arisan",
    "Pemilik warung",
    "Petugas perpustakaan",
    "Pengurus koperasi",
    "Pendamping PKH",
    "Relawan siaga bencana",
];
const SAYS: [&str; 14] = [
    "menceritakan bahwa",
    "khawatir karena",
    "melihat sendiri bahwa",
    "bertanya mengapa",
    "mencatat bahwa",
    "sudah dua kali menyampaikan bahwa",
    "membenarkan bahwa",
    "menunjukkan foto yang memperlihatkan bahwa",
    "heran karena",
    "menyayangkan bahwa",
    "memastikan bahwa",
    "mendengar dari tetangga bahwa",
    "menghitung bahwa",
    "mengakui bahwa",
];
const WHAT: [&str; 30] = [
    "tanggul sungai terkikis arus",
    "harga gabah turun lagi",
    "pompa air rusak",
    "atap pasar bocor",
    "antrean di puskesmas panjang",
    "hama wereng muncul di sawah",
    "listrik padam hampir tiap malam",
    "anak-anak bermain di tepi jalan raya",
    "selokan penuh lumpur",
    "warung kecil kehabisan modal",
    "sinyal hanya ada di atas bukit",
    "buku bacaan sudah usang",
    "bibit cabai datang terlambat",
    "jembatan kecil tidak kuat menahan truk",
    "sumur menjadi asin",
    "kandang ayam berbau sampai ke sekolah",
    "lapangan tergenang setelah hujan",
    "mesin jahit bantuan belum dipakai",
    "kartu berobat beberapa lansia tidak aktif",
    "pohon tua condong ke rumah warga",
    "jadwal ronda tidak berjalan",
    "kelas menjahit mendapat pesanan pertama",
    "kolam lele mulai panen",
    "mobil ambulans desa perlu ban baru",
    "papan petunjuk arah hilang",
    "tempat wudu kekurangan air",
    "pelanggan tempe bertambah",
    "sampah plastik hanyut ke muara",
    "gudang pupuk hampir kosong",
    "pipa di tikungan pecah",
];
const THEN: [&str; 18] = [
    "sejak musim hujan lalu",
    "padahal baru diperbaiki tahun kemarin",
    "dan belum ada yang memeriksa",
    "sehingga ongkos naik",
    "terutama di ujung dusun",
    "meskipun sudah ada iuran",
    "dan kami mohon petunjuk",
    "menurut catatan posyandu",
    "tanpa pemberitahuan",
    "sebelum Lebaran",
    "setelah pasar pindah",
    "di dekat balai warga",
    "pada jam berangkat sekolah",
    "hampir sepanjang kemarau",
    "untuk ketiga kalinya",
    "seperti di desa sebelah",
    "dengan biaya sendiri",
    "atas bantuan mahasiswa KKN",
];
const DECIDED: [&str; 10] = [
    "Membuat surat kepada dinas tentang",
    "Kerja bakti untuk",
    "Menunjuk panitia kecil bagi",
    "Mengumpulkan foto dan data tentang",
    "Menyisihkan kas untuk",
    "Menanyakan ke kecamatan perihal",
    "Mengumumkan lewat pengeras suara tentang",
    "Mengundang penyuluh membahas",
    "Mencoba selama sebulan menangani",
    "Menunda sampai rapat depan urusan",
];
const PLACES: [&str; 6] = [
    "Balai Desa",
    "Pendopo",
    "Aula PAUD",
    "Rumah Pak Carik",
    "Serambi masjid",
    "Gedung serbaguna",
];
const CATEGORIES: [&str; 8] = [
    "kesehatan",
    "pertanian",
    "keamanan",
    "sosial",
    "pendidikan",
    "ekonomi",
    "lingkungan",
    "infrastruktur",
];

/// A year (W2), a meeting after it (W1), and the office's answers (W4).
pub fn workload(seed: u64) -> Workload {
    let mut inventor = Inventor {
        chance: SeededChance::new(seed),
    };
    let members: Vec<Json> = (1..=25).map(|number| inventor.member(number)).collect();
    let mut meetings = Vec::new();
    let mut aspirations = Vec::new();
    for number in 1..=24 {
        let day = begin() + TimeDelta::days(15 * number);
        meetings.push(inventor.meeting(number, day, &members));
        for _ in 0..10 {
            let of = &meetings[meetings.len() - 1];
            aspirations.push(inventor.aspiration(aspirations.len() + 1, day, of, &members));
        }
    }
    let day = begin() + TimeDelta::days(15 * 25);
    let meeting = inventor.meeting(25, day, &members);
    let voices: Vec<Json> = (0..10)
        .map(|n| inventor.aspiration(241 + n, day, &meeting, &members))
        .collect();
    let edited: Vec<Json> = [3, 11]
        .map(|index| inventor.moved(&members[index], day))
        .into();
    let answered: Vec<Json> = (0..10)
        .map(|n| inventor.answered(&aspirations[17 * n + 5], day))
        .collect();
    Workload {
        w1: json!({ "baru": { "pertemuan": [meeting], "aspirasi": voices }, "ubah_anggota": edited }),
        w2: json!({ "anggota": members, "pertemuan": meetings, "aspirasi": aspirations }),
        w4: json!({ "ubah_aspirasi": answered }),
    }
}

fn begin() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 10, 1).unwrap()
}

struct Inventor {
    chance: SeededChance,
}

impl Inventor {
    fn one<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.chance.below(words.len())]
    }

    fn id(&mut self) -> String {
        let halves = u128::from(self.chance.number()) << 64 | u128::from(self.chance.number());
        uuid::Builder::from_random_bytes(halves.to_be_bytes())
            .into_uuid()
            .to_string()
    }

    fn time(&mut self, day: NaiveDate) -> String {
        let seconds = 8 * 3600 + self.chance.below(10 * 3600);
        let midnight: DateTime<Utc> = day.and_time(chrono::NaiveTime::MIN).and_utc();
        let time = midnight + TimeDelta::seconds(i64::try_from(seconds).unwrap());
        time.format("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    fn sentence(&mut self) -> String {
        let (who, says, what, then) = (
            self.one(&WHO),
            self.one(&SAYS),
            self.one(&WHAT),
            self.one(&THEN),
        );
        match self.chance.below(4) {
            0 => format!("{who} {says} {what} {then}."),
            1 => format!("{who} {says} {what} di {} {then}.", self.one(&HAMLETS)),
            2 => {
                let (more, count) = (self.one(&WHAT), 2 + self.chance.below(60));
                format!("{who} {says} {what}, sedangkan {more} bagi {count} keluarga.")
            }
            _ => format!(
                "Di {} {what} {then}; {} {}.",
                self.one(&HAMLETS),
                self.one(&WHO).to_lowercase(),
                self.one(&THEN)
            ),
        }
    }

    fn sentences(&mut self, least: usize, more: usize) -> String {
        let count = least + self.chance.below(more + 1);
        (0..count)
            .map(|_| self.sentence())
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn name(&mut self) -> String {
        format!("{} {}", self.one(&FIRST), self.one(&LAST))
    }

    fn phone(&mut self) -> String {
        format!(
            "08{}{:08}",
            12 + self.chance.below(80),
            self.chance.below(100_000_000)
        )
    }

    fn address(&mut self) -> String {
        let (rt, rw) = (1 + self.chance.below(12), 1 + self.chance.below(5));
        format!("RT {rt:02} RW {rw:02} Dusun {}", self.one(&HAMLETS))
    }

    fn member(&mut self, number: usize) -> Json {
        let offices = ["Ketua", "Wakil Ketua", "Sekretaris", "Bendahara"];
        let birth = NaiveDate::from_ymd_opt(1960, 1, 1).unwrap()
            + TimeDelta::days(i64::try_from(self.chance.below(15_000)).unwrap());
        let joined =
            begin() - TimeDelta::days(i64::try_from(100 + self.chance.below(3000)).unwrap());
        let note = if self.chance.happens(40) {
            self.sentence()
        } else {
            String::new()
        };
        json!({
            "id": self.id(), "jenis": "anggota", "nomor": format!("A-{number:03}"), "nama": self.name(),
            "nik": format!("35{:010}0000", self.chance.below(10_000_000_000)), "jk": self.one(&["L", "P"]),
            "tgl_lahir": birth.to_string(), "telepon": self.phone(), "alamat": self.address(),
            "jabatan": offices.get(number - 1).unwrap_or(&"Anggota"), "status": "aktif", "tgl_gabung": joined.to_string(),
            "catatan": note, "diubah": self.time(begin() + TimeDelta::days(i64::try_from(number / 3).unwrap())), "rev": 1,
        })
    }

    /// The member with another phone number and address.
    fn moved(&mut self, member: &Json, day: NaiveDate) -> Json {
        let mut moved = member.clone();
        moved["telepon"] = json!(self.phone());
        moved["alamat"] = json!(self.address());
        moved["diubah"] = json!(self.time(day));
        moved["rev"] = json!(2);
        moved
    }

    fn meeting(&mut self, number: i64, day: NaiveDate, members: &[Json]) -> Json {
        let present: Vec<Json> = members
            .iter()
            .map(|member| {
                let status = match self.chance.below(20) {
                    0..=14 => "hadir",
                    15..=16 => "izin",
                    17 => "sakit",
                    _ => "alpa",
                };
                let note = if self.chance.happens(8) {
                    self.one(&["terlambat", "ada hajatan", "ke luar kota"])
                } else {
                    ""
                };
                json!({ "anggota": member["id"], "status": status, "ket": note })
            })
            .collect();
        let decisions: Vec<Json> = (1..=4)
            .map(|no| {
                let due = day + TimeDelta::days(i64::try_from(7 + self.chance.below(50)).unwrap());
                json!({
                    "no": no, "isi": format!("{} {} {}.", self.one(&DECIDED), self.one(&WHAT), self.one(&THEN)),
                    "pj": members[self.chance.below(members.len())]["id"], "tenggat": due.to_string(),
                })
            })
            .collect();
        json!({
            "id": self.id(), "jenis": "pertemuan", "nomor": number, "judul": format!("Pertemuan ke-{number}: {}", self.one(&WHAT)),
            "tanggal": day.to_string(), "jam_mulai": self.one(&["09:00", "13:30", "15:45", "19:30"]), "tempat": self.one(&PLACES),
            "notulen": self.sentences(9, 6), "hadir": present, "keputusan": decisions, "diubah": self.time(day), "rev": 1,
        })
    }

    fn aspiration(
        &mut self,
        number: usize,
        day: NaiveDate,
        meeting: &Json,
        members: &[Json],
    ) -> Json {
        let place = format!(
            "RT {:02} Dusun {}",
            1 + self.chance.below(12),
            self.one(&HAMLETS)
        );
        json!({
            "id": self.id(), "jenis": "aspirasi", "nomor": format!("ASP-2026-{number:04}"), "pertemuan": meeting["id"],
            "pengusul": members[self.chance.below(members.len())]["id"],
            "judul": format!("{} {}", self.one(&WHAT), self.one(&THEN)), "uraian": self.sentences(2, 3),
            "kategori": self.one(&CATEGORIES), "lokasi": place, "prioritas": 1 + self.chance.below(5), "status": "diajukan",
            "diubah": self.time(day), "rev": 1,
        })
    }

    fn answered(&mut self, aspiration: &Json, day: NaiveDate) -> Json {
        let mut answered = aspiration.clone();
        answered["status"] = json!(self.one(&["diterima", "diproses", "selesai", "ditolak"]));
        answered["diubah"] = json!(self.time(day));
        answered["rev"] = json!(2);
        answered
    }
}
