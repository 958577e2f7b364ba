import { isEvaluation } from '../../claim/edits/evaluation.js';
import { drugsGiven } from '../../claim/drugs/documented-drug.js';
import { nameOfPlace } from '../../claim/services/facility.js';
import type { ModifierFit, PlaceEntry } from '../../codes/types.js';
import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';

/**
 * Whether a line takes a modifier on this visit: what the code says, and what the place and the route of the pump say
 * for the few modifiers that depend on them. `no place`: the place would decide, and the header names none.
 */
export function modifierFitHere(visit: Visit, modifier: string, line: BilledCode): ModifierFit | 'no place' {
  const fit = visit.codes.modifierFit(modifier, line.code);
  if (fit.verdict === 'rejected') return fit;
  const place = visit.pos === undefined ? undefined : visit.codes.place(visit.pos);
  if (modifier === 'FS' && !place && isEvaluation(visit.codes, line.code)) return 'no place';
  const reason = conflictWithPlace(visit, modifier, line, place) ?? conflictWithRoute(visit, modifier, line);
  if (reason === undefined) return fit;
  return { verdict: 'rejected', reason, sources: visit.codes.modifier(modifier)?.sources ?? [] };
}

function conflictWithPlace(
  visit: Visit,
  modifier: string,
  line: BilledCode,
  place: PlaceEntry | undefined,
): string | undefined {
  if (!place) return undefined;
  if (modifier === 'FS' && !place.facility && isEvaluation(visit.codes, line.code))
    return `it marks a visit shared in a facility, and this one is at ${nameOfPlace(place)}`;
  if (modifier === 'SU' && place.facility)
    return `it marks a procedure in the practitioner's office, and this one is at ${nameOfPlace(place)}`;
  return undefined;
}

function conflictWithRoute(visit: Visit, modifier: string, line: BilledCode): string | undefined {
  if ((modifier !== 'JA' && modifier !== 'JB') || !isPumpDrug(visit, line)) return undefined;
  const route = visit.pump?.route?.value;
  if (!route || (modifier === 'JA' && route === 'intravenous')) return undefined;
  return `it marks a drug given ${modifier === 'JA' ? 'into a vein' : 'under the skin'}, and the pump is ${route}`;
}

/** A line of a drug that the note placed in the pump. */
function isPumpDrug(visit: Visit, line: BilledCode): boolean {
  const named = visit.codes.drugsOfCode(line.code);
  return (
    visit.fill === 'refill' &&
    drugsGiven(visit).some(drug => drug.entries.some(entry => entry && named.includes(entry)))
  );
}
