// The aspirations as a list, and how far each has come in words.
import type { Aspiration, AspirationRow, OfficeStatus, VillageStage } from '$lib/ipc/bindings';
import { listAspirations, openForm, saveForm } from '$lib/ipc/commands';
import { RecordList } from '$lib/lists/recordList.svelte';
import { words } from '$lib/words';

/** How far an aspiration has come: `office/⟨status⟩` once the office has spoken, else `village/⟨stage⟩`. */
export function standingOf(row: Pick<AspirationRow, 'aspiration' | 'office'>): string {
  if (row.office.status) return `office/${row.office.status}`;
  return `village/${row.aspiration.stage ?? 'draft'}`;
}

/** A standing in words, as in the list and the chart. */
export function standingWords(standing: string, office: string): string {
  const [place, state] = standing.split('/');
  return place === 'office'
    ? words.aspiration.standingAt(words.aspiration.officeStatus[state as OfficeStatus] ?? standing, office)
    : (words.aspiration.stage[state as VillageStage] ?? standing);
}

/** The same without the place, where an icon tells it. */
export function standingShort(standing: string): string {
  const [place, state] = standing.split('/');
  return place === 'office'
    ? (words.aspiration.officeStatus[state as OfficeStatus] ?? standing)
    : standingWords(standing, '');
}

/** Whether the standing still asks for something. */
export function standingTone(standing: string): 'plain' | 'good' | 'warm' {
  if (standing === 'office/done' || standing === 'village/done_in_village') return 'good';
  if (['office/rejected', 'office/not_ours', 'office/postponed'].includes(standing)) return 'warm';
  return 'plain';
}

/** Every standing, in the order of an aspiration's life. */
export const STANDINGS = [
  ...Object.keys(words.aspiration.stage).map((stage) => `village/${stage}`),
  ...Object.keys(words.aspiration.officeStatus).map((status) => `office/${status}`),
];

const DESTINATIONS = ['village', 'district', 'regency'];

/** Who spoke, as it may be shown. */
export function reporterWords(row: AspirationRow): string {
  const identity = row.aspiration.identity;
  if (identity === 'anonymous' || identity === 'secret') return words.aspiration.identityShown[identity];
  return row.reporter_name;
}

/** Whether passing it on to the regency makes sense. */
export function canForward(row: AspirationRow): boolean {
  return !row.archived && row.aspiration.destination !== 'regency';
}

/** Means it for the regency: from now on it counts as waiting for the office. */
export function meantForRegency(aspiration: Aspiration): void {
  aspiration.destination = 'regency';
  if (aspiration.stage === null || aspiration.stage === 'draft') aspiration.stage = 'recorded';
}

/** Passes an aspiration on to the regency from the list, in one click. */
export async function forwardToRegency(id: string): Promise<void> {
  const form = await openForm('aspiration', id);
  meantForRegency(form.record.aspiration);
  await saveForm(form.draft, form.record);
}

export const aspirationList = (): RecordList<AspirationRow> =>
  new RecordList<AspirationRow>({
    fetch: listAspirations,
    text: (row) =>
      [
        row.aspiration.register_number,
        row.aspiration.title,
        row.aspiration.body,
        row.aspiration.location,
        row.reporter_name,
        row.aspiration.category ? words.aspiration.category[row.aspiration.category] : '',
        row.office.tracking_number,
      ].join(' '),
    sortValues: {
      number: (row) => row.aspiration.register_number,
      date: (row) => row.aspiration.date,
      title: (row) => row.aspiration.title,
      reporter: (row) => reporterWords(row),
      category: (row) =>
        row.aspiration.category ? words.aspiration.category[row.aspiration.category] : null,
      destination: (row) =>
        row.aspiration.destination ? DESTINATIONS.indexOf(row.aspiration.destination) : null,
      standing: (row) => STANDINGS.indexOf(standingOf(row)),
    },
    filters: {
      standing: (row, value) => standingOf(row) === value,
      category: (row, value) => row.aspiration.category === value,
      destination: (row, value) => row.aspiration.destination === value,
      sync: (row, value) => row.sync.state === value,
    },
    sortKey: 'number',
    descending: true,
  });
