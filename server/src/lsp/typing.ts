import type { Typing } from '../core/editor/calm.js';
import type { Position } from '../core/workspace/note-file.js';
import type { Workspace } from '../core/workspace/workspace.js';

/** After this pause the line with the caret counts as written. */
const PAUSE_MS = 2000;

interface Caret extends Position {
  /** The coder paused, or moved the caret to another line of the encounter. */
  readonly isLineWritten: boolean;
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
  edited(key: string, { line, character }: Position): void {
    this.#carets.set(key, { line, character, isLineWritten: false });
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

  /** The caret moved without an edit. */
  movedTo(key: string, line: number): void {
    const last = this.#carets.get(key);
    if (!last || last.line === line) return;
    const file = this.workspace.file(key);
    if (file?.locate({ line, character: 0 }).block === file?.locate(last).block) this.#lineWritten(key);
    else this.finished(key);
  }

  of(key: string): Typing | undefined {
    const caret = this.#carets.get(key);
    const place = caret && this.workspace.file(key)?.locate(caret);
    return place && { ...place, isLineWritten: caret.isLineWritten };
  }

  #lineWritten(key: string): void {
    const last = this.#carets.get(key);
    if (!last || last.isLineWritten) return;
    this.#carets.set(key, { ...last, isLineWritten: true });
    this.due();
  }
}
