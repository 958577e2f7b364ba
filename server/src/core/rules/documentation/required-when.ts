/** On what a visit demands a documentation element, and which code line requires it. */
import { linesInsideSurgery } from '../../claim/edits/pairs.js';
import { memoByVisit } from '../../visit/memo.js';
import {
  isExternalPumpRefill,
  isRefillCode,
  isReprogrammingCode,
  needsProgrammablePump,
  PUMP_CODES,
} from '../../claim/services/pump-codes.js';
import { isSurgeryDay } from '../../visit/surgery-day.js';
import type { BilledCode } from '../../encounter/model.js';
import { formatQuantity } from '../../encounter/quantity.js';
import type { Visit } from '../../visit/visit.js';
import type { Evidence } from '../rule.js';
import type { SourceRange } from '../../syntax/source-range.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';

/** An element is due here. */
export interface Requirement {
  /** The code that demands it; without one, the header. */
  readonly at: SourceRange;
  /** `a refill`, `62370`: for messages. */
  readonly of: string;
  readonly evidence: readonly Evidence[];
}

/** A fact is missing that would tell whether the element is due. */
export interface Undecided {
  /** `the pump's type`: for messages. */
  readonly unknown: string;
  readonly at: SourceRange;
}

export function isUndecided(demanded: Requirement | Undecided): demanded is Undecided {
  return 'unknown' in demanded;
}

/** The first line with such a code; a sure one before one marked `?`. */
export function lineWith(visit: Visit, is: (code: string) => boolean): BilledCode | undefined {
  const fitting = visit.linesToCheck.filter(line => is(line.code) && !linesInsideSurgery(visit).has(line));
  return fitting.find(line => !line.unsure) ?? fitting[0];
}

/** The demand of a billed code. */
export function byLine(line: BilledCode): Requirement {
  return { at: placeOfCode(line), of: line.code, evidence: [{ at: line, text: `${line.code} is billed` }] };
}

/** A refill; the first filling of a pump that was put in the same day is part of the surgery and none. */
export const refill = memoByVisit((visit): Requirement | undefined => {
  const { fill } = visit.encounter;
  if (visit.fill !== 'refill' || !fill?.in || isSurgeryDay(visit)) return undefined;
  return {
    at: standingFor(visit, isRefillCode),
    of: 'a refill',
    evidence: [{ at: fill, text: `${formatQuantity(fill.in.value)} filled in` }],
  };
});

/** A refill through the skin: a pump outside the body, or a port, has no pocket to look at and no residual to draw. */
export function refillByNeedle(visit: Visit): Requirement | undefined {
  return visit.pump?.other ? undefined : refill(visit);
}

/** A change of dose, concentration, mode, bolus or bridge; on the day of an implant it is part of the surgery. */
export const reprogramming = memoByVisit((visit): Requirement | undefined => {
  const change = visit.encounter.prog?.items.find(item => item.changes);
  if (!change || isSurgeryDay(visit)) return undefined;
  return {
    at: standingFor(visit, isReprogrammingCode),
    of: 'reprogramming',
    evidence: [{ at: change, text: `the ${change.kind} was changed` }],
  };
});

function refillOrReprogramming(visit: Visit): Requirement | undefined {
  return refill(visit) ?? reprogramming(visit);
}

/** A refill of a programmable pump, or 62367–62370, which name such pumps. */
export const refillOrReadingOfProgrammablePump = memoByVisit((visit): Requirement | Undecided | undefined => {
  const line = lineWith(visit, needsProgrammablePump);
  const demand = line ? byLine(line) : refill(visit);
  if (!demand) return undefined;
  const type = visit.pump?.type;
  if (!type) return { unknown: 'whether the pump is programmable', at: demand.at };
  return type.value === 'programmable'
    ? { ...demand, evidence: [...demand.evidence, { at: type, text: 'a programmable pump' }] }
    : undefined;
});

/** As {@link refillOrReprogramming}, of a pump that is implanted: no pump outside the body, and no claim of one. */
export function serviceOfImplantedPump(visit: Visit): Requirement | undefined {
  if (visit.pump) return visit.pump.other?.value === 'external' ? undefined : refillOrReprogramming(visit);
  const billed = visit.linesToCheck.filter(({ code }) => PUMP_CODES.has(code));
  const isExternal = billed.length > 0 && billed.every(({ code }) => isExternalPumpRefill(code));
  return isExternal ? undefined : refillOrReprogramming(visit);
}

/** The line of a service: its own code, else any pump service of the claim, else the header. */
function standingFor(visit: Visit, is: (code: string) => boolean): SourceRange {
  const line = lineWith(visit, is) ?? lineWith(visit, code => PUMP_CODES.has(code));
  return line ? placeOfCode(line) : visit.encounter.header;
}
