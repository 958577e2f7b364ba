import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import type { WorkspaceCheck } from '../../../../protocol/messages.js';
import type { Feature } from '../context.js';
import { forEachWithProgress } from '../progress.js';
import { answer } from '../requests.js';

/** The findings of all notes at once, open or not. */
export const checkWorkspace: Feature = context => {
  const { workspace, notes, reports } = context;
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
      await forEachWithProgress(
        context,
        notes.all(),
        { token, progress: params.workDoneToken, name: 'Checking notes' },
        note => {
          const {
            id,
            items: { value: items },
          } = reports.of(note);
          checked.push(known[note.uri] === id ? { uri: note.uri, id } : { uri: note.uri, id, diagnostics: items });
          encounters += workspace.encounters(note.key).length;
          errors += count(items, DiagnosticSeverity.Error);
          warnings += count(items, DiagnosticSeverity.Warning);
        },
      );
      return { notes: checked, encounters, errors, warnings };
    },
  );
  return {};
};

function count(items: readonly Diagnostic[], wanted: DiagnosticSeverity): number {
  return items.filter(({ severity }) => severity === wanted).length;
}
