/**
 * A change of the dose by a step: `up 12.5% from 3.2 mg/day`, `by 0.4 mg/day to 3.6 mg/day`, `halved from 6.3 mg/day`.
 * The step is neither the dose before nor the one after.
 */
import { RATES } from '../fields/units.js';
import type { Piece } from './item-pieces.js';

export interface DoseStep {
  /** By how much; undefined if the item does not say it in a way that can be computed. */
  readonly by: Piece | 'half' | 'double' | undefined;
  readonly before: Piece | undefined;
  readonly after: Piece | undefined;
  /** An amount behind a percentage: `10% (0.32 mg/day)` is the step, `12.5% (3.6 mg/day)` the dose after it. */
  readonly aside?: Piece | undefined;
}

const STEP_BEFORE: ReadonlySet<string> = new Set(['by', 'up', 'down', 'another', 'additional', 'further', 'extra']);

const STEP_BEHIND: ReadonlySet<string> = new Set([
  'increase',
  'decrease',
  'reduction',
  'up',
  'down',
  'upward',
  'upwards',
  'downward',
  'downwards',
  'more',
  'less',
  'higher',
  'lower',
]);

const STEPS: ReadonlySet<string> = new Set(['increase', 'decrease', 'reduction', 'increment', 'step', 'titration']);

const FRACTIONS: ReadonlySet<string> = new Set(['half', 'third', 'quarter']);

/**
 * The step of an item of `prog:` that does not state both ends of the change.
 * @param isChange whether its words state a change; without it a percentage is none
 */
export function stepOf(pieces: readonly Piece[], isChange: boolean): DoseStep | undefined {
  const values = pieces.filter(piece => piece.kind === 'quantity' || piece.kind === 'number');
  const shares = values.filter(isShare);
  const doses = values.filter(value => !isShare(value));
  const from = firstBehind(pieces, 'from', doses);
  const to = firstBehind(pieces, 'to', doses);
  const after = to === from ? undefined : to;
  const words = new Set(pieces.map(wordOf));
  if (isFraction(pieces, words, shares))
    return isChange ? { by: undefined, before: from, after: undefined } : undefined;
  const share = shares.find(one => isChange || isSigned(pieces, one));
  if (share)
    return stepByShare(pieces, share, { doses: doses.filter(dose => dose !== from && dose !== after), from, after });
  if (words.has('halved') || words.has('doubled'))
    return { by: from || after ? factorOf(words) : undefined, before: from, after };
  const by = doses.find(dose => dose !== from && dose !== after && isStep(pieces, dose));
  if (by) return { by, before: from ?? doses.find(dose => dose !== after && !isStep(pieces, dose)), after };
  return isChange && from && !after ? { by: undefined, before: from, after } : undefined;
}

/** `3.2 mg/day by 12.5%`, `up 0.4 mg/day (12.5%)`, `12.5% (0.4 mg/day)` */
function stepByShare(
  pieces: readonly Piece[],
  share: Piece,
  { doses: [dose], from, after }: { doses: readonly Piece[]; from: Piece | undefined; after: Piece | undefined },
): DoseStep {
  if (!dose) return { by: share, before: from, after };
  if (isStep(pieces, dose) || isInBrackets(pieces, share)) return { by: dose, before: from, after };
  if (dose.start < share.start) return { by: share, before: from ?? dose, after };
  const isRate = dose.kind === 'quantity' && RATES.includes(dose.value.unit);
  return { by: share, before: from, after, aside: isRate ? dose : undefined };
}

function isInBrackets(pieces: readonly Piece[], value: Piece): boolean {
  return pieces.slice(0, pieces.indexOf(value)).some(piece => piece.kind === 'sign' && piece.sign === '(');
}

export function isPiece(by: DoseStep['by']): by is Piece {
  return by !== undefined && typeof by !== 'string';
}

/** `reduced to half of 6 mg/day`, `to 90% of 6 mg/day`: no step, and the dose behind `to` is not the new one. */
function isFraction(pieces: readonly Piece[], words: ReadonlySet<string>, shares: readonly Piece[]): boolean {
  return [...FRACTIONS].some(word => words.has(word)) || shares.some(share => wordBefore(pieces, share) === 'to');
}

/** Whether a minus begins the item: `-0.4 mg/day`. */
export function beginsWithMinus([sign, value]: readonly Piece[]): boolean {
  return sign?.kind === 'sign' && (sign.sign === '-' || sign.sign === '−') && sign.end === value?.start;
}

function factorOf(words: ReadonlySet<string>): 'half' | 'double' {
  return words.has('halved') ? 'half' : 'double';
}

function isShare(piece: Piece): boolean {
  return piece.kind === 'quantity' && piece.value.unit === '%';
}

function isStep(pieces: readonly Piece[], value: Piece): boolean {
  const behind = pieces[pieces.indexOf(value) + 1];
  return (
    STEP_BEFORE.has(wordBefore(pieces, value)) ||
    isOfStep(pieces, value) ||
    isSigned(pieces, value) ||
    (behind !== undefined && STEP_BEHIND.has(wordOf(behind)))
  );
}

/** `an increase of 0.4 mg/day` */
function isOfStep(pieces: readonly Piece[], value: Piece): boolean {
  const noun = pieces[pieces.indexOf(value) - 2];
  return wordBefore(pieces, value) === 'of' && noun !== undefined && STEPS.has(wordOf(noun));
}

/** `+0.4 mg/day` */
function isSigned(pieces: readonly Piece[], value: Piece): boolean {
  const before = pieces[pieces.indexOf(value) - 1];
  const isPlus = before?.kind === 'sign' && before.sign === '+' && before.end === value.start;
  return isPlus || (beginsWithMinus(pieces) && pieces[1] === value);
}

function firstBehind(pieces: readonly Piece[], word: string, values: readonly Piece[]): Piece | undefined {
  const at = pieces.find(piece => wordOf(piece) === word);
  return at && values.find(value => value.start > at.start);
}

function wordBefore(pieces: readonly Piece[], value: Piece): string {
  const before = pieces[pieces.indexOf(value) - 1];
  return before ? wordOf(before) : '';
}

function wordOf(piece: Piece): string {
  return piece.kind === 'word' ? piece.word : '';
}
