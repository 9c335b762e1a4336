// The activities as a list, and who took part in one.
import { shortDate } from '$lib/dates/format';
import type { Activity, ActivityRow, MemberRow, Participant, RecordId } from '$lib/ipc/bindings';
import { listActivities } from '$lib/ipc/commands';
import { RecordList } from '$lib/lists/recordList.svelte';
import { words } from '$lib/words';

const w = words.activity;

/** The day, or the first and last of several. */
export function daysOf(activity: Pick<Activity, 'date' | 'end_date'>): string {
  const first = shortDate(activity.date);
  const last = shortDate(activity.end_date);
  return last && last !== first ? w.dateRange(first, last) : first;
}

/** The names to be listed: who is in the KIM, and whoever took part already. */
export function listedMembers(rows: MemberRow[], participants: Participant[]): MemberRow[] {
  const taking = new Set(participants.map(({ member }) => member));
  return rows.filter((row) => (row.active && !row.archived) || taking.has(row.id));
}

/** Puts a member into the list or takes it out again. */
export function setTakesPart(participants: Participant[], member: RecordId, takes: boolean): void {
  const at = participants.findIndex((participant) => participant.member === member);
  if (takes && at < 0) participants.push({ member, took_part: true, role: '' });
  if (!takes && at >= 0) participants.splice(at, 1);
}

export const activityList = (): RecordList<ActivityRow> =>
  new RecordList<ActivityRow>({
    fetch: listActivities,
    text: ({ activity }) =>
      [
        activity.title,
        activity.place,
        activity.organiser,
        activity.description,
        activity.activity_type ? w.type[activity.activity_type] : '',
        daysOf(activity),
      ].join(' '),
    sortValues: {
      date: (row) => row.activity.date,
      title: (row) => row.activity.title,
      type: (row) => (row.activity.activity_type ? w.type[row.activity.activity_type] : null),
      place: (row) => row.activity.place,
      participants: (row) => row.participants,
    },
    filters: {
      type: (row, value) => row.activity.activity_type === value,
      function: (row, value) => row.activity.function === value,
      year: (row, value) => (row.activity.date ?? '').startsWith(value),
    },
    sortKey: 'date',
    descending: true,
  });
