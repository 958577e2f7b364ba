/** Visits (E/M) on a claim and the services billed with them. */
import type { CodeKind, CodeView } from '../../codes/types.js';
import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import { memoByVisitAndKey, memoByVisit } from '../../visit/memo.js';
import { linesEditedTogether, otherLinesThatDay } from '../../visit/same-day.js';
import { isPaidAtStaffLevel, isRefillCode } from '../services/pump-codes.js';

/**
 * Numbers of visits that our tables do not hold one by one: office, hospital, consultation, emergency, critical,
 * nursing facility, home, preventive.
 */
const VISIT_NUMBERS: readonly (readonly [first: number, last: number])[] = [
  [99202, 99215],
  [99221, 99223],
  [99231, 99239],
  [99242, 99245],
  [99252, 99255],
  [99281, 99285],
  [99291, 99291],
  [99304, 99310],
  [99315, 99316],
  [99341, 99350],
  [99381, 99397],
];

/** Services that hold the usual visit work around them, so that a visit beside them must be separate. */
const SERVICE_KINDS: ReadonlySet<CodeKind> = new Set([
  'pump-service',
  'pump-surgery',
  'spinal-injection',
  'venous-device',
  'neurostimulator',
  'infusion',
]);

/** Whether a code is a visit of its own: not an add-on to one, and not the uncharged visit after surgery. */
export function isEvaluation(codes: CodeView, code: string): boolean {
  const entry = codes.procedure(code);
  if (entry) return entry.kind === 'e/m' && !entry.isAddOn && entry.indicators?.status !== 'B';
  const number = /^\d{5}$/.test(code) ? +code : 0;
  return VISIT_NUMBERS.some(([first, last]) => first <= number && number <= last);
}

export function evaluations(visit: Visit, lines: readonly BilledCode[] = visit.claimLines): BilledCode[] {
  return lines.filter(line => isEvaluation(visit.codes, line.code));
}

/** Drugs, supplies and devices: lines that are not professional work. */
export function isMaterial(codes: CodeView, code: string): boolean {
  const kind = codes.procedure(code)?.kind;
  return kind ? kind === 'drug' || kind === 'supply' || kind === 'device' : /^[ABCEJKLQV]/.test(code);
}

/**
 * The services of the claim that a visit (by its code) must be separate from. A service that is itself bundled into the
 * visit is none (its own line is reported), nor one that is paid only when nothing else is.
 */
export const servicesBeside = memoByVisitAndKey((visit, evaluation): readonly BilledCode[] => {
  const { codes, date } = visit;
  return linesEditedTogether(visit).filter(line => {
    if (date && codes.pair(evaluation, line.code)) return false;
    if (date && codes.pair(line.code, evaluation)) return true;
    const entry = codes.procedure(line.code);
    return entry !== undefined && SERVICE_KINDS.has(entry.kind) && entry.indicators?.status !== 'T';
  });
});

/** Whether the day has any other work than the visit, unsure lines counted: what 25 could set the visit apart from. */
export function hasOtherWork(visit: Visit, evaluation: BilledCode): boolean {
  const works = worksOf(visit);
  return works.length > 1 || (works.length === 1 && works[0] !== evaluation);
}

/** The claim lines that are professional work of their own. */
const worksOf = memoByVisit((visit): readonly BilledCode[] =>
  [...visit.linesToCheck, ...otherLinesThatDay(visit)].filter(line => {
    if (isMaterial(visit.codes, line.code)) return false;
    const entry = visit.codes.procedure(line.code);
    return entry?.kind !== 'e/m' || isEvaluation(visit.codes, line.code);
  }),
);

/**
 * The refill of the day that staff did, or (if its note names no performer) that is billed at staff level: 99211 beside
 * it is no work of its own.
 */
export function staffRefill(visit: Visit): BilledCode | undefined {
  const refills = visit.claimLines.filter(line => isRefillCode(line.code));
  const atStaffLevel = (line: BilledCode): boolean => isPaidAtStaffLevel(line.code);
  const byStaff = visit.performer?.class === 'staff' ? refills[0] : undefined;
  const own = visit.performer ? byStaff : refills.find(atStaffLevel);
  return own ?? otherLinesThatDay(visit).find(atStaffLevel);
}

export function modifierOn(
  line: BilledCode,
  ...modifiers: readonly string[]
): BilledCode['modifiers'][number] | undefined {
  return line.modifiers.find(m => modifiers.includes(m.value));
}
