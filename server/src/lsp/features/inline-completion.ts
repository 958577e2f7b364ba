import {
  ErrorCodes,
  InlineCompletionRequest,
  ResponseError,
  type InlineCompletionItem,
  type InlineCompletionParams,
} from 'vscode-languageserver';
import { inlineCompletion as continuationAt } from '../../core/editor/inline-completion.js';
import type { Feature } from '../context.js';
import { guard } from '../guard.js';
import { noteOf } from '../params.js';
import { isPosition } from '../sync.js';

/** The one continuation at the caret. None while the list of suggestions is open: its choice is the coder's. */
export const inlineCompletion: Feature = context => {
  const { connection, log, workspace } = context;
  connection.onRequest(
    InlineCompletionRequest.type,
    guard(log, 'continuing a line', (params: InlineCompletionParams): InlineCompletionItem[] | null => {
      if (!isPosition(params.position))
        throw new ResponseError(ErrorCodes.InvalidParams, 'The request names no position.');
      const note = noteOf(context, params);
      if (!note || params.context?.selectedCompletionInfo) return null;
      const insertText = continuationAt(workspace, note.key, params.position);
      return insertText === undefined
        ? null
        : [{ insertText, range: { start: params.position, end: params.position } }];
    }),
  );
  return { inlineCompletionProvider: true };
};
