// The information that the KIM spreads, as a list; its channels in words.
import { longDate } from '$lib/dates/format';
import type { Dissemination, DisseminationRow } from '$lib/ipc/bindings';
import { listDisseminations } from '$lib/ipc/commands';
import { RecordList } from '$lib/lists/recordList.svelte';
import { words } from '$lib/words';

const w = words.dissemination;

/** The channels that are ticked; another one has words of its own beside these. */
export const TICKED_CHANNELS = [
  'by_whatsapp',
  'by_loudspeaker',
  'by_notice_board',
  'by_face_to_face',
  'by_social_media',
] as const;

/** Every channel it went by, in words. */
export function channelsOf(spread: Dissemination): string[] {
  const ticked = TICKED_CHANNELS.filter((channel) => spread[channel]).map((channel) => w.channel[channel]);
  return [...ticked, spread.other_channel.trim()].filter(Boolean);
}

/** What came of checking it: with whether that asks for care. */
export function checkOf(spread: Pick<Dissemination, 'fact_check'>): {
  text: string;
  tone: 'good' | 'warm' | 'plain';
} {
  if (spread.fact_check === null) return { text: w.notChecked, tone: 'plain' };
  return { text: w.check[spread.fact_check], tone: spread.fact_check === 'true' ? 'good' : 'warm' };
}

export const disseminationList = (): RecordList<DisseminationRow> =>
  new RecordList<DisseminationRow>({
    fetch: listDisseminations,
    text: ({ dissemination }) =>
      [
        dissemination.title,
        dissemination.source,
        dissemination.body,
        ...channelsOf(dissemination),
        longDate(dissemination.date),
      ].join(' '),
    sortValues: {
      date: (row) => row.dissemination.date,
      title: (row) => row.dissemination.title,
      source: (row) => row.dissemination.source,
      check: (row) => checkOf(row.dissemination).text,
      reach: (row) => row.dissemination.reach,
    },
    filters: {
      check: (row, value) => (row.dissemination.fact_check ?? 'none') === value,
      channel: (row, value) =>
        value === 'other_channel'
          ? row.dissemination.other_channel.trim() !== ''
          : TICKED_CHANNELS.some((channel) => channel === value && row.dissemination[channel]),
      year: (row, value) => (row.dissemination.date ?? '').startsWith(value),
    },
    sortKey: 'date',
    descending: true,
  });
