import { memo, memoByKey } from '../collections/memo.js';
import type { Vocabulary } from '../codes/types.js';
import type { Encounter } from '../encounter/model.js';
import type { Visit } from './visit.js';

/** A derivation that many rules ask for and that depends on the visit alone: made once for each visit. */
export const memoByVisit: <T>(derive: (visit: Visit) => T) => (visit: Visit) => T = memo;

/** The same for what follows from the visit and a word, such as a code or a key. */
export const memoByVisitAndKey: <T>(derive: (visit: Visit, word: string) => T) => (visit: Visit, word: string) => T =
  memoByKey;

/** The same for what follows from an encounter alone, which can be the history of later ones. Its block keeps it. */
export function memoByEncounter<T>(derive: (encounter: Encounter) => T): (encounter: Encounter) => T {
  return encounter => {
    const { memo: known } = encounter.block;
    const value = known.get(derive);
    if (value !== undefined || known.has(derive)) return value as T;
    const derived = derive(encounter);
    known.set(derive, derived);
    return derived;
  };
}

/**
 * The same for what follows from an encounter and the names of drugs, which are the same in the code sets of every
 * date; asked again with other code sets, it is derived again.
 */
export function memoByEncounterAndCodes<T>(
  derive: (codes: Vocabulary, encounter: Encounter) => T,
): (codes: Vocabulary, encounter: Encounter) => T {
  return (codes, encounter) => {
    const { memo: known } = encounter.block;
    const last = known.get(derive) as { readonly names: Vocabulary['drugByName']; readonly value: T } | undefined;
    if (last?.names === codes.drugByName) return last.value;
    const value = derive(codes, encounter);
    known.set(derive, { names: codes.drugByName, value });
    return value;
  };
}
