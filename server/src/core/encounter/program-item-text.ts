import { Big } from 'big.js';
import { FILLER } from '../fields/filler.js';
import { CHANGE_VERBS, KIND_WORDS, NEW_WORDS, OLD_WORDS, PROG } from '../fields/prog.js';
import { MASSES, RATES, STRENGTHS, type Unit } from '../fields/units.js';
import type { Item, Span } from '../syntax/tree.js';
import { holdsValue, wordsOf, type Piece } from './item-pieces.js';
import type { ChangeKind, Quantity } from './model.js';
import { FURTHER } from './program-chain.js';
import type { ProgramDraft } from './program-draft.js';
import { ALL_KIND_WORDS, CLOCK, HOURS, KIND_OF_MODE, MADE, REVIEWED, TIMES_A_DAY } from './program-words.js';
import { numberLength, readNumber } from './quantity.js';
import type { Reader } from './reader.js';

/** The keywords of `prog:`, for messages. */
export const PROGRAM_ITEMS = PROG.items.map(({ word }) => word).join(', ');

/** Words behind `for` that introduce a time, and no reason. */
const NO_REASON: ReadonlySet<string> = new Set([
  'now',
  'today',
  'tomorrow',
  'next',
  'the',
  'one',
  'a',
  'trial',
  'discharge',
  'total',
  'each',
  'every',
]);

/** `increased to 3.6 mg/day for leg pain`: behind every value, and no time. */
function isForReason(pieces: readonly Piece[], piece: Piece): boolean {
  if (piece.kind !== 'word' || piece.word !== 'for') return false;
  const at = pieces.indexOf(piece);
  const next = pieces[at + 1];
  if (next?.kind !== 'word' || NO_REASON.has(next.word)) return false;
  return pieces.slice(0, at).some(holdsValue) && !pieces.slice(at).some(holdsValue);
}

/**
 * An item of `prog:` that is no plain keyword: its words, its values, and which of them is the old and which the new
 * one.
 */
export class ProgramItemText {
  readonly words: readonly string[];
  /** Without the reason that was typed with no comma before it. */
  readonly pieces: readonly Piece[];
  /** Where that reason begins. */
  protected readonly reasonStart: Piece | undefined;
  protected readonly reader: Reader;
  protected readonly known: Quantity | undefined;

  constructor(
    protected readonly program: ProgramDraft,
    readonly item: Item,
    pieces: readonly Piece[],
  ) {
    this.reader = program.reader;
    this.known = program.known;
    const reasonAt = pieces.findIndex(
      piece =>
        (piece.kind === 'word' && (piece.word === 'reason' || piece.word === 'because' || piece.word === 'due')) ||
        piece.kind === 'string' ||
        isForReason(pieces, piece),
    );
    this.pieces = reasonAt > 0 ? pieces.slice(0, reasonAt) : pieces;
    this.words = wordsOf(this.pieces);
    this.reasonStart = reasonAt > 0 ? pieces[reasonAt] : undefined;
  }

  protected kindByWords(): ChangeKind | undefined {
    if (this.has('day', 'daytime') && (CLOCK.test(this.item.text) || HOURS.test(this.item.text))) return 'mode';
    if (this.statesStrengths()) return 'concentration';
    for (const [kind, words] of Object.entries(KIND_WORDS) as [ChangeKind, readonly string[]][])
      if (this.words.some(word => words.includes(word))) return kind;
    if (this.isOfBolus() || this.isLimit()) return 'bolus';
    // `0.2 mg/hr 2200-0600` is a further step of the mode before it.
    if (this.program.items.at(-1)?.kind === 'mode' && CLOCK.test(this.item.text)) return 'mode';
    return undefined;
  }

  /** `max 4/day`, `20 mcg q4h` and `0.3 mg` go on about the boluses before them. */
  private isOfBolus(): boolean {
    if (this.program.items.at(-1)?.kind !== 'bolus') return false;
    const goesOn = this.words.some(
      word => ['max', 'maximum', 'every', 'each', 'limit', 'up'].includes(word) || /^q\d+h?$/.test(word),
    );
    const [only, ...others] = this.pieces;
    const isMassAlone = only?.kind === 'quantity' && !others.length && MASSES.includes(only.value.unit);
    return goesOn || isMassAlone || TIMES_A_DAY.test(this.item.text);
  }

  /** `max doses 4 -> 6 a day`: how often a bolus may be given. */
  protected isLimit(): boolean {
    const isFirst = this.words[0] === 'max' || this.words[0] === 'maximum';
    return isFirst && !this.pieces.some(piece => piece.kind === 'quantity' && RATES.includes(piece.value.unit));
  }

  /** `conc changed 20 mg/mL to 10 mg/mL with bridge bolus` */
  protected statesStrengths(): boolean {
    const strengths = this.pieces.filter(piece => piece.kind === 'quantity' && STRENGTHS.includes(piece.value.unit));
    return strengths.length > 1 && this.words.some(word => KIND_WORDS.concentration.some(name => name === word));
  }

  protected isReviewed(): boolean {
    return !this.hasVerb() && this.words.some(word => REVIEWED.has(word));
  }

  /** The old and the new value: at both sides of an arrow, or behind `from` and `to` in either order. */
  protected ends(values: readonly Piece[]): { before: Piece; after: Piece } | undefined {
    const shares = this.shares();
    const stated = values.filter(value => !shares.includes(value));
    const behind = (word: string): Piece | undefined => {
      const at = this.pieces.findIndex(piece => piece.kind === 'word' && piece.word === word);
      return at < 0 ? undefined : stated.find(value => value.start > this.pieces[at]!.start);
    };
    const arrow = this.arrow();
    const from = behind('from') ?? this.behindOneOf(OLD_WORDS, stated),
      to = behind('to') ?? this.behindOneOf(NEW_WORDS, stated);
    if (from && !to && !arrow && this.isBehindNew(stated, from)) return { before: from, after: stated[0]! };
    const before = (arrow && stated.findLast(value => value.end <= arrow.start)) ?? (from !== to ? from : undefined),
      after = (arrow && stated.find(value => value.start >= arrow.end)) ?? to;
    return before && after ? { before, after } : undefined;
  }

  /** `5.4 mg/day from 6 mg/day`; in `increased 20 mcg/day from 480 mcg/day` the first is a step. */
  protected isBehindNew([first, second, ...others]: readonly Piece[], from: Piece): boolean {
    const isPair = first?.kind === 'quantity' && second?.kind === 'quantity' && from === second && !others.length;
    return isPair && !this.hasVerb() && !this.has('up', 'down', 'by');
  }

  protected behindOneOf(words: ReadonlySet<string>, values: readonly Piece[]): Piece | undefined {
    const at = this.pieces.find(piece => piece.kind === 'word' && words.has(piece.word));
    return at && values.find(value => value.start > at.start);
  }

  /** `3.6 mg/day (was 3.2 mg/day)`: the value behind such a word is the old one, and the other the new one. */
  protected endsByOldWord(values: readonly Piece[]): { before: Piece; after: Piece } | undefined {
    const [first, second, ...others] = values;
    if (!first || !second || others.length) return undefined;
    const at = this.pieces.findIndex(piece => piece.kind === 'word' && OLD_WORDS.has(piece.word));
    const word = this.pieces[at];
    if (!word) return undefined;
    return word.start > first.start ? { before: second, after: first } : { before: first, after: second };
  }

  /** `then another 2.5%`: goes on from the change before it. */
  protected goesOn(): boolean {
    if (!this.program.lastChange()) return false;
    const [only, ...others] = this.pieces;
    const isShare = only?.kind === 'quantity' && only.value.unit === '%' && !others.length;
    return isShare || this.words.some(word => FURTHER.has(word) || word === 'plus');
  }

  protected namesDrug(): boolean {
    return this.words.some(
      word =>
        !FILLER.has(word) && !CHANGE_VERBS.has(word) && !ALL_KIND_WORDS.has(word) && word !== 'new' && word !== 'old',
    );
  }

  /** `->`, or the word `to` behind a value. */
  protected arrow(): Span | undefined {
    const sign = this.pieces.find(({ kind }) => kind === 'arrow');
    if (sign) return sign;
    const at = this.pieces.findIndex(
      (piece, i) =>
        piece.kind === 'word' &&
        piece.word === 'to' &&
        this.pieces.slice(0, i).some(one => one.kind !== 'word' || KIND_OF_MODE.has(one.word)),
    );
    const before = this.pieces[at - 1];
    if (before?.kind === 'word' && CHANGE_VERBS.has(before.word) && MADE.test(before.word) && this.isBehindDose(at - 1))
      return this.pieces[at];
    return at > 0 &&
      before &&
      (holdsValue(before) || before.kind === 'time' || this.kindByWords() === 'mode' || this.kindByWords() === 'bolus')
      ? this.pieces[at]
      : undefined;
  }

  /** Whether a rate is right before a place, or before the `was` at it. */
  protected isBehindDose(at: number): boolean {
    const before = this.pieces.slice(0, at).findLast(piece => piece.kind !== 'word' || !FILLER.has(piece.word));
    return before?.kind === 'quantity' && RATES.includes(before.value.unit);
  }

  /** `10 %` beside a change of dose is a step, not a strength. */
  protected shares(): readonly Piece[] {
    const changes = this.hasVerb() || this.arrow() !== undefined;
    return this.pieces.filter(
      (piece, i) =>
        piece.kind === 'quantity' && changes && (piece.value.unit === '%' || this.isStepBeforeResult(piece, i)),
    );
  }

  /** `by 25 mcg/day to 275 mcg/day` */
  protected isStepBeforeResult(piece: Piece, at: number): boolean {
    const before = this.pieces[at - 1],
      behind = this.pieces[at + 1];
    return (
      piece.kind === 'quantity' &&
      before?.kind === 'word' &&
      ['by', 'up', 'down'].includes(before.word) &&
      behind?.kind === 'word' &&
      behind.word === 'to'
    );
  }

  protected amount(value: Piece, unit: Unit | undefined, factor?: Big): Quantity | undefined {
    if (value.kind === 'quantity') return value.value;
    const number = this.numberOf(value);
    return number && unit ? { amount: factor ? number.times(factor) : number, unit } : undefined;
  }

  /** What the typed number was multiplied by: 24 for a rate by the hour. */
  protected factorOf(value: Piece): Big | undefined {
    const typed = this.numberOf(value);
    return value.kind === 'quantity' && typed && !typed.eq(0) ? value.value.amount.div(typed) : undefined;
  }

  protected numberOf(value: Piece): Big | undefined {
    return readNumber(this.item.text.slice(value.start, value.start + numberLength(this.item.text, value.start)));
  }

  protected hasVerb(): boolean {
    return this.words.some(word => CHANGE_VERBS.has(word));
  }

  protected has(...words: readonly string[]): boolean {
    return words.some(word => this.words.includes(word));
  }
}
