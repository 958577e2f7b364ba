import { createLanguage, type Language } from '../../core/language.js';
import { loadedReleases } from './store.node.js';

/** The variable that names the folder of loaded releases, for every command and for the server. */
export const CODES_VARIABLE = 'ENCOUNTER_NOTES_CODES';

/**
 * The language with the releases that the user has loaded; without a folder, with the shipped tables alone.
 * @param folder as the command line names it; else the variable does
 */
export function openLanguage(folder: string | undefined = process.env[CODES_VARIABLE]): Language {
  // Threads that check notes read it there.
  if (folder) process.env[CODES_VARIABLE] = folder;
  return folder ? createLanguage(loadedReleases(folder)) : createLanguage();
}
