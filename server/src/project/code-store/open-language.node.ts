import { createLanguage, type Language } from '../../core/language.js';
import { existsSync } from 'node:fs';
import { loadedReleases, UnusableStore } from './store.node.js';

/** The variable that names the folder of loaded releases, for every command and for the server. */
export const CODES_VARIABLE = 'ENCOUNTER_NOTES_CODES';

/**
 * The language with the releases that the user has loaded; without a folder, with the shipped tables alone.
 * @param folder as the command line names it; else the variable does
 * @throws {UnusableStore} if the folder is not there or is damaged
 */
export function openLanguage(folder: string | undefined = process.env[CODES_VARIABLE]): Language {
  // Threads that check notes read it there.
  if (folder) process.env[CODES_VARIABLE] = folder;
  if (folder && !existsSync(folder))
    throw new UnusableStore(
      `There is no folder ${folder} of code sets: name another one, or load releases into it with \`codes import\`.`,
    );
  return folder ? createLanguage(loadedReleases(folder)) : createLanguage();
}
