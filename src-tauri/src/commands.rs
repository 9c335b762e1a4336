//! The commands of the UI, each short: parse, call, convert. They run beside the window's own thread.

mod document;
mod review;
mod sheets;

use crate::desk::{Desk, Opened};
use crate::{attachments, documents, events, sticks};
use adinda_client::views::{
    ActivityRow, AppState, AspirationForm, AspirationRow, DisclosureRow, DisseminationRow,
    FileStanding, FormCheck, FormKind, IpcError, LetterRow, MeetingRow, MemberRow, OpenedFile,
    Overview, PairedOffice, SavedFile, SearchHit, SyncStatus, VillageChoice,
};
use adinda_client::{BookError, FormRecord, platform};
use adinda_domain::activity::Activity;
use adinda_domain::attachment::{Attachment, FileHash};
use adinda_domain::dissemination::Dissemination;
use adinda_domain::letter::{Letter, LetterKind};
use adinda_domain::meeting::Meeting;
use adinda_domain::member::Member;
use adinda_domain::nik::NikReading;
use adinda_domain::profile::Profile;
use adinda_domain::{DraftId, RecordId};
use chrono::NaiveDate;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use tauri::ipc::{Invoke, Request, Response};
use tauri::{AppHandle, State};

type Answer<T> = Result<T, IpcError>;

/// The table of commands.
pub fn all() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        app_state,
        profile,
        overview,
        search,
        open_form,
        open_draft,
        keep_draft,
        check_form,
        save_form,
        discard_draft,
        archive_record,
        restore_record,
        list_members,
        list_meetings,
        list_aspirations,
        list_activities,
        list_disseminations,
        list_letters,
        next_letter_number,
        list_disclosures,
        read_date,
        read_nik,
        search_villages,
        review::review,
        review::settle,
        review::join_members,
        review::mark_distinct,
        sync_status,
        sync_now,
        pair_begin,
        pair_confirm,
        pair_cancel,
        pair_by_file,
        save_bundle,
        open_office_file,
        document::document_usual,
        document::document_look_at,
        document::document_page,
        document::document_save,
        document::document_print,
        document::document_stop,
        show_in_folder,
        sheets::import_open,
        sheets::import_plan,
        sheets::import_apply,
        sheets::import_undo,
        sheets::export_list,
        sheets::export_register,
        sheets::record_message,
        attachment_add,
        attachment_bytes,
        attachment_save_copy,
        file_standings,
        photos_send_now,
        photos_pause,
        photos_by_hand,
    ]
}

/// Calls a generic use case with the type that a form's kind stands for.
macro_rules! with_form_type {
    ($kind:expr, $type:ident => $call:expr) => {
        match $kind {
            FormKind::Profile => {
                type $type = Profile;
                $call
            }
            FormKind::Member => {
                type $type = Member;
                $call
            }
            FormKind::Meeting => {
                type $type = Meeting;
                $call
            }
            FormKind::Aspiration => {
                type $type = AspirationForm;
                $call
            }
            FormKind::Activity => {
                type $type = Activity;
                $call
            }
            FormKind::Dissemination => {
                type $type = Dissemination;
                $call
            }
            FormKind::Letter => {
                type $type = Letter;
                $call
            }
        }
    };
}

fn ipc<T>(result: Result<T, BookError>) -> Answer<T> {
    result.map_err(|error| {
        if !matches!(error, BookError::Invalid(_)) {
            tracing::warn!(error = &error as &dyn std::error::Error, "a command failed");
        }
        error.to_ipc()
    })
}

fn to_json<T: serde::Serialize>(value: &T) -> Answer<Json> {
    serde_json::to_value(value).map_err(unreadable)
}

fn from_json<F: FormRecord>(record: Json) -> Answer<F> {
    serde_json::from_value(record).map_err(unreadable)
}

fn unreadable(error: serde_json::Error) -> IpcError {
    IpcError {
        code: "unreadable".to_owned(),
        args: BTreeMap::from([("cause".to_owned(), error.to_string())]),
        problems: Vec::new(),
    }
}

#[tauri::command(async)]
fn app_state(app: AppHandle, desk: State<'_, Desk>) -> Answer<AppState> {
    match desk.open(|opened| events::start(&app, opened)) {
        Ok(Opened { book, .. }) => ipc(book.state()),
        Err(problem) => Ok(AppState::Closed { problem }),
    }
}

#[tauri::command(async)]
fn profile(desk: State<'_, Desk>) -> Answer<Profile> {
    ipc(desk.opened()?.book.profile())
}

#[tauri::command(async)]
fn overview(desk: State<'_, Desk>) -> Answer<Overview> {
    ipc(desk.opened()?.book.overview())
}

#[tauri::command(async)]
fn search(desk: State<'_, Desk>, query: String) -> Answer<Vec<SearchHit>> {
    ipc(desk.opened()?.book.search(&query))
}

#[tauri::command(async)]
fn open_form(desk: State<'_, Desk>, kind: FormKind, id: Option<RecordId>) -> Answer<Json> {
    let book = desk.opened()?.book;
    with_form_type!(kind, F => to_json(&ipc(book.open_form::<F>(id))?))
}

#[tauri::command(async)]
fn open_draft(desk: State<'_, Desk>, draft: DraftId) -> Answer<Json> {
    let book = desk.opened()?.book;
    with_form_type!(ipc(book.draft_form(draft))?, F => to_json(&ipc(book.open_draft::<F>(draft))?))
}

#[tauri::command(async)]
fn keep_draft(desk: State<'_, Desk>, draft: DraftId, record: Json) -> Answer<()> {
    let book = desk.opened()?.book;
    with_form_type!(ipc(book.draft_form(draft))?, F => ipc(book.keep_draft(draft, &from_json::<F>(record)?)))
}

#[tauri::command(async)]
fn check_form(
    desk: State<'_, Desk>,
    kind: FormKind,
    id: Option<RecordId>,
    record: Json,
) -> Answer<FormCheck> {
    let book = desk.opened()?.book;
    with_form_type!(kind, F => ipc(book.check_form(id, &from_json::<F>(record)?)))
}

#[tauri::command(async)]
fn save_form(desk: State<'_, Desk>, draft: DraftId, record: Json) -> Answer<RecordId> {
    let book = desk.opened()?.book;
    with_form_type!(ipc(book.draft_form(draft))?, F => ipc(book.save_form(draft, &from_json::<F>(record)?)))
}

#[tauri::command(async)]
fn discard_draft(desk: State<'_, Desk>, draft: DraftId) -> Answer<()> {
    ipc(desk.opened()?.book.discard_draft(draft))
}

#[tauri::command(async)]
fn archive_record(
    desk: State<'_, Desk>,
    kind: FormKind,
    id: RecordId,
    draft: Option<DraftId>,
) -> Answer<()> {
    ipc(desk.opened()?.book.archive(kind, id, draft))
}

#[tauri::command(async)]
fn restore_record(desk: State<'_, Desk>, kind: FormKind, id: RecordId) -> Answer<()> {
    ipc(desk.opened()?.book.restore(kind, id))
}

#[tauri::command(async)]
fn list_members(desk: State<'_, Desk>) -> Answer<Vec<MemberRow>> {
    ipc(desk.opened()?.book.members())
}

#[tauri::command(async)]
fn list_meetings(desk: State<'_, Desk>) -> Answer<Vec<MeetingRow>> {
    ipc(desk.opened()?.book.meetings())
}

#[tauri::command(async)]
fn list_aspirations(desk: State<'_, Desk>) -> Answer<Vec<AspirationRow>> {
    ipc(desk.opened()?.book.aspirations())
}

#[tauri::command(async)]
fn list_activities(desk: State<'_, Desk>) -> Answer<Vec<ActivityRow>> {
    ipc(desk.opened()?.book.activities())
}

#[tauri::command(async)]
fn list_disseminations(desk: State<'_, Desk>) -> Answer<Vec<DisseminationRow>> {
    ipc(desk.opened()?.book.disseminations())
}

#[tauri::command(async)]
fn list_letters(desk: State<'_, Desk>) -> Answer<Vec<LetterRow>> {
    ipc(desk.opened()?.book.letters())
}

/// What the next letter's number would be under the settings as they are being typed.
#[tauri::command(async)]
fn next_letter_number(
    desk: State<'_, Desk>,
    profile: Profile,
    kind: LetterKind,
    date: Option<NaiveDate>,
) -> Answer<Option<String>> {
    let book = desk.opened()?.book;
    ipc(book.next_letter_number(&profile, kind, date))
}

#[tauri::command(async)]
fn list_disclosures(desk: State<'_, Desk>) -> Answer<Vec<DisclosureRow>> {
    ipc(desk.opened()?.book.disclosures())
}

#[tauri::command(async)]
fn read_date(desk: State<'_, Desk>, text: String, future: bool) -> Answer<Option<NaiveDate>> {
    Ok(desk.opened()?.book.read_date(&text, future))
}

#[tauri::command(async)]
fn read_nik(desk: State<'_, Desk>, nik: String) -> Answer<Option<NikReading>> {
    Ok(desk.opened()?.book.read_nik(&nik))
}

#[tauri::command(async)]
fn search_villages(desk: State<'_, Desk>, query: String) -> Answer<Vec<VillageChoice>> {
    ipc(desk.opened()?.book.search_villages(&query))
}

#[tauri::command(async)]
fn sync_status(desk: State<'_, Desk>) -> Answer<SyncStatus> {
    ipc(desk.opened()?.runner.status())
}

#[tauri::command(async)]
fn sync_now(desk: State<'_, Desk>) -> Answer<()> {
    desk.opened()?.runner.try_now();
    Ok(())
}

#[tauri::command]
async fn pair_begin(desk: State<'_, Desk>, server: String, code: String) -> Answer<PairedOffice> {
    ipc(desk.opened()?.book.begin_pairing(&server, &code).await)
}

#[tauri::command(async)]
fn pair_confirm(desk: State<'_, Desk>) -> Answer<()> {
    let Opened { book, runner, .. } = desk.opened()?;
    ipc(book.confirm_pairing())?;
    runner.try_now();
    Ok(())
}

#[tauri::command(async)]
fn pair_cancel(desk: State<'_, Desk>) -> Answer<()> {
    ipc(desk.opened()?.book.cancel_pairing())
}

/// Saves a pairing request on a stick; none if the user closed the dialog. `folder` is for whoever knows it already.
#[tauri::command]
async fn pair_by_file(
    app: AppHandle,
    desk: State<'_, Desk>,
    server: String,
    code: String,
    title: String,
) -> Answer<Option<SavedFile>> {
    let book = desk.opened()?.book;
    let folder = sticks::choose_folder(&app, &title).await;
    documents::apart(move || {
        let saved = folder.map(|folder| book.begin_pairing_by_file(&server, &code, &folder));
        ipc(saved.transpose())
    })
    .await
}

/// Saves what waits on a stick; none if the user closed the dialog.
#[tauri::command]
async fn save_bundle(
    app: AppHandle,
    desk: State<'_, Desk>,
    title: String,
) -> Answer<Option<SavedFile>> {
    let book = desk.opened()?.book;
    let folder = sticks::choose_folder(&app, &title).await;
    documents::apart(move || {
        let saved = folder.map(|folder| book.export_bundle(&folder));
        ipc(saved.transpose())
    })
    .await
}

/// Opens a file from the office; none if the user closed the dialog.
#[tauri::command]
async fn open_office_file(
    app: AppHandle,
    desk: State<'_, Desk>,
    title: String,
) -> Answer<Option<OpenedFile>> {
    let book = desk.opened()?.book;
    let file = sticks::choose_file(&app, &title, platform::OFFICE_FILE_ENDING).await;
    documents::apart(move || {
        let opened = file.map(|file| book.open_file(&file));
        ipc(opened.transpose())
    })
    .await
}

#[tauri::command(async)]
fn show_in_folder(path: String) -> Answer<()> {
    documents::show_in_folder(&path)
}

#[tauri::command]
async fn attachment_add(desk: State<'_, Desk>, request: Request<'_>) -> Answer<Attachment> {
    let book = desk.opened()?.book;
    let chosen = attachments::chosen_file(&request)?;
    documents::apart(move || attachments::add(&book, &chosen)).await
}

#[tauri::command(async)]
fn attachment_bytes(desk: State<'_, Desk>, file: String) -> Answer<Response> {
    let bytes = ipc(desk.opened()?.book.file_bytes(attachments::file(&file)?))?;
    Ok(Response::new(bytes))
}

#[tauri::command]
async fn attachment_save_copy(
    desk: State<'_, Desk>,
    file: String,
    name: String,
    opens: bool,
) -> Answer<String> {
    let book = desk.opened()?.book;
    let file = attachments::file(&file)?;
    documents::apart(move || attachments::save_copy(&book, file, &name, opens)).await
}

#[tauri::command(async)]
fn file_standings(desk: State<'_, Desk>, files: Vec<String>) -> Answer<Vec<FileStanding>> {
    let files = files.iter().map(|file| attachments::file(file));
    let files: Vec<FileHash> = files.collect::<Answer<_>>()?;
    ipc(desk.opened()?.book.file_standings(&files))
}

#[tauri::command(async)]
fn photos_send_now(desk: State<'_, Desk>) -> Answer<()> {
    desk.opened()?.runner.send_photos_now();
    Ok(())
}

#[tauri::command(async)]
fn photos_pause(desk: State<'_, Desk>) -> Answer<()> {
    desk.opened()?.runner.pause_photos();
    Ok(())
}

#[tauri::command(async)]
fn photos_by_hand(desk: State<'_, Desk>, by_hand: bool) -> Answer<()> {
    ipc(desk.opened()?.runner.set_photos_by_hand(by_hand))
}
