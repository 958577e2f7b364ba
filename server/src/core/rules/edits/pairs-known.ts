import { missingPairs, pairsApply, undecidedPairs } from '../../claim/edits/pairs.js';
import type { Visit } from '../../visit/visit.js';
import type { RuleContext } from '../rule.js';

/**
 * Whether NCCI pairs can be checked: on a claim that they apply to, with a date and the tables of that date. What is
 * missing is reported.
 * @param show whether to show missing tables in the editor: one of the two pair rules does
 */
export function arePairsKnown(visit: Visit, context: RuleContext, show: boolean): boolean {
  if (!pairsApply(visit)) return false;
  const { datePlace: at, date } = visit.encounter;
  const message = date ? missingPairs(visit) : 'NCCI pairs depend on the date of service, and the note has none.';
  if (message !== undefined) context.missing({ at, message, show: show && date !== undefined });
  const undecided = message === undefined ? undecidedPairs(visit) : undefined;
  if (undecided !== undefined) context.missing({ at, message: undecided, show });
  return message === undefined;
}
