import { Big } from 'big.js';
import { DENIALS, FILLER } from '../fields/filler.js';
import { LOWERING, OLD_WORDS } from '../fields/prog.js';
import { RATES, STRENGTHS, type Unit } from '../fields/units.js';
import { beginsWithMinus, isPiece, stepOf, type DoseStep } from './dose-step.js';
import { foreignKey } from './foreign-words.js';
import { holdsValue, type Piece } from './item-pieces.js';
import { holdsLooseFact } from './loose-facts.js';
import type { ChangeKind, Fact, ProgramItem, Quantity } from './model.js';
import { isAmount } from './program-arrows.js';
import { PROGRAM_ITEMS, ProgramItemText } from './program-item-text.js';
import { ALL_KIND_WORDS, FIRST_DOSE, REVIEWED } from './program-words.js';
import { isPositive, plain as numberText, sameAmount, sameWithinRounding } from './quantity.js';

const UNITS_OF: Readonly<Record<'dose' | 'concentration', readonly Unit[]>> = { dose: RATES, concentration: STRENGTHS };

/** A dose that differs by more than this factor is not in the same unit. */
const FAR = new Big(4);

/** Reads which dose or concentration an item of `prog:` changes, from what to what. */
export class ProgramChangeReader extends ProgramItemText {
  protected readAmounts(named: ChangeKind | undefined, isKeyword: boolean): void {
    const values = this.pieces.filter(piece => piece.kind === 'quantity' || piece.kind === 'number');
    if (!values.length) {
      this.readWithoutValue(named, isKeyword);
      return;
    }
    this.readValues(named, values);
  }

  private readValues(named: ChangeKind | undefined, values: readonly Piece[]): void {
    // `concentration 2000 mcg/mL confirmed`
    const isSetting = values.length === 1 && (named ?? kindByUnit(values)) !== undefined;
    if (isSetting && this.isReviewed()) {
      this.program.isModeStated = true;
      this.reader.restated.push(this.reader.fact(this.item.text, this.item));
    } else this.readChangeOf(named, values);
  }

  private readChangeOf(named: ChangeKind | undefined, values: readonly Piece[]): void {
    if (this.readArrows(values)) return;
    const ends = this.ends(values);
    const kind = this.kindOfAmounts(named, values, ends !== undefined);
    const step =
      kind === 'dose' && !ends ? stepOf(this.pieces, this.hasVerb() || this.has('by') || this.goesOn()) : undefined;
    if (kind && ends) this.readChange(kind, ends.before, ends.after);
    else if (this.readFurtherAmount(kind, values)) return;
    else if (step) this.readStep(step);
    else if (kind && this.statesNewValue()) this.readOneValue(kind, values);
    else if (kind) this.reportOld(kind, values);
    else this.reportRest([]);
  }

  private statesNewValue(): boolean {
    // `prior 6 mg/day, current 5.4 mg/day`
    const isCurrent = this.program.old !== undefined && this.has('current');
    return this.hasVerb() || this.has('to', 'new', 'set', 'now', 'by') || isCurrent;
  }

  private kindOfAmounts(
    named: ChangeKind | undefined,
    values: readonly Piece[],
    hasEnds: boolean,
  ): 'dose' | 'concentration' | undefined {
    if (named === 'dose' || named === 'concentration') return named;
    return kindByUnit(values) ?? (hasEnds || this.isBareDose(values) ? 'dose' : undefined);
  }

  /** `reduced to 5.4` has the unit of the dose that was read, if it is near it. */
  private isBareDose([value, ...others]: readonly Piece[]): boolean {
    const to = value?.kind === 'number' && !others.length ? this.numberOf(value) : undefined;
    const before = value && this.pieces[this.pieces.indexOf(value) - 1];
    if (!to || !this.known || !this.hasVerb() || before?.kind !== 'word' || before.word !== 'to') return false;
    const { amount } = this.known;
    const isNear = to.gt(amount.div(FAR)) && to.lt(amount.times(FAR));
    return isNear && (to.lt(amount) || !this.words.some(word => LOWERING.has(word)));
  }

  /** The unit of a strength without one: that of the drug that went in at it. */
  private unitOfStrength(kind: 'dose' | 'concentration', value: Piece): Unit | undefined {
    const number = kind === 'concentration' && value.kind === 'number' ? this.numberOf(value) : undefined;
    return number && this.program.strengths.find(({ amount }) => amount.eq(number))?.unit;
  }

  private readWithoutValue(named: ChangeKind | undefined, isKeyword: boolean): void {
    if (this.has('doubled', 'halved') && (named ?? 'dose') === 'dose') {
      this.addStep(this.has('doubled') ? 'double' : 'half', undefined, undefined);
      return;
    }
    if (this.hasVerb()) {
      this.program.unstated = this.reader.fact(true, this.item);
      return;
    }
    const isReviewed = this.words.some(word => REVIEWED.has(word));
    if (named && isReviewed) this.program.isModeStated = true;
    // `rate set to minimum`
    if (this.has('minimum') && this.has('set', 'to')) this.add('mode', true);
    else if (isKeyword && !isReviewed)
      this.malformed(named!, `does not say from what to what it was changed (write ${named} OLD -> NEW)`);
    else this.reportRest([]);
  }

  /** Two bare numbers with the unit of the dose that was read. */
  private withUnit(kind: ChangeKind, before: Piece, after: Piece): string | undefined {
    const [from, to] = [this.numberOf(before), this.numberOf(after)];
    const isBare = before.kind === 'number' && after.kind === 'number';
    const hasUnit = [before, after].some(({ end }) => /^\s*[a-zµμ]*(?:l\b|\/)/i.test(this.item.text.slice(end)));
    return kind === 'dose' && isBare && !hasUnit && from && to && this.known
      ? `dose ${numberText(from)} -> ${numberText(to)} ${this.known.unit}`
      : undefined;
  }

  /** `6.0 -> 6.6 mg/day`, `from 6 to 6.6 mg/day`: the old value may leave out its unit. */
  private readChange(kind: 'dose' | 'concentration', before: Piece, after: Piece): void {
    const to = this.amount(after, this.unitOfStrength(kind, after));
    if (!to || !UNITS_OF[kind].includes(to.unit)) {
      this.malformed(
        kind,
        `has no new value in ${UNITS_OF[kind].slice(0, 3).join(', ')} behind the arrow`,
        this.withUnit(kind, before, after),
      );
      return;
    }
    const from = this.oldAmount(before, after, to);
    if (!from || !UNITS_OF[kind].includes(from.unit)) {
      this.malformed(kind, `has no old value in ${UNITS_OF[kind].slice(0, 3).join(', ')} before the arrow`);
      return;
    }
    this.addAmounts(kind, from, to);
    if (kind === 'concentration' && this.has('bridge', 'bridging') && !this.words.some(word => DENIALS.has(word)))
      this.add('bridge', true);
    this.reportRest([before, after, ...this.shares(), ...this.differences(from, to)]);
  }

  /** `6 mg -> 6.6 mg daily`: the unit of the new value is that of both. */
  private oldAmount(before: Piece, after: Piece, to: Quantity): Quantity | undefined {
    const from = this.amount(before, to.unit, this.factorOf(after));
    if (!from || `${from.unit}/day` !== to.unit) return from;
    return { amount: from.amount.times(this.factorOf(after) ?? new Big(1)), unit: to.unit };
  }

  /** `6.0 -> 6.6 mg/day (+0.6 mg/day)`: by how much the dose was changed, which both ends say. */
  private differences(from: Quantity, to: Quantity): readonly Piece[] {
    if (from.unit !== to.unit) return [];
    const by = { amount: to.amount.minus(from.amount).abs(), unit: to.unit };
    return this.pieces.filter(piece => {
      const stated = piece.kind === 'quantity' || piece.kind === 'number' ? this.amount(piece, to.unit) : undefined;
      return stated !== undefined && sameWithinRounding(stated, by) === true;
    });
  }

  /** `3.2 -> 3.4 -> 3.6 mg/day` */
  private readArrows(values: readonly Piece[]): boolean {
    const arrows = this.pieces.filter(
      (piece, i) =>
        piece.kind === 'arrow' ||
        (i > 0 && piece.kind === 'word' && piece.word === 'to' && isAmount(this.pieces[i - 1]!)),
    );
    const [first, last] = [values[0]!, values.at(-1)!];
    if (arrows.length < 2 || values.length !== arrows.length + 1 || last.kind !== 'quantity') return false;
    const kind = kindByUnit([last]);
    const from = this.amount(first, last.value.unit, this.factorOf(last));
    if (!kind || !from || !UNITS_OF[kind].includes(from.unit)) return false;
    this.addAmounts(kind, from, last.value);
    if (sameAmount(from, last.value) === true) this.reader.undecided('prog', this.item);
    this.reportRest(values);
    return true;
  }

  /** `and 0.1 mg/day` behind a step is a further step; `then 3.6 mg/day` is the dose that it led to. */
  private readFurtherAmount(kind: ChangeKind | undefined, [value, ...others]: readonly Piece[]): boolean {
    const last = this.program.lastChange();
    if (kind !== 'dose' || others.length || !last || !this.beginsFurther()) return false;
    if (value?.kind !== 'quantity' || value.value.unit === '%') return false;
    const isDose = last.to?.unit === value.value.unit && value.value.amount.times(2).gt(last.to.amount);
    if (isDose && !this.has('then')) return false;
    const step = last.to && stepped(last.to, value.value, this.program.isLowered);
    this.program.extend(this.item, isDose ? value.value : step);
    return true;
  }

  private beginsFurther(): boolean {
    const [first] = this.pieces;
    if (first?.kind !== 'word' || this.hasVerb() || this.has('to', 'from', 'new')) return false;
    return ['and', 'plus', 'then', 'followed'].includes(first.word);
  }

  /** A change that is stated even if the new dose cannot be computed. */
  private readStep({ by, before, after, aside }: DoseStep): void {
    const rate = isPiece(by) && by.kind === 'quantity' && by.value.unit !== '%' ? by : undefined;
    const unit = rate?.value.unit ?? this.doseBefore()?.unit;
    const valueOf = (piece: Piece | undefined): Quantity | undefined =>
      piece && this.amount(piece, unit, rate && this.factorOf(rate));
    const old = valueOf(before),
      stated = valueOf(after);
    if ([old, stated].some(value => value && !RATES.includes(value.unit)))
      this.malformed('dose', 'does not say from what to what it was changed (write dose OLD -> NEW)');
    else this.addStep(this.has('twice') || this.has('times') ? undefined : by, old, stated ?? this.resultAside(aside));
    if (isPiece(by))
      this.reportRest(
        [by, before, after, aside, ...this.shares(), ...this.sameAs(by)].filter(piece => piece !== undefined),
      );
  }

  /** `by 0.6 mg/day (+0.6 mg/day)` */
  private sameAs(by: Piece): readonly Piece[] {
    const value = by.kind === 'quantity' ? by.value : undefined;
    return this.pieces.filter(piece => value && piece.kind === 'quantity' && sameAmount(piece.value, value) === true);
  }

  /** `12.5% (3.6 mg/day)`: an amount nearer to the dose than to a step of it is the new dose. */
  private resultAside(aside: Piece | undefined): Quantity | undefined {
    const start = this.doseBefore();
    if (aside?.kind !== 'quantity' || start?.unit !== aside.value.unit) return undefined;
    return aside.value.amount.times(2).gt(start.amount) ? aside.value : undefined;
  }

  private addStep(by: DoseStep['by'], old: Quantity | undefined, stated: Quantity | undefined): void {
    const last = old || stated ? undefined : this.program.lastChange();
    if (last && this.isFurtherStep(by, last)) {
      this.program.extend(this.item, last.to && this.afterStep(last.to, by));
      return;
    }
    this.program.isLowered = this.isLowered();
    this.addOneStep(by, old ?? this.doseBefore(), { old, stated });
  }

  private addOneStep(
    by: DoseStep['by'],
    start: Quantity | undefined,
    { old, stated }: { readonly old: Quantity | undefined; readonly stated: Quantity | undefined },
  ): void {
    const to = stated ?? (start && this.afterStep(start, by));
    const isZero = isPiece(by) && this.numberOf(by)?.eq(0) === true;
    // A dose that was read after the change is not the one before it.
    const isRead = !isZero && start && to && sameAmount(start, to) === true;
    if (isRead || !start || !to) this.add('dose', !isZero, isRead ? undefined : old, to);
    else this.addAmounts('dose', start, to);
  }

  /** Whether a step behind another adds to it; `up 12.5%, 0.4 mg/day more` may say the same twice. */
  private isFurtherStep(by: DoseStep['by'], last: ProgramItem): boolean {
    if (this.namesDrug() && !this.goesOn()) return false;
    const start = this.doseBefore();
    const again = start && this.afterStep(start, by);
    return this.goesOn() || !again || !last.to || sameWithinRounding(again, last.to) !== true;
  }

  private doseBefore(): Quantity | undefined {
    return this.program.old?.value ?? this.known;
  }

  private afterStep(start: Quantity, by: DoseStep['by']): Quantity | undefined {
    if (by === undefined) return undefined;
    if (by === 'half' || by === 'double')
      return { ...start, amount: start.amount.times(new Big(by === 'half' ? '0.5' : '2')) };
    const step = this.amount(by, start.unit);
    const to = step && stepped(start, step, this.isLowered());
    return to && isPositive(to.amount) ? to : undefined;
  }

  private isLowered(): boolean {
    if (this.words.some(word => LOWERING.has(word)) || beginsWithMinus(this.pieces)) return true;
    return this.goesOn() && !this.hasVerb() && this.program.isLowered;
  }

  /** `increased to 6.6 mg/day`, `increased by 0.6 mg/day`, `decreased by 10 %`. */
  private readOneValue(kind: 'dose' | 'concentration', values: readonly Piece[]): void {
    const share = this.shares()[0];
    const value = values.find(one => one !== share) ?? share!;
    const old = kind === 'dose' ? this.doseBefore() : undefined;
    const stated = this.amount(value, old?.unit);
    if (!stated || (value !== share && !UNITS_OF[kind].includes(stated.unit))) {
      this.malformed(kind, `does not say from what to what it was changed (write ${kind} OLD -> NEW)`);
      return;
    }
    const isStep = value === share || this.has('by');
    const to = isStep
      ? old &&
        stepped(
          old,
          stated,
          this.words.some(word => LOWERING.has(word)),
        )
      : stated;
    if (old && to) this.addAmounts(kind, old, to);
    else this.add(kind, true, undefined, isStep ? undefined : stated);
    this.reportRest([value, ...this.shares()]);
  }

  /** A value with no old one beside it. */
  protected reportOld(kind: 'dose' | 'concentration', values: readonly Piece[]): void {
    const ends = this.endsByOldWord(values);
    if (ends) {
      this.readChange(kind, ends.before, ends.after);
      return;
    }
    // `was 3.2` has the unit of the dose that was read.
    const isOld = this.words.some(word => OLD_WORDS.has(word));
    const stated = this.amount(values[0]!, isOld && values[0]!.kind === 'number' ? this.known?.unit : undefined);
    if (stated?.unit === 'mL/day' && values.length === 1 && this.addFlow(stated, stated)) return;
    this.placeOne(kind, stated, { isOld, count: values.length });
  }

  private placeOne(
    kind: 'dose' | 'concentration',
    stated: Quantity | undefined,
    { isOld, count }: { readonly isOld: boolean; readonly count: number },
  ): void {
    const isDose = kind === 'dose' && stated !== undefined && RATES.includes(stated.unit);
    const report = (): void => this.reportOneValue(kind, stated, count);
    if (isDose && isOld) this.program.setOld(this.reader.fact(stated, this.item));
    else if (stated && this.isOfAnotherDrug(stated, kind))
      this.program.further.push(this.reader.fact(stated, this.item));
    else if (isDose && this.isBehindBridge()) this.addBehindBridge(stated);
    else if (isDose && count === 1) this.program.loose.push({ fact: this.reader.fact(stated, this.item), report });
    else report();
  }

  /** A pump that goes in has no dose before. */
  private isOfNewPump(): boolean {
    const { header, text } = this.reader.block;
    return header !== undefined && /\b(?:implant|replace)\b/i.test(text.slice(header.start, header.end));
  }

  private isBehindBridge(): boolean {
    return this.has('then') && this.program.items.at(-1)?.kind === 'bridge';
  }

  /** `bridge bolus 0.25 mL over 14 h, then 6.6 mg/day`: whether that is a change, the dose before decides. */
  private addBehindBridge(stated: Quantity): void {
    if (this.known) this.addAmounts('dose', this.known, stated);
    else this.program.further.push(this.reader.fact(stated, this.item));
  }

  /** The dose with which a pump begins, or a value with no other beside it. */
  private reportOneValue(kind: 'dose' | 'concentration', stated: Quantity | undefined, count: number): void {
    const isDose = kind === 'dose' && stated !== undefined && RATES.includes(stated.unit);
    // Behind a change of the dose the concentration is only named.
    if (kind === 'concentration' && stated && count === 1 && this.program.lastChange() && !this.hasVerb()) {
      this.reader.restated.push(this.reader.fact(this.item.text, this.item));
      return;
    }
    if (isDose && (this.words.some(word => FIRST_DOSE.has(word)) || this.isOfNewPump())) {
      this.add('dose', true, undefined, stated);
      return;
    }
    this.malformed(
      kind,
      `does not say from what to what it was changed (write ${kind} OLD -> NEW)`,
      kind === 'dose' && count === 1 && !this.isOneOfSeveralRates() ? this.fromKnown(stated) : undefined,
    );
  }

  /** A name beside a value, behind the dose of the first drug. */
  private isOfAnotherDrug(stated: Quantity, kind: 'dose' | 'concentration'): boolean {
    const isName = this.words.some(word => !FILLER.has(word) && !ALL_KIND_WORDS.has(word));
    return isName && this.program.items.some(item => item.kind === 'dose') && UNITS_OF[kind].includes(stated.unit);
  }

  /** `flex mode: 0.1 mg/hr 0600-2200`: the rate of a part of the day. */
  private isOneOfSeveralRates(): boolean {
    return (
      this.program.items.some(({ kind }) => kind === 'mode') ||
      this.pieces.some(piece => piece.kind === 'time') ||
      /\b(?:[01]\d|2[0-4])[0-5]\d\s*-\s*(?:[01]\d|2[0-4])[0-5]\d\b/.test(this.item.text)
    );
  }

  /** The change from the dose that was read to the stated one. */
  private fromKnown(stated: Quantity | undefined): string | undefined {
    const { known } = this;
    return known && stated && known.unit === stated.unit && sameAmount(known, stated) === false
      ? `dose ${numberText(known.amount)} -> ${numberText(stated.amount)} ${stated.unit}`
      : undefined;
  }

  /**
   * `dose 3.2 -> 3.6 mg/day, rate 0.32 -> 0.36 mL/day`: the same change in other words, of which the mass is the dose.
   */
  private addFlow(from: Quantity, to: Quantity): boolean {
    const { items, further } = this.program;
    const at = items.findIndex(item => item.kind === 'dose' && item.to);
    const before = items[at];
    if (!before?.to || (before.to.unit === 'mL/day') === (to.unit === 'mL/day')) return false;
    const fact = (value: Quantity): Fact<Quantity> => this.reader.fact(value, this.item);
    if (to.unit === 'mL/day') further.push(fact(from), fact(to));
    else {
      further.push({ ...before, value: before.to });
      items[at] = {
        ...before,
        start: this.item.start,
        end: this.item.end,
        from,
        to,
        changes: sameAmount(from, to) !== true,
      };
    }
    return true;
  }

  private addAmounts(kind: 'dose' | 'concentration', from: Quantity, to: Quantity): void {
    if (kind === 'dose' && this.addFlow(from, to)) return;
    const changes = sameAmount(from, to) !== true;
    // The dose of the pump refers to the first drug; a name beside a later one says that it is another's.
    if (kind === 'dose' && this.program.items.some(item => item.kind === 'dose' && item.to) && this.namesDrug()) {
      this.add(kind, changes);
      this.program.further.push(this.reader.fact(from, this.item), this.reader.fact(to, this.item));
    } else this.add(kind, changes, from, to);
  }

  protected add(kind: ChangeKind, changes: boolean, from?: Quantity, to?: Quantity): void {
    const { block } = this.reader;
    this.program.items.push({ block, start: this.item.start, end: this.item.end, kind, from, to, changes });
  }

  private malformed(kind: ChangeKind, why: string, repaired?: string): void {
    const { reader, item } = this;
    reader.problem(
      'malformed-value',
      item,
      `Correct “${item.text}”: it ${why}.`,
      repaired ? [reader.fix('edit', `Write “${repaired}”`, item, repaired)] : [],
      kind,
    );
    reader.undecided('prog', item);
  }

  /** Reports a value that gave no fact, or a keyword of another key. */
  protected reportRest(read: readonly Piece[]): void {
    const left = this.pieces.filter(piece => holdsValue(piece) && !read.includes(piece));
    const other = left.length || read.length ? undefined : foreignKey('prog', this.words);
    const isLoose = !read.length && holdsLooseFact(this.item.text);
    if (left.length || other || isLoose) this.reader.unreadItem('prog', this.item, PROGRAM_ITEMS, other);
  }
}

function kindByUnit(values: readonly Piece[]): 'dose' | 'concentration' | undefined {
  const unit = values
    .map(value => (value.kind === 'quantity' ? value.value.unit : undefined))
    .find(one => one !== undefined && one !== '%');
  if (unit === undefined) return values.some(value => value.kind === 'quantity') ? 'dose' : undefined;
  if (RATES.includes(unit)) return 'dose';
  return STRENGTHS.includes(unit) ? 'concentration' : undefined;
}

/** A dose after a step of a share or of an amount; undefined if the step is in another unit. */
function stepped(old: Quantity, step: Quantity, lowers: boolean): Quantity | undefined {
  const isShare = step.unit === '%';
  if (!isShare && step.unit !== old.unit) return undefined;
  const by = isShare ? old.amount.times(step.amount).times(new Big('0.01')) : step.amount;
  return { amount: lowers ? old.amount.minus(by) : old.amount.plus(by), unit: old.unit };
}
