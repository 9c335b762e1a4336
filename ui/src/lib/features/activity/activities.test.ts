import type { MemberRow, Participant } from '$lib/ipc/bindings';
import { describe, expect, it } from 'vitest';
import { daysOf, listedMembers, setTakesPart } from './activities.svelte';

const row = (id: string, active: boolean): MemberRow =>
  ({ id, active, archived: false, member: { name: id } }) as MemberRow;

describe('an activity', () => {
  it('names one day once and several by the first and last', () => {
    expect(daysOf({ date: '2026-10-04', end_date: null })).toBe('4 Okt 2026');
    expect(daysOf({ date: '2026-10-04', end_date: '2026-10-04' })).toBe('4 Okt 2026');
    expect(daysOf({ date: '2026-10-04', end_date: '2026-10-06' })).toBe('4 Okt 2026 – 6 Okt 2026');
  });

  it('lists active members and whoever took part', () => {
    const participants: Participant[] = [];
    setTakesPart(participants, 'gone', true);
    setTakesPart(participants, 'gone', true);
    expect(participants).toHaveLength(1);
    const rows = [row('here', true), row('gone', false), row('other', false)];
    expect(listedMembers(rows, participants).map(({ id }) => id)).toEqual(['here', 'gone']);
    setTakesPart(participants, 'gone', false);
    expect(participants).toEqual([]);
  });
});
