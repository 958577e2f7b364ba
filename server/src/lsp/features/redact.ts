import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { RedactedNote } from '../../../../protocol/messages.js';
import { redactNotes } from '../../core/redact/redact.js';
import { Workspace } from '../../core/workspace/workspace.js';
import type { Feature } from '../context.js';
import { noteOf } from '../params.js';
import { answer } from '../requests.js';

/** A copy of a note that may be shown to others. It is checked alone, without the patient's other notes. */
export const redact: Feature = context => {
  const { workspace } = context;
  answer(context, 'encounterNotes/redactNote', 'redacting a note', (params): RedactedNote | null => {
    if (typeof params.seed !== 'string' || params.seed === '')
      throw new ResponseError(ErrorCodes.InvalidParams, 'The request names no seed.');
    const note = noteOf(context, params);
    const file = note && workspace.file(note.key);
    if (!file) return null;
    const newWorkspace = (): Workspace => new Workspace(workspace.codes, workspace.profiles(note.key));
    const redaction = redactNotes(newWorkspace, [{ name: note.key, text: file.text }], { seed: params.seed });
    if ('copies' in redaction) return { text: redaction.copies[0]?.text ?? '' };
    return { doubts: redaction.doubts.map(({ line, what }) => ({ line, what })) };
  });
  return {};
};
