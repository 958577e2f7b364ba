import { FoldingRangeKind, type FoldingRangeParams } from 'vscode-languageserver';
import { folds } from '../../core/editor/folding.js';
import type { Feature } from '../context.js';
import { guard } from '../guard.js';
import { noteOf } from '../params.js';

export const folding: Feature = context => {
  context.connection.onFoldingRanges(
    guard(context.log, 'folding', (params: FoldingRangeParams) => {
      const note = noteOf(context, params);
      const file = note && context.workspace.file(note.key);
      return file
        ? folds(file).map(({ startLine, endLine, kind }) => ({ startLine, endLine, kind: FOLD_KINDS[kind] }))
        : [];
    }),
  );
  return { foldingRangeProvider: true };
};

const FOLD_KINDS = { region: FoldingRangeKind.Region, comment: FoldingRangeKind.Comment } as const;
