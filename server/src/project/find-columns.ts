import type { ColumnMapping } from '../core/intake/structured/columns.js';
import { childOf, parentOf } from './address.js';
import { COLUMNS_FILE, readColumnMapping } from './columns-file.js';
import { decodeNote } from './decode.js';
import { isProblem, type FileSystem } from './file-system.js';
import { readOwnFile } from './own-file.js';

/** Far above a mapping that a person writes. */
const MAX_BYTES = 1024 * 1024;

/** A mapping, or in one sentence with its file why it cannot be used. */
export type FoundColumns = { readonly mapping: ColumnMapping } | { readonly file: string; readonly problem: string };

/**
 * The column mapping of the nearest folder above a file; undefined if no folder keeps one. A folder that cannot be
 * read, as those above the workspace of an editor in a browser, keeps none.
 */
export async function findColumns(fs: FileSystem, file: string): Promise<FoundColumns | undefined> {
  for (let folder = parentOf(file); folder !== undefined; folder = parentOf(folder)) {
    const bytes = await readOwnFile(fs, folder, COLUMNS_FILE, MAX_BYTES);
    if (isProblem(bytes) && (bytes.isMissing || isProblem(await fs.list(folder)))) continue;
    const at = childOf(folder, COLUMNS_FILE);
    if (isProblem(bytes)) return { file: at, problem: `This file is not read: ${bytes.problem}.` };
    const decoded = decodeNote(bytes);
    if ('problem' in decoded) return { file: at, problem: decoded.problem };
    const read = readColumnMapping(decoded.text);
    if ('mapping' in read) return read;
    return { file: at, problem: `line ${read.fault.range.start.line + 1}: ${read.fault.message}` };
  }
  return undefined;
}
