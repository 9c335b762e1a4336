// Where one can be, and how each place is written in the address.
import type { FormKind } from '$lib/ipc/bindings';

/** What has a list and forms. */
export type Noun = Exclude<FormKind, 'profile'>;

export type SettingsTab = 'profile' | 'sync' | 'disclosures';

export type Route =
  | { screen: 'home' }
  | { screen: 'list'; noun: Noun }
  /** No id is a new record; a draft opens what was typed and never saved. */
  | { screen: 'form'; noun: Noun; id: string | null; draft: string | null }
  | { screen: 'roster' }
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
const TABS: Record<Exclude<SettingsTab, 'profile'>, string> = {
  sync: 'hubungan',
  disclosures: 'pembukaan-data',
};

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
    case 'roster':
      return `#/${PATHS.member}/${PRINT}`;
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
  if (first === REVIEW) return { screen: 'review', record: second ?? null };
  const noun = (Object.keys(PATHS) as Noun[]).find((candidate) => PATHS[candidate] === first);
  if (!noun) return { screen: 'home' };
  if (!second) return { screen: 'list', noun };
  if (noun === 'member' && second === PRINT) return { screen: 'roster' };
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
