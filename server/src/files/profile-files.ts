import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PROFILES_FOLDER, type ProfileFile } from '../profiles/workspace-profiles.js';
import { decodeNote } from './decode.js';

/** Far above a profile that somebody writes. */
const LARGEST_PROFILE = 1024 * 1024;

/** The payer profiles of a folder; undefined where it keeps none. */
export async function readProfileFiles(folder: string): Promise<ProfileFile[] | undefined> {
  const place = path.join(folder, ...PROFILES_FOLDER.split('/'));
  const names = await readdir(place).catch(() => undefined);
  return names && Promise.all(names.filter((name) => name.toLowerCase().endsWith('.json')).sort().map((name) => readProfile(path.join(place, name))));
}

async function readProfile(file: string): Promise<ProfileFile> {
  const uri = pathToFileURL(file).href;
  try {
    const about = await stat(file);
    if (!about.isFile()) return { uri, problem: 'This is no file.' };
    if (about.size > LARGEST_PROFILE) return { uri, problem: 'This file is larger than 1 MB; it is not read.' };
    const decoded = decodeNote(await readFile(file));
    return { uri, ...decoded };
  } catch (error) {
    return { uri, problem: `This file cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'}).` };
  }
}
