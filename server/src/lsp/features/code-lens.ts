import {
  CodeLensRefreshRequest,
  ErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  type ChangeAnnotation,
  type CodeLens,
  type CodeLensParams,
  type ExecuteCommandParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { completeClaim, type ClaimCompletion, type Obstacle } from '../../core/editor/assists/complete-claim.js';
import { firstFinding, LENS_KINDS, lensPlaces, lensText, type LensText } from '../../core/editor/code-lens.js';
import type { Block } from '../../core/syntax/tree.js';
import type { Position } from '../../core/workspace/note-file.js';
import type { Context, Feature } from '../context.js';
import { toTextEdit } from '../to-proto.js';
import { encounterAt } from '../encounter-at.js';
import { guard } from '../guard.js';
import type { Note } from '../notes.js';
import { noteOf } from '../params.js';
import { refreshWhenElsewhere } from '../refresh.js';
import { isPosition } from '../sync.js';
import { showWhyNot, WHY_NOT } from './why-not.js';

/** Completes the claim of the encounter at a position, after showing how: `[{ uri, position }]`. */
export const COMPLETE_CLAIM = 'encounterNotes.completeClaim';
/** Goes to the most severe finding of the encounter at a position: `[{ uri, position }]`. */
const SHOW_FINDING = 'encounterNotes.showFirstFinding';

interface Target {
  readonly uri: string;
  readonly position: Position;
}

/** Above each encounter: the claim that its facts support, its findings, and one click that completes the claim. */
export const codeLens: Feature = context => {
  const { connection, log, workspace, settings } = context;
  connection.onCodeLens(
    guard(log, 'placing lenses', async (params: CodeLensParams): Promise<CodeLens[]> => {
      const note = noteOf(context, params);
      await context.ready();
      const file = note && workspace.file(note.key);
      if (!note || !file) return [];
      return lensPlaces(file, settings.lensesOf(note.key)).map(({ kind, at }) => {
        const range = file.rangeOf(at);
        return { range, data: { kind, uri: note.uri, position: range.start } };
      });
    }),
  );
  connection.onCodeLensResolve(
    guard(log, 'reading a lens', (lens: CodeLens): CodeLens => {
      const target = targetOf(lens.data);
      const kind = LENS_KINDS.find(known => known === (lens.data as { kind?: unknown } | undefined)?.kind);
      const at = target && aimedAt(context, target);
      const text = at && kind && lensText(workspace, at.block, kind, context.diagnostics.shownIn(at.note));
      return text ? { ...lens, command: { title: text.title, ...commandOf(context, text, target) } } : lens;
    }),
  );
  connection.onExecuteCommand(
    guard(log, 'following a lens', async ({ command, arguments: sent }: ExecuteCommandParams): Promise<null> => {
      await context.ready();
      const target = targetOf(sent?.[0]);
      const at = target && aimedAt(context, target);
      if (!target) throw new ResponseError(ErrorCodes.InvalidParams, 'The command names no place in a note.');
      if (command === COMPLETE_CLAIM) await offerCompletion(context, at);
      else if (command === SHOW_FINDING && at) await showFinding(context, at);
      else if (command === WHY_NOT && at) showWhyNot(context, at.block, sent?.[0]);
      return null;
    }),
  );
  if (context.client.workspace?.codeLens?.refreshSupport)
    refreshWhenElsewhere(context, 'lenses', () => connection.sendRequest(CodeLensRefreshRequest.type));
  return {
    codeLensProvider: { resolveProvider: true },
    executeCommandProvider: { commands: [COMPLETE_CLAIM, SHOW_FINDING, WHY_NOT] },
  };
};

/** What a click does, where the client can do it; a lens without a command only tells. */
function commandOf(
  { client }: Context,
  { click }: LensText,
  target: Target,
): { command: string; arguments?: Target[] } {
  if (click === 'complete' && client.workspace?.applyEdit) return { command: COMPLETE_CLAIM, arguments: [target] };
  if (click === 'finding' && client.window?.showDocument?.support)
    return { command: SHOW_FINDING, arguments: [target] };
  return { command: '' };
}

function targetOf(value: unknown): Target | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { uri, position } = value as { uri?: unknown; position?: Position };
  return typeof uri === 'string' && isPosition(position) ? { uri, position: position! } : undefined;
}

/** The encounter of a lens, with its note. */
function aimedAt(context: Context, { uri, position }: Target): { note: Note; block: Block } | undefined {
  const note = context.notes.get(uri);
  const block = encounterAt(context, { textDocument: { uri }, position })?.encounter.block;
  return note && block && { note, block };
}

function whyNoCompletion(completion: ClaimCompletion | Obstacle | undefined): string {
  return completion && 'obstacle' in completion
    ? `${completion.obstacle} first: without it the completed claim has an error.`
    : 'There is nothing to complete: the claim follows the facts, or what is left is for the coder to decide.';
}

/** Has the client make the change, which a client that can shows before it does. */
async function offerCompletion(context: Context, at: ReturnType<typeof aimedAt>): Promise<void> {
  const completion = at && completeClaim(context.workspace, at.block);
  if (!at || !completion || 'obstacle' in completion) {
    const message = at ? whyNoCompletion(completion) : 'There is no encounter here whose claim could be completed.';
    return context.connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
  }
  await context.connection.workspace.applyEdit({
    label: 'Complete the claim',
    edit: editOf(context, at.note, completion),
  });
}

function editOf(context: Context, note: Note, { edits, steps }: ClaimCompletion): WorkspaceEdit {
  const changes = edits.flatMap(edit => toTextEdit(context, edit) ?? []);
  const can = context.client.workspace?.workspaceEdit;
  if (!can?.documentChanges) return { changes: { [note.uri]: changes } };
  const textDocument = { uri: note.uri, version: note.version ?? null };
  if (!can.changeAnnotationSupport) return { documentChanges: [{ textDocument, edits: changes }] };
  const claim: ChangeAnnotation = {
    label: 'Complete the claim',
    description: steps.join(' · '),
    needsConfirmation: true,
  };
  return {
    documentChanges: [{ textDocument, edits: changes.map(edit => ({ ...edit, annotationId: 'claim' })) }],
    changeAnnotations: { claim },
  };
}

async function showFinding(context: Context, { note, block }: NonNullable<ReturnType<typeof aimedAt>>): Promise<void> {
  const place = firstFinding(context.workspace, block, context.diagnostics.shownIn(note));
  const location = place && context.workspace.locate(place);
  if (location)
    await context.connection.window.showDocument({ uri: note.uri, takeFocus: true, selection: location.range });
}
