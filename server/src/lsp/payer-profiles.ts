import type { Connection } from 'vscode-languageserver';
import type { Language } from '../core/language.js';
import type { Profiles } from '../core/policy/types.js';
import { PROFILES_FOLDER, workspaceProfiles, type WorkspaceProfiles } from '../project/payer-profiles.js';
import { FileDiagnostics } from './file-diagnostics.js';
import type { FolderOfProfiles, Host } from './host.js';
import { KeptInFolders, nearest } from './kept-in-folders.js';
import type { Log } from './log.js';
import { isWithin } from './uri.js';

export const PROFILE_GLOB = `**/${PROFILES_FOLDER}/*.json`;

/** What to watch on disk: the profiles, and the folders that hold them, whose coming and going says nothing of each file. */
export const PROFILE_GLOBS = ['**/.encounter', `**/${PROFILES_FOLDER}`, PROFILE_GLOB];

const OWN_FOLDER = PROFILES_FOLDER.split('/', 1)[0]!;

interface Folder extends WorkspaceProfiles {
  readonly key: string;
}

/** The payer profiles of the workspace, each for the notes in and below its folder. */
export class PayerProfiles {
  readonly #kept: KeptInFolders<FolderOfProfiles>;
  #known: readonly Folder[] = [];

  /** @param changed called when other profiles hold than before */
  constructor(
    connection: Connection,
    host: Host,
    private readonly language: Language,
    log: Log,
    isTrusted: boolean,
    changed: () => void,
  ) {
    const shown = new FileDiagnostics(connection, 'payer-profile');
    this.#kept = new KeptInFolders(
      folder => host.profilesBelow(folder),
      isTrusted,
      () => {
        const passedOver = this.#kept.passedOver.reduce((sum, { files }) => sum + files.length, 0);
        if (passedOver > 0)
          log.warn(`${passedOver} payer profiles of the workspace are not read, because it is not trusted.`);
        this.#known = this.#kept.inForce.map(({ key, files }) => ({ key, ...workspaceProfiles(language, files) }));
        const faulty = shown.publish(this.#known.flatMap(({ faults }) => faults));
        if (faulty > 0) log.warn(`${faulty} payer profiles of the workspace cannot be used; their files show why.`);
        changed();
      },
    );
  }

  /** Those that a note may name. */
  of(key: string): Profiles {
    return nearest(this.#kept.placeOf(key), this.#known)?.profiles ?? this.language.profiles;
  }

  /** Whether some of a folder's notes may name the payer; without a folder, whether those of any may. */
  has(payer: string, folder: string | undefined): boolean {
    const own = this.#known.filter(({ key }) => folder === undefined || isWithin(key, folder));
    return (
      own.some(({ profiles }) => profiles.has(payer)) ||
      (folder === undefined ? this.language.profiles : this.of(folder)).has(payer)
    );
  }

  setFolders(folders: readonly string[]): Promise<void> {
    return this.#kept.setFolders(folders);
  }

  /** The user trusts the workspace now. */
  trust(): Promise<void> {
    return this.#kept.trust();
  }

  /** Reads again where one of these files or folders can be a profile. */
  filesChanged(uris: readonly string[]): Promise<void> {
    return this.#kept.filesChanged(uris, key => key.split('/').includes(OWN_FOLDER));
  }
}
