import ignore, { type Ignore } from 'ignore';
import { DiagnosticSeverity, type Connection, type Diagnostic } from 'vscode-languageserver';
import { CONFIG_FILE, type Config } from '../config/config.js';
import { folderConfig, type ConfigFile, type FolderConfig } from '../config/folder-config.js';
import type { Language } from '../core/language.js';
import type { Profiles } from '../core/policy/types.js';
import type { Host } from './host.js';
import type { Log } from './log.js';
import { isWithin, noteKey } from './uri.js';

/** What the client knows our diagnostics of configurations by. */
const SOURCE = 'encounter-notes';
const CODE = 'configuration';

/** What to watch on disk beside the folders that {@link PROFILE_GLOBS} names. */
export const CONFIG_GLOB = `**/${CONFIG_FILE}`;

interface Folder extends FolderConfig {
  readonly key: string;
  readonly excluded: Ignore;
}

/**
 * The configurations of the workspace. A note is judged by that of the nearest folder above it that keeps one, as on the command line.
 * They are read only where the user trusts the workspace, as payer profiles are, and for the same reason.
 */
export class Configurations {
  #folders: readonly string[] = [];
  #files: readonly { readonly key: string; readonly file: ConfigFile }[] = [];
  #known: readonly Folder[] = [];
  #isTrusted: boolean;
  /** Counts the readings: of two under way only the later one counts. */
  #reading = 0;
  /** Files that the client shows faults of. */
  #faulty: ReadonlySet<string> = new Set();

  /**
   * @param profilesOf the profiles that the notes of a folder may name
   * @param changed called when other configurations hold than before
   */
  constructor(
    private readonly connection: Connection, private readonly host: Host, private readonly language: Language, private readonly log: Log,
    isTrusted: boolean, private readonly profilesOf: (folder: string) => Profiles, private readonly changed: () => void,
  ) {
    this.#isTrusted = isTrusted;
  }

  /** How a note is treated. One that is in no file yet is treated as those of the only folder that is open. */
  of(key: string): Config {
    const only = this.#folders.length === 1 ? noteKey(this.#folders[0]!) : undefined;
    return this.#nearest(key.startsWith('file:') ? key : only)?.config ?? {};
  }

  /** Whether a note on disk is passed over. */
  excludes(key: string): boolean {
    const folder = this.#nearest(key);
    const relative = folder && key.slice(folder.key.replace(/\/$/, '').length + 1);
    return folder && relative && ignore.isPathValid(relative) ? folder.excluded.ignores(relative) : false;
  }

  #nearest(key: string | undefined): Folder | undefined {
    let best: Folder | undefined;
    for (const folder of this.#known) if (key !== undefined && isWithin(key, folder.key) && folder.key.length >= (best?.key.length ?? 0)) best = folder;
    return best;
  }

  async setFolders(folders: readonly string[]): Promise<void> {
    this.#folders = folders;
    await this.#readAll();
  }

  /** The user trusts the workspace now. */
  async trust(): Promise<void> {
    this.#isTrusted = true;
    await this.#readAll();
  }

  /** Reads again where one of these files or folders can be, or hold, a configuration. */
  async filesChanged(uris: readonly string[]): Promise<void> {
    const keys = uris.map(noteKey);
    if (keys.some((key) => /\/\.encounter(\/config\.json)?$/.test(key) || this.#files.some((folder) => isWithin(folder.key, key)))) await this.#readAll();
  }

  /** Other profiles hold, so other payers can be named. */
  profilesChanged(): void {
    this.#known = this.#isTrusted ? this.#files.map(({ key, file }) => {
      const read = folderConfig(this.language, file, this.profilesOf(key));
      return { key, ...read, excluded: ignore().add(read.config.exclude ?? []) };
    }) : [];
    this.#tellFaults();
  }

  async #readAll(): Promise<void> {
    const reading = ++this.#reading;
    const found = (await Promise.all(this.#folders.map((folder) => this.host.configurationsBelow(folder)))).flat();
    if (reading !== this.#reading) return;
    this.#files = [...new Map(found.map(({ folder, file }) => [noteKey(folder), file]))].map(([key, file]) => ({ key, file }));
    if (this.#files.length > 0 && !this.#isTrusted) this.log.warn('The configuration of the workspace is not read, because it is not trusted.');
    this.profilesChanged();
    this.changed();
  }

  /** Shows the faults at their lines, and takes those back that are mended. */
  #tellFaults(): void {
    const byFile = new Map<string, Diagnostic[]>([...this.#faulty].map((uri) => [uri, []]));
    for (const { uri, range, message } of this.#known.flatMap(({ faults }) => faults)) {
      byFile.set(uri, [...(byFile.get(uri) ?? []), { range, severity: DiagnosticSeverity.Error, source: SOURCE, code: CODE, message }]);
    }
    this.#faulty = new Set([...byFile].flatMap(([uri, diagnostics]) => (diagnostics.length ? [uri] : [])));
    for (const [uri, diagnostics] of byFile) void this.connection.sendDiagnostics({ uri, diagnostics });
  }
}
