//! What both sides remember of the messages before: a first sync goes up in many small batches, so that each counts for
//! good, and what one of them says the next ones needn't say in full.
//!
//! It is only a way to send less. Whoever has forgotten it says so, and gets the same message without it.

use crate::lanes::SeenIds;
use sha2::{Digest, Sha256};

/// The words and names that messages are likely to hold, made by `scripts/make-dictionary.sh`. Part of the protocol: never edited.
pub(crate) const DICTIONARY: &[u8] = include_bytes!("../data/dictionary");
/// Most bytes of earlier messages that are remembered.
const MOST_BYTES: usize = 256 * 1024;
/// Most ids that are remembered.
const MOST_IDS: usize = 4096;

/// Names a context: two sides that have the same name have the same context.
pub type ContextName = [u8; 8];

/// What was said before; at first, only the dictionary.
#[derive(Clone, Debug)]
pub struct Context {
    pub(crate) said: Vec<u8>,
    pub(crate) ids: SeenIds,
    name: ContextName,
}

impl Default for Context {
    fn default() -> Context {
        Context {
            said: DICTIONARY.to_vec(),
            ids: SeenIds::default(),
            name: [0; 8],
        }
    }
}

impl Context {
    /// Its name.
    pub fn name(&self) -> ContextName {
        self.name
    }

    /// About how much memory it takes.
    pub fn size(&self) -> usize {
        self.said.len() + self.ids.size()
    }

    /// The context after a message: `said` is its compressible part, `ids` the table after it.
    pub(crate) fn after(&self, said: &[u8], ids: SeenIds) -> Context {
        let mut hash = Sha256::new_with_prefix(self.name);
        hash.update(said);
        let mut name = [0; 8];
        name.copy_from_slice(&hash.finalize()[..8]);
        let mut both = [&self.said, said].concat();
        both.drain(..both.len().saturating_sub(MOST_BYTES));
        Context {
            said: both,
            ids: if ids.len() > MOST_IDS {
                SeenIds::default()
            } else {
                ids
            },
            name,
        }
    }
}
