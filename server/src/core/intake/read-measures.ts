import type { Chart } from './chart.js';
import { clauseAt, notOfThisVisit, ofAnotherDrug, PLANNED_WHY } from './guards.js';
import { bareMeasure, measuresIn, type Measure } from './measures.js';
import { drugNames, type DrugNames } from './drug-names.js';
import { looseMeasures } from './loose-measures.js';
import { measurePattern, type MeasurePattern } from './patterns.js';
import { pumpsIn, type PumpName } from './pump-names.js';
import { phaseOf, type Segment } from './segments.js';
import { DAILY, ERI, INVOICE, NO_INVOICE, RATES, VOLUMES } from './wordings/measures.js';
import type { Phase } from './wordings/sections.js';

/** A number of the chart with what its words say that it is. */
export interface Placed extends Measure {
  readonly segment: Segment;
  /**
   * A slot of the wordings, or `pair` for the first of two numbers with an arrow between; undefined if no words tell.
   */
  readonly slot: string | undefined;
  /** Of a `pair` the second number. */
  readonly to?: Measure;
  /** Why it is no fact. */
  readonly why?: string;
  /** Only the label or heading tells what it is. */
  readonly weak: boolean;
}

const volumes = VOLUMES.map(measurePattern),
  rates = RATES.map(measurePattern),
  daily = new RegExp(`(?:${DAILY})(?:[^;.]|\\.\\d){0,48}$`),
  perDay = /^ (?:of )?(?:intrathecal )?[a-z]+,? (?:(?:per|a|each|every) (?:day|24)|daily)\b/,
  eri = new RegExp(`\\b(?:${ERI})\\b`),
  invoice = new RegExp(`\\b(?:${INVOICE})\\b`),
  noInvoice = new RegExp(`\\b(?:${NO_INVOICE})\\b`),
  timeSpan = /\d{1,2}:?\d{2} ?(?:-|to) ?\d{1,2}:?\d{2}|\b(?:step|period|segment|interval) ?#?\d/,
  correction = /\b(?:strike that|scratch that|correction|make that|i mean|rather)\b/,
  arrow =
    /^ ?(?:->|=>|-->|>) ?$|^ (?:up |down )?to $|^,? (?:(?:was|and|then) )?(?:increas|rais|decreas|reduc|lower|titrat|chang|adjust|went)\w*(?: (?:up|down|by [\d.]+ ?%))? to $/;

/** Every number with a unit, in order, with what the words around it say that it is. */
export function placeMeasures(chart: Chart): Placed[] {
  const units = new Set(measuresIn(chart.text).flatMap(({ kind, unit }) => (kind === 'rate' ? [unit] : [])));
  const unit = units.size === 1 ? [...units][0] : doseUnitOf(chart.text);
  const placed = chart.segments.flatMap(segment => placeInSegment(chart, segment, unit));
  return ofFirstDrug(chart, withOnlyDose(placed));
}

/** Of a text that states doses as amounts: `dd 525 mcg`. */
function doseUnitOf(text: string): string | undefined {
  const units = new Set(
    [...text.matchAll(/\b(?:dd|daily dose) [\d.]+ ?(mc?g)\b(?!\/)/g)].map(match => `${match[1]}/day`),
  );
  return units.size === 1 ? [...units][0] : undefined;
}

function placeInSegment(chart: Chart, segment: Segment, doseUnit: string | undefined): Placed[] {
  const placed: Placed[] = [];
  const measures = measuresOf(segment, doseUnit).map(measure => asRate(segment, measure));
  const pumps = pumpsIn(segment.text);
  /** Where the words begin that may tell of the next number. */
  let from = segment.start;
  /** What a number is that the speaker takes back: the next one is meant. */
  let meant: Slot | undefined;
  for (let i = 0; i < measures.length; i++) {
    const measure = measures[i]!;
    const next = measures[i + 1];
    const between = next ? segment.text.slice(measure.end - segment.start, next.start - segment.start) : '';
    const change = next && changeOf(segment, between, measure, next);
    if (next && change) {
      placed.push({ ...found(chart, segment, change.from, 'pair'), to: change.to });
      i++;
      from = next.end;
      continue;
    }
    const reading = meant ?? slotOf(contextOf(segment, measures, { i, from, pumps }), measure);
    meant = correction.test(between) ? reading : undefined;
    placed.push({
      ...found(chart, segment, measure, reading.slot),
      ...(reading.why ? { why: reading.why } : {}),
      ...(meant ? { why: 'taken back by the speaker' } : {}),
      weak: reading.weak,
    });
    const described = reading.slot === 'size' && isBesidePump(segment, pumps, measure.start);
    if (measure.kind !== 'strength' && measure.kind !== 'percent' && !described) from = measure.end + reading.taken;
  }
  return placed;
}

/** `to 4.5 mg/day from 4.25 mg/day`: the new amount comes first. */
const FROM = /^ ?\(?(?:up |down )?from $/;

/** The old and the new amount of two numbers beside each other, if the words between them tell of a change. */
function changeOf(
  { text, start }: Segment,
  between: string,
  first: Measure,
  second: Measure,
): { readonly from: Measure; readonly to: Measure } | undefined {
  if (!sameSort(first, second)) return undefined;
  if (arrow.test(between)) return { from: first, to: second };
  const isReversed = FROM.test(between) && /\bto $/.test(text.slice(0, first.start - start));
  return isReversed ? { from: second, to: first } : undefined;
}

function measuresOf(segment: Segment, doseUnit: string | undefined): Measure[] {
  const measures = measuresIn(segment.text, segment.start);
  const value = segment.text.slice(segment.valueStart - segment.start);
  const bare = segment.labeled && bareMeasure(labelWithUnit(segment), value, segment.valueStart);
  if (bare && !measures.some(({ start, end }) => start < bare.end && end > bare.start)) measures.unshift(bare);
  return [...measures, ...looseMeasures(segment, measures, doseUnit)].sort((a, b) => a.start - b.start);
}

function labelWithUnit({ label, unit }: Segment): string {
  return unit === undefined || /%|percent/.test(label) ? label : `${label} (${unit})`;
}

/** `daily dose 210 mcg` is an amount a day. */
function asRate(segment: Segment, measure: Measure): Measure {
  if (measure.kind !== 'mass' || measure.unit === 'g' || measure.unit === 'units') return measure;
  const before = leadOf(segment) + segment.text.slice(0, measure.start - segment.start);
  const behind = segment.text.slice(measure.end - segment.start);
  return (daily.test(before) || DAILY_ALONE.test(before) || perDay.test(behind)) &&
    !/bolus|lockout/.test(before.split(/[;.] /).at(-1)!)
    ? { ...measure, kind: 'rate', unit: `${measure.unit}/day` }
    : measure;
}

/** `Daily 1.850 mg` as a cell or behind a label. */
const DAILY_ALONE = /(?:^|[:;|] ?)daily[: ]{0,3}$/;

function sameSort(a: Measure, b: Measure): boolean {
  return a.kind === b.kind || (a.kind === 'mass' && b.kind === 'rate');
}

function found(chart: Chart, segment: Segment, measure: Measure, slot: string | undefined): Placed {
  const blocked = notOfThisVisit(segment, measure.start, chart.date);
  // How long the pump lasts is always ahead.
  const stated =
    blocked === PLANNED_WHY && measure.kind === 'months' ? undefined : (blocked ?? beforeOperation(chart, segment));
  const ofPump = slot === 'size' && PUMP_HISTORY.test(segment.label) && segment.section === 'aside';
  const why = (ofPump ? undefined : stated) ?? ofAnotherDrug(segment, measure.start, measure.end);
  return { ...measure, segment, slot, weak: false, ...(why ? { why } : {}) };
}

/** A label of the pump that is there, though the heading is one of history. */
export const PUMP_HISTORY = /^(?:pump|device|implant) (?:hx|history)$/;

/** What led to an operation is of the days before. */
function beforeOperation(chart: Chart, { section }: Segment): string | undefined {
  return chart.kind === 'operation' && section === 'indication' ? 'tells of the time before the operation' : undefined;
}

interface Context {
  readonly segment: Segment;
  /** From the number before to this one, with the label before the first. */
  readonly left: string;
  /** To the next number. */
  readonly right: string;
  readonly clause: string;
  /** The words before it describe a pump: `SynchroMed II 8637-40, `. */
  readonly ofPump: boolean;
  /** Only a comma or a parenthesis is between it and the name of a pump: `Prometra II (20 mL`. */
  readonly besidePump: boolean;
}

function contextOf(
  segment: Segment,
  measures: readonly Measure[],
  { i, from, pumps }: { readonly i: number; readonly from: number; readonly pumps: readonly PumpName[] },
): Context {
  const measure = measures[i]!;
  const next = measures.slice(i + 1).find(({ kind }) => kind !== 'strength');
  return {
    segment,
    left: (
      (from === segment.start ? leadOf(segment) : '') + wordsBetween(segment, measures, from, measure.start)
    ).replaceAll(/\([^()]*\d[^()]*\)/g, ''),
    right: wordsBetween(segment, measures, measure.end, next?.start ?? segment.end)
      .replace(/ \([^)]*\)/, '')
      .replace(/(?<!strength) \/ (?=[a-z]).*$/, '')
      .replaceAll(
        /, (?:which|that|lot|batch|exp\w*|made up|compounded|prepared|supplied|purchased|from)\b[^,;.]{0,70}(?=,)/g,
        '',
      ),
    clause: clauseAt(segment, measure.start),
    besidePump: isBesidePump(segment, pumps, measure.start),
    ofPump: pumps.some(({ end }) => describes(segment.text.slice(end, Math.max(end, measure.start - segment.start)))),
  };
}

/** Only what describes the pump is between its name and a number, in one parenthesis with either. */
function isOnlyBetween(text: string, pump: PumpName, start: number): boolean {
  const between = text.slice(pump.end, start);
  if (/^(?:,? ?\(?| with an? | \([^();.]*, | \([^();.]*\),? )$/.test(between)) return true;
  return text.slice(0, pump.start).endsWith('(') && /^,[^();.]*, $/.test(between);
}

function isBesidePump(segment: Segment, pumps: readonly PumpName[], at: number): boolean {
  const start = at - segment.start;
  return (
    pumps.some(pump => pump.end <= start && isOnlyBetween(segment.text, pump, start)) &&
    !/^[\d.]+ ?(?:ml|cc) (?:of |remain|left|expected|residual|in the)/.test(segment.text.slice(start))
  );
}

/** The words of a part of a segment, with a word for each strength in it: a strength parts no number from its verb. */
function wordsBetween(segment: Segment, measures: readonly Measure[], from: number, to: number): string {
  let words = segment.text.slice(from - segment.start, to - segment.start);
  for (const { start, end } of measures)
    if (start >= from && end <= to)
      words = words.replace(segment.text.slice(start - segment.start, end - segment.start), 'strength');
  return words;
}

/** Whether the words behind the name of a pump go on to describe it: only commas and a few words part them. */
function describes(words: string): boolean {
  const verbs =
    /[.;](?! ?(?:intrathecal|\d))|\b(?:with|was|were|had|has|and|held|shows?|expected|interrog\w+|residual|aspirat\w+|telemetry|dose)\b|: (?!\d)/;
  return words.length > 0 && !verbs.test(words.replaceAll(/\b(?:ser|no|s\.n|mod|cat)\./g, ''));
}

/** The label of a cell, which precedes the cell. */
function leadOf(segment: Segment): string {
  const inside = segment.valueStart > segment.start;
  return segment.labeled && !inside
    ? `${segment.label.replaceAll(/[(,] ?(?:ml|cc|mg|mcg|mcg\/day|mg\/day)\)?/g, '').trim()}: `
    : '';
}

interface Slot {
  readonly slot: string | undefined;
  readonly why?: string | undefined;
  readonly weak: boolean;
  /** How many characters after the number are its label, and so not the label of the next number. */
  readonly taken: number;
}

function slotOf(context: Context, measure: Measure): Slot {
  switch (measure.kind) {
    case 'volume':
      if (context.besidePump || isCellOfPump(context)) return { slot: 'size', weak: false, taken: 0 };
      if (isOfCatheter(context.segment)) return nothing('catheter or dead space');
      if (OF_BOLUS.test(context.segment.heading)) return { slot: 'bolus', weak: false, taken: 0 };
      return volumeSlot(context, measure) ?? byPhase(context, measure, 'volume');
    case 'rate':
      if (isStep(context, measure)) return nothing('dose of one step or period');
      if (measure.unit.startsWith('mL')) return { slot: 'other', why: 'flow', weak: false, taken: 0 };
      return matchOf(rates, context) ?? byPhase(context, measure, 'dose');
    case 'months':
      return named(context, eri, 'eri');
    case 'money':
      return noInvoice.test(context.left + context.segment.label)
        ? nothing('charge')
        : named(context, invoice, 'invoice');
    default:
      return { slot: measure.kind, weak: false, taken: 0 };
  }
}

/** The dose of one step or period of a program that changes over the day. */
function isStep(context: Context, measure: Measure): boolean {
  return timeSpan.test(context.segment.text) || isCellOfStep(context) || isRateOfFlex(context, measure);
}

/** An amount an hour beside one a day, as programs that change over the day have it. */
function isRateOfFlex({ segment }: Context, { start, end }: Measure): boolean {
  const own = segment.text.slice(start - segment.start, end - segment.start);
  const others = segment.text.slice(0, start - segment.start) + segment.text.slice(end - segment.start);
  return (
    /(?:\/|per |an ?)(?:1 ?)?h/.test(own) &&
    /\d ?m?c?g ?(?:\/|per |a )(?:d|24)/.test(others) &&
    /\b(?:flex|basal|bolus\w*|steps?|background)\b/.test(others)
  );
}

/** A cell on a line that says from when to when: `Basal  00:00-24:00  Rate 25.2 mcg/h`. */
function isCellOfStep({ segment: { line, text } }: Context): boolean {
  return line !== text && timeSpan.test(line);
}

function nothing(why: string): Slot {
  return { slot: 'other', why, weak: false, taken: 0 };
}

function named({ segment, left, right }: Context, words: RegExp, slot: string): Slot {
  const says = words.test(left) || words.test(right.slice(0, 40)) || words.test(segment.label);
  return { slot: says ? slot : undefined, weak: false, taken: 0 };
}

/** No words behind a number are its label. */
const NO_LABEL = '';

/** Numbers that only a heading names are of these. */
const BY_HEADING: ReadonlySet<string> = new Set(['out', 'expected', 'residual', 'eri']);

/** The words beside the number first, then its label, then a short heading above it. */
function matchOf(patterns: readonly MeasurePattern<string>[], context: Context): Slot | undefined {
  const { segment, left, right, clause } = context;
  const applies = ({ unless, among }: MeasurePattern<string>): boolean =>
    !unless?.test(clause) && (!among || (!segment.phase && among.test(`${segment.heading} ${segment.line}`)));
  if (patterns === volumes && isReservoirSize(context)) return { slot: 'size', weak: false, taken: 0 };
  for (const pattern of patterns) {
    const { slot, why, before, after } = pattern;
    const behind = before?.test(left) ? NO_LABEL : after?.exec(right)?.[0];
    // The clause may be much longer than the words beside the number: they come first.
    if (behind !== undefined && applies(pattern)) return { slot, why, weak: false, taken: behind.length };
  }
  if (context.ofPump && patterns === volumes) return { slot: 'size', weak: false, taken: 0 };
  const labels = segment.heading.split(' ').length > 3 ? [segment.label] : [segment.label, segment.heading];
  for (const words of labels)
    for (const pattern of patterns) {
      const named = words !== '' && pattern.label?.test(words) && applies(pattern);
      if (named && (words === segment.label || BY_HEADING.has(pattern.slot)))
        return { slot: pattern.slot, why: pattern.why, weak: words !== segment.label, taken: 0 };
    }
  return undefined;
}

const notSize = volumes.filter(({ slot }) => slot !== 'size');

/** A reservoir holds a whole number of milliliters: any other is what is in it. */
function volumeSlot(context: Context, { number }: Measure): Slot | undefined {
  if (FILLED_WITH.test(context.left) && !CONTAINER.test(context.right)) return { slot: 'in', weak: false, taken: 0 };
  const found = matchOf(volumes, context);
  return found?.slot === 'size' && !/^\d\d(?:\.0+)?$/.test(number) ? matchOf(notSize, context) : found;
}

/** `Filled with morphine 10 mg/mL, 20 mL`: what the drug is parts the verb from its amount. */
const FILLED_WITH =
    /\b(?:re-?)?(?:fill(?:ed|ing)?|instill\w*|inject(?:ed|ing)?|loaded|placed)\b(?:(?!\b(?:aspirat|withdr|remov|expect|residual|wast|vial|discard|return|drawn)\w*)[^;.\d]){0,120}\bstrength\)?,? ?\(?$/,
  CONTAINER =
    /^ ?-?(?:vials?|syringes?|ampu?les?|amps?|sdv|single|bags?|containers?|pump|reservoir|x ?\d|wast|discard|residual|remain|expected)/;

/** What is below such a heading is of the bolus alone. */
const OF_BOLUS = /^(?:(?:bridge|bridging|priming?|single|clinician|therapeutic) )+(?:bolus(?:es)?)?\b/;

/** A volume below the heading of the catheter, or on a line that begins with it. */
function isOfCatheter({ heading, label, line, text }: Segment): boolean {
  return /^catheter\b/.test(line || heading) && !/reservoir|aspirat|withdr|inject|csf/.test(`${label} ${text}`);
}

/** A cell that holds only a size, on the line that names the pump. */
function isCellOfPump({ segment }: Context): boolean {
  const isOwn =
    !segment.labeled ||
    /^(?:pump|device|implant)\b/.test(segment.label) ||
    (/^(?:vol(?:ume)?|size|capacity)$/.test(segment.label) && /^\(?(?:18|20|30|40|50)\b/.test(segment.text));
  return isOwn && /^\(?\d\d(?:\.0)? ?(?:ml|cc)\)?$/.test(segment.text) && pumpsIn(segment.line).length > 0;
}

/** `SynchroMed III, serial NGS0000001, reservoir 40 mL`; `Reservoir` as a label of its own before a whole size. */
function isReservoirSize({ segment, left, right, ofPump }: Context): boolean {
  if (ofPump && isInParentheses(left, right) && /\(\d\d(?:\.0)?[- ]?(?:ml|cc)\)/.test(segment.text)) return true;
  if (ofPump && /\breservoir(?: size| capacity)?[ :,(]{0,2}$/.test(left)) return true;
  if (segment.labeled && /^(?:pump )?model$/.test(segment.label))
    return /^[\d*-]+ (?:18|20|40)(?:\.0)? ?(?:ml|cc)$/.test(segment.text.slice(segment.valueStart - segment.start));
  const isLabel = segment.labeled && /^(?:pump )?reservoir$/.test(segment.label) && /reservoir: *$/.test(left);
  const isWhole = /^ *(?:18|20|30|40|50)(?:\.0)? ?(?:ml|cc)\b/.test(
    segment.text.slice(segment.valueStart - segment.start),
  );
  const read = /interrog|telem|read|found|final|program|(?<!pump )\b(?:re)?fill(?:ed)?\b/.test(segment.heading);
  return isLabel && isWhole && !read && !segment.phase && !/[a-z]/.test(right);
}

function isInParentheses(left: string, right: string): boolean {
  return left.endsWith('(') && right.startsWith(')');
}

/** `After: 20 mL, 6.6 mg/day`: only the label tells when it was so. */
function byPhase({ segment, left }: Context, measure: Measure, slot: string): Slot {
  const phase = phaseOf(left) ?? phaseOf(segment.label) ?? segment.phase;
  const status = /telem|interrogat|inquiry|analysis|read|status|pump|program|prescription|found/.test(
    segment.label + left + segment.heading,
  );
  const beside =
    measure.kind === 'rate'
      ? /\d ?ml\b|alarm|\beri\b|expected/.test(`${segment.text} ${segment.line}`)
      : /^[ ,]*(?:and )?$/.test(left) && /(?:\/d(?:ay)?|daily),? (?:and )?\d[\d.]* ?ml\b/.test(segment.text);
  return { slot: phase || status || beside ? slot : undefined, weak: false, taken: 0 };
}

/** The one amount a day of a text is the dose of its pump, though no words say so: never sure. */
function withOnlyDose(placed: readonly Placed[]): readonly Placed[] {
  const rates = placed.filter(one => one.kind === 'rate' && !one.why && one.slot !== 'other');
  const isOnly = rates.length === 1 && rates[0]!.slot === undefined;
  return isOnly ? placed.map(one => (one === rates[0] ? { ...one, slot: 'dose', weak: true } : one)) : placed;
}

/** Of doses that each name their drug, those of the first drug count: the dose of a note is that of its first drug. */
function ofFirstDrug(chart: Chart, placed: readonly Placed[]): Placed[] {
  const names = drugNames(chart.codes);
  const drugs = new Map(
    placed.flatMap(one => {
      const drug = isDose(one) ? drugOfDose(one, names) : undefined;
      return drug === undefined ? [] : [[one, drug] as const];
    }),
  );
  const first = [...drugs.values()][0];
  const named = new Set([...chart.text.matchAll(names.any)].map(match => names.nameOf(match[0])));
  const further = named.size > 1 ? furtherInRow(placed) : new Set<Placed>();
  return placed.map(one => {
    const drug = drugs.get(one);
    const isOther =
      further.has(one) || (drug === undefined ? isDose(one) && FURTHER_DRUG.test(one.segment.label) : drug !== first);
    return isOther && !one.why ? { ...one, why: 'dose of another drug in the pump' } : one;
  });
}

/** Doses in a row with one title, each in the column of its drug: all but the first. */
function furtherInRow(placed: readonly Placed[]): ReadonlySet<Placed> {
  const cells = placed.filter(
    one =>
      isDose(one) &&
      one.segment.labeled &&
      one.segment.valueStart === one.segment.start &&
      !one.segment.phase &&
      one.segment.line !== '',
  );
  return new Set(
    cells.filter((one, i) => {
      const before = cells[i - 1];
      return before?.segment.line === one.segment.line && before.segment.label === one.segment.label;
    }),
  );
}

/** A row of a drug beside the first: `Daily dose, drug 2`. */
const FURTHER_DRUG = /\b(?:drug|agent|component) ?#?(?:[2-9]|b|c)\b|\b(?:secondary|second|third) drug\b/;

function isDose({ kind, slot, to, why }: Placed): boolean {
  return !why && (kind === 'rate' || to?.kind === 'rate') && slot !== 'other';
}

/** The drug in the label of a dose, right before it, or behind it: `14 mg/day (morphine)`. */
function drugOfDose({ segment, start, end, to }: Placed, names: DrugNames): string | undefined {
  const text = segment.text;
  const before = text
    .slice(0, start - segment.start)
    .split(/[;.](?= )/)
    .at(-1)!;
  const behind = text.slice((to?.end ?? end) - segment.start, (to?.end ?? end) - segment.start + 30);
  const near = [...before.matchAll(names.any)].at(-1);
  const isNear = near && /^[ ,:]*(?:\w+ ){0,2}(?:from |at |of )?$/.test(before.slice(near.index + near[0].length));
  const after = /^ ?\(?(?:of )?(?:intrathecal )?([a-z]+)/.exec(behind)?.[1];
  const label = [...segment.label.matchAll(names.any)][0]?.[0];
  return (
    (isNear ? names.nameOf(near[0]) : undefined) ?? (after && names.nameOf(after)) ?? (label && names.nameOf(label))
  );
}

/**
 * Before or after the work of the visit, by the words beside the number, its column, label and heading; undefined if
 * none says so.
 */
export function phaseBeside({ segment, start }: Placed): Phase | undefined {
  if (segment.phase) return segment.phase;
  const before = segment.text.slice(0, start - segment.start);
  const cues = [
    ...before.matchAll(
      /\b(?:after|post|final(?:ly)?|re-?interrogat\w+|repeat interrogation|now|at (?:the )?end|before|pre|on arrival|initially|at baseline)\b/g,
    ),
  ];
  const last = cues.at(-1)?.[0];
  return last === undefined ||
    (/^after$/.test(last) &&
      /after (?:\w+ ){0,2}?(?:consent|informed|prep|local|obtaining|discuss|verif|sterile|review|time)/.test(before))
    ? undefined
    : phaseOf(last);
}
