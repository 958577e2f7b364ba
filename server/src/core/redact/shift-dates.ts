import { addDays, lastDayOfMonth, readDate } from '../encounter/date.js';
import { namedDateAt } from '../encounter/named-date.js';
import type { Span } from '../syntax/tree.js';

/** A date in a text, and how the same day is written in the same form some days later. */
export interface DateText extends Span {
  /** Undefined if the result cannot be written in this form. */
  shifted(days: number): string | undefined;
}

export interface Dates {
  readonly read: readonly DateText[];
  /** What may be a date and is written in no form that can be shifted. */
  readonly unsure: readonly Span[];
}

/** A number with separators that is not part of a longer one, such as a drug number or a telephone number. */
const NUMERIC =
  /(?<![\w./-])(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2})|\d{4}-\d{2}|\d{8})(?![\w/-]|\.\d)/g;
const NAMED =
  /(?<![A-Za-z])(?:\d{1,2}(?:st|nd|rd|th)?[-\s./]{0,2})?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/gi;
/** A day of a named month without a year: `March 4`, `4th of March`. */
const DAY_IN_WORDS =
  /(?<![A-Za-z])(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?\s+\d{1,2}(?:st|nd|rd|th)?(?![\w/.]|\s*(?:mg|mcg|ml|%))|\d{1,2}(?:st|nd|rd|th)\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/gi;
/** A month and a year that are not in ISO form: `6/2027`. */
const OTHER_MONTH = /(?<![\w./-])\d{1,2}[-/]\d{4}(?![\w/.-])/g;

/** Every date of a text, in order. */
export function datesIn(text: string): Dates {
  const read: DateText[] = [];
  const unsure: Span[] = [];
  for (const match of text.matchAll(NUMERIC)) {
    const date = numericDate(match[0], match.index);
    if (date) read.push(date);
  }
  for (const match of text.matchAll(NAMED)) {
    const named = namedDateAt(text, match.index);
    if (named) unsure.push({ start: match.index, end: named.end });
  }
  for (const pattern of [DAY_IN_WORDS, OTHER_MONTH])
    for (const { 0: found, index } of text.matchAll(pattern)) unsure.push({ start: index, end: index + found.length });
  return { read, unsure };
}

function numericDate(typed: string, start: number): DateText | undefined {
  const span = { start, end: start + typed.length };
  if (/^\d{4}-\d{2}$/.test(typed)) {
    const last = lastDayOfMonth(typed);
    return last === undefined ? undefined : { ...span, shifted: days => addDays(last, days)?.slice(0, 7) };
  }
  const reading = readDate(typed);
  if (!reading.ok) return undefined;
  return {
    ...span,
    shifted: days => {
      const iso = addDays(reading.iso, days);
      return iso === undefined ? undefined : inFormOf(typed, iso);
    },
  };
}

/** An ISO date with the order, the separators and the leading zeros of another text. */
function inFormOf(typed: string, iso: string): string | undefined {
  const [year, month, day] = iso.split('-') as [string, string, string];
  const parts = typed.split(/[-/.]/);
  if (parts.length === 1) return `${year}${month}${day}`;
  const separator = /[-/.]/.exec(typed)![0];
  const isYearFirst = parts[0]!.length === 4;
  const order = isYearFirst ? [year, month, day] : [month, day, year];
  const isPadded = parts.every(part => part.length !== 1);
  return order
    .map((part, i) => {
      if (part === year) return parts[i]!.length === 2 ? year.slice(2) : year;
      return isPadded ? part : String(Number(part));
    })
    .join(separator);
}
