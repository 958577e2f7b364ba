import { lazy } from './lazy.js';
import type { Caveats } from './caveats.js';
import type { Tables } from './tables.js';
import type { PlaceEntry } from './types.js';

export interface Places {
  get(codeOrName: string): PlaceEntry | undefined;
  all(): readonly PlaceEntry[];
}

export function createPlaces(tables: Tables, marks: Caveats): Places {
  const all = lazy((): readonly PlaceEntry[] =>
    tables.places.rows.map(row => ({
      ...row,
      telehealth: row.telehealth ?? false,
      ...marks.part(`place:${row.code}`),
    })),
  );
  const byWord = lazy(
    () => new Map(all().flatMap(place => [place.code, ...place.names].map(word => [word, place] as const))),
  );
  return {
    get: codeOrName => byWord().get((codeOrName.startsWith('@') ? codeOrName.slice(1) : codeOrName).toLowerCase()),
    all,
  };
}
