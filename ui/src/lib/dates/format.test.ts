import { describe, expect, it } from 'vitest';
import {
  daysBetween,
  isoToday,
  longDate,
  longDateWithDay,
  moment,
  nearDate,
  readTime,
  spokenMoment,
  timeRange,
} from './format';

describe('dates', () => {
  it('are written in Indonesian', () => {
    expect(longDate('2024-08-05')).toBe('5 Agustus 2024');
    expect(longDateWithDay('2024-08-05')).toBe('Senin, 5 Agustus 2024');
    expect(longDate(null)).toBe('');
    expect(isoToday(new Date(2026, 0, 9))).toBe('2026-01-09');
  });

  it('near today are said in words', () => {
    expect(nearDate('2026-11-22', '2026-11-22')).toBe('hari ini');
    expect(nearDate('2026-11-23', '2026-11-22')).toBe('besok');
    expect(nearDate('2026-11-28', '2026-11-22')).toBe('6 hari lagi');
    expect(nearDate('2027-02-01', '2026-11-22')).toBe('1 Februari 2027');
    expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2);
  });
});

describe('moments', () => {
  const now = new Date(2026, 10, 22, 14, 5);
  it('say only what is needed', () => {
    expect(moment(new Date(2026, 10, 22, 9, 3).toISOString(), now)).toBe('09.03');
    expect(moment(new Date(2026, 10, 20, 9, 3).toISOString(), now)).toBe('Jum 09.03');
    expect(moment(new Date(2026, 9, 1, 9, 3).toISOString(), now)).toBe('1 Okt 2026, 09.03');
  });

  it('are spoken out where one has to tell them apart', () => {
    const said = (...at: [number, number, number, number, number]) =>
      spokenMoment(new Date(...at).toISOString(), now);
    expect(said(2026, 10, 22, 0, 3)).toBe('hari ini pukul 00.03');
    expect(said(2026, 10, 21, 23, 59)).toBe('kemarin pukul 23.59');
    expect(said(2026, 9, 1, 9, 3)).toBe('Kamis, 1 Oktober 2026 pukul 09.03');
    expect(spokenMoment('entah', now)).toBe('');
  });
});

describe('times', () => {
  it.each([
    ['9', '09:00'],
    ['9.30', '09:30'],
    ['09:30', '09:30'],
    ['0930', '09:30'],
    ['930', '09:30'],
    ['14.05', '14:05'],
    ['', ''],
  ])('%s is read as %s', (typed, read) => expect(readTime(typed)).toBe(read));

  it.each(['25', '9.75', 'pagi', '12345'])('%s is not read', (typed) => expect(readTime(typed)).toBeNull());

  it('stand as a range with their zone', () => {
    expect(timeRange('09:00', '11:30', 'WITA')).toBe('09.00 – 11.30 WITA');
    expect(timeRange('09:00', '', null)).toBe('09.00');
  });
});
