import { isWithin, noteKey } from './uri.js';

/** What a folder keeps for the notes in and below it. */
export type Kept<T> = T & { readonly folder: string };

interface Keyed {
  readonly key: string;
}

/**
 * Files that folders of the workspace keep for their notes, such as payer profiles. A note goes by those of the nearest folder above it
 * that keeps some, as on the command line. They are used only where the user trusts the workspace: they can switch findings off, and
 * somebody else's folder shall not do that unseen.
 */
export class KeptInFolders<T> {
  #folders: readonly string[] = [];
  #found: readonly (Kept<T> & Keyed)[] = [];
  /** Counts the readings: of two under way only the later one counts. */
  #reading = 0;

  /**
   * @param below what is kept at or below a folder
   * @param changed called when something else may be kept than before
   */
  constructor(
    private readonly below: (folder: string) => Promise<readonly Kept<T>[]>,
    private isTrusted: boolean,
    private readonly changed: () => void,
  ) {}

  /** What may be used; nothing where the workspace is not trusted. */
  get inForce(): readonly (Kept<T> & Keyed)[] {
    return this.isTrusted ? this.#found : [];
  }

  /** What is there and not used, since the workspace is not trusted. */
  get passedOver(): readonly Kept<T>[] {
    return this.isTrusted ? [] : this.#found;
  }

  /** By which place a note is judged: one that is in no file yet by the only folder that is open. */
  placeOf(note: string): string | undefined {
    if (note.startsWith('file:')) return note;
    return this.#folders.length === 1 ? noteKey(this.#folders[0]!) : undefined;
  }

  async setFolders(folders: readonly string[]): Promise<void> {
    this.#folders = folders;
    await this.#readAll();
  }

  /** The user trusts the workspace now. */
  async trust(): Promise<void> {
    this.isTrusted = true;
    await this.#readAll();
  }

  /**
   * Reads again where one of these files or folders can be, or hold, what is kept.
   * @param isOne whether a file can be
   */
  async filesChanged(uris: readonly string[], isOne: (key: string) => boolean): Promise<void> {
    const keys = uris.map(noteKey);
    if (keys.some(key => isOne(key) || this.#found.some(kept => isWithin(kept.key, key)))) await this.#readAll();
  }

  async #readAll(): Promise<void> {
    const reading = ++this.#reading;
    const found = (await Promise.all(this.#folders.map(folder => this.below(folder)))).flat();
    if (reading !== this.#reading) return;
    // One folder of the workspace may lie in another, and is then found twice.
    this.#found = [...new Map(found.map(kept => [noteKey(kept.folder), kept]))].map(([key, kept]) => ({
      ...kept,
      key,
    }));
    this.changed();
  }
}

/** The nearest of these folders above a note or folder, or itself. */
export function nearest<F extends Keyed>(key: string | undefined, folders: readonly F[]): F | undefined {
  let best: F | undefined;
  for (const folder of folders)
    if (key !== undefined && isWithin(key, folder.key) && folder.key.length >= (best?.key.length ?? 0)) best = folder;
  return best;
}
