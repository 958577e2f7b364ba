import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Language } from '../core/language.js';
import type { Profiles } from '../core/policy/types.js';
import type { Range } from '../core/workspace/note-file.js';
import { readProfileFiles } from '../files/profile-files.js';
import { PROFILES_FOLDER, workspaceProfiles, type WorkspaceProfiles } from '../profiles/workspace-profiles.js';

/** A fault of a payer profile. */
export interface ProfileFault {
  /** Absolute. */
  readonly path: string;
  readonly range: Range;
  /** Whole sentences. */
  readonly message: string;
}

/** The payer profiles that judge some notes. */
export interface FoundProfiles {
  /** Those that a note may name; for an address that was not asked for, the shipped ones. */
  of(uri: string): Profiles;
  /** Every set in use; the shipped ones alone where no note has its own. */
  readonly all: readonly Profiles[];
  /** The folders that they were read from, absolute. */
  readonly folders: readonly string[];
  readonly faults: readonly ProfileFault[];
}

/**
 * The payer profiles of notes: of the nearest folder above each that keeps some in `.encounter/profiles`, else of the nearest one from the
 * working folder upwards, as an editor reads those of the folder that it has open. So the same note is judged alike however it is named.
 * @param notes absolute paths
 */
export async function findProfiles(language: Language, notes: readonly string[]): Promise<FoundProfiles> {
  const known = new Map<string, Promise<Own | undefined>>();
  const nearest = (folder: string): Promise<Own | undefined> => {
    let found = known.get(folder);
    if (!found) known.set(folder, (found = own(folder)));
    return found;
  };
  const own = async (folder: string): Promise<Own | undefined> => {
    const files = await readProfileFiles(folder);
    if (files) return { folder: path.join(folder, ...PROFILES_FOLDER.split('/')), ...workspaceProfiles(language, files) };
    const above = path.dirname(folder);
    return above === folder ? undefined : nearest(above);
  };
  const ofNotes = new Map<string, Own | undefined>();
  for (const note of notes) ofNotes.set(pathToFileURL(note).href, (await nearest(path.dirname(note))) ?? (await nearest(process.cwd())));
  const used = [...new Set(ofNotes.values())];
  const found = used.filter((one) => one !== undefined);
  return {
    of: (uri) => ofNotes.get(uri)?.profiles ?? language.profiles,
    all: used.length ? used.map((one) => one?.profiles ?? language.profiles) : [language.profiles],
    folders: found.map(({ folder }) => folder),
    faults: found.flatMap(({ faults }) => faults.map(({ uri, range, message }) => ({ path: fileURLToPath(uri), range, message }))),
  };
}

interface Own extends WorkspaceProfiles {
  readonly folder: string;
}
