/** What a stopped procedure may be billed with, by how far it went and who bills it. */
import type { BilledCode, Place } from '../encounter/model.js';
import type { Visit } from '../encounter/visit.js';

export type StopModifier = '52' | '53' | '73' | '74';

/** A clause that decides, and where the note says it. */
export interface StopReason {
  readonly text: string;
  readonly at: Place | undefined;
}

export type StopDecision =
  /** One of these modifiers belongs on the line. */
  | { readonly kind: 'modifier'; readonly allowed: readonly StopModifier[]; readonly reasons: readonly StopReason[] }
  /** Nothing is billed. */
  | { readonly kind: 'no code'; readonly reasons: readonly StopReason[] }
  /** A fact is missing: one of these modifiers, or no code at all. */
  | { readonly kind: 'unknown'; readonly missing: 'stage' | 'room'; readonly possible: readonly StopModifier[]; readonly reasons: readonly StopReason[] };
