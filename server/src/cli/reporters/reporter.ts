import type { Language } from '../../core/language.js';
import type { Range } from '../../core/workspace/note-file.js';
import type { FailOn } from '../../project/config.js';
import type { CheckedNote, FlushMark } from '../serialized-finding.js';

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
 * it has more findings than are listed, it has no encounter, or it was checked without earlier notes of its patient.
 */
export interface FileProblem {
  readonly kind:
    | 'unreadable-file'
    | 'payer-profile'
    | 'configuration'
    | 'more-findings'
    | 'no-encounter'
    | 'patient-comes-again';
  readonly severity: 'error' | 'info';
  /** Absolute, or as it was given. */
  readonly file: string;
  /** 0-based; the start of the file if the whole file is meant. */
  readonly range: Range;
  /** Whole sentences. */
  readonly message: string;
  /** The number of its line in a stream, from 1 on. */
  readonly inputLine?: number;
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
  /** Called for a flush line of a stream, when everything before it is printed. */
  flushed?(mark: FlushMark): string;
  close(ending: Ending): string;
}

export type CreateReporter = (printing: ReporterContext) => Format;
