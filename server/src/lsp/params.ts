import { ErrorCodes, ResponseError, type Position } from 'vscode-languageserver';
import type { Block } from '../core/syntax/tree.js';
import type { Context } from './context.js';
import type { Note } from './notes.js';
import { isPosition } from './sync.js';

/** The address in a request about a note. A request without one is answered as malformed. */
export function uriOf(params: { textDocument?: { uri?: unknown } } | null | undefined): string {
  const uri = params?.textDocument?.uri;
  if (typeof uri !== 'string') throw new ResponseError(ErrorCodes.InvalidParams, 'The request names no text document.');
  return uri;
}

/** The note that a request is about, if its text is known. */
export function noteOf(
  context: Context,
  params: { textDocument?: { uri?: unknown } } | null | undefined,
): Note | undefined {
  const note = context.notes.get(uriOf(params));
  return note?.problem === undefined ? note : undefined;
}

/** The note, block and offset in it that a request is about. */
export function placeOf(
  context: Context,
  params: { textDocument?: { uri?: unknown }; position?: Position },
): { note: Note; block: Block; offset: number } | undefined {
  const note = noteOf(context, params);
  if (!isPosition(params.position)) throw new ResponseError(ErrorCodes.InvalidParams, 'The request names no position.');
  const at = note && context.workspace.at(note.key, params.position!);
  return note && at && { note, block: at.block, offset: at.offset };
}
