import {
  SymbolKind,
  type DocumentSymbol,
  type DocumentSymbolParams,
  type SymbolInformation,
} from 'vscode-languageserver';
import { outline as outlineOf, type OutlineItem } from '../../core/editor/outline.js';
import type { Feature } from '../context.js';
import { guard } from '../guard.js';
import { noteOf } from '../params.js';

const KINDS: Readonly<Record<OutlineItem['kind'], SymbolKind>> = {
  day: SymbolKind.Namespace,
  encounter: SymbolKind.Class,
  group: SymbolKind.Package,
  line: SymbolKind.Field,
};

/** Day, encounter, groups and lines: for the outline, the breadcrumbs and going to a symbol. */
export const outline: Feature = context => {
  context.connection.onDocumentSymbol(
    guard(context.log, 'outlining', (params: DocumentSymbolParams): DocumentSymbol[] | SymbolInformation[] => {
      const note = noteOf(context, params);
      if (!note) return [];
      const items = outlineOf(context.workspace, note.key);
      if (context.client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport) return items.map(toSymbol);
      return items.flatMap(item => flatten(item, note.uri));
    }),
  );
  return { documentSymbolProvider: { label: 'Encounter Notes' } };
};

function toSymbol({ kind, name, detail, range, selection, children }: OutlineItem): DocumentSymbol {
  return {
    kind: KINDS[kind],
    name: name || '–',
    detail,
    range,
    selectionRange: selection,
    children: children.map(toSymbol),
  };
}

function flatten(
  { kind, name, range, children }: OutlineItem,
  uri: string,
  containerName?: string,
): SymbolInformation[] {
  const own = {
    kind: KINDS[kind],
    name: name || '–',
    location: { uri, range },
    ...(containerName === undefined ? {} : { containerName }),
  };
  return [own, ...children.flatMap(child => flatten(child, uri, name))];
}
