import type { Language } from '../../core/language.js';
import type { Unusable } from '../../files/find-notes.js';
import type { ProfileFault } from '../find-profiles.js';
import type { CheckedNote } from '../located.js';

/** What is known before the first note is checked. */
export interface Printing {
  readonly language: Language;
  /** What is wrong with the payer profiles beside the notes. */
  readonly faults: readonly ProfileFault[];
  /** The folders that these were read from, absolute. */
  readonly profileFolders: readonly string[];
  /** Whether to colour what a person reads. */
  readonly colour: boolean;
}

/**
 * How findings are printed: piece by piece, so that a million notes need no more memory than one. Each piece is whole text, line breaks
 * and all, and may be empty.
 */
export interface Format {
  open(): string;
  note(note: CheckedNote): string;
  /** @param problems what could not be checked */
  close(problems: readonly Unusable[]): string;
}

export type CreateFormat = (printing: Printing) => Format;
