//! The work that is measured: three JSON documents (W1, W2, W4), read from a folder or invented, as forms of ours.
//!
//! Every field of theirs has its place in ours: the numbers of meetings are their invitation's, `pengusul` is the
//! reporter's name, `pj` the responsible person's, `diubah` the time of the save. NIK and date of birth are typed in
//! like everything else, and stay on the laptop (decision 1). A field that has no place is written into the note.

use super::invented;
use adinda_client::views::AspirationForm;
use adinda_domain::aspiration::{
    Aspiration, Category, Channel, Classification, Destination, Identity, OfficeStatus, Priority,
    Reporter, VillageStage,
};
use adinda_domain::meeting::{Attendance, AttendanceMark, Decision, Meeting};
use adinda_domain::member::{Member, Position, Sex};
use adinda_domain::{RecordId, dates};
use anyhow::{Context, Result};
use chrono::{DateTime, Utc};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::path::Path;

/// The three documents, and the folder they came from.
pub struct Workload {
    pub w1: Json,
    pub w2: Json,
    pub w4: Json,
}

impl Workload {
    /// Reads W1.json, W2.json and W4.json.
    pub fn read(folder: &Path) -> Result<Workload> {
        let read = |name: &str| -> Result<Json> {
            let path = folder.join(name);
            let text = std::fs::read_to_string(&path)
                .with_context(|| format!("can't read {}", path.display()))?;
            serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))
        };
        Ok(Workload {
            w1: read("W1.json")?,
            w2: read("W2.json")?,
            w4: read("W4.json")?,
        })
    }

    /// No work at all.
    pub fn nothing() -> Workload {
        Workload {
            w1: Json::Null,
            w2: Json::Null,
            w4: Json::Null,
        }
    }

    /// Invents it from a seed.
    pub fn invented(seed: u64) -> Workload {
        invented::workload(seed)
    }

    /// Writes the documents for programs that read them.
    pub fn write(&self, folder: &Path) -> Result<()> {
        std::fs::create_dir_all(folder)?;
        for (name, document) in [
            ("W1.json", &self.w1),
            ("W2.json", &self.w2),
            ("W4.json", &self.w4),
        ] {
            std::fs::write(folder.join(name), document.to_string())?;
        }
        Ok(())
    }
}

/// What is known of records already written: their id in our book, and the names of people.
#[derive(Default)]
pub struct Known {
    pub ids: BTreeMap<String, RecordId>,
    names: BTreeMap<String, String>,
}

/// The records of a list, by the time of their save.
pub fn by_time<'a>(document: &'a Json, list: &str) -> Result<Vec<&'a Json>> {
    let list = document[list]
        .as_array()
        .with_context(|| format!("no list {list}"))?;
    let mut records: Vec<&Json> = list.iter().collect();
    records.sort_by_key(|record| record["diubah"].as_str().unwrap_or_default().to_owned());
    Ok(records)
}

/// The id that a record has in its document.
pub fn their_id(record: &Json) -> Result<&str> {
    record["id"].as_str().context("a record without an id")
}

/// When a record was saved.
pub fn saved_at(record: &Json) -> Result<DateTime<Utc>> {
    let text = record["diubah"]
        .as_str()
        .context("a record without diubah")?;
    Ok(DateTime::parse_from_rfc3339(text)?.to_utc())
}

impl Known {
    /// Remembers under which id a record is in our book.
    pub fn remember(&mut self, record: &Json, id: RecordId) -> Result<()> {
        self.ids.insert(their_id(record)?.to_owned(), id);
        if let Some(name) = record["nama"].as_str() {
            self.names
                .insert(their_id(record)?.to_owned(), name.to_owned());
        }
        Ok(())
    }

    /// The record that a field refers to.
    pub fn id(&self, field: &Json) -> Option<RecordId> {
        self.ids.get(field.as_str()?).copied()
    }

    fn name(&self, field: &Json) -> String {
        let named = field.as_str().and_then(|id| self.names.get(id));
        named.cloned().unwrap_or_else(|| text(field))
    }

    pub fn member(&self, record: &Json) -> Member {
        let known = [
            "nomor",
            "nama",
            "nik",
            "jk",
            "tgl_lahir",
            "telepon",
            "alamat",
            "jabatan",
            "status",
            "tgl_gabung",
            "catatan",
        ];
        Member {
            member_number: text(&record["nomor"]),
            name: text(&record["nama"]),
            nik: text(&record["nik"]),
            sex: match text(&record["jk"]).as_str() {
                "P" => Some(Sex::Female),
                "L" => Some(Sex::Male),
                _ => None,
            },
            birth_date: dates::parse_iso_date(&text(&record["tgl_lahir"])),
            phone: text(&record["telepon"]),
            address: text(&record["alamat"]),
            position: Some(match text(&record["jabatan"]).as_str() {
                "Ketua" => Position::Chair,
                "Wakil Ketua" => Position::ViceChair,
                "Sekretaris" => Position::Secretary,
                "Bendahara" => Position::Treasurer,
                "Anggota" => Position::Member,
                _ => Position::Other,
            }),
            inactive: record["status"] != "aktif",
            joined_on: dates::parse_iso_date(&text(&record["tgl_gabung"])),
            note: with_rest(text(&record["catatan"]), record, &known),
            ..Member::default()
        }
    }

    pub fn meeting(&self, record: &Json) -> Meeting {
        let known = [
            "nomor",
            "judul",
            "tanggal",
            "jam_mulai",
            "tempat",
            "notulen",
            "hadir",
            "keputusan",
        ];
        let mark = |row: &Json| AttendanceMark {
            member: self.id(&row["anggota"]),
            status: Some(match text(&row["status"]).as_str() {
                "hadir" => Attendance::Present,
                "izin" => Attendance::Excused,
                "sakit" => Attendance::Sick,
                _ => Attendance::Absent,
            }),
            note: text(&row["ket"]),
        };
        let decision = |row: &Json| Decision {
            decision: text(&row["isi"]),
            responsible: self.name(&row["pj"]),
            due: dates::parse_iso_date(&text(&row["tenggat"])),
            ..Decision::default()
        };
        Meeting {
            title: text(&record["judul"]),
            date: dates::parse_iso_date(&text(&record["tanggal"])),
            start_time: text(&record["jam_mulai"]),
            place: text(&record["tempat"]),
            invitation_number: text(&record["nomor"]),
            discussion: with_rest(text(&record["notulen"]), record, &known),
            attendance: rows(&record["hadir"]).iter().map(mark).collect(),
            decisions: rows(&record["keputusan"]).iter().map(decision).collect(),
            ..Meeting::default()
        }
    }

    pub fn aspiration(&self, record: &Json) -> AspirationForm {
        // `nomor` is what our laptop gives itself (the register number), `status` what the office says.
        let known = [
            "nomor",
            "pertemuan",
            "pengusul",
            "judul",
            "uraian",
            "kategori",
            "lokasi",
            "prioritas",
            "status",
        ];
        AspirationForm {
            aspiration: Aspiration {
                date: saved_at(record).ok().map(|time| time.date_naive()),
                classification: Some(Classification::Aspiration),
                title: text(&record["judul"]),
                body: with_rest(text(&record["uraian"]), record, &known),
                category: Some(category(&text(&record["kategori"]))),
                location: text(&record["lokasi"]),
                identity: Some(Identity::Open),
                channel: Some(Channel::Meeting),
                meeting: self.id(&record["pertemuan"]),
                destination: Some(Destination::Regency),
                priority: Some(match record["prioritas"].as_i64() {
                    Some(1) => Priority::Low,
                    Some(4) => Priority::High,
                    Some(5) => Priority::Urgent,
                    _ => Priority::Normal,
                }),
                stage: Some(VillageStage::Recorded),
                ..Aspiration::default()
            },
            reporter: Reporter {
                name: self.name(&record["pengusul"]),
                ..Reporter::default()
            },
        }
    }
}

/// The office's word that a status of the workload is.
pub fn office_status(record: &Json) -> OfficeStatus {
    match text(&record["status"]).as_str() {
        "diterima" => OfficeStatus::Received,
        "diproses" => OfficeStatus::InProgress,
        "selesai" => OfficeStatus::Done,
        "ditolak" => OfficeStatus::Rejected,
        "diteruskan" => OfficeStatus::Forwarded,
        _ => OfficeStatus::Verified,
    }
}

fn category(word: &str) -> Category {
    match word {
        "kesehatan" => Category::Health,
        "pertanian" => Category::Agriculture,
        "keamanan" => Category::Order,
        "sosial" => Category::Social,
        "pendidikan" => Category::Education,
        "ekonomi" => Category::Economy,
        "lingkungan" => Category::Environment,
        "infrastruktur" => Category::PublicWorks,
        _ => Category::Other,
    }
}

fn rows(list: &Json) -> &[Json] {
    list.as_array().map_or(&[], Vec::as_slice)
}

fn text(field: &Json) -> String {
    match field {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A text with what has no field of ours behind it.
fn with_rest(mut text: String, record: &Json, known: &[&str]) -> String {
    let everywhere = ["id", "jenis", "diubah", "rev"];
    for (name, value) in record.as_object().into_iter().flatten() {
        if !known.contains(&name.as_str()) && !everywhere.contains(&name.as_str()) {
            text.push_str(&format!("\n{name}: {value}"));
        }
    }
    text
}
