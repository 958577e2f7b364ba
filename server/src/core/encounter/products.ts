/** Amounts that were placed in several parts: `2 x 20 mL`, `20 mL x 2` and `20 mL + 20 mL` are 40 mL. */
import { Big } from 'big.js';
import type { Piece } from './item-pieces.js';
import { NUMBER_WORDS } from './number-words.js';
import { readNumber } from './quantity.js';

export function inParts(pieces: readonly Piece[], text: string): readonly Piece[] {
  return withoutChecks(withoutPortions(withoutArithmetic(withSums(withProducts(withVials(pieces), text)), text), text));
}

const VIALS: ReadonlySet<string> = new Set(['vials', 'syringes', 'ampules']);

/** `two 20 mL vials` are 40 mL. */
function withVials(pieces: readonly Piece[]): readonly Piece[] {
  const at = pieces.findIndex(piece => piece.kind === 'word' && VIALS.has(piece.word));
  const [size, count] = [pieces[at - 1], pieces[at - 2]];
  const number = count?.kind === 'word' ? NUMBER_WORDS.get(count.word) : undefined;
  if (size?.kind !== 'quantity' || size.value.unit !== 'mL' || !number) return pieces;
  const isWhole = pieces.slice(0, at - 2).some(({ kind }) => kind === 'quantity');
  if (isWhole) return pieces; // the whole is stated before
  const value = { ...size.value, amount: size.value.amount.times(number) };
  return [...pieces.slice(0, at - 2), { ...size, value, start: count!.start }, ...pieces.slice(at + 1)];
}

const PORTIONS: ReadonlySet<string> = new Set([
  'portion',
  'portions',
  'aliquot',
  'aliquots',
  'increments',
  'syringe',
  'syringes',
  'parts',
  'steps',
]);

/** `20 mL (in four 5 mL portions)`: what states the same whole in portions is left out. */
function withoutPortions(pieces: readonly Piece[], text: string): readonly Piece[] {
  const at = pieces.findIndex(piece => piece.kind === 'word' && PORTIONS.has(piece.word));
  const [size, count] = [pieces[at - 1], pieces[at - 2]];
  if (size?.kind !== 'quantity' || !count) return pieces;
  const number = count.kind === 'word' ? NUMBER_WORDS.get(count.word) : countOf(count, text);
  const whole = pieces.slice(0, at - 2).findLast(piece => piece.kind === 'quantity');
  if (!number || !whole || !size.value.amount.times(number).eq(whole.value.amount)) return pieces;
  const [behind] = pieces.slice(pieces.indexOf(whole) + 1);
  const placed = behind?.kind === 'word' && behind.word === 'in' ? [behind] : []; // `40 mL in two 20 mL syringes`
  return [
    ...pieces.slice(0, pieces.indexOf(whole) + 1),
    ...placed,
    ...pieces.slice(at + 1).filter(({ kind }) => kind !== 'sign'),
  ];
}

/** `20 mL, with aspiration every 5 mL`: behind the whole, how often the needle was checked. */
function withoutChecks(pieces: readonly Piece[]): readonly Piece[] {
  const at = pieces.findIndex(piece => piece.kind === 'word' && (piece.word === 'every' || piece.word === 'q'));
  const step = pieces[at + 1];
  const whole = at > 0 ? pieces.slice(0, at).find(piece => piece.kind === 'quantity') : undefined;
  if (step?.kind !== 'quantity' || whole?.kind !== 'quantity' || step.value.unit !== whole.value.unit) return pieces;
  if (step.value.amount.gte(whole.value.amount)) return pieces;
  const from = pieces.slice(0, at).findLastIndex(piece => piece.kind !== 'word' || !CHECKS.has(piece.word)) + 1;
  return [...pieces.slice(0, from), ...pieces.slice(at + 2)];
}

const CHECKS: ReadonlySet<string> = new Set([
  'with',
  'and',
  'by',
  'aspiration',
  'aspirating',
  'aspirated',
  'aspirate',
  're-aspiration',
  're-aspirating',
  're-aspirated',
  'reaspiration',
  'reaspirated',
  'rechecked',
  'checked',
  'checks',
  'confirmed',
  'verified',
]);

const ARITHMETIC = /\((\d[\d.]*)\s*([+x×*])\s*(\d[\d.]*)\)/i;

/** `40 mL (20 + 20)`, `40 mL (2 x 20)`: how the amount before it was computed. */
function withoutArithmetic(pieces: readonly Piece[], text: string): readonly Piece[] {
  const found = text.includes('(') ? ARITHMETIC.exec(text) : null;
  const [a, b] = found ? [readNumber(found[1]!), readNumber(found[3]!)] : [];
  const whole = found && pieces.findLast(piece => piece.kind === 'quantity' && piece.end <= found.index);
  if (!found || !a || !b || whole?.kind !== 'quantity') return pieces;
  if (!(found[2] === '+' ? a.plus(b) : a.times(b)).eq(whole.value.amount)) return pieces;
  return pieces.filter(({ start, end }) => end <= found.index || start >= found.index + found[0].length);
}

function isPlus(piece: Piece | undefined): boolean {
  return (piece?.kind === 'sign' && piece.sign === '+') || (piece?.kind === 'word' && piece.word === 'plus');
}

/** `10 mL + 10 mL` */
function withSums(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const [before, sign] = [joined.at(-2), joined.at(-1)];
    const isSum = isPlus(sign);
    if (isSum && before?.kind === 'quantity' && piece.kind === 'quantity' && before.value.unit === piece.value.unit) {
      const amount = before.value.amount.plus(piece.value.amount);
      joined.splice(-2, 2, { ...before, value: { ...before.value, amount }, end: piece.end });
    } else joined.push(piece);
  }
  return joined;
}

/** `2 x 20 mL` and `20 mL x 2` */
function withProducts(pieces: readonly Piece[], text: string): readonly Piece[] {
  const joined: Piece[] = [];
  for (let at = 0; at < pieces.length; at++) {
    const amount = pieces[at]!;
    const before = joined.length >= 2 && isTimes(joined.at(-1)!) ? countOf(joined.at(-2)!, text) : undefined;
    const behind = amount.kind === 'quantity' ? timesBehind(pieces, at, text) : undefined;
    const count = before ?? behind?.count;
    if (amount.kind !== 'quantity' || count === undefined) {
      joined.push(amount);
      continue;
    }
    const first = before === undefined ? amount : joined.at(-2)!;
    if (before !== undefined) joined.splice(-2);
    else at = behind!.end - 1;
    const value = { ...amount.value, amount: amount.value.amount.times(new Big(count)) };
    joined.push({ kind: 'quantity', value, start: first.start, end: pieces[at]!.end });
  }
  return joined;
}

/** `x 2` and `x2` behind an amount. */
function timesBehind(pieces: readonly Piece[], at: number, text: string): { count: number; end: number } | undefined {
  const next = pieces[at + 1];
  if (!next) return undefined;
  const joined = next.kind === 'word' ? /^x(\d{1,2})$/.exec(next.word) : null;
  if (joined) return { count: +joined[1]!, end: at + 2 };
  const count = isTimes(next) && pieces[at + 2] ? countOf(pieces[at + 2]!, text) : undefined;
  return count === undefined ? undefined : { count, end: at + 3 };
}

function isTimes(piece: Piece): boolean {
  return (
    (piece.kind === 'word' && piece.word === 'x') ||
    (piece.kind === 'sign' && (piece.sign === '×' || piece.sign === '*'))
  );
}

function countOf(piece: Piece, text: string): number | undefined {
  const typed = text.slice(piece.start, piece.end);
  return piece.kind === 'number' && /^\d{1,2}$/.test(typed) ? +typed : undefined;
}
