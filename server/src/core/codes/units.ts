import { lazy } from './lazy.js';
import type { Caveats } from './caveats.js';
import type { Tables } from './tables.js';
import type { UnitEntry } from './types.js';

export interface Units {
  get(word: string): UnitEntry | undefined;
  all(): readonly UnitEntry[];
}

export function createUnits(tables: Tables, marks: Caveats): Units {
  const all = lazy((): readonly UnitEntry[] =>
    tables.units.rows.map(row => ({ ...row, ...marks.part(`unit:${row.word}`) })),
  );
  const byWord = lazy(
    () =>
      new Map(all().flatMap(unit => [unit.word, ...unit.spellings].map(word => [word.toLowerCase(), unit] as const))),
  );
  return { get: word => byWord().get(word.toLowerCase()), all };
}
