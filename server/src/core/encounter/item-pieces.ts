/**
 * An item of a field cut into words, amounts, dates, strings and signs, for readings that do not go by the first word.
 */
import { isBlank, isLetter, isDigit, skipBlanks, wordEnd } from '../syntax/chars.js';
import type { Span } from '../syntax/tree.js';
import { ABBREVIATIONS } from '../fields/abbreviations.js';
import { MASSES, RATES, type Unit } from '../fields/units.js';
import { isMonth, readDate, readMonth } from './date.js';
import { namedDateAt } from './named-date.js';
import { numberLength, readAmount, startsWithNumber } from './quantity.js';
import type { Quantity } from './model.js';

/** Offsets are those of the item's text. */
export type Piece = Span &
  (
    | { readonly kind: 'quantity'; readonly value: Quantity }
    | { readonly kind: 'number' }
    /** The size of a needle: `22g`, `22-gauge`, `1.5"`. */
    | { readonly kind: 'gauge' }
    | { readonly kind: 'date' }
    | { readonly kind: 'string' }
    /** How long something took, or when: `over 5 min`, `9 am`, `10:30`. */
    | { readonly kind: 'time' }
    | { readonly kind: 'arrow' }
    | { readonly kind: 'word'; readonly word: string }
    | { readonly kind: 'sign'; readonly sign: string }
  );

export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = skipBlanks(text, 0, text.length); at < text.length; at = skipBlanks(text, at, text.length)) {
    const piece = pieceAt(text, at);
    pieces.push(piece);
    at = piece.end;
  }
  return pieces;
}

/** The words among pieces. */
export function wordsOf(pieces: readonly Piece[]): readonly string[] {
  const words: string[] = [];
  for (const piece of pieces) if (piece.kind === 'word') words.push(piece.word);
  return words;
}

function pieceAt(text: string, at: number): Piece {
  const named = namedDateAt(text, at);
  if (named) return { kind: 'date', start: at, end: named.end };
  return stringAt(text, at) ?? arrowAt(text, at) ?? valueAt(text, at) ?? wordAt(text, at) ?? signAt(text, at);
}

function stringAt(text: string, at: number): Piece | undefined {
  if (text[at] !== '"' || (at > 0 && !isBlank(text.charCodeAt(at - 1)))) return undefined;
  const close = text.indexOf('"', at + 1);
  return { kind: 'string', start: at, end: close < 0 ? text.length : close + 1 };
}

/** `->`, `-->`, `=>`, `→`. The word `to` is an arrow only between two values, which the reader of `prog:` decides. */
function arrowAt(text: string, at: number): Piece | undefined {
  if (!'-=→➔➜'.includes(text[at]!)) return undefined;
  const arrow = /^(?:-{1,2}>|=>|→|➔|➜)/.exec(text.slice(at, at + 3));
  return arrow ? { kind: 'arrow', start: at, end: at + arrow[0].length } : undefined;
}

const TIME =
  /^(?:\d{1,2}:\d{2}(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?|\d+(?:\.\d+)?\s*-?\s*(?:minutes?|mins?|hours?|hrs?|h|seconds?|secs?))(?![A-Za-z0-9/])/i;
const GAUGE = /^\d{2}\s*-?\s*(?:gauge|ga|g)\b|^\d+(?:\.\d+)?\s*(?:"|inch(?:es)?\b|in\.(?=\s|$))/i;

function valueAt(text: string, at: number): Piece | undefined {
  if (!startsWithNumber(text, at)) return undefined;
  const word = withoutClosing(text.slice(at, wordEnd(text, at, text.length)));
  if (isDateAt(text, at, word)) return { kind: 'date', start: at, end: at + word.length };
  const numberEnd = at + numberLength(text, at);
  const mayBeMeasure = isNearNumber(text.charCodeAt(skipBlanks(text, numberEnd, text.length)));
  const rest = mayBeMeasure ? text.slice(at, at + 24) : '';
  const gauge = mayBeMeasure ? GAUGE.exec(rest) : null;
  if (gauge) return { kind: 'gauge', start: at, end: at + gauge[0].length };
  const amount = readAmount(text, at);
  if (amount && amount.value.unit !== 'min')
    return { kind: 'quantity', value: amount.value, start: at, end: amount.end };
  const time = mayBeMeasure ? TIME.exec(rest) : null;
  if (time) return { kind: 'time', start: at, end: at + time[0].length };
  let end = numberEnd;
  while (isLetter(text.charCodeAt(end))) end++;
  // `503B` names a kind of pharmacy; another number that runs into letters is still a number.
  if (end - numberEnd === 1 && numberEnd - at === 3)
    return { kind: 'word', start: at, end, word: text.slice(at, end).toLowerCase() };
  return { kind: 'number', start: at, end };
}

/** A word without the `)` and `;` behind it. */
function withoutClosing(word: string): string {
  let end = word.length;
  while (word[end - 1] === ')' || word[end - 1] === ';') end--;
  return end === word.length ? word : word.slice(0, end);
}

const NEAR_NUMBER: ReadonlySet<number> = new Set([...'":-.gGiIaApPmMhHsS'].map(sign => sign.charCodeAt(0)));

/** Whether the size of a needle or a time may have this behind its number: `22g`, `1.5"`, `9 am`, `10:30`. */
function isNearNumber(c: number): boolean {
  return c >= 0x80 || NEAR_NUMBER.has(c);
}

function isDateAt(text: string, at: number, word: string): boolean {
  const date = readDate(word);
  return date.ok || date.shaped || isMonth(word) || isExpiryMonth(text, at, word);
}

const EXPIRY = /\b(?:exp|expires?|expiring|expiration|expiry|bud|use by)\.?\s*(?:date)?\s*[:=]?\s*$/i;

/** Characters before a month that are looked at. */
const EXPIRY_LENGTH = 24;

/** `exp 6/27`: behind such a word two numbers are a month and a year. */
function isExpiryMonth(text: string, at: number, word: string): boolean {
  return (
    at > 0 &&
    word.length <= 5 &&
    EXPIRY.test(text.slice(Math.max(0, at - EXPIRY_LENGTH), at)) &&
    readMonth(word) !== undefined
  );
}

/** `2 SDV x20mL` */
const TIMES = /^x(?=\d[\d.]*\s?-?(?:ml|cc)s?\b)/i;

const ARROWS_UP_AND_DOWN = '↑↓⬆⬇';

function wordAt(text: string, at: number): Piece | undefined {
  if (ARROWS_UP_AND_DOWN.includes(text[at]!))
    return { kind: 'word', start: at, end: at + 1, word: '↑⬆'.includes(text[at]!) ? 'increased' : 'decreased' };
  if (!isWordStart(text.charCodeAt(at))) return undefined;
  if (isDigit(text.charCodeAt(at + 1)) && TIMES.test(text.slice(at, at + 16)))
    return { kind: 'word', start: at, end: at + 1, word: 'x' };
  let end = at + 1;
  while (end < text.length && isWordChar(text, end)) end++;
  return { kind: 'word', start: at, end, word: inFull(inUsSpelling(text.slice(at, end).toLowerCase())) };
}

/** The wordings of the fields are in US spelling. */
function inUsSpelling(word: string): string {
  return word.includes('aesth') ? word.replace('aesth', 'esth') : word;
}

function inFull(word: string): string {
  return ABBREVIATIONS.get(word) ?? word;
}

function isWordStart(c: number): boolean {
  return isLetter(c) || c >= 0xc0 || c === 0xb5;
}

/** Letters and digits; a hyphen, point or apostrophe inside the word. */
function isWordChar(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  if (isWordStart(c) || isDigit(c)) return !isBlank(c);
  const next = text.charCodeAt(at + 1);
  if (c === 0x2f) return isAbbreviation(text, at);
  return (
    (c === 0x2d || c === 0x2e || c === 0x27 || c === 0x2019) && (isWordStart(next) || isDigit(next)) && !isBlank(next)
  );
}

/** Two letters joined by a slash: `s/n`, `w/o`. */
function isAbbreviation(text: string, slash: number): boolean {
  const isLetterAt = (at: number): boolean => isLetter(text.charCodeAt(at));
  return isLetterAt(slash - 1) && isLetterAt(slash + 1) && !isLetterAt(slash - 2) && !isLetterAt(slash + 2);
}

/** Beside these words an amount is one of many, or a limit, not what a day gets. */
const NO_DAILY: ReadonlySet<string> = new Set([
  'bolus',
  'boluses',
  'ptm',
  'myptm',
  'pca',
  'max',
  'maximum',
  'oral',
  'po',
]);

/**
 * `daily dose 480 mcg`, `24 hr dose 480 mcg`, `amount per day 4.5 mg`: the words beside an amount make a rate of it.
 */
export function withDailyRates(pieces: readonly Piece[], text: string): readonly Piece[] {
  const isRate = (piece: Piece): boolean => piece.kind === 'quantity' && RATES.includes(piece.value.unit);
  const isAmount = (piece: Piece): piece is Extract<Piece, { kind: 'quantity' }> =>
    piece.kind === 'quantity' && (MASSES.includes(piece.value.unit) || piece.value.unit === 'mL');
  if (!pieces.some(isAmount) || pieces.some(isRate)) return pieces;
  const words = pieces.map(piece => (piece.kind === 'word' ? piece.word : ''));
  const isDaily =
    words.some((word, i) => word === 'daily' || (word === 'per' && words[i + 1] === 'day') || word === 'q24h') ||
    pieces.some(piece => piece.kind === 'time' && /^24\s*-?\s*h/i.test(text.slice(piece.start, piece.end)));
  if (!isDaily || words.some(word => NO_DAILY.has(word))) return pieces;
  return pieces.map(piece =>
    isAmount(piece) ? { ...piece, value: { ...piece.value, unit: `${piece.value.unit}/day` as Unit } } : piece,
  );
}

function signAt(text: string, at: number): Piece {
  return { kind: 'sign', start: at, end: at + 1, sign: text[at]! };
}

/** Whether a piece holds a number or a date, which never goes unread without a finding. */
export function holdsValue(piece: Piece): boolean {
  return piece.kind === 'quantity' || piece.kind === 'number' || piece.kind === 'date' || piece.kind === 'gauge';
}
