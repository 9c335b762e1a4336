//! The test's own account: what was asked to be saved, what was said to be saved, and what was said to be sent.

use adinda_domain::RecordId;
use std::collections::BTreeMap;

/// The kinds of records that are added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Member,
    Meeting,
    Aspiration,
}

impl Kind {
    pub const ALL: [Kind; 3] = [Kind::Member, Kind::Meeting, Kind::Aspiration];

    /// The word of commands and of the office's records.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Member => "member",
            Kind::Meeting => "meeting",
            Kind::Aspiration => "aspiration",
        }
    }

    /// The field that holds the label.
    pub fn label_field(self) -> &'static str {
        match self {
            Kind::Member => "name",
            Kind::Meeting | Kind::Aspiration => "title",
        }
    }
}

/// One command that added one record or several at once.
#[derive(Clone, Debug)]
pub struct Added {
    pub kind: Kind,
    /// Who typed it.
    pub laptop: usize,
    /// The records' labels; nothing else has them.
    pub labels: Vec<String>,
    /// Their ids, if the command said that they were saved: a promise.
    pub promised: Option<Vec<RecordId>>,
    /// Whether the laptop said that everything was sent, after this was saved.
    pub claimed_sent: bool,
}

/// One command that wrote the same word into two fields of the profile.
#[derive(Clone, Debug)]
pub struct Edited {
    pub word: String,
    pub promised: bool,
    pub claimed_sent: bool,
}

/// The account.
#[derive(Debug, Default)]
pub struct Ledger {
    pub added: Vec<Added>,
    /// By laptop, oldest first: each has fields of the profile that it alone writes.
    pub edited: BTreeMap<usize, Vec<Edited>>,
}

impl Ledger {
    /// A laptop said that all was sent: that speaks of everything it had promised before.
    pub fn claim_all_sent(&mut self, laptop: usize, added_before: usize, edited_before: usize) {
        for added in &mut self.added[..added_before] {
            added.claimed_sent |= added.laptop == laptop && added.promised.is_some();
        }
        let edited = self.edited.entry(laptop).or_default();
        for edit in &mut edited[..edited_before] {
            edit.claimed_sent |= edit.promised;
        }
    }

    /// How many edits a laptop has made.
    pub fn edits_of(&self, laptop: usize) -> usize {
        self.edited.get(&laptop).map_or(0, Vec::len)
    }

    /// The words that may stand in a laptop's fields now: the last promised one, or a later one that was cut off.
    /// Only one that counts as `holds` is taken for the last.
    pub fn words_of(&self, laptop: usize, holds: impl Fn(&Edited) -> bool) -> Vec<&str> {
        let edits = self.edited.get(&laptop).map_or(&[][..], Vec::as_slice);
        let last = edits.iter().rposition(holds).unwrap_or(0);
        edits[last..]
            .iter()
            .map(|edit| edit.word.as_str())
            .collect()
    }

    /// After an audit it is known which word was saved last.
    pub fn settle(&mut self, laptop: usize, standing: &str) {
        let edits = self.edited.entry(laptop).or_default();
        if let Some(position) = edits.iter().position(|edit| edit.word == standing) {
            edits.truncate(position + 1);
            edits[position].promised = true;
        }
    }
}
