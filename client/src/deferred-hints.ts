/** As much of an inlay hint as its holding needs. */
export interface Placed {
  readonly position: { readonly line: number; readonly character: number };
  readonly label: string | readonly { readonly value: string }[];
}

export interface Split<H> {
  readonly shown: readonly H[];
  /** Hints that would push the caret along, kept back until it has left their line. */
  readonly held: readonly H[];
}

/**
 * Splits hints into those that may be shown while someone types, and those that must wait: a hint that comes up left of
 * the caret on its line would move the caret while it types, and one at the caret by its margin. Those that were there
 * before stay.
 * @param before what is on screen
 */
export function holdBack<H extends Placed>(
  hints: readonly H[],
  before: readonly Placed[],
  caret: Placed['position'],
): Split<H> {
  const isLeft = ({ position }: H): boolean => position.line === caret.line && position.character <= caret.character;
  const onLine = before.filter(({ position }) => position.line === caret.line).map(wordsOf);
  const shown: H[] = [],
    held: H[] = [];
  for (const hint of hints) {
    const at = isLeft(hint) ? onLine.indexOf(wordsOf(hint)) : undefined;
    if (at === -1) held.push(hint);
    else shown.push(hint);
    if (at !== undefined && at >= 0) onLine.splice(at, 1);
  }
  return { shown, held };
}

/** A change of a text, as editors report it. */
export interface Edited {
  readonly range: { readonly start: Placed['position']; readonly end: Placed['position'] };
  readonly text: string;
}

/**
 * What is left on screen of hints when a piece of their text is replaced, and on which lines: a hint goes with the word
 * that it is behind.
 */
export function afterEdit(shown: readonly Placed[], { range: { start, end }, text }: Edited): Placed[] {
  const isBehind = (a: Placed['position'], b: Placed['position']): boolean =>
    a.line > b.line || (a.line === b.line && a.character > b.character);
  const moved = text.split('\n').length - 1 - (end.line - start.line);
  return shown
    .filter(({ position }) => !isBehind(position, start) || isBehind(position, end))
    .map(hint =>
      isBehind(hint.position, end)
        ? { label: hint.label, position: { line: hint.position.line + moved, character: hint.position.character } }
        : hint,
    );
}

function wordsOf({ label }: Placed): string {
  return typeof label === 'string' ? label : label.map(({ value }) => value).join('');
}
