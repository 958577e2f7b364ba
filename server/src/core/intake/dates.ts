import { readDate, lastDayOfMonth } from '../encounter/date.js';
import type { IsoDate } from '../syntax/iso-day.js';
import type { Span } from '../syntax/tree.js';
import { spelledNumber } from './number-words.js';

/** A day as a chart writes it, `11/20/2026` or `Nov 20, 2026`. */
export interface DateMention extends Span {
  readonly iso: IsoDate;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';

/** A day in digits, as a pattern. */
export const NUMERIC_DATE =
  '\\d{1,2} \\/ \\d{1,2} \\/ \\d{4}|\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.](?:\\d{4}|\\d{2})';
const MONTH_FIRST = `(?<m1>${MONTH})[ ]+(?<d1>\\d{1,2})(?:st|nd|rd|th)?,?[ \\n]+(?<y1>\\d{4})`;
const DAY_FIRST = `(?<d2>\\d{1,2})(?:st|nd|rd|th)?[ -](?:of )?(?<m2>${MONTH}),?[ -](?<y2>\\d{4}|\\d{2})`;
const ORDINALS = [
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth',
  'twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first',
].flatMap(words => words.split(' '));
/** `12AUG2026` */
const JOINED = `(?<d3>\\d{1,2})(?<m3>${MONTH})(?<y3>\\d{4}|\\d{2}(?!\\d))`;
/** `the fourth of February 2026` */
const SPOKEN = `(?<d4>${[...ORDINALS].reverse().join('|').replaceAll('-', '[- ]')})(?: day)? of (?<m4>${MONTH}),? (?<y4>\\d{4})`;
const ORDINAL = [...ORDINALS].reverse().join('|').replaceAll('-', '[- ]');
/** `february eighteenth twenty twenty seven` */
const SPOKEN_YEAR =
  '(?:two thousand(?: and)?|twenty)[- ]twenty(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|twenty[- ]thirty|\\d{4}';
const SPOKEN_MONTH_FIRST = `(?<m5>${MONTH}) (?:the )?(?<d5>${ORDINAL}),? (?<y5>${SPOKEN_YEAR})`;
const DAY = new RegExp(
  `(?<![\\w.,/-])(?:(?<numeric>${NUMERIC_DATE})|${MONTH_FIRST}|${DAY_FIRST}|${JOINED}|${SPOKEN}|${SPOKEN_MONTH_FIRST})(?![\\w/-]|[.,]\\d)`,
  'g',
);

/** The days that a text names, in order. `text` is in lower case. */
export function datesIn(text: string, offset = 0): DateMention[] {
  const dates: DateMention[] = [];
  for (const match of text.matchAll(DAY)) {
    const iso = isoOf(match.groups!);
    if (iso) dates.push({ start: offset + match.index, end: offset + match.index + match[0].length, iso });
  }
  return dates;
}

const WITHOUT_YEAR = new RegExp(
  `(?<![\\w.,/-])(?:(?<m1>\\d{1,2})/(?<d1>\\d{1,2})|(?<m2>${MONTH}) (?<d2>\\d{1,2})(?:st|nd|rd|th)?|(?<d3>\\d{1,2})(?:st|nd|rd|th)?[ -](?:of )?(?<m3>${MONTH}))(?![\\w/-]|[.,]? ?\\d|[.,]\\d)`,
  'g',
);

/** The days that a text names without their year, each as the first such day after another. */
export function daysAfter(day: IsoDate, text: string, offset = 0): DateMention[] {
  const year = Number(day.slice(0, 4));
  return [...text.matchAll(WITHOUT_YEAR)].flatMap((match): DateMention[] => {
    const named = anyOf(match.groups!, 'm')!;
    const month = /^\d/.test(named) ? named : monthNumber(named);
    const place = { start: offset + match.index, end: offset + match.index + match[0].length };
    const iso = [year, year + 1]
      .map(each => readDate(`${month}/${anyOf(match.groups!, 'd')}/${each}`))
      .find(read => read.ok && read.iso > day);
    return iso?.ok ? [{ ...place, iso: iso.iso }] : [];
  });
}

function isoOf(groups: Record<string, string | undefined>): IsoDate | undefined {
  const read = readDate(
    monthFirst(groups.numeric?.replaceAll(' ', '')) ??
      `${monthNumber(anyOf(groups, 'm')!)}/${dayOf(groups)}/${yearOf(anyOf(groups, 'y')!)}`,
  );
  return read.ok ? read.iso : undefined;
}

/** A day before its month, where it can be no month: `19/08/2026`. */
function monthFirst(numeric: string | undefined): string | undefined {
  return numeric?.replace(/^(1[3-9]|2\d|3[01])([-/.])(0?[1-9]|1[0-2])\2(?=\d{4}$)/, '$3$2$1$2');
}

/** The group of the spelling that was found: `m1` to `m5` are the month of each. */
function anyOf(groups: Record<string, string | undefined>, part: string): string | undefined {
  return [1, 2, 3, 4, 5].map(i => groups[`${part}${i}`]).find(words => words !== undefined);
}

function dayOf(groups: Record<string, string | undefined>): string {
  const words = anyOf(groups, 'd')!;
  return /^\d/.test(words) ? words : String(ORDINALS.indexOf(words.replace(' ', '-')) + 1);
}

/** `2027` of `twenty twenty-seven` */
function yearOf(words: string): string {
  if (/^\d/.test(words)) return words;
  const last = spelledNumber(words.replace(/^(?:two thousand(?: and)?|twenty)[- ]/, ''));
  return String(2000 + Number(last));
}

/** `9` of `september` and `sep` */
export function monthNumber(word: string): number {
  return MONTHS.indexOf(word.slice(0, 3)) + 1;
}

/** An expiry as a chart writes it: a day, or a month such as `06/2027`, `9/27` or `March 2027`, as a pattern. */
export const EXPIRY = `${NUMERIC_DATE}|\\d{4}-\\d{2}|\\d{1,2}[-/](?:\\d{4}|\\d{2})|${MONTH}[ -]\\d{1,2},? \\d{4}|\\d{1,2}[ -]${MONTH}[ -]\\d{4}|\\d{1,2}${MONTH}\\d{2,4}|${MONTH}[ -]\\d{4}`;

/** `2027-06-30` or `2027-06` of an expiry; undefined if it is neither a day nor a month. */
export function expiryOf(words: string): string | undefined {
  const day = datesIn(words)[0];
  if (day) return day.iso;
  const named = new RegExp(`^(${MONTH})[ -](\\d{4})$`).exec(words);
  const numeric = /^(?:(\d{4})-(\d{2})|(\d{1,2})[-/](\d{4}|\d{2}))$/.exec(words);
  const year = named?.[2] ?? numeric?.[1] ?? numeric?.[4];
  const month = named ? String(monthNumber(named[1]!)) : (numeric?.[2] ?? numeric?.[3]);
  if (!year || !month) return undefined;
  const iso = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}`;
  return lastDayOfMonth(iso) && iso;
}
