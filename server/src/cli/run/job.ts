import type { Settings } from '../../core/workspace/workspace.js';

/** What to check, as plain data that a thread can be given. */
export interface Job {
  /** Absolute paths, each once, in the order in which their findings are wanted. */
  readonly notes: readonly string[];
  /** A note whose text is at hand, and the absolute path or the name under which it is judged; it comes after the others. */
  readonly given?: { readonly file: string; readonly text: string };
  /** What the command line sets; it goes before what stands in files. */
  readonly settings: Settings;
}
