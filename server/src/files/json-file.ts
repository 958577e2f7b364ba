import { readFile, stat } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { JsonFile } from '../project/json-file.js';
import { decodeNote } from '../project/decode.js';
import { codeOf, errnoMessage } from '../project/errno-message.js';

/** Far above a file that somebody writes. */
const LARGEST = 1024 * 1024;

/** A file that somebody wrote for this program; undefined where there is none. */
export async function readJsonFile(file: string): Promise<JsonFile | undefined> {
  const uri = pathToFileURL(file).href;
  try {
    const about = await stat(file);
    if (!about.isFile()) return { uri, problem: 'This is no file.' };
    if (about.size > LARGEST) return { uri, problem: 'This file is larger than 1 MB; it is not read.' };
    return { uri, ...decodeNote(await readFile(file)) };
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')
      ? undefined
      : { uri, problem: `This file cannot be read: ${errnoMessage(error)}.` };
  }
}
