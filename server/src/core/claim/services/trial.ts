import type { Catheter } from '../../encounter/model.js';
import { INJECTION_CODES } from '../../codes/service-table.js';
import type { Visit } from '../../visit/visit.js';
import type { Reason } from '../reason.js';
import { isInjectionGuided } from './guidance.js';
import { isTunneled } from './surgery.js';

/**
 * The injection of a trial: once by needle, or over time through a temporary catheter, each without and with
 * fluoroscopy.
 */
export interface TrialChoice {
  readonly code: string;
  /** Through a temporary catheter. */
  readonly byCatheter: boolean;
  /** Whether imaging was used; undefined if the note does not say. */
  readonly guided: boolean | undefined;
  readonly reasons: readonly Reason[];
}

/** The note has no word for the level of the spine; trials are lumbar unless the coder says otherwise. */
export const TRIAL_ASSUMPTION =
  'a lumbar or sacral injection is assumed; in the neck or chest it is 62320, 62321, 62324 or 62325';

export function chooseTrial(visit: Visit): TrialChoice | undefined {
  const { services, catheter, imaging } = visit.encounter;
  const trial = services.find(({ value }) => value === 'trial');
  // A tunneled catheter is surgery, regardless of what the header calls it.
  if (!trial || isTunneled(catheter)) return undefined;
  const placed = catheter?.work.find(({ value }) => value === 'new');
  const guided = isInjectionGuided(visit);
  return {
    code: injectionCode(placed ? 'catheter' : 'needle', guided ?? false),
    byCatheter: placed !== undefined,
    guided,
    reasons: [
      { text: 'a trial before an implant', at: trial },
      placed
        ? { text: 'through a temporary catheter', at: placed }
        : { text: 'by a single injection: no catheter was placed' },
      guided
        ? { text: 'with imaging, which is included', at: imaging! }
        : { text: 'no imaging is noted', ...(imaging ? { at: imaging } : {}) },
    ],
  };
}

function injectionCode(access: 'needle' | 'catheter', guided: boolean): string {
  for (const injection of INJECTION_CODES.values())
    if (injection.access === access && injection.guided === guided && injection.level === 'lumbar or sacral')
      return injection.code;
  throw new RangeError('the table has no such injection');
}

/** Whether the catheter line says that the catheter went through the skin, not under it. */
export function isPercutaneous({ block, start, end }: Catheter): boolean {
  return /\b(percutaneous|temporary|(not|non)[ -]+tunnel)/i.test(block.text.slice(start, end));
}
