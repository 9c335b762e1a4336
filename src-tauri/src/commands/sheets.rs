//! Imports of sheets, exports of lists and of the whole register, messages.

use super::{Answer, ipc};
use crate::desk::Desk;
use crate::sheets::{self, OpenSheet};
use crate::{documents, sticks};
use adinda_client::exports::views::{DisclosedField, ExportOptions, ExportedRegister};
use adinda_client::imports::views::{
    ImportDecisions, ImportDone, ImportOptions, ImportPlan, ImportUndone,
};
use adinda_client::views::FormKind;
use adinda_domain::RecordId;
use tauri::ipc::Request;
use tauri::{AppHandle, Manager, State};

#[tauri::command]
pub(super) async fn import_open(
    app: AppHandle,
    desk: State<'_, Desk>,
    request: Request<'_>,
) -> Answer<ImportPlan> {
    let book = desk.opened()?.book;
    let chosen = sheets::chosen_sheet(&request)?;
    documents::apart(move || app.state::<OpenSheet>().open(&book, chosen)).await
}

#[tauri::command]
pub(super) async fn import_plan(
    app: AppHandle,
    desk: State<'_, Desk>,
    options: ImportOptions,
) -> Answer<ImportPlan> {
    let book = desk.opened()?.book;
    documents::apart(move || app.state::<OpenSheet>().plan(&book, &options)).await
}

#[tauri::command]
pub(super) async fn import_apply(
    app: AppHandle,
    desk: State<'_, Desk>,
    options: ImportOptions,
    decisions: ImportDecisions,
) -> Answer<ImportDone> {
    let book = desk.opened()?.book;
    documents::apart(move || {
        let open = app.state::<OpenSheet>();
        open.apply(&book, &options, &decisions)
    })
    .await
}

#[tauri::command]
pub(super) async fn import_undo(desk: State<'_, Desk>, import: RecordId) -> Answer<ImportUndone> {
    let book = desk.opened()?.book;
    documents::apart(move || ipc(book.undo_import(import))).await
}

#[tauri::command]
pub(super) async fn export_list(desk: State<'_, Desk>, options: ExportOptions) -> Answer<String> {
    let book = desk.opened()?.book;
    documents::apart(move || sheets::save_list(&book, &options)).await
}

/// Writes the whole register into a folder that the user chooses; none if the dialog was closed.
#[tauri::command]
pub(super) async fn export_register(
    app: AppHandle,
    desk: State<'_, Desk>,
    shown: Vec<DisclosedField>,
    title: String,
) -> Answer<Option<ExportedRegister>> {
    let book = desk.opened()?.book;
    let folder = sticks::choose_folder(&app, &title).await;
    documents::apart(move || {
        let written = folder.map(|folder| sheets::save_register(&book, &folder, &shown));
        written.transpose()
    })
    .await
}

#[tauri::command(async)]
pub(super) fn record_message(
    desk: State<'_, Desk>,
    kind: FormKind,
    id: RecordId,
) -> Answer<String> {
    let book = desk.opened()?.book;
    ipc(match kind {
        FormKind::Meeting => book.meeting_message(id),
        FormKind::Aspiration => book.aspiration_message(id),
        _ => Err(adinda_client::BookError::NotFound("message")),
    })
}
