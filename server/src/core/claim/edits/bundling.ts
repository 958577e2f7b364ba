import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import { linesEditedTogether } from '../../visit/same-day.js';
import { exceedsClaimLimit } from '../claim-limits.js';
import { isEvaluation } from './evaluation.js';
import { bypassOf } from './pairs.js';

/**
 * Whether a line would be denied outright under another code, or would have another line denied: a pair that no
 * modifier opens, or a visit without the modifier that its pair asks for. Among more lines than a claim has, this is
 * assumed.
 */
export function wouldBeBundled(visit: Visit, line: BilledCode, code: string): boolean {
  const { date, codes } = visit;
  if (exceedsClaimLimit(visit)) return true;
  if (!date || line.unsure) return false;
  return linesEditedTogether(visit).some(other => {
    if (other === line) return false;
    const [within, around] = [codes.pair(code, other.code), codes.pair(other.code, code)];
    const bareVisit = within?.indicator === 1 && isEvaluation(codes, other.code) && !bypassOf(visit, other);
    return within?.indicator === 0 || around?.indicator === 0 || bareVisit;
  });
}
