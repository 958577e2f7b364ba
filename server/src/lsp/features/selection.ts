import { ErrorCodes, ResponseError, type SelectionRange, type SelectionRangeParams } from 'vscode-languageserver';
import { selectionRanges } from '../../core/editor/selection.js';
import type { Position } from '../../core/workspace/note-file.js';
import type { Feature } from '../context.js';
import { guard } from '../guard.js';
import { noteOf } from '../params.js';
import { isPosition } from '../sync.js';

/** What a growing selection takes in. */
export const selection: Feature = context => {
  context.connection.onSelectionRanges(
    guard(context.log, 'growing a selection', (params: SelectionRangeParams) => {
      const note = noteOf(context, params);
      const file = note && context.workspace.file(note.key);
      if (!Array.isArray(params.positions) || !params.positions.every(isPosition))
        throw new ResponseError(ErrorCodes.InvalidParams, 'The request names no positions.');
      // The protocol wants an answer for each position, so one without anything to select gets itself.
      return file ? params.positions.map(position => nest(selectionRanges(file, position), position)) : null;
    }),
  );
  return { selectionRangeProvider: true };
};

function nest(ranges: readonly SelectionRange['range'][], position: Position): SelectionRange {
  let nested: SelectionRange | undefined;
  for (const range of ranges.toReversed()) nested = nested ? { range, parent: nested } : { range };
  return nested ?? { range: { start: position, end: position } };
}
