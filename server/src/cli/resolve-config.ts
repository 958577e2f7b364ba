import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CONFIG_FILE, judgingBy, type Config } from '../project/config.js';
import { folderConfig } from '../project/folder-config.js';
import type { Language } from '../core/language.js';
import type { Profiles } from '../core/policy/types.js';
import type { Settings } from '../core/workspace/workspace.js';
import { readConfigFile } from '../files/config-file.js';
import { Ignored } from '../project/gitignore.js';
import { readProfileFiles } from '../files/profile-files.js';
import { PROFILES_FOLDER, workspaceProfiles } from '../project/payer-profiles.js';
import { fromUri } from './uri.js';
import type { FileProblem } from './reporters/reporter.js';

/** What some notes are judged by beside the shipped data: the payer profiles and the configuration in the folders that hold them. */
export interface ResolvedConfig {
  /** What a note is judged by. @param user what the command line sets, which wins over the configuration */
  settings(uri: string, user: Settings): Settings;
  /** The payers that a note may name. */
  profiles(uri: string): Profiles;
  /** How its folder wants a note to be treated. */
  config(file: string): Config;
  /** Whether the configuration of its folder passes a note over. */
  excludes(file: string): boolean;
  /** Every set of profiles in use; the shipped ones alone where no note has its own. */
  readonly allProfiles: readonly Profiles[];
  /** The folders of profiles and the configuration files that were read, absolute. */
  readonly places: readonly string[];
  readonly problems: readonly FileProblem[];
}

/**
 * What is in force for notes: of the nearest folder above each that keeps profiles in `.encounter/profiles`, else of the nearest one from
 * the working folder upwards, as an editor reads those of the folder that it has open; and of `.encounter/config.json` likewise. So the
 * same note is judged alike however it is named.
 * @param notes absolute paths; a name that is none is a note of the working folder
 */
export async function resolveConfig(language: Language, notes: readonly string[]): Promise<ResolvedConfig> {
  const nearestProfiles = nearest(async folder => {
    const files = await readProfileFiles(folder);
    return files && { place: path.join(folder, ...PROFILES_FOLDER.split('/')), ...workspaceProfiles(language, files) };
  });
  const nearestConfig = nearest(async folder => {
    const file = await readConfigFile(folder);
    return file && { folder, file };
  });
  const configs = new Map<string, { config: Config; ignored: Ignored; faults: FileProblem[] }>();
  const ofFolder = async (folder: string): Promise<Own> => {
    const cwd = process.cwd();
    const profiles = (await nearestProfiles(folder)) ?? (await nearestProfiles(cwd));
    const found = (await nearestConfig(folder)) ?? (await nearestConfig(cwd));
    const known = profiles?.profiles ?? language.profiles;
    if (!found) return { profiles: known, profilesPlace: profiles, config: {} };
    // Which payers its profile may name depends on the profiles that hold beside it.
    const key = `${found.folder}\0${profiles?.place ?? ''}`;
    let read = configs.get(key);
    if (!read) {
      const { config, faults } = folderConfig(language, found.file, known);
      const ignored = Ignored.by({ folder: found.folder, patterns: config.exclude ?? [] });
      configs.set(
        key,
        (read = {
          config,
          ignored,
          faults: faults.map(({ uri, ...fault }) => ({
            kind: 'configuration',
            severity: 'error',
            file: fileURLToPath(uri),
            ...fault,
          })),
        }),
      );
    }
    return {
      profiles: known,
      profilesPlace: profiles,
      config: read.config,
      ignored: read.ignored,
      configFile: path.join(found.folder, ...CONFIG_FILE.split('/')),
      faults: read.faults,
    };
  };
  const folders = new Map<string, Own>();
  for (const note of notes.length ? notes : [process.cwd()]) {
    const folder = folderOf(note);
    if (!folders.has(folder)) folders.set(folder, await ofFolder(folder));
  }
  const here = folders.get(process.cwd()) ?? (await ofFolder(process.cwd()));
  const of = (file: string): Own => folders.get(folderOf(file)) ?? here;
  const used = [...folders.values()];
  const places = [
    ...used.flatMap(({ profilesPlace }) => profilesPlace?.place ?? []),
    ...used.flatMap(({ configFile }) => configFile ?? []),
  ];
  const profileFaults = [...new Set(used.map(({ profilesPlace }) => profilesPlace))]
    .flatMap(one => one?.faults ?? [])
    .map(({ uri, range, message }): FileProblem => ({
      kind: 'payer-profile',
      severity: 'error',
      file: fileURLToPath(uri),
      range,
      message,
    }));
  const faults = new Map(
    [...profileFaults, ...used.flatMap(one => one.faults ?? [])].map(fault => [JSON.stringify(fault), fault]),
  );
  return {
    settings: (uri, user) => judgingBy(user, of(fromUri(uri)).config),
    profiles: uri => of(fromUri(uri)).profiles,
    config: file => of(file).config,
    excludes: file => of(file).ignored?.has(file, false) ?? false,
    allProfiles: [...new Set(used.map(({ profiles }) => profiles))],
    places: [...new Set(places)],
    problems: [...faults.values()],
  };
}

interface Own {
  readonly profiles: Profiles;
  readonly profilesPlace:
    | {
        readonly place: string;
        readonly faults: readonly { uri: string; range: FileProblem['range']; message: string }[];
      }
    | undefined;
  readonly config: Config;
  readonly ignored?: Ignored;
  readonly configFile?: string;
  readonly faults?: readonly FileProblem[];
}

/** Looks in a folder and in those above it, the nearest first. Each folder is looked at once. */
function nearest<T>(read: (folder: string) => Promise<T | undefined>): (folder: string) => Promise<T | undefined> {
  const known = new Map<string, Promise<T | undefined>>();
  const find = (folder: string): Promise<T | undefined> => {
    let found = known.get(folder);
    if (!found) known.set(folder, (found = look(folder)));
    return found;
  };
  const look = async (folder: string): Promise<T | undefined> => {
    const above = path.dirname(folder);
    return (await read(folder)) ?? (above === folder ? undefined : find(above));
  };
  return find;
}

function folderOf(file: string): string {
  return path.isAbsolute(file) ? path.dirname(file) : process.cwd();
}
