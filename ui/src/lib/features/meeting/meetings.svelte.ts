// The meetings as a list.
import type { MeetingRow } from '$lib/ipc/bindings';
import { listMeetings } from '$lib/ipc/commands';
import { longDate } from '$lib/dates/format';
import { RecordList } from '$lib/lists/recordList.svelte';

export const meetingList = (): RecordList<MeetingRow> =>
  new RecordList<MeetingRow>({
    fetch: listMeetings,
    text: (row) => [row.title, row.place, longDate(row.date)].join(' '),
    sortValues: {
      date: (row) => (row.date ? `${row.date} ${row.start_time}` : null),
      title: (row) => row.title,
      place: (row) => row.place,
      attendance: (row) => row.attendance.present,
      followUps: (row) => row.open_follow_ups,
      status: (row) => row.status,
    },
    filters: {
      status: (row, value) => (row.status ?? 'draft') === value,
      year: (row, value) => (row.date ?? '').startsWith(value),
    },
    sortKey: 'date',
    descending: true,
  });
