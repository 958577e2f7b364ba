import {
  ErrorCodes,
  ResponseError,
  type DocumentFormattingParams,
  type DocumentOnTypeFormattingParams,
  type DocumentRangeFormattingParams,
  type TextEdit,
} from 'vscode-languageserver';
import { formatBlock } from '../../core/format/format.js';
import type { Context, Feature } from '../context.js';
import { toTextEdit } from '../to-proto.js';
import { guard } from '../guard.js';
import { noteOf } from '../params.js';
import { isPosition, isRange } from '../sync.js';

/** Form only: of the note, of a range, and of the line that has just been finished. */
export const formatting: Feature = context => {
  const { connection, log } = context;
  connection.onDocumentFormatting(
    guard(log, 'formatting', (params: DocumentFormattingParams) => format(context, params)),
  );
  connection.onDocumentRangeFormatting(
    guard(log, 'formatting a range', (params: DocumentRangeFormattingParams) => {
      if (!isRange(params.range)) throw new ResponseError(ErrorCodes.InvalidParams, 'The request names no range.');
      const { start, end } = params.range;
      // Lines that were selected whole end before the first character of the next one, which is not among them.
      const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
      return format(context, params, start.line, last);
    }),
  );
  connection.onDocumentOnTypeFormatting(
    guard(log, 'formatting a line', (params: DocumentOnTypeFormattingParams) => {
      if (!isPosition(params.position))
        throw new ResponseError(ErrorCodes.InvalidParams, 'The request names no position.');
      return format(context, params, params.position.line - 1, params.position.line - 1);
    }),
  );
  return {
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
  };
};

function format(
  context: Context,
  params: { textDocument: { uri: string } },
  fromLine = 0,
  toLine = Infinity,
): TextEdit[] {
  const note = noteOf(context, params);
  const file = note && context.workspace.file(note.key);
  if (!file) return [];
  const blocks = file.blocks.filter(
    block => file.firstLineOf(block) <= toLine && file.firstLineOf(block) + block.lines.length > fromLine,
  );
  return blocks
    .flatMap(block => formatBlock(block))
    .flatMap(edit => toTextEdit(context, edit) ?? [])
    .filter(({ range }) => range.start.line >= fromLine && range.end.line <= toLine);
}
