import { every, isDigit } from '../syntax/chars.js';
import { wordEnd } from '../syntax/chars.js';
import { daysInMonth, isIsoDay, numberIn, type IsoDate } from '../syntax/iso-day.js';
import { namedDateAt } from './named-date.js';
/**
 * `iso` as it should be; `readable` with one meaning; `swappable` where month and day could be swapped; `short-year`
 * without a century.
 */
export type DateForm = 'iso' | 'readable' | 'swappable' | 'short-year';

export type DateReading =
  | { readonly ok: true; readonly iso: IsoDate; readonly form: DateForm }
  /** The text has the shape of a date, and there is no such day. */
  | { readonly ok: false; readonly shaped: boolean };

/** Where the date that starts at a place ends: with its named month, or with the word. */
export function dateEnd(text: string, from: number): number {
  return namedDateAt(text, from)?.end ?? wordEnd(text, from, text.length);
}

/**
 * Reads `2026-11-20`, `11/20/2026`, `11/20/26` (month first), `20-Nov-2026` and variants with other separators or
 * without leading zeros.
 */
export function readDate(text: string): DateReading {
  if (isIsoDay(text) && text >= FIRST_DAY) return { ok: true, iso: text, form: 'iso' }; // as nearly every date is written
  const named = namedDateAt(text, 0);
  if (named?.day && named.end === text.length)
    return named.year.length === 4
      ? check(named.year, String(named.month), named.day, 'readable')
      : check(`20${named.year}`, String(named.month), named.day, 'short-year');
  if (!every(text, isDateChar)) return { ok: false, shaped: false };
  const parts = text.split(/[-/.]/);
  if (parts.length === 3 && parts.every(part => part.length <= 4 && every(part, isDigit)))
    return readParts(text, parts as [string, string, string]);
  if (text.length === 8 && every(text, isDigit))
    return check(text.slice(0, 4), text.slice(4, 6), text.slice(6), 'readable');
  return { ok: false, shaped: false };
}

/** Year, month and day, or month, day and year. */
function readParts(text: string, [a, b, c]: readonly [string, string, string]): DateReading {
  if (a.length === 4 && b.length <= 2 && c.length <= 2) {
    const iso = b.length === 2 && c.length === 2 && text[4] === '-' && text[7] === '-';
    return check(a, b, c, iso ? 'iso' : 'readable');
  }
  if (a.length > 2 || b.length > 2) return { ok: false, shaped: true };
  if (c.length === 4) return check(c, a, b, +b > 12 ? 'readable' : 'swappable');
  if (c.length === 2) return check(`20${c}`, a, b, 'short-year');
  return { ok: false, shaped: true };
}

function isDateChar(c: number): boolean {
  return isDigit(c) || c === 0x2d || c === 0x2e || c === 0x2f;
}

const FIRST_YEAR = 1900,
  FIRST_DAY = `${FIRST_YEAR}-01-01`;

function check(year: string, month: string, day: string, form: DateForm): DateReading {
  const y = +year,
    m = +month,
    d = +day;
  if (y < FIRST_YEAR || m < 1 || m > 12 || d < 1 || d > daysInMonth(y, m)) return { ok: false, shaped: true };
  return { ok: true, iso: iso(y, m, d), form };
}

/** The last day of `YYYY-MM`; undefined for another form or a month that does not exist. */
export function lastDayOfMonth(text: string): IsoDate | undefined {
  if (text.length !== 7 || text[4] !== '-' || !every(text, isDigit, 0, 4) || !every(text, isDigit, 5, 7))
    return undefined;
  const y = +text.slice(0, 4),
    m = +text.slice(5);
  return m >= 1 && m <= 12 ? iso(y, m, daysInMonth(y, m)) : undefined;
}

/** Of `06/2027` */
const MAX_MONTH_LENGTH = 7;

/** A month as typed, in ISO form, and whether its century was left out. */
export interface MonthReading {
  readonly iso: string;
  readonly isShortYear: boolean;
}

/**
 * `6/2027`, `06-2027`, `6/27` and `Jun 2027` as `2027-06`; undefined for another form or a month that does not exist.
 */
export function readMonth(text: string): MonthReading | undefined {
  const named = namedDateAt(text, 0);
  const isTyped = text.length <= MAX_MONTH_LENGTH && (text.includes('/') || text.includes('-'));
  if (!named && !isTyped) return undefined;
  const yearFirst = /^(\d{4})\/(\d{1,2})$/.exec(text);
  if (yearFirst) return readMonth(`${yearFirst[2]}/${yearFirst[1]}`);
  const typed = /^(\d{1,2})[-/](\d{4}|\d{2})$/.exec(text);
  if (named ? named.day !== undefined || named.end !== text.length : !typed) return undefined;
  const year = named?.year ?? typed![2]!;
  const month = String(named?.month ?? typed![1]!).padStart(2, '0');
  const isShortYear = year.length === 2;
  const iso = `${isShortYear ? '20' : ''}${year}-${month}`;
  return lastDayOfMonth(iso) ? { iso, isShortYear } : undefined;
}

/** Whether a text is a month with a year of four digits: `2027-06`, `6/2027`, `Jun 2027`. */
export function isMonth(text: string): boolean {
  return lastDayOfMonth(text) !== undefined || readMonth(text)?.isShortYear === false;
}

function iso(y: number, m: number, d: number): IsoDate {
  return `${y < 1000 ? String(y).padStart(4, '0') : y}-${m < 10 ? '0' : ''}${m}-${d < 10 ? '0' : ''}${d}`;
}

/** The last day that has a date of this form. */
const LAST_DAY = dayNumber('9999-12-31');

/** The day `days` after a date; undefined after the year 9999, if no date of this form is left. */
export function addDays(date: IsoDate, days: number): IsoDate | undefined {
  const day = dayNumber(date) + days;
  return day <= LAST_DAY ? fromDayNumber(day) : undefined;
}

/** Whole days from one date to a later one; negative if it is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from);
}

/**
 * Days since 1970-01-01 in the Gregorian calendar. Years are counted from March, so that the day that leap years have
 * more is their last one, and a month starts (153 m + 2) / 5 days after the first of March.
 */
function dayNumber(date: IsoDate): number {
  const month = numberIn(date, 5, 7);
  const year = month > 2 ? numberIn(date, 0, 4) : numberIn(date, 0, 4) - 1;
  const monthsSinceMarch = month > 2 ? month - 3 : month + 9;
  return daysBefore(year) + Math.floor((153 * monthsSinceMarch + 2) / 5) + numberIn(date, 8, 10) - 1;
}

function fromDayNumber(n: number): IsoDate {
  let year = 1970 + Math.floor(n / 365.2425);
  while (daysBefore(year) > n) year--;
  while (daysBefore(year + 1) <= n) year++;
  const dayOfYear = n - daysBefore(year);
  const monthsSinceMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthsSinceMarch + 2) / 5) + 1;
  return monthsSinceMarch < 10 ? iso(year, monthsSinceMarch + 3, day) : iso(year + 1, monthsSinceMarch - 9, day);
}

/** Days from 1970-01-01 to the first of March of a year. */
function daysBefore(year: number): number {
  return 365 * year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) - 719_468;
}
