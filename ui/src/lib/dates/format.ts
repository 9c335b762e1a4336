// Dates and times as Indonesians read them. Reading what was typed is the Rust side's work.
import { words } from '$lib/words';

interface Day {
  year: number;
  month: number;
  day: number;
}

/** The parts of `2026-08-05`. */
function partsOf(iso: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (!match) return null;
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}

/** "5 Agustus 2024"; what isn't a date is shown as it came. */
export function longDate(iso: string | null): string {
  if (!iso) return '';
  const parts = partsOf(iso);
  return parts ? `${parts.day} ${words.dates.months[parts.month - 1] ?? ''} ${parts.year}` : iso;
}

/** "5 Agu 2024", for tables. */
export function shortDate(iso: string | null): string {
  if (!iso) return '';
  const parts = partsOf(iso);
  return parts ? `${parts.day} ${words.dates.shortMonths[parts.month - 1] ?? ''} ${parts.year}` : iso;
}

/** "Senin, 5 Agustus 2024". */
export function longDateWithDay(iso: string | null): string {
  const parts = iso ? partsOf(iso) : null;
  if (!iso || !parts) return longDate(iso);
  const day = new Date(Date.UTC(parts.year, parts.month - 1, parts.day)).getUTCDay();
  return `${words.dates.days[day]}, ${longDate(iso)}`;
}

/** "09.00" from "09:00". */
export function clockTime(time: string): string {
  return time.replace(':', '.');
}

/** "09.00 – 11.30 WITA". */
export function timeRange(start: string, end: string, zone: string | null): string {
  if (!start) return '';
  return [words.dates.timeRange(clockTime(start), clockTime(end)), zone ?? ''].filter(Boolean).join(' ');
}

/** Today by this laptop's clock, `2026-08-05`. */
export function isoToday(now: Date = new Date()): string {
  return isoOf(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

export function isoOf(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Whole days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  const [a, b] = [partsOf(from), partsOf(to)];
  if (!a || !b) return 0;
  return Math.round(
    (Date.UTC(b.year, b.month - 1, b.day) - Date.UTC(a.year, a.month - 1, a.day)) / 86_400_000,
  );
}

/** A day near today in words ("besok", "3 hari lagi"), else the date. */
export function nearDate(iso: string, today: string): string {
  const days = daysBetween(today, iso);
  if (days === 0) return words.dates.today;
  if (days === 1) return words.dates.tomorrow;
  if (days === -1) return words.dates.yesterday;
  if (days > 1 && days <= 14) return words.dates.inDays(days);
  return longDate(iso);
}

const two = (n: number) => String(n).padStart(2, '0');

/** "14.05" from an instant, by this laptop's clock. */
export function timeOf(instant: string | Date): string {
  const at = new Date(instant);
  return `${two(at.getHours())}.${two(at.getMinutes())}`;
}

/** "14.05" today, "Sen 14.05" within a week, else "5 Agu 2024, 14.05". */
export function moment(instant: string, now: Date = new Date()): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return '';
  const days = daysBetween(isoToday(at), isoToday(now));
  if (days === 0) return timeOf(at);
  if (days > 0 && days < 7) return `${words.dates.shortDays[at.getDay()]} ${timeOf(at)}`;
  return `${shortDate(isoToday(at))}, ${timeOf(at)}`;
}

/** The same with the day always named: "Sen 14.05". */
export function momentWithDay(instant: string, now: Date = new Date()): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return '';
  return daysBetween(isoToday(at), isoToday(now)) === 0
    ? `${words.dates.shortDays[at.getDay()]} ${timeOf(at)}`
    : moment(instant, now);
}

/** "hari ini pukul 14.05", "kemarin pukul 14.05", else "Senin, 5 Agustus 2024 pukul 14.05". */
export function spokenMoment(instant: string, now: Date = new Date()): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return '';
  const day = isoToday(at);
  const days = daysBetween(day, isoToday(now));
  const said = days === 0 ? words.dates.today : days === 1 ? words.dates.yesterday : longDateWithDay(day);
  return words.dates.dayAt(said, timeOf(at));
}

/** Reads a time as people type it (`9`, `9.30`, `0930`, `14:00`) into `09:30`; empty stays empty. */
export function readTime(text: string): string | null {
  const typed = text.trim();
  if (typed === '') return '';
  const match =
    /^(\d{1,2})(?:[.:, ](\d{1,2}))?$/.exec(typed) ??
    /^(\d{2})(\d{2})$/.exec(typed) ??
    /^(\d)(\d{2})$/.exec(typed);
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? '0')];
  return hour < 24 && minute < 60 ? `${two(hour)}:${two(minute)}` : null;
}
