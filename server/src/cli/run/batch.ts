import type { Piece } from '../../core/workspace/note-file.js';

/**
 * Encounters that are checked together, because the findings of one can depend on another: all those of one patient, or
 * the lines of a note that concern no patient. Groups are independent of each other, so any thread or machine can check
 * any of them. Plain data.
 */
export interface Group {
  readonly parts: readonly Part[];
}

/** What a group takes from one note. */
export interface Part {
  /** The name of the note in a workspace. */
  readonly uri: string;
  /** The defaults of the note, and then encounters in their order. */
  readonly pieces: readonly Piece[];
  /** Whether the findings in the defaults are included; each note has one part that includes them. */
  readonly tellsDefaults: boolean;
}

/** The results for one part. Each finding is kept as JSON text, which needs little memory until it is printed. */
export interface PartResult {
  readonly found: readonly Found[];
  readonly details?: readonly Detail[];
  /** Of service, one for each encounter; null if it has no valid one. */
  readonly dates?: readonly (string | null)[];
  /** The kind of the error that kept the part from being checked: a defect of this program. */
  readonly failure?: string;
}

/** Groups that are sent together, so that messages cost little compared with checking. */
export type Batch = readonly Group[];
/** The results of each part of each group of a batch. */
export type BatchResults = readonly (readonly PartResult[])[];

export interface Found {
  /** Index of its piece in the part. */
  readonly piece: number;
  /** 0 for the most severe, as {@link RANK}; {@link WAIVED} for a waived one. */
  readonly rank: number;
  /** A `SerializedFinding`. */
  readonly json: string;
}

/**
 * What the job wants to know of an encounter beside its findings: an `EncounterRecord` or an `EncounterReport` as JSON.
 */
export interface Detail {
  /** Index of its piece in the part. */
  readonly piece: number;
  readonly json: string;
}

export const WAIVED = 4;
