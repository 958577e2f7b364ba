import { every, isDigit } from '../syntax/chars.js';
import { daysInMonth } from '../syntax/iso-day.js';
import type { IsoDate } from './model.js';

/** `iso` as it should be; `readable` with one meaning; `swappable` where month and day could be swapped; `short-year` without a century. */
export type DateForm = 'iso' | 'readable' | 'swappable' | 'short-year';

export type DateReading =
  | { readonly ok: true; readonly iso: IsoDate; readonly form: DateForm }
  /** The text has the shape of a date, and there is no such day. */
  | { readonly ok: false; readonly shaped: boolean };

/** Reads `2026-11-20`, `11/20/2026`, `11/20/26` (month first) and variants with other separators or without leading zeros. */
export function readDate(text: string): DateReading {
  const parts = text.split(/[-/.]/);
  if (parts.length !== 3 || !parts.every((p) => p.length <= 4 && every(p, isDigit))) {
    if (text.length === 8 && every(text, isDigit)) return check(text.slice(0, 4), text.slice(4, 6), text.slice(6), 'readable');
    return { ok: false, shaped: false };
  }
  const [a, b, c] = parts as [string, string, string];
  if (a.length === 4 && b.length <= 2 && c.length <= 2) {
    const iso = b.length === 2 && c.length === 2 && text[4] === '-' && text[7] === '-';
    return check(a, b, c, iso ? 'iso' : 'readable');
  }
  if (a.length > 2 || b.length > 2) return { ok: false, shaped: true };
  if (c.length === 4) return check(c, a, b, +b > 12 ? 'readable' : 'swappable');
  if (c.length === 2) return check(`20${c}`, a, b, 'short-year');
  return { ok: false, shaped: true };
}

function check(year: string, month: string, day: string, form: DateForm): DateReading {
  const y = +year, m = +month, d = +day;
  if (y < 1900 || m < 1 || m > 12 || d < 1 || d > daysInMonth(y, m)) return { ok: false, shaped: true };
  return { ok: true, iso: iso(y, m, d), form };
}

/** The last day of `YYYY-MM`; undefined for another form or a month that does not exist. */
export function lastDayOfMonth(text: string): IsoDate | undefined {
  if (text.length !== 7 || text[4] !== '-' || !every(text, isDigit, 0, 4) || !every(text, isDigit, 5, 7)) return undefined;
  const y = +text.slice(0, 4), m = +text.slice(5);
  return m >= 1 && m <= 12 ? iso(y, m, daysInMonth(y, m)) : undefined;
}

function iso(y: number, m: number, d: number): IsoDate {
  return `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

/** The last day that has a date of this form. */
const LAST_DAY = dayNumber('9999-12-31');

/** The day `days` after a date; undefined after the year 9999, where no date of this form is left. */
export function addDays(date: IsoDate, days: number): IsoDate | undefined {
  const day = dayNumber(date) + days;
  return day <= LAST_DAY ? fromDayNumber(day) : undefined;
}

/** Whole days from one date to a later one; negative where it is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Days since 1970-01-01 in the Gregorian calendar, without the clock or a time zone. */
function dayNumber(date: IsoDate): number {
  return Date.UTC(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10)) / 86_400_000;
}

function fromDayNumber(n: number): IsoDate {
  return new Date(n * 86_400_000).toISOString().slice(0, 10);
}
