import type { Visit } from '../../visit/visit.js';
import type { Reason } from '../reason.js';

/** The injection of a trial: once by needle, or over time through a temporary catheter, each without and with fluoroscopy. */
export interface TrialChoice {
  readonly code: string;
  readonly reasons: readonly Reason[];
}

/** The note has no word for the level of the spine; trials are lumbar unless the coder says otherwise. */
export const TRIAL_ASSUMPTION =
  'a lumbar or sacral injection is taken for granted; in the neck or chest it is 62320, 62321, 62324 or 62325';

const TRIAL_CODES = {
  needle: { plain: '62322', guided: '62323' },
  catheter: { plain: '62326', guided: '62327' },
} as const;

export function chooseTrial(visit: Visit): TrialChoice | undefined {
  const { services, catheter, imaging } = visit.encounter;
  const trial = services.find(({ value }) => value === 'trial');
  if (!trial) return undefined;
  const placed = catheter?.work.find(({ value }) => value === 'new');
  const fluoro = imaging?.kind?.value === 'fluoro' ? imaging.kind : undefined;
  return {
    code: TRIAL_CODES[placed ? 'catheter' : 'needle'][fluoro ? 'guided' : 'plain'],
    reasons: [
      { text: 'a trial before an implant', at: trial },
      placed
        ? { text: 'through a temporary catheter', at: placed }
        : { text: 'by a single injection: no catheter was placed' },
      fluoro ? { text: 'with fluoroscopy, which is included', at: fluoro } : { text: 'no fluoroscopy is noted' },
    ],
  };
}
