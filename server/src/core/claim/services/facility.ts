/** What a professional claim cannot bill for a place where the institution is paid for the staff. */
import type { PlaceEntry } from '../../codes/types.js';
import type { BilledCode, Performer } from '../../encounter/model.js';
import { PUMP_CODES } from '../../codes/service-table.js';
import type { Visit } from '../../visit/visit.js';

/**
 * `telehealth`: hands-on work by telehealth; `no rate`: the code is never paid to a practitioner there; `staff`: the
 * institution's own staff did it.
 */
export type FacilityProblem = 'telehealth' | 'no rate' | 'staff';

/**
 * The problem of a line at a place of service; `performer unknown` where who did it would decide; undefined if there is
 * none.
 */
export function facilityProblem(
  visit: Visit,
  line: Pick<BilledCode, 'code'>,
  place: PlaceEntry,
): FacilityProblem | 'performer unknown' | undefined {
  const entry = visit.codes.procedure(line.code);
  if (!entry) return undefined;
  if (place.telehealth) return isHandsOn(entry.modifierClass, entry.kind) ? 'telehealth' : undefined;
  if (!place.facility || visit.bill === 'facility') return undefined;
  if (entry.indicators?.pctc === '5') return 'no rate';
  if (entry.kind !== 'pump-service') return undefined;
  const performer = performerOf(visit, line);
  if (!performer) return 'performer unknown';
  return performer.class === 'staff' ? 'staff' : undefined;
}

/**
 * Who performed a service: an analysis and a reprogramming may each have a performer of their own, a refill is by who
 * filled.
 */
export function performerOf(visit: Visit, line: Pick<BilledCode, 'code'>): Performer | undefined {
  const role = PUMP_CODES.get(line.code)?.doneBy;
  return (role === 'read' || role === 'prog' ? visit.by?.[role] : undefined) ?? visit.performer;
}

function isHandsOn(modifierClass: string | undefined, kind: string): boolean {
  return modifierClass === 'R' || modifierClass === 'S' || modifierClass === 'I' || kind === 'infusion';
}

/** `place 11 (office)`, `place 21 (inpatient hospital)`: for messages. */
export function nameOfPlace(place: PlaceEntry): string {
  return `place ${place.code} (${place.title.toLowerCase()})`;
}

/**
 * What would be wrong with a code on this claim at the place of the visit; undefined too where the place is not known.
 */
function problemHere(visit: Visit, code: string): FacilityProblem | 'performer unknown' | undefined {
  const place = visit.pos === undefined ? undefined : visit.codes.place(visit.pos);
  return place && facilityProblem(visit, { code }, place);
}

/** Whether this claim could carry a code at all for the place of the visit. */
export function isBillableHere(visit: Visit, code: string): boolean {
  const problem = problemHere(visit, code);
  return problem === undefined || problem === 'performer unknown';
}

/**
 * Whether a professional claim may not ask for the code: the facility bills its own staff, or it is hands-on work by
 * telehealth.
 */
export function belongsToFacility(visit: Visit, code: string): boolean {
  return !isBillableHere(visit, code);
}
