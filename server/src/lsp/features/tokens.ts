import { ErrorCodes, ResponseError, SemanticTokensBuilder, type SemanticTokens, type SemanticTokensParams, type SemanticTokensRangeParams } from 'vscode-languageserver';
import { semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES } from '../../core/editor/tokens.js';
import type { Context, Feature } from '../context.js';
import { guard } from '../guard.js';
import { noteOf } from '../params.js';
import { isRange } from '../sync.js';

/** Colours that take the facts or the code sets, above the grammar's. */
export const tokens: Feature = (context) => {
  const { languages } = context.connection;
  languages.semanticTokens.on(guard(context.log, 'colouring', (params: SemanticTokensParams) => encode(context, params)));
  languages.semanticTokens.onRange(guard(context.log, 'colouring a range', (params: SemanticTokensRangeParams) => {
    if (!isRange(params.range)) throw new ResponseError(ErrorCodes.InvalidParams, 'The request names no range.');
    return encode(context, params, params.range.start.line, params.range.end.line);
  }));
  return {
    semanticTokensProvider: { legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] }, full: true, range: true },
  };
};

function encode(context: Context, params: SemanticTokensParams, fromLine?: number, toLine?: number): SemanticTokens {
  const note = noteOf(context, params);
  const file = note && context.workspace.file(note.key);
  const builder = new SemanticTokensBuilder();
  for (const { line, character, length, type, modifiers } of file ? semanticTokens(context.workspace, file, fromLine, toLine) : []) {
    const bits = modifiers.reduce((all, modifier) => all | (1 << TOKEN_MODIFIERS.indexOf(modifier)), 0);
    builder.push(line, character, length, TOKEN_TYPES.indexOf(type), bits);
  }
  return builder.build();
}
