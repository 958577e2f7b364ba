/** The lines of the note that show which drugs were placed, for the findings of this group. */
import { billedDrugs, type BilledDrug } from '../../claim/billed-drugs.js';
import { MOST_SHOWN } from '../../claim/claim-size.js';
import { nameOfDrug, type NotedDrug } from '../../claim/noted-drugs.js';
import type { Place } from '../../encounter/model.js';
import type { Visit } from '../../encounter/visit.js';
import type { Evidence, Report } from '../rule.js';
import { placeOfCode } from '../toolkit.js';

/** Each drug line, or the first of them, and `fill: in` where a drug takes its volume from there. */
export function drugEvidence(visit: Visit, drugs: readonly NotedDrug[], says = 'placed'): readonly Evidence[] {
  const evidence: Evidence[] = drugs
    .slice(0, MOST_SHOWN)
    .map(of => ({ at: of.drug, text: `${nameOfDrug(of)}, ${says}` }));
  const volume = visit.encounter.fill?.in;
  if (volume && drugs.some(({ drug }) => !drug.volume)) evidence.push({ at: volume, text: 'the volume filled in' });
  return evidence;
}

/**
 * The code lines of drugs, for a rule that cannot judge them without a date; without one it says so and gets none.
 */
export function datedBills(visit: Visit, report: Report): readonly BilledDrug[] {
  const bills = billedDrugs(visit);
  if (visit.date || !bills[0]) return bills;
  report.noData({
    at: placeOfCode(bills[0].line),
    show: false,
    message: 'The codes of drugs are judged by the date of the visit, and its header has none that can be read.',
  });
  return [];
}

/** Whether a value inside a place is reported as unreadable: then nothing more needs to be said about its absence. */
export function isReportedUnreadable(visit: Visit, ...places: readonly (Place | undefined)[]): boolean {
  return visit.encounter.troubles.some(
    trouble =>
      trouble.rule === 'malformed-value' &&
      places.some(place => place && trouble.at.start >= place.start && trouble.at.end <= place.end),
  );
}
