import type { Connection, Position, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { guardNotification } from './guard.js';
import type { Log } from './log.js';
import type { Notes } from './notes.js';
import type { TypedEdit, TypingPositions } from './typing.js';
import { addressOf } from '../project/address.js';

/**
 * Keeps the open notes in step with the editor. What is broken in a notification is left out with a line in the log: a
 * position outside the text counts as the nearest one inside, and a change of a note that is not open is no change.
 */
export function listenToEditor(connection: Connection, notes: Notes, typing: TypingPositions, log: Log): void {
  connection.onDidOpenTextDocument(
    guardNotification(log, 'opening a note', params => {
      const { uri, version, text } = documentOf(params);
      if (typeof uri !== 'string' || typeof text !== 'string')
        log.warn('A note was opened without its address or its text.');
      else {
        typing.finished(addressOf(uri));
        notes.open(uri, isVersion(version) ? version : 0, text);
      }
    }),
  );
  connection.onDidChangeTextDocument(
    guardNotification(log, 'changing a note', params => {
      const { uri, version } = documentOf(params);
      const note = typeof uri === 'string' ? notes.get(uri) : undefined;
      if (note?.version === undefined) return log.warn('A note that is not open was changed.');
      const sent: readonly TextDocumentContentChangeEvent[] = Array.isArray(params.contentChanges)
        ? params.contentChanges
        : [];
      const sound = sent.filter(isSound);
      if (sound.length === 0 || sound.length < sent.length) log.warn('A change of a note had no text or no range.');
      const last = sound.at(-1);
      if (last) {
        if ('range' in last) typing.edited(note.key, typedEdit(inOrder(last.range), last.text));
        else typing.finished(note.key);
      }
      const changes = sound.map(change =>
        'range' in change ? { range: inOrder(change.range), text: change.text } : { text: change.text },
      );
      notes.change(note, isVersion(version) ? version : note.version + 1, changes);
    }),
  );
  connection.onDidCloseTextDocument(
    guardNotification(log, 'closing a note', params => {
      const { uri } = documentOf(params);
      if (typeof uri === 'string') notes.close(uri);
      else log.warn('A note was closed without its address.');
    }),
  );
}

/** What a notification says of its document: anyone can send anything, so nothing of it is assumed. */
function documentOf<T extends object>(params: { readonly textDocument: T } | null | undefined): Partial<T> {
  return typeof params?.textDocument === 'object' && params.textDocument !== null ? params.textDocument : {};
}

export function isRange(range: Range | undefined): boolean {
  return isPosition(range?.start) && isPosition(range?.end);
}

export function isPosition(position: Position | undefined): boolean {
  return isCount(position?.line) && isCount(position?.character);
}

function isCount(n: unknown): boolean {
  return typeof n === 'number' && Number.isInteger(n) && n >= 0;
}

function isSound(change: TextDocumentContentChangeEvent): boolean {
  return typeof change?.text === 'string' && (!('range' in change) || isRange(change.range));
}

function typedEdit({ start, end }: Range, text: string): TypedEdit {
  const typedTo = endOf(start, text);
  return { line: start.line, end: typedTo, added: typedTo.line - end.line };
}

/** Where a text ends that begins at a position. */
function endOf({ line, character }: Position, text: string): Position {
  const lines = text.split(/\r\n|\r|\n/);
  const last = lines.at(-1)?.length ?? 0;
  return { line: line + lines.length - 1, character: lines.length === 1 ? character + last : last };
}

function inOrder({ start, end }: Range): Range {
  const swapped = start.line > end.line || (start.line === end.line && start.character > end.character);
  return swapped ? { start: end, end: start } : { start, end };
}

function isVersion(version: unknown): version is number {
  return typeof version === 'number' && Number.isInteger(version);
}
