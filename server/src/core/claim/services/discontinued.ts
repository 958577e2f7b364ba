/** What a stopped procedure may be billed with, by how far it went and who bills it. */
import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import { isAnalysisWithoutRefill, isRefillCode } from './pump-codes.js';
import type { SourceRange } from '../../syntax/source-range.js';

export type StopModifier = '52' | '53' | '73' | '74';

/** A clause that decides, and where the note says it (absent if the note leaves it out). */
export interface StopReason {
  readonly text: string;
  readonly at?: SourceRange;
}

export type DiscontinuedDecision =
  /** One of these modifiers belongs on the line; the first is the usual one. */
  | { readonly kind: 'modifier'; readonly allowed: readonly StopModifier[]; readonly reasons: readonly StopReason[] }
  /** Nothing is billed. */
  | { readonly kind: 'no code'; readonly reasons: readonly StopReason[] }
  /** A fact is missing: one of these modifiers, or (with `orNothing`) no code at all. */
  | {
      readonly kind: 'unknown';
      readonly missing: 'stage' | 'room' | 'anesthesia';
      readonly possible: readonly StopModifier[];
      readonly orNothing: boolean;
      readonly reasons: readonly StopReason[];
    };

const STOP_MODIFIERS: ReadonlySet<string> = new Set<StopModifier>(['52', '53', '73', '74']);

export function stopModifiers(line: BilledCode): BilledCode['modifiers'] {
  return line.modifiers.filter(m => STOP_MODIFIERS.has(m.value));
}

/**
 * Professional: before the start, or by choice: no code; after the start: 53, for a failed access 52 as well. Facility,
 * with anesthesia planned and the patient in the room: 73 before it, 74 after it; by choice: no code; with no
 * anesthesia planned: 52.
 */
export function decideDiscontinued(visit: Visit): DiscontinuedDecision {
  return visit.bill === 'facility' ? facilityStop(visit) : professionalStop(visit);
}

function professionalStop(visit: Visit): DiscontinuedDecision {
  const stop = visit.encounter.stop;
  const claim: StopReason = visit.encounter.bill
    ? { text: 'a professional claim', at: visit.encounter.bill }
    : { text: 'a professional claim' };
  if (stop?.elective) return { kind: 'no code', reasons: [{ text: 'stopped by choice', at: stop.elective }, claim] };
  const started = startedBy(visit);
  const allowed: readonly StopModifier[] = failedAccess(visit) ? ['53', '52'] : ['53'];
  if (started === undefined) {
    // A note that gives no reason either may be of a failed access.
    const possible: readonly StopModifier[] = stop?.reason || visit.encounter.fill?.reason ? allowed : ['53', '52'];
    return { kind: 'unknown', missing: 'stage', possible, orNothing: true, reasons: [stoppedBy(visit), claim] };
  }
  const stage: StopReason = {
    text: started ? 'stopped after the start' : 'stopped before the start',
    at: stop!.stage!,
  };
  return started
    ? { kind: 'modifier', allowed, reasons: [stage, claim] }
    : { kind: 'no code', reasons: [stage, claim] };
}

function facilityStop(visit: Visit): DiscontinuedDecision {
  const { stop, bill } = visit.encounter;
  const claim: StopReason = { text: 'an institutional claim', at: bill! };
  const planned = stop?.anesthesiaPlanned ?? (stop?.stage?.value.endsWith('anesthesia') ? stop.stage : undefined);
  const started = startedBy(visit);
  if (stop?.elective && (planned || started === false))
    return { kind: 'no code', reasons: [{ text: 'stopped by choice', at: stop.elective }, claim] };
  const beginning = planned ? 'anesthesia' : 'the start';
  const stage: StopReason =
    started === undefined
      ? stoppedBy(visit)
      : { text: `stopped ${started ? 'after' : 'before'} ${beginning}`, at: stop!.stage! };
  if (planned) return stopWithAnesthesia(visit, started, [{ text: 'anesthesia planned', at: planned }, stage, claim]);
  if (isSurgery(visit)) return anesthesiaOpen(started, [stage, claim]);
  return { kind: 'modifier', allowed: ['52'], reasons: [{ text: 'no anesthesia planned' }, stage, claim] };
}

function stopWithAnesthesia(
  { encounter }: Visit,
  started: boolean | undefined,
  reasons: readonly StopReason[],
): DiscontinuedDecision {
  if (started === undefined)
    return { kind: 'unknown', missing: 'stage', possible: ['73', '74'], orNothing: false, reasons };
  if (started) return { kind: 'modifier', allowed: ['74'], reasons };
  const stop = encounter.stop!;
  if (!stop.inRoom && NOT_IN_ROOM.test(stop.block.text.slice(stop.start, stop.end)))
    return { kind: 'no code', reasons: [{ text: 'stopped before the patient was in the room', at: stop }] };
  return stop.inRoom
    ? { kind: 'modifier', allowed: ['73'], reasons }
    : { kind: 'unknown', missing: 'room', possible: ['73'], orNothing: true, reasons };
}

/** The line denies that the patient was in the room. */
const NOT_IN_ROOM = /\b(?:not|never|before)\b[^,;]*\b(?:room|or)\b/i;

/**
 * Surgery is hardly ever planned without anesthesia: a note that does not mention it leaves open which modifier is
 * right.
 */
function anesthesiaOpen(started: boolean | undefined, reasons: readonly StopReason[]): DiscontinuedDecision {
  const withAnesthesia: readonly StopModifier[] = [
    ...(started ? [] : ['73' as const]),
    ...(started === false ? [] : ['74' as const]),
  ];
  return {
    kind: 'unknown',
    missing: 'anesthesia',
    possible: [...withAnesthesia, '52'],
    orNothing: started === false,
    reasons: [...reasons, { text: 'whether anesthesia was planned the note does not state' }],
  };
}

function isSurgery(visit: Visit): boolean {
  return (
    visit.linesToCheck.some(({ code }) => visit.codes.procedure(code)?.modifierClass === 'I') ||
    visit.encounter.services.some(({ value }) => SURGERIES.has(value))
  );
}

const SURGERIES: ReadonlySet<string> = new Set(['implant', 'replace', 'remove', 'revise']);

/** Whether the procedure, or its anesthesia, had begun; undefined if the note gives no stage. */
function startedBy(visit: Visit): boolean | undefined {
  return visit.encounter.stop?.stage?.value.startsWith('after');
}

function stoppedBy(visit: Visit): StopReason {
  const flag = visit.encounter.flags.find(f => f.value === 'stopped');
  const at = visit.encounter.stop ?? flag;
  return at
    ? { text: 'stopped at a stage that the note does not give', at }
    : { text: 'stopped at a stage that the note does not give' };
}

/** How words begin that mention the way into the pump. */
const ACCESS_WORDS = [
  'access',
  'septum',
  'port',
  'needle',
  'flip',
  'tilt',
  'rotat',
  'deep',
  'reach',
  'locat',
  'enter',
  'puncture',
  'palpat',
  'dry',
];

/**
 * Whether the pump could not be reached: several attempts, a reason that mentions the access, or an attempt with no
 * other reason.
 */
function failedAccess(visit: Visit): boolean {
  const { stop, fill } = visit.encounter;
  const words = [stop?.reason, fill?.reason]
    .flatMap(reason => reason?.value.toLowerCase().split(/[^a-z]/) ?? [])
    .filter(word => word);
  if (words.some(word => ACCESS_WORDS.some(start => word.startsWith(start)))) return true;
  return visit.fill === 'attempt' && ((fill?.attempts?.value ?? 0) > 1 || words.length === 0);
}

/** Services whose procedure may be the one that was stopped, rather than a reading of the pump. */
const PROCEDURES: ReadonlySet<string> = new Set(['refill', 'implant', 'replace', 'remove', 'revise', 'trial']);

/** The lines that a stop may be about. */
export function stoppable(visit: Visit): BilledCode[] {
  const isReading = (line: BilledCode): boolean => isAnalysisWithoutRefill(line.code);
  const works = visit.linesToCheck.filter(
    line =>
      isRefillCode(line.code) ||
      visit.codes.procedure(line.code)?.modifierClass === 'I' ||
      (isReading(line) && stopModifiers(line).length > 0),
  );
  if (works.length) return works;
  const another = visit.fill !== 'none' || visit.encounter.services.some(service => PROCEDURES.has(service.value));
  return another ? [] : visit.linesToCheck.filter(isReading);
}
