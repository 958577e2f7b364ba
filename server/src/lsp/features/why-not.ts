import {
  CodeActionKind,
  MessageType,
  ShowMessageNotification,
  type CodeAction,
  type Position,
} from 'vscode-languageserver';
import { whyNotSummary } from '../../core/explain/pages/why-not.js';
import { explainCode, supportedServices } from '../../core/claim/services/supported-services.js';
import type { Block } from '../../core/syntax/tree.js';
import type { Context } from '../context.js';
import type { Note } from '../notes.js';
import { isPosition } from '../sync.js';

/** Says why the facts of an encounter do not lead to a code: `[{ uri, position, code }]`. */
export const WHY_NOT = 'encounterNotes.whyNot';

const KIND = `${CodeActionKind.Refactor}.explain`;

/**
 * On a code line that the facts do not support, or leave open: what contradicts it, and what would have to be stated
 * for it.
 */
export function whyNotActions({ workspace }: Context, note: Note, caret: Position | undefined): CodeAction[] {
  const at = isPosition(caret) ? workspace.at(note.key, caret!) : undefined;
  const visit = at && workspace.visit(at.block);
  const billed = visit?.encounter.codes.find(({ line }) => line.start <= at!.offset && at!.offset <= line.end);
  if (!visit || !billed?.valid) return [];
  const { verdict } = explainCode(supportedServices(visit), billed.code);
  if (verdict !== 'wrong' && verdict !== 'undecided') return [];
  const title = `Why not ${billed.code}?`;
  return [
    {
      title,
      kind: KIND,
      command: { title, command: WHY_NOT, arguments: [{ uri: note.uri, position: caret, code: billed.code }] },
    },
  ];
}

export function showWhyNot({ connection, workspace }: Context, block: Block, sent: unknown): void {
  const { code } = (sent ?? {}) as { readonly code?: unknown };
  const visit = workspace.visit(block);
  const message = visit && typeof code === 'string' ? whyNotSummary(visit, code) : undefined;
  if (message) void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
}
