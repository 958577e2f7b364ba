import ignore, { type Ignore } from 'ignore';
import type { Connection } from 'vscode-languageserver';
import { CONFIG_FILE, type Config } from '../project/config.js';
import { folderConfig, type FolderConfig } from '../project/folder-config.js';
import type { Language } from '../core/language.js';
import type { Profiles } from '../core/policy/types.js';
import { FileDiagnostics } from './file-diagnostics.js';
import type { FolderOfConfiguration, Host } from './host.js';
import { KeptInFolders, nearest } from './kept-in-folders.js';
import type { Log } from './log.js';

/** What to watch on disk beside the folders that {@link PROFILE_GLOBS} names. */
export const CONFIG_GLOB = `**/${CONFIG_FILE}`;

interface Folder extends FolderConfig {
  readonly key: string;
  readonly excluded: Ignore;
}

/** The configurations of the workspace, each for the notes in and below its folder. */
export class Configurations {
  readonly #kept: KeptInFolders<FolderOfConfiguration>;
  readonly #faults: FileDiagnostics;
  #known: readonly Folder[] = [];

  /**
   * @param profilesOf the profiles that the notes of a folder may name
   * @param changed called when other configurations hold than before
   */
  constructor(
    connection: Connection,
    host: Host,
    private readonly language: Language,
    log: Log,
    isTrusted: boolean,
    private readonly profilesOf: (folder: string) => Profiles,
    changed: () => void,
  ) {
    this.#faults = new FileDiagnostics(connection, 'configuration');
    this.#kept = new KeptInFolders(
      folder => host.configurationsBelow(folder),
      isTrusted,
      () => {
        if (this.#kept.passedOver.length > 0)
          log.warn('The configuration of the workspace is not read, because it is not trusted.');
        this.profilesChanged();
        changed();
      },
    );
  }

  /** How a note is treated. */
  of(key: string): Config {
    return nearest(this.#kept.placeOf(key), this.#known)?.config ?? {};
  }

  /** Whether a note on disk is passed over. */
  excludes(key: string): boolean {
    const folder = nearest(key, this.#known);
    const relative = folder && key.slice(folder.key.replace(/\/$/, '').length + 1);
    return folder && relative && ignore.isPathValid(relative) ? folder.excluded.ignores(relative) : false;
  }

  setFolders(folders: readonly string[]): Promise<void> {
    return this.#kept.setFolders(folders);
  }

  /** The user trusts the workspace now. */
  trust(): Promise<void> {
    return this.#kept.trust();
  }

  /** Reads again where one of these files or folders can be, or hold, a configuration. */
  filesChanged(uris: readonly string[]): Promise<void> {
    return this.#kept.filesChanged(uris, key => /\/\.encounter(\/config\.json)?$/.test(key));
  }

  /** Other profiles hold, so other payers can be named. */
  profilesChanged(): void {
    this.#known = this.#kept.inForce.map(({ key, file }) => {
      const read = folderConfig(this.language, file, this.profilesOf(key));
      return { key, ...read, excluded: ignore().add(read.config.exclude ?? []) };
    });
    this.#faults.publish(this.#known.flatMap(({ faults }) => faults));
  }
}
