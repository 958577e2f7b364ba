import { Big } from 'big.js';
import { CHANGE_VERBS, KIND_WORDS, LATER, LOWERING, NEW_WORDS, OLD_WORDS, PROG, REASON_WORDS } from '../fields/prog.js';
import { DENIALS, FILLER, UNCHANGED } from '../fields/filler.js';
import { RATES, STRENGTHS, type Unit } from '../fields/units.js';
import { stringIn } from '../syntax/field-line.js';
import type { FieldLine, Item, Span } from '../syntax/tree.js';
import { beginsWithMinus, isPiece, stepOf, type DoseStep } from './dose-step.js';
import { holdsLooseFact } from './loose-facts.js';
import { isPlaceholder } from './placeholder.js';
import { foreignKey } from './foreign-words.js';
import { holdsValue, piecesOf, withDailyRates, type Piece } from './item-pieces.js';
import type { ChangeKind, Fact, Program, ProgramItem, Quantity } from './model.js';
import { dayOf, isEarlier, isEarlierChange, isOtherDay, isPlanned, withTrailer } from './other-time.js';
import {
  isPositive,
  numberLength,
  readNumber,
  sameAmount,
  sameWithinRounding,
  plain as numberText,
} from './quantity.js';
import { besideDenial, denialOf, isOfOtherRoute, STAYS } from './program-denial.js';
import { FURTHER, stepsOf } from './program-chain.js';
import { folded, joinedWords, keywordOf, type Keyword, type Reader } from './reader.js';

/** `rate` is what many programmers print for the dose. */
const KEYWORDS: ReadonlyMap<string, ChangeKind> = new Map<string, ChangeKind>([
  ['dose', 'dose'],
  ['rate', 'dose'],
  ['concentration', 'concentration'],
  ['mode', 'mode'],
  ['bolus', 'bolus'],
  ['bridge', 'bridge'],
]);

const UNITS_OF: Readonly<Record<'dose' | 'concentration', readonly Unit[]>> = { dose: RATES, concentration: STRENGTHS };

const NAMES = PROG.items.map(({ word }) => word).join(', ');

/**
 * `prog: dose 6.0 -> 6.6 mg/day, reason "evening pain"` · `prog: volume only` · `prog: none` ·
 * `prog: increased from 6 to 6.6 mg/day`
 */
export function readProgram(reader: Reader, line: FieldLine, known: Quantity | undefined): Program | undefined {
  if (!line.items.length) return undefined;
  const { block, start, end } = reader.placeOf(line.items, line);
  const program = new ProgramReader(reader, known);
  const denial = denialOf(line.items);
  for (const [i, item] of line.items.entries())
    if (!denial || !program.readBesideDenial(item, denial)) program.read(item, withTrailer(line.items, i));
  program.finish({ start, end });
  const { none, volumeOnly, unstated, volume, alarmDate, alarmVolume, reason, plan } = program;
  return {
    block,
    start,
    end,
    none,
    volumeOnly,
    items: program.items,
    unstated,
    volume,
    alarmDate,
    alarmVolume,
    furtherDoses: program.further,
    reason,
    plan,
  };
}

class ProgramReader {
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

  /** @param known the dose before, which `by 10 %` and `increased to 6.6 mg/day` refer to */
  constructor(
    private readonly reader: Reader,
    private readonly known: Quantity | undefined,
  ) {
    this.day = dayOf(reader.block);
  }

  /** @returns whether the item says only what the denial beside it, or it itself, denies */
  readBesideDenial(item: Item, denial: Item): boolean {
    const found = besideDenial(item, denial);
    if (found === 'read') return false;
    if (found === 'open') this.reader.undecided('prog', item);
    if (found === 'none') this.none ??= this.reader.fact(true, item);
    if (found === 'volume only') this.volumeOnly = this.reader.fact(true, item);
    else this.reader.restated.push(this.reader.fact(item.text, item));
    return true;
  }

  /** @param inContext the item, and the one behind it if that puts it off */
  read(item: Item, inContext: string): void {
    const keyword = keywordOf(item);
    const text = folded(item, keyword);
    if (isPlaceholder(item.text)) this.reader.placeholder('prog', item, NAMES);
    else if (text === 'none') this.none = this.reader.fact(true, item);
    else if (text === 'volume only') this.volumeOnly = this.reader.fact(true, item);
    else if (REASON_WORDS.has(keyword.word.replace(/:$/, ''))) this.addReason(this.reasonOf(item, keyword));
    else if ((this.lastChange() && OTHER_DOSE.test(item.text)) || isOfOtherRoute(item.text))
      this.reader.restated.push(this.reader.fact(item.text, item));
    else {
      const pieces = withArrows(withDailyRates(piecesOf(item.text), item.text), item.text);
      const steps = stepsOf(item, pieces);
      if (steps.length === 1)
        new ProgramItemReader(this, this.reader, item, pieces, this.known).read(
          KEYWORDS.get(keyword.word),
          keyword.rest,
          inContext,
        );
      else for (const step of steps) this.read(step, step.text);
    }
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

  /** `reason "…"`, `reason: pain`, `due to pain` */
  private reasonOf(item: Item, { word, rest }: Keyword): Fact<string> | undefined {
    const from = word === 'reason' || word === 'reason:' ? rest : 0;
    return this.reader.words(item, from + (/^[-–:=]\s+/.exec(item.text.slice(from))?.[0].length ?? 0));
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

/** `6.0 mg/day x 1.1 = 6.6 mg/day`: the reckoning between two doses is an arrow. */
function withoutFactor(pieces: readonly Piece[]): readonly Piece[] {
  const at = pieces.findIndex(piece => piece.kind === 'sign' && piece.sign === '=');
  const [before, times, factor, equals, after] = at < 3 ? [] : pieces.slice(at - 3, at + 2);
  const isTimes =
    (times?.kind === 'word' && times.word === 'x') || (times?.kind === 'sign' && '×*'.includes(times.sign));
  if (!isTimes || !before || !isAmount(before) || factor?.kind !== 'number' || after?.kind !== 'quantity')
    return pieces;
  const arrow: Piece = { kind: 'arrow', start: times.start, end: equals!.end };
  return [...pieces.slice(0, at - 2), arrow, ...pieces.slice(at + 1)];
}

/** `6.0 > 6.6 mg/day`, `6.0 - 6.6 mg/day`: a sign between two amounts, with blanks around it, is an arrow. */
function withArrows(typed: readonly Piece[], text: string): readonly Piece[] {
  const pieces = withoutFactor(typed);
  return pieces.map((piece, i): Piece => {
    const [before, behind] = [pieces[i - 1], pieces[i + 1]];
    if (piece.kind !== 'sign' || !'>-–'.includes(piece.sign) || !before || !behind) return piece;
    const isBetween = isAmount(before) && isAmount(behind) && text[piece.start - 1] === ' ' && text[piece.end] === ' ';
    return isBetween ? { kind: 'arrow', start: piece.start, end: piece.end } : piece;
  });
}

/** `rate 0.36 mL/day` beside a dose in mg: the same in other words. */
function isFlowBeside({ unit }: Quantity, dose: Quantity | undefined): boolean {
  return unit === 'mL/day' && dose !== undefined && dose.unit !== 'mL/day';
}

function isAmount({ kind }: Piece): boolean {
  return kind === 'quantity' || kind === 'number';
}

/** A dose of another time, or a limit, behind the change. */
const OTHER_DOSE =
  /^(?:(?:start(?:ed|ing)|initial(?:ly)?|original(?:ly)?)\s+(?:dose\s+)?(?:at|was)|target|goal|max(?:imum)?\s+dose|last (?:visit|time))\b.*\/\s*(?:day|d|24\s*h|h|hr)\b/i;

/** `reprogramming not needed`, `changes were not made` */
const NOT_DONE =
  /\b(?:not|no|never) (?:\w+ )?(?:needed|necessary|required|indicated|warranted|done|performed|made|changed)$/;

/** `alarm date only`, `refill update only`: nothing of the program. */
const UPDATE_ONLY =
  /^(?:(?:the|pump|refill|fill|reservoir|volume|alarm|alarms|date|dates|update|updated|reset|clock|time|new|of|and) )+only$/;

const HOUSEKEEPING: ReadonlySet<string> = new Set(
  'the pump refill fill reservoir volume alarm alarms date dates time clock patient name info information low next lra lrad new and to of was were'.split(
    ' ',
  ),
);
const KEPT_UP: ReadonlySet<string> = new Set(
  'updated update reset entered set corrected synced synchronized adjusted changed re-entered'.split(' '),
);

/** `alarm date updated`, `clock and patient name corrected`: nothing of the program. */
function isHousekeeping(words: readonly string[]): boolean {
  const isAbout = words.some(word => HOUSEKEEPING.has(word) && word.length > 2 && word !== 'pump' && word !== 'new');
  return (
    isAbout && words.some(word => KEPT_UP.has(word)) && words.every(word => HOUSEKEEPING.has(word) || KEPT_UP.has(word))
  );
}

/** `dose reviewed` states no change. */
const REVIEWED: ReadonlySet<string> = new Set(['reviewed', 'checked', 'confirmed', 'verified', 'discussed', 'ok']);

/** Whether it was programmed is left open: `attempted increase to 165 mcg/day`. */
const ATTEMPTED = /\b(?:attempt(?:ed|s)?|tried|unable|could not|couldn't|failed) /i;

/** Hours of a day: `2200-0600`, `10 pm to 6 am`, `at 22:00`. */
const CLOCK =
  /\b(?:[01]\d|2[0-4])[0-5]\d\s*(?:-|–|to)\s*(?:[01]\d|2[0-4])[0-5]\d\b|\b\d{1,2}:[0-5]\d\b|\b\d{1,2}\s*[ap]\.?m\b|\b\d{1,2}\s*[ap]\s*[-–]\s*\d{1,2}\s*[ap]\b|\b(?:overnight|at night|daytime|nighttime|midnight|noon)\b/i;

/** Words beside the volume that the pump is set to after a fill. */
const WORDS_OF_RESET: ReadonlySet<string> = new Set(
  'pump programmer reset set updated update entered with programmed fill refill full to at as new back only for'.split(
    ' ',
  ),
);

/** `06-22` beside `day`: hours without minutes. */
const HOURS = /\b(?:0?\d|1\d|2[0-4])\s*[-–]\s*(?:0?\d|1\d|2[0-4])\b(?!\s*(?:m|%|\/|\.|-))/i;

/** `4 per day`: how often a bolus may be given. */
const TIMES_A_DAY = /^\d+\s*(?:x\s*)?(?:\/|per|a|each)\s*(?:day|24\s*h)/i;

/** A part of the dose: `decreased 1/4`. */
const FRACTION = /(?<![\d/.])(?:1\/(?:[2-9]|10)|2\/3|3\/4)(?![\d/.])/;

/** What the program of a neurostimulator is stated in: `1.4 mA`, `210 us`, `14 Hz`. */
const ELECTRIC = /\b\d+(?:\.\d+)?\s*(?:mA|mV|V|volts?|Hz|pps|us|µs|μs|usec|microseconds?)(?![a-z/])/i;

/** `5 mg/day increased to 5.5 mg/day`: such a verb is between the old value and the new one. */
const MADE = /(?:ed|cut)$/;

/** A dose with which a pump begins, if no other item says from what to what it was changed. */
const FIRST_DOSE: ReadonlySet<string> = new Set(['initial', 'starting', 'start', 'beginning', 'first']);

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

function isOnWord(piece: Piece | undefined): boolean {
  return piece?.kind === 'word' && (piece.word === 'on' || piece.word === 'of' || piece.word === 'since');
}

/** Reads one item of `prog:` that is no plain keyword. */
class ProgramItemReader {
  private readonly words: readonly string[];
  /** Without the reason that was typed with no comma before it. */
  private readonly pieces: readonly Piece[];

  constructor(
    private readonly program: ProgramReader,
    private readonly reader: Reader,
    private readonly item: Item,
    pieces: readonly Piece[],
    private readonly known: Quantity | undefined,
  ) {
    const reasonAt = pieces.findIndex(
      piece =>
        (piece.kind === 'word' && (piece.word === 'reason' || piece.word === 'because' || piece.word === 'due')) ||
        piece.kind === 'string' ||
        isForReason(pieces, piece),
    );
    this.pieces = reasonAt > 0 ? pieces.slice(0, reasonAt) : pieces;
    this.words = this.pieces.flatMap(piece => (piece.kind === 'word' ? [piece.word] : []));
    if (reasonAt > 0) this.readReason(pieces[reasonAt]!);
  }

  /** @param kind that of the keyword with which the item begins */
  read(kind: ChangeKind | undefined, rest: number, inContext: string): void {
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

  /** `max doses 4 -> 6 a day`: how often a bolus may be given. */
  private isLimit(): boolean {
    const isFirst = this.words[0] === 'max' || this.words[0] === 'maximum';
    return isFirst && !this.pieces.some(piece => piece.kind === 'quantity' && RATES.includes(piece.value.unit));
  }

  /** `conc changed 20 mg/mL to 10 mg/mL with bridge bolus` */
  private statesStrengths(): boolean {
    const strengths = this.pieces.filter(piece => piece.kind === 'quantity' && STRENGTHS.includes(piece.value.unit));
    return strengths.length > 1 && this.words.some(word => KIND_WORDS.concentration.some(name => name === word));
  }

  private kindByWords(): ChangeKind | undefined {
    if (this.has('day', 'daytime') && (CLOCK.test(this.item.text) || HOURS.test(this.item.text))) return 'mode';
    if (this.statesStrengths()) return 'concentration';
    for (const [kind, words] of Object.entries(KIND_WORDS) as [ChangeKind, readonly string[]][])
      if (this.words.some(word => words.includes(word))) return kind;
    // `max 4/day` and `20 mcg q4h` go on about the boluses before them.
    const goesOn =
      TIMES_A_DAY.test(this.item.text) ||
      this.words.some(
        word => ['max', 'maximum', 'every', 'each', 'limit', 'up'].includes(word) || /^q\d+h?$/.test(word),
      );
    if ((goesOn && this.program.items.at(-1)?.kind === 'bolus') || this.isLimit()) return 'bolus';
    // `0.2 mg/hr 2200-0600` is a further step of the mode before it.
    if (this.program.items.at(-1)?.kind === 'mode' && CLOCK.test(this.item.text)) return 'mode';
    return undefined;
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

  private isReviewed(): boolean {
    return !this.hasVerb() && this.words.some(word => REVIEWED.has(word));
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

  private readAmounts(named: ChangeKind | undefined, isKeyword: boolean): void {
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
    return kindByUnit(values) ?? (hasEnds ? 'dose' : undefined);
  }

  private readWithoutValue(named: ChangeKind | undefined, isKeyword: boolean): void {
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

  /** The old and the new value: at both sides of an arrow, or behind `from` and `to` in either order. */
  private ends(values: readonly Piece[]): { before: Piece; after: Piece } | undefined {
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
  private isBehindNew([first, second, ...others]: readonly Piece[], from: Piece): boolean {
    const isPair = first?.kind === 'quantity' && second?.kind === 'quantity' && from === second && !others.length;
    return isPair && !this.hasVerb() && !this.has('up', 'down', 'by');
  }

  private behindOneOf(words: ReadonlySet<string>, values: readonly Piece[]): Piece | undefined {
    const at = this.pieces.find(piece => piece.kind === 'word' && words.has(piece.word));
    return at && values.find(value => value.start > at.start);
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
    const to = this.amount(after, undefined);
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

  /** `then another 2.5%`: goes on from the change before it. */
  private goesOn(): boolean {
    if (!this.program.lastChange()) return false;
    const [only, ...others] = this.pieces;
    const isShare = only?.kind === 'quantity' && only.value.unit === '%' && !others.length;
    return isShare || this.words.some(word => FURTHER.has(word) || word === 'plus');
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
  private reportOld(kind: 'dose' | 'concentration', values: readonly Piece[]): void {
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

  /** `3.6 mg/day (was 3.2 mg/day)`: the value behind such a word is the old one, and the other the new one. */
  private endsByOldWord(values: readonly Piece[]): { before: Piece; after: Piece } | undefined {
    const [first, second, ...others] = values;
    if (!first || !second || others.length) return undefined;
    const at = this.pieces.findIndex(piece => piece.kind === 'word' && OLD_WORDS.has(piece.word));
    const word = this.pieces[at];
    if (!word) return undefined;
    return word.start > first.start ? { before: second, after: first } : { before: first, after: second };
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

  /** `dose 3.2 -> 3.6 mg/day, rate 0.32 -> 0.36 mL/day`: the same change in other words, of which the mass is the dose. */
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

  private namesDrug(): boolean {
    return this.words.some(
      word =>
        !FILLER.has(word) && !CHANGE_VERBS.has(word) && !ALL_KIND_WORDS.has(word) && word !== 'new' && word !== 'old',
    );
  }

  private add(kind: ChangeKind, changes: boolean, from?: Quantity, to?: Quantity): void {
    const { block } = this.reader;
    this.program.items.push({ block, start: this.item.start, end: this.item.end, kind, from, to, changes });
  }

  /** `->`, or the word `to` behind a value. */
  private arrow(): Span | undefined {
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
  private isBehindDose(at: number): boolean {
    const before = this.pieces.slice(0, at).findLast(piece => piece.kind !== 'word' || !FILLER.has(piece.word));
    return before?.kind === 'quantity' && RATES.includes(before.value.unit);
  }

  /** `10 %` beside a change of dose is a step, not a strength. */
  private shares(): readonly Piece[] {
    const changes = this.hasVerb() || this.arrow() !== undefined;
    return this.pieces.filter(
      (piece, i) =>
        piece.kind === 'quantity' && changes && (piece.value.unit === '%' || this.isStepBeforeResult(piece, i)),
    );
  }

  /** `by 25 mcg/day to 275 mcg/day` */
  private isStepBeforeResult(piece: Piece, at: number): boolean {
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

  private amount(value: Piece, unit: Unit | undefined, factor?: Big): Quantity | undefined {
    if (value.kind === 'quantity') return value.value;
    const number = this.numberOf(value);
    return number && unit ? { amount: factor ? number.times(factor) : number, unit } : undefined;
  }

  /** What the typed number was multiplied by: 24 for a rate by the hour. */
  private factorOf(value: Piece): Big | undefined {
    const typed = this.numberOf(value);
    return value.kind === 'quantity' && typed && !typed.eq(0) ? value.value.amount.div(typed) : undefined;
  }

  private numberOf(value: Piece): Big | undefined {
    return readNumber(this.item.text.slice(value.start, value.start + numberLength(this.item.text, value.start)));
  }

  private hasVerb(): boolean {
    return this.words.some(word => CHANGE_VERBS.has(word));
  }

  private has(...words: readonly string[]): boolean {
    return words.some(word => this.words.includes(word));
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
  private reportRest(read: readonly Piece[]): void {
    const left = this.pieces.filter(piece => holdsValue(piece) && !read.includes(piece));
    const other = left.length || read.length ? undefined : foreignKey('prog', this.words);
    const isLoose = !read.length && holdsLooseFact(this.item.text);
    if (left.length || other || isLoose) this.reader.unreadItem('prog', this.item, NAMES, other);
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

const ALL_KIND_WORDS: ReadonlySet<string> = new Set<string>([
  ...Object.values(KIND_WORDS).flat(),
  'settings',
  'program',
  'programming',
  'changes',
]);

const KIND_OF_MODE: ReadonlySet<string> = new Set<string>([...KIND_WORDS.mode, 'continuous']);

/** Nothing was programmed. */
const AS_BEFORE: ReadonlySet<string> = new Set([
  'as before',
  'n/a',
  'na',
  'nil',
  'nc',
  'n/c',
  'nothing',
  'no chg',
  'hold at current dose',
  'held at current dose',
  'interrogated only',
  'interrogation only',
  'read only',
  'analysis only',
]);

const NOTHING: ReadonlySet<string> = new Set(['', 'none', 'no', 'no change', 'unchanged', 'same', 'as before']);

/** How a pump runs that boluses and steps do not vary. */
function isPlainMode(words: readonly string[]): boolean {
  return words.every(word => word === 'simple' || word === 'continuous' || word === 'mode' || FILLER.has(word));
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

function plain(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ');
}
