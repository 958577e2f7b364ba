import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { LayoutError } from '../../core/codes/import/text-file.js';
import { isIsoDay } from '../../core/syntax/iso-day.js';
import {
  importFiles,
  LICENSE_QUESTION,
  LicenseNeeded,
  type FileToImport,
} from '../../project/code-store/import-files.js';
import { importedLines } from '../../project/code-store/imported-line.js';
import { withImportLock } from '../../project/code-store/import-lock.node.js';
import { loadedReleases, storeReleases, UnusableStore, type NewRelease } from '../../project/code-store/store.node.js';
import { errnoMessage } from '../../project/errno-message.js';
import { EXIT } from '../exit.js';
import { write } from '../output.js';
import { UsageError } from '../usage-error.js';

export interface CodesImportOptions {
  readonly codes?: string;
  readonly from?: string;
  /** The practice has a license for CPT descriptors: no question is asked. */
  readonly licensed?: boolean;
}

/** Loads official files into the folder of releases. Either all of them are loaded, or nothing changes. */
export async function codesImport(
  files: readonly string[],
  { codes: folder, from, licensed = false }: CodesImportOptions,
): Promise<number> {
  const target = folderOf(folder);
  if (from !== undefined && !isIsoDay(from)) throw new UsageError(`“${from}” is no day; write it as YYYY-MM-DD`);
  for (const file of files) if (!existsSync(file)) throw new UsageError(`there is no file ${file}`);
  try {
    const added = await withImportLock(target, async () => {
      const releases = await read(files, target, { from, isLicensed: licensed });
      storeReleases(target, releases);
      return releases;
    });
    await write(process.stdout, `${added.flatMap(importedLines).join('\n')}\n`);
    return EXIT.clean;
  } catch (error) {
    if (error instanceof LayoutError) throw new UsageError(`${error.message}; nothing was loaded`);
    if (error instanceof UnusableStore) throw new UsageError(error.message);
    if (error instanceof Error && 'code' in error) throw new UsageError(`${errnoMessage(error)}; nothing was loaded`);
    throw error;
  }
}

async function read(
  files: readonly string[],
  target: string,
  options: { readonly from: string | undefined; readonly isLicensed: boolean },
): Promise<NewRelease[]> {
  const toImport = files.map((file): FileToImport => ({
    source: file,
    name: path.basename(file),
    read: () => readFileSync(file),
  }));
  try {
    return importFiles(toImport, { ...options, loaded: () => loadedReleases(target) });
  } catch (error) {
    if (!(error instanceof LicenseNeeded)) throw error;
    if (!(await isLicensedByUser(error)))
      throw new UsageError(
        `${error.file} holds CPT descriptors: with a license for them, add --licensed; nothing was loaded`,
      );
    return read(files, target, { ...options, isLicensed: true });
  }
}

/** Asks at a terminal; without one the answer is no. */
async function isLicensedByUser({ file }: LicenseNeeded): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${file}: ${LICENSE_QUESTION} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}

export function folderOf(folder: string | undefined): string {
  if (folder === undefined)
    throw new UsageError('name the folder of the releases with --codes FOLDER, or in ENCOUNTER_NOTES_CODES');
  return folder;
}
