import type { Reason } from '../claim/reason.js';

/** One condition of a code on an encounter. */
export interface Condition {
  readonly state: 'met' | 'contradicted' | 'missing';
  /** What the note states, or that it states nothing. */
  readonly reason: Reason;
  /** What would have to be stated, as a coder types it. */
  readonly need: string;
}

export function stateOf(isMissing: boolean, isMet: boolean): Condition['state'] {
  if (isMissing) return 'missing';
  return isMet ? 'met' : 'contradicted';
}
