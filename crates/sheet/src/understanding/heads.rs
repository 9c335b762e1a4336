//! The heads by which columns are known, folded as in `folding.rs`. The first of a field is the one that exports write.

/// A field and its heads.
#[derive(Debug)]
pub struct FieldHeads {
    /// The field, as in JSON; some take two fields at once.
    pub field: &'static str,
    /// Heads, folded.
    pub heads: &'static [&'static str],
}

const fn field(field: &'static str, heads: &'static [&'static str]) -> FieldHeads {
    FieldHeads { field, heads }
}

/// A column that only counts the rows.
pub(super) const NUMBERING: &[&str] = &["nomor", "nomor urut", "urut", "nr", "num", "number"];

/// Words that a head may have besides.
pub(super) const FILLERS: &[&str] = &[
    "anggota",
    "pengurus",
    "kim",
    "warga",
    "peserta",
    "lengkap",
    "sesuai",
    "ktp",
    "data",
    "diri",
    "bersangkutan",
    "personil",
    "kelompok",
    "aktif",
];

/// Members.
pub(super) const MEMBER: &[FieldHeads] = &[
    field(
        "member_number",
        &[
            "nomor anggota",
            "nomor induk anggota",
            "nomor induk",
            "nia",
            "nomor kta",
            "kode anggota",
            "nomor keanggotaan",
        ],
    ),
    field(
        "name",
        &[
            "nama",
            "nama lengkap",
            "nama anggota",
            "nama pengurus",
            "nama lengkap gelar",
            "nama personil",
            "nama gelar",
            "name",
        ],
    ),
    field(
        "sex",
        &[
            "l p",
            "jenis kelamin",
            "kelamin",
            "jk",
            "j k",
            "jenis kel",
            "lk pr",
            "gender",
            "sex",
            "p l",
            "jenis kelamin l p",
            "laki perempuan",
            "jkel",
        ],
    ),
    field(
        "birth",
        &[
            "tempat tanggal lahir",
            "ttl",
            "t l",
            "tempat tanggal kelahiran",
            "tempat lahir tanggal lahir",
            "tmpt tanggal lahir",
            "lahir",
            "kelahiran",
        ],
    ),
    field(
        "birth_place",
        &[
            "tempat lahir",
            "tempat kelahiran",
            "kota lahir",
            "lahir di",
            "tempat",
        ],
    ),
    field(
        "birth_date",
        &[
            "tanggal lahir",
            "tanggal kelahiran",
            "lahir tanggal",
            "tanggal bulan tahun lahir",
            "tanggal bln thn lahir",
            "birth date",
            "date of birth",
        ],
    ),
    field(
        "nik",
        &[
            "nik",
            "nomor nik",
            "nomor induk kependudukan",
            "nomor ktp",
            "ktp",
            "n i k",
            "nomor identitas",
            "nik ktp",
            "nomor ktp nik",
            "nik nomor ktp",
        ],
    ),
    field(
        "address",
        &[
            "alamat",
            "alamat lengkap",
            "alamat rumah",
            "alamat tinggal",
            "alamat domisili",
            "domisili",
            "tempat tinggal",
            "alamat sesuai ktp",
            "jalan",
        ],
    ),
    field(
        "hamlet",
        &[
            "dusun",
            "banjar",
            "lingkungan",
            "kampung",
            "jorong",
            "dukuh",
            "padukuhan",
            "pedukuhan",
            "dusun banjar",
            "nama dusun",
            "dusun lingkungan",
            "dusun lk",
            "rw dusun",
        ],
    ),
    field("rt_rw", &["rt rw", "rtrw", "rw rt", "nomor rt rw"]),
    field("rt", &["rt", "nomor rt"]),
    field("rw", &["rw", "nomor rw"]),
    field("religion", &["agama"]),
    field(
        "education",
        &[
            "pendidikan",
            "pendidikan terakhir",
            "pendidikan terahir",
            "ijazah",
            "ijazah terakhir",
            "tingkat pendidikan",
        ],
    ),
    field(
        "occupation",
        &[
            "pekerjaan",
            "profesi",
            "mata pencaharian",
            "pekerjaan utama",
        ],
    ),
    field("phone", &["nomor hp", "hp", "nomor hp aktif"]),
    field(
        "email",
        &["email", "e mail", "surel", "alamat email", "alamat e mail"],
    ),
    field(
        "position",
        &[
            "jabatan",
            "jabatan dalam kim",
            "jabatan di kim",
            "kedudukan",
            "jabatan dalam kelompok",
            "jabatan dalam organisasi",
            "kedudukan dalam kim",
            "posisi",
            "jabatan dalam tim",
            "kedudukan dalam tim",
        ],
    ),
    field(
        "origin",
        &[
            "unsur",
            "unsur asal",
            "asal unsur",
            "perwakilan",
            "unsur perwakilan",
            "asal kelompok",
            "utusan",
            "organisasi",
            "asal organisasi",
            "lembaga",
            "asal lembaga",
            "instansi",
        ],
    ),
    field(
        "joined_on",
        &[
            "tanggal masuk",
            "tanggal bergabung",
            "tanggal gabung",
            "mulai bergabung",
            "masuk",
            "tanggal daftar",
            "tanggal pengangkatan",
            "bergabung sejak",
        ],
    ),
    field(
        "left_on",
        &[
            "tanggal keluar",
            "tanggal berhenti",
            "keluar",
            "tanggal pemberhentian",
        ],
    ),
    field(
        "status",
        &[
            "status",
            "status aktif",
            "status keanggotaan",
            "aktif tidak aktif",
            "keaktifan",
            "aktif",
        ],
    ),
    field(
        "married",
        &[
            "status perkawinan",
            "status kawin",
            "status pernikahan",
            "status nikah",
            "perkawinan",
            "kawin",
        ],
    ),
    field(
        "appointment_decree",
        &[
            "sk",
            "nomor sk",
            "sk pengangkatan",
            "nomor sk pengangkatan",
            "dasar sk",
        ],
    ),
    field(
        "consent_date",
        &[
            "tanggal persetujuan",
            "tanggal persetujuan data",
            "persetujuan data",
        ],
    ),
    field(
        "note",
        &["keterangan", "catatan", "keterangan lain", "lain"],
    ),
];

/// Aspirations.
pub(super) const ASPIRATION: &[FieldHeads] = &[
    field(
        "date",
        &[
            "tanggal",
            "hari tanggal",
            "tanggal masuk",
            "tanggal aspirasi",
            "tanggal diterima",
            "tanggal laporan",
            "tanggal pengaduan",
            "waktu",
            "tanggal terima",
        ],
    ),
    field(
        "classification",
        &[
            "klasifikasi",
            "jenis",
            "jenis laporan",
            "jenis aspirasi",
            "klasifikasi laporan",
            "jenis aduan",
        ],
    ),
    field(
        "title",
        &[
            "judul",
            "judul aspirasi",
            "judul laporan",
            "perihal",
            "pokok aspirasi",
            "hal",
            "topik",
            "judul aduan",
            "usulan",
            "pokok",
        ],
    ),
    field(
        "body",
        &[
            "isi",
            "isi aspirasi",
            "uraian",
            "uraian aspirasi",
            "isi laporan",
            "aspirasi",
            "pengaduan",
            "isi pengaduan",
            "deskripsi",
            "aduan",
            "isi aduan",
            "keluhan",
            "permasalahan",
            "masalah",
            "aspirasi usulan",
            "uraian masalah",
            "saran",
        ],
    ),
    field(
        "category",
        &[
            "kategori",
            "bidang",
            "kategori aspirasi",
            "kategori laporan",
            "bidang urusan",
        ],
    ),
    field(
        "location",
        &[
            "lokasi",
            "tempat",
            "lokasi kejadian",
            "alamat",
            "dusun",
            "banjar",
            "lokasi masalah",
            "dusun rt rw",
            "tempat kejadian",
            "alamat lokasi",
        ],
    ),
    field("incident_date", &["tanggal kejadian", "waktu kejadian"]),
    field(
        "reporter_name",
        &[
            "penyampai",
            "nama penyampai",
            "pelapor",
            "nama pelapor",
            "nama",
            "pengusul",
            "nama pengusul",
            "nama pengadu",
            "pengadu",
            "dari",
            "nama lengkap",
            "pemohon",
            "penyampai aspirasi",
        ],
    ),
    field(
        "reporter_organisation",
        &[
            "lembaga",
            "lembaga penyampai",
            "instansi",
            "organisasi",
            "asal",
            "kelompok",
            "lembaga asal",
            "unsur",
            "perwakilan",
        ],
    ),
    field(
        "reporter_contact",
        &[
            "nomor hp",
            "hp",
            "hp penyampai",
            "nomor hp pelapor",
            "nomor hp penyampai",
            "hp pelapor",
            "nomor hp pengadu",
        ],
    ),
    field(
        "identity",
        &[
            "kerahasiaan",
            "identitas",
            "sifat",
            "rahasia",
            "anonim",
            "sifat identitas",
        ],
    ),
    field(
        "channel",
        &[
            "kanal",
            "saluran",
            "media",
            "melalui",
            "disampaikan melalui",
            "cara penyampaian",
            "via",
        ],
    ),
    field(
        "destination",
        &[
            "tujuan",
            "ditujukan kepada",
            "ditujukan ke",
            "kepada",
            "tingkat",
        ],
    ),
    field(
        "agency",
        &[
            "opd",
            "perangkat daerah",
            "dinas",
            "opd tujuan",
            "instansi tujuan",
            "opd dituju",
            "dinas terkait",
            "opd terkait",
            "perangkat daerah tujuan",
        ],
    ),
    field(
        "lapor_number",
        &[
            "nomor lapor",
            "nomor sp4n lapor",
            "nomor sp4n",
            "id lapor",
            "tracking id",
        ],
    ),
    field("priority", &["prioritas", "tingkat kepentingan", "urgensi"]),
    field(
        "stage",
        &[
            "status",
            "tahap",
            "keadaan",
            "status tindak lanjut",
            "status aspirasi",
        ],
    ),
    field(
        "village_result",
        &[
            "hasil",
            "tindak lanjut",
            "hasil di desa",
            "jawaban",
            "penyelesaian",
            "tanggapan",
            "hasil tindak lanjut",
            "rencana tindak lanjut",
        ],
    ),
    field(
        "village_result_date",
        &[
            "tanggal hasil",
            "tanggal selesai",
            "tanggal tindak lanjut",
            "tanggal penyelesaian",
            "tanggal hasil di desa",
        ],
    ),
];

/// The columns that a field may have come from, itself first.
pub(super) fn carriers(field: &str) -> Vec<&str> {
    let also: &[&str] = match field {
        "birth_place" | "birth_date" => &["birth"],
        "rt" | "rw" => &["rt_rw"],
        "position_text" => &["position"],
        "inactive" => &["status"],
        "reporter.name" => &["reporter_name"],
        "reporter.organisation" => &["reporter_organisation"],
        "reporter.contact" => &["reporter_contact"],
        "title" => &["body"],
        _ => &[],
    };
    std::iter::once(field).chain(also.iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::folding::folded_head;
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn no_head_stands_for_two_fields_and_each_is_folded() {
        for table in [MEMBER, ASPIRATION] {
            let mut known: BTreeMap<&str, &str> = BTreeMap::new();
            for entry in table {
                for head in entry.heads {
                    assert_eq!(folded_head(head), *head, "{}", entry.field);
                    assert_eq!(known.insert(head, entry.field), None, "{head}");
                }
            }
        }
    }
}
