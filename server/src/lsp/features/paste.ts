import { pasteChart } from '../../core/editor/assists/paste-chart.js';
import type { Feature } from '../context.js';
import { noteOf } from '../params.js';
import { answer } from '../requests.js';
import { snippetOf } from '../snippet.js';
import { isPosition } from '../sync.js';

/** Chart text from the clipboard as a note. */
export const paste: Feature = context => {
  const { workspace } = context;
  answer(context, 'encounterNotes/pasteChart', 'reading pasted text', params => {
    const { text, position } = params;
    const note = params.textDocument ? noteOf(context, params) : undefined;
    const at = note && isPosition(position) ? workspace.at(note.key, position!) : undefined;
    const pasted = at && typeof text === 'string' ? pasteChart(at.block, at.offset, text, workspace.codes) : undefined;
    return pasted ? { snippet: snippetOf(pasted.typed), items: pasted.items, unsure: pasted.unsure } : null;
  });
  return {};
};
