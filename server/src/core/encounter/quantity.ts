import { Big } from 'big.js';
import { every, isDigit, isLetter, skipBlanks } from '../syntax/chars.js';
import { readUnit, unitOf, type Unit } from '../fields/units.js';
import type { Quantity } from './model.js';

/** What is where an amount was expected. */
export type QuantityReading =
  | {
      readonly ok: true;
      readonly value: Quantity;
      /** Where the amount and its unit end. */
      readonly end: number;
    }
  /** `why` is a clause for a message; `repaired` is the one reading that the text has, if it has one. */
  | { readonly ok: false; readonly why: string; readonly repaired?: string };

/**
 * Length of the number at `from`: digits, with commas between them, a decimal point, a leading point. 0 if there is
 * none.
 */
export function numberLength(text: string, from: number): number {
  let i = from,
    digits = 0;
  while (i < text.length) {
    const c = text.charCodeAt(i);
    if (isDigit(c)) digits++;
    else if (!((c === 0x2c || c === 0x2e) && isDigit(text.charCodeAt(i + 1)))) break;
    i++;
  }
  return digits ? i - from : 0;
}

/**
 * The exact value of a number as typed, or undefined if its commas do not group thousands or it has two points (`6,5`,
 * `1.2.3`).
 */
export function readNumber(text: string): Big | undefined {
  const point = text.indexOf('.');
  const whole = point < 0 ? text : text.slice(0, point);
  const fraction = point < 0 ? '' : text.slice(point + 1);
  if (fraction && !every(fraction, isDigit)) return undefined;
  if (whole.length > MAX_LENGTH || fraction.length > MAX_DIGITS) return undefined;
  if (!whole.includes(',')) {
    const isNumber = whole.length > 0 ? every(whole, isDigit) : fraction.length > 0;
    return isNumber && whole.length <= MAX_DIGITS ? fromDigits(whole, fraction) : undefined;
  }
  const [first = '', ...others] = whole.split(',');
  const isGrouped = isGroup(first) && others.every(group => isGroup(group) && group.length === 3);
  return isGrouped ? fromDigits(first + others.join(''), fraction) : undefined;
}

/** Up to three digits, as between the commas of a number. */
const isGroup = (digits: string): boolean => digits.length <= 3 && every(digits, isDigit);

/** Ten groups of three digits with commas between them. */
const MAX_LENGTH = 39;

/** No note states so many digits before or behind the point. */
const MAX_DIGITS = 30;

/** The number that digits before and behind the point write: `new Big(text)`, which tests its form first. */
function fromDigits(whole: string, fraction: string): Big {
  const all = whole + fraction;
  let first = 0,
    last = all.length;
  while (first < last && all[first] === '0') first++;
  while (last > first && all[last - 1] === '0') last--;
  const number = new Big(ZERO);
  if (first === last) return number;
  number.e = whole.length - 1 - first;
  number.c = [];
  for (let i = first; i < last; i++) number.c.push(all.charCodeAt(i) - 0x30);
  return number;
}

const ZERO = new Big(0);

/**
 * Reads `40 mL`, `40mL`, `1,000 mcg/mL`, `2 %` at a place of a text.
 * @param allowed the units that fit here; the first is the one a message names
 */
export function readQuantity(text: string, allowed: readonly Unit[], from = 0): QuantityReading {
  const whole = readAmount(text, from);
  return whole && allowed.includes(whole.value.unit)
    ? { ok: true, value: whole.value, end: whole.end }
    : { ok: false, ...whyUnread(text, allowed, from) };
}

/** Why no amount in these units is at a place of a text. */
function whyUnread(text: string, allowed: readonly Unit[], from: number): { why: string; repaired?: string } {
  const first = text.charCodeAt(from);
  const sign = first === 0x2d || first === 0x2b ? 1 : 0;
  const end = from + sign + numberLength(text, from + sign);
  if (end === from + sign) return { why: `has no number (an amount in ${either(allowed)} belongs here)` };
  if (sign) return { why: `has a sign, and an amount in ${either(allowed)} has none` };
  const typed = text.slice(from, end);
  if (!readNumber(typed))
    return {
      why: `has the number “${typed}”, which cannot be read (a comma groups thousands, a point starts the decimals)`,
      ...decimalComma(typed, text.slice(end)),
    };
  const unitStart = skipBlanks(text, end, text.length);
  const word = unitWordAt(text, unitStart);
  const unit = readAmount(text, from)?.value.unit ?? (word ? unitOf(word) : undefined);
  if (unit) return { why: `has the unit ${unit}, but ${either(allowed)} belongs here` };
  if (word) return { why: `has the unit “${word}”, which is none (${either(allowed)} belongs here)` };
  const only = allowed.length === 1 ? { repaired: `${typed} ${allowed[0]}${text.slice(end)}` } : {};
  return { why: `has no unit (${either(allowed)} belongs here)`, ...only };
}

/** `6,5` may mean `6.5`. */
function decimalComma(typed: string, rest: string): { repaired?: string } {
  const isOne = typed.indexOf(',') === typed.lastIndexOf(',') && !typed.includes('.');
  return isOne ? { repaired: typed.replace(',', '.') + rest } : {};
}

function unitWordAt(text: string, from: number): string {
  let at = from;
  while (at < text.length && isUnitChar(text.charCodeAt(at))) at++;
  return text.slice(from, at);
}

/** Any amount with a unit at a place of a text, label strengths too: `40,000 mcg/20 mL` is 2000 mcg/mL. */
export function readAmount(text: string, from: number): { readonly value: Quantity; readonly end: number } | undefined {
  const end = from + numberLength(text, from);
  if (end === from) return undefined;
  const amount = readNumber(text.slice(from, end));
  if (!amount) return undefined;
  let unitStart = skipBlanks(text, end, text.length);
  if (text[unitStart] === '-' && isLetter(text.charCodeAt(unitStart + 1))) unitStart++; // `20-mL vial`
  const unit = readUnit(text, unitStart);
  if (!unit || runsOn(text, unit.end)) return undefined;
  if (unit.unit === 'mL' && POSSESSIVE.test(text.slice(unit.end, unit.end + 3)))
    return { value: { amount, unit: 'mL' }, end: unit.end + 2 };
  const value = { amount: unit.factor === 1 ? amount : amount.times(unit.factor), unit: unit.unit };
  return perVolume(text, value, unit.end) ?? { value, end: unit.end };
}

/** `6 cc's` */
const POSSESSIVE = /^['’]s(?![a-z])/i;

/** What makes another unit of the one before it: `mg/mL/day`. */
const UNIT_TAILS = /^\s*(?:day|d|hours?|hrs?|h|min|kg|week|wk|month|dose|ml)\b/i;

/** Whether a unit goes on in a way that makes another one of it; `20 mg/mL/bupivacaine` begins another drug. */
function runsOn(text: string, at: number): boolean {
  return text[at] === '/' ? UNIT_TAILS.test(text.slice(at + 1, at + 12)) : isUnitChar(text.charCodeAt(at));
}

/** `/20 mL`, `per 20 mL` and `in 20 mL` behind a mass make a strength of it. */
function perVolume(
  text: string,
  mass: Quantity,
  from: number,
): { readonly value: Quantity; readonly end: number } | undefined {
  if (mass.unit !== 'mg' && mass.unit !== 'mcg' && mass.unit !== 'units') return undefined;
  const next = text[skipBlanks(text, from, text.length)];
  const per = next && '/pPiI'.includes(next) ? /^\s*(?:\/|per\b|in\b)\s*/i.exec(text.slice(from, from + 12)) : null;
  if (!per) return undefined;
  const volume = readAmount(text, from + per[0].length);
  if (volume?.value.unit !== 'mL' || !isPositive(volume.value.amount)) return undefined;
  return { value: { amount: mass.amount.div(volume.value.amount), unit: `${mass.unit}/mL` }, end: volume.end };
}

/** `mg/day, mcg/day or mL/day` */
function either(units: readonly Unit[]): string {
  return units.length === 1 ? units[0]! : `${units.slice(0, -1).join(', ')} or ${units.at(-1)}`;
}

function isUnitChar(c: number): boolean {
  return isLetter(c) || c === 0x2f || c === 0x25 || c === 0xb5 || c === 0x3bc;
}

/** Whether a number starts at a place of a text, regardless of what follows it. */
export function startsWithNumber(text: string, from = 0): boolean {
  const c = text.charCodeAt(from);
  return isDigit(c) || ((c === 0x2c || c === 0x2e) && isDigit(text.charCodeAt(from + 1)));
}

/** To multiply by it is exact, and cheaper than a division. */
const THOUSANDTH = new Big('0.001');

/** The number that a table or a profile states. */
export function stated(number: string): Big {
  return new Big(number);
}

/** Whether a number is above 0: `n.gt(0)`, which makes a number of its 0 each time. */
export function isPositive(n: Big): boolean {
  return n.s > 0 && n.c[0] !== 0;
}

/** No note states so many decimals: they come from a quotient that does not end, and its last one is rounded. */
const MAX_DECIMALS = 15;

/** A number that was computed from a quotient such as 500 mg ÷ 30 mL, without what the rounding of that left. */
export function settled(n: Big): Big {
  return n.c.length - 1 - n.e > MAX_DECIMALS ? n.round(12) : n;
}

/** Whether two numbers are the same, also where one was computed from a quotient that does not end. */
export function sameNumber(a: Big, b: Big): boolean {
  return isIdentical(a, b) || isIdentical(settled(a), settled(b));
}

/** `a.eq(b)`, which makes a copy of `b` each time. */
function isIdentical(a: Big, b: Big): boolean {
  if (a.c.length !== b.c.length || a.e !== b.e || (a.s !== b.s && a.c[0] !== 0)) return false;
  for (let i = 0; i < a.c.length; i++) if (a.c[i] !== b.c[i]) return false;
  return true;
}

/** A strength in mg/mL (1 % = 10 mg/mL); undefined for a unit that is no strength. */
export function mgPerMl(q: Quantity): Big | undefined {
  switch (q.unit) {
    case 'mg/mL':
      return q.amount;
    case 'mcg/mL':
      return q.amount.times(THOUSANDTH);
    case '%':
      return q.amount.times(10);
    default:
      return undefined;
  }
}

/** A strength in units/mL, for drugs measured by their effect (heparin); undefined for any other unit. */
export function unitsPerMl(q: Quantity): Big | undefined {
  return q.unit === 'units/mL' ? q.amount : undefined;
}

/** A mass in mg; undefined for a unit that is no mass. */
export function mg(q: Quantity): Big | undefined {
  if (q.unit === 'mg') return q.amount;
  return q.unit === 'mcg' ? q.amount.times(THOUSANDTH) : undefined;
}

/** A daily dose in mg; undefined for `mL/day`, `units/day` and for units that are no rate. */
export function mgPerDay(q: Quantity): Big | undefined {
  if (q.unit === 'mg/day') return q.amount;
  return q.unit === 'mcg/day' ? q.amount.times(THOUSANDTH) : undefined;
}

/** Whether two amounts are equal, also in different units; undefined if their units measure different things. */
export function sameAmount(a: Quantity, b: Quantity): boolean | undefined {
  if (a.unit === b.unit) return sameNumber(a.amount, b.amount);
  for (const in1 of [mgPerMl, mg, mgPerDay]) {
    const x = in1(a),
      y = in1(b);
    if (x && y) return sameNumber(x, y);
  }
  return undefined;
}

/** A change is by more than a hundredth; less is what pumps and people round. */
const ROUNDING = 0.01;

/**
 * Whether two doses, or two strengths, are the same within rounding: 4.998 mg/day is 5 mg/day; undefined if their units
 * measure different things.
 */
export function sameWithinRounding(a: Quantity, b: Quantity, share = ROUNDING): boolean | undefined {
  const same = sameAmount(a, b);
  if (same !== false) return same;
  const [x, y] = a.unit === b.unit ? [a.amount, b.amount] : [inMilligrams(a), inMilligrams(b)];
  return x !== undefined && y !== undefined && isWithin(x, y, share);
}

/** Whether two numbers differ by at most a share of the larger one. */
function isWithin(a: Big, b: Big, share: number): boolean {
  return a
    .minus(b)
    .abs()
    .lte((a.gt(b) ? a : b).times(share));
}

function inMilligrams(q: Quantity): Big | undefined {
  return mgPerDay(q) ?? mgPerMl(q) ?? mg(q);
}

/** `480 mcg/day`, with thousands grouped: `1,000 mcg/mL`. */
export function formatQuantity(q: Quantity): string {
  return `${formatNumber(q.amount)} ${q.unit}`;
}

/** So many digits a floating-point number holds exactly. */
const EXACT_DIGITS = 15;

/**
 * The nearest floating-point number, or one beside it; the number itself if that is whole and has at most fifteen
 * digits.
 */
export function approximately(n: Big): number {
  const { c: digits, e: exponent, s: sign } = n;
  if (digits.length > EXACT_DIGITS) return n.toNumber();
  let all = 0;
  for (const digit of digits) all = all * 10 + digit;
  return sign * all * 10 ** (exponent + 1 - digits.length);
}

/** More decimals than these are shown rounded to four digits behind the zeros. */
const MAX_SHOWN = 8;

/** A number without grouping, as arithmetic shows it: `16.6667` for a quotient that does not end. */
export function plain(n: Big): string {
  const exact = settled(n);
  if (exact.c.length - 1 - exact.e <= MAX_SHOWN) return exact.toFixed();
  return exact.round(exact.e < 0 ? 3 - exact.e : 4).toFixed();
}

/** Plain decimal with thousands grouped by commas. */
export function formatNumber(n: Big): string {
  const digits = plain(n);
  const point = digits.indexOf('.');
  const first = digits.startsWith('-') ? 1 : 0;
  let comma = (point < 0 ? digits.length : point) - 3;
  if (comma <= first) return digits;
  let out = '',
    end = digits.length;
  for (; comma > first; comma -= 3) {
    out = `,${digits.slice(comma, end)}${out}`;
    end = comma;
  }
  return digits.slice(0, end) + out;
}
