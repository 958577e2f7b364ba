/** Units of the note language in their canonical spelling, and what each is typed as. */
import { isBlank, isDigit, isLetter, skipBlanks } from '../syntax/chars.js';
import { inEitherCase } from '../syntax/vocabulary.js';

export type Unit =
  | 'mL'
  | 'mg'
  | 'mcg'
  | 'units'
  | 'mg/mL'
  | 'mcg/mL'
  | 'units/mL'
  | '%'
  | 'mg/day'
  | 'mcg/day'
  | 'units/day'
  | 'mL/day'
  | 'mo'
  | 'min';

export const VOLUME: readonly Unit[] = ['mL'];
export const RATES: readonly Unit[] = ['mg/day', 'mcg/day', 'mL/day', 'units/day'];
export const STRENGTHS: readonly Unit[] = ['mg/mL', 'mcg/mL', '%', 'units/mL'];
export const MASSES: readonly Unit[] = ['mg', 'mcg', 'units'];
export const MONTHS: readonly Unit[] = ['mo'];

type Measure = 'mL' | 'mg' | 'mcg' | 'units';

/** What is measured, by how it is typed in lower case. */
const MEASURES: ReadonlyMap<string, Measure> = new Map<string, Measure>([
  ['ml', 'mL'],
  ['mls', 'mL'],
  ['cc', 'mL'],
  ['ccs', 'mL'],
  ['milliliter', 'mL'],
  ['milliliters', 'mL'],
  ['millilitre', 'mL'],
  ['millilitres', 'mL'],
  ['mg', 'mg'],
  ['mgs', 'mg'],
  ['milligram', 'mg'],
  ['milligrams', 'mg'],
  ['mcg', 'mcg'],
  ['mcgs', 'mcg'],
  ['ug', 'mcg'],
  ['µg', 'mcg'],
  ['μg', 'mcg'],
  ['microgram', 'mcg'],
  ['micrograms', 'mcg'],
  ['unit', 'units'],
  ['units', 'units'],
  ['iu', 'units'],
  ['u', 'units'],
  ['usp', 'units'],
]);

/** Pumps with a constant flow state their rate in these; a thousand are a milliliter. */
const MICROLITERS: ReadonlySet<string> = new Set(['mcl', 'ul', 'µl', 'μl', 'microliter', 'microliters']);

/** Units that are one word, by how they are typed in lower case, and by the spelling that is nearly always typed. */
const SINGLE: ReadonlyMap<string, Unit> = new Map<string, Unit>([
  ['mL', 'mL'],
  ['mg/mL', 'mg/mL'],
  ['mcg/mL', 'mcg/mL'],
  ['mL/day', 'mL/day'],
  ['mcg/day', 'mcg/day'],
  ['mg/day', 'mg/day'],
  ...MEASURES,
  ['%', '%'],
  ['percent', '%'],
  ['mo', 'mo'],
  ['mos', 'mo'],
  ['month', 'mo'],
  ['months', 'mo'],
  ['min', 'min'],
  ['mins', 'min'],
  ['minute', 'min'],
  ['minutes', 'min'],
]);

/** Days that a period of a rate lasts, as a factor of the amount: per hour is 24 times a day. */
const PERIODS: ReadonlyMap<string, 1 | 24> = new Map<string, 1 | 24>([
  ['day', 1],
  ['d', 1],
  ['24h', 1],
  ['24hr', 1],
  ['24hrs', 1],
  ['24', 1],
  ['hour', 24],
  ['hr', 24],
  ['h', 24],
]);

const YEARS: ReadonlySet<string> = new Set(['yr', 'yrs', 'year', 'years']);

/** Words that make a rate of the unit before them, each by itself. */
const DAILY: ReadonlySet<string> = new Set(['daily', 'qd', 'q24h', 'qday']);

/** A unit as it is typed: its canonical spelling, what the amount is multiplied by, and where it ends. */
export interface TypedUnit {
  readonly unit: Unit;
  /** 24 for a rate by the hour, 12 for years as months, a thousandth for microliters. */
  readonly factor: number;
  readonly end: number;
}

/**
 * The unit that one word means (`ug` and `µg` mean `mcg`), in either case. Rates by the hour are no unit of their own.
 */
export function unitOf(word: string): Unit | undefined {
  const single = inEitherCase(SINGLE, word);
  if (single) return single;
  const typed = word.includes('/') ? readUnit(word, 0) : undefined;
  return typed && typed.end === word.length && typed.factor === 1 ? typed.unit : undefined;
}

/**
 * Reads the unit that starts at a place of a text: `mL`, `mcg/day`, `mg per day`, `mcg/24 h`, `mg/hr`, `mcg daily`,
 * `units/mL`.
 */
export function readUnit(text: string, from: number): TypedUnit | undefined {
  const end = measureEnd(text, from);
  if (end === from) return undefined;
  const word = text.slice(from, end);
  if (MICROLITERS.has(word.toLowerCase())) return readMicroliters(text, end);
  const known = inEitherCase(SINGLE, word);
  const measure = MEASURES.get(word.toLowerCase());
  if (measure) {
    const rate = readPer(text, end, measure);
    if (rate) return rate;
  }
  if (YEARS.has(word.toLowerCase()) && !continuesWord(text, end)) return { unit: 'mo', factor: 12, end };
  return known && !continuesWord(text, end) ? { unit: known, factor: 1, end } : undefined;
}

/** @param from where the word ends: `mcL/h` is 0.024 mL/day */
function readMicroliters(text: string, from: number): TypedUnit | undefined {
  const rate = readPer(text, from, 'mL');
  if (rate) return { ...rate, factor: rate.factor === 24 ? 0.024 : 0.001 };
  return continuesWord(text, from) ? undefined : { unit: 'mL', factor: 0.001, end: from };
}

/** Where the first word of a unit ends: letters, or the percent sign. */
function measureEnd(text: string, from: number): number {
  if (text[from] === '%') return from + 1;
  let end = from;
  while (end < text.length && isUnitLetter(text.charCodeAt(end))) end++;
  return end;
}

function isUnitLetter(c: number): boolean {
  return isLetter(c) || c === 0xb5 || c === 0x3bc;
}

/** Whether what is at a place runs on from the word before it, so that this is no unit (`mL/kg`, `mg2`). */
function continuesWord(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  return c === 0x2f ? isUnitLetter(text.charCodeAt(skipBlanks(text, at + 1, text.length))) : isDigit(c);
}

/** What follows a measure: `/day`, `per 24 hours`, `a day`, `daily`, `/mL`. */
function readPer(text: string, from: number, measure: Measure): TypedUnit | undefined {
  const at = skipBlanks(text, from, text.length);
  const word = wordAt(text, at);
  if (measure === 'units' && word === 'units') return readPer(text, at + word.length, measure);
  const dotted = word === 'q' ? DOTTED_DAILY.exec(text.slice(at, at + DOTTED_LENGTH)) : null;
  if (dotted) return { unit: `${measure}/day`, factor: 1, end: at + dotted[0].length };
  return DAILY.has(word)
    ? { unit: `${measure}/day`, factor: 1, end: at + word.length }
    : readPerWord(text, at, measure);
}

/** `q.d.` */
const DOTTED_DAILY = /^q\.\s?d\.?(?![a-z])/i;
const DOTTED_LENGTH = 6;

/** `/day`, `per 24 hours`, `a day`, `/mL` */
function readPerWord(text: string, from: number, measure: Measure): TypedUnit | undefined {
  let at = from;
  const word = wordAt(text, at);
  if (text[at] === '/') at = skipBlanks(text, at + 1, text.length);
  else if (word === 'per' || word === 'a' || word === 'every' || word === 'q' || word === 'each')
    at = skipBlanks(text, at + word.length, text.length);
  else return undefined;
  return readPeriod(text, at, measure, word === 'a' || word === 'every' || word === 'q' || word === 'each');
}

function readPeriod(text: string, from: number, measure: Measure, timeOnly: boolean): TypedUnit | undefined {
  const period = wordAt(text, from);
  const end = from + period.length;
  const factor = PERIODS.get(period.replace(/\.$/, ''));
  if (period === '24') {
    const hours = skipBlanks(text, end, text.length);
    const unit = /^-?(?:hours?|hrs?|h)\b/i.exec(text.slice(hours));
    return unit ? { unit: `${measure}/day`, factor: 1, end: hours + unit[0].length } : undefined;
  }
  if (factor !== undefined) return { unit: `${measure}/day`, factor, end };
  if (timeOnly || measure === 'mL') return undefined;
  return MEASURES.get(period) === 'mL' ? { unit: `${measure}/mL`, factor: 1, end } : undefined;
}

/** The word of letters and digits at a place, in lower case. */
function wordAt(text: string, from: number): string {
  let end = from;
  while (
    end < text.length &&
    !isBlank(text.charCodeAt(end)) &&
    (isUnitLetter(text.charCodeAt(end)) || isDigit(text.charCodeAt(end)))
  )
    end++;
  return text.slice(from, end).toLowerCase();
}
