import type { SourceRange } from '../syntax/source-range.js';

/**
 * Why a code follows from a note, or does not: a plain clause, and where the note says it (absent if the note says
 * nothing).
 */
export interface Reason {
  readonly text: string;
  readonly at?: SourceRange;
}

/** The reasons that a line of the note carries, each once. */
export function cited(reasons: readonly (Reason | undefined)[]): { readonly text: string; readonly at: SourceRange }[] {
  const out: { readonly text: string; readonly at: SourceRange }[] = [];
  for (const reason of reasons) {
    if (reason?.at && !out.some(({ text, at }) => text === reason.text && at.start === reason.at!.start))
      out.push({ text: reason.text, at: reason.at });
  }
  return out;
}
