import {
  DocumentDiagnosticReportKind,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Context, Feature } from '../context.js';
import { guard, seeCancellation } from '../guard.js';
import { uriOf } from '../params.js';
import { debounce } from '../debounce.js';

/** How long nobody may type before findings are pushed, or other notes are looked at again; and the longest that typing can put it off. */
const SETTLED = { quietMs: 150, atMostMs: 1000 };

/** Findings: pulled by clients that can, pushed to all others. Never both, or each finding would show twice. */
export const diagnostics: Feature = context => {
  if (context.client.textDocument?.diagnostic) {
    answerPulls(context);
    return {
      diagnosticProvider: { identifier: 'encounter-notes', interFileDependencies: true, workspaceDiagnostics: false },
    };
  }
  push(context);
  return {};
};

function answerPulls(context: Context): void {
  const { connection, log, notes, reports } = context;
  const nothing: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
  connection.languages.diagnostics.on(
    guard(log, 'finding', async (params: DocumentDiagnosticParams, token): Promise<DocumentDiagnosticReport> => {
      const uri = uriOf(params);
      await context.ready();
      await seeCancellation(token);
      const note = notes.get(uri);
      if (!note) return nothing;
      const { id, items } = reports.of(note);
      if (id === params.previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id };
      // Whatever is made of an answer but its JSON sees the diagnostics themselves.
      return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items: items as unknown as Diagnostic[] };
    }),
  );
  if (!context.client.workspace?.diagnostics?.refreshSupport) return;
  // The client pulls again for a note whose text it has changed itself. What it cannot know is that another note, a file on disk or
  // the settings have changed what is said of a note that stayed as it was.
  const tellOthers = debounce(
    SETTLED,
    async () => {
      await context.ready();
      const stale = notes.openNotes().some(note => {
        const told = reports.last(note.key);
        return told !== undefined && told.version === note.version && reports.of(note).id !== told.id;
      });
      if (stale) await connection.languages.diagnostics.refresh();
    },
    error => log.failure('telling of other findings', error),
  );
  context.onChange(tellOthers);
}

function push(context: Context): void {
  const { connection, log, notes, reports } = context;
  const told = new Map<string, string>();
  const tell = debounce(
    SETTLED,
    async () => {
      await context.ready();
      for (const note of notes.openNotes()) {
        const { id, version, items } = reports.of(note);
        if (told.get(note.key) === `${id} ${version}`) continue;
        told.set(note.key, `${id} ${version}`);
        await connection.sendDiagnostics({
          uri: note.uri,
          ...(version === undefined ? {} : { version }),
          diagnostics: items.value,
        });
      }
    },
    error => log.failure('pushing findings', error),
  );
  context.onChange(note => {
    if (note && notes.byKey(note.key)?.version === undefined && told.delete(note.key)) {
      void connection.sendDiagnostics({ uri: note.uri, diagnostics: [] });
    }
    tell();
  });
}
