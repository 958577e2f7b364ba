import {
  DocumentDropOrPasteEditKind,
  DocumentPasteEdit,
  languages,
  Range,
  SnippetString,
  WorkspaceEdit,
  type Disposable,
  type Uri,
} from 'vscode';
import type { Requests } from '../../protocol/messages';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { LANGUAGE_ID, NOTE_SCHEMES } from './names';
import { ask, atPosition } from './server';

const TEXT = 'text/plain';
const KIND = DocumentDropOrPasteEditKind.Empty.append('encounterNotes', 'chart');

/**
 * Pasting chart text into a note offers it as a note; the paste widget, or pasting again as text, gives the plain text.
 */
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
          { ...atPosition(document.uri, range.start), text },
          token,
        );
        if (!pasted || token.isCancellationRequested) return undefined;
        const paste = new DocumentPasteEdit(new SnippetString(pasted.snippet), titleOf(pasted), KIND);
        if (pasted.edits?.length) paste.additionalEdit = editsElsewhere(document.uri, pasted.edits);
        return [paste];
      },
    },
    { providedPasteEditKinds: [KIND], pasteMimeTypes: [TEXT] },
  );
}

type Edits = NonNullable<NonNullable<Requests['encounterNotes/pasteChart']['result']>['edits']>;

function editsElsewhere(uri: Uri, edits: Edits): WorkspaceEdit {
  const all = new WorkspaceEdit();
  for (const { range, newText } of edits) {
    const { start, end } = range;
    all.replace(uri, new Range(start.line, start.character, end.line, end.character), newText);
  }
  return all;
}

function titleOf({
  items,
  unsure,
  edits,
}: {
  readonly items: number;
  readonly unsure: number;
  readonly edits?: Edits;
}): string {
  if (edits) return items === 1 ? 'Paste the answer as a field' : `Paste the answer as ${items} fields`;
  return `Paste as encounter note (${items} items${unsure ? `, ${unsure} in doubt` : ''})`;
}
