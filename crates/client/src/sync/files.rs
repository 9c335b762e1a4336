//! The exchange by file, for a laptop without any network: a bundle out, an answer in, through the same steps as over
//! the network. Files come late, twice and out of order; what of them is still true is applied, and nothing else.

use super::SyncError;
use super::exchange::{Road, Round};
use super::files_photos::photos_for_office;
use crate::book::Book;
use crate::error::BookError;
use crate::platform;
use crate::store::{bundles, outbox, pairing, sync_state};
use crate::views::{AnswerOutcome, AppliedAnswer, OpenedFile, SavedFile};
use adinda_domain::merge::Checkpoint;
use adinda_wire::PROTOCOL;
use adinda_wire::bundle::{
    AnswerBundle, BundleError, FILE_ENDING, ForLaptop, RequestBundle, asking_on, open_on_laptop,
    seal_request,
};
use adinda_wire::container::{self, MAX_FILE};
use adinda_wire::exchange::{Answer, ExchangeReply, ExchangeRequest, Turn};
use adinda_wire::pairing::PairingGrant;
use adinda_wire::whole_file::{free_name, plain_name, write_whole};
use std::io::Read;
use std::path::{Path, PathBuf};

/// About how many bytes of edits go into one of a bundle's exchanges: far below the largest message.
const PART_BYTES: u64 = 4 * 1024 * 1024;
/// How many bytes of changes are asked for: a trip costs more than bytes.
const PAGE_BYTES: u64 = 4 * 1024 * 1024;

impl Book {
    /// Saves everything that waits, photos too, as a file for the office: a new file of this name, or one with a name of its own in
    /// this folder. What waits goes on waiting, for only a receipt proves anything.
    ///
    /// # Errors
    /// [`SyncError::NotPaired`]; a file that is there already or can't be written whole: there is none then.
    pub fn export_bundle(&self, to: &Path) -> Result<SavedFile, BookError> {
        let nonce = self.moment.chance.bytes::<16>()?;
        let (pairing, requests, photos) = self.write(|writing| {
            let paired = pairing::get(writing.tx)?.filter(|pairing| pairing.confirmed);
            let pairing = paired.ok_or(SyncError::NotPaired)?;
            let state = sync_state::get(writing.tx)?;
            let mut older = sync_state::checkpoints(writing.tx)?;
            older.push(Checkpoint::ORIGIN);
            let seen = older.first().copied().unwrap_or(Checkpoint::ORIGIN);
            let mut parts = outbox::offer_all(writing.tx, PART_BYTES)?;
            if parts.is_empty() {
                // Nothing waits, and the office may have something to say.
                parts.push(Vec::new());
            }
            let last = parts.len() - 1;
            let request = |(index, edits)| {
                Ok(ExchangeRequest {
                    protocol: PROTOCOL,
                    request: self.moment.chance.number()?,
                    turn: Turn::BY_FILE,
                    seen,
                    older: older.clone(),
                    cursor: state.cursor,
                    edits,
                    // One page for all parts.
                    page_bytes: if index == last { PAGE_BYTES } else { 0 },
                })
            };
            let requests: Vec<ExchangeRequest> = parts
                .into_iter()
                .enumerate()
                .map(request)
                .collect::<Result<_, BookError>>()?;
            let set_backs = sync_state::set_backs(writing.tx)?;
            bundles::put(
                writing.tx,
                nonce,
                &requests,
                set_backs,
                self.moment.clock.now(),
            )?;
            let photos = photos_for_office(writing.tx)?;
            Ok((pairing, requests, photos))
        })?;
        let (Some(token), Some(grant)) = (&pairing.token, &pairing.grant) else {
            return Err(SyncError::NotPaired.into());
        };
        let sender = format!("{} {}", grant.kim_name, grant.device_letter);
        let mut bundle = RequestBundle::new(token.clone(), nonce, sender, &requests)?;
        bundle.add_pieces(&photos.pieces)?;
        let file = seal_request(&bundle, &grant.office_public_key)?;
        let path = self.save_file(to, &format!("kiriman-{}", name_of(grant)), &file)?;
        self.status_changed();
        Ok(SavedFile {
            path: path.display().to_string(),
            edits: requests.iter().map(|request| request.edits.len()).sum(),
            photos: photos.count,
        })
    }

    /// Opens a file that came back from the office.
    ///
    /// # Errors
    /// [`BookError::Bundle`] with the reason for a file that is refused; nothing of it was applied then.
    pub fn open_file(&self, file: &Path) -> Result<OpenedFile, BookError> {
        let bytes = read_file(file)?;
        let pairing = self.read(pairing::get)?;
        // A file that is none of ours is told so before anything else.
        container::unwrap(&bytes).map_err(BundleError::from)?;
        let pairing = pairing.ok_or(SyncError::NotPaired)?;
        match open_on_laptop(&bytes, &pairing.device_secret_key)? {
            ForLaptop::Answer(_) if !pairing.confirmed => Err(SyncError::NotPaired.into()),
            ForLaptop::Answer(answer) => Ok(OpenedFile::Answer(self.apply_answer(&answer)?)),
            ForLaptop::PairingReply(reply) => {
                Ok(OpenedFile::Pairing(self.take_pairing_reply(&reply)?))
            }
        }
    }

    fn apply_answer(&self, answer: &AnswerBundle) -> Result<AppliedAnswer, BookError> {
        let replies = answer.replies()?;
        let history = answer.history()?;
        let (offered, mut requests) = self.read(|tx| {
            let offered = bundles::get(tx, answer.nonce)?.ok_or(SyncError::UnknownBundle)?;
            let requests = offered.requests(tx)?;
            Ok((offered, requests))
        })?;
        let before = self.read(outbox::count)?;
        let seen_before = self.read(|tx| Ok(sync_state::get(tx)?.cursor))?;
        let road = Road::File {
            history: &history,
            set_backs: offered.set_backs,
        };
        let mut outcome = AnswerOutcome::NothingNew;
        let mut more = false;
        for (index, reply) in replies.iter().enumerate() {
            // Behind the last reply that was asked for come further pages of it.
            if index >= requests.len()
                && let Some(next) = further(&requests, &replies[..index])
            {
                requests.push(next);
            }
            let Some(request) = requests.get(index) else {
                return Err(SyncError::BadReply("it answers more than was asked").into());
            };
            match self.apply_reply_by(road, request, reply)? {
                Round::Taken { .. } => {
                    more = matches!(&reply.answer, Answer::Taken(taken) if taken.more);
                }
                Round::SetBack => {
                    outcome = AnswerOutcome::SetBack;
                    break;
                }
                // A file carries its checkpoints and takes no turn, so that an office asks for nothing more.
                Round::Overtaken | Round::CheckpointsWanted | Round::SeparationWanted => {
                    outcome = AnswerOutcome::Overtaken;
                    break;
                }
            }
        }
        // A photo is what its hash says, however late it comes.
        let photos = self.keep_photos(answer.pieces()?)?;
        let waiting = self.read(outbox::count)?;
        let cursor = self.read(|tx| Ok(sync_state::get(tx)?.cursor))?;
        let is_new = waiting != before || cursor != seen_before || photos > 0;
        if outcome == AnswerOutcome::NothingNew && is_new {
            outcome = AnswerOutcome::Applied;
        }
        if outcome == AnswerOutcome::Overtaken && offered.answered {
            outcome = AnswerOutcome::NothingNew;
        }
        if outcome != AnswerOutcome::Overtaken {
            self.write(|writing| bundles::note_answered(writing.tx, answer.nonce))?;
        }
        self.status_changed();
        Ok(AppliedAnswer {
            outcome,
            receipts: before.saturating_sub(waiting),
            waiting,
            photos,
            more,
        })
    }

    /// Writes a file whole: as a new file of this name, or with a free name in this folder.
    pub(super) fn save_file(
        &self,
        to: &Path,
        stem: &str,
        content: &[u8],
    ) -> Result<PathBuf, BookError> {
        let failed = |source| BookError::File {
            path: to.to_owned(),
            source,
        };
        let path = if to.is_dir() {
            let day = self.moment.clock.today().format("%Y-%m-%d");
            free_name(to, &format!("{stem}-{day}"), FILE_ENDING).map_err(failed)?
        } else {
            to.to_owned()
        };
        write_whole(&path, content, platform::sync_folder_of).map_err(|source| {
            BookError::File {
                path: path.clone(),
                source,
            }
        })?;
        Ok(path)
    }
}

/// The exchange that goes on where the last of these replies ended.
fn further(requests: &[ExchangeRequest], answered: &[ExchangeReply]) -> Option<ExchangeRequest> {
    match &answered.last()?.answer {
        Answer::Taken(taken) => Some(asking_on(requests.last()?, taken.cursor)),
        _ => None,
    }
}

/// What the files of a KIM are called after.
pub(super) fn name_of(grant: &PairingGrant) -> String {
    let names = [&grant.village, &grant.kim_name].map(|name| plain_name(name));
    let name = names.into_iter().find(|name| !name.is_empty());
    name.unwrap_or_else(|| "kim".to_owned())
}

fn read_file(file: &Path) -> Result<Vec<u8>, BookError> {
    let failed = |source| BookError::File {
        path: file.to_owned(),
        source,
    };
    let opened = std::fs::File::open(file).map_err(failed)?;
    let mut bytes = Vec::new();
    // One byte more than any file of ours: it is then refused as too large.
    opened
        .take(MAX_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    Ok(bytes)
}
