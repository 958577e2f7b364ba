import { isOfGroup, SURGERY_CODES } from '../../codes/service-table.js';
import type { Visit } from '../../visit/visit.js';
import { PUMP_CODES } from './pump-codes.js';
import { serviceInstead } from './service-instead.js';

/**
 * Whether the claim has a line that another rule already wants to become one of these codes: a code gone wrong or
 * mistyped, a neurostimulator's code, or another code of the pump services. The code is then not missing, it is wrong.
 */
export function hasLikelyTypoOf(visit: Visit, codes: readonly string[]): boolean {
  return visit.encounter.codes.some(
    line => !line.unsure && (PUMP_CODES.has(line.code) || isLikelyTypoOf(visit, line.code, codes)),
  );
}

/** As {@link hasLikelyTypoOf}, without the sound lines of the pump services. */
export function isLikelyTypoOf(visit: Visit, code: string, codes: readonly string[]): boolean {
  if (isOfGroup('neurostimulator', code) || isMeantForService(visit, code, codes)) return true;
  const entry = visit.codes.procedure(code);
  if (entry) return entry.kind === 'neurostimulator' || (entry.successors ?? []).some(next => codes.includes(next));
  return visit.date !== undefined && visit.codes.nearestCodes(code, 'procedure').some(near => codes.includes(near));
}

/** A code of surgery or of a study that `surgery-code` or `study-code` replaces by the service of the note. */
function isMeantForService(visit: Visit, code: string, codes: readonly string[]): boolean {
  const isOther = SURGERY_CODES.has(code) ? !SURGERY_CODES.get(code)!.unlisted : isOfGroup('study', code);
  const instead = isOther ? serviceInstead(visit) : undefined;
  return instead !== undefined && codes.includes(instead);
}
