import { capitalized } from '../core/text/prose.js';
import type { Language } from '../core/language.js';
import type { Profiles } from '../core/policy/types.js';
import { childOf, isWithin, parentOf, relativeTo } from './address.js';
import { CONFIG_FILE, readConfig, type Config } from './config.js';
import { decodeNote } from './decode.js';
import { isProblem, type FileSystem } from './file-system.js';
import { IgnoreRules } from './gitignore.js';
import type { FileFault, JsonFile } from './json-file.js';
import { START } from './located-json.js';
import { listOwnFolder, readOwnFile } from './own-file.js';
import { PROFILES_FOLDER, workspaceProfiles } from './payer-profiles.js';

/** Far above a file that a person writes for this program. */
const MAX_BYTES = 1024 * 1024;

/** The name of the folder in which a folder keeps files for this program. */
export const OWN_FOLDER = CONFIG_FILE.split('/', 1)[0]!;

/** What applies to the notes of a folder beside the shipped data. */
export interface Resolved {
  /** The payers that a note may name. */
  readonly profiles: Profiles;
  readonly config: Config;
  /** The folder of the profiles and the file of the configuration, if there are any. */
  readonly profilesFolder?: string;
  readonly configFile?: string;
  /** The texts of the profiles that are not shipped. */
  readonly profileTexts: readonly string[];
  readonly profileErrors: readonly FileFault[];
  readonly configErrors: readonly FileFault[];
  /** Whether the configuration excludes a note. */
  excludes(note: string): boolean;
}

/** What one folder keeps. */
interface Kept {
  readonly profiles?: readonly JsonFile[];
  readonly config?: JsonFile;
}

/**
 * The payer profiles and configurations in the folders of a project. A note goes by those of the nearest folder above
 * it that keeps some, in the editor and on the command line.
 */
export class FolderSettings {
  /** Folders that keep something. */
  private kept = new Map<string, Kept>();
  private readonly looked = new Set<string>();
  private readonly resolved = new Map<string, Resolved>();

  constructor(
    private readonly fs: FileSystem,
    private readonly language: Language,
  ) {}

  /** The folders that keep something, sorted. */
  get folders(): readonly string[] {
    return [...this.kept.keys()].sort();
  }

  /** How many files of profiles and of configurations there are. */
  get counts(): { readonly profiles: number; readonly configurations: number } {
    const all = [...this.kept.values()];
    return {
      profiles: all.reduce((sum, { profiles = [] }) => sum + profiles.length, 0),
      configurations: all.filter(({ config }) => config).length,
    };
  }

  /** Reads what folders keep. Nothing else applies from then on. */
  async replace(folders: Iterable<string>): Promise<void> {
    const kept = new Map<string, Kept>();
    for (const folder of folders) {
      const files = await this.read(folder);
      if (files.config || files.profiles) kept.set(folder, files);
    }
    this.kept = kept;
    this.resolved.clear();
  }

  /** Reads what a folder and the folders above it keep, each once. */
  async addWithParents(folder: string): Promise<void> {
    for (let at: string | undefined = folder; at !== undefined && !this.looked.has(at); at = parentOf(at)) {
      this.looked.add(at);
      const files = await this.read(at);
      if (files.config || files.profiles) this.kept.set(at, files);
    }
    this.resolved.clear();
  }

  /**
   * What applies in a folder, or to a note in it.
   * @param place undefined for a note that is not in a file
   * @param elsewhere the folder that counts if none above keeps anything
   */
  of(place: string | undefined, elsewhere?: string): Resolved {
    const nearest = (has: (kept: Kept) => boolean): string | undefined =>
      this.nearest(place, has) ?? this.nearest(elsewhere, has);
    const profiles = nearest(kept => kept.profiles !== undefined),
      config = nearest(kept => kept.config !== undefined);
    const key = `${profiles ?? ''}\0${config ?? ''}`;
    let resolved = this.resolved.get(key);
    if (!resolved) this.resolved.set(key, (resolved = this.resolve(profiles, config)));
    return resolved;
  }

  private nearest(place: string | undefined, has: (kept: Kept) => boolean): string | undefined {
    let best: string | undefined;
    if (place === undefined) return undefined;
    for (const [folder, kept] of this.kept)
      if (has(kept) && isWithin(place, folder) && folder.length >= (best?.length ?? 0)) best = folder;
    return best;
  }

  private resolve(profilesOf: string | undefined, configOf: string | undefined): Resolved {
    const { language, fs } = this;
    const files = profilesOf === undefined ? [] : this.kept.get(profilesOf)!.profiles!;
    const own = profilesOf === undefined ? undefined : workspaceProfiles(language, files);
    const profiles = own?.profiles ?? language.profiles;
    const file = configOf === undefined ? undefined : this.kept.get(configOf)!.config!;
    const { config, faults } = file ? configOfFile(file, language, profiles) : { config: {}, faults: [] };
    const excluded = new IgnoreRules(config.exclude ?? [], fs.ignoresCase);
    return {
      profiles,
      config,
      ...(profilesOf === undefined ? {} : { profilesFolder: childOf(profilesOf, PROFILES_FOLDER) }),
      ...(configOf === undefined ? {} : { configFile: childOf(configOf, CONFIG_FILE) }),
      profileTexts: files.flatMap(one => ('text' in one ? one.text : [])),
      profileErrors: own?.faults ?? [],
      configErrors: faults,
      excludes: note => {
        const path = configOf === undefined ? undefined : relativeTo(configOf, note);
        return path !== undefined && excluded.ignores(path);
      },
    };
  }

  private async read(folder: string): Promise<Kept> {
    const config = await this.readFile(folder, CONFIG_FILE);
    const listed = await listOwnFolder(this.fs, folder, PROFILES_FOLDER);
    if (isProblem(listed)) {
      const uri = this.fs.uriOf(childOf(folder, PROFILES_FOLDER));
      const profiles = listed.isMissing ? undefined : [{ uri, problem: `This folder is not read: ${listed.problem}.` }];
      return { ...(profiles ? { profiles } : {}), ...(config ? { config } : {}) };
    }
    const names = listed.filter(name => name.toLowerCase().endsWith('.json'));
    const files = await Promise.all(names.sort().map(name => this.readFile(folder, `${PROFILES_FOLDER}/${name}`)));
    return { profiles: files.filter(file => file !== undefined), ...(config ? { config } : {}) };
  }

  private async readFile(folder: string, path: string): Promise<JsonFile | undefined> {
    const uri = this.fs.uriOf(childOf(folder, path));
    const bytes = await readOwnFile(this.fs, folder, path, MAX_BYTES);
    if (!isProblem(bytes)) return { uri, ...decodeNote(bytes) };
    return bytes.isMissing ? undefined : { uri, problem: `This file is not read: ${bytes.problem}.` };
  }
}

export function configOfFile(
  file: JsonFile,
  language: Language,
  profiles: Profiles,
): { readonly config: Config; readonly faults: readonly FileFault[] } {
  const { uri } = file;
  if ('problem' in file) return { config: {}, faults: [{ uri, range: START, message: file.problem }] };
  const { config, faults } = readConfig(file.text, language, profiles);
  return { config, faults: faults.map(({ range, message }) => ({ uri, range, message: sentence(message) })) };
}

/** A clause as a sentence; one that begins with the name of a setting keeps it as it is written. */
function sentence(clause: string): string {
  return `${/^[A-Za-z-]+: /.test(clause) ? clause : capitalized(clause)}${/[?.]$/.test(clause) ? '' : '.'}`;
}
