/** Dates and months that name the month: `30-Jun-2027`, `June 30, 2027`, `Jun 2027`. */
import { isAlnum, isDigit, isLetter } from '../syntax/chars.js';

/** What is at a place of a text: a day or a month as typed digits, and where it ends. */
export interface NamedDate {
  readonly year: string;
  /** 1 to 12. */
  readonly month: number;
  /** Undefined for a month without a day. */
  readonly day?: string;
  readonly end: number;
}

const NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th)?`;
const GAP = String.raw`[-\s./]{0,2}`;
/** A year of two digits needs a sign before it, so that no amount is read as one: `May 20 20 mL`. */
const YEAR = String.raw`(\d{4}|(?<=[-/'’])\d{2})(?![A-Za-z0-9])`;

const DAY_FIRST = new RegExp(`^${DAY}${GAP}${MONTH}\\.?[-\\s./,]{0,2}['’]?${YEAR}`, 'i');
const MONTH_FIRST = new RegExp(`^${MONTH}\\.?${GAP}${DAY}(?:,\\s*|[-\\s./]{1,2})['’]?${YEAR}`, 'i');
const MONTH_ALONE = new RegExp(`^${MONTH}\\.?${GAP}['’]?${YEAR}`, 'i');
const MONTHS: ReadonlySet<string> = new Set(NAMES);

/** No form of a date is longer. */
const MAX_LENGTH = 24;

export function namedDateAt(text: string, at: number): NamedDate | undefined {
  const startsWithDay = isDigit(text.charCodeAt(at));
  // Nearly every item is asked, and nearly none holds a month: the regular expressions are for those that do.
  if (startsWithDay ? !hasMonthBehindDay(text, at) : !isMonthAt(text, at)) return undefined;
  const piece = text.slice(at, at + MAX_LENGTH);
  if (startsWithDay) {
    const found = DAY_FIRST.exec(piece);
    return found ? { ...named(found[2]!, found[3]!, at + found[0].length), day: found[1]! } : undefined;
  }
  const day = MONTH_FIRST.exec(piece);
  if (day) return { ...named(day[1]!, day[3]!, at + day[0].length), day: day[2]! };
  const month = MONTH_ALONE.exec(piece);
  return month ? named(month[1]!, month[2]!, at + month[0].length) : undefined;
}

function isMonthAt(text: string, at: number): boolean {
  return isLetter(text.charCodeAt(at)) && MONTHS.has(text.slice(at, at + 3).toLowerCase());
}

/** Whether a month may follow the one or two digits at a place, with or without `st`, `nd`, `rd`, `th`. */
function hasMonthBehindDay(text: string, at: number): boolean {
  const end = isDigit(text.charCodeAt(at + 1)) ? at + 2 : at + 1;
  return isMonthAt(text, gapEnd(text, end)) || isMonthAt(text, gapEnd(text, end + 2));
}

/** Past up to two blanks or signs. */
function gapEnd(text: string, from: number): number {
  let end = from;
  while (end < from + 2 && end < text.length && !isAlnum(text.charCodeAt(end))) end++;
  return end;
}

function named(month: string, year: string, end: number): NamedDate {
  return { year, month: NAMES.indexOf(month.slice(0, 3).toLowerCase()) + 1, end };
}

const MONTH_AND_DAY = new RegExp(`(?:^|[\\s(])${MONTH}\\.?\\s+${DAY}$`, 'i');

/** Whether a text ends with `April 20`, to which the year behind the next comma belongs. */
export function endsWithMonthAndDay(text: string): boolean {
  return MONTH_AND_DAY.test(text);
}

export function beginsWithYear(text: string): boolean {
  return (text[0] === '1' || text[0] === '2') && /^(?:19|20)\d{2}(?![\w/.-])/.test(text);
}
