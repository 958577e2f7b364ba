/**
 * Reads the items of a field by its declaration: canonical keywords first, then the wordings of coders in any order.
 */
import type { CompiledField } from '../fields/compiled-field.js';
import type { ItemDeclaration } from '../fields/field.js';
import { RATES, unitOf } from '../fields/units.js';
import { every, isDigit, skipBlanks, wordEnd } from '../syntax/chars.js';
import type { Item, Span } from '../syntax/tree.js';
import { dateEnd } from './date.js';
import { withDailyRates, type Piece } from './item-pieces.js';
import { segmentsOf, spanOfSegment } from './item-segments.js';
import { withoutLabel } from './item-values.js';
import type { Fact, Quantity } from './model.js';
import { inParts } from './products.js';
import { readAmount, sameAmount } from './quantity.js';
import { SegmentReader } from './read-segment.js';
import { joinedWords, keywordOf, spanOfBoth, type Reader } from './reader.js';
import type { RepeatedVolume } from './repeated-fill.js';
import type { ItemLine } from './segment-choice.js';

/** The facts of a line by the names of its items; strengths of drugs that its items name; rates of further drugs. */
export interface ItemFacts {
  readonly facts: Readonly<Record<string, Fact<unknown> | undefined>>;
  readonly strengths: readonly Fact<Quantity>[];
  readonly further: readonly Fact<Quantity>[];
  /** Items that name a value without stating it, by the names of what they name. */
  readonly named: ReadonlyMap<string, Item>;
  /** A volume that the line states twice; its fact is the sum. */
  readonly repeated?: RepeatedVolume | undefined;
}

export function readItems(reader: Reader, field: CompiledField, items: readonly Item[]): ItemFacts {
  const line = new LineReader(reader, field);
  for (const item of items) line.read(item);
  line.finish();
  return line;
}

class LineReader implements ItemFacts, ItemLine {
  readonly facts: Record<string, Fact<unknown> | undefined> = {};
  readonly strengths: Fact<Quantity>[] = [];
  readonly further: Fact<Quantity>[] = [];
  /** Items that name a value and do not state it (`refilled`): reported unless another item states it. */
  readonly named = new Map<string, Item>();
  repeated: RepeatedVolume | undefined;
  private readonly valueless: { readonly item: Item; readonly declaration: ItemDeclaration }[] = [];

  constructor(
    readonly reader: Reader,
    readonly compiled: CompiledField,
  ) {}

  read(item: Item): void {
    if (this.readCanonical(item)) return;
    const segments = segmentsOf(this.compiled, this.piecesOf(item.text));
    for (const segment of segments) {
      const span = spanOfSegment(item, segment, segments.length === 1);
      if (segment.lostComma) this.reportLostComma(item, span);
      else this.readSegment(item, segment.pieces, span);
    }
  }

  private piecesOf(text: string): readonly Piece[] {
    const { field } = this.compiled;
    const pieces = this.reader.pieces(text);
    return field.key === 'fill' ? inParts(pieces, text) : pieces;
  }

  private readSegment(item: Item, pieces: readonly Piece[], span: Span): void {
    const hasRates = this.compiled.field.items.some(({ units }) => units === RATES);
    const own = hasRates ? withDailyRates(pieces, item.text) : pieces;
    new SegmentReader(this, item, own, span).read();
  }

  finish(): void {
    for (const { item, declaration } of this.valueless) {
      if (this.facts[declaration.name]) continue;
      if (isGap(item.text)) {
        this.reader.stub(item);
        continue;
      }
      const example =
        `${declaration.word} ${declaration.kind === 'date' ? 'DATE' : `… ${declaration.units?.[0] ?? ''}`}`.trim();
      this.reader.valueless(this.compiled.field.key, item, example);
    }
  }

  set(declaration: ItemDeclaration, fact: Fact<unknown> | undefined): void {
    const { name, word, kind } = declaration;
    const before = this.facts[name];
    if (!fact || this.isOfTwo(declaration, before, fact)) return;
    const isSame = before !== undefined && isSameValue(declaration, before, fact);
    const isText = kind === 'words' || kind === 'gauge';
    // `1st attempt unsuccessful, 2nd attempt OK`: the later one counts the earlier.
    if (before && kind === 'count' && this.isOrdinal(fact)) this.facts[name] = higher(before, fact);
    else if (before && (kind === 'flag' || (isText && !isSame))) {
      if (declaration.numbered) this.reader.restated.push(before); // its number is stated nowhere else
      this.facts[name] = isText ? joinedWords(before, fact) : fact;
    } else {
      const of = { key: this.compiled.field.key, name: word || name };
      this.facts[name] = this.reader.again(of, { before, after: fact, isSame });
    }
  }

  /** Whether a second value of an item is none of its own: the same flow in mL, the expiry of a second lot. */
  private isOfTwo(declaration: ItemDeclaration, before: Fact<unknown> | undefined, after: Fact<unknown>): boolean {
    return this.isFlowBesideMass(declaration, before, after) || this.isOfSecondLot(declaration.name, before, after);
  }

  /** Of the expiries of two lots the first counts. */
  private isOfSecondLot(name: string, before: Fact<unknown> | undefined, after: Fact<unknown>): boolean {
    const lot = this.facts['lot']?.value;
    if (name !== 'expiry' || !before || typeof lot !== 'string' || !lot.includes(',')) return false;
    const [first, later] = (before.value as string) <= (after.value as string) ? [before, after] : [after, before];
    this.reader.restated.push(later);
    this.facts[name] = first;
    return true;
  }

  /** `rate 0.2 mL/day, dose 5 mg/day`: the same flow in other words, of which the mass is the dose. */
  private isFlowBesideMass(
    { name, kind }: ItemDeclaration,
    before: Fact<unknown> | undefined,
    after: Fact<unknown>,
  ): boolean {
    if (!before || name !== 'dose' || kind !== 'quantity') return false;
    const [old, now] = [before as Fact<Quantity>, after as Fact<Quantity>];
    const isFlow = old.value.unit === 'mL/day';
    if (isFlow === (now.value.unit === 'mL/day')) return false;
    this.further.push(isFlow ? old : now);
    this.facts[name] = isFlow ? now : old;
    return true;
  }

  private isOrdinal({ block, start, end }: Fact<unknown>): boolean {
    return /\b(?:\d(?:st|nd|rd|th)|first|second|third|fourth)\b/i.test(block.text.slice(start, end));
  }

  awaitValue(item: Item, declaration: ItemDeclaration): void {
    this.named.set(declaration.name, item);
    if (!this.compiled.field.valuesOptional) this.valueless.push({ item, declaration });
  }

  /** `out 6.0 mL`, `template`, `alarms none`: as nearly every item is typed. */
  private readCanonical(item: Item): boolean {
    const { word, rest } = keywordOf(item);
    const declaration = this.compiled.byWord.get(word);
    if (!declaration) return false;
    if (rest < item.text.length) return this.readCanonicalValue(declaration, item, rest);
    if (declaration.kind === 'flag') this.set(declaration, this.reader.fact(declaration.value ?? true, item));
    else if (this.compiled.field.valuesOptional) this.awaitValue(item, declaration);
    else this.reader.stub(item);
    return true;
  }

  private readCanonicalValue(declaration: ItemDeclaration, item: Item, rest: number): boolean {
    switch (declaration.kind) {
      case 'quantity':
        return this.readCanonicalQuantity(declaration, item, rest);
      case 'words':
        return this.readCanonicalWords(declaration, item, rest);
      case 'gauge':
        this.set(declaration, this.reader.words(item, rest));
        return true;
      case 'date':
        if (dateEnd(item.text, rest) !== item.text.length) return false;
        this.set(declaration, declaration.month ? this.reader.monthOrDate(item, rest) : this.reader.date(item, rest));
        return true;
      case 'count': {
        const digits = item.text.slice(rest);
        if (!every(digits, isDigit) || digits.length > 3) return false;
        this.set(declaration, this.reader.fact(+digits, item));
        return true;
      }
      default:
        return false;
    }
  }

  private readCanonicalQuantity(declaration: ItemDeclaration, item: Item, rest: number): boolean {
    const amount = readAmount(item.text, rest);
    if (amount?.end !== item.text.length || !declaration.units?.includes(amount.value.unit)) return false;
    const fact = this.reader.fact(amount.value, item);
    if (!this.addPart(declaration, fact)) this.set(declaration, fact);
    return true;
  }

  private readCanonicalWords(declaration: ItemDeclaration, item: Item, rest: number): boolean {
    if (declaration.verbatim) return this.readVerbatim(declaration, item, rest);
    if (declaration.none || (/\d/.test(item.text) && !item.text.includes('"'))) return false;
    this.set(declaration, this.reader.words(item, rest));
    return true;
  }

  /** `in 10 mL, in 10 mL`: the same keyword again may be a second part. */
  private addPart(declaration: ItemDeclaration, part: Fact<Quantity>): boolean {
    const before = this.facts[declaration.name] as Fact<Quantity> | undefined;
    if (!declaration.inParts || !before || sameAmount(before.value, part.value) !== true) return false;
    const { word } = keywordOf({ ...before, text: before.block.text.slice(before.start, before.end) });
    if (word !== declaration.word) return false;
    const value = { ...part.value, amount: before.value.amount.plus(part.value.amount) };
    this.facts[declaration.name] = this.reader.fact(value, spanOfBoth(before, part));
    this.repeated = { first: before, second: part };
    return true;
  }

  /** Where another keyword is behind a value of one word, if one is. */
  private lostKeyword(text: string, from: number): number | undefined {
    for (let at = wordEnd(text, from, text.length); at < text.length; at = wordEnd(text, at, text.length)) {
      at = skipBlanks(text, at, text.length);
      if (this.compiled.byWord.has(text.slice(at, wordEnd(text, at, text.length)).toLowerCase())) return at;
    }
    return undefined;
  }

  /** `lot G4412`: the value is one word; another keyword behind it lost its comma. */
  private readVerbatim(declaration: ItemDeclaration, item: Item, rest: number): boolean {
    const lost = this.lostKeyword(item.text, rest);
    const end = lost ?? item.text.length;
    const own = {
      start: item.start,
      end: item.start + item.text.slice(0, end).trimEnd().length,
      text: item.text.slice(0, end).trimEnd(),
    };
    const value = this.reader.words(own, rest);
    this.set(declaration, value && { ...value, value: withoutLabel(value.value) });
    if (lost)
      this.read({ start: item.start + end, end: item.end, text: item.text.slice(end), unclosed: item.unclosed });
    return true;
  }

  private reportLostComma(item: Item, span: Span): void {
    const { key } = this.compiled.field;
    const text = item.text.slice(span.start - item.start, span.end - item.start);
    const before = item.text.slice(0, span.start - item.start).trimEnd();
    const gap = { start: item.start + before.length, end: span.start };
    const first = text.split(/\s/)[0]!;
    this.reader.problem('malformed-value', span, `Correct “${text}”: it is not read; put a comma before it.`, [
      this.reader.fix('edit', `Put a comma before “${first}”`, gap, ', '),
    ]);
    this.reader.undecided(key, span);
  }
}

/** The fact with the larger number. */
function higher(before: Fact<unknown>, after: Fact<unknown>): Fact<unknown> {
  return (after.value as number) > (before.value as number) ? after : before;
}

/** Whether a second value of an item is the first one again. */
function isSameValue({ kind }: ItemDeclaration, before: Fact<unknown>, after: Fact<unknown>): boolean {
  return kind === 'quantity'
    ? sameAmount(before.value as Quantity, after.value as Quantity) === true
    : before.value === after.value;
}

/** Whether a word has a unit and no amount, as a gap leaves it: `out  mL`. */
function isGap(text: string): boolean {
  const [, unit, ...more] = text.trim().split(/\s+/);
  return more.length === 0 && unit !== undefined && unitOf(unit) !== undefined;
}
