import type { Connection } from 'vscode-languageserver';
import type { Language } from '../core/language.js';
import type { Profiles } from '../core/policy/types.js';
import { addressOf, isWithin } from '../project/address.js';
import type { Config } from '../project/config.js';
import { CONFIG_FILE } from '../project/config.js';
import { isProblem, type FileSystem } from '../project/file-system.js';
import { FolderSettings, OWN_FOLDER, type Resolved } from '../project/folder-settings.js';
import type { FileFault } from '../project/json-file.js';
import { PROFILES_FOLDER } from '../project/payer-profiles.js';
import { walk } from '../project/walk.js';
import { FileDiagnostics } from './file-diagnostics.js';
import type { Log } from './log.js';

/** The files that users edit as text. */
export const SETTINGS_FILE_GLOBS = [`**/${PROFILES_FOLDER}/*.json`, `**/${CONFIG_FILE}`];
/** What to watch on disk: also the folders of these files, because a system can report those alone. */
export const SETTINGS_GLOBS = [`**/${OWN_FOLDER}`, `**/${PROFILES_FOLDER}`, ...SETTINGS_FILE_GLOBS];

interface Dependencies {
  readonly connection: Connection;
  readonly fs: FileSystem;
  readonly language: Language;
  readonly log: Log;
  readonly isTrusted: boolean;
  /** Called if other profiles or configurations can apply than before. */
  readonly changed: () => void;
}

/**
 * The payer profiles and configurations in the folders of the workspace. They apply only if the user trusts the
 * workspace: they can switch findings off, and another person's folder must not do that unseen.
 */
export class WorkspaceSettings {
  readonly #profileErrors: FileDiagnostics;
  readonly #configErrors: FileDiagnostics;
  #roots: readonly string[] = [];
  #settings: FolderSettings;
  /** Counts the readings: of two at the same time only the later one counts. */
  #reading = 0;

  private readonly fs: FileSystem;
  private readonly language: Language;
  private readonly log: Log;
  private isTrusted: boolean;
  private readonly changed: () => void;

  constructor({ connection, fs, language, log, isTrusted, changed }: Dependencies) {
    this.fs = fs;
    this.language = language;
    this.log = log;
    this.isTrusted = isTrusted;
    this.changed = changed;
    this.#profileErrors = new FileDiagnostics(connection, 'payer-profile');
    this.#configErrors = new FileDiagnostics(connection, 'configuration');
    this.#settings = new FolderSettings(fs, language);
  }

  /** The payer profiles that a note may name. */
  profilesOf(note: string): Profiles {
    return this.#of(note).profiles;
  }

  configOf(note: string): Config {
    return this.#of(note).config;
  }

  /** Whether the configuration excludes a note on disk. */
  excludes(note: string): boolean {
    return this.#of(note).excludes(note);
  }

  /** Whether some notes of a folder may name the payer; without a folder, whether any notes may. */
  hasPayer(payer: string, folder: string | undefined): boolean {
    const inside = this.#settings.folders.filter(one => folder === undefined || isWithin(one, folder));
    const all = inside.map(one => this.#settings.of(one));
    return [...all, this.#settings.of(folder)].some(({ profiles }) => profiles.has(payer));
  }

  async setFolders(uris: readonly string[]): Promise<void> {
    this.#roots = uris.map(addressOf);
    await this.#read();
  }

  /** The user trusts the workspace now. */
  async trust(): Promise<void> {
    this.isTrusted = true;
    await this.#read();
  }

  /** Reads everything again if one of these files or folders can be, or contain, a settings file. */
  async filesChanged(uris: readonly string[]): Promise<void> {
    const changed = uris.map(addressOf);
    const isConcerned = (address: string): boolean =>
      address.split('/').includes(OWN_FOLDER) || this.#settings.folders.some(folder => isWithin(folder, address));
    if (changed.some(isConcerned)) await this.#read();
  }

  /** A note that is in no file belongs to the only folder that is open. */
  #of(note: string): Resolved {
    const onlyRoot = this.#roots.length === 1 ? this.#roots[0] : undefined;
    return this.#settings.of(note.startsWith('untitled:') ? onlyRoot : note);
  }

  async #read(): Promise<void> {
    const reading = ++this.#reading;
    const folders = new Set<string>();
    for (const root of this.#roots)
      for await (const { folder, entries } of walk(this.fs, root))
        if (!isProblem(entries) && entries.some(({ name }) => name === OWN_FOLDER)) folders.add(folder);
    const settings = new FolderSettings(this.fs, this.language);
    await settings.replace(folders);
    if (reading !== this.#reading) return;
    if (!this.isTrusted) {
      const { profiles, configurations } = settings.counts;
      if (profiles > 0)
        this.log.warn(`${profiles} payer profiles of the workspace are not read, because it is not trusted.`);
      if (configurations > 0)
        this.log.warn('The configuration of the workspace is not read, because it is not trusted.');
      return this.changed();
    }
    this.#settings = settings;
    const all = settings.folders.map(folder => settings.of(folder));
    const withErrors = this.#profileErrors.publish(unique(all.flatMap(({ profileErrors }) => profileErrors)));
    if (withErrors > 0)
      this.log.warn(`${withErrors} payer profiles of the workspace have errors; their files show them.`);
    this.#configErrors.publish(unique(all.flatMap(({ configErrors }) => configErrors)));
    this.changed();
  }
}

function unique(faults: readonly FileFault[]): FileFault[] {
  return [...new Set(faults)];
}
