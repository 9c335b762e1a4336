//! Photos and scans at the office: pieces are written down as they come, a whole file is known by its hash, and that
//! it has arrived is said to every laptop of the KIM by a version, like everything else.

use crate::office_edit;
use crate::store::{self, Device, OfficeError, StoredFile};
use adinda_domain::attachment::{FileHash, MOST_BYTES};
use adinda_domain::{KimId, Kind, Value};
use adinda_wire::PROTOCOL;
use adinda_wire::attachment::{
    AttachmentRequest, FileRefusal, MOST_PIECE_BYTES, Piece, PieceAnswer,
};
use adinda_wire::exchange::Refusal;
use rusqlite::Transaction;

/// Room that a file under way has taken is given back after so many seconds without a piece, if it is needed.
const GIVEN_UP_AFTER: i64 = 7 * 24 * 3600;

/// Answers one piece of one laptop. One that is asked for only reads, and may be answered beside the writer.
///
/// # Errors
/// [`OfficeError`]: then nothing of it was written down.
pub fn answer(
    tx: &Transaction<'_>,
    device: &Device,
    request: &AttachmentRequest,
    now: i64,
) -> Result<PieceAnswer, OfficeError> {
    if device.revoked {
        return Ok(PieceAnswer::Refused(Refusal::Revoked));
    }
    if request.protocol != PROTOCOL {
        return Ok(PieceAnswer::Refused(Refusal::Protocol));
    }
    match &request.piece {
        Piece::Put {
            hash,
            size,
            offset,
            bytes,
        } => take(tx, device, *hash, *size, *offset, bytes, now),
        Piece::Get { hash, offset, most } => give(tx, device.kim, *hash, *offset, *most),
    }
}

fn take(
    tx: &Transaction<'_>,
    device: &Device,
    hash: FileHash,
    size: u64,
    offset: u64,
    bytes: &[u8],
    now: i64,
) -> Result<PieceAnswer, OfficeError> {
    let kim = device.kim;
    let mut here = store::attachment(tx, kim, hash)?;
    if let Some(whole) = here.filter(|file| file.complete) {
        return Ok(received(whole));
    }
    if size == 0 || size > MOST_BYTES || bytes.len() as u64 > MOST_PIECE_BYTES {
        return Ok(PieceAnswer::NotTaken(FileRefusal::TooLarge));
    }
    // Somebody was wrong about the size. Its hash will tell who; until then the file begins anew.
    if here.is_some_and(|file| file.size != size) {
        store::discard_attachment(tx, kim, hash)?;
        here = None;
    }
    let before = here.unwrap_or(StoredFile {
        size,
        received: 0,
        complete: false,
    });
    if here.is_none() && !has_room(tx, kim, size, now)? {
        return Ok(PieceAnswer::NotTaken(FileRefusal::NoRoom));
    }
    if bytes.is_empty() || offset != before.received {
        return Ok(received(before));
    }
    if before.received + bytes.len() as u64 > size {
        store::discard_attachment(tx, kim, hash)?;
        return Ok(PieceAnswer::NotTaken(FileRefusal::WrongBytes));
    }
    let after = store::append_to_attachment(tx, kim, hash, before, bytes, now)?;
    if after.received < size {
        return Ok(received(after));
    }
    if !store::names_attachment(tx, kim, hash)? {
        // Text goes first: a file that no record names belongs to one that was erased meanwhile.
        store::discard_attachment(tx, kim, hash)?;
        return Ok(PieceAnswer::NotTaken(FileRefusal::WrongBytes));
    }
    if store::hash_of_attachment(tx, kim, hash)? != hash {
        tracing::warn!(kim = %kim, file = %hash, "a file came with other bytes than it should: dropped");
        store::discard_attachment(tx, kim, hash)?;
        return Ok(PieceAnswer::NotTaken(FileRefusal::WrongBytes));
    }
    store::complete_attachment(tx, kim, hash)?;
    say_that_it_arrived(tx, kim, hash, size, now)?;
    Ok(received(StoredFile {
        complete: true,
        ..after
    }))
}

/// The office's word, in a version of its own: pages carry it to every laptop, and its mark gives away an office that
/// was set back to before it.
fn say_that_it_arrived(
    tx: &Transaction<'_>,
    kim: KimId,
    hash: FileHash,
    size: u64,
    now: i64,
) -> Result<(), OfficeError> {
    let size = i64::try_from(size).unwrap_or(i64::MAX);
    let word = [
        (FileHash::stored_path(), Value::Boolean(true)),
        (FileHash::size_path(), Value::Integer(size)),
    ];
    office_edit::write(tx, kim, &Kind::ATTACHMENT, hash.record(), word, now).map(drop)
}

/// Drops those files that no record of the KIM names any more: the record that did was erased for good. The office's
/// word goes with them, so that a laptop that still needs one sends it again.
pub(crate) fn drop_unnamed(
    tx: &Transaction<'_>,
    kim: KimId,
    files: Vec<FileHash>,
    now: i64,
) -> Result<(), OfficeError> {
    for hash in files {
        if store::attachment(tx, kim, hash)?.is_none() || store::names_attachment(tx, kim, hash)? {
            continue;
        }
        store::discard_attachment(tx, kim, hash)?;
        let word = [
            (FileHash::stored_path(), Value::Null),
            (FileHash::size_path(), Value::Null),
        ];
        office_edit::write(tx, kim, &Kind::ATTACHMENT, hash.record(), word, now)?;
    }
    Ok(())
}

fn has_room(tx: &Transaction<'_>, kim: KimId, size: u64, now: i64) -> Result<bool, OfficeError> {
    let fits = |(taken, room): (u64, u64)| taken.saturating_add(size) <= room;
    if fits(store::room_for_attachments(tx, kim)?) {
        return Ok(true);
    }
    store::discard_unfinished_attachments(tx, kim, now - GIVEN_UP_AFTER)?;
    Ok(fits(store::room_for_attachments(tx, kim)?))
}

fn received(file: StoredFile) -> PieceAnswer {
    PieceAnswer::Received {
        offset: file.received,
        complete: file.complete,
    }
}

/// A file that isn't whole yet is as unknown as one that never came, or came to another KIM.
fn give(
    tx: &Transaction<'_>,
    kim: KimId,
    hash: FileHash,
    offset: u64,
    most: u64,
) -> Result<PieceAnswer, OfficeError> {
    let Some(file) = store::attachment(tx, kim, hash)?.filter(|file| file.complete) else {
        return Ok(PieceAnswer::Unknown);
    };
    let most = most.clamp(1, MOST_PIECE_BYTES);
    Ok(PieceAnswer::Bytes {
        size: file.size,
        bytes: store::read_attachment(tx, kim, hash, offset.min(file.size), most)?,
    })
}
