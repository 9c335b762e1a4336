// Who came: setting marks and counting them, as the Rust side counts.
import type {
  Attendance,
  AttendanceCount,
  AttendanceMark,
  Guest,
  MemberRow,
  RecordId,
} from '$lib/ipc/bindings';
import { countsAsMember } from '../member/members.svelte';

/** The key that sets a mark: H I S A. */
export const ATTENDANCE_KEYS: { [key: string]: Attendance } = {
  h: 'present',
  i: 'excused',
  s: 'sick',
  a: 'absent',
};

export function markOf(marks: AttendanceMark[], member: RecordId): AttendanceMark | undefined {
  return marks.find((mark) => mark.member === member);
}

/** Sets or (with null) takes back a mark; a mark without status and note is no mark. */
export function setStatus(marks: AttendanceMark[], member: RecordId, status: Attendance | null): void {
  const mark = markOf(marks, member);
  if (mark) mark.status = status;
  else if (status) marks.push({ member, status, note: '' });
  dropEmpty(marks);
}

export function setNote(marks: AttendanceMark[], member: RecordId, note: string): void {
  const mark = markOf(marks, member);
  if (mark) mark.note = note;
  else if (note) marks.push({ member, status: null, note });
  dropEmpty(marks);
}

function dropEmpty(marks: AttendanceMark[]): void {
  const empty = marks.findIndex((mark) => mark.status === null && mark.note === '');
  if (empty >= 0) marks.splice(empty, 1);
}

/** Everybody in the list who has no mark yet becomes present; marks already made stay. */
export function markAllPresent(marks: AttendanceMark[], members: RecordId[]): void {
  for (const member of members) {
    if (!markOf(marks, member)?.status) setStatus(marks, member, 'present');
  }
}

/** The names to be listed: who is in the KIM, and whoever already has a mark. */
export function listedMembers(rows: MemberRow[], marks: AttendanceMark[]): MemberRow[] {
  return rows.filter((row) => (row.active && !row.archived) || markOf(marks, row.id));
}

/** The members that the quorum is reckoned from. */
export function quorumMembers(rows: MemberRow[]): Set<RecordId> {
  return new Set(
    rows.filter((row) => row.active && !row.archived && countsAsMember(row)).map(({ id }) => id),
  );
}

/** How many more of them have to be present for a quorum; none or fewer when it is reached. */
export function missingForQuorum(marks: AttendanceMark[], members: Set<RecordId>): number {
  const present = marks.filter(({ member, status }) => status === 'present' && member && members.has(member));
  return Math.floor(members.size / 2) + 1 - present.length;
}

export function countAttendance(
  marks: AttendanceMark[],
  guests: Guest[],
  members: Set<RecordId>,
): AttendanceCount {
  const count = (status: Attendance): number => marks.filter((mark) => mark.status === status).length;
  return {
    present: count('present'),
    excused: count('excused'),
    sick: count('sick'),
    absent: count('absent'),
    guests: guests.filter((guest) => guest.name.trim()).length,
    quorum: missingForQuorum(marks, members) <= 0,
  };
}
