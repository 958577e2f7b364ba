import type { Encounter } from '../encounter/model.js';
import type { Visit } from './visit.js';

/** A derivation that many rules ask for and that depends on the visit alone: made on first use, then the same object. */
export function memoByVisit<T>(derive: (visit: Visit) => T): (visit: Visit) => T {
  return once(derive);
}

/** The same for what follows from an encounter alone: it is asked for as well when the encounter is the history of a later one. */
export function memoByEncounter<T>(derive: (encounter: Encounter) => T): (encounter: Encounter) => T {
  return once(derive);
}

/** The same for what follows from the visit and a word, such as a code or a key: made once for each, on however many lines it is. */
export function memoByVisitAndKey<T>(derive: (visit: Visit, word: string) => T): (visit: Visit, word: string) => T {
  const byWord = once<Visit, Map<string, { readonly value: T }>>(() => new Map());
  return (visit, word) => {
    const known = byWord(visit);
    let made = known.get(word);
    if (!made) known.set(word, (made = { value: derive(visit, word) }));
    return made.value;
  };
}

/**
 * What was derived of a visit or encounter is on the object itself, each derivation at its own place, and goes with it. It names its object,
 * so that a copy of a visit with other lines starts again. No map: one that forgets makes a long history be read again for every visit, and
 * through a weak one the collector of garbage goes again and again, which made the check of a large file slow.
 */
const DERIVED = Symbol('derived');
const NOTHING = Symbol('derived, and undefined');
let derivations = 0;

interface Derived {
  [DERIVED]?: { readonly of: object; readonly values: unknown[] };
}

function once<K extends object, T>(derive: (of: K) => T): (of: K) => T {
  const place = derivations++;
  return of => {
    const derived = (of as Derived)[DERIVED];
    const values = derived?.of === of ? derived.values : startOn(of);
    const known = values[place];
    if (known !== undefined) return (known === NOTHING ? undefined : known) as T;
    const value = derive(of);
    values[place] = value === undefined ? NOTHING : value;
    return value;
  };
}

function startOn(of: object): unknown[] {
  const values: unknown[] = [];
  (of as Derived)[DERIVED] = { of, values };
  return values;
}
