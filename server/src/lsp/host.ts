import type { ImportedCodeSets } from '../../../protocol/messages.js';
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
  /**
   * Reads official files for a client that stores what comes of them; absent if the client imports by the command line.
   */
  importCodeSets?(
    files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
    options: { readonly isLicensed: boolean; readonly from: string | undefined },
  ): Promise<ImportedCodeSets>;
  /** The URI of the page that explains a rule, if there is one. */
  rulePage(ruleId: string): string | undefined;
}
