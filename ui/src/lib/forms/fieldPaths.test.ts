import { expect, it } from 'vitest';
import { fieldName } from './fieldPaths';

it('names fields as the screens do', () => {
  const meeting = { guests: [{ id: 'g1' }, { id: 'g2' }], attendance: [{ member: 'm1' }] };
  expect(fieldName('title', meeting)).toBe('title');
  expect(fieldName('guests[1].name', meeting)).toBe('guests[1].name');
  expect(fieldName('guests/g2/name', meeting)).toBe('guests[1].name');
  expect(fieldName('attendance/m1/note', meeting)).toBe('attendance[0].note');
  expect(fieldName('guests/gone/name', meeting)).toBe('guests/gone/name');
  expect(fieldName('aspiration.title', {})).toBe('title');
  expect(fieldName('reporter.contact', {})).toBe('reporter_contact');
});
