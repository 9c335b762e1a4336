//! Photos and scans in the files of a stick: those that wait go along, those that lack are asked for, behind all text.

use crate::book::Book;
use crate::error::BookError;
use crate::store::attachments;
use adinda_domain::attachment::FileHash;
use adinda_wire::PROTOCOL;
use adinda_wire::attachment::{AttachmentRequest, MOST_PIECE_BYTES, Piece};
use adinda_wire::bundle::{MOST_FILE_BYTES, pieces_of_file};
use rusqlite::Transaction;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What a bundle carries of photos.
pub(super) struct CarriedPhotos {
    /// Their pieces, and what is asked for.
    pub(super) pieces: Vec<AttachmentRequest>,
    /// How many photos are brought.
    pub(super) count: usize,
}

/// The photos that the office lacks, smallest first, as many as fit, and the question for those that lack here.
pub(super) fn photos_for_office(tx: &Transaction<'_>) -> Result<CarriedPhotos, BookError> {
    let mut carried = CarriedPhotos {
        pieces: Vec::new(),
        count: 0,
    };
    let mut room = MOST_FILE_BYTES;
    for file in attachments::to_send(tx)? {
        if file.size > room {
            break;
        }
        let read = |offset, most| {
            attachments::piece(tx, file.hash, offset, most).map(Option::unwrap_or_default)
        };
        let pieces = pieces_of_file(file.hash, file.size, read)?;
        carried.count += usize::from(!pieces.is_empty());
        carried.pieces.extend(pieces);
        room -= file.size;
    }
    let asked = attachments::to_fetch(tx)?.into_iter();
    carried.pieces.extend(asked.map(|file| AttachmentRequest {
        protocol: PROTOCOL,
        request: 0,
        piece: Piece::Get {
            hash: file.hash,
            offset: 0,
            most: MOST_PIECE_BYTES,
        },
    }));
    Ok(carried)
}

impl Book {
    /// Keeps those photos of an answer that came whole and still lack here; says how many.
    pub(super) fn keep_photos(&self, pieces: Vec<AttachmentRequest>) -> Result<usize, BookError> {
        let mut files: BTreeMap<FileHash, Vec<u8>> = BTreeMap::new();
        for piece in pieces {
            if let Piece::Put {
                hash,
                offset,
                bytes,
                ..
            } = piece.piece
            {
                let file = files.entry(hash).or_default();
                if offset == file.len() as u64 {
                    file.extend(bytes);
                }
            }
        }
        self.write(|writing| {
            let lacking = attachments::to_fetch(writing.tx)?;
            let mut kept = 0;
            for file in lacking {
                let came = files.get(&file.hash);
                let came = came.filter(|bytes| Sha256::digest(bytes).as_slice() == file.hash.0);
                if let Some(bytes) = came {
                    // What had come of it by network isn't needed any more.
                    attachments::take_parts(writing.tx, file.hash)?;
                    attachments::put(writing.tx, file.hash, bytes)?;
                    kept += 1;
                }
            }
            writing.changed.records |= kept > 0;
            Ok(kept)
        })
    }
}
