/** Collects what the items of a `prog:` line state, and completes it by what other items say. */
import type { Span } from '../syntax/tree.js';
import type { Fact, Program, ProgramItem, Quantity } from './model.js';
import { dayOf } from './other-time.js';
import { sameAmount, sameWithinRounding } from './quantity.js';
import { joinedWords, type Reader } from './reader.js';

/** `rate 0.36 mL/day` beside a dose in mg: the same in other words. */
function isFlowBeside({ unit }: Quantity, dose: Quantity | undefined): boolean {
  return unit === 'mL/day' && dose !== undefined && dose.unit !== 'mL/day';
}

/** What the items of a `prog:` line state so far. */
export class ProgramDraft {
  /** The day of the visit, as the header gives it. */
  readonly day: string | undefined;
  readonly items: ProgramItem[] = [];
  readonly further: Fact<Quantity>[] = [];
  none: Fact<true> | undefined;
  volumeOnly: Fact<true> | undefined;
  unstated: Fact<true> | undefined;
  volume: Fact<Quantity> | undefined;
  alarmDate: Program['alarmDate'];
  reason: Fact<string> | undefined;
  plan: Fact<string> | undefined;
  isModeStated = false;
  /** A change of an earlier visit. */
  earlier: { readonly fact: Fact<true>; readonly isOtherVisit: boolean } | undefined;
  /** Whether the last step lowered the dose. */
  isLowered = false;
  alarmVolume: Fact<Quantity> | undefined;
  /** Doses that are stated with no word of change: the old one, if another item has the new one. */
  readonly loose: { readonly fact: Fact<Quantity>; readonly report: () => void }[] = [];
  /** A dose that was, before the item of the new one. */
  old: Fact<Quantity> | undefined;

  /**
   * @param known the dose before, which `by 10 %` and `increased to 6.6 mg/day` refer to
   * @param strengths of the drugs that went in, which say the unit of `conc 20->10`
   */
  constructor(
    readonly reader: Reader,
    readonly known: Quantity | undefined,
    readonly strengths: readonly Quantity[],
  ) {
    this.day = dayOf(reader.block);
  }

  /** `new dose 528 mcg/day, old dose 480 mcg/day`: the dose that was, beside the item of the new one. */
  setOld(old: Fact<Quantity>): void {
    const at = this.items.findIndex(({ kind, to }) => kind === 'dose' && to);
    const item = this.items[at];
    if (item?.to && (!item.from || sameAmount(item.from, old.value) !== false))
      this.items[at] = {
        ...item,
        start: Math.min(item.start, old.start),
        end: Math.max(item.end, old.end),
        from: old.value,
        changes: sameAmount(old.value, item.to) !== true,
      };
    else this.old = old;
  }

  /** Whether an item states something of the program: a change, that there is none, the volume, the alarm, a plan. */
  private isStated(): boolean {
    const { none, volumeOnly, unstated, volume, alarmDate, alarmVolume, plan, reason, items, loose, isModeStated } =
      this;
    const facts = [none, volumeOnly, unstated, volume, alarmDate, alarmVolume, plan, reason];
    return isModeStated || facts.some(fact => fact !== undefined) || items.length > 0 || loose.length > 0;
  }

  /** `increased dose, 528 mcg/day`: the value is that of the change. */
  private completeUnstated(): void {
    const [loose, ...others] = this.loose;
    const { unstated, known } = this;
    const text = unstated && this.reader.block.text.slice(unstated.start, unstated.end);
    if (!unstated || !loose || others.length || !text || !/\b(?:dose|rate)\b/i.test(text)) return;
    const { fact } = loose;
    const span = { start: Math.min(unstated.start, fact.start), end: Math.max(unstated.end, fact.end) };
    const { block } = this.reader;
    const changes = !known || sameAmount(known, fact.value) !== true;
    this.items.push({ block, ...span, kind: 'dose', ...(known ? { from: known } : {}), to: fact.value, changes });
    this.loose.length = 0;
    this.unstated = undefined;
  }

  /** `prior 6 mg/day, current 5.4 mg/day`: the dose that was read, and the one that runs now. */
  private completeOld(): void {
    const [loose, ...others] = this.loose;
    const { old, known } = this;
    if (!old || !loose || others.length || this.items.length) return;
    if (known && sameAmount(known, old.value) !== true) return;
    const { fact } = loose;
    const span = { start: Math.min(old.start, fact.start), end: Math.max(old.end, fact.end) };
    const changes = sameAmount(old.value, fact.value) !== true;
    this.items.push({ block: this.reader.block, ...span, kind: 'dose', from: old.value, to: fact.value, changes });
    this.loose.length = 0;
  }

  /**
   * Reports a dose that no other item says to be old. Words that state nothing leave open whether the program was
   * changed.
   */
  finish(line: Span): void {
    if (!this.isStated()) this.finishUnstated(line);
    this.completeUnstated();
    this.completeOld();
    const dose = this.items.find(({ kind, to }) => kind === 'dose' && to);
    for (const { fact, report } of this.loose) {
      // `150 mcg/day, no change`: the dose that was read goes on.
      const isSame = this.known ? sameWithinRounding(this.known, fact.value) === true : this.none !== undefined;
      if (isSame && !dose) {
        this.none ??= { ...fact, value: true };
        continue;
      }
      if (isFlowBeside(fact.value, dose?.to)) this.further.push(fact);
      else if (dose && !dose.from) this.setOld(fact);
      else if (!dose?.from || sameWithinRounding(dose.from, fact.value) !== true) report();
    }
  }

  /** Beside the change of an earlier visit nothing is stated of today's. */
  private finishUnstated(line: Span): void {
    if (this.earlier?.isOtherVisit) this.none = this.earlier.fact;
    else this.reader.undecided('prog', line);
  }

  /** The last change of the dose, which a further step goes on from. */
  lastChange(): ProgramItem | undefined {
    return this.items.findLast(({ kind, changes }) => kind === 'dose' && changes);
  }

  /** Moves the end of the last change of the dose to where a further step led. */
  extend(item: Span, to: Quantity | undefined): void {
    const at = this.items.findLastIndex(({ kind, changes }) => kind === 'dose' && changes);
    const last = this.items[at]!;
    this.items[at] = { ...last, end: Math.max(last.end, item.end), to };
    // Up and down again leaves open what was programmed.
    if (last.from && to && sameAmount(last.from, to) === true) this.reader.undecided('prog', item);
  }

  addReason(reason: Fact<string> | undefined): void {
    if (reason) this.reason = joinedWords(this.reason, reason);
  }

  addVolume(volume: Fact<Quantity>): void {
    const before = this.volume;
    const isSame = before !== undefined && sameAmount(before.value, volume.value) === true;
    this.volume = this.reader.again({ key: 'prog', name: 'volume' }, { before, after: volume, isSame });
  }

  addAlarmDate(date: Program['alarmDate']): void {
    if (!date) return;
    const before = this.alarmDate;
    this.alarmDate = this.reader.again(
      { key: 'prog', name: 'alarm' },
      { before, after: date, isSame: before?.value === date.value },
    );
  }
}
