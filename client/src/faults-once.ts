// Faults in the files that a folder keeps for its notes, such as a payer profile: VS Code checks these files by their
// schemas, and the server as it reads them.
import { languages, Disposable, type Diagnostic, type Uri } from 'vscode';
import type { HandleDiagnosticsSignature, Middleware } from 'vscode-languageclient';
import { ownFaults } from './own-faults';
import { DIAGNOSTIC_SOURCE } from './status';

interface Sent {
  readonly all: readonly Diagnostic[];
  readonly show: HandleDiagnosticsSignature;
  shown: readonly Diagnostic[] | undefined;
}

/** Shows a fault once: the server's only where VS Code has none. */
export class FaultsOnce implements Disposable {
  /** What the server sent, by URI. */
  readonly #sent = new Map<string, Sent>();
  readonly #listening = languages.onDidChangeDiagnostics(({ uris }) => {
    for (const uri of uris) this.#show(uri);
  });

  readonly middleware: Middleware = {
    handleDiagnostics: (uri, diagnostics, next) => {
      this.#sent.set(uri.toString(), { all: diagnostics, show: next, shown: undefined });
      this.#show(uri);
      if (diagnostics.length === 0) this.#sent.delete(uri.toString());
    },
  };

  dispose(): void {
    this.#listening.dispose();
  }

  #show(uri: Uri): void {
    const sent = this.#sent.get(uri.toString());
    if (!sent) return;
    const others = languages.getDiagnostics(uri).filter(({ source }) => source !== DIAGNOSTIC_SOURCE);
    const shown = ownFaults(sent.all, others);
    // Showing changes the diagnostics, which leads here again.
    if (sent.shown?.length === shown.length && shown.every((one, i) => one === sent.shown?.[i])) return;
    sent.shown = shown;
    sent.show(uri, shown);
  }
}
