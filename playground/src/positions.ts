// The places of the protocol (line and UTF-16 unit) in the editor's text.
import type { Text } from '@codemirror/state';
import type { Position, Range, TextEdit } from 'vscode-languageserver';

export function offsetAt(text: Text, { line, character }: Position): number {
  if (line >= text.lines) return text.length;
  const { from, to } = text.line(line + 1);
  return Math.min(from + character, to);
}

export function positionAt(text: Text, offset: number): Position {
  const { number, from } = text.lineAt(offset);
  return { line: number - 1, character: offset - from };
}

export function spanOf(text: Text, { start, end }: Range): { readonly from: number; readonly to: number } {
  return { from: offsetAt(text, start), to: offsetAt(text, end) };
}

/** Edits as one change of the editor's. A gap that a fix leaves is written as its name. */
export function changesOf(text: Text, edits: readonly TextEdit[]): { from: number; to: number; insert: string }[] {
  return edits.map(({ range, newText }) => ({ ...spanOf(text, range), insert: newText }));
}
