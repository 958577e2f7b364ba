import { Big } from 'big.js';
import type { CompiledField } from '../fields/compiled-field.js';
import type { ItemDeclaration } from '../fields/field.js';
import { DENIALS, FILLER, UNCHANGED } from '../fields/filler.js';
import { MASSES } from '../fields/units.js';
import type { Span } from '../syntax/tree.js';
import type { Key } from '../syntax/vocabulary.js';
import { nearestWord } from '../text/nearest-word.js';
import { foreignKey } from './foreign-words.js';
import { holdsValue, type Piece } from './item-pieces.js';
import { isAliquot, isStrength, numberOf, takesValue, withoutLabel } from './item-values.js';
import { drugsNamed, holdsLooseNumber, namesPerson } from './loose-facts.js';
import type { Fact, Quantity } from './model.js';
import { readQuantity, sameAmount } from './quantity.js';
import { SegmentChoice } from './segment-choice.js';

/** Reads one segment of an item into the facts of its line, and reports what gives none. */
export class SegmentReader extends SegmentChoice {
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
    else this.line.set(declaration, this.factOf(declaration, value));
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

  private factOf(declaration: ItemDeclaration, value: Piece): Fact<unknown> | undefined {
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
    this.line.set(bare, this.factOf(bare, value));
    return true;
  }

  private respell(word: string, near: string): { at: Span; text: string } {
    const piece = this.pieces.find(one => one.kind === 'word' && one.word === word)!;
    return { at: { start: this.item.start + piece.start, end: this.item.start + piece.end }, text: near };
  }

  private textOfPiece({ start, end }: Piece): string {
    return this.item.text.slice(start, end);
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

/** The other key that only takes values of this unit. */
function ownerOfValue(key: Key, value: Piece): Key | undefined {
  if (value.kind !== 'quantity') return undefined;
  if (value.value.unit.endsWith('/day')) return key === 'drug' || key === 'fill' || key === 'pump' ? 'read' : undefined;
  return isStrength(value) && (key === 'fill' || key === 'read' || key === 'after') ? 'drug' : undefined;
}

/** The keywords of a field, for messages. */
function namesOf({ field }: CompiledField): string {
  return field.items
    .map(({ word }) => word)
    .filter(Boolean)
    .join(', ');
}
