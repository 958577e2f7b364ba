// Completing a claim: from the command palette, whose command gives the server no place, and never without having shown
// the change.
import type { ApplyWorkspaceEditParams, Middleware, Position, TextDocumentEdit, TextEdit } from 'vscode-languageclient';
import { CancellationTokenSource, Position as NotePosition, Uri, window, workspace, type TextDocument } from 'vscode';
import { COMPLETE_CLAIM, LANGUAGE_ID } from './names';

const TAKE = 'Make This Change';

export const claimMiddleware: Middleware = {
  /** Gives the command the place of the caret where it comes without one. */
  executeCommand: (command, args, next) => {
    const editor = window.activeTextEditor;
    if (command !== COMPLETE_CLAIM || args.length > 0 || editor?.document.languageId !== LANGUAGE_ID)
      return next(command, args);
    const { line, character } = editor.selection.active;
    return next(command, [{ uri: editor.document.uri.toString(), position: { line, character } }]);
  },
  workspace: {
    /**
     * Asks before a change that wants to be confirmed, and then makes all of it. VS Code's own preview of such a change
     * opens with nothing chosen: there, each line has to be ticked by itself before the button does anything.
     */
    handleApplyEdit: async (params, next) => {
      const { token } = new CancellationTokenSource();
      const [annotation] = Object.values(params.edit.changeAnnotations ?? {}).filter(one => one.needsConfirmation);
      if (!annotation) return next(params, token);
      const changes = changesOf(params);
      const detail = [
        ...(annotation.description ? [`${annotation.description}.`] : []),
        ...changes.flatMap(shown),
      ].join('\n\n');
      const chosen = await window.showInformationMessage(`${annotation.label}?`, { modal: true, detail }, TAKE);
      return chosen === TAKE
        ? next({ ...params, edit: { documentChanges: changes } }, token)
        : { applied: false, failureReason: 'not wanted' };
    },
  },
};

interface Change {
  textDocument: TextDocumentEdit['textDocument'];
  /** In the order of the text. */
  edits: TextEdit[];
}

/** The changes of texts, without what asks for confirmation. */
function changesOf({ edit }: ApplyWorkspaceEditParams): Change[] {
  return (edit.documentChanges ?? []).flatMap(change =>
    'textDocument' in change
      ? [
          {
            textDocument: change.textDocument,
            edits: change.edits
              .flatMap(one => ('newText' in one ? [{ range: one.range, newText: one.newText }] : []))
              .toSorted((a, b) => compare(a.range.start, b.range.start)),
          },
        ]
      : [],
  );
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

/** Each run of changed lines, as it is and as it would be. */
function shown({ textDocument, edits }: Change): string[] {
  const note = workspace.textDocuments.find(({ uri }) => uri.toString() === Uri.parse(textDocument.uri).toString());
  if (!note) return [];
  const runs: TextEdit[][] = [];
  for (const edit of edits) {
    const last = runs.at(-1);
    if (last && edit.range.start.line <= last.at(-1)!.range.end.line) last.push(edit);
    else runs.push([edit]);
  }
  return runs.map(run => linesOf(note, run));
}

function linesOf(note: TextDocument, run: readonly TextEdit[]): string {
  const text = note.getText();
  const offset = ({ line, character }: Position): number => note.offsetAt(new NotePosition(line, character));
  const from = offset({ line: run[0]!.range.start.line, character: 0 });
  const to = offset({ line: run.at(-1)!.range.end.line, character: Number.MAX_SAFE_INTEGER });
  let after = '',
    at = from;
  for (const { range, newText } of run) {
    after += text.slice(at, offset(range.start)) + newText;
    at = offset(range.end);
  }
  after += text.slice(at, to);
  const [old, fresh] = [text.slice(from, to), after].map(lines => lines.split(/\r?\n/).filter(Boolean)) as [
    string[],
    string[],
  ];
  return [
    ...old.filter(line => !fresh.includes(line)).map(line => `−  ${line}`),
    ...fresh.filter(line => !old.includes(line)).map(line => `+  ${line}`),
  ].join('\n');
}
