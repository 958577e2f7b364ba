import type { Typing } from '../core/editor/calm.js';
import type { Position } from '../core/workspace/note-file.js';
import type { Workspace } from '../core/workspace/workspace.js';

/** After this pause the line with the caret counts as written. */
const PAUSE_MS = 2000;

interface Caret extends Position {
  /** The coder paused. */
  readonly isLineWritten: boolean;
  /** The line that the coder left unfinished to correct another one, if any. */
  readonly unfinished?: number | undefined;
}

/** An edit as far as it says where the coder types. */
export interface TypedEdit {
  /** The first line that it changed. */
  readonly line: number;
  /** Where what was typed ends. */
  readonly end: Position;
  /** How many lines more the note has. */
  readonly added: number;
}

/**
 * Where the coder is typing in each open note: the end of the last edit, until the note is saved or the caret leaves
 * the encounter.
 */
export class TypingPositions {
  readonly #carets = new Map<string, Caret>();
  /** Notes that the editor is about to save by itself while they are typed. */
  readonly #savedByEditor = new Set<string>();
  readonly #pauses = new Map<string, ReturnType<typeof setTimeout>>();

  /** @param due called when findings that waited may be due */
  constructor(
    private readonly workspace: Workspace,
    private readonly due: () => void,
  ) {}

  /** @param key the note's name in the workspace */
  edited(key: string, edit: TypedEdit): void {
    const last = this.#carets.get(key);
    const unfinished =
      last && !last.isLineWritten ? unfinishedAfter(edit, last, this.#isAtLineEnd(key, last)) : undefined;
    this.#carets.set(key, { ...edit.end, unfinished, isLineWritten: false });
    clearTimeout(this.#pauses.get(key));
    const pause = setTimeout(() => this.#lineWritten(key), PAUSE_MS);
    pause.unref?.();
    this.#pauses.set(key, pause);
  }

  /** The note was opened, closed or checked on demand: nothing waits any longer. */
  finished(key: string): void {
    clearTimeout(this.#pauses.get(key));
    this.#pauses.delete(key);
    if (this.#carets.delete(key)) this.due();
  }

  /** @param isByEditor the editor saves after a delay, without being asked */
  willSave(key: string, isByEditor: boolean): void {
    if (isByEditor) this.#savedByEditor.add(key);
    else this.#savedByEditor.delete(key);
  }

  /** The note was saved: it is finished, unless the editor saves what is still being typed. */
  saved(key: string): void {
    if (!this.#savedByEditor.delete(key)) this.finished(key);
  }

  /** The caret moved without an edit: the encounter that it left, or the note, is finished. */
  movedTo(key: string, line: number): void {
    for (const other of this.#carets.keys()) if (other !== key) this.finished(other);
    const last = this.#carets.get(key);
    if (!last || last.line === line) return;
    const file = this.workspace.file(key);
    if (file?.locate({ line, character: 0 }).block !== file?.locate(last).block) this.finished(key);
  }

  of(key: string): Typing | undefined {
    const caret = this.#carets.get(key);
    const file = this.workspace.file(key);
    const place = caret && file?.locate(caret);
    if (!place) return undefined;
    const left = caret.unfinished === undefined ? undefined : file?.locate({ line: caret.unfinished, character: 0 });
    const unfinished = left?.block === place.block ? left.offset : undefined;
    return { ...place, isLineWritten: caret.isLineWritten, unfinished };
  }

  #isAtLineEnd(key: string, caret: Position): boolean {
    const place = this.workspace.file(key)?.locate(caret);
    return place !== undefined && /^[^\S\r\n]*(?:[\r\n]|$)/.test(place.block.text.slice(place.offset));
  }

  #lineWritten(key: string): void {
    const last = this.#carets.get(key);
    if (!last || last.isLineWritten) return;
    this.#carets.set(key, { ...last, isLineWritten: true });
    this.due();
  }
}

/**
 * The line that stays unfinished: the last one typed in if the edit corrects another one, or a word further left in it.
 *
 * @param wasAtEnd whether the caret was at the end of its line
 */
function unfinishedAfter({ line, end, added }: TypedEdit, last: Caret, wasAtEnd: boolean): number | undefined {
  const isSameLine = line === last.line;
  const left = isSameLine && !wasAtEnd ? last.unfinished : (last.unfinished ?? last.line);
  if (left === undefined) return undefined;
  if (left === line) return end.line === line && added === 0 ? left : undefined;
  return left > line ? left + added : left;
}
