import path from 'node:path';
import { CONFIG_FILE } from '../project/config.js';
import type { JsonFile } from '../project/json-file.js';
import { readJsonFile } from './json-file.js';

/** The configuration of a folder; undefined where it keeps none. */
export function readConfigFile(folder: string): Promise<JsonFile | undefined> {
  return readJsonFile(path.join(folder, ...CONFIG_FILE.split('/')));
}
