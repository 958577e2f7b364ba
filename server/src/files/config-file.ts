import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CONFIG_FILE } from '../config/config.js';
import type { ConfigFile } from '../config/folder-config.js';
import { decodeNote } from './decode.js';
import { codeOf, why } from './why.js';

/** Far above a configuration that somebody writes. */
const LARGEST = 1024 * 1024;

/** The configuration of a folder; undefined where it keeps none. */
export async function readConfigFile(folder: string): Promise<ConfigFile | undefined> {
  const file = path.join(folder, ...CONFIG_FILE.split('/'));
  const uri = pathToFileURL(file).href;
  try {
    const about = await stat(file);
    if (!about.isFile()) return { uri, problem: 'This is no file.' };
    if (about.size > LARGEST) return { uri, problem: 'This file is larger than 1 MB; it is not read.' };
    return { uri, ...decodeNote(await readFile(file)) };
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '') ? undefined : { uri, problem: `This file cannot be read: ${why(error)}.` };
  }
}
