// The member register as a list.
import type { MemberRow } from '$lib/ipc/bindings';
import { listMembers } from '$lib/ipc/commands';
import { RecordList } from '$lib/lists/recordList.svelte';
import { words } from '$lib/words';

const positionOrder = Object.keys(words.member.position);

/** The position in words: free text where none of the list fits. */
export function positionWords(row: Pick<MemberRow['member'], 'position' | 'position_text'>): string {
  if (row.position === 'other' && row.position_text) return row.position_text;
  return row.position ? words.member.position[row.position] : row.position_text;
}

/** Whether people in this position count among the members, as the Rust side counts. */
export function countsAsMember(row: MemberRow): boolean {
  const position = row.member.position;
  return position === null || !['patron', 'mentor', 'adviser', 'responsible'].includes(position);
}

/** +62… as people write it, 08…. */
export function shownPhone(stored: string): string {
  return stored.startsWith('+62') ? `0${stored.slice(3)}` : stored;
}

/** The order of the roster: by position, then by the order set within it, then by name. */
export function rosterOrder(rows: MemberRow[]): MemberRow[] {
  const place = ({ member }: MemberRow): string =>
    [
      String(member.position ? positionOrder.indexOf(member.position) : 99).padStart(2, '0'),
      String(member.order ?? 99_999).padStart(5, '0'),
      member.name.toLowerCase(),
    ].join(' ');
  return rows
    .map((row) => ({ row, at: place(row) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ row }) => row);
}

export const memberList = (): RecordList<MemberRow> =>
  new RecordList<MemberRow>({
    fetch: async () => rosterOrder(await listMembers()),
    text: ({ member }) =>
      [
        member.name,
        member.member_number,
        positionWords(member),
        member.hamlet,
        member.address,
        member.origin,
        member.occupation,
        shownPhone(member.phone),
      ].join(' '),
    sortValues: {
      number: ({ member }) => member.member_number,
      name: ({ member }) => member.name,
      sex: ({ member }) => (member.sex ? words.member.sexShort[member.sex] : null),
      position: ({ member }) => (member.position ? positionOrder.indexOf(member.position) : null),
      hamlet: ({ member }) => [member.hamlet, member.rt, member.rw].join(' ').trim(),
      status: ({ active }) => Number(!active),
    },
    filters: {
      active: (row, value) => row.active === (value === 'active'),
      position: (row, value) => row.member.position === value,
    },
    sortKey: 'position',
  });
