import type { Encounter } from '../encounter/model.js';
import type { Visit } from '../encounter/visit.js';
import { Recent } from '../recent.js';

/** A derivation that many rules ask for and that depends on the visit alone: made on first use, then the same object. */
export function oncePerVisit<T>(derive: (visit: Visit) => T): (visit: Visit) => T {
  return once(derive);
}

/** The same for what follows from an encounter alone: it is asked for as well when the encounter is the history of a later one. */
export function oncePerEncounter<T>(derive: (encounter: Encounter) => T): (encounter: Encounter) => T {
  return once(derive);
}

/**
 * What was derived of the visits and encounters asked for last: each derivation has its own place in the list. No weak map, because the
 * collector of garbage goes through the whole of one again and again, which made the check of a large file slow.
 */
const derived = new Recent<object, unknown[]>(() => [], 64);
const NOTHING = Symbol('derived, and undefined');
let derivations = 0;

function once<K extends object, T>(derive: (of: K) => T): (of: K) => T {
  const place = derivations++;
  return (of) => {
    const values = valuesOf(of);
    const known = values[place];
    if (known !== undefined) return (known === NOTHING ? undefined : known) as T;
    const value = derive(of);
    values[place] = value === undefined ? NOTHING : value;
    return value;
  };
}

/** What was derived of the thing asked for last, which is nearly always the one that is asked for next. */
let last: object | undefined;
let valuesOfLast: unknown[] = [];

function valuesOf(of: object): unknown[] {
  if (of === last) return valuesOfLast;
  last = of;
  valuesOfLast = derived.of(of);
  return valuesOfLast;
}
