/** Items that state several things, and where each of them begins: `aspirated 6 mL and filled 20 mL`. */
import type { CompiledField } from '../fields/compiled-field.js';
import { CONNECTORS, DENIALS } from '../fields/filler.js';
import { RATES } from '../fields/units.js';
import type { Item, Span } from '../syntax/tree.js';
import type { Key } from '../syntax/vocabulary.js';
import { holdsValue, type Piece } from './item-pieces.js';
import { hasValue, isAliquot, isSign, takesValue } from './item-values.js';
import { sameAmount } from './quantity.js';

/** A part of an item that states one thing: `aspirated 6 mL` of `aspirated 6 mL and filled 20 mL`. */
export interface Segment {
  readonly pieces: readonly Piece[];
  /** Whether a comma is missing before it. False if a word or a sign joins it, or if it is the first. */
  readonly lostComma: boolean;
}

/** Keys whose keywords say where an item begins: `out 4 mL in 20 mL`. */
const NO_COMMA_NEEDED: ReadonlySet<Key> = new Set<Key>(['pump', 'device', 'fill']);

/** Cuts the pieces of an item where another statement begins. */
export function segmentsOf(compiled: CompiledField, pieces: readonly Piece[]): readonly Segment[] {
  const needsComma = !NO_COMMA_NEEDED.has(compiled.field.key);
  const segments: Segment[] = [];
  let start = 0,
    lostComma = false;
  const cut = (end: number, next: number, isLost: boolean): void => {
    if (end > start) segments.push({ pieces: pieces.slice(start, end), lostComma });
    start = next;
    lostComma = isLost;
  };
  for (let i = 1; i < pieces.length; i++) {
    if (i <= start) continue;
    const isStated = hasValue(pieces, start, i) || isSlashBeforeKeyword(compiled, pieces, start, i);
    if (isStated && joinsStatements(pieces, i)) cut(i, i + 1, false);
    else if (isStated && hasValue(pieces, i, pieces.length) && startsAnother(compiled, pieces, start, i))
      cut(i, i, needsComma);
    else if ((isStated && startsReport(compiled, pieces, i)) || startsDetail(compiled, pieces, start, i))
      cut(i, i, false);
  }
  cut(pieces.length, pieces.length, false);
  return segments;
}

/** Where a segment is in the note. */
export function spanOfSegment(item: Item, segment: Segment, isWhole: boolean): Span {
  if (isWhole) return item;
  const first = segment.pieces[0]!,
    last = segment.pieces.at(-1)!;
  return { start: item.start + first.start, end: item.start + last.end };
}

/** `out 6.0/in 40 mL`: the number before it lost its unit. */
function isSlashBeforeKeyword(compiled: CompiledField, pieces: readonly Piece[], start: number, at: number): boolean {
  const next = pieces[at + 1];
  return (
    isSign(pieces[at]!, '/') &&
    next?.kind === 'word' &&
    compiled.byWord.get(next.word)?.kind === 'quantity' &&
    pieces.slice(start, at).some(({ kind }) => kind === 'number')
  );
}

/**
 * Whether `lot`, `exp` or another keyword begins here whose value is behind it, as on a label:
 * `40 mL lot G44 exp 2027-06`.
 */
function startsDetail(compiled: CompiledField, pieces: readonly Piece[], start: number, at: number): boolean {
  const isDetail = (index: number): boolean => {
    const piece = pieces[index];
    const item = piece?.kind === 'word' ? compiled.triggers.get(piece.word) : undefined;
    return item?.verbatim === true || item?.month === true;
  };
  return isDetail(at) && (isDetail(start) || hasValue(pieces, start, at));
}

/** Whether a keyword with its value behind it is here, after the value of another: a comma was left out. */
function startsAnother(compiled: CompiledField, pieces: readonly Piece[], start: number, at: number): boolean {
  const piece = pieces[at]!;
  const next = pieces[at + 1];
  if (piece.kind !== 'word' || (next?.kind !== 'quantity' && next?.kind !== 'date')) return false;
  const named = compiled.byWord.get(piece.word) ?? compiled.triggers.get(piece.word);
  if (!named || !takesValue(named, next) || isAliquot(pieces, at + 1)) return false;
  const first = pieces.slice(start, at).find(before => before.kind === 'word');
  return first !== undefined || compiled.byWord.has(piece.word);
}

/** Whether a report begins here that has no value of its own: `expected 3 mL no alarms`. */
function startsReport(compiled: CompiledField, pieces: readonly Piece[], at: number): boolean {
  const [piece, next, afterNext] = [pieces[at]!, pieces[at + 1], pieces[at + 2]];
  if (piece.kind !== 'word' || !DENIALS.has(piece.word)) return false;
  return [next, afterNext].some(one => one?.kind === 'word' && compiled.triggers.get(one.word)?.none !== undefined);
}

/** Pieces around a parenthesis that are looked at. */
const NEAR = 6;

/** `40 mL (2 x 20 mL vials)`: what is in parentheses is the amount before them. */
function restates(pieces: readonly Piece[], at: number): boolean {
  if (!isSign(pieces[at]!, '(')) return false;
  const before = pieces.slice(Math.max(0, at - NEAR), at).findLast(piece => piece.kind === 'quantity');
  const inside = pieces.slice(at, at + NEAR).find(piece => piece.kind === 'quantity');
  return before !== undefined && inside !== undefined && sameAmount(before.value, inside.value) === true;
}

/** Between two values these words join two statements as `and` does: `in 40 mL after 4 mL out`. */
const IN_TURN: ReadonlySet<string> = new Set(['after', 'before', 'once', 'following', 'vs', 'versus']);

function isConnector(piece: Piece): boolean {
  if (piece.kind === 'word') return CONNECTORS.has(piece.word) || IN_TURN.has(piece.word);
  if (piece.kind === 'arrow') return true;
  return ['&', '(', '/', '|', '@'].some(sign => isSign(piece, sign));
}

/** Whether a word or a sign is between two statements. */
function joinsStatements(pieces: readonly Piece[], at: number): boolean {
  const isJoint = isConnector(pieces[at]!) || isDash(pieces, at) || isBeforeRate(pieces, at);
  if (!isJoint || restates(pieces, at)) return false;
  return hasValue(pieces, at, pieces.length) || isOwnSign(pieces, at);
}

/** `expected 3 mL at dose 5 mg/day`, `3 mL @ 5 mg/day`: a rate behind a volume is a statement of its own. */
function isBeforeRate(pieces: readonly Piece[], at: number): boolean {
  const piece = pieces[at]!;
  const isAt = (piece.kind === 'word' && (piece.word === 'at' || piece.word === 'with')) || isSign(piece, '@');
  const value = isAt ? pieces.slice(at + 1).find(holdsValue) : undefined;
  const before = pieces.slice(0, at).findLast(holdsValue);
  const isVolume = before?.kind === 'quantity' && before.value.unit === 'mL';
  return isVolume && value?.kind === 'quantity' && RATES.includes(value.value.unit);
}

/** `5.1 mL aspirated - 20 mL placed`: a dash with blanks around it. */
function isDash(pieces: readonly Piece[], at: number): boolean {
  const [before, piece, behind] = [pieces[at - 1], pieces[at]!, pieces[at + 1]];
  const isLine = isSign(piece, '-') || isSign(piece, '–');
  return isLine && before !== undefined && behind !== undefined && before.end < piece.start && piece.end < behind.start;
}

/**
 * Whether a sign cuts an item even if only words are behind it, or a number without a unit: `6 mL / no alarms`,
 * `6 mL (expected 7)`.
 */
function isOwnSign(pieces: readonly Piece[], at: number): boolean {
  const piece = pieces[at]!;
  const next = pieces[at + 1];
  if (isSign(piece, '/') || isSign(piece, '|')) return next?.kind === 'word' && next.start > piece.end;
  return isSign(piece, '(') && pieces.slice(at).some(({ kind }) => kind === 'number') && next?.kind === 'word';
}
