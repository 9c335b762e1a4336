//! The commands of documents: how one is usually made, its pages, a PDF, the printer.

use super::Answer;
use crate::desk::Desk;
use crate::documents;
use adinda_domain::RecordId;
use adinda_paperwork::{Document, DocumentOutline, DocumentRequest, as_last_time};
use tauri::State;
use tauri::ipc::Response;

/// A document as it was last wanted here, or as it is usual.
#[tauri::command(async)]
pub fn document_usual(
    desk: State<'_, Desk>,
    name: Document,
    record: Option<RecordId>,
) -> Answer<DocumentRequest> {
    as_last_time(&desk.opened()?.book, name, record).map_err(|error| error.to_ipc())
}

#[tauri::command]
pub async fn document_look_at(
    desk: State<'_, Desk>,
    request: DocumentRequest,
) -> Answer<DocumentOutline> {
    let opened = desk.opened()?;
    documents::apart(move || opened.papers.look_at(&opened.book, &request)).await
}

/// One page as the bytes of an SVG picture, counted from 0.
#[tauri::command]
pub async fn document_page(desk: State<'_, Desk>, number: u32, index: usize) -> Answer<Response> {
    let opened = desk.opened()?;
    let page = documents::apart(move || opened.papers.page(number, index)).await?;
    Ok(Response::new(page.into_bytes()))
}

/// Saves a document and says where.
#[tauri::command]
pub async fn document_save(desk: State<'_, Desk>, request: DocumentRequest) -> Answer<String> {
    let opened = desk.opened()?;
    documents::apart(move || {
        let saved = opened.papers.save(&opened.book, &request)?;
        Ok(saved.display().to_string())
    })
    .await
}

/// Saves a document, opens it in the system's viewer and says where it is.
#[tauri::command]
pub async fn document_print(desk: State<'_, Desk>, request: DocumentRequest) -> Answer<String> {
    let opened = desk.opened()?;
    documents::apart(move || {
        let saved = opened.papers.print(&opened.book, &request)?;
        Ok(saved.display().to_string())
    })
    .await
}

#[tauri::command(async)]
pub fn document_stop(desk: State<'_, Desk>) -> Answer<()> {
    desk.opened()?.papers.stop();
    Ok(())
}
