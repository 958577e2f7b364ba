import { existsSync } from 'node:fs';
import { createLanguage } from '../../core/language.js';
import { joinReleases, type ReadFile } from '../../core/codes/import/read-releases.js';
import { LayoutError } from '../../core/codes/import/text-file.js';
import { isIsoDay } from '../../core/syntax/iso-day.js';
import { readOfficial } from '../../project/code-store/read-official.node.js';
import { loadedReleases, storeReleases, UnusableStore } from '../../project/code-store/store.node.js';
import { errnoMessage } from '../../project/errno-message.js';
import { EXIT } from '../exit.js';
import { write } from '../output.js';
import { UsageError } from '../usage-error.js';

export interface CodesImportOptions {
  readonly codes?: string;
  readonly from?: string;
}

/** Loads official files into the folder of releases. Either all of them are loaded, or nothing changes. */
export async function codesImport(
  files: readonly string[],
  { codes: folder, from }: CodesImportOptions,
): Promise<number> {
  const target = folderOf(folder);
  if (from !== undefined && !isIsoDay(from)) throw new UsageError(`“${from}” is no day; write it as YYYY-MM-DD`);
  for (const file of files) if (!existsSync(file)) throw new UsageError(`there is no file ${file}`);
  try {
    const read = files.map(file => ({ file, contents: readOfficial(file) }));
    const sources = new Map(read.flatMap(({ file, contents }) => contents.map(one => [one, file] as const)));
    const all = read.flatMap(({ contents }) => contents);
    const releases = joinReleases(all, {
      from,
      base: (set, date) => createLanguage(loadedReleases(target)).codes.releaseRows(set, date),
    });
    const stored = storeReleases(
      target,
      releases.map(release => ({ release, source: sourceOf(all, sources, release.set) })),
    );
    const lines = stored.map(
      ({ set, name, from: day, rows, bytes }) =>
        `${set} ${name}: ${rows} rows, in force from ${day} (${(bytes / 1e6).toFixed(1)} MB)`,
    );
    await write(process.stdout, `${lines.join('\n')}\n`);
    return EXIT.clean;
  } catch (error) {
    if (error instanceof LayoutError) throw new UsageError(`${error.message}; nothing was loaded`);
    if (error instanceof UnusableStore) throw new UsageError(error.message);
    if (error instanceof Error && 'code' in error) throw new UsageError(`${errnoMessage(error)}; nothing was loaded`);
    throw error;
  }
}

/** The files from which a release of the set was read. */
function sourceOf(all: readonly ReadFile[], sources: ReadonlyMap<ReadFile, string>, set: string): string[] {
  return [...new Set(all.filter(({ parts }) => parts.some(part => part.set === set)).map(one => sources.get(one)!))];
}

export function folderOf(folder: string | undefined): string {
  if (folder === undefined)
    throw new UsageError('name the folder of the releases with --codes FOLDER, or in ENCOUNTER_NOTES_CODES');
  return folder;
}
