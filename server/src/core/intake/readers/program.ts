import { Big } from 'big.js';
import type { Chart, Reading } from '../chart.js';
import { amountOf, type Measure } from '../measures.js';
import { phrasePattern } from '../patterns.js';
import type { Placed } from '../read-measures.js';
import { NO_CHANGE } from '../wordings/phrases.js';
import { REASON } from '../wordings/texts.js';
import { textOf } from './item-text.js';
import { readBolus, readBridge, readMode } from './program-modes.js';
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
    if (!kind || sameAmount(one, one.to) || !changeVerb.test(before + one.segment.text)) return [];
    return [
      { key: 'prog', slot: `prog ${kind}`, item: `${kind} ${change(one, one.to)}`, start: one.start, end: one.to.end },
    ];
  });
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

/** Characters between a change and the cell beside it that gives the reason. */
const MAX_BESIDE = 12;

/** Why the program was changed: in the sentence of the change, or behind a label. */
function reasons(chart: Chart, changes: readonly Reading[]): Reading[] {
  for (const segment of chart.segments) {
    const led = /^(?:rsn|reason)[ :]+(?=[a-z]{3})/.exec(segment.text);
    if (led && !segment.labeled && changes.some(({ end }) => end <= segment.start && segment.start - end < MAX_BESIDE))
      return [made(chart, segment.start + led[0].length, segment.start + clauseEnd(segment.text))];
    const labeled =
      /^(?:change reason|rsn|(?:dose|rate) (?:change|adjust\w*|increase|decrease|titration|up|down)(?: (?:by|of))? ?[+-]?[\d.]+ ?%|reason(?: for (?:change|adjustment|titration|reprogramming|dose change))?|why(?: changed)?|rationale|comments?(?: entered)?|note|remarks?|indication for change)$/.test(
        segment.label,
      ) && segment.labeled;
    // A bare `Reason:` above the change is why the patient came.
    const ofVisit =
      /^(?:reason|comments?|notes?|remarks?)$/.test(segment.label) && changes.every(({ start }) => start > segment.end);
    if (labeled && !ofVisit && segment.section !== 'aside' && !/routine/.test(segment.text)) {
      const end = clauseEnd(segment.text.slice(segment.valueStart - segment.start));
      return [made(chart, segment.valueStart, segment.valueStart + end)];
    }
  }
  for (const { start: at } of changes) {
    const segment = chart.segments.find(({ start, end }) => start <= at && at < end);
    if (!segment) continue;
    for (const match of segment.text.matchAll(reason)) {
      const start = segment.start + match.index + match[0].length;
      const words = segment.text.slice(start - segment.start);
      if (/^(?:\d|the new catheter|refill|each|every|about|a total|(?:the )?(?:next|last))/.test(words)) continue;
      return [made(chart, start, start + clauseEnd(words))];
    }
  }
  return [];
}

function clauseEnd(words: string): number {
  const end =
    /\.(?: |$)|;|,(?= )|\bthe (?:daily )?dose was\b|\b(?:increased|decreased|raised|lowered) from\b/.exec(words)
      ?.index ?? words.length;
  return words.slice(0, end).trimEnd().length;
}

function made(chart: Chart, start: number, end: number): Reading {
  const words = textOf(chart, start, end).replaceAll('"', "'");
  return { key: 'prog', slot: 'prog reason', item: `reason "${words}"`, start, end };
}
