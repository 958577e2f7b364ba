import type { BilledCode } from '../../encounter/model.js';
import { isAccepted } from '../../visit/acceptance.js';
import type { Visit } from '../../visit/visit.js';
import { levelOf } from './pump-codes.js';

/** Whether `performer-level` reports a refill code: it names the code with the right level and the right service. */
export function isOfOtherPerformer(visit: Visit, { code }: BilledCode): boolean {
  const level = levelOf(code);
  const who = visit.performer?.class;
  if (!level || visit.bill === 'facility' || visit.fill !== 'refill' || isAccepted(visit, 'performer-level'))
    return false;
  return (who === 'staff' || who === 'qhp') && who !== level;
}
