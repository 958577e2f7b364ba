import { workspaceOf } from './checking';

/** The billed lines of a note, each with its code and modifiers. */
export function codesIn(note: string): { readonly code: string; readonly modifiers: readonly string[] }[] {
  const workspace = workspaceOf({ 'note.encounter': note });
  return workspace
    .encounters('note.encounter')
    .flatMap(({ codes }) =>
      codes.map(({ code, modifiers }) => ({ code, modifiers: modifiers.map(({ value }) => value) })),
    );
}
