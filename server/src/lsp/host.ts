import type { Language } from '../core/language.js';
import type { FileSystem } from '../project/file-system.js';

/** What the server's machine provides; a browser provides something else than Node. */
export interface Host {
  readonly fs: FileSystem;
  /**
   * The language with the releases of code sets that are loaded.
   * @param folder where they are, as the client says; undefined: the default of the host
   * @param onProblem receives one sentence why they cannot be used; the shipped tables are used then
   */
  openLanguage(folder: string | undefined, onProblem: (why: string) => void): Language;
  /** The URI of the page that explains a rule, if there is one. */
  rulePage(ruleId: string): string | undefined;
}
