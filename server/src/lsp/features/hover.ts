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
      const link = linkTo(context.codePageCommand, explained.code, params);
      const value = link ? `${explained.markdown}\n\n${link}` : explained.markdown;
      return { contents: { kind: MarkupKind.Markdown, value }, ...(range ? { range } : {}) };
    }),
  );
  return { hoverProvider: true };
};

/** A link to the page of a code, for a client that has one and takes its command from a hover. */
function linkTo(command: string | undefined, code: string | undefined, at: HoverParams): string | undefined {
  if (command === undefined || code === undefined || !/^[A-Z0-9.]+$/.test(code)) return undefined;
  const sent = [code, at.textDocument.uri, at.position.line];
  return `[Open the page of ${code}](command:${command}?${encodeURIComponent(JSON.stringify(sent))})`;
}
