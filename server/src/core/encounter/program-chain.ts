/**
 * A change of the dose in several steps: `increased 10% then another 2.5%`, `up 10% and 0.1 mg/day`. Each step begins
 * at the dose that the one before it led to.
 */
import { CHANGE_VERBS, KIND_WORDS } from '../fields/prog.js';
import { RATES } from '../fields/units.js';
import type { Item } from '../syntax/tree.js';
import type { Piece } from './item-pieces.js';
import { drugsNamed } from './loose-facts.js';

/** Words that begin a further step: `another 2.5%`. */
export const FURTHER: ReadonlySet<string> = new Set(['another', 'additional', 'further', 'extra', 'again', 'then']);

const JOINTS: ReadonlySet<string> = new Set(['then', 'followed']);
const WEAK_JOINTS: ReadonlySet<string> = new Set(['and', 'plus']);
const NOT_OF_DOSE: ReadonlySet<string> = new Set<string>([
  ...KIND_WORDS.mode,
  ...KIND_WORDS.bolus,
  ...KIND_WORDS.bridge,
  ...KIND_WORDS.concentration,
  'between',
]);

/** The steps that an item holds, each as an item of its own; the item alone if it holds one. */
export function stepsOf(item: Item, pieces: readonly Piece[]): readonly Item[] {
  const cuts = cutsOf(item, pieces);
  if (!cuts.length) return [item];
  const starts = [0, ...cuts.map(({ start }) => start)];
  return starts.map((start, i) => {
    const typed = item.text.slice(start, starts[i + 1]);
    const text = typed.replace(/^[(=\s]+/, '').replace(/[\s)]+$/, '');
    const from = item.start + start + typed.indexOf(text);
    return { start: from, end: from + text.length, text, unclosed: i === cuts.length ? item.unclosed : undefined };
  });
}

function cutsOf(item: Item, pieces: readonly Piece[]): readonly Piece[] {
  const other = pieces.filter((_, i) => beginsOtherKind(pieces, i) || beginsFlow(pieces, i));
  if (other.length) return other;
  if (pieces.filter(isStepValue).length < 2) return [];
  if (pieces.some(piece => piece.kind === 'time' || NOT_OF_DOSE.has(wordOf(piece)))) return [];
  return pieces.filter((piece, i) => isJoint(pieces, i) && !namesDrugBehind(item.text, piece));
}

/** `dose increased by 5% and bolus 0.1 mg added`: another kind of change begins at the joint. */
function beginsOtherKind(pieces: readonly Piece[], at: number): boolean {
  if (!WEAK_JOINTS.has(wordOf(pieces[at]!))) return false;
  const [before, behind] = [pieces.slice(0, at), pieces.slice(at + 1)];
  const isChange = before.some(piece => CHANGE_VERBS.has(wordOf(piece)) || piece.kind === 'arrow');
  const next = behind.find(piece => !['a', 'the', 'new', 'added', 'started'].includes(wordOf(piece)));
  return (
    isChange &&
    before.some(isStepValue) &&
    !before.some(piece => NOT_OF_DOSE.has(wordOf(piece))) &&
    next !== undefined &&
    NOT_OF_DOSE.has(wordOf(next)) &&
    behind.some(piece => piece.kind === 'quantity')
  );
}

/** `0.32 -> 0.36 mL/day (3.2 -> 3.6 mg/day)`: the same change in mL and in mg. */
function beginsFlow(pieces: readonly Piece[], at: number): boolean {
  const piece = pieces[at]!;
  if (piece.kind !== 'sign' || (piece.sign !== '(' && piece.sign !== '=')) return false;
  const rateIn = (part: readonly Piece[]): string | undefined => {
    const rate = part.findLast(one => one.kind === 'quantity' && RATES.includes(one.value.unit));
    return rate?.kind === 'quantity' ? rate.value.unit : undefined;
  };
  const [before, behind] = [rateIn(pieces.slice(0, at)), rateIn(pieces.slice(at))];
  return before !== undefined && behind !== undefined && (before === 'mL/day') !== (behind === 'mL/day');
}

/** Whether a step ends before a place, and another begins at it. */
function isJoint(pieces: readonly Piece[], at: number): boolean {
  const word = wordOf(pieces[at]!);
  if (!JOINTS.has(word) && !WEAK_JOINTS.has(word)) return false;
  const [before, behind] = [pieces.slice(0, at), pieces.slice(at + 1)];
  if (!before.some(isStepValue) || !behind.some(isStepValue)) return false;
  if (JOINTS.has(word)) return wordOf(pieces[at - 1]!) !== 'and' || word === 'then';
  // `and` joins two steps only if the first is one and the second follows at once.
  const next = behind.find(piece => !FURTHER.has(wordOf(piece)) && wordOf(piece) !== 'an' && wordOf(piece) !== 'by');
  const isStep = before.some(piece => CHANGE_VERBS.has(wordOf(piece)) || (piece.kind === 'sign' && piece.sign === '+'));
  return isStep && next !== undefined && isStepValue(next) && !behind.some(({ kind }) => kind === 'arrow');
}

function namesDrugBehind(text: string, { end }: Piece): boolean {
  return drugsNamed(text.slice(end)).length > 0;
}

function isStepValue(piece: Piece): boolean {
  return piece.kind === 'quantity' && (piece.value.unit === '%' || RATES.includes(piece.value.unit));
}

function wordOf(piece: Piece): string {
  return piece.kind === 'word' ? piece.word : '';
}
