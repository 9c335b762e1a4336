//! Ordered lists of a record: entries with an id of their own and a place between their neighbours.

use crate::position;
use crate::{FieldPath, Fields, RecordId};
use uuid::Uuid;

/// An entry of an ordered list.
pub(crate) trait Item: Clone + Default {
    fn id(&mut self) -> &mut Option<RecordId>;
    fn pos(&mut self) -> &mut String;
    fn put(&self, fields: &mut Fields, path: impl Fn(&str) -> FieldPath);
    fn take(&mut self, fields: &Fields, path: impl Fn(&str) -> FieldPath);
    /// Whether a person has written anything into it.
    fn is_blank(&self) -> bool;
}

/// Makes a struct of `flat_fields!` with `id` and `pos` an entry of an ordered list.
macro_rules! item {
    ($name:ident) => {
        impl crate::items::Item for $name {
            fn id(&mut self) -> &mut Option<crate::RecordId> {
                &mut self.id
            }
            fn pos(&mut self) -> &mut String {
                &mut self.pos
            }
            fn put(&self, fields: &mut crate::Fields, path: impl Fn(&str) -> crate::FieldPath) {
                self.put_flat(fields, path);
            }
            fn take(&mut self, fields: &crate::Fields, path: impl Fn(&str) -> crate::FieldPath) {
                self.take_flat(fields, path);
            }
            fn is_blank(&self) -> bool {
                *self
                    == $name {
                        id: self.id,
                        pos: self.pos.clone(),
                        ..$name::default()
                    }
            }
        }
    };
}

pub(crate) fn put_items<I: Item>(list: &str, items: &[I], fields: &mut Fields) {
    for item in items {
        if let Some(id) = *item.clone().id() {
            item.put(fields, |name| FieldPath::item(list, id.0, name));
        }
    }
}

pub(crate) fn take_items<I: Item>(list: &str, fields: &Fields) -> Vec<I> {
    let mut items: Vec<I> = item_ids(list, fields)
        .into_iter()
        .map(|id| {
            let mut item = I::default();
            *item.id() = Some(RecordId(id));
            item.take(fields, |name| FieldPath::item(list, id, name));
            item
        })
        .collect();
    items.sort_by_cached_key(|item| (item.clone().pos().clone(), *item.clone().id()));
    items
}

/// The entries of a list that weren't taken out.
pub(crate) fn item_ids(list: &str, fields: &Fields) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = fields
        .iter()
        .filter(|(_, value)| !value.is_null())
        .filter_map(|(path, _)| {
            path.as_item()
                .filter(|(l, _, _)| *l == list)
                .map(|(_, id, _)| id)
        })
        .filter(|id| {
            fields.get(&FieldPath::item(list, *id, FieldPath::REMOVED))
                != Some(&crate::Value::Boolean(true))
        })
        .collect();
    ids.dedup();
    ids
}

pub(crate) fn tidy_items<I: Item>(items: &mut Vec<I>) {
    items.retain(|item| !item.is_blank());
    let mut positions: Vec<String> = items.iter_mut().map(|item| item.pos().clone()).collect();
    position::assign(&mut positions);
    for (item, assigned) in items.iter_mut().zip(positions) {
        *item.pos() = assigned;
    }
}
pub(crate) use item;
