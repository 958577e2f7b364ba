import type { Span } from '../syntax/tree.js';
import type { Key } from '../syntax/vocabulary.js';

/**
 * A field item that the source supports. `start` and `end` are UTF-16 offsets of the words in the source that state it.
 */
export interface ProposedField extends Span {
  readonly key: Key;
  /** In the canonical spelling of the note language: `out 6 mL`, `sn NGP0000001`. */
  readonly item: string;
  /** Of a `drug` item where the encounter has several drug lines: the number of the line, from 1. */
  readonly line?: number;
  /** False where another proposal conflicts with this one, or where the reading rests on a weak pattern. */
  readonly sure: boolean;
}

/** A code line that the source states, such as `95990 @AB` or `J0475-JZ-KD x8 @A`. */
export interface ProposedCode extends Span {
  readonly line: string;
  readonly sure: boolean;
}

/** A span with a number and unit, a dose, a date or a code that became no proposal, and why. */
export interface UnreadSpan extends Span {
  readonly why: string;
}

/** One visit. A member is null if the source does not state it. */
export interface IntakeEncounter {
  /** `YYYY-MM-DD` */
  readonly date: string | null;
  /** Service words joined by `+`, as in a header. */
  readonly services: string | null;
  /** Always {@link PATIENT_GAP}: the reader never takes over who the patient is. */
  readonly patient: string;
  /** Place word of a header without `@`, or a two-digit place-of-service code. */
  readonly place: string | null;
  /** Payer profile id without `#`. */
  readonly payer: string | null;
  /** The header line that these make, with a gap if a part is missing. */
  readonly header: string;
  readonly fields: readonly ProposedField[];
  readonly codes: readonly ProposedCode[];
  readonly unread: readonly UnreadSpan[];
}

/**
 * What one source holds. It carries spans of the source and canonical items, never a name, a record number or a birth
 * date.
 */
export interface IntakeResult {
  readonly encounters: readonly IntakeEncounter[];
}

/** The gap for the patient's token. It has no digit, so that it is never a valid token by accident. */
export const PATIENT_GAP = 'P-XXX';
/** The gap for a date that the source does not state. */
export const DATE_GAP = 'YYYY-MM-DD';
/** The gap for a service that the source does not state. */
export const SERVICE_GAP = 'visit';

/** `2026-11-20 refill P-XXX @office #medicare` */
export function headerLine(encounter: Pick<IntakeEncounter, 'date' | 'services' | 'place' | 'payer'>): string {
  const { date, services, place, payer } = encounter;
  return [
    date ?? DATE_GAP,
    services ?? SERVICE_GAP,
    PATIENT_GAP,
    ...(place === null ? [] : [`@${place}`]),
    ...(payer === null ? [] : [`#${payer}`]),
  ].join(' ');
}
