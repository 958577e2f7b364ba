import type { NoteShape } from '../../../../protocol/messages.js';
import type { Feature } from '../context.js';
import { noteOf } from '../params.js';
import { answer } from '../requests.js';

/** The shape of a note without its content, for bug reports about notes that must stay private. */
export const noteShape: Feature = context => {
  const { workspace } = context;
  answer(context, 'encounterNotes/noteShape', 'describing a note', (params): NoteShape | null => {
    const note = noteOf(context, params);
    const file = note && workspace.file(note.key);
    if (!file) return null;
    const lines: Record<string, number> = {};
    for (const { kind } of file.blocks.flatMap(block => block.lines)) lines[kind] = (lines[kind] ?? 0) + 1;
    return {
      version: note.version ?? null,
      characters: file.blocks.reduce((sum, { text }) => sum + text.length, 0),
      lines,
      encounters: workspace.encounters(note.key).length,
      findings: workspace.findings(note.key).flatMap(({ rule, severity, at, fixes }) => {
        const range = workspace.locate(at)?.range;
        return range ? [{ rule, severity, range, fixes: fixes.length }] : [];
      }),
    };
  });
  return {};
};
