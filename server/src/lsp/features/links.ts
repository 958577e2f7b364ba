import {
  DocumentHighlightKind,
  type DefinitionParams,
  type DocumentHighlightParams,
  type Location,
  type Position,
  type ReferenceParams,
} from 'vscode-languageserver';
import { linkAt, type Link } from '../../core/editor/definitions.js';
import type { Feature } from '../context.js';
import { toLocation } from '../to-proto.js';
import { guard } from '../guard.js';
import { placeOf } from '../params.js';
import type { SourceRange } from '../../core/syntax/source-range.js';

type AtPosition = { textDocument: { uri: string }; position: Position };

/** Where a thing is stated, and where else it is used: pointers and diagnoses, patients, pumps, rules. */
export const links: Feature = context => {
  const { connection, log, host, notes } = context;
  const link = (params: AtPosition): Link | undefined => {
    const place = placeOf(context, params);
    return place && linkAt(context.workspace, place.note.key, params.position);
  };
  // Asked at every move of the caret, and shown in its note only: the others are not looked through.
  const linkInNote = (params: AtPosition): Link | undefined => {
    const place = placeOf(context, params);
    return place && linkAt(context.workspace, place.note.key, params.position, [place.note.key]);
  };
  const locations = (places: readonly SourceRange[]): Location[] =>
    places.flatMap(place => toLocation(context, place) ?? []);

  connection.onDefinition(
    guard(log, 'going to a definition', (params: DefinitionParams) => {
      const found = link(params);
      const page = found?.kind === 'rule' ? host.rulePage(found.name) : undefined;
      return page === undefined ? locations(found?.definition ?? []) : [{ uri: page, range: START }];
    }),
  );
  connection.onReferences(
    guard(log, 'finding references', (params: ReferenceParams) => {
      const found = link(params);
      return found ? locations([...(params.context?.includeDeclaration ? found.definition : []), ...found.uses]) : [];
    }),
  );
  connection.onDocumentHighlight(
    guard(log, 'highlighting', (params: DocumentHighlightParams) => {
      const found = linkInNote(params);
      const own = notes.get(params.textDocument.uri)?.uri;
      const inNote = (places: readonly SourceRange[], kind: DocumentHighlightKind) =>
        locations(places)
          .filter(({ uri }) => uri === own)
          .map(({ range }) => ({ range, kind }));
      return found
        ? [...inNote(found.definition, DocumentHighlightKind.Write), ...inNote(found.uses, DocumentHighlightKind.Read)]
        : [];
    }),
  );
  return {
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
  };
};

const START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
