//! The whole register as a folder of open files: for whoever leaves, and for whoever wants to look without Adinda.

use super::views::{DisclosedField, ExportFormat, ExportList, ExportOptions, ExportedRegister};
use crate::book::Book;
use crate::error::BookError;
use crate::store::{attachments, record_view};
use crate::views::{Disclosure, DisclosureWay};
use adinda_domain::activity::Activity;
use adinda_domain::aspiration::{Aspiration, Reporter};
use adinda_domain::attachment::{Attachment, FileHash, MediaType};
use adinda_domain::dissemination::Dissemination;
use adinda_domain::letter::Letter;
use adinda_domain::meeting::Meeting;
use adinda_domain::member::Member;
use adinda_domain::{RecordId, RecordKind};
use adinda_sheet::writing::{Table, Value, to_csv};
use rusqlite::Transaction;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const README: &str = include_str!("readme.txt");

impl Book {
    /// Writes the whole register into a new folder: tables, complete records and attachments. All of it, or nothing.
    ///
    /// # Errors
    /// [`BookError::File`] if there is something at that place already or it can't be written.
    pub fn export_register(
        &self,
        folder: &Path,
        shown: &[DisclosedField],
    ) -> Result<ExportedRegister, BookError> {
        if folder.exists() {
            let source = std::io::ErrorKind::AlreadyExists.into();
            return Err(BookError::File {
                path: folder.to_owned(),
                source,
            });
        }
        let mut unfinished = folder.as_os_str().to_owned();
        unfinished.push(".belum-selesai");
        let unfinished = PathBuf::from(unfinished);
        std::fs::create_dir(&unfinished)
            .map_err(|source| BookError::unwritten(&unfinished, source))?;
        let written = self.write_register(&unfinished, shown).and_then(|written| {
            std::fs::rename(&unfinished, folder)
                .map_err(|source| BookError::unwritten(folder, source))?;
            Ok(written)
        });
        match written {
            Ok((files, missing)) => Ok(ExportedRegister {
                folder: folder.display().to_string(),
                files,
                missing,
            }),
            Err(error) => {
                // Half a register must not lie beside whole ones.
                drop(std::fs::remove_dir_all(&unfinished));
                Err(error)
            }
        }
    }

    fn write_register(
        &self,
        folder: &Path,
        shown: &[DisclosedField],
    ) -> Result<(usize, usize), BookError> {
        let mut files = Folder {
            path: folder,
            files: 0,
        };
        let mut disclosed: BTreeSet<String> = BTreeSet::new();
        let mut people = 0;
        for list in ExportList::ALL {
            let options = ExportOptions {
                columns: super::columns_of(list)
                    .into_iter()
                    .map(|column| column.name)
                    .collect(),
                shown: shown.to_vec(),
                ..ExportOptions::usual(list, ExportFormat::Csv)
            };
            let exported = self.table(&options)?;
            files.put(
                &format!("{}.csv", file_name(list)),
                &to_csv(&exported.table)?,
            )?;
            disclosed.extend(exported.shown.iter().map(|field| format!("{field:?}")));
            people = exported.people.max(people);
        }
        let records = self.read(|tx| records(tx, shown))?;
        for (name, json) in &records.documents {
            files.put(name, json)?;
        }
        let missing = self.put_attachments(&mut files, &records.attachments)?;
        files.put("BACA-SAYA.txt", self.readme(shown)?.as_bytes())?;
        let shown = shown
            .iter()
            .filter(|field| disclosed.contains(&format!("{field:?}")));
        self.record_disclosure(&Disclosure {
            document: "Seluruh data".to_owned(),
            way: DisclosureWay::Exported,
            shown: shown.copied().collect(),
            people,
        })?;
        Ok((files.files, missing))
    }

    /// Writes every file once, and a list of what belongs to what. Answers how many aren't on this laptop.
    fn put_attachments(
        &self,
        files: &mut Folder<'_>,
        attachments: &[AttachmentOf],
    ) -> Result<usize, BookError> {
        let mut rows = Vec::new();
        let mut names: BTreeMap<&str, Option<String>> = BTreeMap::new();
        for of in attachments {
            if !names.contains_key(of.attachment.file.as_str()) {
                let name = self.put_attachment(files, &of.attachment)?;
                names.insert(&of.attachment.file, name);
            }
            let name = names.get(of.attachment.file.as_str()).cloned().flatten();
            rows.push(vec![
                Value::text(name.unwrap_or_else(|| "(belum ada di laptop ini)".to_owned())),
                Value::text(of.list),
                Value::text(of.title.as_str()),
                Value::text(of.record.to_string()),
                Value::text(of.attachment.caption.as_str()),
            ]);
        }
        if !rows.is_empty() {
            let table = Table {
                name: "Lampiran".to_owned(),
                columns: ["Berkas", "Catatan", "Judul", "Id catatan", "Keterangan"]
                    .map(str::to_owned)
                    .to_vec(),
                rows,
            };
            files.put("lampiran.csv", &to_csv(&table)?)?;
        }
        Ok(names.values().filter(|name| name.is_none()).count())
    }

    fn put_attachment(
        &self,
        files: &mut Folder<'_>,
        attachment: &Attachment,
    ) -> Result<Option<String>, BookError> {
        let Ok(hash) = attachment.file.parse::<FileHash>() else {
            return Ok(None);
        };
        let Some(bytes) = self.read(|tx| attachments::bytes(tx, hash))? else {
            return Ok(None);
        };
        let ending = match attachment.media_type {
            Some(MediaType::Pdf) => "pdf",
            Some(MediaType::Jpeg) | None => "jpg",
        };
        let stem = attachment
            .name
            .rsplit_once('.')
            .map_or(attachment.name.as_str(), |(stem, _)| stem);
        let plain: String = stem
            .chars()
            .map(|c| {
                if c.is_alphanumeric() || matches!(c, '-' | '_') {
                    c
                } else {
                    '-'
                }
            })
            .take(40)
            .collect();
        let code: String = attachment.file.chars().take(12).collect();
        let name = format!("lampiran/{code}-{plain}.{ending}");
        files.put(&name, &bytes)?;
        Ok(Some(name))
    }

    fn readme(&self, shown: &[DisclosedField]) -> Result<String, BookError> {
        let left_out = [
            (DisclosedField::Nik, "NIK"),
            (DisclosedField::Religion, "agama"),
            (DisclosedField::Birth, "tempat dan tanggal lahir"),
            (
                DisclosedField::SecretNames,
                "nama penyampai yang dirahasiakan",
            ),
        ];
        let left_out: Vec<&str> = left_out
            .into_iter()
            .filter(|(field, _)| !shown.contains(field))
            .map(|(_, words)| words)
            .collect();
        let left_out = match left_out.is_empty() {
            true => "tidak ada; simpan folder ini di tempat yang aman".to_owned(),
            false => left_out.join(", "),
        };
        Ok(README
            .replace("{kim}", &self.profile()?.name)
            .replace("{date}", &adinda_domain::dates::long_date(self.today()))
            .replace("{left_out}", &left_out))
    }
}

fn file_name(list: ExportList) -> &'static str {
    match list {
        ExportList::Member => "anggota",
        ExportList::Meeting => "rapat",
        ExportList::Aspiration => "aspirasi",
        ExportList::Activity => "kegiatan",
        ExportList::Dissemination => "informasi",
        ExportList::Letter => "surat",
    }
}

struct Folder<'a> {
    path: &'a Path,
    files: usize,
}

impl Folder<'_> {
    fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), BookError> {
        let file = self.path.join(name);
        let written = file
            .parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| std::fs::write(&file, bytes));
        written.map_err(|source| BookError::unwritten(&file, source))?;
        self.files += 1;
        Ok(())
    }
}

/// An attachment with what it belongs to.
struct AttachmentOf {
    list: &'static str,
    record: RecordId,
    title: String,
    attachment: Attachment,
}

/// Complete records, archived ones too.
#[derive(Default)]
struct Records {
    documents: Vec<(String, Vec<u8>)>,
    attachments: Vec<AttachmentOf>,
}

#[derive(Serialize)]
struct RecordJson<T> {
    id: RecordId,
    archived: bool,
    #[serde(flatten)]
    record: T,
}

fn records(tx: &Transaction<'_>, shown: &[DisclosedField]) -> Result<Records, BookError> {
    let shows = |field| shown.contains(&field);
    let mut records = Records::default();
    records.put::<adinda_domain::profile::Profile>(
        tx,
        "profil",
        |_, profile| profile,
        |_| (String::new(), Vec::new()),
    )?;
    records.put::<Member>(
        tx,
        "anggota",
        |_, mut member| {
            if !shows(DisclosedField::Nik) {
                member.nik = String::new();
            }
            if !shows(DisclosedField::Religion) {
                member.religion = None;
            }
            if !shows(DisclosedField::Birth) {
                member.birth_place = String::new();
                member.birth_date = None;
            }
            member
        },
        |_| (String::new(), Vec::new()),
    )?;
    records.put::<Meeting>(
        tx,
        "rapat",
        |_, meeting| meeting,
        |of| (of.title.clone(), of.attachments.clone()),
    )?;
    records.put::<Aspiration>(
        tx,
        "aspirasi",
        |_, aspiration| aspiration,
        |of| (of.title.clone(), of.attachments.clone()),
    )?;
    // Who may be named is decided as the list decides it.
    let named: BTreeSet<RecordId> = crate::lists::aspiration_rows(tx)?
        .into_iter()
        .filter(|row| !row.reporter_name.is_empty())
        .filter_map(|row| row.aspiration.reporter)
        .collect();
    records.put::<Reporter>(
        tx,
        "penyampai",
        |id, reporter| match shows(DisclosedField::SecretNames) || named.contains(&id) {
            true => reporter,
            false => Reporter::default(),
        },
        |_| (String::new(), Vec::new()),
    )?;
    records.put::<Activity>(
        tx,
        "kegiatan",
        |_, activity| activity,
        |of| (of.title.clone(), of.attachments.clone()),
    )?;
    records.put::<Dissemination>(
        tx,
        "informasi",
        |_, record| record,
        |of| (of.title.clone(), of.attachments.clone()),
    )?;
    records.put::<Letter>(
        tx,
        "surat",
        |_, letter| letter,
        |of| (of.subject.clone(), of.attachments.clone()),
    )?;
    Ok(records)
}

impl Records {
    fn put<T: RecordKind>(
        &mut self,
        tx: &Transaction<'_>,
        name: &'static str,
        as_shown: impl Fn(RecordId, T) -> T,
        attached: impl Fn(&T) -> (String, Vec<Attachment>),
    ) -> Result<(), BookError> {
        let mut rows = Vec::new();
        for listed in record_view::list::<T>(tx)? {
            let (title, attachments) = attached(&listed.record);
            self.attachments
                .extend(attachments.into_iter().map(|attachment| AttachmentOf {
                    list: name,
                    record: listed.id,
                    title: title.clone(),
                    attachment,
                }));
            rows.push(RecordJson {
                id: listed.id,
                archived: listed.archived,
                record: as_shown(listed.id, listed.record),
            });
        }
        let json = serde_json::to_vec_pretty(&rows)
            .map_err(|error| BookError::Unreadable("a record", Box::new(error)))?;
        self.documents.push((format!("{name}.json"), json));
        Ok(())
    }
}
