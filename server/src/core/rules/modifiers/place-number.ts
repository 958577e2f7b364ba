import type { PlaceEntry } from '../../codes/types.js';
import type { Visit } from '../../visit/visit.js';

/** The place that a modifier names if it is a place-of-service number and no modifier (11, 21, but not 22 or 50). */
export function placeNumber(visit: Visit, modifier: string): PlaceEntry | undefined {
  return /^\d\d$/.test(modifier) && !visit.codes.modifier(modifier) ? visit.codes.place(modifier) : undefined;
}
