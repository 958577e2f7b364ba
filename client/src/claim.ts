// Completing a claim from the command palette: the server's command wants a place, and the palette gives none.
import type { Middleware } from 'vscode-languageclient';
import { window } from 'vscode';
import { LANGUAGE_ID } from './names';

/** As the server has it; a code lens names the place of its encounter. */
const COMPLETE_CLAIM = 'encounterNotes.completeClaim';

/** Gives the command the place of the caret where it comes without one. */
export const claimMiddleware: Middleware = {
  executeCommand: (command, args, next) => {
    const editor = window.activeTextEditor;
    if (command !== COMPLETE_CLAIM || args.length > 0 || editor?.document.languageId !== LANGUAGE_ID) return next(command, args);
    const { line, character } = editor.selection.active;
    return next(command, [{ uri: editor.document.uri.toString(), position: { line, character } }]);
  },
};
