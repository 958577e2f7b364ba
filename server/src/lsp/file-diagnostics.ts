import { DiagnosticSeverity, type Connection, type Diagnostic } from 'vscode-languageserver';
import type { FileFault } from '../json/json-file.js';
import { SOURCE } from './diagnostic-text.js';

/** Shows what is wrong with the files of one kind, each at its line. */
export class FileDiagnostics {
  /** Files that the client shows faults of. */
  #faulty: ReadonlySet<string> = new Set();

  /** @param code what the client knows the faults of this kind by */
  constructor(
    private readonly connection: Connection,
    private readonly code: string,
  ) {}

  /** Shows these, and takes back those that are mended. Returns in how many files there are some. */
  tell(faults: readonly FileFault[]): number {
    const byFile = new Map<string, Diagnostic[]>([...this.#faulty].map(uri => [uri, []]));
    for (const { uri, range, message } of faults) {
      const diagnostics = byFile.get(uri) ?? [];
      diagnostics.push({ range, severity: DiagnosticSeverity.Error, source: SOURCE, code: this.code, message });
      byFile.set(uri, diagnostics);
    }
    this.#faulty = new Set(faults.map(({ uri }) => uri));
    for (const [uri, diagnostics] of byFile) void this.connection.sendDiagnostics({ uri, diagnostics });
    return this.#faulty.size;
  }
}
