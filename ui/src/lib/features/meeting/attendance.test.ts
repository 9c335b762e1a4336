import type { AttendanceMark, MemberRow } from '$lib/ipc/bindings';
import { describe, expect, it } from 'vitest';
import {
  countAttendance,
  listedMembers,
  markAllPresent,
  missingForQuorum,
  quorumMembers,
  setNote,
  setStatus,
} from './attendance';

const row = (id: string, more: Partial<MemberRow> = {}, position: string | null = null): MemberRow =>
  ({ id, active: true, archived: false, member: { name: id, position }, ...more }) as MemberRow;

describe('attendance', () => {
  it('has one mark a member, taken back without a trace', () => {
    const marks: AttendanceMark[] = [];
    setStatus(marks, 'a', 'present');
    setStatus(marks, 'a', 'sick');
    expect(marks).toEqual([{ member: 'a', status: 'sick', note: '' }]);
    setStatus(marks, 'a', null);
    expect(marks).toEqual([]);
  });

  it('keeps a note although the mark is taken back', () => {
    const marks: AttendanceMark[] = [];
    setNote(marks, 'a', 'terlambat');
    setStatus(marks, 'a', 'present');
    setStatus(marks, 'a', null);
    expect(marks).toEqual([{ member: 'a', status: null, note: 'terlambat' }]);
    setNote(marks, 'a', '');
    expect(marks).toEqual([]);
  });

  it('"Semua hadir" leaves marks that were made', () => {
    const marks: AttendanceMark[] = [{ member: 'b', status: 'sick', note: '' }];
    markAllPresent(marks, ['a', 'b', 'c']);
    expect(marks.map((mark) => `${mark.member} ${mark.status}`)).toEqual([
      'b sick',
      'a present',
      'c present',
    ]);
  });

  it('lists who is in the KIM and whoever has a mark', () => {
    const rows = [
      row('a'),
      row('b', { active: false }),
      row('c', { archived: true }),
      row('d', { active: false }),
    ];
    const marks: AttendanceMark[] = [{ member: 'd', status: 'present', note: '' }];
    expect(listedMembers(rows, marks).map(({ id }) => id)).toEqual(['a', 'd']);
  });

  it('counts as it goes, with a quorum of more than half of the counted members', () => {
    const rows = [row('a'), row('b', {}, 'chair'), row('c', {}, 'patron')];
    const members = quorumMembers(rows);
    expect([...members]).toEqual(['a', 'b']);
    const marks: AttendanceMark[] = [{ member: 'a', status: 'present', note: '' }];
    const guest = { id: null, name: 'Camat', organisation: '', position: '', pos: '' };
    const blank = { ...guest, name: ' ' };
    expect(countAttendance(marks, [guest, blank], members)).toMatchObject({
      present: 1,
      guests: 1,
      quorum: false,
    });
    setStatus(marks, 'c', 'present');
    expect(countAttendance(marks, [], members).quorum).toBe(false);
    expect(missingForQuorum(marks, members)).toBe(1);
    setStatus(marks, 'b', 'present');
    expect(countAttendance(marks, [], members).quorum).toBe(true);
    expect(countAttendance([], [], new Set()).quorum).toBe(false);
  });
});
