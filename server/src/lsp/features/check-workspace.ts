import type { WorkspaceCheck } from '../../../../protocol/messages.js';
import type { Feature } from '../context.js';
import { forEachWithProgress } from '../progress.js';
import { answer } from '../requests.js';

/** The findings of all notes at once, open or not. The totals count every finding, listed or not. */
export const checkWorkspace: Feature = context => {
  const { workspace, notes, diagnostics } = context;
  answer(
    context,
    'encounterNotes/checkWorkspace',
    'checking the workspace',
    async (params, token): Promise<WorkspaceCheck> => {
      const known = params.known ?? {};
      const checked: WorkspaceCheck['notes'][number][] = [];
      let encounters = 0,
        errors = 0,
        warnings = 0;
      const options = { token, progress: params.workDoneToken, name: 'Checking notes' };
      await forEachWithProgress(context, notes.all(), options, note => {
        const { id, items, counts } = diagnostics.of(note);
        const { uri } = note;
        checked.push(known[uri] === id ? { uri, id } : { uri, id, diagnostics: [...items] });
        encounters += workspace.encounters(note.key).length;
        errors += counts.error;
        warnings += counts.warning;
      });
      return { notes: checked, encounters, errors, warnings };
    },
  );
  return {};
};
