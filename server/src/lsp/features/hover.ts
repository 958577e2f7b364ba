import { MarkupKind, type HoverParams } from 'vscode-languageserver';
import { hover as explain } from '../../core/editor/hover/hover.js';
import type { Feature } from '../context.js';
import { guard } from '../guard.js';
import { placeOf } from '../params.js';

/** The explanation of the symbol at a position, for its encounter. */
export const hover: Feature = context => {
  context.connection.onHover(
    guard(context.log, 'explaining', (params: HoverParams) => {
      const place = placeOf(context, params);
      const explained = place && explain(context.workspace, place.note.key, params.position);
      if (!explained) return null;
      const range = context.workspace.locate(explained.at)?.range;
      return { contents: { kind: MarkupKind.Markdown, value: explained.markdown }, ...(range ? { range } : {}) };
    }),
  );
  return { hoverProvider: true };
};
