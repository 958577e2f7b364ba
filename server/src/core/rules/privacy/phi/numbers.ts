import { digitCount } from '../../../syntax/chars.js';
import { matches } from './matches.js';
import type { PersonalKind, Sighting } from './phi-match.js';

/*
 * Every pattern below is bounded: no repetition is without a limit or inside another that could share its characters,
 * so a hostile line costs no more than its length. `\u2010-\u2015` are the hyphens and dashes that pasted charts bring
 * along.
 */
const DASH = '[-\\u2010-\\u2015]';
const SEP = '[-.\\u2010-\\u2015 ]';
/** Between the groups of a phone number: a mark, perhaps between blanks, or a blank. */
const GAP = '(?: ?[-.\\u2010-\\u2015] ?| )';

const NUMERIC_DATE = `(?:\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.](?:\\d{4}|\\d{2}))`;
/** In any case, for patterns that tell capitals from small letters elsewhere. */
const MONTH = `(?:${['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
  .map(month => month.replace(/./g, letter => `[${letter.toUpperCase()}${letter}]`))
  .join('|')})[A-Za-z]{0,6}`;
/** Behind a label also eight digits in a row, and blanks between the numbers. */
const LABELED_DATE = `(?:${NUMERIC_DATE}|\\d{8}|\\d{1,2} \\d{1,2} (?:\\d{4}|\\d{2}))`;
const WRITTEN_DATE = `(?:${MONTH}\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|\\d{1,2}(?:st|nd|rd|th)?[- ]${MONTH}(?:[-., ]{1,2}\\d{4})?)`;

interface Pattern {
  readonly kind: PersonalKind;
  /** The fewest digits that a match has: a text with fewer is not searched. */
  readonly digits: number;
  /** In small letters: a match holds one of them, and a text without any is not searched. */
  readonly words?: readonly string[];
  readonly pattern: RegExp;
  /** Which group is personal; 0 for the whole match. */
  readonly group: number;
  readonly unless?: (match: RegExpExecArray, text: string) => boolean;
}

const PATTERNS: readonly Pattern[] = [
  {
    kind: 'birth date',
    digits: 1,
    group: 1,
    words: ['ob', 'o.b', 'o b', 'birth', 'born', 'b/d'],
    pattern: new RegExp(
      `(?<![\\w])(?:d[. ]?o[. ]?b\\.?|date of birth|birth ?dates?|birthday|birth(?= ?[:=])|born|b/d)(?: is| on| was| verified| confirmed| checked)?[-\\s:=#(|\\u2010-\\u2015]{0,4}(${LABELED_DATE}|${WRITTEN_DATE})(?!\\w)`,
      'gid',
    ),
    // `DOB verified 2026-11-20` dates the check.
    unless: match => /verified|confirmed|checked/i.test(match[0]) && !mayBeBirth(match[1]!, MAX_EARLY_YEAR),
  },
  {
    kind: 'birth date',
    digits: 3,
    group: 1,
    words: ['b.', 'b ', 'b:', 'bd', 'day'],
    // `b. 3/4/61`, `BD 3/4/61`; a small `b` alone, or a capital one with its point.
    pattern: new RegExp(
      `(?<![\\w.])(?:b\\.?|[Bb]\\.?[Dd]\\.?|B\\.|[Bb]-?day)(?: is|:)?\\s{0,2}(${NUMERIC_DATE}|${WRITTEN_DATE})(?!\\w)`,
      'gd',
    ),
    unless: (match, text) => !/\d{1,4}$/.test(match[1]!) || isKind(text, match.index) || !hasYear(match[1]!),
  },
  {
    kind: 'birth date',
    digits: 3,
    group: 1,
    // A date behind the sex, as banners have it: `M 03/04/1961`, `65F 3/4/61`, `Male | 1961-03-04`.
    pattern: new RegExp(
      `(?<![A-Za-z])(?:[MF]|[Mm]ale|MALE|[Ff]emale|FEMALE)[\\s,|;(:/]{1,6}(${NUMERIC_DATE}|${WRITTEN_DATE})(?!\\w)`,
      'gd',
    ),
    unless: match => !mayBeBirth(match[1]!, MAX_BIRTH_YEAR),
  },
  {
    kind: 'birth date',
    digits: 3,
    group: 1,
    words: ['ob', 'o.b', 'birth'],
    // `1958-11-23 DOB`
    pattern: new RegExp(
      `(?<![\\w/-])(${NUMERIC_DATE}|${WRITTEN_DATE})[\\s(=-]{1,3}(?:d\\.?o\\.?b\\b|birth ?date|date of birth)(?! ?[:=#]? ?\\d)`,
      'gid',
    ),
  },
  {
    kind: 'birth date',
    digits: 3,
    group: 1,
    // The other way round: `(02/12/1949), female`.
    pattern: new RegExp(
      `(?<![\\w/-])(${NUMERIC_DATE}|${WRITTEN_DATE})[\\s,|;)]{1,5}(?:[MF]|[Mm]ale|MALE|[Ff]emale|FEMALE)(?![\\w/])`,
      'gd',
    ),
    unless: (match, text) =>
      !mayBeBirth(match[1]!, MAX_EARLY_YEAR) ||
      /(?:implanted|placed|inserted|surgery|since|on|replaced|revised)\s$/i.test(text.slice(0, match.index)),
  },
  {
    kind: 'ssn',
    digits: 4,
    group: 1,
    words: ['ss', 'social'],
    pattern:
      /(?<!\w)(?:ssn|ss ?#|social security(?: (?:no|number|num))?)\.?(?: last (?:4|four)| ending(?: in)?)?(?: is)?[\s:=#.]{0,4}((?:\d{3}|[x*]{3})[- \u2010-\u2015]?(?:\d{2}|[x*]{2})[- \u2010-\u2015]?\d{4}|\d{4})(?![\w]|[-.]\d)/dgi,
  },
  {
    kind: 'ssn',
    digits: 9,
    group: 0,
    pattern: new RegExp(`(?<![\\w.$/]|\\w${DASH})\\d{3}${DASH}\\d{2}${DASH}\\d{4}(?!\\w|[-./]\\d)`, 'gd'),
    unless: (match, text) => match[0].startsWith('000') || namesThing(text, match.index),
  },
  {
    kind: 'phone',
    digits: 10,
    group: 0,
    pattern: new RegExp(
      `(?<![\\w.$/]|\\w${DASH})(?:\\+?1${SEP}{0,2})?(?:\\(\\d{3}\\) ?|\\d{3}${GAP})\\d{3}${GAP}\\d{4}(?:,? ?(?:x|ext\\.?) ?\\d{1,6})?(?!\\w|[-./]\\d|,\\d)`,
      'gid',
    ),
    unless: (match, text) =>
      namesThing(text, match.index) ||
      (/^[\d ]+$/.test(match[0]) && (/^[01]/.test(match[0]) || isMeasured(text, match.index + match[0].length))),
  },
  {
    kind: 'phone',
    digits: 9,
    group: 0,
    pattern: /(?<![\w.])\+\d{1,3}[-. ]?\(?\d{1,4}\)?[-. ]\d{2,4}[-. ]?\d{2,4}[-. ]?\d{0,4}(?!\w|[-./]\d)/dg,
    unless: (match, text) => digitCount(match[0]) < 9 || isMeasured(text, match.index + match[0].length),
  },
  {
    kind: 'phone',
    digits: 7,
    group: 1,
    words: ['phone', 'tel', 'cell', 'mobile', 'fax', 'ph', 'pager', 'call', 'text', 'reach', 'contact'],
    pattern: new RegExp(
      `(?<!\\w)(?:(?:tele)?phone|tel|cell|mobile|fax|ph|pager|call(?:ed)?|texted|text|reach(?:ed)?|contact(?:ed)?)(?: (?:number|no|back|her|him|them|patient|pt|results?|reports?|mother|father|mom|dad|wife|husband|daughter|son|sister|brother|spouse|family|home|office))?(?: (?:at|is|on|to))?[\\s:#.]{0,4}(\\+?1?${SEP}?(?:\\(?\\d{3}\\)?${SEP}?)?\\d{3}[-. \\u2010-\\u2015]?\\d{4}(?:,? ?(?:x|ext\\.?) ?\\d{1,6})?)(?!\\w|[-./]\\d|,\\d)`,
      'gid',
    ),
    unless: (match, text) =>
      isMeasured(text, match.index + match[0].length) || /^\d{4}[-.]\d{2}/.test(match[1]!) || digitCount(match[1]!) < 7,
  },
  {
    kind: 'record number',
    digits: 3,
    group: 1,
    pattern:
      /(?<!\w)(?:mrn|mr ?#|med(?:ical)?\.? rec(?:ord)?\.?|hicn|mbi|fin|(?:chart|record|account|acct|patient|pt|member|subscriber|beneficiary|policy|insurance|medicare|medicaid|group|claimant|encounter|visit|driver'?s? licen[cs]e|licen[cs]e|passport)(?= ?(?:number|num|no|id|#)(?![a-z])))\.?(?: ?(?:number|num|no|id|#)(?![a-z])\.?)?(?: is)?[\s:#=.]{0,4}((?=[a-z-]{0,10}\d)[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){2,19})(?![\w]|[-./]\w)/dgi,
    unless: match => digitCount(match[1]!) < leastDigits(match[0]) || isDate(match[1]!),
  },
  {
    kind: 'record number',
    digits: 5,
    group: 1,
    words: ['mr', 'id', 'chart', 'acc', 'csn', 'har', 'claim', 'licen', 'passport'],
    // Without a word for number the label needs more digits behind it.
    pattern:
      /(?<![\w-])(?:mr|id|chart|acct|account|csn|har|passport|driver['’]?s licen[cs]e|(?:wc|comp|injury) claim)[\s:#.]{1,4}((?=[a-z\d-]{0,20}\d)[a-z]{0,3}-?\d(?:\d|-(?=\d)){3,14})(?![\w]|[-./]\w)/dgi,
    unless: match => digitCount(match[1]!) < 5 || isDate(match[1]!),
  },
  {
    kind: 'record number',
    digits: 6,
    group: 1,
    words: ['#'],
    pattern: /(?<![\w#])#\s?(\d{6,12})(?![\w-])/dg,
    unless: (match, text) => namesThing(text, match.index),
  },
  {
    kind: 'record number',
    digits: 5,
    group: 0,
    pattern:
      /(?<![\w-])[1-9][AC-HJKMNP-RT-Y][\dAC-HJKMNP-RT-Y]\d-[AC-HJKMNP-RT-Y][\dAC-HJKMNP-RT-Y]\d-[AC-HJKMNP-RT-Y]{2}\d{2}(?![\w-])/dg,
  },
];

/** No one who is treated was born later, as far as a date beside the sex tells. */
const MAX_BIRTH_YEAR = 2020;
/** Before the sex a date is a birth date only if it is long past: visits and surgery are dated, too. */
const MAX_EARLY_YEAR = 2005;

/** Whether a date can be a birth date by its year. Two digits are of the last century from 30 on. */
function mayBeBirth(date: string, last: number): boolean {
  const year = /\d{4}/.exec(date)?.[0];
  if (year) return +year >= 1900 && +year <= last;
  const short = /[-/.](\d{2})$/.exec(date)?.[1];
  return short !== undefined && +short >= 30;
}

function hasYear(date: string): boolean {
  return /\d{4}/.test(date) || /[-/.]\d{1,2}[-/.]\d{2}$/.test(date);
}

/** `Part B 01/01/2026`, `hepatitis B 3/4/21`: the letter belongs to the word before it. */
function isKind(text: string, at: number): boolean {
  return /(?:hep(?:atitis)?|part|vitamin|grade|type|group|class|plan|step|strep|bay|room|arm)\.? ?$/i.test(
    text.slice(Math.max(0, at - 12), at),
  );
}

/** Finds birth dates, phone and social security numbers, and the numbers of records. Time is linear in the text. */
export function findNumbers(text: string): Sighting[] {
  const there = digitCount(text);
  if (there === 0) return [];
  const found: Sighting[] = [];
  const lower = text.toLowerCase();
  for (const { kind, digits, words, pattern, group, unless } of PATTERNS) {
    if (there < digits || (words && !words.some(word => lower.includes(word)))) continue;
    for (const match of matches(text, pattern)) {
      const span = match.indices?.[group];
      if (span && !unless?.(match, text)) found.push({ start: span[0], end: span[1], kind });
    }
  }
  return found;
}

/** Finds e-mail addresses: around each `@` what can belong to one. */
export function findEmails(text: string): Sighting[] {
  const found: Sighting[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at,
      end = at + 1;
    while (start > 0 && at - start < 64 && /[\w.%+-]/.test(text[start - 1]!)) start--;
    while (end < text.length && end - at < 128 && /[A-Za-z0-9.-]/.test(text[end]!)) end++;
    while (end > at && /[.-]/.test(text[end - 1]!)) end--;
    if (start < at && /^[A-Za-z0-9-][A-Za-z0-9.-]*\.[A-Za-z]{2,24}$/.test(text.slice(at + 1, end)))
      found.push({ start, end, kind: 'email' });
  }
  return found;
}

/**
 * Whether the word before a number makes it the number of a thing: a lot, a serial, a prescription, an authorization.
 */
function namesThing(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 24), at).toLowerCase();
  return /(?:lot|sn|serial|rx|npi|ndc|model|ref|catalog|part|order|invoice|auth|authorization|authorisation|claim|upc|udi)\.?(?: ?(?:no|number|num|#))?[\s:#.]{0,3}$/.test(
    before,
  );
}

/** Whether a unit follows, so that the number before it is a reading. */
function isMeasured(text: string, at: number): boolean {
  return /^ ?(?:m?l|m[cg]g?|mcg|µg|ug|units?|%|kg|lbs?|cm|mm|bpm|ohms?|hz)(?!\w)/i.test(text.slice(at, at + 10));
}

/**
 * How many digits a record number has behind its label; behind `FIN`, which is a word too, more than a procedure code.
 */
function leastDigits(label: string): number {
  if (/^fin/i.test(label)) return 6;
  return /^m(?:r|ed)/i.test(label) ? 3 : 4;
}

/** A date with its year in full, which no record number is. */
function isDate(text: string): boolean {
  return /^(?:\d{4}-\d{2}-\d{2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})$/.test(text);
}
