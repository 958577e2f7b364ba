import {
  DocumentDiagnosticReportKind,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Context, Feature } from '../context.js';
import { debounce } from '../debounce.js';
import { guard, yieldToEventLoop } from '../guard.js';
import { uriOf } from '../params.js';

/**
 * How long the user must pause before findings are pushed or other notes are looked at again, and the longest delay
 * while typing.
 */
const DELAY = { quietMs: 150, atMostMs: 1000 };

/** Findings: pulled by clients that can pull, pushed to all others. Never both, or each finding would show twice. */
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
  const { connection, log, notes } = context;
  const nothing: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
  connection.languages.diagnostics.on(
    guard(log, 'finding', async (params: DocumentDiagnosticParams, token): Promise<DocumentDiagnosticReport> => {
      const uri = uriOf(params);
      await context.ready();
      await yieldToEventLoop(token);
      const note = notes.get(uri);
      if (!note) return nothing;
      const { id, items } = context.diagnostics.of(note);
      return id === params.previousResultId
        ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id }
        : { kind: DocumentDiagnosticReportKind.Full, resultId: id, items: [...items] };
    }),
  );
  if (!context.client.workspace?.diagnostics?.refreshSupport) return;
  // The client pulls again for a note that it changed itself. It cannot know that another note, a file on disk or a
  // setting changed the findings of an unchanged note.
  const refresh = debounce(
    DELAY,
    async () => {
      await context.ready();
      const isStale = notes.openNotes().some(note => {
        const last = context.diagnostics.last(note.key);
        return last !== undefined && last.version === note.version && context.diagnostics.of(note).id !== last.id;
      });
      if (isStale) await connection.languages.diagnostics.refresh();
    },
    error => log.failure('refreshing findings', error),
  );
  context.onChange(refresh);
}

function push(context: Context): void {
  const { connection, log, notes } = context;
  const sent = new Map<string, string>();
  const send = debounce(
    DELAY,
    async () => {
      await context.ready();
      for (const note of notes.openNotes()) {
        const { id, version, items } = context.diagnostics.of(note);
        if (sent.get(note.key) === `${id} ${version}`) continue;
        sent.set(note.key, `${id} ${version}`);
        await connection.sendDiagnostics({
          uri: note.uri,
          ...(version === undefined ? {} : { version }),
          diagnostics: [...items],
        });
      }
    },
    error => log.failure('pushing findings', error),
  );
  context.onChange(note => {
    if (note && notes.byKey(note.key)?.version === undefined && sent.delete(note.key)) {
      void connection.sendDiagnostics({ uri: note.uri, diagnostics: [] });
    }
    send();
  });
}
