import {
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  type PrepareRenameParams,
  type RenameParams,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { NOT_RENAMABLE, renamableAt, rename as renameTo } from '../../core/editor/rename.js';
import type { Edit } from '../../core/edits/fix.js';
import type { Context, Feature } from '../context.js';
import { toLocation } from '../to-proto.js';
import { guard } from '../guard.js';
import { noteOf, placeOf } from '../params.js';

/**
 * Another name for a patient in all notes, or another letter for a diagnosis with the pointers that follow. Says in a
 * sentence why it cannot.
 */
export const rename: Feature = context => {
  const { connection, log, workspace } = context;
  connection.onPrepareRename(
    guard(log, 'preparing a new name', async (params: PrepareRenameParams) => {
      await context.ready();
      const place = placeOf(context, params);
      if (!place) return null;
      const found = renamableAt(workspace, place.note.key, params.position);
      const range = found && workspace.locate(found.at)?.range;
      if (!range) throw refused(NOT_RENAMABLE);
      return { range, placeholder: found.name };
    }),
  );
  connection.onRenameRequest(
    guard(log, 'giving another name', async (params: RenameParams): Promise<WorkspaceEdit> => {
      await context.ready();
      const note = noteOf(context, params);
      if (typeof params.newName !== 'string')
        throw new ResponseError(ErrorCodes.InvalidParams, 'The request names no new name.');
      const place = placeOf(context, params);
      const renaming =
        note && place ? renameTo(workspace, note.key, params.position, params.newName) : { refusal: NOT_RENAMABLE };
      if ('refusal' in renaming) throw refused(renaming.refusal);
      return editOf(context, renaming.edits);
    }),
  );
  return { renameProvider: { prepareProvider: true } };
};

function refused(why: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, why);
}

function editOf(context: Context, edits: readonly Edit[]): WorkspaceEdit {
  const changes = new Map<string, TextEdit[]>();
  for (const { at, text } of edits) {
    const location = toLocation(context, at);
    if (location)
      changes.set(location.uri, [...(changes.get(location.uri) ?? []), { range: location.range, newText: text }]);
  }
  if (!context.client.workspace?.workspaceEdit?.documentChanges) return { changes: Object.fromEntries(changes) };
  return {
    documentChanges: [...changes].map(([uri, edits]) => ({
      textDocument: { uri, version: context.notes.get(uri)?.version ?? null },
      edits,
    })),
  };
}
