import type { Visit } from '../encounter/visit.js';

/** A derivation that many rules ask for and that depends on the visit alone: made on first use, then the same object. */
export function oncePerVisit<T>(derive: (visit: Visit) => T): (visit: Visit) => T {
  const made = new WeakMap<Visit, { value: T }>();
  return (visit) => {
    let known = made.get(visit);
    if (!known) made.set(visit, (known = { value: derive(visit) }));
    return known.value;
  };
}
