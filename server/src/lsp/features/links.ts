import {
  DocumentHighlightKind, ErrorCodes, ResponseError, type DefinitionParams, type DocumentHighlightParams, type Location, type Position,
  type PrepareRenameParams, type ReferenceParams, type RenameParams, type TextEdit, type WorkspaceEdit,
} from 'vscode-languageserver';
import { linkAt, renamePatient, type Link } from '../../core/editor/links.js';
import type { Place } from '../../core/encounter/model.js';
import type { Context, Feature } from '../context.js';
import { toLocation } from '../convert.js';
import { guard } from '../guard.js';
import { placeOf } from '../params.js';

type AtPosition = { textDocument: { uri: string }; position: Position };

/** Where a thing is stated, where else it is used, and giving it another name: pointers and diagnoses, patients, pumps, rules. */
export const links: Feature = (context) => {
  const { connection, log, host, notes } = context;
  const link = (params: AtPosition): Link | undefined => {
    const place = placeOf(context, params);
    return place && linkAt(context.workspace, place.note.key, params.position);
  };
  const locations = (places: readonly Place[]): Location[] => places.flatMap((place) => toLocation(context, place) ?? []);

  connection.onDefinition(guard(log, 'going to a definition', (params: DefinitionParams) => {
    const found = link(params);
    const page = found?.kind === 'rule' ? host.rulePage(found.name) : undefined;
    return page === undefined ? locations(found?.definition ?? []) : [{ uri: page, range: START }];
  }));
  connection.onReferences(guard(log, 'finding references', (params: ReferenceParams) => {
    const found = link(params);
    return found ? locations([...(params.context?.includeDeclaration ? found.definition : []), ...found.uses]) : [];
  }));
  connection.onDocumentHighlight(guard(log, 'highlighting', (params: DocumentHighlightParams) => {
    const found = link(params);
    const own = notes.get(params.textDocument.uri)?.uri;
    const inNote = (places: readonly Place[], kind: DocumentHighlightKind) => locations(places).filter(({ uri }) => uri === own).map(({ range }) => ({ range, kind }));
    return found ? [...inNote(found.definition, DocumentHighlightKind.Write), ...inNote(found.uses, DocumentHighlightKind.Read)] : [];
  }));
  connection.onPrepareRename(guard(log, 'preparing a new name', (params: PrepareRenameParams) => {
    const found = link(params);
    if (found?.kind !== 'patient') return null;
    const here = locations([...found.definition, ...found.uses]).find(({ uri, range }) => uri === notes.get(params.textDocument.uri)?.uri && holds(range, params.position));
    return here ? { range: here.range, placeholder: found.name } : null;
  }));
  connection.onRenameRequest(guard(log, 'giving another name', (params: RenameParams) => {
    const place = placeOf(context, params);
    const places = place && typeof params.newName === 'string' ? renamePatient(context.workspace, place.note.key, params.position, params.newName) : undefined;
    if (!places) throw new ResponseError(ErrorCodes.InvalidParams, 'Only a patient can get another name here, and only a local token such as P-014.');
    return renaming(context, locations(places), params.newName);
  }));
  return {
    definitionProvider: true, referencesProvider: true, documentHighlightProvider: true, renameProvider: { prepareProvider: true },
  };
};

const START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function holds({ start, end }: Location['range'], { line, character }: Position): boolean {
  return start.line === line && start.character <= character && character <= end.character;
}

function renaming({ client, notes }: Context, places: readonly Location[], newText: string): WorkspaceEdit {
  const changes = new Map<string, TextEdit[]>();
  for (const { uri, range } of places) changes.set(uri, [...(changes.get(uri) ?? []), { range, newText }]);
  if (!client.workspace?.workspaceEdit?.documentChanges) return { changes: Object.fromEntries(changes) };
  return { documentChanges: [...changes].map(([uri, edits]) => ({ textDocument: { uri, version: notes.get(uri)?.version ?? null }, edits })) };
}
