import path from 'node:path';
import { CONFIG_FILE } from '../config/config.js';
import type { JsonFile } from '../json/json-file.js';
import { readJsonFile } from './json-file.js';

/** The configuration of a folder; undefined where it keeps none. */
export function readConfigFile(folder: string): Promise<JsonFile | undefined> {
  return readJsonFile(path.join(folder, ...CONFIG_FILE.split('/')));
}
