//! Records that a given record names: by their id, or by their exact name if only one has it.

use crate::failure::Failure;
use crate::words;
use crate::workplace::Workplace;
use adinda_domain::RecordId;
use adinda_domain::value::normalise_text;
use std::cell::OnceCell;

/// A record that can be named.
struct Named {
    id: RecordId,
    name: String,
    archived: bool,
}

/// What of the book can be named; read when something first is.
pub struct References<'a> {
    workplace: &'a Workplace,
    members: OnceCell<Vec<Named>>,
    meetings: OnceCell<Vec<Named>>,
    aspirations: OnceCell<Vec<Named>>,
    activities: OnceCell<Vec<Named>>,
    disseminations: OnceCell<Vec<Named>>,
    letters: OnceCell<Vec<Named>>,
}

/// What kind of record is named.
#[derive(Clone, Copy)]
pub enum Target {
    /// A member.
    Member,
    /// A meeting.
    Meeting,
    /// An aspiration.
    Aspiration,
    /// An activity.
    Activity,
    /// Information that was spread.
    Dissemination,
    /// A letter, by its number.
    Letter,
}

impl<'a> References<'a> {
    /// References into the book of a workplace.
    pub fn new(workplace: &'a Workplace) -> References<'a> {
        References {
            workplace,
            members: OnceCell::new(),
            meetings: OnceCell::new(),
            aspirations: OnceCell::new(),
            activities: OnceCell::new(),
            disseminations: OnceCell::new(),
            letters: OnceCell::new(),
        }
    }

    /// The record that `text` names; `field` is where it stands, for the message.
    pub fn find(&self, target: Target, field: &str, text: &str) -> Result<RecordId, Failure> {
        let known = self.known(target)?;
        let text = normalise_text(text);
        if let Ok(id) = text.parse::<RecordId>() {
            return if known.iter().any(|record| record.id == id) {
                Ok(id)
            } else {
                Err(Failure::of_field(field, &words::no_such_id(target, &text)))
            };
        }
        let mut namesakes = known
            .iter()
            .filter(|record| !record.archived && record.name == text);
        match (namesakes.next(), namesakes.next()) {
            (Some(record), None) => Ok(record.id),
            (Some(_), Some(_)) => Err(Failure::of_field(
                field,
                &words::several_named(target, &text),
            )),
            (None, _) => Err(Failure::of_field(field, &words::none_named(target, &text))),
        }
    }

    fn known(&self, target: Target) -> Result<&Vec<Named>, Failure> {
        let cell = match target {
            Target::Member => &self.members,
            Target::Meeting => &self.meetings,
            Target::Aspiration => &self.aspirations,
            Target::Activity => &self.activities,
            Target::Dissemination => &self.disseminations,
            Target::Letter => &self.letters,
        };
        if let Some(known) = cell.get() {
            return Ok(known);
        }
        let known = match (self.workplace.existing()?, target) {
            (None, _) => Vec::new(),
            (Some(book), Target::Member) => {
                let rows = book.members()?.into_iter();
                rows.map(|row| Named {
                    id: row.id,
                    name: row.member.name,
                    archived: row.archived,
                })
                .collect()
            }
            (Some(book), Target::Meeting) => {
                let rows = book.meetings()?.into_iter();
                rows.map(|row| Named {
                    id: row.id,
                    name: row.title,
                    archived: row.archived,
                })
                .collect()
            }
            (Some(book), Target::Aspiration) => {
                let rows = book.aspirations()?.into_iter();
                rows.map(|row| Named {
                    id: row.id,
                    name: row.aspiration.title,
                    archived: row.archived,
                })
                .collect()
            }
            (Some(book), Target::Activity) => {
                let rows = book.activities()?.into_iter();
                rows.map(|row| Named {
                    id: row.id,
                    name: row.activity.title,
                    archived: row.archived,
                })
                .collect()
            }
            (Some(book), Target::Dissemination) => {
                let rows = book.disseminations()?.into_iter();
                rows.map(|row| Named {
                    id: row.id,
                    name: row.dissemination.title,
                    archived: row.archived,
                })
                .collect()
            }
            (Some(book), Target::Letter) => {
                let rows = book.letters()?.into_iter();
                rows.map(|row| Named {
                    id: row.id,
                    name: row.letter.number,
                    archived: row.archived,
                })
                .collect()
            }
        };
        Ok(cell.get_or_init(|| known))
    }
}
