import type { Encounter } from '../encounter/model.js';
import type { Visit } from '../encounter/visit.js';

/** A derivation that many rules ask for and that depends on the visit alone: made on first use, then the same object. */
export function oncePerVisit<T>(derive: (visit: Visit) => T): (visit: Visit) => T {
  return once(derive);
}

/** The same for what follows from an encounter alone: it is asked for as well when the encounter is the history of a later one. */
export function oncePerEncounter<T>(derive: (encounter: Encounter) => T): (encounter: Encounter) => T {
  return once(derive);
}

function once<K extends object, T>(derive: (of: K) => T): (of: K) => T {
  const made = new WeakMap<K, { value: T }>();
  return (of) => {
    let known = made.get(of);
    if (!known) made.set(of, (known = { value: derive(of) }));
    return known.value;
  };
}
