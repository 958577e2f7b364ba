import type { Settings } from '../../core/workspace/workspace.js';

/** What to check, as plain data that can be sent to a thread. */
export interface Job {
  /** Absolute paths, each once, in the order in which their findings are wanted. */
  readonly notes: readonly string[];
  /** A note whose text is given, with an absolute path or a name; it comes after the others. */
  readonly given?: { readonly file: string; readonly text: string };
  /** What the command line sets; it wins over files. */
  readonly settings: Settings;
  /** What is wanted of each encounter beside its findings; in a printed report, file names are safe for a terminal. */
  readonly detail?: 'record' | 'report' | 'printed-report';
}
