import type { Requests } from '../../../../protocol/messages.js';
import { pasteAnswer } from '../../core/editor/assists/paste-answer.js';
import { pasteChart } from '../../core/editor/assists/paste-chart.js';
import type { Block } from '../../core/syntax/tree.js';
import type { Context, Feature } from '../context.js';
import { noteOf } from '../params.js';
import { answer } from '../requests.js';
import { snippetOf } from '../snippet.js';
import { isPosition } from '../sync.js';
import { toTextEdit } from '../to-proto.js';

/** An answer of the provider as fields, or chart text from the clipboard as a note. */
export const paste: Feature = context => {
  const { workspace } = context;
  answer(context, 'encounterNotes/pasteChart', 'reading pasted text', params => {
    const { text, position } = params;
    const note = params.textDocument ? noteOf(context, params) : undefined;
    const at = note && isPosition(position) ? workspace.at(note.key, position!) : undefined;
    if (!at || typeof text !== 'string') return null;
    const answered = answerOf(context, at, text);
    if (answered) return answered;
    const pasted = pasteChart(at.block, at.offset, text, workspace.codes);
    return pasted ? { snippet: snippetOf(pasted.typed), items: pasted.items, unsure: pasted.unsure } : null;
  });
  return {};
};

function answerOf(
  context: Context,
  { block, offset }: { readonly block: Block; readonly offset: number },
  text: string,
): Requests['encounterNotes/pasteChart']['result'] | undefined {
  const pasted = pasteAnswer(block, offset, text);
  if (!pasted) return undefined;
  const snippet = snippetOf([pasted.lines.map(line => `${line}\n`).join('')]);
  return {
    snippet,
    items: pasted.items,
    unsure: 0,
    edits: pasted.edits.flatMap(edit => toTextEdit(context, edit) ?? []),
  };
}
