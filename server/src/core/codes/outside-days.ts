import type { FoundCode } from './types.js';

/** `ended on 2014-12-31`; undefined of a code that is valid on the day of the search. */
export function outsideDays({ ended, begins }: FoundCode): string | undefined {
  if (ended !== undefined) return `ended on ${ended}`;
  return begins === undefined ? undefined : `begins on ${begins}`;
}
