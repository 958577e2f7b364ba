import { isEvaluation } from '../../claim/edits/evaluation.js';
import { drugsGiven } from '../../claim/drugs/documented-drug.js';
import { nameOfPlace } from '../../claim/services/facility.js';
import type { ModifierFit } from '../../codes/types.js';
import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';

/**
 * Whether a line takes a modifier on this visit: what the code says, and what the place and the route of the pump say
 * for the few modifiers that depend on them. `no place`: the place would decide, and the header names none.
 */
export function modifierFitHere(visit: Visit, modifier: string, line: BilledCode): ModifierFit | 'no place' {
  const fit = visit.codes.modifierFit(modifier, line.code);
  if (fit.verdict === 'rejected') return fit;
  const rejected = (reason: string): ModifierFit => ({
    verdict: 'rejected',
    reason,
    sources: visit.codes.modifier(modifier)?.sources ?? [],
  });
  const place = visit.pos === undefined ? undefined : visit.codes.place(visit.pos);
  if (modifier === 'FS' && isEvaluation(visit.codes, line.code)) {
    if (!place) return 'no place';
    return place.facility
      ? fit
      : rejected(`it marks a visit shared in a facility, and this one is at ${nameOfPlace(place)}`);
  }
  if (modifier === 'SU' && place?.facility)
    return rejected(`it marks a procedure in the practitioner's office, and this one is at ${nameOfPlace(place)}`);
  if ((modifier === 'JA' || modifier === 'JB') && isPumpDrug(visit, line)) {
    const route = visit.pump?.route?.value;
    if (route && !(modifier === 'JA' && route === 'intravenous')) {
      return rejected(
        `it marks a drug given ${modifier === 'JA' ? 'into a vein' : 'under the skin'}, and the pump is ${route}`,
      );
    }
  }
  return fit;
}

/** A line of a drug that the note placed in the pump. */
function isPumpDrug(visit: Visit, line: BilledCode): boolean {
  const named = visit.codes.drugsOfCode(line.code);
  return (
    visit.fill === 'refill' &&
    drugsGiven(visit).some(drug => drug.entries.some(entry => entry && named.includes(entry)))
  );
}
