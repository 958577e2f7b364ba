import { DENIALS, UNCHANGED } from '../fields/filler.js';
import { CHANGE_VERBS, LATER } from '../fields/prog.js';
import { RATES } from '../fields/units.js';
import { stringIn } from '../syntax/field-line.js';
import type { Span } from '../syntax/tree.js';
import { holdsValue, type Piece } from './item-pieces.js';
import type { ChangeKind } from './model.js';
import { isEarlier, isEarlierChange, isOtherDay, isPlanned } from './other-time.js';
import { isAmount } from './program-arrows.js';
import { ProgramChangeReader } from './program-change.js';
import { STAYS } from './program-denial.js';
import {
  ALL_KIND_WORDS,
  AS_BEFORE,
  ATTEMPTED,
  ELECTRIC,
  FRACTION,
  isHousekeeping,
  isPlainMode,
  NOT_DONE,
  NOTHING,
  UPDATE_ONLY,
  WORDS_OF_RESET,
} from './program-words.js';

/** Reads one item of `prog:` that is no plain keyword. */
export class ProgramItemReader extends ProgramChangeReader {
  /** @param kind that of the keyword with which the item begins */
  read(kind: ChangeKind | undefined, rest: number, inContext: string): void {
    if (this.reasonStart) this.readReason(this.reasonStart);
    if (this.readEarlier() || this.readPlan(inContext) || this.readAside(kind)) return;
    if (isEarlier(inContext) && !this.endsByOldWord(this.pieces.filter(isAmount))) return;
    if (this.readElectric() || this.readFraction(kind)) return;
    const named = kind ?? this.kindByWords();
    if (named === 'mode' || named === 'bolus' || named === 'bridge') this.readWordsChange(named, kind ? rest : 0);
    else this.readAmounts(named, kind !== undefined);
  }

  /** `previous change 280 -> 300 mcg/day`, `dose 280 -> 300 mcg/day on 2026-08-01`: not of today. */
  private readEarlier(): boolean {
    const amounts = this.pieces.filter(isAmount).length;
    const { text } = this.item;
    const isOfOtherDay =
      this.arrow() !== undefined &&
      this.pieces.some(
        ({ kind, start, end }, i) =>
          kind === 'date' && isOnWord(this.pieces[i - 1]) && isOtherDay(text.slice(start, end), this.program.day),
      );
    const isOfOtherVisit = amounts > 1 && isEarlierChange(text);
    if (!isOfOtherVisit && !isOfOtherDay) return false;
    this.program.earlier ??= { fact: this.reader.fact(true, this.item), isOtherVisit: isOfOtherVisit };
    this.reader.restated.push(this.reader.fact(text, this.item));
    return true;
  }

  /** `amplitude 1.0 -> 1.4 mA`: a change of a neurostimulator's program; one value alone says how it runs. */
  private readElectric(): boolean {
    const text = this.item.text.slice(0, this.pieces.at(-1)?.end);
    if (!ELECTRIC.test(text)) return false;
    const arrow = /\s*(?:-{1,2}>|=>|→|\bto\b)\s*/i.exec(text);
    const [old, now] = arrow ? [text.slice(0, arrow.index), text.slice(arrow.index + arrow[0].length)] : [text, text];
    const numberIn = (part: string): string | undefined => /\d+(?:\.\d+)?(?!.*\d)/.exec(part)?.[0];
    const from = numberIn(old),
      to = numberIn(now);
    if (arrow && from !== undefined && to !== undefined) this.add('mode', +from !== +to);
    else if (this.hasVerb()) this.add('mode', true);
    else {
      this.program.isModeStated = true;
      if (!this.program.items.length) this.reader.undecided('prog', this.item);
    }
    return true;
  }

  /** `decreased 1/4`: a change whose new dose is not stated. */
  private readFraction(kind: ChangeKind | undefined): boolean {
    if ((kind ?? 'dose') !== 'dose' || !this.hasVerb() || !FRACTION.test(this.item.text)) return false;
    const values = this.pieces.filter(isAmount);
    if (values.length !== 2 || values.some(value => value.kind !== 'number')) return false;
    this.add('dose', true);
    return true;
  }

  /** `will increase to 528 mcg/day next visit`: nothing of it is programmed today. */
  private readPlan(inContext: string): boolean {
    const text = this.item.text.slice(0, this.pieces.at(-1)?.end);
    const behind = inContext.slice(this.item.text.length);
    if (!LATER.test(text)) {
      const isAttempt = ATTEMPTED.test(text);
      if (isAttempt) this.reader.undecided('prog', this.item);
      else if (this.isUnchanged() || !isPlanned(text + behind)) return false;
      // Both ends of a change beside such a word leave open whether it was made.
      if (this.arrow()) this.reader.undecided('prog', this.item);
    }
    this.program.plan ??= this.reader.fact(this.item.text, this.item);
    return true;
  }

  /** What is no change: nothing altered, the volume, an alarm date. */
  private readAside(kind: ChangeKind | undefined): boolean {
    const { reader, item, words } = this;
    const date = this.pieces.find(piece => piece.kind === 'date');
    if (date && words.some(word => word.startsWith('alarm') || word === 'reservoir' || /^lra?d?$/.test(word))) {
      this.program.addAlarmDate(reader.dateIn(item, date, item, false));
      return true;
    }
    if (kind === undefined && this.readAlarmVolume()) return true;
    if (kind === undefined && (words.includes('volume') || this.isVolumeAlone() || this.isUpdate()))
      return this.readVolume();
    if (this.isUnchanged()) {
      this.program.none ??= reader.fact(true, item);
      if (kind) this.add(kind, false);
      return true;
    }
    return false;
  }

  private isUpdate(): boolean {
    const hasValue = this.pieces.some(holdsValue);
    return UPDATE_ONLY.test(this.words.join(' ')) || (!hasValue && isHousekeeping(this.words));
  }

  /** `low reservoir alarm set to 2 mL` */
  private readAlarmVolume(): boolean {
    const values = this.pieces.filter(holdsValue);
    const amount = values.at(-1);
    // `changed from 2 to 1 mL`
    if (amount?.kind !== 'quantity' || amount.value.unit !== 'mL' || values.length > 2) return false;
    if (!this.words.some(word => word.startsWith('alarm') || word === 'lra' || word === 'lrv')) return false;
    this.program.alarmVolume = this.reader.fact(amount.value, this.item);
    return true;
  }

  /** `volume update only, 40 mL`, `reservoir reset 40 mL` and `pump reset to 40 mL` */
  private isVolumeAlone(): boolean {
    const [only, ...others] = this.pieces.filter(holdsValue);
    if (only?.kind !== 'quantity' || only.value.unit !== 'mL' || others.length) return false;
    if (this.pieces.length === 1) return this.program.volumeOnly !== undefined;
    return this.words.includes('reservoir') || this.words.every(word => WORDS_OF_RESET.has(word));
  }

  private readVolume(): boolean {
    const arrow = this.arrow();
    const amount = this.pieces.findLast(piece => piece.kind === 'quantity' && piece.value.unit === 'mL');
    if (amount?.kind === 'quantity') this.program.addVolume(this.reader.fact(amount.value, this.item));
    this.program.volumeOnly = this.reader.fact(true, this.item);
    const old = arrow && amount && amount.start > arrow.start ? this.pieces.find(isAmount) : undefined;
    this.reportRest([amount, old].filter(piece => piece !== undefined));
    return true;
  }

  /** `no change`, `rate unchanged`, `same dose`, `not reprogrammed`: no value is beside it but the one that stays. */
  private isUnchanged(): boolean {
    const values = this.pieces.filter(holdsValue);
    if (values.length > 1 || this.pieces.some(({ kind }) => kind === 'arrow')) return false;
    if (this.words.some(word => UNCHANGED.has(word))) return true;
    if (STAYS.test(this.item.text) && !(values.length && this.hasVerb())) return true;
    if (AS_BEFORE.has(this.words.join(' ')) || this.isDenied()) return true;
    if (!values.length && (this.words.at(-1) === 'none' || this.words.at(-1) === 'no')) return true;
    const denied = this.words.findIndex(word => DENIALS.has(word));
    return (
      denied >= 0 &&
      values.length === 0 &&
      this.words.slice(denied).some(word => CHANGE_VERBS.has(word.replace(/s$/, '')) || ALL_KIND_WORDS.has(word))
    );
  }

  /** `none today`, `reprogramming not needed` */
  private isDenied(): boolean {
    if (this.pieces.some(holdsValue)) return false;
    return this.words[0] === 'none' || NOT_DONE.test(this.words.join(' '));
  }

  /**
   * Changes that keep their words: with an arrow the words on both sides differ, without one something new is stated.
   */
  private readWordsChange(kind: ChangeKind, from: number): void {
    const arrow = this.arrow();
    if (!arrow && kind === 'mode' && from === 0 && this.words.length > 0 && isPlainMode(this.words))
      this.readPlainMode();
    else if (!arrow && this.isOnlyReviewed()) this.program.isModeStated = true;
    else {
      const last = this.program.items.at(-1);
      const isDetail = !arrow && kind === 'bolus' && !this.has('bolus', 'ptm', 'pca', 'myptm');
      this.add(kind, isDetail && last?.kind === 'bolus' ? last.changes : this.isNew(from, arrow));
    }
  }

  /** With an arrow the words on both sides differ; without one something is stated and not denied. */
  private isNew(from: number, arrow: Span | undefined): boolean {
    const { text } = this.item;
    const end = this.pieces.at(-1)?.end ?? text.length;
    if (arrow) return plain(text.slice(from, arrow.start)) !== plain(text.slice(arrow.end, end));
    const isDenied = this.words.some(word => DENIALS.has(word)) && !this.pieces.some(holdsValue);
    return !NOTHING.has(plain(text.slice(from, end))) && !isDenied;
  }

  /** `PTM reviewed`, `bolus 0` */
  private isOnlyReviewed(): boolean {
    const [value, ...others] = this.pieces.filter(holdsValue);
    if (!value) return this.isReviewed();
    return !others.length && this.numberOf(value)?.eq(0) === true;
  }

  /** `simple continuous 480 mcg/day`: how the pump runs, and its dose. */
  private readPlainMode(): void {
    this.program.isModeStated = true;
    const rates = this.pieces.filter(piece => piece.kind === 'quantity' && RATES.includes(piece.value.unit));
    if (rates.length === 1) this.reportOld('dose', rates);
    this.reportRest(rates);
  }

  /** A reason typed without a comma before it: `dose 6.0 -> 6.6 mg/day reason "evening pain"`. */
  private readReason(first: Piece): void {
    const string = stringIn(this.item);
    if (string) {
      if (string.value.trim()) this.program.addReason(this.reader.fact(string.value.trim(), string.span));
      return;
    }
    const start = this.item.start + (first.kind === 'word' && first.word === 'reason' ? first.end : first.start);
    const text = this.item.text.slice(start - this.item.start).trim();
    if (text) this.program.addReason(this.reader.fact(text, { start, end: this.item.end }));
  }
}

function isOnWord(piece: Piece | undefined): boolean {
  return piece?.kind === 'word' && (piece.word === 'on' || piece.word === 'of' || piece.word === 'since');
}

function plain(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ');
}
