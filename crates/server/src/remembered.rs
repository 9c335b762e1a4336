//! What the office remembers of laptops' last batches, so that the next ones are smaller. Only in memory, and bounded:
//! whoever is forgotten sends that one batch in full.

use adinda_wire::context::{Context, ContextName};
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Most memory that is taken for it.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// The contexts of many laptops, by the hash of their token, the one used longest ago first.
#[derive(Default)]
pub struct Remembered(Mutex<VecDeque<([u8; 32], Context)>>);

impl Remembered {
    /// A laptop's context of that name.
    pub fn find(&self, laptop: &[u8; 32], name: ContextName) -> Option<Context> {
        let all = self.all();
        let mut own = all.iter().filter(|(of, _)| of == laptop);
        own.find(|(_, context)| context.name() == name)
            .map(|(_, context)| context.clone())
    }

    /// Remembers a laptop's next context. The one that it built on stays as well: the answer may get lost, and then
    /// the laptop builds on that one again.
    pub fn keep(&self, laptop: [u8; 32], built_on: ContextName, next: Context) {
        let mut all = self.all();
        all.retain(|(of, context)| *of != laptop || context.name() == built_on);
        all.push_back((laptop, next));
        let mut size: usize = all.iter().map(|(_, context)| context.size()).sum();
        while size > MOST_BYTES {
            let Some((_, forgotten)) = all.pop_front() else {
                break;
            };
            size -= forgotten.size();
        }
    }

    fn all(&self) -> MutexGuard<'_, VecDeque<([u8; 32], Context)>> {
        // Nothing in here can be left half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use adinda_wire::envelope::{pack_after, unpack_after};

    #[test]
    fn a_laptop_finds_its_last_two_contexts_and_nobody_elses() {
        let remembered = Remembered::default();
        let (mine, other) = ([1; 32], [2; 32]);
        let mut context = Context::default();
        let mut names = vec![context.name()];
        for text in ["satu", "dua", "tiga"] {
            let (_, next) = pack_after(&text.to_owned(), &context).unwrap();
            remembered.keep(mine, context.name(), next.clone());
            names.push(next.name());
            context = next;
        }
        let known = |name| remembered.find(&mine, name).is_some();
        assert_eq!(
            [known(names[1]), known(names[2]), known(names[3])],
            [false, true, true]
        );
        assert!(remembered.find(&other, names[3]).is_none());

        let (packed, _) = pack_after(&"empat".to_owned(), &context).unwrap();
        let (text, next) =
            unpack_after::<String>(&packed, |name| remembered.find(&mine, name)).unwrap();
        assert_eq!(text, "empat");
        assert!(next.is_some());
        assert!(unpack_after::<String>(&packed, |_| None).is_err());
    }

    #[test]
    fn memory_is_bounded() {
        let remembered = Remembered::default();
        let text = "x".repeat(200_000);
        let (_, large) = pack_after(&text, &Context::default()).unwrap();
        for laptop in 0..=255 {
            remembered.keep([laptop; 32], [0; 8], large.clone());
            remembered.keep([laptop; 32], large.name(), large.clone());
        }
        let kept: usize = remembered
            .all()
            .iter()
            .map(|(_, context)| context.size())
            .sum();
        assert!(kept <= MOST_BYTES, "{kept}");
        assert!(remembered.find(&[255; 32], large.name()).is_some());
        assert!(
            remembered.find(&[0; 32], large.name()).is_none(),
            "the oldest are forgotten first"
        );
    }
}
