import { FileChangeType, type FileEvent } from 'vscode-languageserver';
import type { Range } from '../core/workspace/note-file.js';
import type { Workspace } from '../core/workspace/workspace.js';
import type { Host } from './host.js';
import type { Log } from './log.js';
import type { Readiness } from './readiness.js';
import { isWithin, noteKey } from './uri.js';

/** Bounds of what is read from disk, far above a year of a large clinic, so that a server started on a whole drive stays alive. */
const MOST_NOTES = 20_000;
const MOST_CHARACTERS = 512 * 1024 * 1024;
/** Files that are read at a time. */
const READERS = 8;

/** A note that counts: one that an editor holds open, or one on disk. */
export interface Note {
  /** Its name in the core's workspace. */
  readonly key: string;
  /** Its address as the editor, or else the disk, spells it. */
  readonly uri: string;
  /** The editor's version of its text; undefined for a note that is not open. */
  readonly version?: number;
  /** Why it cannot be read; such a note is not in the core's workspace. */
  readonly problem?: string;
  /** Length of the text of a note on disk. */
  readonly size: number;
}

/**
 * The notes that are judged together, because a patient's history runs across all of them: those of the workspace's folders, and what
 * an editor holds open, which stands above what is on disk.
 */
export class Notes {
  readonly #notes = new Map<string, Note>();
  /** The latest thing that happened to a note, so that a slow reading never overwrites something newer. */
  readonly #latest = new Map<string, number>();
  #happened = 0;
  /** Notes on disk that are passed over, key → address. */
  readonly #excluded = new Map<string, string>();
  /** Those of the workspace, key → address. */
  #folders: ReadonlyMap<string, string> = new Map();
  #characters = 0;
  #skipped = 0;

  /**
   * @param changed called after a note came, went or got another text
   * @param excludes whether the configuration passes a note over; one that is open counts all the same
   */
  constructor(
    readonly workspace: Workspace,
    private readonly host: Host,
    private readonly log: Log,
    private readonly work: Readiness,
    private readonly changed: (note?: Note) => void,
    private readonly excludes: (key: string) => boolean,
  ) {}

  /** By any spelling of its address. */
  get(uri: string): Note | undefined {
    return this.#notes.get(noteKey(uri));
  }

  /** By its name in the core's workspace. */
  byKey(key: string): Note | undefined {
    return this.#notes.get(key);
  }

  open(uri: string, version: number, text: string): void {
    const key = noteKey(uri);
    this.#forget(key);
    this.#outdate(key);
    this.#notes.set(key, { key, uri, version, size: 0 });
    this.workspace.set(key, text);
    this.changed(this.#notes.get(key));
  }

  /** Each range speaks of the text after the changes before it. */
  change(note: Note, version: number, changes: readonly { range?: Range; text: string }[]): void {
    for (const { range, text } of changes) {
      if (range) this.workspace.edit(note.key, range, text);
      else this.workspace.set(note.key, text);
    }
    this.#notes.set(note.key, { ...note, version });
    this.changed(this.#notes.get(note.key));
  }

  /** What is on disk counts again, if the note is one of the workspace's. */
  close(uri: string): void {
    const note = this.get(uri);
    if (note?.version === undefined) return;
    this.#outdate(note.key);
    this.#forget(note.key);
    if (this.#isOurs(note.key)) this.work.add(this.#read(note.uri).then(() => this.changed()));
    this.changed(note);
  }

  /** Every note, those that cannot be read too, by address. */
  all(): Note[] {
    return [...this.#notes.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  openNotes(): Note[] {
    return [...this.#notes.values()].filter(({ version }) => version !== undefined);
  }

  /** Reads every note of the folders; resolves when all of them are known. */
  async setFolders(folders: readonly string[]): Promise<void> {
    const before = this.#folders;
    this.#folders = new Map(folders.map(folder => [noteKey(folder), folder]));
    for (const note of this.#notes.values())
      if (note.version === undefined && !this.#isOurs(note.key)) this.#forget(note.key);
    for (const key of this.#excluded.keys()) if (!this.#isOurs(key)) this.#excluded.delete(key);
    for (const folder of folders) if (!before.has(noteKey(folder))) await this.#readBelow(folder);
    if (this.#skipped > 0)
      this.log.warn(`${this.#skipped} notes were left out: the folders hold more than is kept in memory.`);
    this.changed();
  }

  /** Other notes are passed over than before. */
  async exclude(): Promise<void> {
    const before = [...this.#excluded.values()];
    this.#excluded.clear();
    for (const note of this.#notes.values())
      if (note.version === undefined && this.excludes(note.key)) await this.#read(note.uri);
    for (const uri of before) await this.#read(uri);
    this.changed();
  }

  /** The `.gitignore` files pass other notes over than before. */
  async ignore(): Promise<void> {
    for (const folder of this.#folders.values()) await this.#readBelow(folder, uri => !this.#notes.has(noteKey(uri)));
    for (const note of this.#notes.values())
      if (note.version === undefined && this.host.passesOver(note.uri, false)) await this.#read(note.uri);
    this.changed();
  }

  async filesChanged(events: readonly FileEvent[]): Promise<void> {
    for (const { uri, type } of events) {
      if (type === FileChangeType.Deleted) this.#removed(uri);
      else if (isNote(uri)) await this.#read(uri);
    }
    this.changed();
  }

  /** Notes or folders have got another name or place, or (without a new one) are gone. */
  async moved(moves: readonly { from: string; to?: string }[]): Promise<void> {
    for (const { from, to } of moves) {
      this.#removed(from);
      if (to === undefined) continue;
      if (isNote(to)) await this.#read(to);
      else if (!this.host.passesOver(to, true)) await this.#readBelow(to);
    }
    this.changed();
  }

  /** How many notes count, and how many of the files cannot be read. */
  get counts(): { notes: number; unreadable: number } {
    const unreadable = [...this.#notes.values()].filter(({ problem }) => problem !== undefined).length;
    return { notes: this.#notes.size - unreadable, unreadable };
  }

  async #readBelow(folder: string, wants: (note: string) => boolean = () => true): Promise<void> {
    const files = this.host.notesBelow(folder)[Symbol.asyncIterator]();
    const reader = async (): Promise<void> => {
      for (let next = await files.next(); !next.done; next = await files.next())
        if (wants(next.value)) await this.#read(next.value);
    };
    await Promise.all(Array.from({ length: READERS }, reader));
  }

  async #read(uri: string): Promise<void> {
    const key = noteKey(uri);
    if (this.#notes.get(key)?.version !== undefined) return;
    if (this.excludes(key)) {
      this.#outdate(key);
      this.#forget(key);
      this.#excluded.set(key, uri);
      return;
    }
    const reading = this.#outdate(key);
    const read = await this.host.read(uri);
    if (this.#latest.get(key) !== reading || !this.#isOurs(key)) return;
    this.#latest.delete(key);
    if (!read || 'problem' in read) {
      this.#forget(key);
      if (read) this.#notes.set(key, { key, uri, size: 0, problem: read.problem });
      return;
    }
    const characters = this.#characters - (this.#notes.get(key)?.size ?? 0) + read.text.length;
    if (this.#notes.size >= MOST_NOTES || characters > MOST_CHARACTERS) {
      this.#skipped++;
      return;
    }
    this.#characters = characters;
    this.#notes.set(key, { key, uri, size: read.text.length });
    this.workspace.set(key, read.text);
  }

  #removed(uri: string): void {
    const gone = noteKey(uri);
    for (const key of this.#latest.keys()) if (isWithin(key, gone)) this.#outdate(key); // a note that is being read is none yet
    for (const key of this.#excluded.keys()) if (isWithin(key, gone)) this.#excluded.delete(key);
    for (const note of this.#notes.values()) {
      if (note.version !== undefined || !isWithin(note.key, gone)) continue;
      this.#outdate(note.key);
      this.#forget(note.key);
    }
  }

  #isOurs(key: string): boolean {
    return [...this.#folders.keys()].some(folder => isWithin(key, folder));
  }

  /** Makes a reading that is under way count for nothing. */
  #outdate(key: string): number {
    this.#latest.set(key, ++this.#happened);
    return this.#happened;
  }

  #forget(key: string): void {
    const note = this.#notes.get(key);
    if (!note) return;
    this.#notes.delete(key);
    this.#characters -= note.size;
    if (note.problem === undefined) this.workspace.delete(key);
  }
}

function isNote(uri: string): boolean {
  return uri.toLowerCase().endsWith('.encounter');
}
