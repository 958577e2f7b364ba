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

/** What was derived of each visit and encounter: each derivation has its own place in the list. */
const derived = new WeakMap<object, unknown[]>();
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
  let values = derived.get(of);
  if (!values) derived.set(of, (values = []));
  last = of;
  valuesOfLast = values;
  return values;
}
