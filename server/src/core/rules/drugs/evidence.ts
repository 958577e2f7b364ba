/** The lines of the note that show which drugs were placed, for the findings of this group. */
import { billedDrugs, type BilledDrug } from '../../claim/drugs/billed-drug.js';
import { MAX_EVIDENCE_LINES } from '../../claim/claim-limits.js';
import { nameOfDrug, type DocumentedDrug } from '../../claim/drugs/documented-drug.js';
import type { Visit } from '../../visit/visit.js';
import type { Evidence, RuleContext } from '../rule.js';
import type { SourceRange } from '../../syntax/source-range.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';

/** Each drug line, or the first of them, and `fill: in` if a drug takes its volume from there. */
export function drugEvidence(visit: Visit, drugs: readonly DocumentedDrug[], says = 'placed'): readonly Evidence[] {
  const evidence: Evidence[] = drugs
    .slice(0, MAX_EVIDENCE_LINES)
    .map(of => ({ at: of.drug, text: `${nameOfDrug(of)}, ${says}` }));
  const volume = visit.encounter.fill?.in;
  if (volume && drugs.some(({ drug }) => !drug.volume)) evidence.push({ at: volume, text: 'the volume filled in' });
  return evidence;
}

/**
 * The code lines of drugs, for a rule that cannot check them without a date; without one it says so and gets none.
 */
export function datedBills(visit: Visit, context: RuleContext): readonly BilledDrug[] {
  const bills = billedDrugs(visit);
  if (visit.date || !bills[0]) return bills;
  context.missing({
    at: placeOfCode(bills[0].line),
    show: false,
    message: 'Drug codes depend on the date of service, and the header has no date that can be read.',
  });
  return [];
}

/** Whether a value inside a place is reported as unreadable: then its absence is not reported again. */
export function isReportedUnreadable(visit: Visit, ...places: readonly (SourceRange | undefined)[]): boolean {
  return visit.encounter.problems.some(
    trouble =>
      trouble.rule === 'malformed-value' &&
      places.some(place => place && trouble.at.start >= place.start && trouble.at.end <= place.end),
  );
}
