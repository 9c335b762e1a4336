//! Records as they stand, whole: for documents, which say more of them than lists show.

use crate::book::Book;
use crate::error::BookError;
use crate::lists::{office_word, secrecy_is_contested};
use crate::store::record_view::{self, Listed};
use adinda_domain::aspiration::{Aspiration, OfficeWord, Reporter, identity_is_open};
use adinda_domain::{FieldPath, Kind, RecordId, RecordKind};
use rusqlite::Transaction;
use std::collections::BTreeMap;

/// An aspiration with all that the book has of it. Whoever shows the reporter looks at `identity` and
/// `secrecy_contested` first.
#[derive(Clone, Debug)]
pub struct WholeAspiration {
    /// The record.
    pub id: RecordId,
    /// The aspiration.
    pub aspiration: Aspiration,
    /// Who spoke, if a record was kept of them.
    pub reporter: Option<Reporter>,
    /// Whether a conflict, or a word that this version doesn't know, may mean that they asked to be kept back.
    pub secrecy_contested: bool,
    /// What the office has said.
    pub office: OfficeWord,
}

impl Book {
    /// One record, archived or not.
    ///
    /// # Errors
    /// [`BookError::NotFound`], and those of the database.
    pub fn whole<T: RecordKind>(&self, id: RecordId) -> Result<T, BookError> {
        let found = self.read(|tx| record_view::get::<T>(tx, id))?;
        found
            .map(|listed| listed.record)
            .ok_or(BookError::NotFound("record"))
    }

    /// All records of a kind that are in view, in the order in which they were written down.
    ///
    /// # Errors
    /// Those of the database.
    pub fn all_whole<T: RecordKind>(&self) -> Result<Vec<(RecordId, T)>, BookError> {
        let listed = self.read(record_view::list::<T>)?.into_iter();
        let in_view = listed.filter(|listed| !listed.archived);
        Ok(in_view.map(|listed| (listed.id, listed.record)).collect())
    }

    /// All aspirations that are in view, in the order in which they were written down.
    ///
    /// # Errors
    /// Those of the database.
    pub fn whole_aspirations(&self) -> Result<Vec<WholeAspiration>, BookError> {
        self.read(|tx| {
            let reporters = record_view::list::<Reporter>(tx)?.into_iter();
            let reporters = reporters.map(|listed| (listed.id, listed)).collect();
            let listed = record_view::list::<Aspiration>(tx)?.into_iter();
            let in_view = listed.filter(|listed| !listed.archived);
            in_view
                .map(|listed| whole_aspiration(tx, listed, &reporters))
                .collect()
        })
    }
}

fn whole_aspiration(
    tx: &Transaction<'_>,
    listed: Listed<Aspiration>,
    reporters: &BTreeMap<RecordId, Listed<Reporter>>,
) -> Result<WholeAspiration, BookError> {
    let reporter = listed.record.reporter.and_then(|id| reporters.get(&id));
    let looked_at = listed.review || reporter.is_some_and(|reporter| reporter.review);
    let contested = looked_at && secrecy_is_contested(tx, listed.id)?;
    Ok(WholeAspiration {
        id: listed.id,
        secrecy_contested: contested
            || (listed.record.identity.is_none() && has_unknown_identity(tx, listed.id)?),
        reporter: reporter.map(|reporter| reporter.record.clone()),
        office: office_word(tx, listed.id)?,
        aspiration: listed.record,
    })
}

/// Whether something stands in `identity` that this version can't read.
fn has_unknown_identity(tx: &Transaction<'_>, aspiration: RecordId) -> Result<bool, BookError> {
    let shown = record_view::shown(tx, &Kind::ASPIRATION, aspiration)?;
    let identity = shown.fields.get(&FieldPath::scalar("identity"));
    Ok(!identity_is_open(identity.map(|(value, _)| value)))
}
