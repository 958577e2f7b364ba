import { Big } from 'big.js';
import type { Chart, Reading } from '../chart.js';
import { notOfThisVisit } from '../guards.js';
import { amountOf, type Measure } from '../measures.js';
import { phrasePattern } from '../patterns.js';
import type { Placed } from '../read-measures.js';
import { NO_CHANGE } from '../wordings/phrases.js';
import { REASON } from '../wordings/texts.js';
import type { Segment } from '../segments.js';
import { textOf } from './item-text.js';
import { readBolus, readBridge, readMode, readSingleBolus } from './program-modes.js';
import { statementsOf } from './statements.js';

const noChange = NO_CHANGE.map(phrasePattern),
  reason = new RegExp(`(?:^|[ ,(;.-])(${REASON})[: ]+`, 'g'),
  changeVerb =
    /\b(?:increas|rais|titrat|decreas|reduc|lower|wean|adjust|chang|cut|bump|reprogram|program)\w*|\b(?:went|going|from)\b|\badj|->|=>|>|dose|rate/;

/**
 * `prog:`, what was changed. A change that only the status before and after shows is derived from it.
 * @param status the readings of `read:` and `after:`
 */
export function readProgram(chart: Chart, placed: readonly Placed[], status: readonly Reading[]): Reading[] {
  if (chart.kind !== 'visit' && chart.kind !== 'operation') return [];
  const changes = [
    ...pairs(placed),
    ...derivedConcentration(placed),
    ...toward(placed, status),
    ...readMode(chart),
    ...readBridge(placed),
    ...readBolus(chart, placed),
    ...readSingleBolus(placed),
  ];
  if (!changes.some(({ slot }) => slot === 'prog dose')) changes.push(...derivedDose(chart, status));
  if (changes.some(({ item }) => !item.startsWith('reason'))) return [...changes, ...reasons(chart, changes)];
  return unchanged(chart, status);
}

/** `6.0 -> 6.6 mg/day`, `from 20 to 25 mg/mL` */
function pairs(placed: readonly Placed[]): Reading[] {
  return placed.flatMap((one): Reading[] => {
    if (one.slot !== 'pair' || one.why || !one.to) return [];
    const before = `${one.segment.label} ${one.segment.text.slice(0, one.start - one.segment.start)}`;
    const kinds: Readonly<Record<string, string>> = { rate: 'dose', strength: 'concentration' };
    const kind = kinds[one.to.kind];
    if (!kind || sameAmount(one, one.to) || !(changeVerb.test(before + one.segment.text) || isUpTo(one, one.to)))
      return [];
    return [
      {
        key: 'prog',
        slot: `prog ${kind}`,
        item: `${kind} ${change(one, one.to)}`,
        start: Math.min(one.start, one.to.start),
        end: Math.max(one.end, one.to.end),
      },
    ];
  });
}

/** `3.10 mg/day up to 3.41 mg/day for pain`: a change, unless it is the most that a patient may take. */
function isUpTo({ segment, end }: Placed, { start }: Measure): boolean {
  const between = segment.text.slice(end - segment.start, Math.max(0, start - segment.start));
  return /^ (?:up|down) to $/.test(between) && !/\b(?:bolus\w*|max\w*|ptm|as needed|if)\b/.test(segment.text);
}

/** The columns of a programmer show one concentration before and another after. */
function derivedConcentration(placed: readonly Placed[]): Reading[] {
  const strengths = placed.filter(one => one.kind === 'strength' && !one.why && one.slot !== 'pair');
  return strengths.flatMap((one): Reading[] => {
    if (one.segment.phase !== 'after' || !/conc|drug|strength/.test(one.segment.label)) return [];
    // Of two drugs the rows have one label: the cell of the same row is right before it.
    const from = strengths.findLast(
      ({ segment, start }) => start < one.start && segment.phase === 'before' && segment.label === one.segment.label,
    );
    if (!from || from.unit !== one.unit || sameAmount(from, one)) return [];
    const item = `concentration ${change(from, one)}`;
    return [{ key: 'prog', slot: 'prog concentration', item, start: one.start, end: one.end }];
  });
}

function change(from: Pick<Measure, 'number' | 'unit'>, to: Measure): string {
  const sameUnit = from.unit === to.unit || !from.unit.includes('/');
  return `${sameUnit ? from.number : amountOf(from)} -> ${amountOf(to)}`;
}

function sameAmount(a: Measure, b: Measure): boolean {
  return a.unit === b.unit && new Big(a.number).eq(b.number);
}

/** `increased by 10 % to 6.6 mg/day`: the dose before it is the one that was read. */
function toward(placed: readonly Placed[], status: readonly Reading[]): Reading[] {
  const before = status.find(({ slot }) => slot === 'read dose');
  return placed.flatMap((one): Reading[] => {
    if (one.slot !== 'to' || one.why || one.kind !== 'rate') return [];
    const from = before && parseAmount(before.item);
    if (from && sameAmount(from, one)) return [];
    const item = from ? `dose ${change(from, one)}` : `dose -> ${amountOf(one)}`;
    return [{ key: 'prog', slot: 'prog dose', item, start: one.start, end: one.end, weak: !from }];
  });
}

function parseAmount(item: string): Measure | undefined {
  const match = /^\w+ ([\d.]+) (\S+)$/.exec(item);
  if (!match) return undefined;
  return { kind: 'rate', number: match[1]!, unit: match[2]!, start: 0, end: 0, garbled: false, bare: false };
}

/** The dose before and after differ, as the columns of a programmer show. */
function derivedDose(chart: Chart, status: readonly Reading[]): Reading[] {
  if (chart.kind === 'operation') return [];
  const before = only(status, 'read dose'),
    after = only(status, 'after dose');
  const from = before && parseAmount(before.item),
    to = after && parseAmount(after.item);
  if (!from || !to || sameAmount(from, to) || from.unit !== to.unit) return [];
  return [{ key: 'prog', slot: 'prog dose', item: `dose ${change(from, to)}`, start: after.start, end: after.end }];
}

function only(status: readonly Reading[], slot: string): Reading | undefined {
  const found = status.filter(one => one.slot === slot);
  return new Set(found.map(({ item }) => item)).size === 1 ? found[0] : undefined;
}

function unchanged(chart: Chart, status: readonly Reading[]): Reading[] {
  if (chart.kind === 'operation') return [];
  const [denial] = statementsOf(chart, noChange);
  if (denial) return [{ key: 'prog', slot: 'prog none', item: denial.item, start: denial.start, end: denial.end }];
  const volume = only(status, 'after volume'),
    before = only(status, 'read dose'),
    after = only(status, 'after dose');
  if (!volume || !before || !after || before.item !== after.item) return [];
  return [{ key: 'prog', slot: 'prog none', item: 'volume only', start: volume.start, end: volume.end, weak: true }];
}

/** `3.0 -> 3.4 mg/day, pain on rising 6/10`: a complaint right behind the change. */
const SYMPTOM_BEHIND =
  /^[^;.,]{0,12}(?:\.\d|[^;.,]){0,30}(?:, | \()((?:(?:more|worse|worsening|increased?|new|evening|morning|night\w*) )?(?:pain|spasms?|stiff\w*|tone|spasticity|tightness)\b[^.;)]{0,60})/;

/** Characters between a change and the cell beside it that gives the reason. */
const MAX_BESIDE = 12;

/** Why the program was changed: behind a label, in the cell beside the change, or in a sentence of it. */
function reasons(chart: Chart, changes: readonly Reading[]): Reading[] {
  const labeled = chart.segments.map(segment => labeledReason(chart, segment, changes)).find(one => one !== undefined);
  if (labeled) return [labeled];
  const sentences = changes.flatMap(({ start, end: behind }) => {
    const segment = chart.segments.find(one => one.start <= start && start < one.end);
    return segment ? [{ segment, start, behind }] : [];
  });
  for (const one of sentences) {
    const found = symptomBehind(chart, one.segment, one.start) ?? reasonIn(chart, one.segment, one.behind);
    if (found) return [found];
  }
  const led = chart.segments.flatMap(segment => reasonBeforeVerb(chart, segment));
  if (led.length) return [led[0]!];
  const stated = chart.segments.filter(({ text, section }) => section !== 'aside' && CHANGED.test(text));
  const found = stated.map(segment => reasonIn(chart, segment, segment.start)).find(one => one !== undefined);
  return found ? [found] : [];
}

/** `leg burning at night, therefore titrated`: the reason is before the change. */
const THEREFORE =
  /^(?:[a-z]+:? )?([^;:.]{6,80}?)(?:,|;| -)? (?:therefore|thus|so)(?: (?:we|i|the|dose|rate|was|is|dd)){0,3} (?:titrat|increas|rais|decreas|reduc|lower|adjust|chang|went (?:up|down))\w*/;

function reasonBeforeVerb(chart: Chart, segment: Segment): Reading[] {
  const from = segment.labeled ? segment.valueStart - segment.start : 0;
  const words = segment.text.slice(from);
  const found = THEREFORE.exec(words);
  if (!found || segment.section === 'aside' || notOfThisVisit(segment, segment.start + from, chart.date)) return [];
  const start = segment.start + from + words.indexOf(found[1]!);
  return [made(chart, start, start + found[1]!.length)];
}

/** A sentence that begins with a change of the dose: `Up 10 % (632 -> 695) for clonus`. */
const CHANGED =
  /^(?:up|down|raised|increased|decreased|lowered|titrated) (?:by )?\d|\b(?:dose|rate) (?:was )?(?:raised|increased|decreased|lowered|reduced) (?:(?:by )?\d|because|due to|for )|[\u2191\u2193] ?(?:dd|dose|rate) \d/;

const REASON_LABEL =
  /^(?:change reason|rsn|free text|(?:clinical )?reason (?:given|stated|noted|entered)|session (?:comments?|notes?)|(?:dose|rate) (?:change|adjust\w*|increase|decrease|titration|up|down)(?: (?:by|of))? ?[+-]?[\d.]+ ?%|reason(?: for (?:the )?(?:\w+ )?(?:change|adjustment|titration|reprogramming|increase|decrease|update))?|why(?: changed)?|rationale|comments?(?: entered)?|(?:user |clinician |session )?note|program(?:ming)? reason|remarks?|indication for change)$/;
const OF_VISIT = /^(?:reason|comments?|notes?|remarks?)$/;

function labeledReason(chart: Chart, segment: Segment, changes: readonly Reading[]): Reading | undefined {
  const led = /^(?:rsn|reason)[ :]+(?=[a-z]{3})/.exec(segment.text);
  if (led && !segment.labeled && changes.some(({ end }) => end <= segment.start && segment.start - end < MAX_BESIDE))
    return made(chart, segment.start + led[0].length, segment.start + clauseEnd(segment.text));
  if (!segment.labeled || !REASON_LABEL.test(segment.label)) return undefined;
  // A bare `Reason:` above the change is why the patient came.
  const isOfVisit = OF_VISIT.test(segment.label) && changes.every(({ start }) => start > segment.end);
  if (isOfVisit || segment.section === 'aside' || /routine/.test(segment.text)) return undefined;
  const end = clauseEnd(segment.text.slice(segment.valueStart - segment.start));
  return made(chart, segment.valueStart, segment.valueStart + end);
}

function symptomBehind(chart: Chart, segment: Segment, at: number): Reading | undefined {
  const symptom = SYMPTOM_BEHIND.exec(segment.text.slice(at - segment.start));
  if (!symptom || segment.text.search(reason) >= 0) return undefined;
  const start = at + symptom.index + symptom[0].length - symptom[1]!.length;
  return { ...made(chart, start, start + symptom[1]!.length), weak: true };
}

/** The words behind the change first, then those before it. */
function reasonIn(chart: Chart, segment: Segment, behind: number): Reading | undefined {
  const found = [...segment.text.matchAll(reason)].flatMap(match => {
    const start = segment.start + match.index + match[0].length;
    const words = segment.text.slice(start - segment.start);
    return NO_REASON.test(words) ? [] : [made(chart, start, start + clauseEnd(words))];
  });
  return found.find(({ start }) => start >= behind) ?? found[0];
}

const NO_REASON = /^(?:\d|the new catheter|refill|each|every|about|a total|(?:the )?(?:next|last))/;

function clauseEnd(words: string): number {
  const end =
    /\.(?: |$)|;|,(?= )|\bthe (?:daily )?dose was\b|\b(?:increased|decreased|raised|lowered) from\b|\b(?:we|i) (?:went|increased|raised|decreased|lowered|reduced|changed|titrated)\b|\bper dr\b/.exec(
      words,
    )?.index ?? words.length;
  const clause = words.slice(0, end).trimEnd();
  // The end of a parenthesis that the change opened.
  return clause.endsWith(')') && !clause.includes('(') ? clause.length - 1 : clause.length;
}

function made(chart: Chart, start: number, end: number): Reading {
  const words = textOf(chart, start, end).replaceAll('"', "'");
  return { key: 'prog', slot: 'prog reason', item: `reason "${words}"`, start, end };
}
