import { encodeBlocks, type Row } from '../../server/src/core/codes/block-table';
import type { LoadedRelease } from '../../server/src/core/codes/loaded/loaded-release';
import { joinReleases, readFile } from '../../server/src/core/codes/import/read-releases';
import type { ReleaseSet } from '../../server/src/core/codes/import/release';

/** A loaded release in memory; rows as `key|info|text`, in the order of their keys. */
export function release(set: ReleaseSet, from: string, rows: readonly string[], name = from): LoadedRelease {
  const parsed = rows.map((row): Row => {
    const [key = '', info = '', text = ''] = row.split('|');
    return { key, info, text };
  });
  return {
    set,
    name,
    from,
    rows: rows.length,
    hash: rows.join('\n'),
    blocks: () => encodeBlocks(parsed).map(({ first, bytes }) => ({ first, bytes: () => bytes })),
  };
}

/** The releases in the text of a file, in memory. */
export function releasesIn(text: string, name = 'file.csv'): LoadedRelease[] {
  return releasesInFiles([{ text, name }]);
}

/** The releases in the texts of several files, imported together. */
export function releasesInFiles(files: readonly { readonly name: string; readonly text: string }[]): LoadedRelease[] {
  return joinReleases(files.map(readFile), { base: () => undefined }).map(one => ({
    ...one,
    rows: one.rows.length,
    hash: files.map(({ text }) => text).join('\n'),
    blocks: () => encodeBlocks(one.rows).map(({ first, bytes }) => ({ first, bytes: () => bytes })),
  }));
}
