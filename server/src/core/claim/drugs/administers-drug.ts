import type { CodeKind } from '../../codes/types.js';
import type { Visit } from '../../visit/visit.js';
import { isRefillCode } from '../services/pump-codes.js';

const PLACING_KINDS: ReadonlySet<CodeKind> = new Set<CodeKind>([
  'pump-surgery',
  'spinal-injection',
  'venous-device',
  'infusion',
]);

/** Whether a code is a service that places a drug: a refill, surgery on a pump, an injection, an infusion. */
export function administersDrug(visit: Visit, code: string): boolean {
  const kind = visit.codes.procedure(code)?.kind;
  return isRefillCode(code) || (kind !== undefined && PLACING_KINDS.has(kind));
}
