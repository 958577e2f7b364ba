import {
  ErrorCodes,
  ResponseError,
  type Range,
  SemanticTokensBuilder,
  type SemanticTokens,
  type SemanticTokensDelta,
  type SemanticTokensDeltaParams,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
} from 'vscode-languageserver';
import { semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES } from '../../core/editor/semantic-tokens.js';
import type { Context, Feature } from '../context.js';
import { guard } from '../guard.js';
import { noteOf } from '../params.js';
import { isRange } from '../sync.js';

/**
 * Colors that take the facts or the code sets, above the grammar's. After an edit only what is another than before is
 * sent.
 */
export const tokens: Feature = context => {
  const {
    connection: { languages },
    log,
  } = context;
  // The last answer for each open note, which deltas are computed from; a closed note has none.
  const builders = new Map<string, SemanticTokensBuilder>();
  context.onChange(note => {
    if (note && context.notes.byKey(note.key)?.version === undefined) builders.delete(note.key);
  });
  /** A builder for the whole note, which knows what it built before if that is what the client still has. */
  const builderOf = (params: SemanticTokensParams, previous: string): SemanticTokensBuilder => {
    const note = noteOf(context, params);
    const builder = (note && builders.get(note.key)) ?? new SemanticTokensBuilder();
    builder.previousResult(previous);
    if (note?.version !== undefined) builders.set(note.key, builder);
    return build(context, params, builder);
  };
  languages.semanticTokens.on(
    guard(log, 'coloring', (params: SemanticTokensParams): SemanticTokens => builderOf(params, '').build()),
  );
  languages.semanticTokens.onDelta(
    guard(log, 'coloring what changed', (params: SemanticTokensDeltaParams): SemanticTokens | SemanticTokensDelta =>
      builderOf(params, typeof params.previousResultId === 'string' ? params.previousResultId : '').buildEdits(),
    ),
  );
  languages.semanticTokens.onRange(
    guard(log, 'coloring a range', (params: SemanticTokensRangeParams): SemanticTokens => {
      if (!isRange(params.range)) throw new ResponseError(ErrorCodes.InvalidParams, 'The request names no range.');
      return {
        data: build(context, params, new SemanticTokensBuilder(), params.range).build().data,
      };
    }),
  );
  return {
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
      full: { delta: true },
      range: true,
    },
  };
};

function build(
  context: Context,
  params: { textDocument: { uri: string } },
  builder: SemanticTokensBuilder,
  range?: Range,
): SemanticTokensBuilder {
  const note = noteOf(context, params);
  const file = note && context.workspace.file(note.key);
  for (const { line, character, length, type, modifiers } of file
    ? semanticTokens(context.workspace, file, range?.start.line, range?.end.line)
    : []) {
    const bits = modifiers.reduce((all, modifier) => all | (1 << TOKEN_MODIFIERS.indexOf(modifier)), 0);
    builder.push(line, character, length, TOKEN_TYPES.indexOf(type), bits);
  }
  return builder;
}
