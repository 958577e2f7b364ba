import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Language } from '../core/language.js';
import type { Profiles } from '../core/policy/types.js';
import type { Settings } from '../core/workspace/workspace.js';
import { parentOf } from '../project/address.js';
import { mergeSettings, type Config } from '../project/config.js';
import { nodeFileSystem, toAddress, toPath } from '../project/file-system.node.js';
import { FolderSettings, type Resolved } from '../project/folder-settings.js';
import type { FileFault } from '../project/json-file.js';
import type { FileProblem } from './reporters/reporter.js';

/**
 * What notes are checked by beside the shipped data: the payer profiles and the configuration in the folders that hold
 * them.
 */
export interface ResolvedConfig {
  /** @param address of the note @param user what the command line sets, which wins over the configuration */
  settings(address: string, user: Settings): Settings;
  /** The payers that a note may name. */
  profiles(address: string): Profiles;
  /** The texts of the profiles that are not shipped. */
  profileTexts(address: string): readonly string[];
  /** The configuration that applies to a file. */
  config(file: string): Config;
  /** Whether the configuration excludes a note. */
  excludes(file: string): boolean;
  /** Every set of profiles in use; the shipped ones alone if no note has its own. */
  readonly allProfiles: readonly Profiles[];
  /** The folders of profiles and the configuration files in use, absolute. */
  readonly places: readonly string[];
  readonly problems: readonly FileProblem[];
}

/**
 * What applies to notes: what the nearest folder above each of them keeps, else the nearest from the working folder
 * upward. So a note is checked alike however it is named, and as in an editor that has its folder open.
 * @param notes absolute paths; any other name is a note of the working folder
 */
export async function resolveConfig(language: Language, notes: readonly string[]): Promise<ResolvedConfig> {
  const workingFolder = toAddress(process.cwd());
  const settings = new FolderSettings(nodeFileSystem, language);
  const folderOf = (address: string): string =>
    address.startsWith('file:') ? (parentOf(address) ?? address) : workingFolder;
  const folders = new Set(notes.length ? notes.map(note => folderOf(toAddress(note))) : [workingFolder]);
  for (const folder of [...folders, workingFolder]) await settings.addWithParents(folder);
  const of = (address: string): Resolved => settings.of(folderOf(address), workingFolder);
  const used = [...new Set([...folders].map(folder => settings.of(folder, workingFolder)))];
  return {
    settings: (address, user) => mergeSettings(user, of(address).config),
    profiles: address => of(address).profiles,
    profileTexts: address => of(address).profileTexts,
    config: file => of(toAddress(file)).config,
    excludes: file => of(toAddress(file)).excludes(toAddress(file)),
    allProfiles: [...new Set(used.map(({ profiles }) => profiles))],
    places: unique([...used.map(one => one.profilesFolder), ...used.map(one => one.configFile)]).map(toPath),
    problems: problemsOf(used),
  };
}

function problemsOf(used: readonly Resolved[]): FileProblem[] {
  const problem = (kind: FileProblem['kind'], { uri, range, message }: FileFault): FileProblem => ({
    kind,
    severity: 'error',
    file: path.normalize(fileURLToPath(uri)),
    range,
    message,
  });
  const all = [
    ...used.flatMap(one => one.profileErrors.map(error => problem('payer-profile', error))),
    ...used.flatMap(one => one.configErrors.map(error => problem('configuration', error))),
  ];
  return [...new Map(all.map(one => [JSON.stringify(one), one])).values()];
}

function unique(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values)].filter(value => value !== undefined);
}
