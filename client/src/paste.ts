import { DocumentDropOrPasteEditKind, DocumentPasteEdit, languages, SnippetString, type Disposable } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { LANGUAGE_ID, NOTE_SCHEMES } from './names';
import { ask } from './server';

const TEXT = 'text/plain';
const KIND = DocumentDropOrPasteEditKind.Empty.append('encounterNotes', 'chart');

/** Pasting chart text into a note offers it as a note; the paste widget, or pasting again as text, gives the plain text. */
export function readPastedCharts(client: BaseLanguageClient): Disposable {
  return languages.registerDocumentPasteEditProvider(
    NOTE_SCHEMES.map(scheme => ({ scheme, language: LANGUAGE_ID })),
    {
      async provideDocumentPasteEdits(document, ranges, transfer, _context, token) {
        const text = await transfer.get(TEXT)?.asString();
        const [range] = ranges;
        if (!text || !range || ranges.length > 1 || !client.isRunning()) return undefined;
        const pasted = await ask(
          client,
          'encounterNotes/pasteChart',
          { textDocument: { uri: document.uri.toString() }, position: range.start, text },
          token,
        );
        if (!pasted || token.isCancellationRequested) return undefined;
        return [new DocumentPasteEdit(new SnippetString(pasted.snippet), titleOf(pasted), KIND)];
      },
    },
    { providedPasteEditKinds: [KIND], pasteMimeTypes: [TEXT] },
  );
}

function titleOf({ items, unsure }: { readonly items: number; readonly unsure: number }): string {
  return `Paste as encounter note (${items} items${unsure ? `, ${unsure} in doubt` : ''})`;
}
