import type { Location, TextEdit } from 'vscode-languageserver';
import type { Context } from './context.js';
import type { SourceRange } from '../core/syntax/source-range.js';

type Known = Pick<Context, 'workspace' | 'notes'>;

/** Where a place of a note is now, with the address that the editor knows; undefined where its text is no longer part of any note. */
export function toLocation({ workspace, notes }: Known, place: SourceRange): Location | undefined {
  const location = workspace.locate(place);
  return location && { uri: notes.byKey(location.uri)?.uri ?? location.uri, range: location.range };
}

/** An edit of the core, as the editor counts. */
export function toTextEdit(
  { workspace }: Pick<Context, 'workspace'>,
  edit: { readonly at: SourceRange; readonly text: string },
): TextEdit | undefined {
  const location = workspace.locate(edit.at);
  return location && { range: location.range, newText: edit.text };
}
