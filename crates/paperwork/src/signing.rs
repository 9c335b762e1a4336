//! Who signs: what the request says, and what is usual where it says nothing.

use crate::error::PaperworkError;
use crate::request::{DocumentOptions, DocumentRequest, SignerChoice};
use adinda_client::Book;
use adinda_domain::meeting::Meeting;
use adinda_domain::profile::Profile;
use adinda_print::{Signer, Signing};

impl SignerChoice {
    /// A signer as the user may change it.
    pub(crate) fn of(signer: Signer) -> Self {
        Self {
            position: signer.position,
            name: signer.name,
            number: signer.number,
        }
    }

    /// The signer; one without a position isn't printed.
    pub(crate) fn signer(&self) -> Option<Signer> {
        (!self.position.trim().is_empty()).then(|| Signer {
            position: self.position.clone(),
            name: self.name.clone(),
            number: self.number.clone(),
        })
    }
}

/// Who usually signs a document: the papers of a meeting those who led and wrote it, all others official and chair.
pub(crate) fn usual_signing(
    book: &Book,
    profile: &Profile,
    document: &DocumentOptions,
) -> Result<Signing, PaperworkError> {
    let today = book.today();
    let meeting = match document {
        DocumentOptions::AttendanceSheet(options) => options.meeting,
        DocumentOptions::Minutes(options) => Some(options.meeting),
        DocumentOptions::OfficialReport(options) => Some(options.meeting),
        _ => None,
    };
    match meeting {
        Some(meeting) => {
            let meeting = book.whole::<Meeting>(meeting)?;
            Ok(Signing::of_meeting(profile, &meeting, today))
        }
        None => Ok(Signing::usual(profile, &book.roster_members(true)?, today)),
    }
}

/// The signers, place and date of a request; what is usual stands for what it leaves open.
pub(crate) fn signing(
    book: &Book,
    profile: &Profile,
    request: &DocumentRequest,
) -> Result<Signing, PaperworkError> {
    let usual = usual_signing(book, profile, &request.document)?;
    let place = if request.place.trim().is_empty() {
        usual.place
    } else {
        request.place.clone()
    };
    Ok(Signing {
        place,
        date: request.date.unwrap_or(usual.date),
        left: request.left.signer(),
        right: request.right.signer().unwrap_or(usual.right),
    })
}
