import { DiagnosticSeverity, type Connection, type Diagnostic } from 'vscode-languageserver';
import type { Language } from '../core/language.js';
import type { Profiles } from '../core/policy/types.js';
import { PROFILES_FOLDER, workspaceProfiles, type FileFault } from '../profiles/workspace-profiles.js';
import type { Host } from './host.js';
import type { Log } from './log.js';
import { isWithin, noteKey } from './uri.js';

/** What the client knows our diagnostics of profiles by. */
const SOURCE = 'encounter-notes';
const CODE = 'payer-profile';

/** What to watch on disk: the profiles, and the folders that hold them, whose coming and going says nothing of each file. */
export const PROFILE_GLOBS = ['**/.encounter', `**/${PROFILES_FOLDER}`, `**/${PROFILES_FOLDER}/*.json`];

const OWN_FOLDER = PROFILES_FOLDER.split('/', 1)[0]!;

interface Folder {
  readonly key: string;
  readonly profiles: Profiles;
  readonly faults: readonly FileFault[];
}

/**
 * The payer profiles of the workspace. A note is judged by those of the nearest folder above it that keeps some, within the folder that the
 * editor has open: as on the command line, where the note's place decides too. They are read only where the user trusts the
 * workspace: a profile can switch findings off, and somebody else's folder shall not do that unseen.
 */
export class PayerProfiles {
  #folders: readonly string[] = [];
  #known: readonly Folder[] = [];
  #isTrusted: boolean;
  /** Counts the readings: of two under way only the later one counts. */
  #reading = 0;
  /** Files that the client shows faults of. */
  #faulty: ReadonlySet<string> = new Set();

  /** @param changed called when other profiles hold than before */
  constructor(
    private readonly connection: Connection, private readonly host: Host, private readonly language: Language, private readonly log: Log,
    isTrusted: boolean, private readonly changed: () => void,
  ) {
    this.#isTrusted = isTrusted;
  }

  /** Those that a note may name. A note that is in no file yet takes those of the only folder that is open. */
  of(key: string): Profiles {
    if (!key.startsWith('file:')) return this.#folders.length === 1 ? this.#nearest(noteKey(this.#folders[0]!)) : this.language.profiles;
    return this.#nearest(key);
  }

  #nearest(key: string): Profiles {
    let best: Folder | undefined;
    for (const folder of this.#known) if (isWithin(key, folder.key) && folder.key.length >= (best?.key.length ?? 0)) best = folder;
    return best?.profiles ?? this.language.profiles;
  }

  /** Whether some of a folder's notes may name the payer; without a folder, whether those of any may. */
  has(payer: string, folder: string | undefined): boolean {
    const own = this.#known.filter(({ key }) => folder === undefined || isWithin(key, folder));
    return own.some(({ profiles }) => profiles.has(payer)) || (folder === undefined ? this.language.profiles : this.of(folder)).has(payer);
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

  /** Reads again where one of these files or folders can be a profile. */
  async filesChanged(uris: readonly string[]): Promise<void> {
    if (uris.some((uri) => this.#concerns(noteKey(uri)))) await this.#readAll();
  }

  #concerns(key: string): boolean {
    return key.split('/').includes(OWN_FOLDER) || this.#known.some((folder) => isWithin(folder.key, key));
  }

  async #readAll(): Promise<void> {
    const reading = ++this.#reading;
    const found = (await Promise.all(this.#folders.map((folder) => this.host.profilesBelow(folder)))).flat();
    if (reading !== this.#reading) return;
    // One folder of the workspace may lie in another, and is then found twice.
    const read = [...new Map(found.map(({ folder, files }) => [noteKey(folder), files]))].map(([key, files]) => ({ key, files }));
    const count = read.reduce((sum, { files }) => sum + files.length, 0);
    if (count > 0 && !this.#isTrusted) this.log.warn(`${count} payer profiles of the workspace are not read, because it is not trusted.`);
    this.#known = this.#isTrusted ? read.map(({ key, files }) => ({ key, ...workspaceProfiles(this.language, files) })) : [];
    this.#tellFaults();
    this.changed();
  }

  /** Shows the faults at their lines, and takes those back that are mended. */
  #tellFaults(): void {
    const byFile = new Map<string, Diagnostic[]>([...this.#faulty].map((uri) => [uri, []]));
    const faults = this.#known.flatMap((folder) => folder.faults);
    for (const { uri, range, message } of faults) byFile.set(uri, [...(byFile.get(uri) ?? []), { range, severity: DiagnosticSeverity.Error, source: SOURCE, code: CODE, message }]);
    this.#faulty = new Set(faults.map(({ uri }) => uri));
    for (const [uri, diagnostics] of byFile) void this.connection.sendDiagnostics({ uri, diagnostics });
    if (faults.length > 0) this.log.warn(`${this.#faulty.size} payer profiles of the workspace cannot be used; their files show why.`);
  }
}
