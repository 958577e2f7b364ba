import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { JsonFile } from '../project/json-file.js';
import { PROFILES_FOLDER } from '../project/payer-profiles.js';
import { readJsonFile } from './json-file.js';

/** The payer profiles of a folder; undefined where it keeps none. */
export async function readProfileFiles(folder: string): Promise<readonly JsonFile[] | undefined> {
  const place = path.join(folder, ...PROFILES_FOLDER.split('/'));
  const names = await readdir(place).catch(() => undefined);
  const files =
    names &&
    (await Promise.all(
      names
        .filter(name => name.toLowerCase().endsWith('.json'))
        .sort()
        .map(name => readJsonFile(path.join(place, name))),
    ));
  return files?.filter(file => file !== undefined);
}
