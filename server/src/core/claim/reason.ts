import type { Place } from '../encounter/model.js';

/** Why a code follows from a note, or does not: a plain clause, and where the note says it (absent where the note says nothing). */
export interface Reason {
  readonly text: string;
  readonly at?: Place;
}

/** The reasons that a line of the note carries. */
export function cited(reasons: readonly (Reason | undefined)[]): { readonly text: string; readonly at: Place }[] {
  return reasons.flatMap((reason) => (reason?.at ? [{ text: reason.text, at: reason.at }] : []));
}
