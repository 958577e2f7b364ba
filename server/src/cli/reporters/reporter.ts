import type { Language } from '../../core/language.js';
import type { Range } from '../../core/workspace/note-file.js';
import type { FailOn } from '../../project/config.js';
import type { CheckedNote } from '../serialized-finding.js';

/** What is known before the first note is checked. */
export interface ReporterContext {
  readonly language: Language;
  /** Absolute paths of the payer profile folders and configuration files that apply in addition to the shipped data. */
  readonly inForce: readonly string[];
  /** The lowest severity of a finding in a file that makes the command fail. */
  readonly failOn: (file: string) => FailOn;
  /** Whether to color text output. */
  readonly color: boolean;
  /** Columns of the terminal; undefined for no limit. */
  readonly width: number | undefined;
}

/**
 * A problem of a file other than findings: it cannot be read, it is a payer profile or a configuration with an error,
 * or it has more findings than are listed.
 */
export interface FileProblem {
  readonly kind: 'unreadable-file' | 'payer-profile' | 'configuration' | 'more-findings';
  readonly severity: 'error' | 'info';
  /** Absolute, or as it was given. */
  readonly file: string;
  /** 0-based; the start of the file if the whole file is meant. */
  readonly range: Range;
  /** Whole sentences. */
  readonly message: string;
}

/** The totals after the last note. */
export interface Ending {
  /** The number of findings below the severity that is printed. */
  readonly hidden: number;
}

/**
 * Prints findings piece by piece, so that a million notes need no more memory than one. Each piece is complete text
 * with its line breaks, and may be empty.
 */
export interface Format {
  open(): string;
  /** @param note only with the findings to print */
  note(note: CheckedNote): string;
  problem(problem: FileProblem): string;
  close(ending: Ending): string;
}

export type CreateReporter = (printing: ReporterContext) => Format;
