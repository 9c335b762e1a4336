//! Perlu ditinjau: what waits for a choice, the choice, and members that may be one person.

use super::{Answer, ipc};
use crate::desk::Desk;
use adinda_client::views::{Review, Settlement};
use adinda_domain::RecordId;
use tauri::State;

#[tauri::command(async)]
pub(super) fn review(desk: State<'_, Desk>) -> Answer<Review> {
    ipc(desk.opened()?.book.review())
}

#[tauri::command(async)]
pub(super) fn settle(desk: State<'_, Desk>, settlements: Vec<Settlement>) -> Answer<()> {
    ipc(desk.opened()?.book.settle(&settlements))
}

#[tauri::command(async)]
pub(super) fn join_members(desk: State<'_, Desk>, kept: RecordId, other: RecordId) -> Answer<()> {
    ipc(desk.opened()?.book.join_members(kept, other))
}

#[tauri::command(async)]
pub(super) fn mark_distinct(desk: State<'_, Desk>, one: RecordId, other: RecordId) -> Answer<()> {
    ipc(desk.opened()?.book.mark_distinct(one, other))
}
