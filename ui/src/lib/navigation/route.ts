// Where one can be, and how each place is written in the address.
import type { FormKind } from '$lib/ipc/bindings';
import type { DocumentName } from '$lib/ipc/documentBindings';

/** What has a list and forms. */
export type Noun = Exclude<FormKind, 'profile'>;

export type SettingsTab = 'profile' | 'sync' | 'disclosures';

export type Route =
  | { screen: 'home' }
  | { screen: 'list'; noun: Noun }
  /** No id is a new record; a draft opens what was typed and never saved. */
  | { screen: 'form'; noun: Noun; id: string | null; draft: string | null }
  /** A document to be looked at and printed, of a record or of the whole book. */
  | { screen: 'document'; name: DocumentName; record: string | null }
  | { screen: 'import'; noun: 'member' | 'aspiration' }
  /** What waits for a choice; with a record, that one's first. */
  | { screen: 'review'; record: string | null }
  | { screen: 'settings'; tab: SettingsTab; draft: string | null };

const PATHS: Record<Noun, string> = {
  member: 'anggota',
  meeting: 'rapat',
  aspiration: 'aspirasi',
  activity: 'kegiatan',
  dissemination: 'informasi',
  letter: 'surat',
};
const SETTINGS = 'pengaturan';
const REVIEW = 'tinjau';
const NEW = 'baru';
const DRAFT = 'draf';
const PRINT = 'cetak';
const IMPORT = 'impor';
const TABS: Record<Exclude<SettingsTab, 'profile'>, string> = {
  sync: 'hubungan',
  disclosures: 'pembukaan-data',
};

/** To which list each document belongs. */
export const NOUN_OF_DOCUMENT: Record<DocumentName, Noun> = {
  roster: 'member',
  card: 'member',
  'attendance-sheet': 'meeting',
  minutes: 'meeting',
  'official-report': 'meeting',
  invitation: 'meeting',
  'aspiration-book': 'aspiration',
  'aspiration-sheet': 'aspiration',
  'cover-letter': 'aspiration',
  'activity-book': 'activity',
  'activity-report': 'activity',
};
const DOCUMENTS = Object.keys(NOUN_OF_DOCUMENT) as DocumentName[];

/** The address of a place, for links. */
export function hrefOf(route: Route): string {
  switch (route.screen) {
    case 'home':
      return '#/';
    case 'list':
      return `#/${PATHS[route.noun]}`;
    case 'form':
      if (route.draft) return `#/${PATHS[route.noun]}/${DRAFT}/${route.draft}`;
      return `#/${PATHS[route.noun]}/${route.id ?? NEW}`;
    case 'document':
      return `#/${PRINT}/${route.name}${route.record ? `/${route.record}` : ''}`;
    case 'import':
      return `#/${PATHS[route.noun]}/${IMPORT}`;
    case 'review':
      return route.record ? `#/${REVIEW}/${route.record}` : `#/${REVIEW}`;
    case 'settings':
      if (route.draft) return `#/${SETTINGS}/${DRAFT}/${route.draft}`;
      return route.tab === 'profile' ? `#/${SETTINGS}` : `#/${SETTINGS}/${TABS[route.tab]}`;
  }
}

/** The place that an address names; what isn't known leads home. */
export function routeOf(hash: string): Route {
  const [first, second, third] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .filter(Boolean);
  if (first === SETTINGS) {
    const draft = second === DRAFT && third ? third : null;
    const tabs = Object.keys(TABS) as (keyof typeof TABS)[];
    return { screen: 'settings', tab: tabs.find((tab) => TABS[tab] === second) ?? 'profile', draft };
  }
  if (first === PRINT) {
    const name = DOCUMENTS.find((known) => known === second);
    return name ? { screen: 'document', name, record: third ?? null } : { screen: 'home' };
  }
  if (first === REVIEW) return { screen: 'review', record: second ?? null };
  const noun = (Object.keys(PATHS) as Noun[]).find((candidate) => PATHS[candidate] === first);
  if (!noun) return { screen: 'home' };
  if (!second) return { screen: 'list', noun };
  if (second === IMPORT && (noun === 'member' || noun === 'aspiration')) return { screen: 'import', noun };
  if (second === DRAFT) {
    return third ? { screen: 'form', noun, id: null, draft: third } : { screen: 'list', noun };
  }
  return { screen: 'form', noun, id: second === NEW ? null : second, draft: null };
}

/** The place of a record's form. */
export function formOf(kind: FormKind, id: string | null, draft: string | null = null): Route {
  return kind === 'profile'
    ? { screen: 'settings', tab: 'profile', draft }
    : { screen: 'form', noun: kind, id, draft };
}

/** Where one goes back to from a document, if nobody knows where one came from. */
export function backFromDocument(name: DocumentName): Route {
  return { screen: 'list', noun: NOUN_OF_DOCUMENT[name] };
}

/** What Ctrl+P prints in a place that has nothing of its own to print; null where that is nothing. */
export function documentAt(route: Route): Route | null {
  const noun = route.screen === 'list' ? route.noun : route.screen === 'home' ? 'member' : null;
  const name = noun && BOOK_OF[noun];
  return name ? { screen: 'document', name, record: null } : null;
}

/** The document that holds a whole list. */
const BOOK_OF: Partial<Record<Noun, DocumentName>> = {
  member: 'roster',
  aspiration: 'aspiration-book',
  activity: 'activity-book',
};
