/**
 * Reads the items of a field by its declaration: canonical keywords first, then the wordings of coders in any order.
 */
import { Big } from 'big.js';
import { wordingsIn, type CompiledField, type Wording } from '../fields/compiled-field.js';
import type { ItemDeclaration } from '../fields/field.js';
import { CONNECTORS, DENIALS, FILLER, UNCHANGED } from '../fields/filler.js';
import { every, isDigit, skipBlanks, wordEnd } from '../syntax/chars.js';
import { dateEnd } from './date.js';
import { MASSES, RATES, unitOf } from '../fields/units.js';
import type { Item, Span } from '../syntax/tree.js';
import type { Key } from '../syntax/vocabulary.js';
import type { Fact, Quantity } from './model.js';
import { holdsValue, withDailyRates, wordsOf, type Piece } from './item-pieces.js';
import { NUMBER_WORDS } from './number-words.js';
import { inParts } from './products.js';
import type { RepeatedVolume } from './repeated-fill.js';
import { drugsNamed, holdsLooseNumber, namesPerson } from './loose-facts.js';
import { foreignKey } from './foreign-words.js';
import { nearestWord } from '../text/nearest-word.js';
import { readAmount, readQuantity, sameAmount } from './quantity.js';
import { joinedWords, keywordOf, spanOfBoth, type Reader } from './reader.js';

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

/** The fact with the larger number. */
function higher(before: Fact<unknown>, after: Fact<unknown>): Fact<unknown> {
  return (after.value as number) > (before.value as number) ? after : before;
}

/** A part of an item that states one thing: `aspirated 6 mL` of `aspirated 6 mL and filled 20 mL`. */
interface Segment {
  readonly pieces: readonly Piece[];
  /** Whether a comma is missing before it. False if a word or a sign joins it, or if it is the first. */
  readonly lostComma: boolean;
}

/** Keys whose keywords say where an item begins: `out 4 mL in 20 mL`. */
const NO_COMMA_NEEDED: ReadonlySet<Key> = new Set<Key>(['pump', 'device', 'fill']);

class LineReader implements ItemFacts {
  readonly facts: Record<string, Fact<unknown> | undefined> = {};
  readonly strengths: Fact<Quantity>[] = [];
  readonly further: Fact<Quantity>[] = [];
  /** Items that name a value and do not state it (`refilled`): reported unless another item states it. */
  readonly named = new Map<string, Item>();
  repeated: RepeatedVolume | undefined;
  private readonly valueless: { readonly item: Item; readonly declaration: ItemDeclaration }[] = [];

  constructor(
    private readonly reader: Reader,
    private readonly compiled: CompiledField,
  ) {}

  read(item: Item): void {
    if (this.readCanonical(item)) return;
    const segments = this.segmentsOf(this.piecesOf(item.text));
    for (const segment of segments) {
      const span = spanOf(item, segment, segments.length === 1);
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
    new SegmentReader(this, this.reader, this.compiled, item, own, span).read();
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
    const { text } = item;
    if (rest === text.length) {
      if (declaration.kind === 'flag') this.set(declaration, this.reader.fact(declaration.value ?? true, item));
      else if (this.compiled.field.valuesOptional) this.awaitValue(item, declaration);
      else this.reader.stub(item);
      return true;
    }
    switch (declaration.kind) {
      case 'quantity': {
        const amount = readAmount(text, rest);
        if (amount?.end !== text.length || !declaration.units?.includes(amount.value.unit)) return false;
        const fact = this.reader.fact(amount.value, item);
        if (!this.addPart(declaration, fact)) this.set(declaration, fact);
        return true;
      }
      case 'words':
        if (declaration.verbatim) return this.readVerbatim(declaration, item, rest);
        if (declaration.none || (/\d/.test(text) && !text.includes('"'))) return false;
        this.set(declaration, this.reader.words(item, rest));
        return true;
      case 'gauge':
        this.set(declaration, this.reader.words(item, rest));
        return true;
      case 'date':
        if (dateEnd(text, rest) !== text.length) return false;
        this.set(declaration, declaration.month ? this.reader.monthOrDate(item, rest) : this.reader.date(item, rest));
        return true;
      case 'count': {
        const digits = text.slice(rest);
        if (!every(digits, isDigit) || digits.length > 3) return false;
        this.set(declaration, this.reader.fact(+digits, item));
        return true;
      }
      default:
        return false;
    }
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

  private segmentsOf(pieces: readonly Piece[]): readonly Segment[] {
    const needsComma = !NO_COMMA_NEEDED.has(this.compiled.field.key);
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
      const isStated = hasValue(pieces, start, i) || this.isSlashBeforeKeyword(pieces, start, i);
      if (isStated && joinsStatements(pieces, i)) cut(i, i + 1, false);
      else if (isStated && hasValue(pieces, i, pieces.length) && this.startsAnother(pieces, start, i))
        cut(i, i, needsComma);
      else if ((isStated && this.startsReport(pieces, i)) || this.startsDetail(pieces, start, i)) cut(i, i, false);
    }
    cut(pieces.length, pieces.length, false);
    return segments;
  }

  /** `out 6.0/in 40 mL`: the number before it lost its unit. */
  private isSlashBeforeKeyword(pieces: readonly Piece[], start: number, at: number): boolean {
    const next = pieces[at + 1];
    return (
      isSign(pieces[at]!, '/') &&
      next?.kind === 'word' &&
      this.compiled.byWord.get(next.word)?.kind === 'quantity' &&
      pieces.slice(start, at).some(({ kind }) => kind === 'number')
    );
  }

  /**
   * Whether `lot`, `exp` or another keyword begins here whose value is behind it, as on a label:
   * `40 mL lot G44 exp 2027-06`.
   */
  private startsDetail(pieces: readonly Piece[], start: number, at: number): boolean {
    const isDetail = (index: number): boolean => {
      const piece = pieces[index];
      const item = piece?.kind === 'word' ? this.compiled.triggers.get(piece.word) : undefined;
      return item?.verbatim === true || item?.month === true;
    };
    return isDetail(at) && (isDetail(start) || hasValue(pieces, start, at));
  }

  /** Whether a keyword with its value behind it is here, after the value of another: a comma was left out. */
  private startsAnother(pieces: readonly Piece[], start: number, at: number): boolean {
    const piece = pieces[at]!;
    const next = pieces[at + 1];
    if (piece.kind !== 'word' || (next?.kind !== 'quantity' && next?.kind !== 'date')) return false;
    const named = this.compiled.byWord.get(piece.word) ?? this.compiled.triggers.get(piece.word);
    if (!named || !takesValue(named, next) || isAliquot(pieces, at + 1)) return false;
    const first = pieces.slice(start, at).find(before => before.kind === 'word');
    return first !== undefined || this.compiled.byWord.has(piece.word);
  }

  /** Whether a report begins here that has no value of its own: `expected 3 mL no alarms`. */
  private startsReport(pieces: readonly Piece[], at: number): boolean {
    const [piece, next, afterNext] = [pieces[at]!, pieces[at + 1], pieces[at + 2]];
    if (piece.kind !== 'word' || !DENIALS.has(piece.word)) return false;
    return [next, afterNext].some(
      one => one?.kind === 'word' && this.compiled.triggers.get(one.word)?.none !== undefined,
    );
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

/** Reads one segment of an item. */
class SegmentReader {
  private readonly words: readonly string[];
  /** The wordings of the field that these words hold. */
  private readonly wordings: readonly Wording[];
  private readonly value: Piece | undefined;

  constructor(
    private readonly line: LineReader,
    private readonly reader: Reader,
    private readonly compiled: CompiledField,
    private readonly item: Item,
    private readonly pieces: readonly Piece[],
    private readonly span: Span,
  ) {
    this.words = wordsOf(pieces);
    this.wordings = wordingsIn(compiled, this.words);
    this.value =
      pieces.find(piece => piece.kind === 'quantity' && !isStrength(piece)) ??
      pieces.find(piece => piece.kind === 'quantity' || piece.kind === 'number' || piece.kind === 'date');
  }

  read(): void {
    if (this.value) this.readValue(this.value);
    else this.readWords();
  }

  private readValue(value: Piece): void {
    const declaration = this.continued() ?? this.bestFor(value);
    if (!declaration) {
      if (this.readUndeclared(value)) return;
      this.reportUnread(value);
      return;
    }
    if (declaration.kind === 'words' || declaration.kind === 'gauge') {
      this.line.set(declaration, this.textFact(declaration));
      return;
    }
    this.preferMass(declaration, value);
    if (this.isFurtherDose(declaration, value)) this.line.further.push(this.reader.fact(value.value, this.span));
    else this.line.set(declaration, this.valueOf(declaration, value));
    this.readRest(declaration, value);
  }

  private readUndeclared(value: Piece): boolean {
    return this.readStrength(value) || this.readNumberedFlag(value) || this.readWithoutValue();
  }

  /** `concentration 2000 mcg/mL`, `drug baclofen 2000 mcg/mL`: what the programmer prints of the drug in the pump. */
  private readStrength(value: Piece): boolean {
    const { key } = this.compiled.field;
    const values = this.pieces.filter(holdsValue);
    if ((key !== 'read' && key !== 'after') || !isStrength(value) || !values.every(isStrength)) return false;
    for (const piece of values) {
      if (piece.kind !== 'quantity') continue;
      const span = { start: this.item.start + piece.start, end: this.item.start + piece.end };
      this.line.strengths.push(this.reader.fact(piece.value, span));
    }
    return true;
  }

  /** `rotor turned 90 degrees` */
  private readNumberedFlag(value: Piece): boolean {
    const flag = this.best(item => item.numbered === true);
    if (!flag || value.kind !== 'number' || this.pieces.some(({ kind }) => kind === 'quantity' || kind === 'date'))
      return false;
    this.line.set(flag, this.reader.fact(flag.value ?? true, this.span));
    return true;
  }

  /** An item of words that is stated already and goes on here. */
  private continued(): ItemDeclaration | undefined {
    return this.compiled.field.items.find(
      item => item.continuedBy?.some(word => this.words.includes(word)) && this.line.facts[item.name],
    );
  }

  /** The rate of another drug of the mixture, by a name beside it, once the first is stated. */
  private isFurtherDose(declaration: ItemDeclaration, value: Piece): value is Extract<Piece, { kind: 'quantity' }> {
    const stated = this.line.facts['dose'] as Fact<Quantity> | undefined;
    if (declaration.name !== 'dose' || value.kind !== 'quantity' || !stated) return false;
    // A rate in mL beside the dose is the same in other words.
    if (value.value.unit === 'mL/day' && stated.value.unit !== 'mL/day') return true;
    return this.words.some(word => !FILLER.has(word) && !this.compiled.triggers.has(word));
  }

  /** `0.18 mL/day, 4.5 mg/day`: the same flow in other words, of which the mass is the dose. */
  private preferMass(declaration: ItemDeclaration, value: Piece): void {
    const stated = this.line.facts['dose'] as Fact<Quantity> | undefined;
    if (declaration.name !== 'dose' || value.kind !== 'quantity') return;
    if (stated?.value.unit !== 'mL/day' || value.value.unit === 'mL/day') return;
    this.line.further.push(stated);
    this.line.facts['dose'] = undefined;
  }

  /** The item that a value belongs to: by the words beside it, else by its unit. */
  private bestFor(value: Piece): ItemDeclaration | undefined {
    const fits = (item: ItemDeclaration): boolean => takesValue(item, value);
    const strong = this.best(item => fits(item));
    if (strong) return strong;
    return (
      this.weakFor(fits) ??
      this.compiled.field.items.find(
        item => item.bare && fits(item) && !this.isExcluded(item) && this.mayBeBare(item),
      ) ??
      this.best(item => item.kind === 'words' || item.kind === 'gauge') ??
      this.best(item => item.kind === 'quantity' && (value.kind === 'number' || value.kind === 'quantity')) ??
      this.begun(value) ??
      this.placedDrug(value)
    );
  }

  /** `40 mL Gablofen 2000 mcg/mL`: a volume of a drug, with no word that it came out, was placed. */
  private placedDrug(value: Piece): ItemDeclaration | undefined {
    const { field } = this.compiled;
    if (field.key !== 'fill' || value.kind !== 'quantity' || value.value.unit !== 'mL') return undefined;
    if (!drugsNamed(this.textOf(this.span)).length) return undefined;
    const isPlain = this.words.every(word => FILLER.has(word) || FRESH.has(word) || drugsNamed(word).length > 0);
    return isPlain ? field.items.find(({ name }) => name === 'in') : undefined;
  }

  /** Whether only words are beside a value that say nothing of their own. */
  private mayBeBare(item: ItemDeclaration): boolean {
    return (
      item.bare === true || this.words.every(word => FILLER.has(word) || (item.companions?.includes(word) ?? false))
    );
  }

  /** `in 40 mg`: the keyword says which amount was meant. */
  private begun(value: Piece): ItemDeclaration | undefined {
    const named = this.compiled.byWord.get(this.words[0] ?? '');
    return named?.kind === 'quantity' && value.kind !== 'date' ? named : undefined;
  }

  /** The item that most words of the segment name; undefined if two are named alike. */
  private best(fits: (item: ItemDeclaration) => boolean): ItemDeclaration | undefined {
    let best: ItemDeclaration | undefined,
      most = 0,
      isTie = false;
    for (const { item, words } of this.wordings) {
      if (words.length < most || !fits(item) || this.isExcluded(item)) continue;
      if (words.length > most) {
        best = item;
        isTie = false;
        most = words.length;
      } else if (item !== best) isTie = true;
    }
    if (!isTie || best?.kind === 'words') return best;
    const first = this.compiled.byWord.get(this.words[0] ?? '');
    return first && fits(first) ? first : this.firstNamed(fits);
  }

  /** Of items that are named alike, the one whose word is nearest before the value. */
  private firstNamed(fits: (item: ItemDeclaration) => boolean): ItemDeclaration | undefined {
    const at = this.value ? this.pieces.indexOf(this.value) : 0;
    for (let i = at - 1; i >= 0; i--) {
      const piece = this.pieces[i]!;
      const named = piece.kind === 'word' ? this.compiled.triggers.get(piece.word) : undefined;
      if (named && fits(named) && !this.isExcluded(named)) return named;
    }
    return undefined;
  }

  private weakFor(fits: (item: ItemDeclaration) => boolean): ItemDeclaration | undefined {
    const found = this.compiled.weak.find(
      ({ item, words }) =>
        fits(item) &&
        words.every(word => this.words.includes(word)) &&
        this.words.every(
          word =>
            words.includes(word) || FILLER.has(word) || item.weak!.includes(word) || item.companions?.includes(word),
        ),
    );
    // `with 20 mL of hydromorphone 5 mg/mL`: a drug with its strength may follow.
    return (
      found?.item ??
      this.compiled.weak.find(
        ({ item, words }) => fits(item) && words[0] === this.words[0] && !this.isExcluded(item) && this.namesFluid(),
      )?.item
    );
  }

  /** `of hydromorphone 5 mg/mL`, `of morphine` */
  private namesFluid(): boolean {
    const { key } = this.compiled.field;
    return this.pieces.some(isStrength) || (key === 'fill' && drugsNamed(this.textOf(this.span)).length > 0);
  }

  private isExcluded(item: ItemDeclaration): boolean {
    return item.not?.some(word => this.words.includes(word)) ?? false;
  }

  private valueOf(declaration: ItemDeclaration, value: Piece): Fact<unknown> | undefined {
    const { reader, item, span } = this;
    if (declaration.kind === 'date') return reader.dateIn(item, value, span, declaration.month ?? false);
    if (declaration.kind === 'count') return reader.fact(parseInt(item.text.slice(value.start, value.end), 10), span);
    if (value.kind === 'quantity' && declaration.units?.includes(value.value.unit))
      return reader.fact(value.value, span);
    // Nothing needs no unit: `0 waste`.
    if (value.kind === 'number' && /^0(?:\.0+)?$/.test(this.textOfPiece(value)) && declaration.units)
      return reader.fact({ amount: new Big(0), unit: declaration.units[0]! }, span);
    const closed = item.text.slice(value.start).search(/(?<!\s)\s*[);]/);
    const end = closed < 0 ? item.text.length : value.start + closed;
    const reading = readQuantity(item.text.slice(0, end), declaration.units ?? [], value.start);
    if (reading.ok) return reader.fact(reading.value, span);
    const at = { start: item.start + value.start, end: item.start + end };
    reader.problem(
      'malformed-value',
      item,
      `Correct “${item.text}”: it ${reading.why}.`,
      reading.repaired === undefined ? [] : [reader.fix('edit', `Write “${reading.repaired}”`, at, reading.repaired)],
    );
    reader.undecided(this.compiled.field.key, item);
    return undefined;
  }

  /** What else is in the segment: a needle, flags, the drug's strength; every other value is reported. */
  private readRest(declaration: ItemDeclaration, value: Piece): void {
    const gauge = this.pieces.some(({ kind }) => kind === 'gauge')
      ? this.compiled.field.items.find(({ kind }) => kind === 'gauge')
      : undefined;
    if (gauge) this.line.set(gauge, this.needleFact());
    this.readFlags(declaration);
    for (const piece of this.pieces) {
      if (piece === value || !holdsValue(piece) || (piece.kind === 'gauge' && gauge)) continue;
      if (piece.kind === 'number' && declaration.companions?.includes(this.textOfPiece(piece))) continue;
      this.readFurther(declaration, piece);
    }
  }

  /** `40 mL (2 x 20 mL vials)` */
  private isStatedAgain({ name, kind }: ItemDeclaration, piece: Piece): boolean {
    const stated = this.line.facts[name]?.value as Quantity | undefined;
    return (
      kind === 'quantity' &&
      piece.kind === 'quantity' &&
      stated !== undefined &&
      sameAmount(stated, piece.value) === true
    );
  }

  private itemNamed(name: string): ItemDeclaration {
    return this.compiled.field.items.find(item => item.name === name)!;
  }

  /** `480 mcg/day since 2026-06-01`, `volume 6 -> 40 mL`: since when, and what was before. */
  private isOfEarlier(piece: Piece): boolean {
    const at = this.pieces.indexOf(piece);
    const [before, behind] = [this.pieces[at - 1], this.pieces[at + 1]];
    const isSince = piece.kind === 'date' && before?.kind === 'word' && before.word === 'since';
    const isBefore = behind?.kind === 'arrow' && (piece.kind === 'number' || piece.kind === 'quantity');
    if (!isSince && !isBefore) return false;
    const span = { start: this.item.start + piece.start, end: this.item.start + piece.end };
    this.reader.restated.push(this.reader.fact(piece, span));
    return true;
  }

  /** Another value of the segment: a strength, a further dose, or nothing that is read. */
  private readFurther(declaration: ItemDeclaration, piece: Piece): void {
    const span = { start: this.item.start + piece.start, end: this.item.start + piece.end };
    if (this.isStatedAgain(declaration, piece) || this.isOfEarlier(piece)) return;
    if (declaration.name === 'alarmVolume' && piece.kind === 'date') {
      this.line.set(this.itemNamed('alarmDate'), this.reader.dateIn(this.item, piece, this.span, false));
      return;
    }
    if (isAliquot(this.pieces, this.pieces.indexOf(piece))) {
      this.reader.restated.push(this.reader.fact(piece, span));
      return;
    }
    const isDose =
      piece.kind === 'quantity' && declaration.name === 'dose' && declaration.units?.includes(piece.value.unit);
    if (isStrength(piece) && piece.kind === 'quantity') this.line.strengths.push(this.reader.fact(piece.value, span));
    else if (isDose) this.line.further.push(this.reader.fact(piece.value, span));
    else {
      const token = { ...span, text: this.textOfPiece(piece) };
      this.reader.unreadItem(this.compiled.field.key, token, namesOf(this.compiled));
    }
  }

  private readFlags(except?: ItemDeclaration): boolean {
    let found = false;
    const isDenied = this.words.some(word => DENIALS.has(word));
    for (const { item, words } of this.wordings) {
      if (item.kind !== 'flag' || item === except || this.isExcluded(item)) continue;
      if (except && !this.mayStandBeside(item, except, words)) continue;
      found = true;
      if (!isDenied || words.some(word => DENIALS.has(word)))
        this.line.set(item, this.reader.fact(item.value ?? true, this.span));
    }
    return found;
  }

  /** A word that names the amount is no flag beside it: `emptied 6 mL`, `40 mL reservoir`. */
  private mayStandBeside(item: ItemDeclaration, except: ItemDeclaration, words: readonly string[]): boolean {
    const isOnPurpose = this.words.includes('purpose') || this.words.includes('intentionally');
    return (item.name !== 'emptied' || isOnPurpose) && (isOnPurpose || !except.wordings?.includes(words.join(' ')));
  }

  private readWords(): void {
    if (this.pieces.some(({ kind }) => kind === 'string') && this.readString()) return;
    if (!this.readWithoutValue()) this.readLooseWords();
  }

  /** A string behind words that no keyword begins: `early refill reason "…"`. */
  private readString(): boolean {
    const named = this.best(item => item.kind === 'words');
    if (named) this.line.set(named, this.textFact(named));
    return named !== undefined;
  }

  private readWithoutValue(): boolean {
    const { field } = this.compiled;
    const count = this.best(item => item.kind === 'count');
    const number = count && this.words.map(numberOf).find(n => n !== undefined);
    const gauge = field.items.find(({ kind }) => kind === 'gauge');
    if (count && number !== undefined) {
      this.line.set(count, this.reader.fact(number, this.span));
      if (gauge && this.pieces.some(({ kind }) => kind === 'gauge')) this.line.set(gauge, this.needleFact());
      return true;
    }
    if (gauge && (this.pieces.some(({ kind }) => kind === 'gauge') || this.best(item => item === gauge))) {
      this.line.set(gauge, this.needleFact());
      this.readFlags(gauge);
      return true;
    }
    const words = this.best(item => item.kind === 'words');
    if (words) {
      this.line.set(words, this.textFact(words));
      return true;
    }
    return !this.value && this.readFlags();
  }

  private readLooseWords(): void {
    const { key } = this.compiled.field;
    const named = this.best(item => item.word !== '' && (item.kind === 'quantity' || item.kind === 'date'));
    if (named) {
      if (this.readZero(named)) return;
      if (!this.words.some(word => DENIALS.has(word) || UNCHANGED.has(word))) this.line.awaitValue(this.item, named);
      return;
    }
    const other = foreignKey(key, this.words);
    const significant = this.words.filter(word => !FILLER.has(word) && !DENIALS.has(word));
    if (other) this.reader.unreadItem(key, this.item, namesOf(this.compiled), other);
    else if (this.holdsLooseFact())
      this.reader.unreadItem(key, { ...this.span, text: this.textOf(this.span) }, namesOf(this.compiled));
    else if (significant.length === 1) this.reportSlip(significant[0]!);
  }

  private holdsLooseFact(): boolean {
    const { key, numbersInWords } = this.compiled.field;
    const text = this.textOf(this.span);
    if (numbersInWords) return false;
    // The reader of drugs knows which names are those of its own drug.
    return holdsLooseNumber(text) || namesPerson(text) || (key !== 'drug' && drugsNamed(text).length > 0);
  }

  /** `waste none`, `nothing instilled` */
  private readZero(named: ItemDeclaration): boolean {
    const zero = named.none && this.words.some(word => named.none!.includes(word));
    if (!zero || !named.units) return false;
    this.line.set(named, this.reader.fact({ amount: new Big(0), unit: named.units[0]! }, this.span));
    return true;
  }

  /** A word that the field reads in this spelling has no typing error. */
  private isUnknown(word: string): boolean {
    return word.length > 4 && !FILLER.has(word) && !this.compiled.triggers.has(word);
  }

  /** A keyword with a typing error: `tempate`. */
  private reportSlip(word: string): void {
    if (!this.isUnknown(word)) return;
    const near = nearestWord(word, this.compiled.triggers.keys());
    if (near)
      this.reader.unreadItem(this.compiled.field.key, this.item, namesOf(this.compiled), undefined, [
        this.respell(word, near),
      ]);
  }

  private reportUnread(value: Piece): void {
    const { field } = this.compiled;
    const measured = field.items.filter(item => item.word && takesValue(item, value));
    const isBare = this.words.every(word => FILLER.has(word)) && value.kind !== 'number';
    if (isBare && measured.length) {
      const words = measured.map(({ word }) => word).join(' or ');
      this.reader.problem(
        'malformed-value',
        this.item,
        `Write ${words} before “${this.item.text}”: it does not say which amount it is.`,
      );
      this.reader.undecided(field.key, this.item);
      return;
    }
    if (this.readAsBare(value)) return;
    const fixes = this.words.flatMap(word => {
      const near = this.isUnknown(word) ? nearestWord(word, this.compiled.triggers.keys()) : undefined;
      return near ? [this.respell(word, near)] : [];
    });
    this.reader.unreadItem(
      field.key,
      { ...this.span, text: this.textOf(this.span) },
      namesOf(this.compiled),
      foreignKey(field.key, this.words) ?? ownerOfValue(field.key, value),
      fixes.slice(0, 1),
    );
  }

  /** `40 mg` if an amount in mL may be alone: the unit is wrong. */
  private readAsBare(value: Piece): boolean {
    const bare = this.compiled.field.items.find(item => item.bare && item.kind === 'quantity' && item.word === '');
    const isAmount =
      value.kind === 'quantity'
        ? MASSES.includes(value.value.unit)
        : value.kind === 'number' && value.end - value.start < 4;
    if (!bare || !isAmount || this.pieces.length > 1) return false;
    this.line.set(bare, this.valueOf(bare, value));
    return true;
  }

  private respell(word: string, near: string): { at: Span; text: string } {
    const piece = this.pieces.find(one => one.kind === 'word' && one.word === word)!;
    return { at: { start: this.item.start + piece.start, end: this.item.start + piece.end }, text: near };
  }

  private textOfPiece({ start, end }: Piece): string {
    return this.item.text.slice(start, end);
  }

  private textOf(span: Span): string {
    return this.item.text.slice(span.start - this.item.start, span.end - this.item.start);
  }

  /** The words beside a keyword; `none` where they deny it. */
  private textFact(declaration: ItemDeclaration): Fact<string> | undefined {
    const string = this.pieces.find(({ kind }) => kind === 'string');
    const own = [
      declaration.word.toLowerCase(),
      ...(declaration.wordings ?? []).flatMap(wording => wording.split(' ')),
    ];
    const others = this.words.filter(word => !own.includes(word) && !FILLER.has(word));
    const denies =
      declaration.none?.length &&
      !this.value &&
      others.every(word => declaration.none!.includes(word) || declaration.companions?.includes(word));
    if (denies && this.words.some(word => declaration.none!.includes(word))) return this.reader.fact('none', this.span);
    if (string) return this.reader.words(this.item, 0);
    const first = this.pieces.find(piece => piece.kind !== 'word' || !own.includes(piece.word));
    const isLed = this.pieces[0]?.kind === 'word' && own.includes(this.pieces[0].word);
    const text =
      isLed && first ? this.item.text.slice(first.start, this.span.end - this.item.start) : this.textOf(this.span);
    return this.reader.fact(withoutLabel(text.replace(/^[:=\s]+/, '')), this.span);
  }

  /** From the first piece that names the needle or its size to the last. */
  private needleFact(): Fact<string> | undefined {
    const gauge = this.compiled.field.items.find(({ kind }) => kind === 'gauge')!;
    const names = new Set([gauge.word, ...(gauge.wordings ?? []), ...(gauge.companions ?? [])]);
    const own = this.pieces.filter(piece => piece.kind === 'gauge' || (piece.kind === 'word' && names.has(piece.word)));
    const [first, last] = [own[0], own.at(-1)];
    if (!first || !last) return undefined;
    const text = this.item.text
      .slice(first.start, last.end)
      .replace(/^needle[:=\s]*/i, '')
      .trim();
    return text ? this.reader.fact(text, this.span) : undefined;
  }
}

const FRESH: ReadonlySet<string> = new Set([
  'fresh',
  'new',
  'sterile',
  'pf',
  'preservative-free',
  'intrathecal',
  'sulfate',
]);

const ALIQUOTS: ReadonlySet<string> = new Set(['aliquot', 'aliquots', 'increments', 'portions', 'pushes', 'steps']);

/** `in 5 mL aliquots`: a part of the volume before it. */
function isAliquot(pieces: readonly Piece[], at: number): boolean {
  const behind = pieces[at + 1];
  return pieces[at]?.kind === 'quantity' && behind?.kind === 'word' && ALIQUOTS.has(behind.word);
}

/** `two`, `x3` */
function numberOf(word: string): number | undefined {
  return /^x\d{1,2}$/.test(word) ? +word.slice(1) : NUMBER_WORDS.get(word);
}

/** Whether a second value of an item is the first one again. */
function isSameValue({ kind }: ItemDeclaration, before: Fact<unknown>, after: Fact<unknown>): boolean {
  return kind === 'quantity'
    ? sameAmount(before.value as Quantity, after.value as Quantity) === true
    : before.value === after.value;
}

function takesValue(item: ItemDeclaration, value: Piece): boolean {
  if (value.kind === 'quantity') return item.kind === 'quantity' && (item.units?.includes(value.value.unit) ?? false);
  if (value.kind === 'date') return item.kind === 'date';
  return value.kind === 'number' && item.kind === 'count';
}

/** The other key that only takes values of this unit. */
function ownerOfValue(key: Key, value: Piece): Key | undefined {
  if (value.kind !== 'quantity') return undefined;
  if (value.value.unit.endsWith('/day')) return key === 'drug' || key === 'fill' || key === 'pump' ? 'read' : undefined;
  return isStrength(value) && (key === 'fill' || key === 'read' || key === 'after') ? 'drug' : undefined;
}

/** `# G4412`, `no. G4412` → `G4412` */
function withoutLabel(value: string): string {
  const bare = value.replace(/^(?:#\s*|no\.\s*|(?:no|number|num)\s+(?=\S*\d\S*$))/i, '').replace(/^[:=]\s*/, '');
  return bare.endsWith(')') && !bare.includes('(') ? bare.replace(/\)+$/, '') : bare;
}

function isStrength(piece: Piece): boolean {
  return piece.kind === 'quantity' && (piece.value.unit.endsWith('/mL') || piece.value.unit === '%');
}

function isSign(piece: Piece, sign: string): boolean {
  return piece.kind === 'sign' && piece.sign === sign;
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
  if ((!isConnector(pieces[at]!) && !isDash(pieces, at)) || restates(pieces, at)) return false;
  return hasValue(pieces, at, pieces.length) || isOwnSign(pieces, at);
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

function hasValue(pieces: readonly Piece[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (pieces[i]!.kind === 'quantity' || pieces[i]!.kind === 'date') return true;
  return false;
}

function spanOf(item: Item, segment: Segment, isWhole: boolean): Span {
  if (isWhole) return item;
  const first = segment.pieces[0]!,
    last = segment.pieces.at(-1)!;
  return { start: item.start + first.start, end: item.start + last.end };
}

/** The keywords of a field, for messages. */
function namesOf({ field }: CompiledField): string {
  return field.items
    .map(({ word }) => word)
    .filter(Boolean)
    .join(', ');
}

/** Whether a word has a unit and no amount, as a gap leaves it: `out  mL`. */
function isGap(text: string): boolean {
  const [, unit, ...more] = text.trim().split(/\s+/);
  return more.length === 0 && unit !== undefined && unitOf(unit) !== undefined;
}
