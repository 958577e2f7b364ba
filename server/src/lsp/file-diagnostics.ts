import { DiagnosticSeverity, type Connection, type Diagnostic } from 'vscode-languageserver';
import type { FileFault } from '../project/json-file.js';
import { SOURCE } from './to-proto.js';

/** Publishes the errors in files of one kind, each at its line. */
export class FileDiagnostics {
  /** Files for which the client shows errors now. */
  #withErrors: ReadonlySet<string> = new Set();

  /** @param code the `code` of the diagnostics */
  constructor(
    private readonly connection: Connection,
    private readonly code: string,
  ) {}

  /** Publishes these errors and clears those of files that have none anymore. Returns how many files have errors. */
  publish(faults: readonly FileFault[]): number {
    const byFile = new Map<string, Diagnostic[]>([...this.#withErrors].map(uri => [uri, []]));
    for (const { uri, range, message } of faults) {
      const diagnostics = byFile.get(uri) ?? [];
      diagnostics.push({ range, severity: DiagnosticSeverity.Error, source: SOURCE, code: this.code, message });
      byFile.set(uri, diagnostics);
    }
    this.#withErrors = new Set(faults.map(({ uri }) => uri));
    for (const [uri, diagnostics] of byFile) void this.connection.sendDiagnostics({ uri, diagnostics });
    return this.#withErrors.size;
  }
}
