import type { Language } from '../../core/language.js';
import type { Range } from '../../core/workspace/note-file.js';
import type { FailOn } from '../../project/config.js';
import type { CheckedNote } from '../serialized-finding.js';

/** What is known before the first note is checked. */
export interface ReporterContext {
  readonly language: Language;
  /** The folders of payer profiles and the configuration files that are in force beside the shipped data, absolute. */
  readonly inForce: readonly string[];
  /** From which level on a finding of a file makes the command fail. */
  readonly failOn: (file: string) => FailOn;
  /** Whether to color what a person reads. */
  readonly color: boolean;
  /** Columns of the terminal; undefined where lines may be as long as they are. */
  readonly width: number | undefined;
}

/**
 * What is said of a file beside its contents as a note: it cannot be read, it is a payer profile or a configuration with a fault, or it has
 * more findings than are listed.
 */
export interface FileProblem {
  readonly kind: 'unreadable-file' | 'payer-profile' | 'configuration' | 'more-findings';
  readonly severity: 'error' | 'info';
  /** Absolute, or as it was given. */
  readonly file: string;
  /** 0-based; the start of the file where the whole of it is meant. */
  readonly range: Range;
  /** Whole sentences. */
  readonly message: string;
}

/** What is known after the last note. */
export interface Ending {
  /** How many findings were below the level that is printed. */
  readonly hidden: number;
}

/**
 * How findings are printed: piece by piece, so that a million notes need no more memory than one. Each piece is whole text, line breaks
 * and all, and may be empty.
 */
export interface Format {
  open(): string;
  /** @param note with those findings only that are to be printed */
  note(note: CheckedNote): string;
  problem(problem: FileProblem): string;
  close(ending: Ending): string;
}

export type CreateReporter = (printing: ReporterContext) => Format;
