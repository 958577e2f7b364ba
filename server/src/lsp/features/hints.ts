import { ErrorCodes, InlayHintKind, ResponseError, type InlayHint, type InlayHintParams } from 'vscode-languageserver';
import { inlayHints } from '../../core/editor/inlay-hints.js';
import type { Feature } from '../context.js';
import { guard } from '../guard.js';
import { noteOf } from '../params.js';
import { refreshWhenElsewhere } from '../refresh.js';
import { isRange } from '../sync.js';

/** What the note does not say in words, beside what it says; each kind can be switched off. */
export const hints: Feature = context => {
  context.connection.languages.inlayHint.on(
    guard(context.log, 'hinting', async (params: InlayHintParams): Promise<InlayHint[]> => {
      if (!isRange(params.range)) throw new ResponseError(ErrorCodes.InvalidParams, 'The request names no range.');
      await context.ready();
      const note = noteOf(context, params);
      const file = note && context.workspace.file(note.key);
      if (!file) return [];
      const on = context.settings.hintsOf(note.key);
      return inlayHints(context.workspace, file, on, {
        fromLine: params.range.start.line,
        toLine: params.range.end.line,
      }).map(({ kind, at, text, tooltip }) => ({
        position: at,
        label: text,
        tooltip,
        paddingLeft: true,
        ...(kind === 'diagnosisLetters' ? { kind: InlayHintKind.Parameter } : {}),
      }));
    }),
  );
  if (context.client.workspace?.inlayHint?.refreshSupport)
    refreshWhenElsewhere(context, 'hints', () => context.connection.languages.inlayHint.refresh());
  return { inlayHintProvider: true };
};
