// Every command of the window's Rust side, typed. With events.ts the only place that names @tauri-apps.
import { invoke } from '@tauri-apps/api/core';
import type {
  Activity,
  ActivityRow,
  AppState,
  Attachment,
  AspirationForm,
  AspirationRow,
  Dissemination,
  DisclosureRow,
  DisseminationRow,
  DisclosedField,
  DraftId,
  ExportedRegister,
  ExportOptions,
  FileStanding,
  Form,
  FormCheck,
  FormKind,
  ImportDecisions,
  ImportDone,
  ImportKind,
  ImportOptions,
  ImportPlan,
  ImportUndone,
  IpcError,
  Letter,
  LetterKind,
  LetterRow,
  Meeting,
  MeetingRow,
  Member,
  MemberRow,
  NikReading,
  OpenedFile,
  Overview,
  PairedOffice,
  Profile,
  RecordId,
  Review,
  SavedFile,
  SearchHit,
  Settlement,
  SyncStatus,
  VillageChoice,
} from './bindings';
import type { DocumentName, DocumentOutline, DocumentRequest } from './documentBindings';

/** What each kind's form holds. */
export interface FormRecords {
  profile: Profile;
  member: Member;
  meeting: Meeting;
  aspiration: AspirationForm;
  activity: Activity;
  dissemination: Dissemination;
  letter: Letter;
}

export const appState = () => invoke<AppState>('app_state');
export const search = (query: string) => invoke<SearchHit[]>('search', { query });
/** The profile as it was last saved. */
export const readProfile = () => invoke<Profile>('profile');
export const overview = () => invoke<Overview>('overview');

/** Opens a record (or, with no id, a new one) for editing; a draft kept earlier comes back. */
export const openForm = <K extends FormKind>(kind: K, id: RecordId | null) =>
  invoke<Form<FormRecords[K]>>('open_form', { kind, id });
/** Opens a draft that was typed and never saved. */
export const openDraft = <K extends FormKind>(draft: DraftId) =>
  invoke<Form<FormRecords[K]>>('open_draft', { draft });
export const keepDraft = (draft: DraftId, record: unknown) => invoke<void>('keep_draft', { draft, record });
export const checkForm = (kind: FormKind, id: RecordId, record: unknown) =>
  invoke<FormCheck>('check_form', { kind, id, record });
export const saveForm = (draft: DraftId, record: unknown) => invoke<RecordId>('save_form', { draft, record });
export const discardDraft = (draft: DraftId) => invoke<void>('discard_draft', { draft });

/** Archives a record; from within a form, its draft says what had been seen of it. */
export const archiveRecord = (kind: FormKind, id: RecordId, draft: DraftId | null) =>
  invoke<void>('archive_record', { kind, id, draft });
export const restoreRecord = (kind: FormKind, id: RecordId) => invoke<void>('restore_record', { kind, id });

export const listMembers = () => invoke<MemberRow[]>('list_members');
export const listMeetings = () => invoke<MeetingRow[]>('list_meetings');
export const listAspirations = () => invoke<AspirationRow[]>('list_aspirations');
export const listActivities = () => invoke<ActivityRow[]>('list_activities');
export const listDisseminations = () => invoke<DisseminationRow[]>('list_disseminations');
export const listLetters = () => invoke<LetterRow[]>('list_letters');
/** The number that the next letter of a kind and date (or today) would get under these settings. */
export const nextLetterNumber = (profile: Profile, kind: LetterKind, date: string | null) =>
  invoke<string | null>('next_letter_number', { profile, kind, date });
/** What was shown that is otherwise kept back. */
export const listDisclosures = () => invoke<DisclosureRow[]>('list_disclosures');

/** Reads a date as people type it; `future` allows two-digit years a little ahead. */
export const readDate = (text: string, future: boolean) =>
  invoke<string | null>('read_date', { text, future });
export const readNik = (nik: string) => invoke<NikReading | null>('read_nik', { nik });
export const searchVillages = (query: string) => invoke<VillageChoice[]>('search_villages', { query });

/** Everything that waits for somebody to choose. */
export const readReview = () => invoke<Review>('review');
/** Settles items, all of them or none. */
export const settle = (settlements: Settlement[]) => invoke<void>('settle', { settlements });
/** From now on `kept` stands for both members. */
export const joinMembers = (kept: RecordId, other: RecordId) => invoke<void>('join_members', { kept, other });
export const markDistinct = (one: RecordId, other: RecordId) => invoke<void>('mark_distinct', { one, other });

export const syncStatus = () => invoke<SyncStatus>('sync_status');
export const syncNow = () => invoke<void>('sync_now');
export const pairBegin = (server: string, code: string) =>
  invoke<PairedOffice>('pair_begin', { server, code });
export const pairConfirm = () => invoke<void>('pair_confirm');
export const pairCancel = () => invoke<void>('pair_cancel');

/** By file, without a network. Each opens the system's dialog and answers null when it was closed. */
export const pairByFile = (server: string, code: string, title: string) =>
  invoke<SavedFile | null>('pair_by_file', { server, code, title });
export const saveBundle = (title: string) => invoke<SavedFile | null>('save_bundle', { title });
export const openOfficeFile = (title: string) => invoke<OpenedFile | null>('open_office_file', { title });

/** How a document is usually made; `record` is what it is about. */
export const documentUsual = (name: DocumentName, record: RecordId | null) =>
  invoke<DocumentRequest>('document_usual', { name, record });
/** Lays a document out; its pages are asked for one by one. */
export const documentLookAt = (request: DocumentRequest) =>
  invoke<DocumentOutline>('document_look_at', { request });
/** One page as an SVG picture, counted from 0. */
export const documentPage = async (number: number, index: number): Promise<Blob> =>
  new Blob([await invoke<ArrayBuffer>('document_page', { number, index })], { type: 'image/svg+xml' });
/** Saves a document as PDF and says where. */
export const documentSave = (request: DocumentRequest) => invoke<string>('document_save', { request });
/** The same, and opens it in the system's viewer, from where it is printed. */
export const documentPrint = (request: DocumentRequest) => invoke<string>('document_print', { request });
/** What is being made isn't wanted any more. */
export const documentStop = () => invoke<void>('document_stop');
export const showInFolder = (path: string) => invoke<void>('show_in_folder', { path });

/** JSON in ASCII alone, as headers have to be. */
const inAscii = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Opens a chosen sheet and says what is in it; nothing is written. */
export const importOpen = async (kind: ImportKind, file: File): Promise<ImportPlan> => {
  // Far beyond what is taken: refused without being read.
  if (file.size > MOST_CHOSEN_BYTES) {
    const error: IpcError = { code: 'sheet_file_too_large', args: {}, problems: [] };
    throw error;
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const headers = { 'adinda-file': inAscii({ kind, name: file.name }) };
  return invoke<ImportPlan>('import_open', bytes, { headers });
};
/** The open sheet, read otherwise. */
export const importPlan = (options: ImportOptions) => invoke<ImportPlan>('import_plan', { options });
/** Imports the open sheet: all of it, or nothing. */
export const importApply = (options: ImportOptions, decisions: ImportDecisions) =>
  invoke<ImportDone>('import_apply', { options, decisions });
export const importUndo = (id: RecordId) => invoke<ImportUndone>('import_undo', { import: id });

/** Saves a list among the user's documents and says where. */
export const exportList = (options: ExportOptions) => invoke<string>('export_list', { options });
/** The whole register, into a folder that the system's dialog asks for; null when it was closed. */
export const exportRegister = (shown: DisclosedField[], title: string) =>
  invoke<ExportedRegister | null>('export_register', { shown, title });
/** A meeting or aspiration as a message. */
export const recordMessage = (kind: FormKind, id: RecordId) => invoke<string>('record_message', { kind, id });

/** Adds a chosen file to an open form; it is shrunk and kept at once. */
export const attachmentAdd = async (draft: DraftId, file: File): Promise<Attachment> => {
  // Far beyond what is taken: refused without being read.
  if (file.size > MOST_CHOSEN_BYTES) {
    const error: IpcError = {
      code: 'file_too_large',
      args: { most_megabytes: String(MOST_CHOSEN_BYTES >> 20) },
      problems: [],
    };
    throw error;
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const headers = { 'adinda-file': inAscii({ draft, name: file.name }) };
  return invoke<Attachment>('attachment_add', bytes, { headers });
};
const MOST_CHOSEN_BYTES = 32 * 1024 * 1024;
/** The bytes of a file that is on this laptop. */
export const attachmentBytes = async (file: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await invoke<ArrayBuffer>('attachment_bytes', { file }));
export const attachmentSaveCopy = (file: string, name: string, opens: boolean) =>
  invoke<string>('attachment_save_copy', { file, name, opens });
export const fileStandings = (files: string[]) => invoke<FileStanding[]>('file_standings', { files });
export const photosSendNow = () => invoke<void>('photos_send_now');
export const photosPause = () => invoke<void>('photos_pause');
export const photosByHand = (byHand: boolean) => invoke<void>('photos_by_hand', { byHand });

/** Whatever was thrown, as the error that the catalogue has sentences for. */
export function toIpcError(thrown: unknown): IpcError {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string') {
    const error = thrown as Partial<IpcError> & { code: string };
    return { code: error.code, args: error.args ?? {}, problems: error.problems ?? [] };
  }
  return { code: 'unexpected', args: { cause: String(thrown) }, problems: [] };
}
