//! Photos and scans beside records: adding, showing, and how they are to travel.

use crate::book::Book;
use crate::error::BookError;
use crate::forms::attachments_of;
use crate::store::attachments;
use crate::views::{AspirationForm, AttachmentRow, FileStanding, FormKind};
use adinda_domain::activity::Activity;
use adinda_domain::attachment::{Attachment, AttachmentRole, FileHash, MediaType};
use adinda_domain::dissemination::Dissemination;
use adinda_domain::letter::Letter;
use adinda_domain::meeting::Meeting;
use adinda_domain::profile::Profile;
use adinda_domain::schema::SHORT_TEXT;
use adinda_domain::value::normalise_text;
use adinda_domain::{DraftId, RecordId};
use adinda_picture::{KeptKind, shrink};
use rusqlite::Transaction;
use sha2::{Digest, Sha256};

/// A file as it is about to be kept.
struct Ready {
    hash: FileHash,
    bytes: Vec<u8>,
    attachment: Attachment,
}

impl Book {
    /// Adds a file to an open form: it is shrunk and kept at once, and belongs to the record once the form is saved.
    ///
    /// # Errors
    /// [`BookError::Attachment`] if the file isn't taken; nothing was stored then. [`BookError::NotFound`] if the form
    /// was saved or thrown away since.
    pub fn add_file(
        &self,
        draft: DraftId,
        name: &str,
        bytes: &[u8],
    ) -> Result<Attachment, BookError> {
        let ready = ready(name, bytes)?;
        self.write(|writing| {
            if crate::store::drafts::get(writing.tx, draft)?.is_none() {
                return Err(BookError::NotFound("draft"));
            }
            attachments::put(writing.tx, ready.hash, &ready.bytes)?;
            attachments::keep_for_draft(writing.tx, draft, ready.hash)
        })?;
        Ok(ready.attachment)
    }

    /// Adds a file to a record that is saved already: the file and the record's edit in one transaction.
    ///
    /// # Errors
    /// As [`Book::add_file`]; [`BookError::NotFound`] if there is no such record, or it has no attachments.
    pub fn attach(
        &self,
        kind: FormKind,
        id: RecordId,
        name: &str,
        bytes: &[u8],
        caption: &str,
        role: Option<AttachmentRole>,
    ) -> Result<Attachment, BookError> {
        let mut ready = ready(name, bytes)?;
        ready.attachment.caption = normalise_text(caption);
        ready.attachment.role = role;
        let attachment = ready.attachment.clone();
        self.write(|writing| {
            attachments_of(writing.tx, kind, id)?;
            attachments::put(writing.tx, ready.hash, &ready.bytes)?;
            match kind {
                FormKind::Meeting => {
                    self.save_at_once::<Meeting>(writing, Some(id), |mut meeting| {
                        meeting.attachments.push(attachment);
                        meeting
                    })
                }
                FormKind::Aspiration => {
                    self.save_at_once::<AspirationForm>(writing, Some(id), |mut form| {
                        form.aspiration.attachments.push(attachment);
                        form
                    })
                }
                FormKind::Activity => {
                    self.save_at_once::<Activity>(writing, Some(id), |mut activity| {
                        activity.attachments.push(attachment);
                        activity
                    })
                }
                FormKind::Dissemination => {
                    self.save_at_once::<Dissemination>(writing, Some(id), |mut dissemination| {
                        dissemination.attachments.push(attachment);
                        dissemination
                    })
                }
                FormKind::Profile => {
                    self.save_at_once::<Profile>(writing, Some(id), |mut profile| {
                        // A KIM has one logo: the new one takes the place of the old.
                        profile.attachments = vec![attachment];
                        profile
                    })
                }
                FormKind::Letter => self.save_at_once::<Letter>(writing, Some(id), |mut letter| {
                    letter.attachments.push(attachment);
                    letter
                }),
                FormKind::Member => Err(BookError::NotFound("attachments")),
            }
        })?;
        Ok(ready.attachment)
    }

    /// The attachments of a record, each with where its file is.
    ///
    /// # Errors
    /// [`BookError::NotFound`].
    pub fn attachments(
        &self,
        kind: FormKind,
        id: RecordId,
    ) -> Result<Vec<AttachmentRow>, BookError> {
        self.read(|tx| {
            let listed = attachments_of(tx, kind, id)?;
            let rows = listed.into_iter().map(|attachment| {
                let file = attachment.file.parse().ok();
                Ok(AttachmentRow {
                    standing: file.map_or(Ok(FileStanding::ABSENT), |file| standing(tx, file))?,
                    attachment,
                })
            });
            rows.collect()
        })
    }

    /// Where files are, in the order in which they are asked for.
    ///
    /// # Errors
    /// Those of the database.
    pub fn file_standings(&self, files: &[FileHash]) -> Result<Vec<FileStanding>, BookError> {
        self.read(|tx| files.iter().map(|file| standing(tx, *file)).collect())
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// [`BookError::NotFound`] if it isn't here (yet).
    pub fn file_bytes(&self, file: FileHash) -> Result<Vec<u8>, BookError> {
        self.read(|tx| attachments::bytes(tx, file))?
            .ok_or(BookError::NotFound("file"))
    }

    /// How many files the book keeps, whoever refers to them.
    ///
    /// # Errors
    /// Those of the database.
    pub fn kept_files(&self) -> Result<usize, BookError> {
        self.read(attachments::count)
    }

    /// "Kirim foto lewat Wi-Fi saja": whether photos move only when the user says so. No system tells reliably which
    /// network costs money.
    ///
    /// # Errors
    /// Those of the database.
    pub fn set_photos_by_hand(&self, by_hand: bool) -> Result<(), BookError> {
        self.write(|writing| attachments::set_by_hand(writing.tx, by_hand))?;
        self.status_changed();
        Ok(())
    }

    /// Whether photos move only when the user says so.
    ///
    /// # Errors
    /// Those of the database.
    pub fn photos_move_by_hand(&self) -> Result<bool, BookError> {
        Ok(self.read(attachments::lane)?.by_hand)
    }
}

fn ready(name: &str, bytes: &[u8]) -> Result<Ready, BookError> {
    let shrunk = shrink(name, bytes)?;
    let hash = FileHash(Sha256::digest(&shrunk.bytes).into());
    let media_type = match shrunk.kind {
        KeptKind::Jpeg => MediaType::Jpeg,
        KeptKind::Pdf => MediaType::Pdf,
    };
    let attachment = Attachment {
        file: hash.to_string(),
        name: kept_name(name),
        media_type: Some(media_type),
        size: i64::try_from(shrunk.bytes.len()).ok(),
        ..Attachment::default()
    };
    Ok(Ready {
        hash,
        bytes: shrunk.bytes,
        attachment,
    })
}

/// A file's name without the folders that it came from, short enough for its field.
fn kept_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut kept = normalise_text(last);
    while kept.len() > SHORT_TEXT {
        kept.pop();
    }
    kept
}

fn standing(tx: &Transaction<'_>, file: FileHash) -> Result<FileStanding, BookError> {
    Ok(FileStanding {
        here: attachments::size(tx, file)?.is_some(),
        at_office: attachments::is_at_office(tx, file)?,
    })
}
