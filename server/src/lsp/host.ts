import type { FileSystem } from '../project/file-system.js';

/** What the server's machine provides; a browser provides something else than Node. */
export interface Host {
  readonly fs: FileSystem;
  /** The URI of the page that explains a rule, if there is one. */
  rulePage(ruleId: string): string | undefined;
}
