import { wordingsIn, type CompiledField, type Wording } from '../fields/compiled-field.js';
import type { ItemDeclaration } from '../fields/field.js';
import { FILLER } from '../fields/filler.js';
import type { Item, Span } from '../syntax/tree.js';
import { wordsOf, type Piece } from './item-pieces.js';
import { isStrength, takesValue } from './item-values.js';
import { drugsNamed } from './loose-facts.js';
import type { Fact, Quantity } from './model.js';
import type { Reader } from './reader.js';

/** The line that a segment is part of, and what it takes from it. */
export interface ItemLine {
  readonly reader: Reader;
  readonly compiled: CompiledField;
  readonly facts: Record<string, Fact<unknown> | undefined>;
  readonly strengths: Fact<Quantity>[];
  readonly further: Fact<Quantity>[];
  set(declaration: ItemDeclaration, fact: Fact<unknown> | undefined): void;
  /** Remembers an item that names a value and does not state it. */
  awaitValue(item: Item, declaration: ItemDeclaration): void;
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

/** Which item of its field a segment states, by its words and its value. */
export class SegmentChoice {
  protected readonly words: readonly string[];
  /** The wordings of the field that these words hold. */
  protected readonly wordings: readonly Wording[];
  protected readonly value: Piece | undefined;
  protected readonly reader: Reader;
  protected readonly compiled: CompiledField;

  constructor(
    protected readonly line: ItemLine,
    protected readonly item: Item,
    protected readonly pieces: readonly Piece[],
    protected readonly span: Span,
  ) {
    this.reader = line.reader;
    this.compiled = line.compiled;
    this.words = wordsOf(pieces);
    this.wordings = wordingsIn(this.compiled, this.words);
    this.value =
      pieces.find(piece => piece.kind === 'quantity' && !isStrength(piece)) ??
      pieces.find(piece => piece.kind === 'quantity' || piece.kind === 'number' || piece.kind === 'date');
  }

  /** An item of words that is stated already and goes on here. */
  protected continued(): ItemDeclaration | undefined {
    return this.compiled.field.items.find(
      item => item.continuedBy?.some(word => this.words.includes(word)) && this.line.facts[item.name],
    );
  }

  /** The item that a value belongs to: by the words beside it, else by its unit. */
  protected bestFor(value: Piece): ItemDeclaration | undefined {
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
  protected best(fits: (item: ItemDeclaration) => boolean): ItemDeclaration | undefined {
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

  protected isExcluded(item: ItemDeclaration): boolean {
    return item.not?.some(word => this.words.includes(word)) ?? false;
  }

  protected textOf(span: Span): string {
    return this.item.text.slice(span.start - this.item.start, span.end - this.item.start);
  }
}
