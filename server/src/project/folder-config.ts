import type { Language } from '../core/language.js';
import type { Profiles } from '../core/policy/types.js';
import type { FileFault, JsonFile } from './json-file.js';
import { START } from './located-json.js';
import { readConfig, type Config } from './config.js';

/** A configuration that is in force, with what is wrong with it, in whole sentences. */
export interface FolderConfig {
  readonly uri: string;
  readonly config: Config;
  readonly faults: readonly FileFault[];
}

/** @param profiles those that the notes of the folder may name */
export function folderConfig(language: Language, file: JsonFile, profiles: Profiles): FolderConfig {
  const { uri } = file;
  if ('problem' in file) return { uri, config: {}, faults: [{ uri, range: START, message: file.problem }] };
  const { config, faults } = readConfig(file.text, language, profiles);
  return { uri, config, faults: faults.map(({ range, message }) => ({ uri, range, message: sentence(message) })) };
}

/** A clause as a sentence; one that begins with the name of a setting keeps it as it is written. */
function sentence(clause: string): string {
  return `${/^[A-Za-z-]+: /.test(clause) ? clause : clause.charAt(0).toUpperCase() + clause.slice(1)}${/[?.]$/.test(clause) ? '' : '.'}`;
}
