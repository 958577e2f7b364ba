/** Vials, ampules and syringes in `drug:`: their kind, number and size. */
import { CONTAINER_WORDS } from '../fields/drug.js';
import { VOLUME, type Unit } from '../fields/units.js';
import { every, isDigit, skipBlanks, trimEnd } from '../syntax/chars.js';
import type { Item } from '../syntax/tree.js';
import { isStrength } from './drug-components.js';
import { wordsOf, type Piece } from './item-pieces.js';
import type { Container, Fact } from './model.js';
import { NUMBER_WORDS } from './number-words.js';
import { readQuantity, sameAmount, startsWithNumber } from './quantity.js';
import { keywordOf, type Reader } from './reader.js';

/** What an item says of containers. */
export interface ContainerReading {
  /** Undefined if it was reported. */
  readonly container: Fact<Container> | undefined;
  /** Whether it names only the kind, which another item may say better. */
  readonly isKindOnly?: boolean;
}

/** `sdv 2 x 20 mL`, `2 vials of 20 mL`, `20 mL single-dose vial x 2`; undefined for items that name no container. */
export function containerIn(reader: Reader, item: Item): ContainerReading | undefined {
  const { word, rest } = keywordOf(item);
  if (word === 'sdv' || word === 'mdv') {
    const simple = readSimpleContainer(reader, item, word, rest);
    if (simple !== 'other') return { container: simple };
  }
  return containerByWords(reader, item);
}

const MULTIPLE: ReadonlySet<string> = new Set(['mdv', 'multiple', 'multi']);

/** `2 vials of 20 mL`, `20 mL single-dose vial x 2` */
function containerByWords(reader: Reader, item: Item): ContainerReading | undefined {
  const pieces = reader.pieces(item.text);
  const words = wordsOf(pieces);
  const kinds = words.flatMap(one => CONTAINER_WORDS.get(one) ?? []);
  if (!kinds.length || pieces.some(isStrength) || words.includes('from')) return undefined;
  const [size, ...otherSizes] = pieces.filter(piece => piece.kind === 'quantity');
  const [typedCount, ...otherCounts] = pieces.filter(isCount);
  if (otherSizes.length || otherCounts.length || (size && size.value.unit !== 'mL')) return undefined;
  const kind = [...kinds, ...words].some(one => MULTIPLE.has(one)) ? 'mdv' : 'sdv';
  if (!size && !typedCount) return { container: reader.fact({ kind }, item), isKindOnly: true };
  const count = typedCount ? countOf(item.text, typedCount) : 1;
  if (!isPlausible(count)) return undefined;
  if (!size) return { container: reader.fact({ kind, count }, item) };
  const each = words.includes('total') ? { ...size.value, amount: size.value.amount.div(count) } : size.value;
  return { container: reader.fact({ kind, count, size: each }, item) };
}

/** Whether a line can have so many containers. */
function isPlausible(count: number | undefined): count is number {
  return count !== undefined && count > 0 && count < 1000;
}

/** `2`, `two`, `x2` */
function isCount(piece: Piece): boolean {
  if (piece.kind !== 'word') return piece.kind === 'number';
  return piece.word !== 'single' && (NUMBER_WORDS.has(piece.word) || /^x\d+$/.test(piece.word));
}

/** `1 sdv 20 mL + 1 sdv 20 mL`: alike containers, counted together. */
export function containersIn(reader: Reader, item: Item): Fact<Container> | undefined {
  let whole: Container | undefined;
  for (const part of partsOf(item.text)) {
    const at = {
      start: item.start + part.start,
      end: item.start + part.end,
      text: item.text.slice(part.start, part.end),
    };
    const found = containerIn(reader, at);
    whole = found && together(whole, found.container);
    if (!whole) return undefined;
  }
  return whole && reader.fact(whole, item);
}

/** Where the containers of `1 sdv 20 mL + 1 sdv 20 mL` are; none if the text has no two. */
function partsOf(text: string): readonly { readonly start: number; readonly end: number }[] {
  const parts: { start: number; end: number }[] = [];
  let start = 0;
  for (const joint of text.matchAll(/\s*(?:\+|&|\band\b)\s*/g)) {
    parts.push({ start, end: joint.index });
    start = joint.index + joint[0].length;
  }
  return parts.length ? [...parts, { start, end: text.length }] : [];
}

/** Two alike containers as one of both. */
function together(before: Container | undefined, { value }: Partial<Fact<Container>> = {}): Container | undefined {
  if (!before || !value) return value;
  const isAlike =
    before.kind === value.kind && before.size && value.size && sameAmount(before.size, value.size) === true;
  return isAlike ? { ...before, count: (before.count ?? 1) + (value.count ?? 1) } : undefined;
}

function countOf(text: string, piece: Piece): number | undefined {
  const typed = text.slice(piece.start, piece.end).toLowerCase().replace(/^x/, '');
  return every(typed, isDigit) ? +typed : NUMBER_WORDS.get(typed);
}

/** A vial is labeled by its volume, or by what it holds. */
const SIZES: readonly Unit[] = [...VOLUME, 'mg', 'mcg'];

/** The number before an `x`: 2 of `2 x 20 mL`, and the text behind it. */
function countBefore(text: string): { readonly count: number; readonly rest: string } | undefined {
  const x = text.search(/[x×]/i);
  const end = x > 0 ? trimEnd(text, 0, x) : 0;
  if (x <= 0 || !every(text, isDigit, 0, end)) return undefined;
  return { count: +text.slice(0, end), rest: text.slice(skipBlanks(text, x + 1, text.length)) };
}

/** `2 vials`, `2 of 20` */
function isCountOfVials(text: string): boolean {
  return /^\d+\s*(?:vials?|ampules?)?\s*(?:of\s+)?(?:$|\d)/i.test(text) && /[a-z]/i.test(text);
}

/** `sdv 2 x 20 mL`, `sdv 20 mL` (one), `mdv`. `other` for a wording of another kind. */
function readSimpleContainer(
  reader: Reader,
  item: Item,
  kind: 'sdv' | 'mdv',
  from: number,
): Fact<Container> | 'other' | undefined {
  if (from === item.text.length) return reader.fact({ kind }, item);
  const text = item.text.slice(from);
  const only = /^\(?(0?[1-9]|[1-9]\d)\)?$/.exec(text);
  if (only) return reader.fact({ kind, count: +only[1]! }, item);
  const typed = countBefore(text);
  if (!typed && !startsWithNumber(text)) return /\d/.test(text) ? 'other' : reader.fact({ kind }, item);
  const { count, rest } = typed ?? { count: 1, rest: text };
  const size = readQuantity(rest, SIZES);
  if (size.ok && /\d/.test(rest.slice(size.end))) return 'other';
  if (size.ok && isPlausible(count)) return reader.fact({ kind, count, size: size.value }, item);
  if (!typed && !size.ok && isCountOfVials(text)) return 'other';
  const why = size.ok
    ? `Write the number of containers in “${item.text}”, as ${kind} 2 x 20 mL.`
    : `Correct “${item.text}”: it ${size.why}.`;
  reader.problem('malformed-value', item, why);
  reader.undecided('drug', item);
  return undefined;
}
