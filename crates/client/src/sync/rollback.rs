//! The office was set back (a restored backup, a copied disk, a failover): what it lost is offered again.

use crate::book::Book;
use crate::error::BookError;
use crate::store::drafts::DraftPart;
use crate::store::outbox::{self, End};
use crate::store::{Writing, alternatives, confirmed, drafts, receipts, record_view, sync_state};
use adinda_domain::merge::{Change, RecordSeen};
use adinda_domain::{Base, FieldPath, Kind, OpId, RecordId, Version};
use adinda_wire::Edit;
use rusqlite::Transaction;
use std::collections::BTreeMap;

/// Which edit now offers what was confirmed at a lost version of a record, and which fields were.
type Offers = BTreeMap<(Kind, RecordId, Version), (OpId, Vec<FieldPath>)>;

/// Moves everything above `common` back to the front of the outbox, restates what rests on it, and lets pages be
/// read from the start.
pub(super) fn offer_again(
    book: &Book,
    writing: &mut Writing<'_>,
    common: Version,
) -> Result<(), BookError> {
    // What open forms and waiting edits rest on is restated first, while the receipts that tell it are still here.
    let lost = confirmed::take_above(writing.tx, common)?;
    let mut offers = Offers::new();
    let mut of_record: BTreeMap<(Kind, RecordId), Vec<OpId>> = BTreeMap::new();
    let mut edits: Vec<Edit> = Vec::new();
    for value in lost {
        // The office's word on a file it lost isn't ours to say: without it, the file is in the queue again.
        if value.kind == Kind::ATTACHMENT {
            continue;
        }
        let key = (value.kind.clone(), value.record, value.version);
        let change = Change {
            path: value.path,
            value: value.value,
            base: Base::UpTo(common),
        };
        match edits.last_mut().filter(|_| offers.contains_key(&key)) {
            Some(edit) => {
                if let Some((_, paths)) = offers.get_mut(&key) {
                    paths.push(change.path.clone());
                }
                edit.changes.push(change);
            }
            None => {
                // Whoever set it had seen what stood before it, a guard too: else it would not have been applied.
                let before = of_record
                    .entry((value.kind.clone(), value.record))
                    .or_default();
                let seen = RecordSeen {
                    version: common,
                    own: before.clone(),
                };
                let paths = vec![change.path.clone()];
                let mut edit =
                    book.new_edit(value.kind.clone(), value.record, seen, vec![change])?;
                edit.saved_at = value.saved_at;
                before.push(edit.op);
                offers.insert(key, (edit.op, paths));
                edits.push(edit);
            }
        }
        record_view::forget_sent_at(writing.tx, &value.kind, value.record)?;
    }
    for (kind, record, alternative) in alternatives::take_above(writing.tx, common)? {
        let mut edit = book.new_edit(
            kind,
            record,
            RecordSeen {
                version: common,
                own: Vec::new(),
            },
            Vec::new(),
        )?;
        if alternative.open {
            edit.alternative_of = Some(alternative.op);
            edit.changes.push(Change {
                path: alternative.path,
                value: alternative.value,
                base: Base::Unseen,
            });
        } else {
            edit.closes.push((alternative.op, alternative.path));
        }
        edit.saved_at = alternative.saved_at;
        writing.touch(&edit.kind, edit.record);
        edits.push(edit);
    }

    outbox::restate_all(writing.tx, |edit| {
        restate_edit(writing.tx, edit, common, &offers)
    })?;
    drafts::restate_all(writing.tx, |part| {
        restate_part(writing.tx, part, common, &offers)
    })?;
    receipts::forget_above(writing.tx, common)?;
    sync_state::set_back(writing.tx, common)?;

    for edit in edits.iter().rev() {
        outbox::put(writing, edit, End::Front)?;
    }
    tracing::warn!(
        common = common.0,
        edits = edits.len(),
        "the office was set back: offering again what it lost"
    );
    Ok(())
}

fn restate_edit(
    tx: &Transaction<'_>,
    edit: &mut Edit,
    common: Version,
    offers: &Offers,
) -> Result<(), BookError> {
    edit.seen = restated_seen(tx, &edit.seen, &edit.kind, edit.record, common, offers)?;
    for change in &mut edit.changes {
        change.base = restated_base(
            tx,
            change.base,
            &edit.kind,
            edit.record,
            &change.path,
            common,
            offers,
        )?;
    }
    Ok(())
}

fn restate_part(
    tx: &Transaction<'_>,
    part: &mut DraftPart,
    common: Version,
    offers: &Offers,
) -> Result<(), BookError> {
    part.seen = restated_seen(tx, &part.seen, &part.kind, part.record, common, offers)?;
    for shown in &mut part.shown {
        shown.base = restated_base(
            tx,
            shown.base,
            &part.kind,
            part.record,
            &shown.path,
            common,
            offers,
        )?;
    }
    Ok(())
}

/// A base above the common version becomes the edit that offers its value again, or unseen.
fn restated_base(
    tx: &Transaction<'_>,
    base: Base,
    kind: &Kind,
    record: RecordId,
    path: &FieldPath,
    common: Version,
    offers: &Offers,
) -> Result<Base, BookError> {
    let at = match base {
        Base::At(version) => Some(version),
        Base::Own(op) => receipts::get(tx, op)?.and_then(|kept| kept.confirmed_at(path)),
        Base::Nothing | Base::UpTo(_) | Base::Unseen => None,
    };
    Ok(match (at, base) {
        (Some(version), _) if version > common => offers
            .get(&(kind.clone(), record, version))
            .map_or(Base::Unseen, |(op, _)| Base::Own(*op)),
        (Some(version), _) => Base::At(version),
        // Offered again before, over a value that is now offered again itself: that one had been seen.
        (None, Base::UpTo(version)) => offers
            .range((kind.clone(), record, Version(0))..=(kind.clone(), record, version))
            .find(|(_, (_, paths))| paths.contains(path))
            .map_or(Base::UpTo(version.min(common)), |(_, (op, _))| {
                Base::Own(*op)
            }),
        (None, base) => base,
    })
}

/// What had been seen of a record above the common version becomes the edits that offer it again.
fn restated_seen(
    tx: &Transaction<'_>,
    seen: &RecordSeen,
    kind: &Kind,
    record: RecordId,
    common: Version,
    offers: &Offers,
) -> Result<RecordSeen, BookError> {
    let mut own = Vec::new();
    let mut offer = |version: Version| {
        if let Some((op, _)) = offers
            .get(&(kind.clone(), record, version))
            .filter(|(op, _)| !own.contains(op))
        {
            own.push(*op);
        }
    };
    let in_sight = offers
        .keys()
        .filter(|(k, r, version)| k == kind && *r == record && *version <= seen.version);
    in_sight
        .map(|(_, _, version)| *version)
        .for_each(&mut offer);
    let mut kept_own = Vec::new();
    for op in &seen.own {
        match receipts::get(tx, *op)? {
            Some(kept) if kept.receipt.version > common => {
                kept.versions().into_iter().for_each(&mut offer)
            }
            _ => kept_own.push(*op),
        }
    }
    own.extend(kept_own);
    Ok(RecordSeen {
        version: seen.version.min(common),
        own,
    })
}
