import type { Span } from '../../syntax/tree.js';
import type { Chart, Reading } from '../chart.js';
import { isDenied, notOfThisVisit } from '../guards.js';
import { amountOf } from '../measures.js';
import { isConstantFlow } from './constant-flow.js';
import { phrasePattern } from '../patterns.js';
import { phaseBeside, type Placed } from '../read-measures.js';
import { phaseOf, type Segment } from '../segments.js';
import { ALARMS, NO_ALARMS } from '../wordings/phrases.js';
import type { Phase } from '../wordings/sections.js';

const noAlarms = new RegExp(NO_ALARMS, 'g'),
  alarms = ALARMS.map(phrasePattern);

/** `read:` and `after:`, the pump before and after the work of the visit. */
export function readStatus(chart: Chart, placed: readonly Placed[]): Reading[] {
  const turn = turningPoint(placed);
  const phaseAt = (one: Placed): Phase => phaseBeside(one) ?? (one.start > turn ? 'after' : 'before');
  const readings: Reading[] = [];
  const drawn = placed.some(one => one.slot === 'out' && !one.why);
  const expected = placed.some(one => one.slot === 'expected' && !one.why);
  const constant = isConstantFlow(chart);
  for (const one of placed) {
    if (one.why || one.slot === undefined || (constant && NOT_READ.has(one.slot))) continue;
    if (one.slot === 'pair' && one.to && isReservoir(one)) {
      readings.push(statusReading('read expected', one), statusReading('after volume', { ...one, ...one.to }));
      continue;
    }
    const slot = statusSlot(chart, one, phaseAt(one), { drawn, expected });
    if (slot) readings.push({ ...statusReading(slot, one), plain: /\b(?:after|post|final)\b/.test(one.segment.label) });
  }
  const alarmsStated = alarmReadings(chart, turn);
  // With no work on the pump, alarms that are stated once are those that were read.
  const onlyRead = turn === Infinity && chart.kind === 'visit' && [...readings, ...alarmsStated].every(isAfterAlarm);
  return [...readings, ...(onlyRead ? alarmsStated.map(asRead) : alarmsStated)];
}

/** `Reservoir volume: 4.6 mL -> 40.0 mL` */
function isReservoir({ kind, segment, start }: Placed): boolean {
  const words = `${segment.labeled ? segment.label : ''} ${segment.text.slice(0, start - segment.start)}`;
  return (
    kind === 'volume' &&
    /\b(?:res(?:ervoir)?|vol(?:ume)?)\b(?![^;.]{0,60}\b(?:alarm|alert|low|catheter|prim\w+)\b)/.test(words)
  );
}

/** What no programmer reads of a pump of a fixed rate. */
const NOT_READ: ReadonlySet<string> = new Set(['residual', 'volume']);

function isAfterAlarm({ key, item }: Reading): boolean {
  return key === 'read' ? !item.startsWith('alarms') : item.startsWith('alarms');
}

function asRead(alarm: Reading): Reading {
  return { ...alarm, key: 'read', slot: 'read alarms' };
}

type StatusSlot = 'read expected' | 'read dose' | 'after volume' | 'after dose';

function statusSlot(
  chart: Chart,
  { slot, segment, start }: Placed,
  phase: Phase,
  known: { readonly drawn: boolean; readonly expected: boolean },
): StatusSlot | undefined {
  if (chart.kind === 'operation' && chart.operation !== 'revise')
    return slotLeft(chart.operation, slotOfOperation({ slot, segment, start }, phase));
  if (chart.kind !== 'visit' && chart.operation !== 'revise') return undefined;
  const isCell = segment.labeled && segment.valueStart === segment.start;
  switch (slot) {
    case 'expected':
      return segment.phase === 'after' && (isCell || !EXPECTED.test(segment.text)) ? 'after volume' : 'read expected';
    case 'residual':
      if (isCell && segment.phase === 'after' && /vol(?:ume)?\b/.test(segment.label)) return 'after volume';
      if (!known.expected) return 'read expected';
      return known.drawn && phase !== 'after' ? 'read expected' : undefined;
    case 'volume after':
      return isCell && segment.phase === 'before' ? 'read expected' : 'after volume';
    case 'volume':
      return phase === 'after' ? 'after volume' : 'read expected';
    case 'before':
    case 'after':
    case 'dose':
      return phaseOfDose(slot, segment, phase) === 'after' ? 'after dose' : 'read dose';
    default:
      return undefined;
  }
}

/** Words that say that a volume is computed, and not only read. */
const EXPECTED = /expect|calc|predict|comput|estim|should/;

/** Operations state the pump as it is left; only an old dose is from before. */
function slotOfOperation(
  { slot, segment, start }: Pick<Placed, 'slot' | 'segment' | 'start'>,
  phase: Phase,
): StatusSlot | undefined {
  switch (slot) {
    case 'volume after':
      return segment.labeled && segment.valueStart === segment.start && segment.phase === 'before'
        ? 'read expected'
        : 'after volume';
    case 'volume':
      return phase === 'after' ? 'after volume' : undefined;
    case 'before':
    case 'after':
    case 'dose': {
      const named = phaseOfDose(slot, segment, phase);
      if (named !== 'before') return named === 'after' ? 'after dose' : 'read dose';
      return /\b(?:old|previous|prior|former)\b|before/.test(segment.text.slice(0, start - segment.start))
        ? 'read dose'
        : 'after dose';
    }
    default:
      return undefined;
  }
}

/** What an operation leaves: nothing of a pump that was taken out. */
function slotLeft(operation: string | undefined, slot: StatusSlot | undefined): StatusSlot | undefined {
  return operation === 'remove' && slot?.startsWith('after') ? undefined : slot;
}

function phaseOfDose(slot: 'before' | 'after' | 'dose', segment: Segment, phase: Phase): Phase {
  const isCell = segment.labeled && segment.valueStart === segment.start;
  return slot === 'dose' || (isCell && segment.phase) ? phase : slot;
}

function statusReading(slot: StatusSlot, one: Placed): Reading {
  const [key, word] = slot.split(' ') as ['read' | 'after', string];
  return { key, slot, item: `${word} ${amountOf(one)}`, start: one.start, end: one.end, weak: one.weak || one.garbled };
}

/** Where the work of the visit begins; statements about the pump after this offset describe the pump after the work. */
export function turningPoint(placed: readonly Placed[]): number {
  const own = placed.filter(({ why }) => !why);
  const drawn = own.find(({ slot }) => slot === 'out')?.start ?? -1;
  // A record that lists the drug first tells of the fill before what was drawn: its order is not that of the work.
  return Math.min(
    ...own
      .filter(
        ({ slot, start }) => (slot === 'in' && start > drawn) || slot === 'out' || slot === 'pair' || slot === 'to',
      )
      .map(({ start }) => start),
  );
}

function alarmReadings(chart: Chart, turn: number): Reading[] {
  if (chart.kind !== 'visit' && chart.kind !== 'operation') return [];
  const readings: Reading[] = [];
  const add = (segment: Segment, start: number, end: number, item: string): void => {
    const known = readings.some(one => one.key === 'read');
    const phase = alarmPhase(segment, { start, end }, turn, { operation: chart.kind === 'operation', known });
    if (!readings.some(one => one.key === phase && one.item === item))
      readings.push({ key: phase, slot: `${phase} alarms`, item, start, end });
  };
  for (const segment of chart.segments) {
    const lead = segment.labeled && segment.valueStart === segment.start ? `${segment.label}: ` : '';
    for (const match of (lead + segment.text).matchAll(noAlarms)) {
      const start = Math.max(segment.start, segment.start + match.index - lead.length);
      const end = Math.max(start + 1, segment.start + match.index + match[0].length - lead.length);
      if (notOfThisVisit(segment, start, chart.date) || /\bstim|fire|smoke/.test(segment.text)) continue;
      if (BOTH_TIMES.test(segment.text)) readings.push(...bothTimes(start, Math.min(end, segment.end)));
      else add(segment, start, Math.min(end, segment.end), 'alarms none');
    }
    for (const { item, says } of alarms)
      for (const match of segment.text.matchAll(says)) {
        const start = segment.start + match.index;
        if (notOfThisVisit(segment, start, chart.date) || isDenied(segment, start)) continue;
        add(segment, start, start + match[0].length, item);
      }
  }
  return readings;
}

const BOTH_TIMES = /\b(?:before|pre) ?(?:or|and|&|\+|\/) ?(?:after|post)\b|\bpre\b[^.;]{0,12}\bpost\b/;

/** `No alarms before or after` */
function bothTimes(start: number, end: number): Reading[] {
  return (['read', 'after'] as const).map(key => ({ key, slot: `${key} alarms`, item: 'alarms none', start, end }));
}

/** Words before an alarm, or in its label, that tell that it was read at the start. */
const AT_READING =
  /\b(?:at|on|upon|by|during) (?:the )?(?:initial |first )?(?:interrogation|telemetry|inquiry|reading)\b/;

/** What an operation begins with. */
const AT_START = /\b(?:at (?:the )?start|initial(?:ly)?|before (?:surgery|incision))\b/;
const ALARM_ROW = /^(?:pump |active )?(?:alarms?|alerts?)(?: status| active| now)?$|^(?:non-?)?critical$/;

function alarmPhase(
  segment: Segment,
  { start, end }: Span,
  turn: number,
  { operation, known }: { readonly operation: boolean; readonly known: boolean },
): 'read' | 'after' {
  const named = segment.phase ?? phaseInWords(segment, { start, end });
  // A row `Alarms` of a form is about what was read, unless that is stated already.
  const isRow = !known && ALARM_ROW.test(segment.label);
  const cell = segment.labeled && (segment.valueStart === segment.start || isRow);
  const done = operation && !AT_START.test(segment.text);
  const phase = named ?? (done || (start > turn && !cell) ? 'after' : 'before');
  return phase === 'after' ? 'after' : 'read';
}

/** Before or after the work, by the words around an alarm. */
function phaseInWords({ labeled, label, text, start: from }: Segment, { start, end }: Span): Phase | undefined {
  const before = text.slice(0, start - from);
  const side = labeled ? /\b(in|out)$/.exec(label)?.[1] : undefined;
  if (side !== undefined && ALARM_SIDE.test(label)) return side === 'in' ? 'before' : 'after';
  if (AT_READING.test(`${labeled ? label : ''} ${before}`)) return 'before';
  if (/\b(?:final|re-?interrogat\w+|confirmed|at (?:the )?end|post|now|after)\b/.test(before))
    return phaseOf(before) ?? 'after';
  return AFTERWARDS.test(text.slice(end - from)) ? 'after' : undefined;
}

const ALARM_SIDE = /^(?:alarms?|alerts?)(?: status)?,? (?:in|out)$/;
const AFTERWARDS = /^[^.;,]{0,12}\b(?:afterwards?|after (?:the )?(?:refill|fill|programming)|at (?:the )?end)\b/;
