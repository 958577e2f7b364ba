import { FileChangeType, type FileEvent } from 'vscode-languageserver';
import type { Range } from '../core/workspace/note-file.js';
import type { Workspace } from '../core/workspace/workspace.js';
import { addressOf, isWithin, nameOf } from '../project/address.js';
import { decodeNote, type Decoded } from '../project/decode.js';
import { isProblem, type FileSystem } from '../project/file-system.js';
import { isNoteName, notesBelow } from '../project/find-notes.js';
import { GitIgnore } from '../project/gitignore.js';
import type { Log } from './log.js';
import type { Readiness } from './readiness.js';

/**
 * Limits of what is read from disk, far above a year of a large clinic, so that a server started on a whole drive stays
 * alive.
 */
const MAX_NOTES = 20_000;
const MAX_CHARACTERS = 512 * 1024 * 1024;
const MAX_NOTE_BYTES = 64 * 1024 * 1024;
/** How many files are read at the same time. */
const READERS = 8;

/** A note of the workspace: open in an editor, or on disk. */
export interface Note {
  /** Its address, which is its name in the core's workspace. */
  readonly key: string;
  /** Its URI as the editor spells it, or else the disk. */
  readonly uri: string;
  /** The editor's version of its text; undefined for a note that is not open. */
  readonly version?: number;
  /** Why it cannot be read; such a note is not in the core's workspace. */
  readonly problem?: string;
  /** Length of the text of a note on disk. */
  readonly size: number;
}

interface Dependencies {
  readonly workspace: Workspace;
  readonly fs: FileSystem;
  readonly log: Log;
  readonly work: Readiness;
  /** Called after a note was added, removed or changed. */
  readonly changed: (note?: Note) => void;
  /** Whether the configuration excludes a note on disk; an open note counts anyway. */
  readonly excludes: (key: string) => boolean;
}

/**
 * The notes that are checked together, because the history of a patient can be in any of them: those in the folders of
 * the workspace and those open in an editor. The text in the editor counts, not the file on disk.
 */
export class Notes {
  readonly #notes = new Map<string, Note>();
  /** The latest event of each note, so that a slow read never overwrites something newer. */
  readonly #latest = new Map<string, number>();
  #happened = 0;
  /** Notes on disk that the configuration excludes, address → URI. */
  readonly #excluded = new Map<string, string>();
  readonly #ignore: GitIgnore;
  /** The folders of the workspace, address → URI. */
  #folders: ReadonlyMap<string, string> = new Map();
  #characters = 0;
  #skipped = 0;

  readonly workspace: Workspace;
  private readonly fs: FileSystem;
  private readonly log: Log;
  private readonly work: Readiness;
  private readonly changed: (note?: Note) => void;
  private readonly excludes: (key: string) => boolean;

  constructor({ workspace, fs, log, work, changed, excludes }: Dependencies) {
    this.workspace = workspace;
    this.fs = fs;
    this.log = log;
    this.work = work;
    this.changed = changed;
    this.excludes = excludes;
    this.#ignore = new GitIgnore(fs);
  }

  /** By any spelling of its URI. */
  get(uri: string): Note | undefined {
    return this.#notes.get(addressOf(uri));
  }

  /** By its address. */
  byKey(key: string): Note | undefined {
    return this.#notes.get(key);
  }

  open(uri: string, version: number, text: string): void {
    const key = addressOf(uri);
    this.#forget(key);
    this.#outdate(key);
    this.#notes.set(key, { key, uri, version, size: 0 });
    this.workspace.set(key, text);
    this.workspace.open(key);
    this.changed(this.#notes.get(key));
  }

  /** The range of each change refers to the text after the changes before it. */
  change(note: Note, version: number, changes: readonly { range?: Range; text: string }[]): void {
    for (const { range, text } of changes) {
      if (range) this.workspace.edit(note.key, range, text);
      else this.workspace.set(note.key, text);
    }
    this.#notes.set(note.key, { ...note, version });
    this.changed(this.#notes.get(note.key));
  }

  /** The file on disk counts again, if it is in a folder of the workspace. */
  close(uri: string): void {
    const note = this.get(uri);
    if (note?.version === undefined) return;
    this.#outdate(note.key);
    this.#forget(note.key);
    if (this.#isOurs(note.key)) this.work.add(this.#read(note.uri).then(() => this.changed()));
    this.changed(note);
  }

  /** Every note, including those that cannot be read, by address. */
  all(): Note[] {
    return [...this.#notes.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  openNotes(): Note[] {
    return [...this.#notes.values()].filter(({ version }) => version !== undefined);
  }

  /** Reads every note of the folders. */
  async setFolders(folders: readonly string[]): Promise<void> {
    const before = this.#folders;
    this.#folders = new Map(folders.map(folder => [addressOf(folder), folder]));
    for (const note of this.#notes.values())
      if (note.version === undefined && !this.#isOurs(note.key)) this.#forget(note.key);
    for (const key of this.#excluded.keys()) if (!this.#isOurs(key)) this.#excluded.delete(key);
    for (const folder of folders) if (!before.has(addressOf(folder))) await this.#readBelow(folder);
    if (this.#skipped > 0)
      this.log.warn(`${this.#skipped} notes were left out: the folders contain more than is kept in memory.`);
    this.changed();
  }

  /** The configuration changed: reads the notes that it no longer excludes, and drops those that it excludes now. */
  async exclude(): Promise<void> {
    const before = [...this.#excluded.values()];
    this.#excluded.clear();
    for (const note of this.#notes.values())
      if (note.version === undefined && this.excludes(note.key)) await this.#read(note.uri);
    for (const uri of before) await this.#read(uri);
    this.changed();
  }

  /** The `.gitignore` files changed. */
  async ignore(): Promise<void> {
    for (const folder of this.#folders.values()) await this.#readBelow(folder, address => !this.#notes.has(address));
    for (const note of this.#notes.values())
      if (note.version === undefined && this.#ignore.ignores(note.key, false)) await this.#read(note.uri);
    this.changed();
  }

  async filesChanged(events: readonly FileEvent[]): Promise<void> {
    for (const { uri, type } of events) {
      if (type === FileChangeType.Deleted) this.#removed(uri);
      else if (isNote(uri)) await this.#read(uri);
    }
    this.changed();
  }

  /** Notes or folders were renamed or moved or, without a new URI, deleted. */
  async moved(moves: readonly { from: string; to?: string }[]): Promise<void> {
    for (const { from, to } of moves) {
      this.#removed(from);
      if (to === undefined) continue;
      if (isNote(to)) await this.#read(to);
      else if (!this.#ignore.ignores(addressOf(to), true)) await this.#readBelow(to);
    }
    this.changed();
  }

  /** How many notes there are, and how many of the files cannot be read. */
  get counts(): { notes: number; unreadable: number } {
    const unreadable = [...this.#notes.values()].filter(({ problem }) => problem !== undefined).length;
    return { notes: this.#notes.size - unreadable, unreadable };
  }

  async #readBelow(folder: string, wants: (note: string) => boolean = () => true): Promise<void> {
    const { files, unusable } = await notesBelow(this.fs, this.#ignore, addressOf(folder));
    if (unusable.length > 0) this.log.warn(`${unusable.length} files or folders of the workspace cannot be used.`);
    const next = files.filter(wants).values();
    const reader = async (): Promise<void> => {
      for (const address of next) await this.#read(this.fs.uriOf(address));
    };
    await Promise.all(Array.from({ length: READERS }, reader));
  }

  async #read(uri: string): Promise<void> {
    const key = addressOf(uri);
    if (this.#notes.get(key)?.version !== undefined) return;
    if (this.excludes(key)) {
      this.#outdate(key);
      this.#forget(key);
      this.#excluded.set(key, uri);
      return;
    }
    const reading = this.#outdate(key);
    const read = await this.#contentOf(key);
    if (this.#latest.get(key) !== reading || !this.#isOurs(key)) return;
    this.#latest.delete(key);
    if (!read || 'problem' in read) {
      this.#forget(key);
      if (read) this.#notes.set(key, { key, uri, size: 0, problem: read.problem });
      return;
    }
    const characters = this.#characters - (this.#notes.get(key)?.size ?? 0) + read.text.length;
    if (this.#notes.size >= MAX_NOTES || characters > MAX_CHARACTERS) {
      this.#skipped++;
      return;
    }
    this.#characters = characters;
    this.#notes.set(key, { key, uri, size: read.text.length });
    this.workspace.set(key, read.text);
  }

  /** The text of a note on disk, or why it is not checked; undefined if it is not there or does not count. */
  async #contentOf(key: string): Promise<Decoded | undefined> {
    if (this.#ignore.ignores(key, false) || (await this.#isOutside(key))) return undefined;
    const bytes = await this.fs.read(key, MAX_NOTE_BYTES);
    if (!isProblem(bytes)) return decodeNote(bytes);
    return bytes.isMissing || (await this.fs.kind(key)) === 'other'
      ? undefined
      : { problem: `This file is not checked: ${bytes.problem}.` };
  }

  /** Whether a note is a link that leaves the folder of the workspace that it is in. */
  async #isOutside(key: string): Promise<boolean> {
    const folder = [...this.#folders.keys()].find(one => isWithin(key, one));
    const [real, realFolder] = await Promise.all([
      this.fs.realAddress(key),
      folder === undefined ? undefined : this.fs.realAddress(folder),
    ]);
    return real !== undefined && realFolder !== undefined && !isWithin(real, realFolder);
  }

  #removed(uri: string): void {
    const gone = addressOf(uri);
    for (const key of this.#latest.keys()) if (isWithin(key, gone)) this.#outdate(key); // a note that is being read is not in the map yet
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

  /** Makes any read in progress obsolete. */
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
  return isNoteName(nameOf(addressOf(uri)));
}
