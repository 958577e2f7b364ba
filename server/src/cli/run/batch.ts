import type { Piece } from '../../core/workspace/note-file.js';

/**
 * Encounters that are judged together, because what is found in one may rest on another: all those of one patient, or the lines of a note
 * that concern no patient. Groups know nothing of each other, so any thread or machine can judge any of them. Plain data.
 */
export interface Group {
  readonly parts: readonly Part[];
}

/** What a group takes from one note. */
export interface Part {
  /** What the note is called in a workspace. */
  readonly uri: string;
  /** The defaults of the note, and then encounters in their order. */
  readonly pieces: readonly Piece[];
  /** Whether what is wrong with the defaults is told too; each note has one part that tells it. */
  readonly tellsDefaults: boolean;
}

/** What is found in one part, each finding as the text of its JSON, so that it needs little memory until it is printed. */
export interface PartResult {
  readonly found: readonly Found[];
  /** The kind of the error that kept the part from being judged: a defect of ours. */
  readonly failure?: string;
}

export interface Found {
  /** Index of its piece in the part. */
  readonly piece: number;
  /** 0 for the most severe, as {@link RANK}; {@link WAIVED} for a waived one. */
  readonly rank: number;
  /** A `SerializedFinding`. */
  readonly json: string;
}

export const WAIVED = 4;
