import { Big } from 'big.js';
import type { Span } from '../syntax/tree.js';
import { SPELLED, spelledNumber } from './number-words.js';

export type MeasureKind = 'volume' | 'rate' | 'strength' | 'mass' | 'months' | 'percent' | 'money';

/** A number with its unit. */
export interface Measure extends Span {
  readonly kind: MeasureKind;
  /** Digits and a point, without grouping commas; decimals as written. */
  readonly number: string;
  /** Canonical: `mL`, `mcg/day`, `mg/mL`. */
  readonly unit: string;
  /** A letter was read as a digit or the unit was repaired, as after a bad scan: never sure. */
  readonly garbled: boolean;
  /** The unit is not beside the number: a label or the context gives it. */
  readonly bare: boolean;
}

/** `480 mcg/day` */
export function amountOf({ number, unit }: Pick<Measure, 'number' | 'unit'>): string {
  return `${number} ${unit}`;
}

const DIGITS = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d{1,3} point \\d{1,3}|\\d+(?:\\.\\d+)?|\\.\\d+';
/** Letters that a scan reads as digits, with a digit beside them. */
const GARBLED =
  '(?=[\\d.olisbz]*\\d)(?=[\\d.]*[olisbz])[\\dolisbz]+(?:\\.[\\dolisbz]+)?|(?<![a-z0-9]) ?o(?=[ ]?(?:ml|cc)\\b)';
const MASS = 'mg|mcg|ucg|ug|milligrams?|micrograms?|mgs|mcgs|units?|iu|gm|g|grams?';
const ML = 'ml|mls|cc|ccs|milliliters?|millilitres?';
const PER = '[ ]?(?:/|per|a|each|every|p)[ ]?';
const DAY = '(?:24[ -]?(?:hours?|hrs?|h)|days?|d)\\b';
const HOUR = '(?:1[ ]?)?(?:hours?|hrs?|h)\\b';

const MEASURE = new RegExp(
  [
    `(?<![\\w.,/$-])(?:(?<digits>${DIGITS})|(?<garbled>${GARBLED})|(?<!synchromed )(?<spelled>${SPELLED}))`,
    '(?:[ \\n]?|-)(?:',
    [
      `(?<strengthMass>${MASS})(?:${PER}|[ ]?in[ ])(?:(?<perVolume>\\d{1,3}(?:\\.\\d+)?)[ -]?)?(?:${ML})\\b`,
      `(?<bareStrength>(?:/|per) ?ml\\b)`,
      `(?<hourMass>${MASS}|${ML})${PER}${HOUR}`,
      `(?<rateMass>${MASS}|${ML})(?:${PER}${DAY}|[ ]?(?:daily(?! dose)|qd)\\b)`,
      `(?<volume>(?:${ML}|mi|rnl|m1)\\b(?!/|(?<=cc):))`,
      `(?<mass>(?:${MASS})\\b(?!/))`,
      '(?<months>(?:mos?|months?)\\b)',
      '(?<percent>%|percent\\b|pct\\b|per cent\\b)',
    ].join('|'),
    ')',
  ].join(''),
  'g',
);
const MONEY =
  /(?:\$|\busd )[ ]?(\d{1,3}(?:,\d{3})+(?:\.\d{2})?|\d+(?:\.\d{1,2})?)(?!\d)|(?<![\w.])(\d+\.\d{2}) dollars\b|(?<=\binv(?:oice)?[ :#]{1,3})(\d+\.\d{2})(?!\d)/g;

/** The numbers with units of a text in lower case, in order. */
export function measuresIn(text: string, offset = 0): Measure[] {
  const found: Measure[] = [];
  for (const match of text.matchAll(MEASURE)) {
    const measure = measureOf(match, offset);
    if (measure) found.push(withYears(text, offset, measure));
  }
  for (const match of text.matchAll(MONEY)) {
    const number = (match[1] ?? match[2] ?? match[3])!.replaceAll(',', '');
    const start = offset + match.index;
    found.push({ start, end: start + match[0].length, kind: 'money', number, unit: '$', garbled: false, bare: false });
  }
  return withSharedUnits(
    text,
    offset,
    found.sort((a, b) => a.start - b.start),
  );
}

/** `3 yrs 2 mo` are 38 months. */
function withYears(text: string, offset: number, measure: Measure): Measure {
  if (measure.kind !== 'months') return measure;
  const years = /(?<![\d.])(\d{1,2}) ?(?:y|yrs?|years?)\.?,? (?:and )?$/.exec(
    text.slice(Math.max(0, measure.start - offset - 16), measure.start - offset),
  );
  if (!years) return measure;
  const months = Number(years[1]) * 12 + Number(measure.number);
  return { ...measure, number: String(months), start: measure.start - years[0].length };
}

function measureOf(match: RegExpExecArray, offset: number): Measure | undefined {
  const groups = match.groups!;
  const number = groups.digits ?? repaired(groups.garbled) ?? spelledNumber(groups.spelled!);
  if (!number) return undefined;
  const start = offset + match.index;
  const place = { start, end: start + match[0].length, bare: false };
  const plain = number.replaceAll(',', '').replace(' point ', '.');
  const garbled = groups.garbled !== undefined || ['mi', 'rnl', 'm1'].includes(groups.volume ?? '');
  const { bareStrength, strengthMass, hourMass, rateMass, volume, mass, months } = groups;
  const made = (kind: MeasureKind, unit: string, n = plain): Measure => ({ ...place, kind, number: n, unit, garbled });
  // `2000 per mL`: only the size of the number tells its unit.
  if (bareStrength)
    return { ...place, kind: 'strength', number: plain, unit: Number(plain) < 50 ? 'mg/mL' : 'mcg/mL', garbled: true };
  if (strengthMass) return made('strength', ...strengthOf(plain, massUnit(strengthMass), groups.perVolume));
  if (hourMass) return made('rate', `${massUnit(hourMass)}/day`, new Big(plain).times(24).toFixed());
  if (rateMass) return made('rate', `${massUnit(rateMass)}/day`);
  if (volume) return made('volume', 'mL');
  if (mass) return made('mass', massUnit(mass));
  return months ? made('months', 'mo') : made('percent', '%');
}

/** `2000 mcg/mL` of `40,000 mcg/20 mL`; as the label has it if it does not divide evenly. */
function strengthOf(mass: string, unit: string, perVolume: string | undefined): [unit: string, number: string] {
  if (perVolume === undefined || Number(perVolume) === 0) return [`${unit}/mL`, mass];
  const perMl = new Big(mass).div(perVolume);
  return perMl.times(perVolume).eq(mass) ? [`${unit}/mL`, perMl.toFixed()] : [`${unit}/${perVolume} mL`, mass];
}

function repaired(garbled: string | undefined): string | undefined {
  return garbled
    ?.replaceAll('o', '0')
    .replaceAll(/[li]/g, '1')
    .replaceAll('s', '5')
    .replaceAll('b', '8')
    .replaceAll('z', '2')
    .trim();
}

function massUnit(word: string): string {
  if (/^(?:mcg|ucg|ug|micro)/.test(word)) return 'mcg';
  if (/^(?:mg|milligram)/.test(word)) return 'mg';
  if (/^(?:ml|cc|milli[lL])/.test(word)) return 'mL';
  return /^(?:u|iu)/.test(word) ? 'units' : 'g';
}

/** `in 40 / 2000 mcg/mL`: a volume beside a strength. */
const FLOW_BEFORE = /\b(?:in|out|got|back|put in|fill(?:ed)?|instilled|vol(?:ume)?)[ :=]{1,2}$/;

/** Right before a number with its unit: another number, and what joins the two. */
const FIRST_OF_PAIR = new RegExp(
  `(?<![\\w.,/$-])(${DIGITS})(?:[ ]?(?:->|=>|-->|>|/)[ ]?|[ \\n]+(?:up |down )?to[ \\n]+)$`,
);
/** Characters of the longest such number, its joint and the words before them. */
const MAX_FIRST = 160;

/** `6.0 to 6.6 mg/day`, `8.2 -> 9.0 mg/day`, `6.2/6.0 mL`: the first number has the unit of the second. */
function withSharedUnits(text: string, offset: number, measures: Measure[]): Measure[] {
  const all: Measure[] = [];
  for (const measure of measures) {
    const from = Math.max(0, measure.start - offset - MAX_FIRST);
    const before = text.slice(from, measure.start - offset);
    const pair = FIRST_OF_PAIR.exec(before);
    const last = all.at(-1);
    const isFlow = pair && measure.kind === 'strength' && FLOW_BEFORE.test(before.slice(0, pair.index));
    if (pair && !isFlow && measure.kind !== 'money' && (!last || last.end <= offset + from + pair.index)) {
      const start = offset + from + pair.index;
      all.push({ ...measure, start, end: start + pair[1]!.length, number: pair[1]!.replaceAll(',', ''), bare: true });
    }
    all.push(measure);
  }
  return all;
}

const LABEL_UNIT =
  /[(,[][ ]?(ml|cc|mg|mcg|ug|mg\/day|mcg\/day|ug\/day|mg\/d|mcg\/d|mg\/ml|mcg\/ml|months?|mo|mos|mg\/24 ?h(?:r|our)?s?|mcg\/24 ?h(?:r|our)?s?|%|percent)[ ]?[)\]]?[ :]*$/;

/** `Exp resid mL`: the unit as the last word of a label. */
const UNIT_LAST = /[a-z] (ml|cc|mc?g\/d(?:ay)?|mc?g\/ml|mos?|months?)$/;
/** `mL withdrawn`: the unit as the first word of a label. */
const UNIT_FIRST = /^(ml|cc|mc?g\/d(?:ay)?)s?,? (?:on |at )?[a-z]{2}/;
/** `Total daily dose mcg`: a mass that the label makes an amount a day. */
const DAILY_MASS = /\b(?:daily|24[ -]?h\w{0,6})\b[a-z ]{0,40}[ (,](mc?g|ug)\)?$/;

/** Short labels of a volume, whose unit goes without saying. */
const VOLUME_LABEL =
  /^(?:(?:residual|reservoir|volume|vol|drug)[ ,(]{1,2}){0,2}(?:exp(?:ected)?\.?|act(?:ual)?\.?|calculated|calc|predicted|measured|obtained|in|out|removed|withdrawn|aspirated|returned|filled|refilled|instilled|injected|residual|erv|arv|rv)(?: (?:volume|vol|residual))?\)?$/;

/**
 * The measure that a bare number of a table or a labeled line is by the unit of its label: `Volume withdrawn (mL)` and
 * `8.5`.
 * @param value the text of the cell, in lower case
 */
export function bareMeasure(label: string, value: string, offset: number): Measure | undefined {
  const isVolume = VOLUME_LABEL.test(label) && /^[ ]*\d{1,2}(?:\.\d+)?[ ]*$/.test(value);
  const unit = isVolume
    ? 'ml'
    : (LABEL_UNIT.exec(label)?.[1] ??
      UNIT_LAST.exec(label)?.[1] ??
      UNIT_FIRST.exec(label)?.[1] ??
      DAILY_MASS.exec(label)?.[1] ??
      /\bmonths?\b|^mos?\b/.exec(label)?.[0]);
  const number = new RegExp(`^[ ]*(${DIGITS})(?![\\w./%]|[ ]?(?:ml|mg|mcg|ug|cc)\\b)`).exec(value);
  if (!unit || !number) return undefined;
  const asWritten = measuresIn(`${number[1]} ${unit}`)[0];
  if (!asWritten) return undefined;
  const start = offset + number[0].length - number[1]!.length;
  return { ...asWritten, start, end: start + number[1]!.length, bare: true };
}
